"""The calls that are owed, the one due first before the others, and how each went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.customers import many as customers
from parrainage_desktop.customers.contacts import national_phone
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.surveys import callback_wording as wording
from parrainage_desktop.surveys import callbacks, pane, service
from parrainage_desktop.surveys.callback_rules import CallBack, Outcome
from parrainage_desktop.surveys.rules import Answer
from parrainage_desktop.surveys.told import figure, shape
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Field, card, label
from parrainage_desktop.ui.layouts import in_column
from parrainage_desktop.ui.rows import Row, RowList

MOST = 500


@dataclass(frozen=True, slots=True)
class Owed:
    """The calls to make, the answers they are owed for, and who gave them."""

    calls: Sequence[CallBack]
    answers: Mapping[int, Answer]
    people: Mapping[int, Customer]
    count: int
    now: datetime

    def who(self, call: CallBack) -> str:
        """Whom to call."""
        person = self.people.get(call.customer_id) if call.customer_id is not None else None
        return person.name if person else _("Somebody who left a number")

    def phone(self, call: CallBack) -> str:
        """The number to call, as people write it; the one they left comes before the one on their sheet."""
        person = self.people.get(call.customer_id) if call.customer_id is not None else None
        found = call.phone or (person.phone if person else "")
        return national_phone(found) if found else ""


def read(tx: Transaction) -> Owed:
    """The calls to make now."""
    calls = callbacks.to_do(tx, 0, MOST)
    answers = service.many(tx, [call.answer_id for call in calls])
    people = customers.by_number(tx, {call.customer_id for call in calls if call.customer_id is not None})
    return Owed(calls, answers, people, callbacks.waiting(tx), tx.now)


class CallsView(QWidget):
    """`narrowed` says that a call was noted, `person_wanted` names a customer."""

    narrowed = Signal()
    person_wanted = Signal(int)

    def __init__(self, db: Database, actor: Actor) -> None:
        super().__init__()
        self._db, self._actor = db, actor
        self._owed: Owed | None = None
        self.rows, self._count = RowList(_("Calls to make")), label("", "small", "text-2")
        self._who, self._phone = label("", "card", wrap=True), label("", "title-large")
        self._facts, self._said = label("", "small", "text-2", wrap=True), label("", "large", wrap=True)
        self.words = Field(_("What came of it"))
        self.solved = Button(_("Solved"), "primary", "check-bold")
        self.reached = Button(_("Reached"), icon="phone")
        self.not_reached = Button(_("Not reached"), icon="clock")
        self.person = Button(_("Open the customer"), "quiet", "users")
        self._pane = card()
        self._build()
        self._connect()

    def show_read(self, found: Owed) -> None:
        """Show the calls, the same one chosen where it still is."""
        before = self.rows.key()
        self._owed = found
        lines = [_line(found, call) for call in found.calls]
        self.rows.show_rows(len(lines), lambda offset, count: lines[offset : offset + count])
        if lines and (before is None or not self.rows.choose(before)):
            self.rows.choose(lines[0].key)
        said = ngettext("{count} call to make", "{count} calls to make", found.count)
        self._count.setText(said.format(count=number(found.count)) if lines else _("Nobody waits for a call."))
        self._show()

    def _call(self) -> CallBack | None:
        key = self.rows.key()
        return next((one for one in self._owed.calls if one.id == key), None) if self._owed else None

    def _show(self) -> None:
        call = self._call()
        self._pane.setVisible(call is not None)
        if call is None or self._owed is None:
            return
        answer = self._owed.answers[call.answer_id]
        self._who.setText(self._owed.who(call))
        self._phone.setText(self._owed.phone(call) or _("No phone number"))
        answered = _("answered {score}").format(score=figure(answer))
        facts = (wording.due(call, self._owed.now), answered, wording.tried(call))
        self._facts.setText(" · ".join(filter(None, facts)))
        spoken = [answer.comment, _("Last time: {words}").format(words=call.note) if call.note else ""]
        self._said.setText("\n\n".join(filter(None, spoken)) or _("No comment"))
        self.words.show_error("")
        self.person.setVisible(call.customer_id in self._owed.people)

    def _note(self, outcome: Outcome) -> None:
        call = self._call()
        if call is None:
            return
        try:
            with self._db.write(self._actor) as tx:
                noted = callbacks.note(tx, call.id, outcome, self.words.text())
        except (InvalidInput, UserError) as error:
            self.words.show_error(error.message)
            return
        if noted is None:
            self.words.show_error(_("Somebody else has closed this call already; nothing was noted."))
            return
        self.words.set_text("")
        self.narrowed.emit()

    def _open_person(self) -> None:
        call = self._call()
        if call and call.customer_id is not None:
            self.person_wanted.emit(call.customer_id)

    def _connect(self) -> None:
        self.rows.chosen.connect(lambda _key: self._show())
        for button, outcome in (
            (self.solved, Outcome.SOLVED), (self.reached, Outcome.REACHED), (self.not_reached, Outcome.NOT_REACHED),
        ):  # fmt: skip
            button.clicked.connect(lambda _on=False, outcome=outcome: self._note(outcome))
        self.person.clicked.connect(self._open_person)

    def _build(self) -> None:
        box = card()
        self._count.setContentsMargins(16, 0, 16, 0)
        box.setLayout(in_column(self._count, (self.rows, 1), edges=(1, 12, 1, 1)))
        told = (self._who, self._phone, self._facts, self._said)
        acts = (self.words, self.solved, self.reached, self.not_reached, self.person)
        pane.stand(self, box, pane.fill(self._pane, told, acts))


def _line(owed: Owed, call: CallBack) -> Row:
    answer = owed.answers[call.answer_id]
    detail = " · ".join(filter(None, (wording.due(call, owed.now), owed.phone(call), wording.tried(call))))
    tone = ("warn-soft", "on-warn-soft") if call.is_late(owed.now) else ("brand-soft", "on-brand-soft")
    return Row(call.id, owed.who(call), detail, "", "phone", tone, figure(answer), shape(answer))
