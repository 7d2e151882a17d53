"""What a month's key figures are counted from, and the formulas of the trade that they go through."""

from dataclasses import dataclass
from fractions import Fraction
from math import prod


@dataclass(frozen=True, slots=True)
class Spent:
    """Cents of rewards: vouchers, what is given in kind, shares of friends' purchases."""

    vouchers_cents: int = 0
    in_kind_cents: int = 0
    shares_cents: int = 0

    @property
    def cents(self) -> int:
        """Cents of everything given: vouchers, gifts and shares of purchases."""
        return self.vouchers_cents + self.in_kind_cents + self.shares_cents


@dataclass(frozen=True, slots=True)
class Ended:
    """Vouchers whose last day has passed: what they were worth, and what of it was used."""

    vouchers: int = 0
    cents: int = 0
    used_cents: int = 0


@dataclass(frozen=True, slots=True)
class Buyers:
    """A group's purchases in a month, `known` with an amount of `cents` in all, and the people who made them.

    `before` is how many of the group bought the month before, `again` how many of these bought in the month too.
    """

    purchases: int = 0
    known: int = 0
    cents: int = 0
    people: int = 0
    before: int = 0
    again: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """Who brought friends in a month, and what came of it; see the definitions on paper.

    Of the `timed` new customers whose days from arrival to first purchase are known, `middle_days` are those of the
    middle one, twice, or of the two in the middle.
    """

    people: int = 0
    referrers: int = 0
    accepted: int = 0
    referrers_before: int = 0
    stayed: int = 0
    cards: int = 0
    arrivals: int = 0
    converted: int = 0
    over: int = 0
    qualified: int = 0
    rewarded: int = 0
    timed: int = 0
    middle_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The counts of a month as they were known at its end.

    `issued` holds the month's vouchers only apart (they are the month's `rewards_cents`); `used` what was honoured,
    handed over and paid out. `margin_basis_points` is what the shop keeps of a purchase; 0 is not known.
    """

    brought: Brought = Brought()
    issued: Spent = Spent()
    used: Spent = Spent()
    ended: Ended = Ended()
    referred: Buyers = Buyers()
    others: Buyers = Buyers()
    margin_basis_points: int = 0


NO_KEY_FIGURES = KeyFigures()


def ratio(part: Fraction | int | None, whole: Fraction | int | None) -> Fraction | None:
    """Part of a whole; None when either is not known or the whole is nothing."""
    return None if part is None or not whole else Fraction(part) / whole


def return_on(gain: Fraction | int, cost: Fraction | int) -> Fraction | None:
    """What came back beyond the cost, for each cent of it (Schmitt, Skiera and Van den Bulte 2011)."""
    return ratio(gain - cost, cost)


def product(*parts: Fraction | None) -> Fraction | None:
    """All of them multiplied, as invitations times their success make the K-factor; None when one is not known."""
    known = [part for part in parts if part is not None]
    return prod(known, start=Fraction(1)) if len(known) == len(parts) else None


def payback(cost: Fraction | int | None, a_month: Fraction | int | None) -> Fraction | None:
    """Months after which a customer's margin has paid what winning them cost; None when it never does."""
    return ratio(cost, a_month) if a_month is not None and a_month > 0 else None


def lifetime(a_month: Fraction | int | None, kept: Fraction | None) -> Fraction | None:
    """Margin of a customer until they leave, when of each hundred `kept` come back the next month."""
    return None if kept is None else ratio(a_month, 1 - kept)


def median(middle: tuple[int, ...]) -> Fraction | None:
    """Halfway between the days in the middle."""
    return ratio(sum(middle), len(middle))
