"""Two rewards compared: published figures, and a verdict that says no more than the numbers do."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parrainage_desktop.insights.comparison_rules import (
    Finding,
    Half,
    about,
    difference,
    fisher,
    needed,
    p_value,
    verdict,
    z_score,
)


@some.composite
def halves(draw: some.DrawFn) -> Half:
    """Any half with people in it."""
    drawn = draw(some.integers(1, 3_000))
    return Half(drawn, draw(some.integers(0, drawn)))


def test_two_shares_compared_are_the_published_figures() -> None:
    one, two = Half(1_200, 144), Half(1_200, 192)
    assert z_score(one, two) == pytest.approx(-2.824, abs=0.0005)
    assert p_value(one, two) == pytest.approx(0.0047, abs=0.00005)


def test_the_size_to_plan_is_the_published_one() -> None:
    assert needed(0.04, 0.046, alpha=0.05, power=0.8, sides=1) == pytest.approx(14_130, abs=5)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (Half(4, 3), Half(4, 1), 0.4857),  # the lady tasting tea
        (Half(10, 1), Half(14, 11), 0.002759456),  # studying, by sex
        (Half(8, 6), Half(5, 1), 0.10256),  # whales and sharks in two oceans
        (Half(10, 0), Half(10, 0), 1.0),
        (Half(0, 0), Half(10, 3), 1.0),
        (Half(3, 3), Half(3, 0), 0.1),
    ],
)
def test_small_numbers_are_counted_exactly(one: Half, two: Half, expected: float) -> None:
    assert fisher(one, two) == pytest.approx(expected, rel=1e-4)


def test_the_normal_curve_is_left_where_fewer_than_five_are_expected() -> None:
    assert p_value(Half(100, 2), Half(100, 7)) == fisher(Half(100, 2), Half(100, 7)), "4.5 expected in each"
    assert p_value(Half(100, 2), Half(100, 8)) != fisher(Half(100, 2), Half(100, 8)), "exactly five are enough"


@given(halves(), halves())
def test_nothing_changes_but_the_sign_when_the_halves_change_places(one: Half, two: Half) -> None:
    assert p_value(one, two) == pytest.approx(p_value(two, one))
    assert 0 <= p_value(one, two) <= 1 + 1e-9
    low, high = difference(one, two)
    assert list(difference(two, one)) == pytest.approx([-high, -low])
    assert low <= two.rate - one.rate <= high
    there, back = verdict(one, two), verdict(two, one)
    turned = {Finding.MORE: Finding.FEWER, Finding.FEWER: Finding.MORE}
    assert (back.finding, back.more) == (turned.get(there.finding, there.finding), there.more)


@given(some.integers(0, 12), some.integers(0, 12), some.integers(0, 24))
def test_every_table_is_as_likely_as_all_are_together(one: int, two: int, brought: int) -> None:
    brought = min(brought, one + two)
    tables = range(max(0, brought - two), min(one, brought) + 1)
    likely = {k: comb(one, k) * comb(two, brought - k) / comb(one + two, brought) for k in tables}
    assert sum(likely.values()) == pytest.approx(1)
    for k in tables:
        wanted = sum(p for p in likely.values() if p <= likely[k] * (1 + 1e-9))
        assert fisher(Half(one, k), Half(two, brought - k)) == pytest.approx(wanted)


def test_more_and_fewer_are_said_with_their_interval() -> None:
    more = verdict(Half(1_200, 144), Half(1_200, 192))
    assert more.finding is Finding.MORE
    assert [more.low, more.high] == pytest.approx([0.0123, 0.0677], abs=0.0001)
    fewer = verdict(Half(1_200, 192), Half(1_200, 144))
    assert (fewer.finding, fewer.low) == (Finding.FEWER, -more.high)


def test_too_few_people_are_no_verdict_and_how_many_are_missing_is_said() -> None:
    found = verdict(Half(200, 10), Half(200, 14))
    assert found.finding is Finding.NOT_ENOUGH
    assert found.more == about(needed(0.06, 0.09) - 200) == 1_100
    assert verdict(Half(200, 0), Half(200, 0)) == verdict(Half(0, 0), Half(0, 0))
    assert verdict(Half(200, 0), Half(200, 0)).more is None, "nobody knows how rare it is"


def test_enough_people_without_a_difference_is_a_verdict() -> None:
    assert needed(0.06, 0.09) < 1_300
    found = verdict(Half(1_300, 78), Half(1_300, 78))
    assert (found.finding, found.more) == (Finding.NO_DIFFERENCE, None)
    assert verdict(Half(1_200, 72), Half(1_300, 78)).finding is Finding.NOT_ENOUGH


def test_a_number_missing_is_said_in_two_figures() -> None:
    assert [about(one) for one in (0, 7, 99, 101, 1_234, 14_130)] == [0, 7, 99, 110, 1_300, 15_000]


def test_what_a_new_customer_cost_needs_one() -> None:
    assert Half(600, 12, 13, 13_001).cost_of_one_cents == 1_000
    assert Half(600, 0, 0, 500).cost_of_one_cents is None
