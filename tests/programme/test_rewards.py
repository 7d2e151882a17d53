"""What a side earns with one purchase, to the cent."""

import pytest

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
    cost_cents,
    dearest_cents,
    fixed,
    reward_cents,
)

STEPS = StepTable((Step(1, 500), Step(3, 800), Step(5, 1_200)))


@pytest.mark.parametrize(
    ("reward", "purchase", "nth", "cents"),
    [
        (Nothing(), 10_000, 1, 0),
        (Fixed(500), 10_000, 1, 500),
        (Fixed(500), None, 9, 500),
        (Percent(1_500), 10_000, 1, 1_500),
        (Percent(1_000), 1_005, 1, 101),  # half a cent goes up
        (Percent(1_000), 1_004, 1, 100),
        (Percent(333), 10_000, 1, 333),
        (Percent(1_000, floor_cents=200), 1_999, 1, 200),
        (Percent(1_000, floor_cents=200), 2_000, 1, 200),
        (Percent(1_000, floor_cents=200), 2_010, 1, 201),
        (Percent(1_000, cap_cents=2_000), 20_000, 1, 2_000),
        (Percent(1_000, cap_cents=2_000), 20_010, 1, 2_000),
        (Percent(1_000, floor_cents=200), 0, 1, 200),
        (Percent(1_000), None, 1, None),
        (STEPS, 10_000, 1, 500),
        (STEPS, 10_000, 2, 500),
        (STEPS, 10_000, 3, 800),  # a threshold reached counts
        (STEPS, None, 4, 800),
        (STEPS, 10_000, 5, 1_200),
        (STEPS, 10_000, 500, 1_200),
        (StepTable(()), 10_000, 1, 0),
        (Gift("500 MB", 40), 10_000, 1, 0),
        (Experience("a visit", 900), 10_000, 1, 0),
        (Credit("repairs", cents=2_000), 10_000, 1, 2_000),
        (Credit("repairs", 0, 5_000, 2_500, 5, 10_000, 8_001), None, 4, 4_001),
        (Credit("repairs", 0, 5_000, 2_500, 5, 10_000, 8_001), None, 5, 8_001),
    ],
)
def test_a_reward_in_cents(reward: Reward, purchase: int | None, nth: int, cents: int | None) -> None:
    assert reward_cents(reward, purchase, nth) == cents


@pytest.mark.parametrize(
    ("reward", "purchase", "cents"),
    [
        (Gift("500 MB", 40), 10_000, 40),
        (Experience("a visit", 900), None, 900),
        (Credit("repairs", cents=2_000), 10_000, 2_000),
        (Percent(1_000, floor_cents=200), None, 200),
        (Percent(1_000), 10_000, 1_000),
        (Fixed(500), None, 500),
        (Nothing(), None, 0),
    ],
)
def test_what_a_reward_costs_the_shop(reward: Reward, purchase: int | None, cents: int) -> None:
    assert cost_cents(reward, purchase, 1) == cents


def test_the_dearest_a_step_table_gets_is_its_last_step() -> None:
    assert dearest_cents(STEPS, 100) == 1_200
    assert dearest_cents(Percent(1_000, floor_cents=300), 1_000) == 300


def test_an_amount_of_zero_is_no_reward() -> None:
    assert (fixed(0), fixed(1)) == (Nothing(), Fixed(1))
