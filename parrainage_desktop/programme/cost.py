"""What a scheme would have cost in a month that is over, and whether that is little or much."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import dropwhile

from parrainage_desktop.base.money import percent_of, rounded_ratio
from parrainage_desktop.programme.rewards import IN_MONEY, Credit, Reward, cost_cents
from parrainage_desktop.programme.rules import Terms, Trigger, bonus_cents

LITTLE = 4
"""A reward below this part of the usual cost of a customer moves few people."""

NEARLY = 80
"""From this percentage on, a budget is said to be nearly spent."""


@dataclass(frozen=True, slots=True)
class Bought:
    """A friend's purchase so many days after their arrival; `counts` says that it belongs to the month."""

    cents: int | None
    days: int = 0
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Friend:
    """A friend, the how manieth of their referrer, and all they bought since they came, in order.

    `arrived` says that they came in the month; `tier` is the ambassadors' tier their referrer was in when they came;
    `other` that they came under the other reward of a comparison.
    """

    referrer_id: int
    nth: int
    bought: tuple[Bought, ...]
    arrived: bool = True
    tier: int = 0
    other: bool = False


@dataclass(frozen=True, slots=True)
class Practice:
    """A month of the shop as it was, and the cents of all vouchers and gifts that could still be asked for today."""

    year: int
    month: int
    friends: tuple[Friend, ...]
    outstanding_cents: int
    owed_in_kind_cents: int = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """What the month would have cost: vouchers, gifts, bonuses, shares of purchases; the same for one new customer.

    `margin_cents` is what the shop keeps of an average first purchase; None when a figure is not known.
    """

    customers: int
    rewards: int
    rewards_cents: int
    bonuses: int
    bonuses_cents: int
    per_customer_cents: int
    margin_cents: int | None
    in_kind: int = 0
    in_kind_cents: int = 0
    shares_cents: int = 0

    @property
    def total_cents(self) -> int:
        """Cents of everything the scheme would have given: in money, in kind and in shares."""
        return self.rewards_cents + self.in_kind_cents + self.bonuses_cents + self.shares_cents


class Judgement(Enum):
    """How the cost of a new customer stands, and how much of the budget is gone."""

    LITTLE = "little"
    LESS_THAN_USUAL = "less_than_usual"
    MORE_THAN_USUAL = "more_than_usual"
    MORE_THAN_MARGIN = "more_than_margin"
    BUDGET_NEARLY_SPENT = "budget_nearly_spent"
    BUDGET_SPENT = "budget_spent"


class _Kind(Enum):
    """How something earns: a friend's arrival in advance or for good, the purchase that completes, a further one."""

    ADVANCE = "advance"
    ARRIVAL = "arrival"
    COMPLETES = "completes"
    FURTHER = "further"


@dataclass(frozen=True, slots=True)
class _Occasion:
    """Something in the month that earns, of the how manieth friend, with the amount of the purchase."""

    kind: _Kind
    nth: int
    cents: int | None = None
    other: bool = False

    @property
    def first(self) -> bool:
        """Whether it completes a referral."""
        return self.kind in (_Kind.ARRIVAL, _Kind.COMPLETES)

    def earned(self, side: Reward) -> int:
        """Cents one side costs: what completes a referral takes off what was advanced."""
        advance = side.registered_cents if isinstance(side, Credit) else 0
        if self.kind is _Kind.ADVANCE:
            return advance
        whole = cost_cents(side, self.cents, self.nth)
        return max(0, whole - advance) if self.kind is _Kind.COMPLETES else whole


def cost(terms: Terms, practice: Practice) -> Cost:
    """What a scheme would have cost in a month; without a completed referral, what one would cost at the least.

    Limits, budget and stock are left aside; so is what is asked of referrers, but for their tier.
    """
    found = _cost(terms, [one for one in practice.friends if one.tier >= terms.referrer_tier])
    if found.customers:
        return found
    one = _cost(terms, (Friend(0, 1, (Bought(terms.purchase_minimum_cents or None),)),))
    return replace(found, per_customer_cents=one.total_cents)


