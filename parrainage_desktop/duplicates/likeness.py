"""When two customers may be one person; what is proposed is never done by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from parrainage_desktop.base import writing

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
    STEM = "stem"
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
    def family(self) -> bool:
        """Whether they share a phone or an e-mail under names that are not alike."""
        return self.sure and self.likeness < ALIKE

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
