"""When two customers may be one person; what is proposed is never done by itself."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from itertools import combinations

from parrainage_desktop.base import writing
from parrainage_desktop.customers.rules import Belongings, Dates
from parrainage_desktop.referrals.rules import Followed, Settled

ALIKE = 88.0
"""Names at least this near, of 100, are looked at where a phone's stem or a household is shared."""
ALIKE_IN_TOWN = 92.0
"""The same where only the town is shared: there are many people in a town."""
CROWD = 24
"""More people than these with one phone, address or name are compared with their neighbours in the alphabet only."""
NEIGHBOURS = 8
STEM_LEFT_OUT = 2
"""How many last digits of a phone do not belong to its stem."""


class Why(Enum):
    """What two customers have in common; the first two make a pair a sure one."""

    PHONE = "phone"
    EMAIL = "email"
    HOUSEHOLD = "household"
    PHONE_STEM = "phone_stem"
    TOWN = "town"


class Look(Enum):
    """What customers are put side by side by, one after the other."""

    PHONE = "phone"
    EMAIL = "email"
    HOUSEHOLD = "household"
    TOWN = "town"
    POSTCODE = "postcode"
    SWAPPED = "swapped"


SURE = frozenset({Why.PHONE, Why.EMAIL})


@dataclass(frozen=True, slots=True)
class Face:
    """What of a customer is compared; `name` is folded, its words in the alphabet's order."""

    id: int
    given_name: str
    family_name: str
    phone: str
    email: str
    city: str
    street: str
    postcode: str
    name: str

    @property
    def full_name(self) -> str:
        """The whole name as it is written."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers who may be one person, the earlier first; `likeness` of their names is 0 to 100."""

    one: Face
    other: Face
    why: tuple[Why, ...]
    likeness: float

    @property
    def sure(self) -> bool:
        """Whether they share a phone or an e-mail; families do, so a person decides all the same."""
        return not SURE.isdisjoint(self.why)

    @property
    def ids(self) -> tuple[int, int]:
        """Both numbers, the smaller first."""
        return self.one.id, self.other.id

    @property
    def rank(self) -> tuple[bool, float, int, int]:
        """Larger for what deserves a look first: sure, of one name, sharing much, written down early."""
        return self.sure, self.likeness, len(self.why), -self.one.id


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs to look at, the likeliest first; `more` says that these are not all."""

    pairs: tuple[Pair, ...]
    more: bool


def likeness(one: Face, other: Face) -> float:
    """How near two names are, from 0 to 100: twice the letters in common, in order, over all letters."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(one.name, other.name))


def compare(one: Face, other: Face) -> Pair | None:
    """The pair two customers make, if they make one."""
    first, second = (one, other) if one.id < other.id else (other, one)
    near = likeness(first, second)
    if near < ALIKE and not _reach(first, second):
        return None
    why = tuple(reason for reason in Why if _shared(reason, first, second, near))
    return Pair(first, second, why, near) if why else None


def side_by_side(crowd: Sequence[Face]) -> Iterator[tuple[Face, Face]]:
    """Whom to compare among people who share something: all, or in a crowd each with the next of a like name.

    What a crowd shares, be it a phone, is nobody’s own.
    """
    from rapidfuzz.fuzz import ratio

    if len(crowd) <= CROWD:
        yield from combinations(crowd, 2)
        return
    ranked = sorted(crowd, key=lambda face: (face.name, face.id))
    for place, face in enumerate(ranked):
        for other in ranked[place + 1 : place + 1 + NEIGHBOURS]:
            if ratio(face.name, other.name, score_cutoff=ALIKE):
                yield face, other


def _reach(one: Face, other: Face) -> bool:
    """Whether a phone or an e-mail reaches both."""
    return (one.phone != "" and one.phone == other.phone) or (one.email != "" and one.email == other.email)


def _shared(reason: Why, one: Face, other: Face, near: float) -> bool:
    match reason:
        case Why.PHONE:
            return one.phone != "" and one.phone == other.phone
        case Why.EMAIL:
            return one.email != "" and one.email == other.email
        case Why.HOUSEHOLD:
            return near >= ALIKE and _household(one) is not None and _household(one) == _household(other)
        case Why.PHONE_STEM:
            return near >= ALIKE and one.phone != other.phone and _stem(one.phone) == _stem(other.phone) != ""
        case Why.TOWN:
            return near >= ALIKE_IN_TOWN and _neighbours(one, other) and not _contradicted(one, other)


def _stem(phone: str) -> str:
    """An E.164 phone without its last digits, empty for none."""
    return phone[:-STEM_LEFT_OUT] if len(phone) > 6 else ""


def _household(face: Face) -> tuple[str, str] | None:
    place = face.postcode or face.city
    return (writing.fold(face.street), writing.fold(place)) if face.street and place else None


def _neighbours(one: Face, other: Face) -> bool:
    same_code = bool(one.postcode) and one.postcode == other.postcode
    return same_code or (bool(one.city) and writing.fold(one.city) == writing.fold(other.city))


def _contradicted(one: Face, other: Face) -> bool:
    """Whether both phones and both e-mails are known and none is shared: namesakes, most likely."""
    phones = one.phone and other.phone and one.phone != other.phone
    emails = one.email and other.email and one.email != other.email
    return bool(phones and emails)


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
    vouchers: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()

    @property
    def belongings(self) -> Belongings:
        """What is kept beside a person."""
        return Belongings(self.cards, self.consents, self.notes, self.tags)


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