def _cost(terms: Terms, friends: Sequence[Friend]) -> Cost:
    found = [occasion for friend in friends for occasion in _occasions(terms, friend)]
    costs = [
        (isinstance(side, IN_MONEY), cents) for one in found for scheme in [terms.other if one.other else terms]
        for side in (scheme.referrer, scheme.referee)
        if (cents := one.earned(side))
    ]  # fmt: skip
    rewards, in_kind = ([cents for voucher, cents in costs if voucher is wanted] for wanted in (True, False))
    bonuses = [cents for one in found if one.first and (cents := bonus_cents(terms, one.nth))]
    shares, customers = _shares(terms, friends), sum(one.first for one in found)
    return Cost(
        customers,
        len(rewards),
        sum(rewards),
        len(bonuses),
        sum(bonuses),
        rounded_ratio(sum(rewards) + sum(in_kind) + sum(bonuses) + shares, max(1, customers)),
        _margin(terms, friends),
        len(in_kind),
        sum(in_kind),
        shares,
    )


def _margin(terms: Terms, friends: Sequence[Friend]) -> int | None:
    """What the shop keeps of an average first purchase of the month, in cents; None when that is not known."""
    firsts = [one for friend in friends for one in _counting(terms, friend)[:1] if one.counts]
    bought = [one.cents for one in firsts if one.cents is not None]
    known = bought and terms.margin_basis_points
    return percent_of(rounded_ratio(sum(bought), len(bought)), terms.margin_basis_points) if known else None


def _occasions(terms: Terms, friend: Friend) -> Iterator[_Occasion]:
    """Everything in the month by which a friend earns something for either side."""
    at_once = terms.trigger is Trigger.REGISTRATION
    if friend.arrived:
        yield _Occasion(_Kind.ARRIVAL if at_once else _Kind.ADVANCE, friend.nth, other=friend.other)
    most = terms.trigger_purchases if terms.trigger is Trigger.EACH_PURCHASE else 1
    for place, one in enumerate(_counting(terms, friend)[: 0 if at_once else most]):
        if one.counts:
            yield _Occasion(_Kind.FURTHER if place else _Kind.COMPLETES, friend.nth, one.cents, friend.other)


def _counting(terms: Terms, friend: Friend) -> list[Bought]:
    """The purchases large and early enough to count."""
    return [one for one in friend.bought if _large_and_early(terms, one)]


def _large_and_early(terms: Terms, one: Bought) -> bool:
    least = terms.purchase_minimum_cents
    return one.days <= terms.claim_window_days and (not least or (one.cents or 0) >= least)


def _shares(terms: Terms, friends: Sequence[Friend]) -> int:
    """Cents of the month's shares of purchases, a statement for each referrer."""
    given = terms.revenue_share
    if given is None:
        return 0
    base = Counter[int]()
    for friend in friends:
        shared = [one for one in _shared(terms, friend) if one.cents][: given.purchases or None]
        base[friend.referrer_id] += sum(one.cents or 0 for one in shared if one.counts)
    return sum(percent_of(cents, given.basis_points) for cents in base.values())


def _shared(terms: Terms, friend: Friend) -> Iterator[Bought]:
    """What a friend bought from the purchase on that completes the referral, or since they came."""
    if terms.trigger is Trigger.REGISTRATION:
        return iter(friend.bought)
    return dropwhile(lambda one: not _large_and_early(terms, one), friend.bought)


def judgements(terms: Terms, found: Cost, spent_cents: int = 0) -> tuple[Judgement, ...]:
    """Everything worth saying about a cost, each on its own; `spent_cents` is what counts against the budget."""
    budget = terms.budget.cents if terms.budget else 0
    each, usual = found.per_customer_cents, terms.usual_cost_cents
    said = {
        Judgement.MORE_THAN_MARGIN: found.margin_cents is not None and each > found.margin_cents,
        Judgement.MORE_THAN_USUAL: 0 < usual < each,
        Judgement.LESS_THAN_USUAL: 0 < each < usual,
        Judgement.LITTLE: 0 < each * LITTLE < usual,
        Judgement.BUDGET_NEARLY_SPENT: 0 < budget * NEARLY <= spent_cents * 100 < budget * 100,
        Judgement.BUDGET_SPENT: 0 < budget <= spent_cents,
    }
    return tuple(judgement for judgement, holds in said.items() if holds)
