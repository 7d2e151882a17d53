"""What is typed at a terminal is the parameter meant, or is asked again."""

from datetime import date

import pytest

from parrainage_desktop.base.errors import InvalidInput
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
)
from parrainage_desktop.programme.rules import Budget, Limits, RevenueShare, Terms, Trigger, Variant
from parrainage_desktop.programme.spelling import changed, key, spelled
from parrainage_desktop.programme.templates import TEMPLATES, template
from tests.programme.schemes import drawn

TODAY = date(2026, 11, 14)


@pytest.mark.parametrize(
    ("text", "reward"),
    [
        ("none", Nothing()),
        ("5", Fixed(500)),
        ("7,50", Fixed(750)),
        ("10%", Percent(1_000)),
        ("2,5 %", Percent(250)),
        ("10% min 2 max 20,00", Percent(1_000, 200, 2_000)),
        ("10% max 20", Percent(1_000, 0, 2_000)),
        ("1:5 3:8,00", StepTable((Step(1, 500), Step(3, 800)))),
        ("gift:a towel:1,50", Gift("a towel", 150)),
        ("gift:a towel:1.50:40", Gift("a towel", 150, 40)),
        ("experience:a visit:9", Experience("a visit", 900)),
        ("credit:repairs:20", Credit("repairs", 2_000)),
        ("credit:repairs:80:50%", Credit("repairs", 0, 5_000, price_cents=8_000)),
        ("credit:repairs:80:50%:25%:5:100%", Credit("repairs", 0, 5_000, 2_500, 5, 10_000, 8_000)),
        ("gift:a box: large:1.50:0", Gift("a box: large", 150)),
        ("experience:a visit: two hours:9", Experience("a visit: two hours", 900)),
    ],
)
def test_a_reward_is_typed_plainly(text: str, reward: Reward) -> None:
    assert changed(Terms(), {"referee": text}, TODAY) == Terms(referee=reward)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("referrer", "five"),
        ("referrer", "-5"),
        ("referrer", "10% about 2"),
        ("referrer", "%"),
        ("referrer", "1:5 3"),
        ("referrer", "0:5"),
        ("referrer", "gift:a towel:1:two"),
        ("referrer", "credit:repairs:50%"),
        ("referrer", "credit:repairs"),
        ("lock_days", "soon"),
        ("lock_days", "-1"),
        ("personal", "perhaps"),
        ("trigger", "whenever"),
        ("ends_on", "31/31/2027"),
        ("referrer_nps", "11"),
        ("referrer_tier", "4"),
        ("referrer_tier", "0"),
        ("budget_since", "2026-01-01"),
        ("limit_year", "many"),
        ("margin", "35"),
        ("text_fr", "x" * 2_001),
        ("variant_referrer", "8"),
        ("variant_until", "soon"),
        ("colour", "red"),
    ],
)
def test_what_cannot_be_read_is_asked_again_by_name(name: str, text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        changed(Terms(), {name: text}, TODAY)
    assert refused.value.field == name


def test_several_parameters_are_changed_at_once() -> None:
    words = {"limit_year": "10", "budget": "500", "margin": "35%", "trigger": "registration", "revenue_share": "10% 3"}
    assert changed(Terms(referrer_tier=3), {"referrer_tier": "none"}, TODAY) == Terms()
    assert changed(Terms(), {"referrer_tier": "2"}, TODAY) == Terms(referrer_tier=2)
    assert changed(Terms(limits=Limits(day=1)), words, TODAY) == Terms(
        limits=Limits(day=1, year=10),
        budget=Budget(50_000, TODAY),
        margin_basis_points=3_500,
        trigger=Trigger.REGISTRATION,
        revenue_share=RevenueShare(1_000, 3),
    )


def test_a_larger_budget_is_counted_from_the_same_day() -> None:
    before = Terms(budget=Budget(50_000, date(2026, 1, 1)))
    assert changed(before, {"budget": "600"}, TODAY).budget == Budget(60_000, date(2026, 1, 1))
    assert changed(before, {"budget": "none"}, TODAY).budget is None


def test_a_comparison_is_typed_in_any_order_begins_alike_and_stops() -> None:
    until = date(2027, 3, 31)
    terms = changed(Terms(), {"variant_referrer": "8", "variant_until": "2027-03-31"}, TODAY)
    assert terms.variant == Variant(Fixed(800), Fixed(500), until)
    terms = changed(terms, {"variant_referee": "gift:tea:1", "variant_until": "2027-04-30"}, TODAY)
    assert terms.variant == Variant(Fixed(800), Gift("tea", 100), date(2027, 4, 30))
    assert changed(terms, {"variant_until": "none"}, TODAY) == Terms()


COMPARED = Terms(variant=Variant(Percent(1_000, 200), Nothing(), date(2027, 3, 31)))


@pytest.mark.parametrize("terms", [*map(template, TEMPLATES), *map(drawn, range(30)), COMPARED])
def test_what_is_listed_can_be_typed_again(terms: Terms) -> None:
    words = spelled(terms)
    if words["budget"] == "none":
        del words["budget_since"]
    assert changed(Terms(), words, TODAY) == terms


def test_parameters_are_called_without_their_unit() -> None:
    names = ("purchase_minimum_cents", "margin_basis_points", "lock_days")
    assert [key(one) for one in names] == ["purchase_minimum", "margin", "lock_days"]
