"""What is wrong with a scheme, each fault on its own beside the parameter it concerns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from parrainage_desktop.base.money import LARGEST, percent_of
from parrainage_desktop.customers.rules import HIGHEST_TIER
from parrainage_desktop.programme.rewards import (
    Credit,
    Experience,
    Fixed,
    Gift,
    Nothing,
    Percent,
    Reward,
    Step,
    StepTable,
    dearest_cents,
)
from parrainage_desktop.programme.rules import Friends, RevenueShare, Terms, Trigger, life

WHOLE = 10_000
"""Hundredths of a percent in everything."""
TEXT_LENGTH = 120
NAME_LENGTH = 60
REWARD_TEXT_LENGTH = 120


class Fault(Enum):
    """Why a scheme cannot be put in force; the values are a contract with scripts."""

    AMOUNT_NEEDED = "amount_needed"
    OUT_OF_RANGE = "out_of_range"
    PERCENT_OF_NOTHING = "percent_of_nothing"
    CAP_BELOW_FLOOR = "cap_below_floor"
    STEPS_NEEDED = "steps_needed"
    STEPS_NOT_FROM_ONE = "steps_not_from_one"
    STEPS_OUT_OF_ORDER = "steps_out_of_order"
    STEPS_GO_DOWN = "steps_go_down"
    TEXT_NEEDED = "text_needed"
    NOBODY_REWARDED = "nobody_rewarded"
    PAYS_MORE_THAN_PURCHASE = "pays_more_than_purchase"
    NO_PURCHASE = "no_purchase"
    NO_LIFE = "no_life"
    OVER_BEFORE_USABLE = "over_before_usable"
    MONTHS_NEEDED = "months_needed"
    END_BEFORE_START = "end_before_start"
    IN_THE_PAST = "in_the_past"
    BUDGET_SPENT = "budget_spent"
    PRICE_NEEDED = "price_needed"
    TOO_LONG = "too_long"
    SAME_REWARD = "same_reward"
    COMPARISON_TOO_SHORT = "comparison_too_short"
    COMPARISON_TOO_LONG = "comparison_too_long"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault and the parameter it stands beside; for one out of range the least and the most there may be."""

    field: str
    fault: Fault
    least: int = 0
    most: int = 0


_RANGES = {
    "purchase_minimum_cents": (0, LARGEST),
    "voucher_minimum_cents": (0, LARGEST),
    "usual_cost_cents": (0, LARGEST),
    "lock_days": (0, 365),
    "valid_months": (0, 120),
    "valid_days": (0, 3_650),
    "claim_window_days": (1, 3_650),
    "return_days": (0, 365),
    "trigger_purchases": (1, 100),
    "inactive_months": (0, 120),
    "referrer_months": (0, 1_200),
    "referrer_tier": (0, HIGHEST_TIER),
    "margin_basis_points": (0, WHOLE),
}
"""The least and the most of each whole number of the terms, both allowed."""
_LENGTHS = {"text_fr": TEXT_LENGTH, "text_en": TEXT_LENGTH, "name_fr": NAME_LENGTH, "name_en": NAME_LENGTH}
MOST = 1_000_000
"""The most there may be of whatever is counted."""


def problems(terms: Terms, today: date, effective_from: date, spent_cents: int = 0) -> tuple[Problem, ...]:
    """Every fault of a scheme to be in force from a shop day on; none means it can be.

    `spent_cents` is what counts against the budget already.
    """
    return (
        *_numbers(terms),
        *_reward("referrer", terms.referrer, terms.trigger),
        *_reward("referee", terms.referee, terms.trigger),
        *_steps("milestones", terms.milestones),
        *_sense(terms),
        *_days(terms, today, effective_from),
        *_variant(terms, effective_from),
        *_budget(terms, spent_cents),
    )


def _numbers(terms: Terms) -> Iterator[Problem]:
    numbers = {name: getattr(terms, name) for name in _RANGES}
    for name, (least, most) in _RANGES.items():
        yield from _between(name, numbers[name], least, most)
    if terms.referrer_nps is not None:
        yield from _between("referrer_nps", terms.referrer_nps, 0, 10)
    for name in ("day", "month", "year", "total"):
        yield from _between(f"limit_{name}", getattr(terms.limits, name), 0, MOST)
    for name, longest in _LENGTHS.items():
        yield from _within(name, getattr(terms, name), longest)


