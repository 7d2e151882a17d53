"""A scheme that cannot be is refused beside each parameter that makes it so; no fault hides another."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from parrainage_desktop.programme.checks import Fault, Problem, not_yet, problems
from parrainage_desktop.programme.rewards import Credit, Experience, Fixed, Gift, Nothing, Percent, Step, StepTable
from parrainage_desktop.programme.rules import Budget, Friends, Limits, RevenueShare, Terms, Trigger

TODAY = date(2026, 11, 14)


def found(terms: Terms, from_day: date = TODAY, spent: int = 0) -> list[tuple[str, str]]:
    """The faults of a scheme as parameter and reason."""
    return [(one.field, one.fault.value) for one in problems(terms, TODAY, from_day, spent)]


def steps(*pairs: tuple[int, int]) -> StepTable:
    """A step table."""
    return StepTable(tuple(Step(*pair) for pair in pairs))


def test_the_usual_scheme_has_no_fault() -> None:
    assert found(Terms()) == []


@pytest.mark.parametrize(
    ("terms", "field", "fault"),
    [
        (Terms(Fixed(0)), "referrer", "amount_needed"),
        (Terms(Fixed(-1)), "referrer", "amount_needed"),
        (Terms(Fixed(100_000_001)), "referrer", "out_of_range"),
        (Terms(Percent(0)), "referrer", "percent_of_nothing"),
        (Terms(Percent(1_000), Nothing(), trigger=Trigger.REGISTRATION), "referrer", "percent_of_nothing"),
        (Terms(Percent(1_000, cap_cents=-1)), "referrer", "out_of_range"),
        (Terms(referee=Percent(1_000, floor_cents=501, cap_cents=500)), "referee", "cap_below_floor"),
        (Terms(steps()), "referrer", "steps_needed"),
        (Terms(steps((2, 500))), "referrer", "steps_not_from_one"),
        (Terms(steps((1, 500), (1, 600))), "referrer", "steps_out_of_order"),
        (Terms(steps((1, 500), (3, 499))), "referrer", "steps_go_down"),
        (Terms(milestones=(Step(5, 1_000), Step(3, 2_000))), "milestones", "steps_out_of_order"),
        (Terms(milestones=(Step(5, 0),)), "milestones", "out_of_range"),
        (Terms(Nothing(), Nothing()), "referrer", "nobody_rewarded"),
        (Terms(Fixed(500), Fixed(1), purchase_minimum_cents=500), "purchase_minimum_cents", "pays_more_than_purchase"),
        (Terms(Percent(5_001), Percent(5_000)), "purchase_minimum_cents", "pays_more_than_purchase"),
        (Terms(trigger=Trigger.REGISTRATION, purchase_minimum_cents=1_500), "purchase_minimum_cents", "no_purchase"),
        (Terms(valid_months=0), "valid_months", "no_life"),
        (Terms(valid_months=0, valid_days=3, lock_days=4), "lock_days", "over_before_usable"),
        (Terms(friends=Friends.INACTIVE), "inactive_months", "months_needed"),
        (Terms(ends_on=date(2026, 11, 13)), "ends_on", "end_before_start"),
        (Terms(budget=Budget(0, TODAY)), "budget", "amount_needed"),
        (Terms(claim_window_days=0), "claim_window_days", "out_of_range"),
        (Terms(lock_days=-1), "lock_days", "out_of_range"),
        (Terms(referrer_nps=11), "referrer_nps", "out_of_range"),
        (Terms(limits=Limits(month=-1)), "limit_month", "out_of_range"),
        (Terms(text_fr="x" * 2_001), "text_fr", "out_of_range"),
    ],
)
def test_a_fault_is_named_beside_its_parameter(terms: Terms, field: str, fault: str) -> None:
    told = [one for one in found(terms) if one[1] != "not_yet"]
    assert told == [(field, fault)]


def test_exact_thresholds_are_met() -> None:
    assert found(Terms(Percent(1_000, floor_cents=500, cap_cents=500))) == []
    assert found(Terms(Fixed(500), Fixed(500), purchase_minimum_cents=1_000)) == []
    assert found(Terms(Percent(5_000), Percent(5_000))) == []
    assert found(Terms(ends_on=TODAY)) == []
    assert found(Terms(steps((1, 500), (3, 500)))) == []
    assert found(Terms(valid_months=0, valid_days=3, lock_days=3)) == []
    assert found(Terms(budget=Budget(501, TODAY)), spent=500) == []


def test_a_budget_already_spent_is_a_budget_in_the_past() -> None:
    assert found(Terms(budget=Budget(500, TODAY)), spent=500) == [("budget", "budget_spent")]


def test_a_scheme_begins_today_or_later() -> None:
    assert found(Terms(), date(2026, 11, 13)) == [("effective_from", "in_the_past")]
    assert found(Terms(), date(2027, 1, 1)) == []


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(Gift("500 MB")), "referrer"),
        (Terms(referee=Experience("a visit of the workshop")), "referee"),
        (Terms(Credit("repairs", basis_points=5_000)), "referrer"),
        (Terms(trigger=Trigger.EACH_PURCHASE, trigger_purchases=3), "trigger"),
        (Terms(trigger=Trigger.REGISTRATION), "trigger"),
        (Terms(return_days=14), "return_days"),
        (Terms(text_fr="Sans échange contre de l’argent."), "text_fr"),
        (Terms(revenue_share=RevenueShare(1_000)), "revenue_share"),
    ],
)
def test_nobody_is_promised_what_the_program_does_not_do_yet(terms: Terms, field: str) -> None:
    assert not_yet(terms) == (field,)
    assert found(terms) == [(field, "not_yet")]


@pytest.mark.parametrize(
    ("credit", "fault"),
    [
        (Credit("", cents=100), Fault.TEXT_NEEDED),
        (Credit("repairs"), Fault.AMOUNT_NEEDED),
        (Credit("repairs", basis_points=2_500, registered_basis_points=5_000), Fault.STEPS_GO_DOWN),
        (Credit("repairs", basis_points=10_001), Fault.OUT_OF_RANGE),
    ],
)
def test_a_credit_says_what_it_is_worth(credit: Credit, fault: Fault) -> None:
    assert Problem("referrer", fault) in problems(Terms(credit), TODAY, TODAY)


FAULTS = {
    "referrer": (Percent(1_000, 501, 500), Fault.CAP_BELOW_FLOOR),
    "referee": (steps((1, 500), (2, 400)), Fault.STEPS_GO_DOWN),
    "milestones": ((Step(3, 100), Step(2, 100)), Fault.STEPS_OUT_OF_ORDER),
    "ends_on": (date(2026, 1, 1), Fault.END_BEFORE_START),
    "budget": (Budget(100, TODAY), Fault.BUDGET_SPENT),
    "claim_window_days": (0, Fault.OUT_OF_RANGE),
    "return_days": (14, Fault.NOT_YET),
}


@pytest.mark.parametrize(("one", "other"), list(combinations(FAULTS, 2)))
def test_no_fault_hides_another(one: str, other: str) -> None:
    terms = replace(Terms(), **{name: FAULTS[name][0] for name in (one, other)})  # type: ignore[arg-type]
    wanted = {Problem(name, FAULTS[name][1]) for name in (one, other)}
    assert wanted <= set(problems(terms, TODAY, TODAY, spent_cents=100))
