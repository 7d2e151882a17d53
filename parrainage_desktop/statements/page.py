"""Statements on the screen: whom the shop owes a share of a month's purchases, each purchase of it, and paying it."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem

from parrainage_desktop.base import days
from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, capital, money, month
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.statements import service, wording
from parrainage_desktop.statements.rules import NoPayment, Statement
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel, Field, Tag, card, label
from parrainage_desktop.ui.layouts import empty, in_column, in_row
from parrainage_desktop.ui.months import MonthChooser
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.rows import Row, RowList
from parrainage_desktop.ui.theme import font

WIDTH = 372


class StatementsPage(Page):
    """A month's statements. `left` when the person is done here, `table_requested` with the month and a suffix."""

    shows = frozenset("shares payments customers".split())
    left = Signal()
    table_requested = Signal(object, str)
    person_requested = Signal(int)

    def __init__(self, db: Database, actor: Actor, holder_id: int | None = None) -> None:
        """The last complete month, or the newest in which somebody in particular earned anything."""
        super().__init__(db, actor)
        with db.read(actor) as tx:
            self._today, self._currency = tx.today, preferences.shop(tx).currency
            theirs = service.statements(tx, holder_id=holder_id) if holder_id else []
        self._month = theirs[0].month if theirs else add_months(self._today.replace(day=1), -1)
        self._found: list[Statement] = []
        self.back = Button("", "quiet", "arrow-left", name=_("Back"))
        self.months = MonthChooser()
        self.csv, self.xlsx = Button("CSV", icon="table"), Button("Excel", icon="table")
        self.rows = RowList(_("Statements"))
        self.total, self.said = label("", "small", "text-2"), label("", "strong", "text-2", wrap=True)
        self.name, self.sum = ElidedLabel("", "person"), label("", "card-large")
        self.purchases, self._state = QTreeWidget(), QHBoxLayout()
        self.on = Field(_("Paid on"))
        self.pay = Button(_("Note as paid"), "primary", "check-bold")
        self.unpay = Button(_("Not paid after all"), icon="arrow-counter-clockwise")
        self.person = Button(_("Open the referrer"), icon="users")
        self._sheet = card()
        self._build()
        self._connect()
        self.reload()
        self._choose(holder_id)

    def reload(self) -> None:
        """Read the month again; whoever was looked at stays in sight."""
        shown = self._shown()
        with self.db.read(self.actor) as tx:
            self._today = tx.today
            self._found = service.statements(tx, self._month)
        self.months.show_month(
            capital(month(self._month.year, self._month.month)), earlier=True, later=self._month < self._newest()
        )
        self.total.setText(wording.total(self._found, self._currency))
        rows = [self._row(place, one) for place, one in enumerate(self._found)]
        self.rows.show_rows(len(rows), lambda offset, count: rows[offset : offset + count])
        self._choose(shown.holder_id if shown else None)

    def _choose(self, holder_id: int | None) -> None:
        """Show somebody's statement, or the first."""
        same = (place for place, one in enumerate(self._found) if one.holder_id == holder_id)
        if self._found:
            self.rows.choose(next(same, 0))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, Page Up and Page Down walk the months."""
        steps = {Qt.Key.Key_PageUp: self.months.earlier, Qt.Key.Key_PageDown: self.months.later}
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif arrow := steps.get(Qt.Key(event.key())):
            arrow.click()
        else:
            super().keyPressEvent(event)

    def note_paid(self) -> None:
        """Note that the statement shown was paid on the day typed."""
        shown = self._shown()
        if shown is None:
            return
        try:
            with self.db.write(self.actor) as tx:
                done = service.pay(tx, shown.holder_id, shown.month, days.day("on", self.on.text()))
        except InvalidInput as error:
            self.on.show_error(error.message)
            return
        except UserError as error:
            self.said.setText(error.message)
            return
        self._tell(wording.not_paid(done) if isinstance(done, NoPayment) else wording.paid(done, self._currency))

    def take_back(self) -> None:
        """Note that the statement shown was not paid after all."""
        shown = self._shown()
        if shown is None:
            return
        try:
            with self.db.write(self.actor) as tx:
                done = service.take_back(tx, shown.holder_id, shown.month)
        except UserError as error:
            self.said.setText(error.message)
            return
        self._tell(wording.not_paid(done) if isinstance(done, NoPayment) else wording.taken_back(done, self._currency))

    def step(self, months: int) -> None:
        """Show an earlier or a later month."""
        self._month = min(add_months(self._month, months), self._newest())
        self.said.setText("")
        self.reload()

    def _newest(self) -> date:
        return self._today.replace(day=1)

    def _shown(self) -> Statement | None:
        place = self.rows.key()
        return self._found[place] if place is not None and place < len(self._found) else None

    def _row(self, place: int, one: Statement) -> Row:
        paid = one.paid_on is not None
        tone = ("brand-soft", "on-brand-soft") if paid else ("warn-soft", "on-warn-soft")
        return Row(
            place, one.holder, f"{wording.base(one, self._currency)} · {wording.standing(one)}",
            icon="check-circle" if paid else "hourglass-medium", tone=tone, figure=money(one.due_cents, self._currency),
        )  # fmt: skip

    def _tell(self, said: str) -> None:
        self.said.setText(said)
        self.reload()

    def _show(self) -> None:
        """Show the statement chosen, purchase by purchase."""
        shown = self._shown()
        self._sheet.setVisible(shown is not None)
        self.purchases.clear()
        if shown is None:
            return
        with self.db.read(self.actor) as tx:
            lines = service.lines(tx, shown)
        for one in lines:
            item = QTreeWidgetItem(list(wording.line(one, self._currency)))
            item.setSizeHint(0, QSize(132, 40))
            for column in (2, 3, 4):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.purchases.addTopLevelItem(item)
        self.name.setText(shown.holder)
        self.sum.setText(money(shown.due_cents, self._currency))
        empty(self._state)
        paid = shown.paid_on is not None
        self._state.addWidget(Tag(capital(wording.standing(shown)), "ok" if paid else "warning"))
        self._state.addStretch(1)
        over = shown.month < self._newest()
        self.pay.setVisible(not paid and over)
        self.on.setVisible(not paid and over)
        self.unpay.setVisible(paid)
        self.on.show_error("")
        self.on.set_text(days.typed(self._today))
        if not paid and not over:
            self.said.setText(wording.not_paid(NoPayment.NOT_OVER))

    # Building.

    def _build(self) -> None:
        self.setFocusProxy(self.rows)
        columns = in_row(self._list(), (self._statement(), 1), gap=16)
        self.setLayout(in_column(self._head(), (columns, 1), self.said, gap=16, edges=(28, 24, 28, 20)))

    def _head(self) -> QHBoxLayout:
        return in_row(self.back, (label(_("Statements"), "screen"), 1), self.months, self.csv, self.xlsx, gap=12)

    def _list(self) -> QFrame:
        box = card()
        box.setFixedWidth(WIDTH)
        self.total.setContentsMargins(20, 0, 20, 0)
        box.setLayout(in_column(self.total, (self.rows, 1), gap=8, edges=(1, 12, 1, 8)))
        return box

    def _statement(self) -> QFrame:
        tree = self.purchases
        tree.setAccessibleName(_("Purchases"))
        tree.setHeaderLabels([_("Day"), _("Friend"), _("Amount"), _("Share"), _("Due")])
        for place in (2, 3, 4):
            tree.headerItem().setTextAlignment(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setFont(font("body"))
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for place, width in ((0, 132), (2, 120), (3, 90), (4, 120)):
            tree.header().setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            tree.header().resizeSection(place, width)
        head = in_row((self.name, 1), self.person, self.sum, gap=12)
        foot = in_row(
            ..., self.on, (self.pay, Qt.AlignmentFlag.AlignBottom), (self.unpay, Qt.AlignmentFlag.AlignBottom), gap=12
        )
        self._sheet.setLayout(in_column(head, self._state, (tree, 1), foot, gap=12, edges=(24, 16, 24, 16)))
        return self._sheet

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.months.stepped.connect(self.step)
        self.rows.chosen.connect(lambda _key: self._show())
        self.pay.clicked.connect(self.note_paid)
        self.unpay.clicked.connect(self.take_back)
        self.person.clicked.connect(self._open_person)
        self.csv.clicked.connect(lambda: self.table_requested.emit(self._month, ".csv"))
        self.xlsx.clicked.connect(lambda: self.table_requested.emit(self._month, ".xlsx"))

    def _open_person(self) -> None:
        if shown := self._shown():
            self.person_requested.emit(shown.holder_id)
