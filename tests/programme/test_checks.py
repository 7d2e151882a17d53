"""A scheme that cannot be is refused beside each parameter that makes it so; no fault hides another."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from parrainage_desktop.programme.checks import Fault, Problem, problems
from parrainage_desktop.programme.rewards import Credit, Experience, Fixed, Gift, Nothing, Percent, Step, StepTable
from parrainage_desktop.programme.rules import Budget, Friends, Limits, RevenueShare, Terms, Trigger, Variant
from parrainage_desktop.programme.templates import TEMPLATES, template
from parrainage_desktop.programme.wording import fault as said

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
        (Terms(Fixed(100_000_001)), "referrer_cents", "out_of_range"),
        (Terms(Percent(0)), "referrer", "percent_of_nothing"),
        (Terms(Percent(1_000), Nothing(), trigger=Trigger.REGISTRATION), "referrer", "percent_of_nothing"),
        (Terms(Percent(1_000, cap_cents=-1)), "referrer.cap_cents", "out_of_range"),
        (Terms(referee=Percent(1_000, floor_cents=501, cap_cents=500)), "referee", "cap_below_floor"),
        (Terms(steps()), "referrer", "steps_needed"),
        (Terms(steps((2, 500))), "referrer", "steps_not_from_one"),
        (Terms(steps((1, 500), (1, 600))), "referrer", "steps_out_of_order"),
        (Terms(steps((1, 500), (3, 499))), "referrer", "steps_go_down"),
        (Terms(milestones=(Step(5, 1_000), Step(3, 2_000))), "milestones", "steps_out_of_order"),
        (Terms(milestones=(Step(5, 0),)), "milestones.step_cents", "out_of_range"),
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
        (Terms(referrer_tier=4), "referrer_tier", "out_of_range"),
        (Terms(referrer_tier=-1), "referrer_tier", "out_of_range"),
        (Terms(limits=Limits(month=-1)), "limit_month", "out_of_range"),
        (Terms(text_fr="x" * 121), "text_fr", "too_long"),
        (Terms(name_en="x" * 61), "name_en", "too_long"),
        (Terms(Gift("x" * 121)), "referrer", "too_long"),
        (Terms(Gift("tea", -1)), "referrer.cost_cents", "out_of_range"),
        (Terms(Gift("tea", 0, -1)), "referrer.stock", "out_of_range"),
        (Terms(Credit("repairs", 0, 10_001, 0, 0, 0, 100)), "referrer_basis_points", "out_of_range"),
        (Terms(revenue_share=RevenueShare(0)), "revenue_share", "percent_of_nothing"),
        (
            Terms(Percent(5_000), Percent(4_000), revenue_share=RevenueShare(1_001)),
            "purchase_minimum_cents", "pays_more_than_purchase",
        ),
        (Terms(Gift("tea", 501), purchase_minimum_cents=1_000), "purchase_minimum_cents", "pays_more_than_purchase"),
    ],
)
def test_a_fault_is_named_beside_its_parameter(terms: Terms, field: str, fault: str) -> None:
    assert found(terms) == [(field, fault)]


LATER = date(2027, 3, 31)


@pytest.mark.parametrize(
    ("variant", "field", "fault"),
    [
        (Variant(Fixed(500), Fixed(500), LATER), "variant_referrer", "same_reward"),
        (Variant(Nothing(), Nothing(), LATER), "variant_referrer", "nobody_rewarded"),
        (Variant(Fixed(0), Fixed(500), LATER), "variant_referrer", "amount_needed"),
        (Variant(Fixed(500), steps((2, 500)), LATER), "variant_referee", "steps_not_from_one"),
        (Variant(Gift(""), Fixed(500), LATER), "variant_referrer", "text_needed"),
        (Variant(Fixed(800), Fixed(501), LATER), "variant_referrer", "pays_more_than_purchase"),
        (Variant(Fixed(100_000_001), Nothing(), LATER), "variant_referrer_cents", "out_of_range"),
        (Variant(Fixed(800), Fixed(500), TODAY), "variant_until", "comparison_too_short"),
        (Variant(Fixed(800), Fixed(500), date(2027, 6, 2)), "variant_until", "comparison_too_long"),
    ],
)
def test_the_other_reward_is_looked_at_like_the_usual_one(variant: Variant, field: str, fault: str) -> None:
    dearest = 1_300 if fault != "out_of_range" else 0
    terms = Terms(purchase_minimum_cents=dearest, ends_on=date(2027, 6, 1), variant=variant)
    assert found(terms) == [(field, fault)]
    assert said(problems(terms, TODAY, TODAY)[0], "EUR")


def test_a_comparison_may_begin_today_and_end_with_the_scheme() -> None:
    terms = Terms(purchase_minimum_cents=1_300, variant=Variant(Fixed(800), Fixed(500), date(2026, 11, 15)))
    assert found(terms) == []
    assert found(replace(terms, ends_on=date(2026, 11, 15))) == []
    assert found(terms, date(2026, 11, 15)) == [("variant_until", "comparison_too_short")]


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
    "terms",
    [
        Terms(Gift("500 MB")),
        Terms(referee=Experience("a visit of the workshop")),
        Terms(Credit("repairs", 0, 5_000, 2_500, 5, 10_000, 8_000)),
        Terms(trigger=Trigger.EACH_PURCHASE, trigger_purchases=3),
        Terms(trigger=Trigger.REGISTRATION),
        Terms(return_days=14),
        Terms(text_fr="Sans échange contre de l’argent.", name_en="Friends first"),
        Terms(revenue_share=RevenueShare(1_000)),
        Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_000, 3)),
    ],
)
def test_every_way_to_reward_can_be_promised(terms: Terms) -> None:
    assert found(terms) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_can_be_put_in_force(name: str) -> None:
    assert found(template(name)) == []


@pytest.mark.parametrize(
    ("credit", "fault"),
    [
        (Credit("", cents=100), Fault.TEXT_NEEDED),
        (Credit("repairs"), Fault.AMOUNT_NEEDED),
        (Credit("repairs", basis_points=2_500), Fault.PRICE_NEEDED),
        (Credit("repairs", basis_points=2_500, registered_basis_points=5_000, price_cents=100), Fault.STEPS_GO_DOWN),
        (Credit("repairs", 0, 5_000, 0, 5, 2_500, 8_000), Fault.STEPS_GO_DOWN),
        (Credit("repairs", 0, 5_000, 0, 5, 0, 8_000), Fault.STEPS_GO_DOWN),
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
    "revenue_share": (RevenueShare(0), Fault.PERCENT_OF_NOTHING),
}


@pytest.mark.parametrize(("one", "other"), list(combinations(FAULTS, 2)))
def test_no_fault_hides_another(one: str, other: str) -> None:
    terms = replace(Terms(), **{name: FAULTS[name][0] for name in (one, other)})  # type: ignore[arg-type]
    wanted = {(name, FAULTS[name][1].value) for name in (one, other)}
    assert wanted <= set(found(terms, spent=100))


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (Terms(claim_window_days=0), "This must be between 1 and 3,650."),
        (Terms(Fixed(100_000_001)), "This must be between €0.01 and €1,000,000.00."),
        (Terms(Percent(10_001)), "This must be between 0.01% and 100%."),
        (Terms(revenue_share=RevenueShare(10_001)), "This must be between 0.01% and 100%."),
        (Terms(text_en="x" * 121), "This is too long: 120 letters at most."),
    ],
)
def test_a_message_names_what_is_possible(terms: Terms, words: str) -> None:
    assert words in [said(one, "EUR") for one in problems(terms, TODAY, TODAY)]
