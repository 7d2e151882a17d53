"""What the next card or name at the counter is for: a friend's arrival, an answer, cards, or the person themselves."""

from enum import Enum

from PySide6.QtCore import QObject, Signal

from parrainage_desktop.base.i18n import _
from parrainage_desktop.counter.acts import Acts
from parrainage_desktop.counter.new_friend import FriendTyped
from parrainage_desktop.counter.rules import CardAnswer
from parrainage_desktop.counter.stage import Stage
from parrainage_desktop.counter.till import Till
from parrainage_desktop.customers.rules import Customer


class For(Enum):
    """Why somebody is asked for."""

    THEMSELVES = "themselves"
    FRIEND = "friend"
    ANSWER = "answer"
    CARDS = "cards"


class Errand(QObject):
    """Asks for somebody and says what to do once they are found.

    `cards`, `answer` and `person` name a customer, `card` the letters of a referrer's card; `begun` comes first of all.
    """

    begun = Signal()
    cards = Signal(int)
    answer = Signal(int)
    person = Signal(int)
    card = Signal(str)

    def __init__(self, stage: Stage, till: Till, acts: Acts) -> None:
        super().__init__(stage)
        self._stage, self._till, self._acts = stage, till, acts
        self._for = For.THEMSELVES
        self._typed_before: FriendTyped | None = None

    def ask(self, wanted: For) -> None:
        """Ask above the field for whoever it is about."""
        self.begun.emit()
        self._for = wanted
        self._stage.ready.band.hide()
        self._stage.ready.ask(_question(wanted))

    def forget(self) -> None:
        """Nobody is asked for any more."""
        self._for, self._typed_before = For.THEMSELVES, None

    def choose(self, customer_id: int) -> None:
        """Somebody was found by name."""
        wanted, typed = self._for, self._typed_before
        self.begun.emit()
        if wanted is For.CARDS:
            self.cards.emit(customer_id)
        elif wanted is For.ANSWER:
            self.answer.emit(customer_id)
        elif wanted is For.THEMSELVES:
            self.person.emit(customer_id)
        elif facts := self._acts.asked(lambda: self._till.person(customer_id)):
            self._typed_before = typed
            self.card.emit(facts.person.card)

    def show(self, found: CardAnswer, referrer: Customer) -> None:
        """Somebody's card was read: it begins a referral, unless its owner was asked for something else."""
        if self._for in (For.CARDS, For.ANSWER):
            self.choose(referrer.id)
            return
        form = self._stage.friend
        self._stage.show_form(form)
        form.begin(found.card, referrer, found.rewarded)
        if self._typed_before:
            form.remember(self._typed_before)
            self._typed_before = None

    def change_referrer(self) -> None:
        """Ask for another referrer; what was typed about the friend stays."""
        typed = self._stage.friend.memory()
        self.ask(For.FRIEND)
        self._typed_before = typed


def _question(wanted: For) -> str:
    return {
        For.THEMSELVES: "",
        For.FRIEND: _("Who is the referrer? Scan the card or type a name."),
        For.ANSWER: _("Who answers? Type a name or scan the card."),
        For.CARDS: _("Whose cards? Type a name or scan the card."),
    }[wanted]
