"""What the counter's screen asks of the store: each question or act is one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _
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
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Programme
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import ClaimRefused, Referral, refusal
from parrainage_desktop.referrals.wording import to_say
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.rules import Recorded
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Reason, Redemption, Refused, Standing, Voucher


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A customer found at the counter: their phone as shown, what they can use now, what waits for a purchase."""

    person: Customer
    phone: str
    usable: tuple[Voucher, ...]
    waiting: Referral | None
    rewarded: int


class Till:
    """One till of the shop, worked by one person."""

    def __init__(self, db: Database, actor: Actor) -> None:
        self._db, self._actor = db, actor
        with db.read(actor) as tx:
            self.shop: Shop = preferences.shop(tx)
            self.programme: Programme = programmes.current(tx)

    def day(self) -> date:
        """The shop's day."""
        with self._db.read(self._actor) as tx:
            return tx.today

    def today(self) -> Today:
        """The day so far."""
        with self._db.read(self._actor) as tx:
            return activity.today(tx)

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

    def person(self, customer_id: int) -> PersonFacts:
        """What to know of a customer who stands at the counter."""
        with self._db.read(self._actor) as tx:
            person = customers.get(tx, customer_id)
            usable = [v for v in vouchers.of_holder(tx, customer_id) if v.standing(tx.today) is Standing.ACTIVE]
            usable.sort(key=lambda voucher: voucher.valid_until)
            waiting = referrals.open_for(tx, customer_id)
            rewarded = referrals.rewarded_count(tx, customer_id)
        return PersonFacts(person, self.phone(person), tuple(usable), waiting, rewarded)

    def redeem(self, code: str, attempt: str) -> Redemption | Refused:
        """Honour a voucher; when it is not certain whether that went through, the attempt itself says.

        Raises UserError when nothing was done.
        """
        try:
            with self._db.write(self._actor) as tx:
                return vouchers.redeem(tx, code, attempt)
        except UserError:
            with self._db.read(self._actor) as tx:
                if vouchers.use_of_attempt(tx, attempt) is None:
                    raise
        with self._db.write(self._actor) as tx:
            return vouchers.redeem(tx, code, attempt)

    def undo(self, entry_id: int) -> UndoneEntry | CannotUndo:
        """Take back an act of today's list."""
        with self._db.write(self._actor) as tx:
            return service.undo(tx, entry_id)

    def welcome(self, card: str, new: NewCustomer, cents: int | None, buys_now: bool) -> Welcomed | ClaimRefused:
        """Welcome a friend. Raises InvalidInput."""
        with self._db.write(self._actor) as tx:
            return service.welcome(tx, card, new, cents, buys_now)

    def buy(self, customer_id: int, cents: int | None) -> Bought:
        """Record a purchase as a reference figure."""
        with self._db.write(self._actor) as tx:
            return service.record_purchase(tx, customer_id, cents)

    def log(self, customer_id: int | None, score: int, comment: str) -> Recorded:
        """Log an answer to the question."""
        with self._db.write(self._actor) as tx:
            return surveys.record(tx, customer_id, score, comment)

    def look(self, card: str, new: NewCustomer) -> Arrival:
        """How a friend's arrival stands while the form is being filled; nothing is written."""
        terms = self.programme.terms
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
            checks = referrals.preview(tx, card, known)
            person = customers.known(tx, usable_phone, usable_email)
            today = tx.today
        why = checks.why if isinstance(checks, ClaimRefused) else refusal(checks)
        return Arrival(
            checks=() if isinstance(checks, ClaimRefused) else checks,
            known=_("Already a customer: {name}").format(name=person.name) if person else "",
            phone_error=phone_error,
            email_error=email_error,
            referrer_cents=terms.referrer_cents,
            referee_cents=terms.referee_cents,
            currency=self.programme.currency,
            days=wording.usable(terms, today),
            refusal=to_say(why) if why else "",
        )


def _readable(read: Callable[[], str]) -> tuple[str, str]:
    """The error of a contact as typed, and what can be used of it."""
    try:
        return "", read()
    except InvalidInput as error:
        return error.message, ""
