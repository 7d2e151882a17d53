"""What each tier asks: every condition on its own, exact thresholds met, and what is missing said."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from parrainage_desktop.ambassadors.rules import (
    USUAL,
    Condition,
    Facts,
    Held,
    Proof,
    Tier,
    missing,
    reachable,
    standing,
)
from parrainage_desktop.base.clock import add_months

TODAY = date(2026, 11, 14)
EVERYTHING = Tier(12, 9, 6, 2, 24, frozenset({Condition.RESULT, Condition.PROMOTION, Condition.INFLUENCE}))
PERFECT = Facts(
    TODAY, date(2025, 11, 14), date(2026, 5, 14), 9, (date(2024, 11, 14), TODAY),
    tuple(Proof(kind, TODAY, "seen", "Nora") for kind in (Condition.RESULT, Condition.PROMOTION, Condition.INFLUENCE)),
)  # fmt: skip
JUST_SHORT = {
    Condition.MONTHS: {"since": date(2025, 11, 15)},
    Condition.SCORE: {"score": 8},
    Condition.ACTIVE: {"active_on": date(2026, 5, 13)},
    Condition.REFERRALS: {"rewarded": (date(2024, 11, 13), TODAY)},
    Condition.RESULT: {"proofs": PERFECT.proofs[1:]},
    Condition.PROMOTION: {"proofs": (PERFECT.proofs[0], PERFECT.proofs[2])},
    Condition.INFLUENCE: {"proofs": PERFECT.proofs[:2]},
}


def lacking(facts: Facts, tier: Tier = EVERYTHING) -> set[Condition]:
    """The conditions of a tier that are missing."""
    (found,) = standing(facts, (tier,))
    return {one.condition for one in found.missing}


def held(facts: Facts, condition: Condition, tier: Tier = EVERYTHING) -> Held:
    """How one condition stands."""
    (found,) = standing(facts, (tier,))
    return next(one for one in found.conditions if one.condition is condition)


def without(*conditions: Condition) -> Facts:
    """Somebody who just misses some conditions."""
    facts = PERFECT
    for one in conditions:
        if one in (Condition.RESULT, Condition.PROMOTION, Condition.INFLUENCE):
            facts = replace(facts, proofs=tuple(proof for proof in facts.proofs if proof.kind is not one))
        else:
            facts = replace(facts, **JUST_SHORT[one])  # type: ignore[arg-type]
    return facts


def test_everything_exactly_met_is_met() -> None:
    (found,) = standing(PERFECT, (EVERYTHING,))
    assert (found.met, len(found.conditions), found.complete) == (7, 7, True)


@pytest.mark.parametrize("condition", JUST_SHORT)
def test_a_day_or_a_point_less_is_not(condition: Condition) -> None:
    assert lacking(replace(PERFECT, **JUST_SHORT[condition])) == {condition}  # type: ignore[arg-type]


@pytest.mark.parametrize("pair", list(combinations(JUST_SHORT, 2)))
def test_no_condition_hides_another(pair: tuple[Condition, Condition]) -> None:
    assert lacking(without(*pair)) == set(pair)


def test_what_is_missing_is_counted() -> None:
    poor = Facts(TODAY, date(2026, 3, 31), date(2026, 1, 1), rewarded=(TODAY,))
    assert held(poor, Condition.MONTHS) == Held(Condition.MONTHS, False, 12, on=date(2027, 3, 31))
    assert held(poor, Condition.SCORE) == Held(Condition.SCORE, False, 9)
    assert held(poor, Condition.ACTIVE) == Held(Condition.ACTIVE, False, 6, on=date(2026, 1, 1))
    assert held(poor, Condition.REFERRALS) == Held(Condition.REFERRALS, False, 2, 1, 24)
    assert held(poor, Condition.RESULT) == Held(Condition.RESULT, False)


@pytest.mark.parametrize("day", range(31))
def test_the_day_that_is_promised_is_the_first_that_counts(day: int) -> None:
    since = date(2026, 8, 1) + timedelta(days=day)
    tier = Tier(months=6)
    on = held(replace(PERFECT, since=since), Condition.MONTHS, tier).on
    assert on is not None
    assert on - add_months(since, 6) <= timedelta(days=3)
    assert lacking(replace(PERFECT, since=since, today=on), tier) == set()
    assert lacking(replace(PERFECT, since=since, today=on - timedelta(days=1)), tier) == {Condition.MONTHS}


def test_what_is_not_asked_is_not_looked_at() -> None:
    nobody = Facts(TODAY, TODAY, date(2020, 1, 1))
    (found,) = standing(nobody, (Tier(),))
    assert (found.conditions, found.complete) == ((), True)
    assert lacking(nobody, Tier(referrals=1, within_months=0)) == {Condition.REFERRALS}
    assert lacking(replace(nobody, rewarded=(date(2001, 1, 1),)), Tier(referrals=1)) == set(), "ever"
    assert lacking(replace(nobody, score=0), Tier(score=0)) == set(), "any score will do"
    assert lacking(nobody, Tier(score=0)) == {Condition.SCORE}


def test_the_usual_tiers_are_those_of_the_article() -> None:
    asked = [[one.condition.value for one in tier.conditions] for tier in standing(PERFECT, USUAL)]
    assert asked == [
        ["months", "score", "active_months", "result"], ["referrals", "promotion"], ["referrals", "influence"],
    ]  # fmt: skip
    assert [(tier.referrals, tier.within_months) for tier in USUAL] == [(0, 0), (1, 0), (5, 24)]


@pytest.mark.parametrize(
    ("friends", "present", "open_to"),
    [(0, 0, 1), (1, 0, 2), (4, 0, 2), (5, 0, 3), (5, 1, 3), (5, 2, 3), (5, 3, 0), (0, 1, 0)],
)
def test_a_tier_is_open_when_nothing_is_missing_on_the_way(friends: int, present: int, open_to: int) -> None:
    found = standing(replace(PERFECT, rewarded=(TODAY,) * friends), USUAL)
    assert reachable(found, present) == open_to


def test_whoever_is_in_a_tier_is_not_asked_again_for_what_lies_below() -> None:
    found = standing(replace(PERFECT, score=3, rewarded=(TODAY,)), USUAL)
    assert reachable(found, 0) == 0
    assert reachable(found, 1) == 2
    assert [one.condition for one in missing(found, 0, 3)] == [Condition.SCORE, Condition.REFERRALS]
    assert [one.condition for one in missing(found, 1, 3)] == [Condition.REFERRALS]
    assert missing(found, 3, 1) == ()
