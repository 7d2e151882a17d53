"""Figures: scores, distributions, trends and parts as the answers are, whatever happened to them."""

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import text

from parrainage_desktop.customers import service as customers
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.surveys import campaigns, figures, lists
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.campaign_rules import NewCampaign
from parrainage_desktop.surveys.list_rules import Wanted
from parrainage_desktop.surveys.rules import (
    Category,
    Compared,
    Given,
    Origin,
    Part,
    Recorded,
    Scale,
    Score,
    Segment,
    Span,
    Step,
    Verdict,
)
from parrainage_desktop.surveys.wording import compared
from tests.stores import ANA, Till, broken_rules

DAY = date(2026, 11, 14)


def given(till: Till, *answers: Given) -> list[int]:
    """Answers kept; their numbers."""
    kept = []
    with till.db.write(ANA) as tx:
        for one in answers:
            found = surveys.answer(tx, one)
            assert isinstance(found, Recorded)
            kept.append(found.answer.id)
    return kept


def on(day: date, *scores: int) -> list[Given]:
    """Answers of a day."""
    return [Given(score, on=day) for score in scores]


def test_the_distribution_counts_each_score(till: Till) -> None:
    given(till, *on(DAY, 0, 6, 7, 9, 9, 10))
    with till.db.read() as tx:
        found = figures.figures(tx, Span(), Step.MONTH)
    assert found.distribution == (1, 0, 0, 0, 0, 0, 1, 1, 0, 2, 1)
    assert found.score == Score(3, 1, 2)


@pytest.mark.parametrize(
    ("step", "points"),
    [
        (Step.WEEK, [(date(2026, 9, 28), date(2026, 10, 4), 2), (date(2026, 10, 12), date(2026, 10, 18), 2),
                     (date(2026, 11, 9), date(2026, 11, 14), 1)]),
        (Step.HALF_MONTH, [(date(2026, 9, 20), date(2026, 9, 30), 1), (date(2026, 10, 1), date(2026, 10, 15), 2),
                           (date(2026, 10, 16), date(2026, 10, 31), 1), (date(2026, 11, 1), date(2026, 11, 14), 1)]),
        (Step.MONTH, [(date(2026, 9, 20), date(2026, 9, 30), 1), (date(2026, 10, 1), date(2026, 10, 31), 3),
                      (date(2026, 11, 1), date(2026, 11, 14), 1)]),
    ],
)  # fmt: skip
def test_a_trend_has_a_point_for_each_step_with_answers(
    till: Till, step: Step, points: list[tuple[date, date, int]]
) -> None:
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 15), date(2026, 10, 16), DAY]
    given(till, *(Given(9, on=day) for day in [date(2026, 9, 1), *days]))
    with till.db.read() as tx:
        found = figures.figures(tx, Span(date(2026, 9, 20), DAY), step)
    assert [(one.first, one.last, one.score.answers) for one in found.trend] == points


def test_parts_are_told_apart_by_who_answered_and_how(till: Till) -> None:
    zoe, luc = till.customer("Zoé", city="Lyon"), till.customer("Luc", city="Paris")
    friend = till.friend(zoe.card, "Karim", "Petit", city="Lyon").referral.referee_id
    with till.db.write(ANA) as tx:
        asked = campaigns.add(tx, NewCampaign("Autumn", tx.today, tx.today))
        for person, words in ((zoe.id, ("tea", "coffee")), (luc.id, ("tea",))):
            for word in words:
                customers.tag(tx, person, word)
    given(
        till, Given(10, zoe.id), Given(9, luc.id, origin=Origin.KIOSK, campaign_id=asked.id), Given(7, friend),
        Given(0, origin=Origin.KIOSK), Given(1, zoe.id, scale=Scale.ONE_TEN),
    )  # fmt: skip
    up, neutral = Score(1, 0, 0), Score(0, 1, 0)
    expected = {
        Segment.CITY: [Part("Lyon", Score(1, 1, 0)), Part("Paris", up)],
        Segment.TAG: [Part("tea", Score(2, 0, 0)), Part("coffee", up)],
        Segment.REFERRED: [Part("no", Score(2, 0, 0)), Part("yes", neutral)],
        Segment.REFERRER: [Part("no", Score(1, 1, 0)), Part("yes", up)],
        Segment.ORIGIN: [Part("counter", Score(1, 1, 0)), Part("kiosk", Score(1, 0, 1))],
        Segment.STAFF: [Part("Ana", Score(2, 1, 1))],
        Segment.CAMPAIGN: [Part("", Score(1, 1, 1)), Part("Autumn", up)],
    }
    with till.db.read() as tx:
        assert {segment: figures.segments(tx, Span(), segment) for segment in Segment} == expected


