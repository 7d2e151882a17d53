"""The NPS: published figures, and no score where there is no answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parrainage_desktop.surveys.rules import (
    Category,
    Proposal,
    Score,
    category,
    differ,
    proposals,
)

COUNTS = st.integers(0, 5_000)

PUBLISHED = [
    (Score(550, 200, 50), 62.5),
    (Score(10, 0, 0), 100.0),
    (Score(0, 10, 0), 0.0),
    (Score(0, 0, 14), -100.0),
    (Score(60, 25, 15), 45.0),
    (Score(50, 40, 10), 40.0),
]


@pytest.mark.parametrize(("score", "nps"), PUBLISHED)
def test_the_score_is_the_published_one(score: Score, nps: float) -> None:
    assert score.nps == nps


def test_the_interval_of_the_worked_example() -> None:
    interval = Score(550, 200, 50).interval
    assert interval is not None
    assert (round(interval[0], 2), round(interval[1], 2)) == (58.11, 66.42)


def test_no_answer_is_no_score_and_never_zero() -> None:
    nobody = Score(0, 0, 0)
    assert (nobody.answers, nobody.nps, nobody.interval) == (0, None, None)


@pytest.mark.parametrize("score", [Score(10, 0, 0), Score(0, 10, 0), Score(0, 0, 10), Score(1, 0, 0)])
def test_the_interval_keeps_a_width_when_all_agree(score: Score) -> None:
    assert score.interval is not None
    low, high = score.interval
    assert high - low > 5


@given(COUNTS, COUNTS, COUNTS)
def test_the_score_is_within_its_bounds_and_its_interval_around_it(p: int, n: int, d: int) -> None:
    score = Score(p, n, d)
    if score.nps is None or score.interval is None:
        assert p + n + d == 0
        return
    low, high = score.interval
    assert -100 <= low <= high <= 100
    assert -100 <= score.nps <= 100
    assert low - 1e-9 <= score.nps * score.answers / (score.answers + 3) <= high + 1e-9


@pytest.mark.parametrize("score", [Score(1, 0, 0), Score(2, 0, 0), Score(0, 0, 1), Score(0, 0, 2), Score(10, 0, 0)])
def test_of_very_few_answers_the_score_stays_inside_its_own_interval(score: Score) -> None:
    assert score.nps is not None
    assert score.interval is not None
    low, high = score.interval
    assert low <= score.nps <= high


@given(COUNTS, COUNTS, COUNTS)
def test_no_score_is_ever_outside_its_interval(p: int, n: int, d: int) -> None:
    score = Score(p, n, d)
    if score.nps is not None and score.interval is not None:
        assert score.interval[0] <= score.nps <= score.interval[1]


@given(COUNTS, COUNTS, COUNTS)
def test_promoters_and_detractors_mirror_each_other(p: int, n: int, d: int) -> None:
    one, other = Score(p, n, d), Score(d, n, p)
    if one.nps is not None and other.nps is not None:
        assert one.nps == -other.nps
        assert one.standard_error == pytest.approx(other.standard_error)


def test_nine_makes_a_promoter_and_seven_a_passive() -> None:
    names = "".join(category(score).name[0:2] for score in range(11))
    assert names == "DE" * 7 + "PA" * 2 + "PR" * 2


def test_everybody_gets_the_same_review_link() -> None:
    assert all(
        Proposal.REVIEW in proposals(score, anonymous, False) for score in range(11) for anonymous in (True, False)
    )


@pytest.mark.parametrize(
    ("score", "anonymous", "is_referrer", "expected"),
    [
        (9, False, False, {Proposal.ENROL, Proposal.REVIEW}),
        (10, False, True, {Proposal.REVIEW}),
        (10, True, False, {Proposal.REVIEW}),
        (8, False, False, {Proposal.REVIEW}),
        (6, False, False, {Proposal.CALL_BACK, Proposal.REVIEW}),
        (6, True, False, {Proposal.REVIEW}),
    ],
)
def test_a_promoter_is_asked_to_refer_and_a_detractor_called_back(
    score: int, anonymous: bool, is_referrer: bool, expected: set[Proposal]
) -> None:
    assert set(proposals(score, anonymous, is_referrer)) == expected


def test_two_waves_differ_when_chance_does_not_explain_it() -> None:
    assert differ(Score(550, 200, 50), Score(400, 250, 150))
    assert not differ(Score(55, 20, 5), Score(53, 20, 7))
    assert not differ(Score(0, 0, 0), Score(10, 0, 0))
    assert Category("promoter") is Category.PROMOTER
