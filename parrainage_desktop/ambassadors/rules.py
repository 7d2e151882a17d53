"""What each tier of ambassadors asks, and how somebody stands: every condition on its own, met or what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from parrainage_desktop.base.clock import add_months
from parrainage_desktop.customers.rules import Customer, Membership


class Condition(Enum):
    """What a tier may ask; the values are a contract with scripts, the last three are noted by a person."""

    MONTHS = "months"
    SCORE = "score"
    ACTIVE = "active_months"
    REFERRALS = "referrals"
    RESULT = "result"
    PROMOTION = "promotion"
    INFLUENCE = "influence"


PROOFS = (Condition.RESULT, Condition.PROMOTION, Condition.INFLUENCE)
"""What only a person can see: a measured result, promotion that is documented, influence that is recognised."""


@dataclass(frozen=True, slots=True)
class Tier:
    """What one tier asks; 0, and no score, ask nothing.

    So many months as a customer, a last score, something to do with the shop within so many months, so many successful
    referrals within so many months (0: ever), and whichever of `PROOFS`.
    """

    months: int = 0
    score: int | None = None
    active_months: int = 0
    referrals: int = 0
    within_months: int = 0
    proofs: frozenset[Condition] = frozenset()


USUAL = (
    Tier(months=12, score=9, active_months=12, proofs=frozenset({Condition.RESULT})),
    Tier(referrals=1, proofs=frozenset({Condition.PROMOTION})),
    Tier(referrals=5, within_months=24, proofs=frozenset({Condition.INFLUENCE})),
)
"""The three tiers when nobody has said otherwise, lowest first."""
RANGES = {
    "months": (0, 1_200), "score": (0, 10), "active_months": (0, 120), "referrals": (0, 10_000),
    "within_months": (0, 1_200),
}  # fmt: skip
"""The least and the most of each number of a tier, both allowed."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a member of staff noted of somebody on a shop day, in their words."""

    kind: Condition
    on: date
    words: str
    staff: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a customer: since when they are one, when they were last here, their last score.

    `rewarded` are the days of their successful referrals.
    """

    today: date
    since: date
    active_on: date
    score: int | None = None
    rewarded: tuple[date, ...] = ()
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A condition and how somebody stands by it: `wanted` of it, `found` so far; `on` is the day it will be met.

    `found` is None where nothing is known; `within` is the months in which it counts.
    """

    condition: Condition
    met: bool
    wanted: int = 0
    found: int | None = None
    within: int = 0
    on: date | None = None
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands by everything one tier asks."""

    tier: int
    conditions: tuple[Held, ...]

    @property
    def met(self) -> int:
        """How many conditions are met."""
        return sum(one.met for one in self.conditions)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.met == len(self.conditions)

    @property
    def missing(self) -> tuple[Held, ...]:
        """The conditions that are not met."""
        return tuple(one for one in self.conditions if not one.met)


@dataclass(frozen=True, slots=True)
class Record:
    """An ambassador, or somebody who may become one: the tier they are in, and how they stand by each."""

    person: Customer
    membership: Membership
    standings: tuple[Standing, ...]
    today: date
    proofs: tuple[Proof, ...] = field(default=())

    @property
    def next(self) -> Standing | None:
        """How they stand by the tier above theirs; None for whoever is in the highest."""
        return self.standings[self.membership.tier] if self.membership.tier < len(self.standings) else None

    @property
    def open_to(self) -> int:
        """The highest tier above theirs for which nothing is missing on the way; 0 when there is none."""
        return reachable(self.standings, self.membership.tier)

    @property
    def concerns(self) -> bool:
        """Whether there is something to say of it: they are in a tier, something was noted, or the last score is high.

        A score as high as the next tier asks for proposes them at once, whatever else is missing.
        """
        proposed = self.next is not None and any(
            held.met for held in self.next.conditions if held.condition is Condition.SCORE
        )
        return bool(self.membership.tier or self.proofs or self.open_to) or proposed


class NotChanged(Enum):
    """Why somebody's tier stays as it is; the values are a contract with scripts."""

    CONDITIONS = "conditions_missing"
    ALREADY = "already_in_tier"
    NOT_IN = "not_in_tier"
    GONE = "customer_gone"


@dataclass(frozen=True, slots=True)
class Refused:
    """A change of tier refused, and the conditions that are missing."""

    why: NotChanged
    tier: int
    missing: tuple[Held, ...] = ()


def standing(facts: Facts, tiers: Sequence[Tier]) -> tuple[Standing, ...]:
    """How somebody stands by each tier's own conditions, lowest tier first; what is exactly met is met."""
    return tuple(Standing(number, _conditions(facts, tier)) for number, tier in enumerate(tiers, start=1))


def reachable(standings: Sequence[Standing], present: int) -> int:
    """The highest tier above the present one with every condition met from there up to it; 0 when there is none."""
    highest = 0
    for one in standings[present:]:
        if not one.complete:
            break
        highest = one.tier
    return highest


def missing(standings: Sequence[Standing], present: int, tier: int) -> tuple[Held, ...]:
    """What is missing for a tier: its own conditions and those of every tier between it and the present one."""
    return tuple(held for one in standings[present:tier] for held in one.missing)


def _conditions(facts: Facts, tier: Tier) -> tuple[Held, ...]:
    asked = (
        _months(facts, tier.months) if tier.months else None,
        _score(facts, tier.score) if tier.score is not None else None,
        _active(facts, tier.active_months) if tier.active_months else None,
        _referrals(facts, tier.referrals, tier.within_months) if tier.referrals else None,
        *(_proved(facts, kind) for kind in PROOFS if kind in tier.proofs),
    )
    return tuple(one for one in asked if one is not None)


def _months(facts: Facts, months: int) -> Held:
    met = facts.since <= add_months(facts.today, -months)
    return Held(Condition.MONTHS, met, months, on=None if met else _met_on(facts.since, months))


def _met_on(since: date, months: int) -> date:
    """The first day on which somebody has been here for so many months; short months make it a day or two later."""
    day = add_months(since, months)
    while since > add_months(day, -months):
        day += timedelta(days=1)
    return day


def _score(facts: Facts, score: int) -> Held:
    return Held(Condition.SCORE, facts.score is not None and facts.score >= score, score, facts.score)


def _active(facts: Facts, months: int) -> Held:
    return Held(Condition.ACTIVE, facts.active_on >= add_months(facts.today, -months), months, on=facts.active_on)


def _referrals(facts: Facts, wanted: int, within: int) -> Held:
    first = add_months(facts.today, -within) if within else date.min
    found = sum(day >= first for day in facts.rewarded)
    return Held(Condition.REFERRALS, found >= wanted, wanted, found, within)


def _proved(facts: Facts, kind: Condition) -> Held:
    proof = next((one for one in facts.proofs if one.kind is kind), None)
    return Held(kind, proof is not None, proof=proof)
