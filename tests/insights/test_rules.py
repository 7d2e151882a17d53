"""Sharing credit: published figures to the cent, and shares that add up whatever happened."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parrainage_desktop.insights.rules import LOOK_BACK_DAYS, Model, Touched, counted, credit
from parrainage_desktop.referrals.touch_rules import TouchKind

BOUGHT = date(2026, 11, 14)
CARD, MENTION, MESSAGE, EVENT = TouchKind


def touched(*ages: int, kind: TouchKind = MENTION) -> list[Touched]:
    """Touches so many days before the purchase."""
    return [Touched(BOUGHT - timedelta(days=age), kind) for age in ages]


def shares(model: Model, count: int, cents: int = 10_000) -> list[int]:
    """What so many touches, a day apart, get of 100.00."""
    return credit(model, touched(*range(count - 1, -1, -1)), BOUGHT, cents)


def test_credit_that_fades_by_half_a_week_is_the_published_table_to_the_cent() -> None:
    found = credit(Model.TIME_DECAY, touched(30, 24, 18, 12, 6, 0), BOUGHT, 20_000_00)
    assert found == [472_72, 856_31, 1_551_16, 2_809_85, 5_089_89, 9_220_07]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (Model.FIRST, [[10_000], [10_000, 0], [10_000, 0, 0], [10_000, 0, 0, 0]]),
        (Model.LAST, [[10_000], [0, 10_000], [0, 0, 10_000], [0, 0, 0, 10_000]]),
        (Model.LINEAR, [[10_000], [5_000, 5_000], [3_334, 3_333, 3_333], [2_500] * 4]),
        (Model.POSITION, [[10_000], [5_000, 5_000], [4_000, 2_000, 4_000], [4_000, 1_000, 1_000, 4_000]]),
        (Model.W_SHAPED, [[10_000], [5_000, 5_000], [3_334, 3_333, 3_333], [3_000, 3_000, 1_000, 3_000]]),
        (Model.OWN, [[10_000], [5_000, 5_000], [3_334, 3_333, 3_333], [2_500] * 4]),
    ],
)
def test_one_two_three_and_four_touches_share_as_each_way_says(model: Model, expected: list[list[int]]) -> None:
    assert [shares(model, count) for count in (1, 2, 3, 4)] == expected


def test_of_seven_touches_the_first_the_middle_and_the_last_get_thirty_percent_each() -> None:
    assert shares(Model.W_SHAPED, 7) == [3_000, 250, 250, 3_000, 250, 250, 3_000]


def test_own_weights_count_by_kind_and_all_zero_is_equal_shares() -> None:
    came = [Touched(BOUGHT, CARD), Touched(BOUGHT, MENTION), Touched(BOUGHT, EVENT)]
    assert credit(Model.OWN, came, BOUGHT, 1_000, {CARD: 3, MENTION: 1}) == [750, 250, 0]
    assert credit(Model.OWN, came, BOUGHT, 900, dict.fromkeys(TouchKind, 0)) == [300, 300, 300]
    assert credit(Model.OWN, came, BOUGHT, 900, {MESSAGE: 5}) == [300, 300, 300], "none of them is a message"


def test_what_came_after_the_purchase_or_too_long_before_gets_nothing() -> None:
    came = touched(LOOK_BACK_DAYS + 1, LOOK_BACK_DAYS, 0, -1)
    assert credit(Model.LINEAR, came, BOUGHT, 1_000) == [0, 500, 500, 0]
    assert credit(Model.FIRST, came, BOUGHT, 1_000) == [0, 1_000, 0, 0]
    assert credit(Model.LAST, came, BOUGHT, 1_000) == [0, 0, 1_000, 0]
    assert credit(Model.LAST, touched(-1), BOUGHT, 1_000) == [0]


def test_touches_of_one_day_stand_in_the_order_they_were_written_down() -> None:
    assert credit(Model.FIRST, touched(3, 5, 5, 3), BOUGHT, 100) == [0, 100, 0, 0]
    assert credit(Model.LAST, touched(3, 5, 5, 3), BOUGHT, 100) == [0, 0, 0, 100]


journeys = st.lists(
    st.tuples(st.integers(-20, LOOK_BACK_DAYS + 20), st.sampled_from(TouchKind)).map(
        lambda made: Touched(BOUGHT - timedelta(days=made[0]), made[1])
    ),
    max_size=30,
)
weights = st.dictionaries(st.sampled_from(TouchKind), st.integers(0, 100))


@given(journeys, st.sampled_from(Model), st.integers(0, 100_000_000), weights)
def test_shares_add_up_to_the_cent_and_only_what_counts_gets_any(
    came: list[Touched], model: Model, cents: int, own: dict[TouchKind, int]
) -> None:
    found = credit(model, came, BOUGHT, cents, own)
    places = counted(came, BOUGHT)
    assert sum(found) == (cents if places else 0)
    assert all(share >= 0 for share in found)
    assert [share for place, share in enumerate(found) if place not in places and share] == []


@given(journeys, st.sampled_from(Model), weights, st.randoms(use_true_random=False))
def test_the_order_of_different_days_changes_nothing(
    came: list[Touched], model: Model, own: dict[TouchKind, int], chance: Random
) -> None:
    different = list({touch.on: touch for touch in came}.values())
    mixed = chance.sample(different, len(different))
    before = dict(zip(different, credit(model, different, BOUGHT, 20_000, own), strict=True))
    after = dict(zip(mixed, credit(model, mixed, BOUGHT, 20_000, own), strict=True))
    assert before == after


@given(st.lists(st.integers(0, LOOK_BACK_DAYS), min_size=2, max_size=10), st.integers(1, 1_000_000))
def test_a_nearer_touch_never_gets_less_when_credit_fades(ages: list[int], cents: int) -> None:
    ordered = sorted(ages, reverse=True)
    found = credit(Model.TIME_DECAY, touched(*ordered), BOUGHT, cents)
    assert all(
        near >= far - (before == after)
        for (before, far), (after, near) in zip(
            zip(ordered, found, strict=True), list(zip(ordered, found, strict=True))[1:], strict=False
        )
    )
