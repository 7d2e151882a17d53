"""What the counter's screen asks of the store: each question or act is one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from parrainage_desktop.base.clock import local_day
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, capital
from parrainage_desktop.counter import activity, service, wording
from parrainage_desktop.counter.rules import (
    Arrival,
    Bought,
    CannotUndo,
    CounterAnswer,
    Today,
    UndoneEntry,
    VoucherAnswer,
    Welcomed,
)
from parrainage_desktop.customers import contacts
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer, NewCustomer
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.gifts.rules import Gift, GiftState, NotGiven
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Programme
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import claiming
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Checked, ClaimRefused, Referral, refusal
from parrainage_desktop.referrals.wording import refusal as spoken
from parrainage_desktop.referrals.wording import to_say
from parrainage_desktop.surveys import callbacks
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.campaign_rules import Campaign
from parrainage_desktop.surveys.rules import AlreadyAnswered, Given, Origin, Recorded
from parrainage_desktop.testimonials import review_wording, reviews
from parrainage_desktop.testimonials.review_rules import NotInvited, ReviewChannel
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Reason, Redemption, Refused, Standing, Voucher

T = TypeVar("T")
A_MOMENT = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A customer found at the counter: phone as shown, what can be used or fetched now, what waits for a purchase.

    `referrer` says what they brought, empty for who brought nobody yet; `lately` their last answer and today's voucher.
    """

    person: Customer
    phone: str
    usable: tuple[Voucher, ...]
    waiting: Referral | None
    referrer: str
    lately: str
    gifts: tuple[Gift, ...] = ()


