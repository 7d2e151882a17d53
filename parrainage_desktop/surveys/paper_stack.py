"""A stack of answered paper forms: a card or a name, Enter, the score, Enter, and the next one."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.surveys import service
from parrainage_desktop.surveys.campaign_rules import Campaign
from parrainage_desktop.surveys.rules import AlreadyAnswered, Given, Origin, Recorded, category
from parrainage_desktop.surveys.scale import Digits, ScoreKey
from parrainage_desktop.surveys.wording import offer
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Check
from parrainage_desktop.ui.fields import Field, SearchLine, card, label
from parrainage_desktop.ui.keys import is_enter
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.rows import Row, RowList

_OFFERED, _KEPT = 5, 100


class PaperStack(QWidget):
    """Everything by keyboard: the cursor goes from the name to the score and back by Enter alone."""

    narrowed = Signal()
    """Never sent: nothing here narrows what the screen shows."""

    def __init__(self, db: Database, actor: Actor, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._db, self._actor, self._digits = db, actor, Digits(seconds)
        self._campaign: Campaign | None = None
        self._person: Customer | None = None
        self._chosen = False
        self._score: int | None = None
        self._replaces = False
        self._people: Sequence[Customer] = ()
        self._done: list[Row] = []
        hint = _("Name or card; Enter alone for anonymous")
        self.who = SearchLine(hint, _("Who answered"), large=True)
        self.people, self.last = RowList(_("Customers found")), RowList(_("Logged just now"))
        self.keys = [ScoreKey(value) for value in range(11)]
        self.comment = Field(_("Comment (optional)"))
        self.quotable, self.call_back = Check(_("May be quoted")), Check(_("Wishes to be called"))
        self.save = Button(_("Save, next form"), "primary", "check-bold", _("Enter"), 56)
        self.undo = Button(_("Undo the last one"), icon="arrow-counter-clockwise")
        self._name, self._to = label("", "card-large"), label("", "small", "text-2")
        self._said = label("", "strong", "err-text", wrap=True)
        self._scale = QWidget()
        self._scale.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scale.setAccessibleName(_("Score, 0 to 10"))
        self._build()
        self._connect()
        self._next()

    def show_read(self, found: object) -> None:
        """Show which campaign the forms belong to."""
        self._campaign = found if isinstance(found, Campaign) else None
        name = self._campaign.name if self._campaign else _("no campaign asks on paper today")
        self._to.setText(_("Campaign: {name}").format(name=name))

    def take_code(self, code: str) -> None:
        """A card was scanned: it is that customer's form."""
        self.who.setText(code)
        self._enter_who()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits are the score once it is known whose; Enter saves, Esc begins this form anew."""
        key = Qt.Key(event.key())
        score = self._digits.score(event.text(), self._score) if self._chosen else None
        if score is not None:
            self._choose(score)
        elif is_enter(event):
            self._enter()
        elif key == Qt.Key.Key_Escape and (self._chosen or self.who.text()):
            self._next()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._chosen:
            self.submit()
        else:
            self._enter_who()

    def _look(self, typed: str) -> None:
        """Offer whom the letters mean."""
        self._chosen = False
        with self._db.read(self._actor) as tx:
            self._people = customers.find_as_typed(tx, typed, _OFFERED) if typed.strip() else ()
        rows = [Row(one.id, one.name, one.city, one.initials) for one in self._people]
        self.people.show_rows(len(rows), lambda offset, count: rows[offset : offset + count])
        if rows:
            self.people.choose(rows[0].key)

    def _enter_who(self) -> None:
        typed = self.who.text().strip()
        if typed and not self._people:
            self._said.setText(_("Nobody called “{query}”.").format(query=typed[:60]))
            self._said.show()
            return
        key = self.people.key()
        self._take(next((one for one in self._people if one.id == key), None) if typed else None)

    def _take(self, person: Customer | None) -> None:
        self._person, self._chosen = person, True
        self._name.setText(person.name if person else _("Anonymous"))
        self._said.hide()
        self.call_back.setEnabled(person is not None)
        self._scale.setFocus()

    def _choose(self, score: int) -> None:
        self._score, self._replaces = score, False
        self._said.hide()
        for key in self.keys:
            key.setChecked(key.value == score)

    def submit(self) -> None:
        """Save the form, once it is known whose it is and what they said; then the next one."""
        if self._score is None or not self._chosen:
            return
        given = Given(
            self._score, self._person.id if self._person else None, self.comment.text(), Origin.PAPER,
            self._campaign.id if self._campaign else None,
            call_back=self.call_back.isChecked() and self._person is not None, quotable=self.quotable.isChecked(),
        )  # fmt: skip
        try:
            with self._db.write(self._actor) as tx:
                kept = service.answer(tx, given, self._replaces)
        except (InvalidInput, UserError) as error:
            self._say(error.message)
            return
        if isinstance(kept, AlreadyAnswered):
            self._replaces = True
            self._say(offer(kept) + " " + _("Enter replaces it, Esc leaves it."))
        else:
            self._note(kept)
            self._next()

    def _say(self, message: str) -> None:
        self._said.setText(message)
        self._said.show()

    def _note(self, kept: Recorded) -> None:
        name = self._person.name if self._person else _("Anonymous")
        score, shape = kept.answer.score, category(kept.answer.score).value
        made = Row(kept.answer.id, name, kept.answer.comment, icon="receipt", figure=str(score), shape=shape)
        self._show_last([made, *self._done][:_KEPT])

    def _show_last(self, rows: list[Row]) -> None:
        self._done = rows
        self.last.show_rows(len(rows), lambda offset, count: rows[offset : offset + count])
        self.undo.setEnabled(bool(rows))

    def _undo_last(self) -> None:
        """Leave the newest answer of this stack out."""
        if not self._done:
            return
        try:
            with self._db.write(self._actor) as tx:
                service.exclude(tx, self._done[0].key, _("undone while logging"))
        except UserError as error:
            self._say(error.message)
            return
        self._show_last(self._done[1:])
        self.who.setFocus()

    def _next(self) -> None:
        self._person, self._score, self._chosen, self._replaces = None, None, False, False
        self.who.clear()
        self._name.setText("")
        self.comment.set_text("")
        self._said.hide()
        for check in (self.quotable, self.call_back, *self.keys):
            check.setChecked(False)
        self.who.setFocus()

    def _connect(self) -> None:
        self.setFocusProxy(self.who)
        self.who.textChanged.connect(self._look)
        self.who.moved.connect(self.people.step)
        self.people.opened.connect(lambda _key: self._enter_who())
        for key in self.keys:
            key.clicked.connect(lambda _on, value=key.value: self._choose(value))
        self.save.clicked.connect(self._enter)
        self.undo.clicked.connect(self._undo_last)
        self.undo.setEnabled(False)

    def _build(self) -> None:
        self.setLayout(in_row((self._form(), 1), self._logged(), gap=16))

    def _form(self) -> QFrame:
        box = card("hero")
        self._scale.setLayout(in_row(*self.keys, gap=10))
        foot = in_row(self.quotable, self.call_back, ..., self.save, gap=16)
        column = in_column(
            self._to,
            self.who,
            (self.people, 1),
            self._name,
            self._scale,
            self.comment,
            self._said,
            foot,
            gap=8,
            edges=(24, 16, 24, 16),
        )
        box.setLayout(column)
        return box

    def _logged(self) -> QFrame:
        box = card()
        box.setFixedWidth(300)
        title = label(_("Logged just now"), "card")
        title.setContentsMargins(20, 0, 20, 0)
        foot = in_row(self.undo, edges=(20, 0, 20, 0))
        box.setLayout(in_column(title, (self.last, 1), foot, edges=(1, 12, 1, 12)))
        return box
