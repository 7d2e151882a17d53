"""The vouchers: what is owed, every voucher there is, and what can be corrected, each time with a reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chips import Chips
from parrainage_desktop.ui.fields import SearchLine, card, label
from parrainage_desktop.ui.layouts import filled, in_column, in_row
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.theme import font
from parrainage_desktop.vouchers import list_wording as words
from parrainage_desktop.vouchers import lists, printings, service
from parrainage_desktop.vouchers.acts import Acts
from parrainage_desktop.vouchers.foot import Foot
from parrainage_desktop.vouchers.narrowing import Narrowing
from parrainage_desktop.vouchers.overview import Overview
from parrainage_desktop.vouchers.rules import Owing, Shown, Standing, Voucher, VoucherState, Wanted
from parrainage_desktop.vouchers.table_model import VoucherTable
from parrainage_desktop.vouchers.unprinted import Unprinted

KINDS = tuple(Shown)
MOST_TICKED = 2_000
_ALL = Wanted(Shown.ALL)


@dataclass(frozen=True, slots=True)
class _Memory:
    """Where the screen stood."""

    kind: int
    search: str
    filters: tuple[int, str, str, bool]


class VouchersPage(Page):
    """The signals name what is done elsewhere: papers by their letters, a code for the counter, a customer, a table."""

    shows = frozenset("vouchers redemptions reversals cancellations extensions printings customers shop".split())
    copies_requested = Signal(list)
    papers_requested = Signal(list)
    counter_requested = Signal(str)
    person_requested = Signal(int)
    table_requested = Signal(object, str)

    def __init__(self, db: Database, actor: Actor) -> None:
        super().__init__(db, actor)
        with db.read(actor) as tx:
            self.currency = preferences.shop(tx).currency
            self._today = tx.today
        self._wanted, self._turn = Wanted(), 0
        self._known: Mapping[Shown, int] = {}
        self._counted: dict[Wanted, dict[Shown, int]] = {}
        self._owed: dict[Wanted, Owing] = {}
        self.overview, self.table, self.foot = Overview(), VoucherTable(), Foot()
        self.search = SearchLine(_("Code or customer…"), _("Find vouchers by code or customer"))
        self.export, self.kinds = Button(_("Export the list"), icon="download-simple"), QMenu(self)
        self.chips = Chips([words.shown(kind) for kind in KINDS], _("Which vouchers"), tight=True)
        self.more = Button(_("More filters"), "quiet", "funnel")
        self.narrowing, self.unprinted = Narrowing(self._tills), Unprinted()
        self.menu = QMenu(self)
        self.acts = Acts(self, db, actor)
        self._nothing = label("", "body", "text-2")
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Count and list again; what is ticked stays ticked as long as it stands as it did."""
        with self.db.read(self.actor) as tx:
            self._today = tx.today
            found, opened = lists.opening(tx)
            # Until all are counted, those counted before stay in sight.
            self._known = {**self._known, **self._counted.get(_ALL, {}), **opened}
            self._counted, self._owed = {}, {Wanted(): found.whole}
            self.overview.show_outstanding(found, tx.today, self.currency)
            self.unprinted.show_waiting(printings.waiting(tx))
            self._list(tx)
            self._keep_ticks(tx)
        self._turn += 1
        turn = self._turn
        jobs.start(lambda _progress: (turn, self._count_all()), self._take_counts)

    def _count_all(self) -> dict[Shown, int]:
        with self.db.read(self.actor) as tx:
            return lists.counts(tx, Wanted())

    def _take_counts(self, found: tuple[int, dict[Shown, int]]) -> None:
        """The counts of all there are, which at half a million the first picture does not wait for."""
        turn, counts = found
        if turn == self._turn:
            self._counted[_ALL] = counts
            if replace(self._wanted, shown=Shown.ALL) == _ALL:
                self._show_counts(counts)

    def wanted(self) -> Wanted:
        """What the list shows."""
        return self._wanted

    def memory(self) -> _Memory:
        """What is looked at and for."""
        return _Memory(self.chips.index(), self.search.text(), self.narrowing.memory())

    def remember(self, memory: object) -> None:
        """Look at the same again."""
        if not isinstance(memory, _Memory):
            return
        self.narrowing.remember(*memory.filters)
        self.narrowing.setVisible(self.narrowing.active())
        self.search.setText(memory.search)
        self.chips.choose(memory.kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Slash searches, Esc empties it; Ctrl+P prints again, Ctrl+E exports, Delete cancels what is ticked."""
        ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.text() == "/":
            self._go_search()
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif ctrl and event.key() == Qt.Key.Key_P:
            self._print_again()
        elif ctrl and event.key() == Qt.Key.Key_E:
            self._offer_kinds()
        elif event.key() == Qt.Key.Key_Delete and self._chosen():
            self.acts.cancel(self._chosen())
        else:
            super().keyPressEvent(event)

    def show_menu(self, voucher_id: int) -> None:
        """Offer what can be done with one voucher."""
        with self.db.read(self.actor) as tx:
            voucher = service.by_id(tx, voucher_id)
        self.menu.clear()
        self.menu.setAccessibleName(words.line(voucher, self._today).spoken())
        for text, act in self._acts_on(voucher):
            self.menu.addAction(text, act)
        self.menu.popup(QCursor.pos() if self.underMouse() else self.table.mapToGlobal(self.table.rect().center()))

    def _acts_on(self, voucher: Voucher) -> list[tuple[str, Callable[[], object]]]:
        """What can be done with a voucher as it stands, in words."""
        standing, issued = voucher.standing(self._today), voucher.state is VoucherState.ISSUED
        honour = partial(self.counter_requested.emit, voucher.code)
        offered: list[tuple[bool, str, Callable[[], object]]] = [
            (standing is Standing.ACTIVE, _("&Honour at the counter"), honour),
            (issued, _("&Print again"), partial(self.copies_requested.emit, [voucher.code])),
            (issued, _("Pro&long…"), partial(self.acts.prolong, voucher, self._today)),
            (issued and standing is not Standing.EXPIRED, _("&Replace…"), partial(self.acts.replace, voucher)),
            (_was_used(voucher), _("&Take the last use back…"), partial(self.acts.take_back, voucher)),
            (issued, _("&Cancel…"), partial(self.acts.cancel, [voucher])),
            (True, _("H&istory"), partial(self.acts.tell_history, voucher)),
            (True, _("&Open the customer"), partial(self.person_requested.emit, voucher.holder_id)),
        ]
        return [(text, act) for fits, text, act in offered if fits]

    def _list(self, tx: Transaction) -> None:
        wanted = self.narrowing.narrow(Wanted(KINDS[self.chips.index()]))
        if typed := self.search.text().strip():
            wanted = lists.meant(tx, wanted, typed)
        self._wanted = wanted
        self._show_counts(self._count(tx, wanted))
        if wanted not in self._owed:
            self._owed[wanted] = lists.owing(tx, wanted)
        found = self._owed[wanted]
        self.table.show_lines(found.vouchers, self._fetch)
        soonest = wanted.shown in (Shown.OPEN, Shown.SOON)
        self.table.head.show_order("" if wanted.shown is Shown.ALL else "caret-up" if soonest else "caret-down")
        self.foot.show_list(found, self.currency)
        self._nothing.setText(_("No such voucher.") if not found.vouchers else "")
        self._nothing.setVisible(not found.vouchers)

    def _show_counts(self, counts: Mapping[Shown, int]) -> None:
        self.chips.show_counts([number(counts[kind]) if kind in counts else "" for kind in KINDS])

    def _count(self, tx: Transaction, wanted: Wanted) -> Mapping[Shown, int]:
        """The counts, taken once for every chip and filter: half a million are not counted again for a click."""
        those = replace(wanted, shown=Shown.ALL)
        if those == _ALL and those not in self._counted:
            return self._known
        if those not in self._counted:
            self._counted[those] = lists.counts(tx, wanted)
        return self._counted[those]

    def _fetch(self, offset: int, count: int) -> Sequence[words.Line]:
        with self.db.read(self.actor) as tx:
            return [words.line(voucher, tx.today) for voucher in lists.page(tx, self._wanted, offset, count)]

    def _relist(self) -> None:
        """Another list: nothing of it is ticked."""
        self.table.lines.tick(())
        self.table.verticalScrollBar().setValue(0)
        with self.db.read(self.actor) as tx:
            self._list(tx)

    def _keep_ticks(self, tx: Transaction) -> None:
        if before := self.table.lines.ticked:
            now = service.many(tx, list(before))
            same = [now[key] for key, one in before.items() if key in now and _stands(now[key], one, tx)]
            if same != list(before.values()):
                self.table.lines.tick(same)

    def _tick_all(self) -> None:
        with self.db.read(self.actor) as tx:
            numbers = lists.ids(tx, self._wanted, 0, MOST_TICKED)
            self.table.lines.tick(list(service.many(tx, numbers).values()))

    def _chosen(self) -> list[Voucher]:
        return list(self.table.lines.ticked.values())

    def _show_ticks(self) -> None:
        self.foot.show_ticked(self._chosen(), self.currency)

    def _print_again(self) -> None:
        usable = [voucher.code for voucher in self._chosen() if voucher.state is VoucherState.ISSUED]
        if usable:
            self.copies_requested.emit(usable)
        elif self._chosen():
            self.foot.say(_("Used and cancelled vouchers are not printed again."))

    def _offer_kinds(self) -> None:
        self.kinds.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))

    def _go_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _type(self, text: str) -> None:
        self._go_search()
        if text != "/":
            self.search.insert(text)

    def _tills(self, day: date) -> Sequence[str]:
        with self.db.read(self.actor) as tx:
            return lists.tills(tx, day)

    def _build(self) -> None:
        self.setFocusProxy(self.search)
        self.search.setFixedSize(300, 44)
        self.search.setMaxLength(200)
        self.narrowing.hide()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMinimumHeight(80)
        head = in_row((label(_("Vouchers"), "screen"), 1), self.search, self.export, gap=16)
        filters = in_row((self.chips, 1), self.more)
        box = filled(card(), in_column((self.table, 1), self._nothing, self.foot, gap=0, edges=1))
        column = in_column(
            head, self.unprinted, self.overview, filters, self.narrowing, (box, 1), gap=14, edges=(28, 24, 28, 20)
        )
        self.setLayout(column)

    def _connect(self) -> None:
        QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_F), self, self._go_search)
        self.search.textChanged.connect(lambda _text: self._relist())
        self.search.returnPressed.connect(self.table.setFocus)
        self.search.moved.connect(self.table.step)
        self.chips.chosen.connect(lambda _index: self._relist())
        self.narrowing.changed.connect(self._relist)
        self.more.clicked.connect(lambda: self.narrowing.setVisible(not self.narrowing.isVisible()))
        self.table.asked.connect(self.show_menu)
        self.table.all_wanted.connect(self._tick_all)
        self.table.typed.connect(self._type)
        self.table.lines.ticks_changed.connect(self._show_ticks)
        self.unprinted.print_wanted.connect(self.papers_requested)
        self.unprinted.waived.connect(self._waive)
        self.foot.all.clicked.connect(self._tick_all)
        self.foot.print.clicked.connect(self._print_again)
        self.foot.cancel.clicked.connect(lambda: self.acts.cancel(self._chosen()))
        self.foot.one.clicked.connect(lambda: self.show_menu(self._chosen()[0].id))
        self.acts.done.connect(self.foot.say)
        self.acts.replaced.connect(lambda code: self.papers_requested.emit([code]))
        self.kinds.setFont(font("body"))
        self.kinds.setAccessibleName(self.export.text())
        for text, suffix in (
            (_("For E&xcel or LibreOffice (.xlsx)"), ".xlsx"), (_("For other &programs (.csv)"), ".csv"),
        ):  # fmt: skip
            self.kinds.addAction(text, partial(self._ask_table, suffix))
        self.export.clicked.connect(self._offer_kinds)
        self.menu.setFont(font("body"))

    def _waive(self, codes: list[str]) -> None:
        with self.db.write(self.actor) as tx:
            printings.waive(tx, codes)

    def _ask_table(self, suffix: str) -> None:
        self.table_requested.emit(self._wanted, suffix)


def _was_used(voucher: Voucher) -> bool:
    """Whether a use of it may be taken back."""
    return voucher.balance_cents < voucher.value_cents and voucher.state is not VoucherState.CANCELLED


def _stands(now: Voucher, then: Voucher, tx: Transaction) -> bool:
    return now.standing(tx.today) is then.standing(tx.today)
