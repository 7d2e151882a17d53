"""What a paper needs to be made, and what was made."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from parrainage_desktop.cards.rules import WHOLE_SHEET, Placing
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme.rules import Programme


class Need(Enum):
    """What must be said besides the paper's name."""

    CUSTOMER = "customer"
    CUSTOMERS = "customers"
    VOUCHERS = "vouchers"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Order:
    """A paper as it was asked for; what is left out is the usual.

    `people` are customers' numbers, `codes` the letters of vouchers, `month` such as 2026-10, last-month or, for a
    whole year, 2026, `address` a web page, `format` one of the paper's own, `placing` where on a sheet cards begin,
    `channel` the number of a page for reviews.
    """

    language: str
    people: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    format: str = ""
    month: str = ""
    address: str = ""
    copy: bool = False
    placing: Placing = WHOLE_SHEET
    channel: int = 0


@dataclass(frozen=True, slots=True)
class Scheme:
    """What the papers about the scheme are drawn from: the shop, the scheme in force, and the day."""

    shop: Shop
    programme: Programme
    today: date


@dataclass(frozen=True, slots=True)
class Thanks:
    """What a referrer's certificate says: whom it thanks, for how many, since which day."""

    scheme: Scheme
    name: str
    friends: int
    since: date


@dataclass(frozen=True, slots=True)
class Friend:
    """A friend who came, nameless: the shop day, and whether they became a customer."""

    on: date
    completed: bool


@dataclass(frozen=True, slots=True)
class Usable:
    """A voucher that may be used, its code masked; both days inclusive, what is left of it in cents."""

    code: str
    first: date
    last: date
    left_cents: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A customer's own page: newest friends first, vouchers by their last day.

    `missing` friends lead to the next tier, which brings `bonus_cents`; None when there is none.
    """

    scheme: Scheme
    name: str
    friends: tuple[Friend, ...]
    vouchers: tuple[Usable, ...]
    missing: int | None = None
    bonus_cents: int = 0
