"""Whether another reward brings more: what the counts of two halves drawn by lot say, and what they cannot say yet.

The unit is a customer who was drawn; the success, to have brought a friend whose reward was earned while it ran.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import ceil, comb, erfc, log10, sqrt
from statistics import NormalDist

from parrainage_desktop.base.money import rounded_ratio
from parrainage_desktop.programme.rules import Programme

ALPHA, POWER = 0.05, 0.8
"""How often a difference is seen where there is none, and how often one that is there is seen."""
WORTH_SEEING = 1.5
"""Half as many again, or as much fewer: with too few people to see that, nothing is said of a difference."""
FEW = 5
"""Where fewer than these are expected in a cell, the normal approximation is not trusted."""


@dataclass(frozen=True, slots=True)
class Half:
    """One half: customers drawn, those who brought a friend, new customers, cents of what all of it earned."""

    drawn: int
    brought: int
    new_customers: int = 0
    cost_cents: int = 0

    @property
    def rate(self) -> float:
        """The share of those drawn who brought somebody; 0 of nobody."""
        return self.brought / self.drawn if self.drawn else 0.0

    @property
    def missed(self) -> "Half":
        """The same people by the other outcome: those who brought nobody."""
        return Half(self.drawn, self.drawn - self.brought)

    @property
    def cost_of_one_cents(self) -> int | None:
        """What a new customer cost, in cents; None without any."""
        return rounded_ratio(self.cost_cents, self.new_customers) if self.new_customers else None


class Finding(Enum):
    """What is said of a comparison; the values are a contract with scripts."""

    RUNNING = "running"
    STOPPED = "stopped"
    NOT_ENOUGH = "not_enough"
    NO_DIFFERENCE = "no_difference"
    MORE = "more"
    FEWER = "fewer"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A finding; `p` how likely chance alone differs so much, `low` and `high` the difference, other less usual.

    The difference is that of the two rates, at 95 %. `more` is how many are missing in each half; None when even that
    cannot be told.
    """

    finding: Finding
    p: float | None = None
    low: float = 0.0
    high: float = 0.0
    more: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison as it stands: the version with both rewards, its last day, the two halves and what they say.

    `last` is the day fixed in advance, or that before another version put an end to it; `days_left` counts today.
    """

    programme: Programme
    last: date
    days_left: int
    usual: Half
    other: Half
    verdict: Verdict


def verdict(usual: Half, other: Half) -> Verdict:
    """What two halves say once the comparison is over."""
    p, (low, high) = p_value(usual, other), difference(usual, other)
    if p < ALPHA:
        return Verdict(Finding.MORE if other.rate > usual.rate else Finding.FEWER, p, low, high)
    missing = _missing(usual, other)
    if missing == 0:
        return Verdict(Finding.NO_DIFFERENCE, p, low, high)
    return Verdict(Finding.NOT_ENOUGH, p, low, high, missing)


def z_score(one: Half, two: Half) -> float:
    """Two proportions compared with their pooled share, the first less the second in standard errors."""
    pooled = (one.brought + two.brought) / (one.drawn + two.drawn)
    return (one.rate - two.rate) / sqrt(pooled * (1 - pooled) * (1 / one.drawn + 1 / two.drawn))


def p_value(one: Half, two: Half) -> float:
    """How likely a difference as large comes by chance: by the normal curve, exactly where the numbers are small."""
    if _least_expected(one, two) < FEW:
        return fisher(one, two)
    return erfc(abs(z_score(one, two)) / sqrt(2))


def fisher(one: Half, two: Half) -> float:
    """Fisher’s exact test, two-sided: the share of all tables no likelier than the one observed."""
    if one.brought + two.brought > (one.drawn + two.drawn) // 2:
        one, two = one.missed, two.missed  # the rarer of the two outcomes, for the smaller numbers
    total = one.brought + two.brought
    tables = range(max(0, total - two.drawn), min(one.drawn, total) + 1)
    weights = [comb(one.drawn, first) * comb(two.drawn, total - first) for first in tables]
    # Whole numbers, so that tables as likely as the observed one are exactly so.
    seen = weights[one.brought - tables.start]
    return sum(weight for weight in weights if weight <= seen) / sum(weights)


def difference(usual: Half, other: Half) -> tuple[float, float]:
    """The 95 % interval of the second rate less the first, each with its own variance; anything from small numbers."""
    if _least_expected(usual, other) < FEW:
        return -1.0, 1.0
    error = sqrt(sum(half.rate * (1 - half.rate) / half.drawn for half in (usual, other)))
    width, middle = NormalDist().inv_cdf(1 - ALPHA / 2) * error, other.rate - usual.rate
    return max(-1.0, middle - width), min(1.0, middle + width)


def needed(one: float, two: float, alpha: float = ALPHA, power: float = POWER, sides: int = 2) -> int:
    """How many each half needs for two different rates to be told apart."""
    quantiles = NormalDist().inv_cdf(1 - alpha / sides) + NormalDist().inv_cdf(power)
    return ceil(quantiles**2 * (one * (1 - one) + two * (1 - two)) / (one - two) ** 2)


def about(count: int) -> int:
    """A number to two figures, up: more would pretend to know."""
    step = 10 ** max(0, int(log10(count)) - 1) if count else 1
    return ceil(count / step) * step


def _missing(usual: Half, other: Half) -> int | None:
    """How many each half lacks to see what is worth seeing; None while nobody brought anybody."""
    brought, drawn = usual.brought + other.brought, usual.drawn + other.drawn
    if not brought:
        return None
    rate = brought / drawn
    target = rate * WORTH_SEEING if rate * WORTH_SEEING <= 1 else rate / WORTH_SEEING
    return about(max(0, needed(rate, target) - min(usual.drawn, other.drawn)))


def _least_expected(one: Half, two: Half) -> float:
    """The smallest of the four counts to expect if both halves were alike."""
    drawn, brought = one.drawn + two.drawn, one.brought + two.brought
    return min(one.drawn, two.drawn) * min(brought, drawn - brought) / drawn if drawn else 0.0
