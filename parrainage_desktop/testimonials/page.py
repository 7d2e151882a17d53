"""Testimonials on the screen, who let the shop publish what and in which words; and inviting to write a review."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, capital, ngettext, number
from parrainage_desktop.testimonials import service, wording
from parrainage_desktop.testimonials.reviews_view import ReviewsView
from parrainage_desktop.testimonials.rules import Refused, State, Testimonial
from parrainage_desktop.testimonials.sheet import Sheet
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chips import Chips, Tabs
from parrainage_desktop.ui.fields import card, label
from parrainage_desktop.ui.inviting import Inviting
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.rows import Row, RowList

WIDTH = 372
_STATES = (None, *State)
_LOOKS = {
    State.DRAFT: ("note-pencil", ("surface-2", "text-2")),
    State.APPROVED: ("check-circle", ("brand-soft", "on-brand-soft")),
    State.PUBLISHED: ("quotes", ("info-soft", "on-info-soft")),
    State.WITHDRAWN: ("prohibit", ("warn-soft", "on-warn-soft")),
}
Step = Callable[[Transaction, int], Testimonial | Refused]


@dataclass(frozen=True, slots=True)
class _Memory:
    """Where the screen stood."""

    part: int
    state: int


class TestimonialsPage(Page):
    """`print_requested` asks for a customer's pages, `person_requested` for their record.

    `review_card_requested` asks for the card of a page for reviews.
    """

    shows = frozenset({"testimonials", "customers", "review_channels", "review_policy", "review_invitations", "shop"})
    print_requested = Signal(int)
    review_card_requested = Signal(int)
    person_requested = Signal(int)

    def __init__(self, db: Database, actor: Actor) -> None:
        super().__init__(db, actor)
        self._found: list[Testimonial] = []
        self.states = Chips([_("All"), *(capital(wording.state(state)) for state in State)], _("State"), tight=True)
        self.rows = RowList(_("Testimonials"))
        self.new, self.first = (Button(_("Note a testimonial"), "primary", "plus-bold") for _button in range(2))
        self.sheet = Sheet()
        self.nothing = label("", "body", "text-2", wrap=True)
        self.tabs = Tabs([_("Testimonials"), _("Review invitations")], _("Part of the screen"))
        self.reviews = ReviewsView(db, actor)
        self._views, self._words = QStackedWidget(), QStackedWidget()
        self._build()
        self._connect()
        self.reload()
        if self._found:
            self.rows.choose(self._found[0].id)

    def reload(self) -> None:
        """Read the list again; whatever is being typed stays."""
        with self.db.read(self.actor) as tx:
            every = service.newest(tx)
        wanted = _STATES[self.states.index()]
        self._found = [one for one in every if wanted in (None, one.state)]
        counts = [len(every), *(sum(one.state is state for one in every) for state in State)]
        self.states.show_counts([number(count) for count in counts])
        rows = [_row(one) for one in self._found]
        self.rows.show_rows(len(rows), lambda offset, count: rows[offset : offset + count])
        said = ngettext("{count} testimonial", "{count} testimonials", len(rows)).format(count=number(len(rows)))
        self.nothing.setText(said if rows else _("No testimonial here."))
        if every:
            self._show_words()
        shown = self.sheet.shown
        if shown and shown.id in [one.id for one in self._found]:
            self.rows.choose(shown.id)
        self.reviews.reload()

    def memory(self) -> _Memory:
        """Which part is shown, which state is listed."""
        return _Memory(self.tabs.index(), self.states.index())

    def remember(self, memory: object) -> None:
        """Show the same part and list the same state."""
        if isinstance(memory, _Memory):
            self.states.choose(memory.state)
            self.tabs.choose(memory.part)

    def take_scan(self, text: str) -> bool:
        """A customer's card scanned among the invitations is whom to invite."""
        return self._views.currentWidget() is self.reviews and self.reviews.take_scan(text)

    def begin(self) -> None:
        """Note a new one."""
        self.sheet.show_new()
        self._show_words()
        self.sheet.who.line.setFocus()

    def _show_words(self) -> None:
        """Show the list with the words beside it: there are some, or are about to be."""
        self._words.setCurrentIndex(1)
        self._offer_new(self.tabs.index())

    def _offer_new(self, part: int) -> None:
        self.new.setVisible(not part and bool(self._words.currentIndex()))

    def save(self) -> None:
        """Keep the words, of a new testimonial or of the one that is shown."""
        self.sheet.show_error("", "")
        try:
            with self.db.write(self.actor) as tx:
                made = self._saved(tx)
        except InvalidInput as error:
            self.sheet.show_error(error.field, error.message)
            return
        except UserError as error:
            self.sheet.say(error.message)
            return
        self._tell(made, _("Kept."))

    def take(self, step: Step) -> None:
        """Take a step with the one that is shown."""
        shown = self.sheet.shown
        if shown is None:
            return
        try:
            with self.db.write(self.actor) as tx:
                done = step(tx, shown.id)
        except UserError as error:
            self.sheet.say(error.message)
            return
        self._tell(done, "")

    def copy(self) -> None:
        """Put the words on the clipboard, as they may be pasted."""
        shown = self.sheet.shown
        if shown is None:
            return
        try:
            with self.db.read(self.actor) as tx:
                found = service.published(tx, shown.id)
        except UserError as error:
            self.sheet.say(error.message)
            return
        if isinstance(found, Refused):
            self._tell(found, "")
            return
        QGuiApplication.clipboard().setText(wording.text(found))
        self.sheet.say(_("The text is copied."))

    def _saved(self, tx: Transaction) -> Testimonial | Refused:
        shown = self.sheet.shown
        if shown is not None:
            return service.change(tx, shown.id, self.sheet.words())
        person = service.meant(tx, self.sheet.who.text())
        return service.add(tx, person.id, self.sheet.kind(), self.sheet.words())

    def _tell(self, done: Testimonial | Refused, said: str) -> None:
        if isinstance(done, Refused):
            self.sheet.say(wording.hindrance(done.why))
            return
        self.sheet.show_testimonial(done)
        self.sheet.say(said)
        self.reload()

    def _open(self, key: int) -> None:
        found = next((one for one in self._found if one.id == key), None)
        if found is not None and (self.sheet.shown is None or self.sheet.shown.id != key):
            self.sheet.show_testimonial(found)

    def _print(self) -> None:
        if self.sheet.shown is not None:
            self.print_requested.emit(self.sheet.shown.customer_id)

    def _open_person(self) -> None:
        if self.sheet.shown is not None:
            self.person_requested.emit(self.sheet.shown.customer_id)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._views.setCurrentIndex)
        self.tabs.chosen.connect(self._offer_new)
        self.reviews.card_wanted.connect(self.review_card_requested)
        self.reviews.person_wanted.connect(self.person_requested)
        self.states.chosen.connect(self.reload)
        self.rows.chosen.connect(self._open)
        for button in (self.new, self.first):
            button.clicked.connect(self.begin)
        sheet = self.sheet
        sheet.save.clicked.connect(self.save)
        sheet.copy.clicked.connect(self.copy)
        sheet.print.clicked.connect(self._print)
        sheet.person.clicked.connect(self._open_person)
        for button, step in (
            (sheet.agree, service.agree), (sheet.read, service.read), (sheet.approve, service.approve),
            (sheet.publish, service.publish), (sheet.take_down, service.take_down), (sheet.revoke, service.revoke),
        ):  # fmt: skip
            button.clicked.connect(lambda _checked=False, step=step: self.take(step))

    def _build(self) -> None:
        self.setFocusProxy(self.rows)
        head = in_row((label(_("Testimonials"), "screen"), 1), self.new, gap=12)
        head.addStrut(44)
        parts = in_row(self.tabs, ...)
        said = _("A customer is delighted? Ask the six questions and note the answers.")
        for view in (Inviting("quotes", _("No testimonial yet"), said, self.first), self._testimonials()):
            self._words.addWidget(view)
        for view in (self._words, self.reviews):
            self._views.addWidget(view)
        self._offer_new(0)
        self.setLayout(in_column(head, parts, (self._views, 1), gap=12, edges=(28, 24, 28, 20)))

    def _testimonials(self) -> QWidget:
        view = QWidget()
        columns = in_row(self._list(), (self.sheet, 1), gap=16)
        view.setLayout(in_column(self.states, (columns, 1), gap=12))
        return view

    def _list(self) -> QFrame:
        box = card()
        box.setFixedWidth(WIDTH)
        self.nothing.setContentsMargins(20, 0, 20, 0)
        box.setLayout(in_column(self.nothing, (self.rows, 1), gap=8, edges=(1, 12, 1, 8)))
        return box


def _row(one: Testimonial) -> Row:
    icon, tone = _LOOKS[one.state]
    detail = f"{capital(wording.kind(one.kind))} · {wording.state(one.state)}"
    return Row(one.id, one.customer, detail, icon=icon, tone=tone)
