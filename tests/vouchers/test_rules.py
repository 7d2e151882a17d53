"""When a voucher is honoured: every rule on its own, so that none hides another."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

import pytest

from parrainage_desktop.vouchers.rules import (
    Presented,
    Reason,
    Side,
    Standing,
    Voucher,
    VoucherState,
    objections,
)

TODAY = date(2026, 11, 14)
DAY = timedelta(days=1)
GOOD = Voucher(
    id=1,
    code="BGHDJGVDCTNKBTFRG",
    side=Side.REFEREE,
    holder_id=7,
    holder="Zoé Martin",
    referral_id=1,
    purchase_id=3,
    programme_id=1,
    value_cents=500,
    balance_cents=500,
    currency="EUR",
    minimum_cents=2_000,
    issued_on=TODAY - 30 * DAY,
    valid_from=TODAY - 29 * DAY,
    valid_until=TODAY + 30 * DAY,
    state=VoucherState.ISSUED,
    uses=0,
)
SHOWN = Presented(TODAY, purchase_cents=2_000, purchase_id=9, customer_id=7, personal=True)

# One thing wrong with the voucher or with the purchase, for each reason there is.
WRONG_VOUCHER: dict[Reason, dict[str, Any]] = {
    Reason.CANCELLED: {"state": VoucherState.CANCELLED},
    Reason.ALREADY_USED: {"state": VoucherState.REDEEMED},
    Reason.EXPIRED: {"valid_until": TODAY - DAY},
    Reason.NOT_YET_VALID: {"valid_from": TODAY + DAY},
    Reason.SAME_PURCHASE: {"purchase_id": 9},
}
WRONG_PURCHASE: dict[Reason, dict[str, Any]] = {
    Reason.NOT_HOLDER: {"customer_id": 8},
    Reason.BELOW_MINIMUM: {"purchase_cents": 1_999},
    Reason.ONE_PER_PURCHASE: {"purchase_has_voucher": True},
}
ALL = [*WRONG_VOUCHER, *WRONG_PURCHASE]
# One voucher cannot be both used and cancelled.
IMPOSSIBLE = {Reason.CANCELLED, Reason.ALREADY_USED}


def objected(wrong: tuple[Reason, ...]) -> set[Reason]:
    """The objections to a voucher with these things wrong and nothing else."""
    voucher, shown = GOOD, SHOWN
    for reason in wrong:
        voucher = replace(voucher, **WRONG_VOUCHER.get(reason, {}))
        shown = replace(shown, **WRONG_PURCHASE.get(reason, {}))
    return set(objections(voucher, shown))


def test_a_voucher_with_nothing_wrong_is_honoured() -> None:
    assert objections(GOOD, SHOWN) == ()


@pytest.mark.parametrize("reason", ALL)
def test_one_thing_wrong_gives_one_reason(reason: Reason) -> None:
    assert objected((reason,)) == {reason}


@pytest.mark.parametrize("count", [2, 3, 8])
def test_no_reason_hides_another(count: int) -> None:
    for wrong in combinations(ALL, count):
        expected = set(wrong)
        if expected >= IMPOSSIBLE:
            expected -= {Reason.CANCELLED}
        assert objected(wrong) == expected


def test_every_pair_of_conditions_is_judged_as_its_parts() -> None:
    states = list(VoucherState)
    days = [(-2, -1), (-2, 0), (0, 0), (0, 2), (1, 2), (-2, 2)]
    amounts = [None, 0, 1_999, 2_000, 2_001]
    holders = [(None, True), (7, True), (8, True), (8, False)]
    purchases = [None, 3, 9]
    for state, (first, last), cents, (customer, personal), purchase, taken in product(
        states, days, amounts, holders, purchases, [False, True]
    ):
        voucher = replace(GOOD, state=state, valid_from=TODAY + first * DAY, valid_until=TODAY + last * DAY)
        found = objections(voucher, Presented(TODAY, cents, purchase, customer, personal, taken))
        assert (Reason.CANCELLED in found) == (state is VoucherState.CANCELLED)
        assert (Reason.ALREADY_USED in found) == (state is VoucherState.REDEEMED)
        assert (Reason.EXPIRED in found) == (last < 0)
        assert (Reason.NOT_YET_VALID in found) == (first > 0)
        assert (Reason.BELOW_MINIMUM in found) == (cents in {0, 1_999})
        assert (Reason.NOT_HOLDER in found) == (customer == 8 and personal)
        assert (Reason.SAME_PURCHASE in found) == (purchase == 3)
        assert (Reason.ONE_PER_PURCHASE in found) == taken
        assert len(found) == len(set(found))


def test_the_gravest_reason_comes_first() -> None:
    wrong = replace(GOOD, state=VoucherState.CANCELLED, valid_until=TODAY - DAY)
    assert objections(wrong, replace(SHOWN, purchase_cents=0))[0] is Reason.CANCELLED
    assert objections(replace(GOOD, valid_until=TODAY - DAY), replace(SHOWN, purchase_cents=0))[0] is Reason.EXPIRED


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"valid_from": TODAY}, {}),
        ({"valid_until": TODAY}, {}),
        ({"valid_from": TODAY, "valid_until": TODAY}, {}),
        ({}, {"purchase_cents": 2_000}),
        ({"minimum_cents": 0}, {"purchase_cents": 0}),
    ],
)
def test_a_limit_reached_exactly_is_met(change: dict[str, Any], shown: dict[str, Any]) -> None:
    assert objections(replace(GOOD, **change), replace(SHOWN, **shown)) == ()


def test_what_is_not_known_is_not_held_against_the_customer() -> None:
    assert objections(GOOD, Presented(TODAY)) == ()
    assert objections(replace(GOOD, purchase_id=None), Presented(TODAY, purchase_id=None)) == ()


def test_a_voucher_stands_as_the_calendar_says() -> None:
    voucher = replace(GOOD, valid_from=TODAY, valid_until=TODAY + DAY)
    standings = [voucher.standing(TODAY + n * DAY) for n in (-1, 0, 1, 2)]
    assert standings == [Standing.PENDING, Standing.ACTIVE, Standing.ACTIVE, Standing.EXPIRED]


@pytest.mark.parametrize("state", [VoucherState.REDEEMED, VoucherState.CANCELLED])
def test_what_became_of_a_voucher_outlives_its_last_day(state: VoucherState) -> None:
    assert replace(GOOD, state=state).standing(TODAY + 365 * DAY) is Standing(state.value)


def test_reasons_are_the_words_scripts_rely_on() -> None:
    assert {reason.value for reason in Reason} == {
        "malformed", "other_shop", "unknown", "other_kind", "not_yet_valid", "expired", "already_used",
        "cancelled", "below_minimum", "same_purchase", "not_holder", "one_per_purchase", "programme_stopped",
        "throttled", "not_allowed",
    }  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 2])
def test_what_is_left_of_a_part_used_voucher_is_judged_by_the_same_rules(count: int) -> None:
    parts = replace(GOOD, balance_cents=1, uses=4)
    for wrong in combinations([*WRONG_VOUCHER, *WRONG_PURCHASE], count):
        voucher, shown = parts, SHOWN
        for reason in wrong:
            voucher = replace(voucher, **WRONG_VOUCHER.get(reason, {}))
            shown = replace(shown, **WRONG_PURCHASE.get(reason, {}))
        assert set(objections(voucher, shown)) == objected(wrong)
