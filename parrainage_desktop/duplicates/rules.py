"""What becomes of two records when they are made one, and when they are parted again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from parrainage_desktop.base import writing
from parrainage_desktop.customers.rules import Belongings, Customer, Dates
from parrainage_desktop.referrals.rules import Followed, Settled

FIELDS = ("given_name", "family_name", "phone", "email", "street", "postcode", "city", "language")
"""What is chosen from either record, in the order people read it."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a merge may change of a person: the fields by name, whether they came before the scheme, their dates."""

    fields: Mapping[str, str]
    known_before: bool
    dates: Dates


@dataclass(frozen=True, slots=True)
class Moved:
    """What followed to the kept person: numbers of rows, days of asking; cards by their letters."""

    cards: tuple[str, ...] = ()
    consents: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    purchases: tuple[int, ...] = ()
    referrals: Followed = field(default_factory=Followed)
    answers: tuple[int, ...] = ()
    asks: tuple[date, ...] = ()
    campaigns: tuple[int, ...] = ()
    vouchers: tuple[int, ...] = ()
    touches: tuple[int, ...] = ()
    testimonials: tuple[int, ...] = ()
    gifts: tuple[int, ...] = ()
    shares: tuple[int, ...] = ()
    payments: tuple[int, ...] = ()
    invitations: tuple[int, ...] = ()
    draws: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()
    tiers: tuple[int, ...] = ()
    tiers_written: tuple[int, ...] = ()
    proofs: tuple[int, ...] = ()

    @property
    def belongings(self) -> Belongings:
        """What is kept beside a person."""
        return Belongings(self.cards, self.consents, self.notes, self.tags, self.tiers, self.tiers_written)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an undo needs to know of people: the kept record before and after, the other's cards and tags."""

    before: Record
    after: Record
    cards: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge as it was done: which record was kept, which led to it from then on, when and by whom."""

    id: int
    kept_id: int
    other_id: int
    at: datetime
    staff: str
    undone: bool
    moved: Moved


class NoMerge(Enum):
    """Why two records are not made one; the values are a contract with scripts."""

    SAME = "same_person"
    GONE = "gone"


class NoUndo(Enum):
    """Why a merge is not undone; the values are a contract with scripts."""

    UNKNOWN = "merge_unknown"
    UNDONE = "already_undone"
    GONE = "gone"
    LATER = "merged_later"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class MergeRefused:
    """Two records stay two."""

    why: NoMerge


@dataclass(frozen=True, slots=True)
class Merged:
    """Two records became one; `id` is what an undo asks for."""

    id: int
    kept_id: int
    other_id: int
    moved: Moved


@dataclass(frozen=True, slots=True)
class Unmerged:
    """Two records again; fields that changed since the merge stay as they are, and so do some referrals."""

    kept_id: int
    other_id: int
    fields: tuple[str, ...]
    referrals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would follow from one record to the other: how many of each, and the cents left on the vouchers."""

    referrals: int
    vouchers: int
    left_cents: int
    purchases: int
    answers: int
    notes: int
    settled: tuple[Settled, ...]


def fields(person: Customer) -> dict[str, str]:
    """What is chosen of a person, by name."""
    return {name: str(getattr(person, name)) for name in FIELDS}


def usual_choice(kept: Mapping[str, str], other: Mapping[str, str]) -> frozenset[str]:
    """The fields to take from the other record when nobody chooses: those the kept one lacks.

    Street and postcode go together, and only where the town is not another one.
    """
    lacking = {name for name in FIELDS if other[name] and not kept[name]}
    elsewhere = kept["city"] and other["city"] and writing.fold(kept["city"]) != writing.fold(other["city"])
    if elsewhere or kept["street"] or kept["postcode"]:
        lacking -= {"street", "postcode"}
    return frozenset(lacking)


def combined(kept: Record, other: Record, taken: Collection[str]) -> Record:
    """The kept record with the other's values of the fields `taken`; customer since the earlier day of both."""
    fields = {name: (other if name in taken else kept).fields[name] for name in FIELDS}
    calls = [day for day in (kept.dates.call_since, other.dates.call_since) if day]
    dates = Dates(
        min(kept.dates.since, other.dates.since),
        max(kept.dates.active_at, other.dates.active_at),
        min(calls, default=None),
    )
    return Record(fields, kept.known_before or other.known_before, dates)


def put_back(before: Record, after: Record, now: Record) -> Record:
    """The record as it was before a merge, but for what changed since."""
    fields = {
        name: before.fields[name] if now.fields[name] == after.fields[name] else now.fields[name] for name in FIELDS
    }
    was, became, are = before.dates, after.dates, now.dates
    dates = Dates(
        was.since if are.since == became.since else are.since,
        was.active_at if are.active_at == became.active_at else are.active_at,
        was.call_since if are.call_since == became.call_since else are.call_since,
    )
    known = before.known_before if now.known_before == after.known_before else now.known_before
    return Record(fields, known, dates)


def differing(one: Record, other: Record) -> list[str]:
    """The fields in which two records differ."""
    return [name for name in FIELDS if one.fields[name] != other.fields[name]]