def _reward(field: str, reward: Reward, trigger: Trigger) -> Iterator[Problem]:
    match reward:
        case Fixed(cents):
            yield from _amount(field, cents)
        case Percent():
            yield from _percent(field, reward, trigger)
        case StepTable(steps):
            if not steps:
                yield Problem(field, Fault.STEPS_NEEDED)
            elif steps[0].nth != 1:
                yield Problem(field, Fault.STEPS_NOT_FROM_ONE)
            yield from _steps(field, steps)
        case Credit():
            yield from _credit(field, reward)
        case Gift(text, cents, stock):
            yield from _text(field, text)
            yield from _between(f"{field}.cost_cents", cents, 0, LARGEST)
            yield from _between(f"{field}.stock", stock, 0, MOST)
        case Experience(text, cents):
            yield from _text(field, text)
            yield from _between(f"{field}.cost_cents", cents, 0, LARGEST)
        case Nothing():
            pass


def _between(field: str, value: int, least: int, most: int) -> Iterator[Problem]:
    """Whether a number is neither less nor more; a part of a parameter is named after a point."""
    if not least <= value <= most:
        yield Problem(field, Fault.OUT_OF_RANGE, least, most)


def _within(field: str, text: str, longest: int) -> Iterator[Problem]:
    if len(text) > longest:
        yield Problem(field, Fault.TOO_LONG, 0, longest)


def _amount(field: str, cents: int) -> Iterator[Problem]:
    if cents <= 0:
        yield Problem(field, Fault.AMOUNT_NEEDED)
    else:
        yield from _between(f"{field}_cents", cents, 1, LARGEST)


def _percent(field: str, reward: Percent, trigger: Trigger) -> Iterator[Problem]:
    if reward.basis_points <= 0 or trigger is Trigger.REGISTRATION:
        yield Problem(field, Fault.PERCENT_OF_NOTHING)
    if reward.basis_points > WHOLE:
        yield Problem(f"{field}_basis_points", Fault.OUT_OF_RANGE, 1, WHOLE)
    yield from _between(f"{field}.floor_cents", reward.floor_cents, 0, LARGEST)
    yield from _between(f"{field}.cap_cents", reward.cap_cents, 0, LARGEST)
    if 0 < reward.cap_cents < reward.floor_cents:
        yield Problem(field, Fault.CAP_BELOW_FLOOR)


def _steps(field: str, steps: tuple[Step, ...]) -> Iterator[Problem]:
    pairs = list(pairwise(steps))
    if any(not 1 <= step.nth <= MOST for step in steps):
        yield Problem(f"{field}.nth", Fault.OUT_OF_RANGE, 1, MOST)
    if any(not 0 < step.cents <= LARGEST for step in steps):
        yield Problem(f"{field}.step_cents", Fault.OUT_OF_RANGE, 1, LARGEST)
    if any(later.nth <= earlier.nth for earlier, later in pairs):
        yield Problem(field, Fault.STEPS_OUT_OF_ORDER)
    if any(later.cents < earlier.cents for earlier, later in pairs):
        yield Problem(field, Fault.STEPS_GO_DOWN)


def _credit(field: str, reward: Credit) -> Iterator[Problem]:
    yield from _text(field, reward.text)
    shares = (reward.registered_basis_points, reward.basis_points, reward.later_basis_points)
    if not reward.cents and not reward.basis_points:
        yield Problem(field, Fault.AMOUNT_NEEDED)
    elif not reward.cents and not reward.price_cents:
        yield Problem(field, Fault.PRICE_NEEDED)
    yield from _between(f"{field}.credit_cents", reward.cents, 0, LARGEST)
    yield from _between(f"{field}.price_cents", reward.price_cents, 0, LARGEST)
    if not all(0 <= share <= WHOLE for share in shares):
        yield Problem(f"{field}_basis_points", Fault.OUT_OF_RANGE, 0, WHOLE)
    if reward.later_nth:
        yield from _between(f"{field}.nth", reward.later_nth, 2, MOST)
    rising = shares if reward.later_nth else shares[:2]
    if reward.basis_points and list(rising) != sorted(rising):
        yield Problem(field, Fault.STEPS_GO_DOWN)


