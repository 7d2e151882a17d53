"""Answers are kept as given, scored by shop days, and left out only with a reason."""

from datetime import date

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.surveys import figures
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.rules import Category, Proposal, Score, Span
from tests.stores import ANA, Till


def scored(till: Till, first: date | None = None, last: date | None = None) -> Score:
    """The score between two days."""
    with till.db.read() as tx:
        return figures.score(tx, Span(first, last))


def test_answers_add_up_to_the_score(till: Till) -> None:
    for score, times in ((10, 3), (9, 2), (8, 2), (7, 1), (6, 1), (0, 1)):
        for _ in range(times):
            till.answers(score)
    assert scored(till) == Score(5, 3, 2)
    assert scored(till).nps == 30.0


def test_a_shop_without_answers_has_no_score(till: Till) -> None:
    assert scored(till).nps is None


def test_an_answer_belongs_to_the_shop_s_day_both_ends_counted(till: Till) -> None:
    days = [date(2026, 11, 14), date(2026, 11, 15), date(2026, 11, 16)]
    for score in (10, 8, 0):
        till.answers(score)
        till.days_pass(1)
    assert scored(till, days[0], days[0]) == Score(1, 0, 0)
    assert scored(till, days[1], days[2]) == Score(0, 1, 1)
    assert scored(till, days[1]) == Score(0, 1, 1)
    assert scored(till, last=days[1]) == Score(1, 1, 0)


@pytest.mark.parametrize("score", [-1, 11, 100])
def test_an_answer_is_from_nought_to_ten(till: Till, score: int) -> None:
    with pytest.raises(InvalidInput) as wrong:
        till.answers(score)
    assert wrong.value.field == "score"
    assert scored(till).answers == 0


def test_an_answer_proposes_what_to_do_next(till: Till) -> None:
    zoe = till.customer("Zoé")
    kept = till.answers(9, zoe.id, "  so\nkind ")
    assert (kept.category, kept.answer.comment) == (Category.PROMOTER, "so\nkind")
    assert set(kept.proposes) == {Proposal.ENROL, Proposal.REVIEW}
    assert set(till.answers(9).proposes) == {Proposal.REVIEW}


def test_an_excluded_answer_counts_no_more_and_stays_kept(till: Till) -> None:
    zoe = till.customer("Zoé")
    mistaken = till.answers(0, zoe.id).answer
    till.answers(10, zoe.id)
    with till.db.write(ANA) as tx:
        assert surveys.exclude(tx, mistaken.id, "wrong button")
        assert not surveys.exclude(tx, mistaken.id, "again")
        assert [a.score for a in surveys.of_customer(tx, zoe.id)] == [10]
        assert surveys.latest_of_customers(tx, [zoe.id]) == {zoe.id: 10}
        assert mistaken.id in surveys.many(tx, [mistaken.id])
    assert scored(till) == Score(1, 0, 0)
    assert till.count("answers") == 2


def test_being_asked_is_counted(till: Till) -> None:
    zoe, karim = till.customer("Zoé"), till.customer("Karim")
    with till.db.write(ANA) as tx:
        surveys.ask(tx, zoe.id)
        surveys.ask(tx, karim.id)
        assert surveys.asked(tx) == 2


def test_asking_somebody_twice_on_a_day_is_asking_once(till: Till) -> None:
    zoe = till.customer("Zoé")
    for _ in range(2):
        with till.db.write(ANA) as tx:
            surveys.ask(tx, zoe.id)
    till.days_pass(1)
    with till.db.write(ANA) as tx:
        surveys.ask(tx, zoe.id)
        assert surveys.asked(tx) == 2