def test_two_campaigns_of_one_name_are_two_parts(till: Till) -> None:
    with till.db.write(ANA) as tx:
        asked = [campaigns.add(tx, NewCampaign("Autumn", tx.today, tx.today)).id for _ in range(2)]
    given(till, Given(10, campaign_id=asked[0]), Given(10, campaign_id=asked[0]), Given(0, campaign_id=asked[1]))
    with till.db.read() as tx:
        found = figures.segments(tx, Span(), Segment.CAMPAIGN)
    assert found == [Part("Autumn", Score(2, 0, 0)), Part("Autumn", Score(0, 0, 1))]


def test_promoters_who_are_no_referrers_yet_are_those_to_invite(till: Till) -> None:
    zoe, luc, lea = till.customer("Zoé"), till.customer("Luc"), till.customer("Léa")
    till.friend(zoe.card, "Karim", "Petit")
    given(till, Given(10, zoe.id), Given(10, luc.id), Given(10, lea.id))
    given(till, Given(9, luc.id), Given(2, lea.id), Given(10))
    with till.db.read() as tx:
        assert lists.promoters(tx) == (2, 1)
        assert lists.promoters_to_invite(tx, 0, 10) == [luc.id]


def test_two_periods_differ_only_beyond_chance(till: Till) -> None:
    before, now = Span(DAY - timedelta(days=9), DAY - timedelta(days=5)), Span(DAY - timedelta(days=4), DAY)
    given(till, *on(DAY - timedelta(days=5), *[10] * 6, *[0] * 6), *on(DAY, *[10] * 7, *[0] * 5))
    with till.db.read() as tx:
        assert figures.compared(tx, before, now).verdict is Verdict.UNCLEAR
        assert figures.compared(tx, Span(last=date(2020, 1, 1)), now).verdict is Verdict.NO_SCORE
    big = Compared(Score(200, 100, 100), Score(300, 60, 40))
    assert (big.verdict, round(big.z or 0, 2)) == (Verdict.HIGHER, 7.6)
    assert Compared(big.now, big.before).verdict is Verdict.LOWER
    assert "40.0" in compared(big)


def test_comments_are_those_with_words_that_count_newest_first(till: Till) -> None:
    first, second, third, _silent = given(
        till, Given(10, comment="A", on=DAY - timedelta(days=1)), Given(3, comment="B"), Given(8, comment="C"), Given(9)
    )
    with till.db.write(ANA) as tx:
        assert [one.id for one in lists.listed(tx, Wanted(Span()), 0, 9)] == [third, second, first]
        assert [one.id for one in lists.listed(tx, Wanted(Span()), 1, 1)] == [second]
        assert [one.id for one in lists.listed(tx, Wanted(Span(), Category.DETRACTOR), 0, 9)] == [second]
        surveys.exclude(tx, second, "by mistake")
        assert lists.count_listed(tx, Wanted(Span())) == 2
        assert lists.count_listed(tx, Wanted(Span(first=DAY))) == 1


@pytest.mark.parametrize("typed", ["Été", "été", "ÉTÉ"])
def test_words_are_found_in_capitals_and_without_also_with_an_accent(till: Till, typed: str) -> None:
    (summer, _winter) = given(till, Given(10, comment="Été comme hiver"), Given(9, comment="Hiver"))
    with till.db.read() as tx:
        assert [one.id for one in lists.listed(tx, Wanted(Span(), words=typed), 0, 9)] == [summer]


def test_the_counts_never_drift_from_the_answers(till: Till) -> None:
    dice = Random(7)
    people = [till.customer(f"N{number}").id for number in range(8)]
    with till.db.write(ANA) as tx:
        asked = campaigns.add(tx, NewCampaign("Autumn", tx.today, tx.today + timedelta(days=99)))
    for _ in range(60):
        with till.db.write(ANA) as tx:
            numbers = list(range(1, 1 + int(tx.execute(text("SELECT count(*) FROM answers")).scalar_one())))
            act = dice.random()
            if act < 0.5 or not numbers:
                surveys.answer(tx, Given(
                    dice.randrange(1, 11), dice.choice([None, *people]), campaign_id=dice.choice([None, asked.id]),
                    scale=dice.choice(list(Scale)), on=tx.today - timedelta(days=dice.randrange(3)),
                ), replacing=True)  # fmt: skip
            elif act < 0.7:
                surveys.exclude(tx, dice.choice(numbers), "by mistake")
            elif act < 0.85:
                surveys.include(tx, dice.choice(numbers))
            elif act < 0.95 and len(people) > 3:
                duplicates.merge(tx, people[0], people.pop())
            elif len(people) > 3:
                privacy.erase(tx, people.pop())
    assert broken_rules(till) == []
    with till.db.read() as tx:
        counted = tx.execute(text("SELECT count(*) FROM answers WHERE excluded = '' AND scale = '0-10'")).scalar_one()
        assert figures.score(tx, Span()).answers == counted > 0
