"""People written down twice: pairs at the left, two records side by side, and a way back from every merge."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _, day
from parrainage_desktop.customers import contacts
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.duplicates import finding, service, wording
from parrainage_desktop.duplicates.dialogs import PairView, Side
from parrainage_desktop.duplicates.likeness import Found, Pair
from parrainage_desktop.duplicates.rules import Merged, MergeRefused, NoUndo, fields, usual_choice
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, card, label
from parrainage_desktop.ui.keys import is_enter
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.rows import Row, RowList

WIDTH = 392


class DuplicatesPage(Page):
    """Look for pairs, then settle one after the other. `left` says that the person is done here."""

    left = Signal()

    def __init__(self, db: Database, actor: Actor) -> None:
        super().__init__(db, actor)
        self._pairs: dict[int, Pair] = {}
        self._merged: Merged | None = None
        self._job: jobs.Job | None = None
        self.back = Button("", "quiet", "arrow-left", name=_("Back to the customers"))
        self.stop = Button(_("Stop"), icon="x")
        self.count = label("", "small", "text-3", wrap=True)
        self.rows = RowList(_("Pairs of customers"))
        self.pair = PairView()
        self._done_band, self._done = card("band"), label("", "strong", "on-brand-soft", wrap=True)
        self.undo = Button(_("&Undo"), icon="arrow-counter-clockwise")
        self._right, self._nothing = QStackedWidget(), QWidget()
        self._said = label("", "card", wrap=True)
        self._build()
        self._connect()
        self.search()

    def search(self) -> None:
        """Look for pairs, off the screen's thread."""
        db, actor = self.db, self.actor
        self.stop.show()
        self._show_nothing(_("Looking for people written down twice…"))
        self._job = job = jobs.start(lambda progress: finding.find(lambda: db.read(actor), progress), self._show_found)
        job.progress.connect(self._show_progress)
        job.cancelled.connect(self._stop_search)
        job.failed.connect(self._fail)

    @property
    def searching(self) -> bool:
        """Whether a search is under way."""
        return self._job is not None

    def close_down(self) -> None:
        """Look no further: nobody wants the answer."""
        if self._job:
            self._job.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter merges, Esc goes back to the customers."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_enter(event):
            self.merge_pair()
        else:
            super().keyPressEvent(event)

    def merge_pair(self) -> None:
        """Make one of the two records shown, each field as chosen."""
        pair = self._pair()
        if pair is None:
            return
        try:
            with self.db.write(self.actor) as tx:
                done = service.merge(tx, *pair.ids, self.pair.comparison.taken())
                name = customers.get(tx, pair.one.id).name
        except UserError as error:
            self._tell(error.message, None)
            return
        if isinstance(done, MergeRefused):
            self._tell(wording.no_merge(done.why), None)
        else:
            self._tell(wording.merged(done, name), done)
        self._drop_gone(pair.one.id if isinstance(done, MergeRefused) else pair.other.id, pair)

    def tell_apart(self) -> None:
        """Note for good that the two are not the same person."""
        if pair := self._pair():
            with self.db.write(self.actor) as tx:
                service.tell_apart(tx, *pair.ids)
            self._tell(_("Noted: they will not be proposed together again."), None)
            self._drop([self._key(pair)])

    def put_off(self) -> None:
        """Look at the next pair; this one comes again with the next search."""
        if pair := self._pair():
            self._drop([self._key(pair)])

    def undo_merge(self) -> None:
        """Part the two records merged last."""
        if self._merged is None:
            return
        with self.db.write(self.actor) as tx:
            parted = service.undo(tx, self._merged.id)
        said = wording.no_undo(parted) if isinstance(parted, NoUndo) else " ".join(wording.unmerged(parted))
        self._tell(said, None)
        self.search()

    # The list.

    def _show_progress(self, done: int, total: int, _what: str) -> None:
        self.count.setText(_("Step {done} of {total}").format(done=min(done + 1, total), total=total))

    def _show_found(self, found: Found) -> None:
        self._pairs = dict(enumerate(found.pairs))
        self._end_search(wording.found(found))
        if not found.pairs:
            self._show_nothing(_("Nobody is written down twice."))
        self._list(0)

    def _end_search(self, said: str) -> None:
        self._job = None
        self.stop.hide()
        self.count.setText(said)
        if not self._pairs:
            self._said.setText(said)

    def _stop_search(self) -> None:
        self._end_search(_("Stopped before the end."))

    def _fail(self, raised: BaseException) -> None:
        broken = _("The search broke off: something broke in the program itself.")
        self._end_search(raised.message if isinstance(raised, UserError) else broken)

    def _list(self, place: int) -> None:
        shown = [_row(key, pair) for key, pair in self._pairs.items()]
        self.rows.show_rows(len(shown), lambda offset, count: shown[offset : offset + count])
        if shown:
            self.rows.setCurrentIndex(self.rows.rows.index(min(place, len(shown) - 1)))
        elif self._job is None:
            self._show_nothing(self._said.text() or _("All pairs are settled."))

    def _drop_gone(self, customer_id: int, pair: Pair) -> None:
        """Leave out every pair of somebody who is no longer there."""
        self._drop([key for key, one in self._pairs.items() if one is pair or customer_id in one.ids])

    def _drop(self, keys: list[int]) -> None:
        place = self.rows.currentIndex().row()
        for key in keys:
            self._pairs.pop(key, None)
        self._said.setText(_("All pairs are settled."))
        self.count.setText(wording.found(Found(tuple(self._pairs.values()), False)))
        self._list(place)

    def _pair(self) -> Pair | None:
        return self._pairs.get(key) if (key := self.rows.key()) is not None else None

    def _key(self, pair: Pair) -> int:
        return next(key for key, one in self._pairs.items() if one is pair)

    # The two records.

    def _show_pair(self, key: int) -> None:
        pair = self._pairs[key]
        with self.db.read(self.actor) as tx:
            shop = preferences.shop(tx)
            kept, other = (customers.get(tx, number) for number in pair.ids)
            ahead = service.outlook(tx, kept.id, other.id)
        if isinstance(ahead, MergeRefused):
            self._tell(wording.no_merge(ahead.why), None)
            self._drop([key])
            return
        taken = usual_choice(fields(kept), fields(other))
        self.pair.show_pair(pair, _side(kept, shop.country), _side(other, shop.country), taken)
        self.pair.show_outlook(ahead, shop.currency)
        self._right.setCurrentWidget(self.pair)

    def _show_nothing(self, said: str) -> None:
        self._said.setText(said)
        self._right.setCurrentWidget(self._nothing)

    def _tell(self, said: str, merged: Merged | None) -> None:
        self._merged = merged
        self._done.setText(said)
        self.undo.setVisible(merged is not None)
        self._done_band.show()

    # Building.

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.stop.clicked.connect(self.close_down)
        self.rows.chosen.connect(self._show_pair)
        self.pair.merged.connect(self.merge_pair)
        self.pair.told_apart.connect(self.tell_apart)
        self.pair.put_off.connect(self.put_off)
        self.undo.clicked.connect(self.undo_merge)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo_merge)

    def _build(self) -> None:
        self.setFocusProxy(self.rows)
        self._build_nothing()
        self._build_done_band()
        for view in (self._nothing, self.pair):
            self._right.addWidget(view)
        beside = in_column((self._right, 1), self._done_band, gap=12, edges=(24, 24, 24, 20))
        self.setLayout(in_row(self._list_pane(), (beside, 1), gap=0))

    def _list_pane(self) -> QFrame:
        pane = QFrame()
        pane.setProperty("ground", "surface")
        pane.setFixedWidth(WIDTH)
        title = in_row(self.back, (label(_("Duplicates"), "screen"), 1), self.stop, gap=4)
        head = in_column(title, self.count, gap=12, edges=(12, 24, 20, 12))
        pane.setLayout(in_column(head, (self.rows, 1), gap=0, edges=(0, 0, 1, 0)))
        return pane

    def _build_nothing(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self._nothing)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(Dot(icon="users", size=64, icon_size=32), 0, middle)
        self._said.setAlignment(middle)
        column.addWidget(self._said)
        column.addStretch(1)

    def _build_done_band(self) -> None:
        self._done_band.setLayout(in_row((self._done, 1), self.undo, gap=12, edges=(20, 12, 12, 12)))
        self._done_band.hide()


def _row(key: int, pair: Pair) -> Row:
    title = f"{pair.one.full_name} · {pair.other.full_name}"
    sure = pair.sure and not pair.family
    tone = ("brand-soft", "on-brand-soft") if sure else ("info-soft", "on-info-soft")
    return Row(key, title, wording.reasons(pair), icon="users" if sure else "question", tone=tone)


def _side(person: Customer, country: str) -> Side:
    shown = {name: wording.value(name, value) if value else "" for name, value in fields(person).items()}
    shown["phone"] = contacts.shown_phone(person.phone, country)
    about = _("No. {number} · customer since {day}").format(number=person.id, day=day(person.since))
    return Side(about, shown)
