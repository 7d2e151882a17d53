"""Whether a friend counts: every check on its own, flags accuse nobody, windows end on their last day."""

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from parrainage_desktop.referrals.rules import (
    CLAIMS_A_WEEK,
    CLAIMS_AN_HOUR,
    LIVE,
    Check,
    Facts,
    Hindrance,
    ReferralReason,
    ReferralState,
    Result,
    alike,
    examine,
    first_state,
    hindrance,
    refusal,
)

CLEAN = Facts(
    same_person=False,
    bought_before=False,
    already_referred=False,
    circle=False,
    names_alike=False,
    claims_last_hour=0,
    claims_last_week=0,
)
WRONG = {
    Check.NEW_CUSTOMER: replace(CLEAN, bought_before=True),
    Check.DIFFERENT_PERSON: replace(CLEAN, same_person=True),
    Check.FIRST_REFERRER: replace(CLEAN, already_referred=True),
    Check.NO_CIRCLE: replace(CLEAN, circle=True),
    Check.NAMES_DIFFER: replace(CLEAN, names_alike=True),
    Check.NO_STAFF: replace(CLEAN, staff=True),
    Check.USUAL_PACE: replace(CLEAN, claims_last_hour=CLAIMS_AN_HOUR),
    Check.MAY_REFER: replace(CLEAN, unentitled=True),
    Check.AUTOMATIC: replace(CLEAN, by_hand=True),
}
FAILING = {Check.NEW_CUSTOMER, Check.DIFFERENT_PERSON, Check.FIRST_REFERRER, Check.MAY_REFER}
CLAIMED = date(2026, 1, 31)


def outcomes(facts: Facts) -> dict[Check, Result]:
    """How each check comes out."""
    return {checked.check: checked.result for checked in examine(facts)}


def together(one: Facts, other: Facts) -> Facts:
    """Both wrongs at once."""
    return Facts(*(getattr(one, f.name) or getattr(other, f.name) for f in fields(Facts)))


def test_nothing_wrong_passes_every_check() -> None:
    assert outcomes(CLEAN) == dict.fromkeys(Check, Result.PASS)
    assert refusal(examine(CLEAN)) is None
    assert first_state(examine(CLEAN)) is ReferralState.CLAIMED


@pytest.mark.parametrize("check", Check)
def test_one_thing_wrong_shows_in_one_check(check: Check) -> None:
    expected = Result.FAIL if check in FAILING else Result.FLAG
    assert outcomes(WRONG[check]) == dict.fromkeys(Check, Result.PASS) | {check: expected}


def test_no_check_hides_another() -> None:
    for one, other in combinations(Check, 2):
        found = outcomes(together(WRONG[one], WRONG[other]))
        assert {check for check in found if found[check] is not Result.PASS} == {one, other}


def test_a_flag_asks_a_person_and_refuses_nobody() -> None:
    for check in set(Check) - FAILING:
        assert refusal(examine(WRONG[check])) is None
        assert first_state(examine(WRONG[check])) is ReferralState.FLAGGED


def test_oneself_is_the_first_reason_and_an_earlier_referrer_the_next() -> None:
    both = together(WRONG[Check.FIRST_REFERRER], WRONG[Check.NEW_CUSTOMER])
    assert refusal(examine(together(both, WRONG[Check.DIFFERENT_PERSON]))) is ReferralReason.SELF
    assert refusal(examine(both)) is ReferralReason.ALREADY_REFERRED
    assert refusal(examine(WRONG[Check.NEW_CUSTOMER])) is ReferralReason.ALREADY_CUSTOMER


@pytest.mark.parametrize(
    ("hour", "week", "result"),
    [
        (CLAIMS_AN_HOUR - 1, CLAIMS_A_WEEK - 1, Result.PASS),
        (CLAIMS_AN_HOUR, 0, Result.FLAG),
        (0, CLAIMS_A_WEEK, Result.FLAG),
    ],
)
def test_an_unusual_pace_is_looked_at(hour: int, week: int, result: Result) -> None:
    facts = replace(CLEAN, claims_last_hour=hour, claims_last_week=week)
    assert outcomes(facts)[Check.USUAL_PACE] is result


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("karim haddad", "karim haddad", True),
        ("karim haddad", "karim hadad", True),
        ("karim haddad", "zoe martin", False),
        ("lea martin", "zoe martin", False),
    ],
)
def test_nearly_the_same_name_is_looked_at_and_a_family_is_not(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


DAYS = [
    (0, None),
    (90, None),
    (91, Hindrance.LAPSED),
    (-1, Hindrance.ALREADY_CUSTOMER),
]


@pytest.mark.parametrize(("days", "expected"), DAYS)
def test_a_claim_counts_to_its_ninetieth_day_inclusive(days: int, expected: Hindrance | None) -> None:
    on = CLAIMED + timedelta(days=days)
    assert hindrance(ReferralState.CLAIMED, CLAIMED, 90, 1_000, 0, on) is expected


@pytest.mark.parametrize(
    ("cents", "minimum", "expected"),
    [
        (2_000, 2_000, None),
        (1_999, 2_000, Hindrance.BELOW_MINIMUM),
        (None, 2_000, Hindrance.BELOW_MINIMUM),
        (None, 0, None),
        (0, 0, None),
    ],
)
def test_an_amount_exactly_at_the_minimum_meets_it(cents: int | None, minimum: int, expected: Hindrance | None) -> None:
    assert hindrance(ReferralState.CLAIMED, CLAIMED, 90, cents, minimum, CLAIMED) is expected


def test_a_flagged_referral_waits_for_a_person_but_lapses_like_any_other() -> None:
    late = CLAIMED + timedelta(days=91)
    assert hindrance(ReferralState.FLAGGED, CLAIMED, 90, 1_000, 0, CLAIMED) is Hindrance.TO_CHECK
    assert hindrance(ReferralState.FLAGGED, CLAIMED, 90, 1_000, 0, late) is Hindrance.LAPSED


def test_a_friend_counts_as_brought_while_claimed_on_hold_flagged_or_rewarded() -> None:
    assert {state.value for state in LIVE} == {"claimed", "on_hold", "flagged", "rewarded"}


def test_reasons_are_the_words_scripts_rely_on() -> None:
    assert {reason.value for reason in ReferralReason} == {
        "already_customer", "self", "already_referred", "card_unknown", "card_misread", "card_dead",
        "window_over", "limit_reached", "budget_spent", "not_allowed", "not_entitled",
        "out_of_stock",
    }  # fmt: skip
