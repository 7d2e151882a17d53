"""The month's arithmetic: nothing invented, nothing lost, no zero where nothing is known."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parrainage_desktop.reports.rules import (
    MonthFigures,
    Movements,
    Outcomes,
    Tally,
    Trend,
    percentages,
    trend,
)
from parrainage_desktop.surveys.rules import Score


def test_the_month_reconciles(october: MonthFigures) -> None:
    assert october.balances()
    assert october.movements.balances()


@pytest.mark.parametrize("name", ["opening", "issued", "redeemed", "reversed", "expired", "cancelled", "closing"])
@pytest.mark.parametrize("change", [Tally(1, 0), Tally(0, 1)])
def test_a_cent_or_a_voucher_out_of_place_is_seen(october: MonthFigures, name: str, change: Tally) -> None:
    moved = october.movements
    was: Tally = getattr(moved, name)
    wrong = Tally(was.vouchers + change.vouchers, was.cents + change.cents)
    assert not replace(moved, **{name: wrong}).balances()


def test_a_redemption_taken_back_comes_in_again() -> None:
    moved = Movements(Tally(2, 1000), redeemed=Tally(1, 500), reversed=Tally(1, 500), closing=Tally(2, 1000))
    assert moved.balances()


def test_listed_rewards_must_make_the_vouchers_issued(october: MonthFigures) -> None:
    assert not replace(october, rewarded=october.rewarded[1:]).balances()
    assert replace(october, rewarded=october.rewarded[1:], outside_rows_cents=1000).balances()


@pytest.mark.parametrize(
    ("rewards", "customers", "cost"),
    [(19_000, 18, 1056), (1_000, 1, 1000), (1, 2, 1), (0, 5, 0), (5, 0, None), (1, 3, 0)],
)
def test_cost_per_customer_rounds_half_a_cent_up(
    october: MonthFigures, rewards: int, customers: int, cost: int | None
) -> None:
    assert replace(october, rewards_cents=rewards, new_customers=customers).cost_per_customer_cents == cost


def test_best_month_needs_an_earlier_one_to_beat(october: MonthFigures) -> None:
    assert october.best_yet
    assert not replace(october, best_before=18).best_yet
    assert not replace(october, best_before=None).best_yet


def test_the_last_day_is_the_one_that_was_counted(october: MonthFigures) -> None:
    assert october.last_day == date(2026, 10, 31)
    assert replace(october, cut_off=datetime(2026, 10, 14, 11, 42, tzinfo=UTC)).last_day == date(2026, 10, 14)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (Score(237, 84, 19), Score(204, 82, 24), Trend.WITHIN_MARGIN),
        (Score(300, 20, 10), Score(100, 100, 100), Trend.BETTER),
        (Score(100, 100, 100), Score(300, 20, 10), Trend.WORSE),
        (Score(0, 0, 0), Score(10, 0, 0), Trend.UNKNOWN),
        (Score(10, 0, 0), Score(0, 0, 0), Trend.UNKNOWN),
        (Score(10, 0, 0), None, Trend.UNKNOWN),
    ],
)
def test_a_difference_inside_the_margin_is_no_news(now: Score, before: Score | None, expected: Trend) -> None:
    assert trend(now, before) is expected


@pytest.mark.parametrize(
    ("counts", "places", "shares"),
    [
        ((550, 200, 50), 2, (68.75, 25.0, 6.25)),
        ((237, 84, 19), 1, (69.7, 24.7, 5.6)),
        ((1, 1, 1), 2, (33.34, 33.33, 33.33)),
        ((0, 0, 0), 1, (0.0, 0.0, 0.0)),
    ],
)
def test_shares_carry_the_decimals_they_need(counts: tuple[int, ...], places: int, shares: tuple[float, ...]) -> None:
    assert percentages(counts) == (places, shares)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6).filter(any))
def test_shares_add_up_to_a_hundred(counts: list[int]) -> None:
    places, shares = percentages(counts)
    assert sum(round(share * 10**places) for share in shares) == 100 * 10**places


def test_claims_are_the_sum_of_what_became_of_them(october: MonthFigures) -> None:
    assert october.outcomes.claims == 22
    assert Outcomes(1, 2, 3, 4, 5).claims == 15
