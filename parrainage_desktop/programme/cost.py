"""What a scheme would have cost in a month that is over, and whether that is little or much."""

from dataclasses import dataclass
from enum import Enum

from parrainage_desktop.base.money import percent_of, rounded_ratio
from parrainage_desktop.programme.rewards import IN_MONEY, cost_cents
from parrainage_desktop.programme.rules import Terms, bonus_cents

LITTLE = 4
"""A reward below this part of the usual cost of a customer moves few people."""

NEARLY = 80
"""From this percentage on, a budget is said to be nearly spent."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A referral completed in the month: what the friend bought, and the how manieth it was of its referrer."""

    purchase_cents: int | None
    nth: int


@dataclass(frozen=True, slots=True)
class Practice:
    """A month of the shop as it was, and the cents of all vouchers and gifts that could still be asked for today."""

    year: int
    month: int
    completed: tuple[Completed, ...]
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
        """All of it."""
        return self.rewards_cents + self.in_kind_cents + self.bonuses_cents + self.shares_cents


class Judgement(Enum):
    """How the cost of a new customer stands, and how much of the budget is gone."""

    LITTLE = "little"
    LESS_THAN_USUAL = "less_than_usual"
    MORE_THAN_USUAL = "more_than_usual"
    MORE_THAN_MARGIN = "more_than_margin"
    BUDGET_NEARLY_SPENT = "budget_nearly_spent"
    BUDGET_SPENT = "budget_spent"


def cost(terms: Terms, practice: Practice) -> Cost:
    """What a scheme would have cost in a month; without a completed referral, what one would cost at the least."""
    completed = practice.completed or (Completed(terms.purchase_minimum_cents or None, 1),)
    costs = [
        (isinstance(side, IN_MONEY), cents) for one in completed for side in (terms.referrer, terms.referee)
        if (cents := cost_cents(side, one.purchase_cents, one.nth))
    ]  # fmt: skip
    rewards, in_kind = ([cents for voucher, cents in costs if voucher is wanted] for wanted in (True, False))
    rate = terms.revenue_share.basis_points if terms.revenue_share else 0
    shares = percent_of(sum(one.purchase_cents or 0 for one in completed), rate)
    bonuses = [cents for one in completed if (cents := bonus_cents(terms, one.nth))]
    bought = [one.purchase_cents for one in practice.completed if one.purchase_cents is not None]
    average = rounded_ratio(sum(bought), len(bought)) if bought else None
    known = average is not None and terms.margin_basis_points > 0
    return Cost(
        len(practice.completed),
        len(rewards),
        sum(rewards),
        len(bonuses),
        sum(bonuses),
        rounded_ratio(sum(rewards) + sum(in_kind) + sum(bonuses) + shares, len(completed)),
        percent_of(average or 0, terms.margin_basis_points) if known else None,
        len(in_kind),
        sum(in_kind),
        shares,
    )


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