class Till:
    """One till of the shop, worked by one person."""

    def __init__(self, db: Database, actor: Actor) -> None:
        self._db, self._actor = db, actor
        self.refresh()

    def refresh(self) -> None:
        """Read the shop and its scheme again."""
        with self._db.read(self._actor) as tx:
            self.shop: Shop = preferences.shop(tx)
            self.programme: Programme = programmes.current(tx)

    @property
    def day(self) -> date:
        """The day on the shop's wall."""
        return local_day(self._db.clock.now(), self._db.zone)

    def today(self) -> Today:
        """The day so far."""
        with self._db.read(self._actor) as tx:
            return activity.today(tx)

    def last_act(self) -> int | None:
        """The newest act of today done at this till that still stands."""
        mine = (entry for entry in self.today().entries if entry.till == self._actor.till)
        return next((entry.id for entry in mine if entry.undone is None), None)

    def answer(self, text: str) -> CounterAnswer:
        """Say what was scanned or typed; a code nobody knows is noted, so that guessing is noticed."""
        with self._db.read(self._actor) as tx:
            found = service.answer(tx, text)
        verdict = found.verdict if isinstance(found, VoucherAnswer) else None
        if isinstance(verdict, Refused) and verdict.why is Reason.UNKNOWN:
            with self._db.write(self._actor) as tx:
                vouchers.note_refusal(tx, verdict)
        return found

    def people(self, typed: str) -> tuple[list[Customer], list[str]]:
        """Up to five people meant by what is being typed, and their phones as shown."""
        with self._db.read(self._actor) as tx:
            found = customers.find_as_typed(tx, typed, 5)
        return found, [self.phone(person) for person in found]

    def phone(self, person: Customer) -> str:
        """A customer's phone as this shop writes it."""
        return contacts.shown_phone(person.phone, self.shop.country)

    def promised(self, customer_id: int) -> Programme:
        """What the scheme promises to one referrer."""
        with self._db.read(self._actor) as tx:
            return programmes.for_referrer(tx, customer_id)

    def person(self, customer_id: int) -> PersonFacts:
        """What to know of a customer who stands at the counter."""
        with self._db.read(self._actor) as tx:
            person = customers.get(tx, customer_id)
            usable = [v for v in vouchers.of_holder(tx, customer_id) if v.standing(tx.today) is Standing.ACTIVE]
            usable.sort(key=lambda voucher: voucher.valid_until)
            waiting = referrals.open_for(tx, customer_id)
            owed = tuple(one for one in gifts.of_holder(tx, customer_id) if one.state is GiftState.OWED)
            brought = referrals.brought(tx, [customer_id]).get(customer_id)
            answers, uses = surveys.of_customer(tx, customer_id, 1), vouchers.used_today(tx, customer_id)
            lately = wording.lately(answers[0] if answers else None, uses[0].at if uses else None, tx.zone)
        return PersonFacts(person, self.phone(person), tuple(usable), waiting, wording.referrer(brought), lately, owed)

    def taken_here(self, refused: Refused) -> str:
        """That this very till took a used voucher a moment ago, or empty."""
        use = refused.use
        if refused.why is not Reason.ALREADY_USED or use is None or use.till != self._actor.till:
            return ""
        recent = timedelta(0) <= self._db.clock.now() - use.at <= A_MOMENT
        return wording.taken_here(use, self._db.zone) if recent else ""

    def serve_wish(self, answer_id: int) -> bool:
        """Take up a wish for cards left at the kiosk; False when another till did."""
        with self._db.write(self._actor) as tx:
            return callbacks.serve_wish(tx, answer_id)

    def redeem(self, code: str, attempt: str, purchase_cents: int | None = None) -> Redemption | Refused:
        """Honour a voucher; when it is not certain whether that went through, the attempt itself says.

        Raises UserError when nothing was done, or, of kind `uncertain`, when the store cannot be asked any more.
        """
        return self._once(
            lambda tx: vouchers.redeem(tx, code, attempt, purchase_cents),
            lambda tx: vouchers.use_of_attempt(tx, attempt) is not None,
            ("uncertain", _("Scan the voucher again when the store answers: it will say.")),
        )

    def buy(self, customer_id: int, cents: int | None, attempt: str) -> Bought:
        """Record a purchase once as a reference figure; the attempt itself says whether it went through.

        Raises UserError when nothing was done, or, of kind `uncertain_purchase`, as redeeming does.
        """
        return self._once(
            lambda tx: service.record_purchase(tx, customer_id, cents, attempt=attempt),
            lambda tx: purchases.of_attempt(tx, attempt) is not None,
            ("uncertain_purchase", _("Look at the customer’s history when the store answers: it will say.")),
        )

    def _once(self, act: Callable[[Transaction], T], kept: Callable[[Transaction], bool], doubt: tuple[str, str]) -> T:
        """Do an act that bears the name of its attempt; done again, it says what came of the first time."""
        try:
            with self._db.write(self._actor) as tx:
                return act(tx)
        except UserError:
            if not self._was_kept(kept, *doubt):
                raise
        with self._db.write(self._actor) as tx:
            return act(tx)

    def _was_kept(self, kept: Callable[[Transaction], bool], kind: str, said: str) -> bool:
        try:
            with self._db.read_settled(self._actor) as tx:
                return kept(tx)
        except UserError as error:
            raise UserError(kind, f"{error.message} {said}") from error

    def undo(self, entry_id: int) -> UndoneEntry | CannotUndo:
        """Take back an act of today's list."""
        with self._db.write(self._actor) as tx:
            return service.undo(tx, entry_id)

    def welcome(
        self, card: str, new: NewCustomer, cents: int | None, buys_now: bool, attempt: str
    ) -> Welcomed | ClaimRefused:
        """Welcome a friend once; the attempt itself says whether it went through. Raises InvalidInput.

        Raises UserError when nothing was done, or, of kind `uncertain_welcome`, as redeeming does.
        """
        return self._once(
            lambda tx: service.welcome(tx, card, new, cents, buys_now, attempt),
            lambda tx: claiming.of_attempt(tx, attempt) is not None,
            ("uncertain_welcome", _("Save again when the store answers: nobody is welcomed twice.")),
        )

    def hand_over(self, gift_id: int) -> Gift | NotGiven:
        """Note that a gift was handed over."""
        with self._db.write(self._actor) as tx:
            return gifts.give(tx, gift_id)

    def campaign(self) -> Campaign | None:
        """What is asked at the counter today."""
        with self._db.read(self._actor) as tx:
            return surveys.running_campaign(tx, Origin.COUNTER)

    def invites(self) -> bool:
        """Whether there is a page for reviews to lead customers to."""
        with self._db.read(self._actor) as tx:
            return reviews.first_open(tx) is not None

    def review_link(self, customer_id: int | None, score: int) -> ReviewChannel | str | None:
        """The page to lead a customer to, noted for a known one; words say why they are not invited."""
        with self._db.write(self._actor) as tx:
            found = reviews.show(tx, customer_id, score)
            return review_wording.refusal(found, reviews.policy(tx)) if isinstance(found, NotInvited) else found

    def log(self, given: Given, replacing: bool) -> Recorded | AlreadyAnswered:
        """Log an answer to the question."""
        with self._db.write(self._actor) as tx:
            return surveys.answer(tx, given, replacing)

    def look(self, card: str, new: NewCustomer) -> Arrival:
        """How a friend's arrival stands while the form is being filled; nothing is written."""
        phone_error, usable_phone = _readable(lambda: contacts.phone_number(new.phone, self.shop.country))
        email_error, usable_email = _readable(lambda: contacts.email_address(new.email))
        known = NewCustomer(
            new.given_name.strip()[:120] or "-",
            new.family_name[:120],
            usable_phone,
            usable_email,
            language=self.shop.language,
        )
        with self._db.read(self._actor) as tx:
            checks = claiming.preview(tx, card, known)
            person = customers.known(tx, usable_phone, usable_email)
            behind = claiming.referrer_behind(tx, card)
            today, programme = tx.today, programmes.current(tx)
            if isinstance(behind, Customer):
                programme = programmes.for_referrer(tx, behind.id, programme)
        terms = programme.terms
        refused = _refused(checks)
        # Whoever is known and may be brought all the same is not refused in red.
        met = _("Already a customer: {name}") if refused else _("On file already: {name}")
        return Arrival(
            checks=() if isinstance(checks, ClaimRefused) else checks,
            known=met.format(name=person.name) if person else "",
            phone_error=phone_error,
            email_error=email_error,
            referrer_gets=wording.promised(terms, terms.referrer, programme.currency),
            referee_gets=wording.promised(terms, terms.referee, programme.currency),
            days=wording.coming(terms, today, programme.currency),
            refusal=refused,
        )


def _refused(checks: tuple[Checked, ...] | ClaimRefused) -> str:
    """Why a friend would be refused and what to tell them, or empty."""
    if isinstance(checks, ClaimRefused):
        said = spoken(checks)
        return f"{capital(said.detail)}\n{said.to_say}" if said.detail else said.to_say
    why = refusal(checks)
    return to_say(why) if why else ""


def _readable(read: Callable[[], str]) -> tuple[str, str]:
    """The error of a contact as typed, and what can be used of it."""
    try:
        return "", read()
    except InvalidInput as error:
        return error.message, ""
