"""Who was erased and how it is known again, and whom the shop has not met for long."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from random import Random
from typing import Any

from parrainage_desktop.base.clock import add_months
from parrainage_desktop.customers.rules import ERASED_MARK, Customer
from parrainage_desktop.preferences.rules import Shop

JOURNAL = "journal"
"""The part of a dossier that is no table of people."""
Value = str | int | bool | None | date | datetime | Mapping[str, Any]
Row = Mapping[str, Value]
QUIET_YEARS = 3
"""The usual keeping of people a shop has no more contact with (CNIL)."""


class Choice(Enum):
    """What becomes of an erased person’s vouchers that could still be used."""

    KEEP = "keep"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Erased:
    """Somebody erased: their label, and how many vouchers stay good, were cancelled, and referrals ended."""

    customer_id: int
    label: str
    kept: int
    cancelled: int
    referrals_ended: int


@dataclass(frozen=True, slots=True)
class AlreadyErased:
    """There is nothing left of this person to erase."""

    customer_id: int


@dataclass(frozen=True, slots=True)
class Held:
    """What is still open with a person: cents of usable vouchers, referrals that wait for a purchase."""

    vouchers: int
    cents: int
    referrals: int

    @property
    def anything(self) -> bool:
        """Whether anything is."""
        return bool(self.vouchers or self.referrals)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Somebody the shop has not met since a shop day."""

    id: int
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a shop holds about a person: for each table its rows, oldest first; instants are on the shop’s wall."""

    shop: Shop
    person: Customer
    made_at: datetime
    sections: Mapping[str, tuple[Row, ...]]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(map(len, self.sections.values()))


def label(chance: Random) -> str:
    """A name that says nothing: the mark and six letters of chance."""
    return f"{ERASED_MARK}{chance.randrange(16**6):06x}"


def fingerprint(card: str, choice: Choice = Choice.KEEP) -> str:
    """SHA-256 of a card’s letters, which nobody else ever had; another one says that vouchers were cancelled."""
    letters = card if choice is Choice.KEEP else f"{card} {choice.value}"
    return hashlib.sha256(letters.encode()).hexdigest()


def quiet_before(today: date) -> date:
    """The first shop day that is not yet too long ago."""
    return add_months(today, -12 * QUIET_YEARS)
