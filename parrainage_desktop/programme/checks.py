"""What is wrong with a scheme, each fault on its own beside the parameter it concerns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from parrainage_desktop.base.money import LARGEST
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
from parrainage_desktop.programme.rules import Friends, Terms, Trigger, life

WHOLE = 10_000
"""Hundredths of a percent in everything."""
TEXT_LENGTH = 2_000
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
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault and the parameter it stands beside."""

    field: str
    fault: Fault


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
    "margin_basis_points": (0, WHOLE),
}
"""The least and the most of each whole number of the terms, both allowed."""


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
        *_budget(terms, spent_cents),
        *(Problem(field, Fault.NOT_YET) for field in not_yet(terms)),
    )


def not_yet(terms: Terms) -> tuple[str, ...]:
    """The parameters that can be kept and read aloud, but that nothing acts upon yet."""
    unheeded = {
        "referrer": isinstance(terms.referrer, Credit | Gift | Experience),
        "referee": isinstance(terms.referee, Credit | Gift | Experience),
        "trigger": terms.trigger is not Trigger.FIRST_PURCHASE,
        "return_days": terms.return_days > 0,
        "revenue_share": terms.revenue_share is not None,
        "text_fr": bool(terms.text_fr),
        "text_en": bool(terms.text_en),
    }
    return tuple(field for field, set_so in unheeded.items() if set_so)


def _numbers(terms: Terms) -> Iterator[Problem]:
    numbers = {name: getattr(terms, name) for name in _RANGES}
    for name, (least, most) in _RANGES.items():
        if not least <= numbers[name] <= most:
            yield Problem(name, Fault.OUT_OF_RANGE)
    if terms.referrer_nps is not None and not 0 <= terms.referrer_nps <= 10:
        yield Problem("referrer_nps", Fault.OUT_OF_RANGE)
    for name in ("day", "month", "year", "total"):
        if not 0 <= getattr(terms.limits, name) <= 1_000_000:
            yield Problem(f"limit_{name}", Fault.OUT_OF_RANGE)
    for name, text in (("text_fr", terms.text_fr), ("text_en", terms.text_en)):
        if len(text) > TEXT_LENGTH:
            yield Problem(name, Fault.OUT_OF_RANGE)


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
        case Gift(text, cents) | Experience(text, cents):
            yield from _text(field, text)
            if not 0 <= cents <= LARGEST or (isinstance(reward, Gift) and reward.stock < 0):
                yield Problem(field, Fault.OUT_OF_RANGE)
        case Nothing():
            pass


def _amount(field: str, cents: int) -> Iterator[Problem]:
    if cents <= 0:
        yield Problem(field, Fault.AMOUNT_NEEDED)
    elif cents > LARGEST:
        yield Problem(field, Fault.OUT_OF_RANGE)


def _percent(field: str, reward: Percent, trigger: Trigger) -> Iterator[Problem]:
    if reward.basis_points <= 0 or trigger is Trigger.REGISTRATION:
        yield Problem(field, Fault.PERCENT_OF_NOTHING)
    if reward.basis_points > WHOLE or not (0 <= reward.floor_cents <= LARGEST and 0 <= reward.cap_cents <= LARGEST):
        yield Problem(field, Fault.OUT_OF_RANGE)
    if 0 < reward.cap_cents < reward.floor_cents:
        yield Problem(field, Fault.CAP_BELOW_FLOOR)


def _steps(field: str, steps: tuple[Step, ...]) -> Iterator[Problem]:
    pairs = list(pairwise(steps))
    if any(step.nth < 1 or not 0 < step.cents <= LARGEST for step in steps):
        yield Problem(field, Fault.OUT_OF_RANGE)
    if any(later.nth <= earlier.nth for earlier, later in pairs):
        yield Problem(field, Fault.STEPS_OUT_OF_ORDER)
    if any(later.cents < earlier.cents for earlier, later in pairs):
        yield Problem(field, Fault.STEPS_GO_DOWN)


def _credit(field: str, reward: Credit) -> Iterator[Problem]:
    yield from _text(field, reward.text)
    shares = (reward.registered_basis_points, reward.basis_points, reward.later_basis_points)
    if not reward.cents and not any(shares):
        yield Problem(field, Fault.AMOUNT_NEEDED)
    if not 0 <= reward.cents <= LARGEST or not all(0 <= share <= WHOLE for share in shares):
        yield Problem(field, Fault.OUT_OF_RANGE)
    given = [share for share in shares if share]
    if given != sorted(given):
        yield Problem(field, Fault.STEPS_GO_DOWN)


def _text(field: str, text: str) -> Iterator[Problem]:
    if not text.strip():
        yield Problem(field, Fault.TEXT_NEEDED)
    elif len(text) > REWARD_TEXT_LENGTH:
        yield Problem(field, Fault.OUT_OF_RANGE)


def _sense(terms: Terms) -> Iterator[Problem]:
    rewarded = terms.milestones or terms.revenue_share
    if isinstance(terms.referrer, Nothing) and isinstance(terms.referee, Nothing) and not rewarded:
        yield Problem("referrer", Fault.NOBODY_REWARDED)
    if terms.trigger is Trigger.REGISTRATION and terms.purchase_minimum_cents:
        yield Problem("purchase_minimum_cents", Fault.NO_PURCHASE)
    elif _pays_more(terms):
        yield Problem("purchase_minimum_cents", Fault.PAYS_MORE_THAN_PURCHASE)
    if terms.friends is Friends.INACTIVE and not terms.inactive_months:
        yield Problem("inactive_months", Fault.MONTHS_NEEDED)
    if terms.revenue_share and not 0 < terms.revenue_share.basis_points <= WHOLE:
        yield Problem("revenue_share", Fault.PERCENT_OF_NOTHING)


def _pays_more(terms: Terms) -> bool:
    """Whether both sides together may earn more than the least purchase; without a minimum only shares can tell."""
    least = terms.purchase_minimum_cents
    if least > 0:
        return dearest_cents(terms.referrer, least) + dearest_cents(terms.referee, least) > least
    sides = (terms.referrer, terms.referee)
    return sum(side.basis_points for side in sides if isinstance(side, Percent)) > WHOLE


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
        yield Problem("budget", Fault.OUT_OF_RANGE)
    elif terms.budget.cents <= spent_cents:
        yield Problem("budget", Fault.BUDGET_SPENT)
