"""The formulas of the trade give the numbers others have published, and nothing is divided by nothing."""

from dataclasses import replace
from fractions import Fraction

import pytest

from parrainage_desktop.reports import key_ratios, key_wording
from parrainage_desktop.reports.key_figures import (
    NO_KEY_FIGURES,
    Brought,
    Ended,
    Spent,
    lifetime,
    median,
    payback,
    product,
    ratio,
    return_on,
)
from parrainage_desktop.reports.key_ratios import Name, Ratio
from parrainage_desktop.reports.rules import MonthFigures, Movements


def named(figures: MonthFigures) -> dict[Name, Ratio]:
    """The key figures of a month by name."""
    return {one.name: one for one in key_ratios.every(figures)}


def test_a_reward_of_25_for_a_difference_of_40_returns_60_percent() -> None:
    assert return_on(40, 25) == Fraction(60, 100)


def test_five_invitations_of_which_a_fifth_succeed_keep_a_shop_going() -> None:
    assert product(Fraction(5), Fraction(1, 5)) == 1


def test_a_margin_of_40_a_month_with_4_percent_leaving_is_worth_1000_and_pays_300_back_in_seven_and_a_half() -> None:
    a_month = Fraction(50) * Fraction(80, 100)
    worth = lifetime(a_month, 1 - Fraction(4, 100))
    assert worth == 1_000
    assert round(float(worth / 300), 1) == 3.3
    assert payback(300, a_month) == Fraction(15, 2)


def test_5_and_5_against_13_13_is_a_worst_case_of_10(october: MonthFigures) -> None:
    lesson = replace(october, new_customers=15, rewards_cents=15_000)
    assert lesson.cost_per_customer_cents == 1_000
    assert round((1_313 - 1_000) / 1_313 * 100, 1) == 23.8


@pytest.mark.parametrize("found", [
    ratio(1, 0), ratio(None, 3), ratio(3, None), return_on(40, 0), product(None, Fraction(1)), payback(300, 0),
    payback(300, -5), payback(None, 5), lifetime(40, Fraction(1)), lifetime(40, None), lifetime(None, Fraction(0)),
    median(()),
])  # fmt: skip
def test_what_has_nothing_to_be_divided_by_is_not_known(found: Fraction | None) -> None:
    assert found is None


@pytest.mark.parametrize(("middle", "days"), [((3, 3), 3), ((1, 2), Fraction(3, 2)), ((0, 0), 0)])
def test_the_median_is_halfway_between_the_days_in_the_middle(middle: tuple[int, ...], days: Fraction | int) -> None:
    assert median(middle) == days


def test_a_month_without_anything_has_no_key_figure_at_all(october: MonthFigures) -> None:
    nothing = replace(
        october, new_customers=0, new_before=0, rewarded=(), rewards_cents=0, movements=Movements(), key=NO_KEY_FIGURES
    )
    found = named(nothing)
    assert {one.value for one in found.values()} == {None}
    assert {line.value for line in key_wording.lines(tuple(found.values()), "EUR")} == {"n/a"}


def test_what_needs_a_margin_is_left_out_where_the_scheme_knows_none(october: MonthFigures) -> None:
    unknown = replace(october, key=replace(october.key, margin_basis_points=0))
    assert set(named(october)) - set(named(unknown)) == {Name.ROI, Name.PAYBACK, Name.LIFETIME}


def test_gifts_and_shares_are_part_of_what_a_new_customer_costs(october: MonthFigures) -> None:
    more = replace(october, key=replace(october.key, issued=Spent(0, 8_000, 1_000), used=Spent(12_000, 800, 5_200)))
    assert more.cost_per_customer_cents == round(28_000 / 18)
    found = named(more)
    assert (found[Name.ISSUED].value, found[Name.USED].value) == (Fraction(28_000, 18), Fraction(18_000, 18))
    assert october.only_vouchers
    assert not more.only_vouchers


def test_the_quality_score_is_its_three_parts_multiplied(october: MonthFigures) -> None:
    key = replace(october.key, brought=Brought(arrivals=36, converted=18, rewarded=20))
    found = named(replace(october, key=key))[Name.QUALITY]
    assert (found.part, found.whole, found.times) == (Fraction(1, 2), 3_420, Fraction(9, 10))
    assert found.value == 1_539


def test_what_ended_is_either_used_or_never_used(october: MonthFigures) -> None:
    found = named(october)
    used, unused = found[Name.REDEMPTION].value, found[Name.BREAKAGE].value
    assert used is not None
    assert unused is not None
    assert used + unused == 1
    assert found[Name.EXPECTED].value == used * october.movements.closing.cents


@pytest.mark.parametrize(("used", "shown"), [(4_500, "56.25% 43.75%"), (250, "3.1% 96.9%"), (4_000, "50.0% 50.0%")])
def test_what_was_used_and_what_was_not_make_a_hundred_as_printed(october: MonthFigures, used: int, shown: str) -> None:
    found = named(replace(october, key=replace(october.key, ended=Ended(8, 8_000, used))))
    both = key_wording.lines((found[Name.REDEMPTION], found[Name.BREAKAGE], found[Name.EXPECTED]), "EUR")
    assert f"{both[0].value} {both[1].value}" == shown
    assert both[2].counts.startswith(f"{both[0].value} × ")
