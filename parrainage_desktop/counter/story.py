"""All that is known of a person, gathered from every feature: for the customers' screen and for the terminal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from parrainage_desktop.ambassadors import service as ambassadors
from parrainage_desktop.ambassadors import wording as ambassador_wording
from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.counter import service, story_changes
from parrainage_desktop.counter import story_wording as wording
from parrainage_desktop.counter import wording as counter_wording
from parrainage_desktop.customers import contacts
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Channel, Consent, Customer, Note
from parrainage_desktop.customers.story_rules import Brief, Event, Remark, Story
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.gifts.rules import Gift
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.purchases.rules import Noted
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import LIVE, Referral, ReferralState
from parrainage_desktop.statements import service as statements
from parrainage_desktop.surveys import callbacks
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.rules import Answer, category
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Owed, Side, Standing, Use, Voucher

LONGEST = 500
"""Events told of one person: more is no story."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store holds about one person. `first` are the purchases that completed referrals, by number."""

    person: Customer
    currency: str
    today: date
    bought: Sequence[Noted]
    first: dict[int, Noted]
    referrals: Sequence[Referral]
    claimed: dict[int, datetime]
    vouchers: Sequence[Voucher]
    gifts: Sequence[Gift]
    uses: Sequence[Use]
    answers: Sequence[Answer]
    consents: Mapping[Channel, Consent]
    tags: tuple[str, ...]
    notes: Sequence[Note]
    changes: Sequence[journal.Entry]

    @property
    def brought(self) -> list[Referral]:
        """The friends they brought, as far as these still count."""
        return [one for one in self.referrals if one.referrer_id == self.person.id and one.state in LIVE]


def story(tx: Transaction, person: Customer) -> Story:
    """Everything about one person, in the reader's words."""
    known = _known(tx, person)
    money = _money(known)
    done = sum(one.state is ReferralState.REWARDED for one in known.brought)
    events = [*_referrals(tx, known), *_vouchers(known), *_uses(tx, known), *_answers(tx, known)]
    events += [wording.in_kind(one, known.today) for one in known.gifts]
    shares = statements.statements(tx, holder_id=person.id)
    events += [wording.statement(one, known.today, known.currency) for one in shares]
    events += [*_purchases(tx, known), *_changes(tx, known), wording.joined(person)]
    return Story(
        person,
        contacts.shown_phone(person.phone, preferences.shop(tx).country),
        tuple(_remarks(known)),
        wording.figures(done, money, known.currency),
        wording.adding_up(money, known.currency),
        tuple(sorted(events, key=_moment, reverse=True)[:LONGEST]),
        known.consents,
        known.tags,
        wording.goal(done, programmes.current(tx).terms.milestones, known.currency) if known.brought else None,
        bool(shares),
        ambassador_wording.goal(ambassadors.record(tx, person.id)),
    )


def buys(tx: Transaction, customer_id: int, amount: str) -> str:
    """Note a purchase, with a reference amount or none; what it earned, in words. Raises InvalidInput."""
    cents = writing.amount("amount", amount) if amount.strip() else None
    bought = service.record_purchase(tx, customer_id, cents)
    said = counter_wording.earned(bought, customers.get(tx, customer_id).name, preferences.shop(tx).currency)
    return ". ".join(filter(None, said))


def called(tx: Transaction, customer_id: int) -> None:
    """Note that a person who waited for a call got it, wherever the call stands written."""
    callbacks.called(tx, customer_id)


def gives(tx: Transaction, customer_id: int, amount: str, reason: str) -> str:
    """Give a voucher by hand, with its reason in the journal; what was given, in words. Raises InvalidInput."""
    return wording.handed(corrections.give(tx, customer_id, writing.amount("amount", amount), reason))


def briefs(tx: Transaction, people: Sequence[Customer]) -> dict[int, Brief]:
    """What a list says under each name, for a page of people at once."""
    ids = [person.id for person in people]
    brought, owed = referrals.brought(tx, ids), vouchers.owed(tx, ids)
    scores, currency = surveys.latest_of_customers(tx, ids), preferences.shop(tx).currency
    return {
        person.id: Brief(
            _waits(person, tx.today)
            or wording.brief(*brought.get(person.id, (0, 0)), owed.get(person.id, Owed()), currency),
            category(scores[person.id]).value if person.id in scores else "",
        )
        for person in people
    }