def _text(field: str, text: str) -> Iterator[Problem]:
    if not text.strip():
        yield Problem(field, Fault.TEXT_NEEDED)
    else:
        yield from _within(field, text, REWARD_TEXT_LENGTH)


def _sense(terms: Terms) -> Iterator[Problem]:
    if _nobody_rewarded(terms):
        yield Problem("referrer", Fault.NOBODY_REWARDED)
    if terms.trigger is Trigger.REGISTRATION and terms.purchase_minimum_cents:
        yield Problem("purchase_minimum_cents", Fault.NO_PURCHASE)
    elif _pays_more(terms):
        yield Problem("purchase_minimum_cents", Fault.PAYS_MORE_THAN_PURCHASE)
    if terms.friends is Friends.INACTIVE and not terms.inactive_months:
        yield Problem("inactive_months", Fault.MONTHS_NEEDED)
    if terms.revenue_share:
        yield from _revenue_share(terms.revenue_share)


def _variant(terms: Terms, effective_from: date) -> Iterator[Problem]:
    """What is wrong with a comparison: its rewards are looked at as the usual ones are."""
    if terms.variant is None:
        return
    other, until = terms.other, terms.variant.until
    yield from _reward("variant_referrer", other.referrer, other.trigger)
    yield from _reward("variant_referee", other.referee, other.trigger)
    if (other.referrer, other.referee) == (terms.referrer, terms.referee):
        yield Problem("variant_referrer", Fault.SAME_REWARD)
    elif _nobody_rewarded(other):
        yield Problem("variant_referrer", Fault.NOBODY_REWARDED)
    if other.trigger is not Trigger.REGISTRATION and _pays_more(other):
        yield Problem("variant_referrer", Fault.PAYS_MORE_THAN_PURCHASE)
    if until <= effective_from:
        yield Problem("variant_until", Fault.COMPARISON_TOO_SHORT)
    if terms.ends_on is not None and until > terms.ends_on:
        yield Problem("variant_until", Fault.COMPARISON_TOO_LONG)


def _nobody_rewarded(terms: Terms) -> bool:
    rewarded = terms.milestones or terms.revenue_share
    return isinstance(terms.referrer, Nothing) and isinstance(terms.referee, Nothing) and not rewarded


def _revenue_share(given: RevenueShare) -> Iterator[Problem]:
    if given.basis_points <= 0:
        yield Problem("revenue_share", Fault.PERCENT_OF_NOTHING)
    elif given.basis_points > WHOLE:
        yield Problem("revenue_share_basis_points", Fault.OUT_OF_RANGE, 1, WHOLE)
    yield from _between("revenue_share.purchases", given.purchases, 0, 1_000)


def _pays_more(terms: Terms) -> bool:
    """Whether both sides together may earn more than the least purchase; without a minimum only shares can tell."""
    least, sides = terms.purchase_minimum_cents, (terms.referrer, terms.referee)
    share = terms.revenue_share.basis_points if terms.revenue_share else 0
    if least > 0:
        return sum(dearest_cents(side, least) for side in sides) + percent_of(least, share) > least
    return share + sum(side.basis_points for side in sides if isinstance(side, Percent)) > WHOLE


def _days(terms: Terms, today: date, effective_from: date) -> Iterator[Problem]:
    if effective_from < today:
        yield Problem("effective_from", Fault.IN_THE_PAST)
    if terms.ends_on is not None and terms.ends_on < effective_from:
        yield Problem("ends_on", Fault.END_BEFORE_START)
    if terms.valid_months <= 0 and terms.valid_days <= 0:
        yield Problem("valid_months", Fault.NO_LIFE)
    elif not list(_numbers(terms)):
        usable, last = life(terms, effective_from)
        if usable > last:
            yield Problem("lock_days", Fault.OVER_BEFORE_USABLE)


def _budget(terms: Terms, spent_cents: int) -> Iterator[Problem]:
    if terms.budget is None:
        return
    if terms.budget.cents <= 0:
        yield Problem("budget", Fault.AMOUNT_NEEDED)
    elif terms.budget.cents > LARGEST:
        yield Problem("budget_cents", Fault.OUT_OF_RANGE, 1, LARGEST)
    elif terms.budget.cents <= spent_cents:
        yield Problem("budget", Fault.BUDGET_SPENT)
