"""What a customer is, and how a person is named in few letters."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Channel(Enum):
    """A way to reach a customer that needs their consent."""

    EMAIL = "email"
    SMS = "sms"
    POST = "post"


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A person as given at the counter; texts as typed, checked when added."""

    given_name: str
    family_name: str = ""
    phone: str = ""
    email: str = ""
    city: str = ""
    language: str = "fr"
    consents: frozenset[Channel] = frozenset()


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer; `phone` is E.164 or empty, `card` the letters of the card in force, `since` a shop day."""

    id: int
    given_name: str
    family_name: str
    phone: str
    email: str
    city: str
    language: str
    card: str
    since: date

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


class CardState(Enum):
    """Whether a card still speaks for its customer."""

    ACTIVE = "active"
    DEAD = "dead"


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


def split_name(name: str) -> tuple[str, str]:
    """Given and family name from one line: the first word, and the rest."""
    given, _space, family = name.strip().partition(" ")
    return given, family.strip()