def _waits(person: Customer, today: date) -> str:
    return wording.to_call(person.call_since, today).text if person.call_since else ""


def _known(tx: Transaction, person: Customer) -> _Known:
    part_of = referrals.of_person(tx, person.id)
    return _Known(
        person,
        preferences.shop(tx).currency,
        tx.today,
        purchases.noted_for(tx, person.id, LONGEST),
        purchases.noted(tx, [one.purchase_id for one in part_of if one.purchase_id is not None]),
        part_of,
        referrals.claimed_at(tx, [one.id for one in part_of]),
        vouchers.of_holder(tx, person.id),
        gifts.of_holder(tx, person.id),
        vouchers.uses_of(tx, person.id),
        surveys.of_customer(tx, person.id),
        customers.consents(tx, person.id),
        customers.tags(tx, person.id),
        customers.notes(tx, person.id),
        customers.changes(tx, person.id, LONGEST),
    )


def _money(known: _Known) -> wording.Money:
    """Where the cents of every voucher ever earned went; the parts make the whole."""
    rest = Counter[Standing]()
    for voucher in known.vouchers:
        rest[voucher.standing(known.today)] += voucher.balance_cents
    expired, cancelled = rest.pop(Standing.EXPIRED, 0), rest.pop(Standing.CANCELLED, 0)
    used = sum(voucher.value_cents - voucher.balance_cents for voucher in known.vouchers)
    return wording.Money(used, rest.total(), expired, cancelled)


def _remarks(known: _Known) -> list[Remark]:
    since = min((one.claimed_on for one in known.brought), default=None)
    found = [wording.to_call(known.person.call_since, known.today)] if known.person.call_since else []
    found += [wording.referrer_since(since)] if since else []
    return [*found, wording.last_answer(known.answers[0].score)] if known.answers else found


def _purchases(tx: Transaction, known: _Known) -> list[Event]:
    events = []
    for noted in known.bought:
        at = noted.at.astimezone(tx.zone)
        on = noted.purchase.on
        events.append(wording.bought(noted, on, at if at.date() == on else None, known.currency))
    return events


def _referrals(tx: Transaction, known: _Known) -> list[Event]:
    earned = {one.referral_id: one for one in known.vouchers if one.referral_id is not None and not _bonus(one)}
    uses = {use.voucher_id: use.at.astimezone(tx.zone).date() for use in reversed(known.uses)}
    events = []
    for one in known.referrals:
        first, voucher = known.first.get(one.purchase_id or 0), earned.get(one.id)
        at = (first.at if one.rewarded_on and first else known.claimed[one.id]).astimezone(tx.zone)
        used_on = uses.get(voucher.id) if voucher else None
        told = wording.Told(one, one.referrer_id == known.person.id, first, voucher, used_on)
        events.append(wording.referral(told, one.rewarded_on or one.claimed_on, at, known.today, known.currency))
    return events


def _vouchers(known: _Known) -> list[Event]:
    """Vouchers given by hand and for many friends; the others are told with their referral."""
    apart = [voucher for voucher in known.vouchers if voucher.referral_id is None or _bonus(voucher)]
    return [wording.given(voucher, known.today) for voucher in apart]


def _bonus(voucher: Voucher) -> bool:
    return voucher.side is Side.BONUS


def _uses(tx: Transaction, known: _Known) -> list[Event]:
    by_id = {voucher.id: voucher for voucher in known.vouchers}
    return [wording.used(use, by_id[use.voucher_id], use.at.astimezone(tx.zone)) for use in known.uses]


def _answers(tx: Transaction, known: _Known) -> list[Event]:
    return [wording.answered(answer, answer.at.astimezone(tx.zone)) for answer in known.answers]


def _changes(tx: Transaction, known: _Known) -> list[Event]:
    """What was written about them, and what the journal says was changed."""
    told = [one for one in known.changes if one.action not in story_changes.TOLD_ELSEWHERE]
    changes = [story_changes.changed(one, one.at.astimezone(tx.zone)) for one in told]
    return changes + [story_changes.noted(note, note.at.astimezone(tx.zone)) for note in known.notes]


def _moment(event: Event) -> tuple[date, bool, str]:
    """Newest last; on one day, what has no time of day comes before what has."""
    return event.on, event.at is not None, event.at.isoformat() if event.at else ""
