"""Who is an ambassador, what each tier asks, and letting somebody enter or leave one: always a person's decision."""

from collections.abc import Collection

from parrainage_desktop.ambassadors import spelling, store
from parrainage_desktop.ambassadors.rules import (
    Condition,
    Facts,
    NotChanged,
    Proof,
    Record,
    Refused,
    Tier,
    missing,
    standing,
)
from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.clock import local_day
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import many as customers_many
from parrainage_desktop.customers import merging as customers_beside
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers import tiers as membership
from parrainage_desktop.customers.rules import Customer, Group, Membership, Which
from parrainage_desktop.referrals import friends
from parrainage_desktop.surveys import lists
from parrainage_desktop.surveys import service as surveys

MOST = 500
"""How many customers are looked at for whoever may enter the first tier."""


def tiers(tx: Transaction) -> tuple[Tier, ...]:
    """What each tier asks, lowest first."""
    return store.tiers(tx)


def set_tier(tx: Transaction, number: int, tier: Tier) -> None:
    """Let a tier ask something else from now on; whoever is in it stays. Nothing is written when nothing changes."""
    before, after = (spelling.spelled(one) for one in (store.tiers(tx)[number - 1], tier))
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        store.set_tier(tx, number, tier)
        said = {name: f"{before[name]} > {after[name]}" for name in changed}
        journal.append(tx, "tier.changed", number, dict[str, journal.Detail](said))


def record(tx: Transaction, customer_id: int) -> Record:
    """How somebody stands."""
    return _record(tx, customers.get(tx, customer_id), membership.present(tx, customer_id), store.tiers(tx))


def members(tx: Transaction) -> list[Record]:
    """Everybody who is in a tier, the highest first."""
    found, asked = membership.members(tx), store.tiers(tx)
    people = customers_many.by_number(tx, list(found))
    records = [_record(tx, people[number], now, asked) for number, now in found.items() if not people[number].gone]
    return sorted(records, key=lambda one: (-one.membership.tier, one.membership.since, one.person.id))


def may_enter(tx: Transaction) -> list[Record]:
    """Whoever meets everything for a tier above theirs; nobody enters by themselves.

    For the first tier these are looked for among whoever something was noted of, else the newest promoters, referrers
    or customers, `MOST` of them.
    """
    asked, found = store.tiers(tx), membership.members(tx)
    pool = [*found, *(number for number in _newcomers(tx, asked[0]) if number not in found)]
    people = customers_many.by_number(tx, pool)
    here = (people[number] for number in pool if not people[number].gone)
    records = (_record(tx, one, found.get(one.id, Membership()), asked) for one in here)
    return [one for one in records if one.open_to]


def note(tx: Transaction, customer_id: int, kind: Condition, words: str) -> Proof:
    """Note of somebody, in words, what only a person can see. Raises InvalidInput."""
    kept = writing.line("words", words, store.WORDS_LENGTH, required=True)
    return _note(tx, customer_id, kind, kept, holds=True)


def take_back(tx: Transaction, customer_id: int, kind: Condition) -> bool:
    """Note that it does not hold any more; False when it was not noted."""
    if kind not in {one.kind for one in store.proofs(tx, customer_id)}:
        return False
    _note(tx, customer_id, kind, "", holds=False)
    return True


def admit(tx: Transaction, customer_id: int, tier: int, reason: str = "") -> Membership | Refused:
    """Let somebody enter a tier from today on.

    Whoever does not meet every condition, or goes down, enters with a reason only: a manager's decision.
    Raises InvalidInput.
    """
    kept, now = writing.line("reason", reason, membership.REASON_LENGTH), record(tx, customer_id)
    present = now.membership.tier
    if now.person.gone:
        return Refused(NotChanged.GONE, tier)
    if present == tier:
        return Refused(NotChanged.ALREADY, tier)
    if not kept and tier < present:
        raise InvalidInput("reason", _("A reason is needed."))
    lacking = missing(now.standings, present, tier)
    if lacking and not kept:
        return Refused(NotChanged.CONDITIONS, tier, lacking)
    return membership.enter(tx, customer_id, tier, kept)


def leave(tx: Transaction, customer_id: int, reason: str) -> Membership | Refused:
    """Let somebody be in no tier from today on, with a reason. Raises InvalidInput."""
    if not membership.present(tx, customer_id).tier:
        return Refused(NotChanged.NOT_IN, 0)
    kept = writing.line("reason", reason, membership.REASON_LENGTH, required=True)
    return membership.enter(tx, customer_id, 0, kept)


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let what was noted of one person be noted of another; the caller journals it."""
    return store.follow(tx, from_id, to_id, only)


def _record(tx: Transaction, person: Customer, now: Membership, asked: tuple[Tier, ...]) -> Record:
    proofs = store.proofs(tx, person.id)
    facts = Facts(
        tx.today,
        person.since,
        local_day(customers_beside.dates(tx, person.id).active_at, tx.zone),
        surveys.latest_of_customers(tx, [person.id]).get(person.id),
        tuple(friends.rewarded_days(tx, person.id).values()),
        proofs,
    )
    return Record(person, now, standing(facts, asked), tx.today, proofs)


def _newcomers(tx: Transaction, first: Tier) -> list[int]:
    """Customers among whom those are who meet everything the first tier asks."""
    if first.proofs:
        return store.noted(tx)
    if first.score is not None:
        return lists.scored(tx, first.score, MOST)
    group = Group.REFERRERS if first.referrals else Group.ALL
    return [one.id for one in customers.Pages(Which(group)).page(tx, 0, MOST)]


def _note(tx: Transaction, customer_id: int, kind: Condition, words: str, holds: bool) -> Proof:
    made = store.insert_note(tx, customer_id, kind, words, holds)
    journal.append(tx, "customer.proof", customer_id, {"kind": kind.value, "holds": holds})
    return made
