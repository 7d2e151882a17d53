"""What is done at the counter: each act is one transaction, and what came of it is told by a signal."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.counter import wording
from parrainage_desktop.counter.answering import Logged
from parrainage_desktop.counter.new_friend import Filled
from parrainage_desktop.counter.rules import Bought, CannotUndo, Welcomed
from parrainage_desktop.counter.till import Till
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.gifts import wording as gift_wording
from parrainage_desktop.gifts.rules import NotGiven
from parrainage_desktop.referrals.rules import ClaimRefused
from parrainage_desktop.surveys.rules import AlreadyAnswered, Given
from parrainage_desktop.testimonials.review_rules import ReviewChannel
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Refused

T = TypeVar("T")


class Acts(QObject):
    """The acts of one till: each signal carries a title and a line, `refused` why not.

    `done` can be taken back with Ctrl+Z; `noted` cannot.
    """

    done = Signal(str, str)
    noted = Signal(str, str)
    failed = Signal(str, str)
    refused = Signal(object)
    answered_before = Signal(object)
    review = Signal(object, str)
    print_cards = Signal(int)
    print_vouchers = Signal(list)

    def __init__(self, till: Till) -> None:
        super().__init__()
        self._till = till
        self._seen: Customer | None = None
        self._attempt = ""

    @property
    def seen(self) -> Customer | None:
        """Who stood at the counter last; each time somebody is shown, at most one purchase of theirs is recorded."""
        return self._seen

    @seen.setter
    def seen(self, person: Customer | None) -> None:
        self._seen, self._attempt = person, vouchers.new_attempt()

    def asked(self, ask: Callable[[], T]) -> T | None:
        """Ask the store; when the environment fails, say so and go on without an answer."""
        try:
            return ask()
        except UserError as error:
            self.failed.emit(wording.failure(error.kind), error.message)
            return None

    def serve_wish(self, answer_id: int) -> None:
        """Take up a wish for cards; the list shows that it is gone."""
        self.asked(lambda: self._till.serve_wish(answer_id))

    def redeem(self, code: str, attempt: str, purchase_cents: int | None = None) -> None:
        """Honour a voucher, or as much of it as a purchase takes."""
        done = self.asked(lambda: self._till.redeem(code, attempt, purchase_cents))
        if isinstance(done, Refused):
            self.refused.emit(done)
        elif done:
            self._see(done.voucher.holder_id)
            self.done.emit(*wording.redeemed(done.voucher, done.use.cents))

    def welcome(self, filled: Filled) -> None:
        """Welcome a friend. Raises InvalidInput."""
        done = self.asked(
            lambda: self._till.welcome(
                filled.card, filled.new, filled.amount_cents, filled.buys_now, filled.attempt
            )
        )
        if isinstance(done, ClaimRefused):
            self.refused.emit(done)
        elif done:
            self._see(done.claimed.referral.referee_id)
            if done.bought:
                self._tell_earned(done.bought, done.claimed.referral.referee, prints=False)
            else:
                currency = self._till.shop.currency
                self.done.emit(*wording.registered(done.claimed.referral, done.granted, currency))
            self._print(done, filled.prints)

    def buy(self, customer_id: int, name: str, cents: int | None) -> None:
        """Record a purchase; pressed twice, it is there once."""
        bought = self.asked(lambda: self._till.buy(customer_id, cents, self._attempt))
        if bought and bought.rewarded:
            self._tell_earned(bought, name, prints=True)
        elif bought:
            self.done.emit(*wording.earned(bought, name, self._till.shop.currency))

    def log(self, logged: Logged) -> None:
        """Log an answer, and make a card for whoever wants to recommend the shop."""
        given = logged.given
        kept = self.asked(lambda: self._till.log(given, logged.replaces))
        if isinstance(kept, AlreadyAnswered):
            self.answered_before.emit(kept)
        elif kept:
            self._tell_answer(given, logged.invites)
            if logged.enrols and given.customer_id is not None:
                self.print_cards.emit(given.customer_id)

    def _tell_answer(self, given: Given, invites: bool) -> None:
        """Say that it is saved, and show the way to a review, or why not."""
        said = _("Answer saved: {score}").format(score=given.score)
        link = self.asked(lambda: self._till.review_link(given.customer_id, given.score)) if invites else None
        self.done.emit(said, link if isinstance(link, str) else "")
        if isinstance(link, ReviewChannel):
            self.review.emit(link, said)

    def undo(self, entry_id: int) -> None:
        """Take back a line of today's list."""
        done = self.asked(lambda: self._till.undo(entry_id))
        if isinstance(done, CannotUndo):
            self.failed.emit(_("Nothing was undone."), wording.cannot_undo(done))
        elif done:
            self.noted.emit(*wording.undone(done))

    def undo_last(self) -> None:
        """Take back the newest act of this till that stands."""
        last = self.asked(self._till.last_act)
        if last:
            self.undo(last)

    def hand_over(self, gift_id: int) -> None:
        """Note that a gift was handed over."""
        done = self.asked(lambda: self._till.hand_over(gift_id))
        if isinstance(done, NotGiven):
            self.failed.emit(_("Nothing was changed."), gift_wording.not_given(done.gift))
        elif done:
            self.noted.emit(_("Noted"), gift_wording.given(done))

    def _print(self, done: Welcomed, prints: bool) -> None:
        """Put on paper what a friend's arrival and first purchase earned."""
        earned = (*done.granted.vouchers, *(done.bought.vouchers if done.bought else ()))
        if earned and prints:
            self.print_vouchers.emit([voucher.code for voucher in earned])

    def _see(self, customer_id: int) -> None:
        facts = self.asked(lambda: self._till.person(customer_id))
        self.seen = facts.person if facts else None

    def _tell_earned(self, bought: Bought, name: str, prints: bool) -> None:
        self.done.emit(*wording.earned(bought, name, self._till.shop.currency))
        if bought.vouchers and prints:
            self.print_vouchers.emit([voucher.code for voucher in bought.vouchers])
