"""What a customer is, and how a person is named in few letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class Channel(Enum):
    """A way to reach a customer that needs their consent."""

    EMAIL = "email"
    SMS = "sms"
    POST = "post"


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A person as given; texts as typed, checked when added. `known_before`: bought here before the scheme began."""

    given_name: str
    family_name: str = ""
    phone: str = ""
    email: str = ""
    city: str = ""
    language: str = "fr"
    consents: frozenset[Channel] = frozenset()
    street: str = ""
    postcode: str = ""
    known_before: bool = False


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer; `phone` is E.164 or empty, `card` the letters of the card in force, `since` a shop day.

    `known_before`: they bought here before the scheme began, so nobody can be rewarded for bringing them.
    `call_since` is the day of an answer that asks for a call; `gone` is empty, merged or erased.
    """

    id: int
    given_name: str
    family_name: str
    phone: str
    email: str
    city: str
    language: str
    card: str
    since: date
    street: str = ""
    postcode: str = ""
    known_before: bool = False
    call_since: date | None = None
    gone: str = ""

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def short_name(self) -> str:
        """The name for paper others may see: ``Karim H.``."""
        return f"{self.given_name} {self.family_name[:1]}." if self.family_name else self.given_name

    @property
    def initials(self) -> str:
        """One or two capitals for the round badge."""
        return (self.given_name[:1] + self.family_name[:1]).upper()


ERASED_MARK = "×"
"""Begins the label that stands in the place of an erased person’s name, the same in every language."""


class Gone(Enum):
    """Why a person is in no list: another record of them is kept, they are forgotten, their file comes or leaves."""

    MERGED = "merged"
    ERASED = "erased"
    ARRIVING = "arriving"


@dataclass(frozen=True, slots=True)
class Consent:
    """What a customer said last about a way to reach them: yes or no, on which shop day, to whom."""

    granted: bool
    on: date
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A customer with what is kept beside them, as files for other programs hold it."""

    person: Customer
    tags: tuple[str, ...]
    consents: Mapping[Channel, Consent]


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth remembering about a person, and who wrote it when."""

    id: int
    text: str
    at: datetime
    staff: str


@dataclass(frozen=True, slots=True)
class Belongings:
    """What is kept beside a person: letters of cards, numbers of consents and notes, the words of tags.

    Of their tiers too: the lines that moved, and the one written so that the higher tier holds.
    """

    cards: tuple[str, ...]
    consents: tuple[int, ...]
    notes: tuple[int, ...]
    tags: tuple[str, ...]
    tiers: tuple[int, ...] = ()
    tiers_written: tuple[int, ...] = ()


HIGHEST_TIER = 3
"""How many tiers of ambassadors there are."""


@dataclass(frozen=True, slots=True)
class Membership:
    """The tier of ambassadors somebody is in since a shop day, why, and who noted it; tier 0 is none."""

    tier: int = 0
    since: date = date.min
    reason: str = ""
    staff: str = ""


def tier_on(history: Sequence[Membership], day: date) -> int:
    """The tier somebody was in at the end of a shop day, by their lines, oldest first."""
    return next((one.tier for one in reversed(history) if one.since <= day), 0)


@dataclass(frozen=True, slots=True)
class Dates:
    """Since which shop day somebody is a customer, when they were last active, since when they wait for a call."""

    since: date
    active_at: datetime
    call_since: date | None


class CardState(Enum):
    """Whether a card still speaks for its customer; a replaced one was lost, and they have another."""

    ACTIVE = "active"
    DEAD = "dead"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Card:
    """A referral card: its letters, its customer, whether it still counts."""

    code: str
    customer_id: int
    state: CardState


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several customers answer to the same phone, e-mail or number."""

    candidates: tuple[Customer, ...]


SILENT_MONTHS = 36
"""Somebody who had no contact for as long is asked about: the data authority's practice."""


class Group(Enum):
    """Which customers a list shows."""

    ALL = "all"
    REFERRERS = "referrers"
    REFERRED = "referred"
    TO_CALL = "to_call"
    SILENT = "silent"
    TAGGED = "tagged"


@dataclass(frozen=True, slots=True)
class Which:
    """A group of customers; `tag` is the word of those who are filed under it."""

    group: Group = Group.ALL
    tag: str = ""


EVERYONE = Which()


def split_name(name: str) -> tuple[str, str]:
    """Given and family name from one line: the first word, and the rest."""
    given, _space, family = name.strip().partition(" ")
    return given, family.strip()
