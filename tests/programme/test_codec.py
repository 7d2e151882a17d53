"""Every parameter survives being written; what was not written by us is not guessed at."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parrainage_desktop.programme import codec
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
)
from parrainage_desktop.programme.rules import Approval, Budget, Friends, Limits, RevenueShare, Terms, Trigger, Variant

count = some.integers(0, 10_000)
text = some.text(max_size=20)
steps = some.lists(some.builds(Step, count, count), max_size=4).map(tuple)
rewards: some.SearchStrategy[Reward] = some.one_of(
    some.builds(Nothing),
    some.builds(Fixed, count),
    some.builds(Percent, count, count, count),
    some.builds(StepTable, steps),
    some.builds(Credit, text, count, count, count, count, count),
    some.builds(Gift, text, count, count),
    some.builds(Experience, text, count),
)
days = some.dates(date(2000, 1, 1), date(2100, 1, 1))
schemes = some.builds(
    Terms,
    rewards, rewards, count, count, count, count, count, some.booleans(), some.booleans(), some.none() | days, count,
    count, some.booleans(), some.sampled_from(Trigger), count, some.sampled_from(Friends), count,
    some.none() | count, count, count, count, some.builds(Limits, count, count, count, count),
    some.none() | some.builds(Budget, count, days), steps, some.none() | some.builds(RevenueShare, count, count),
    some.sampled_from(Approval), count, text, text, text, text,
    variant=some.none() | some.builds(Variant, rewards, rewards, days),
)  # fmt: skip


@given(schemes)
def test_what_is_written_is_read_again(terms: Terms) -> None:
    assert codec.terms_of(codec.read(codec.written(codec.plain(terms)))) == terms


def test_a_parameter_left_out_keeps_its_usual_value() -> None:
    assert codec.terms_of({}) == Terms()
    assert codec.terms_of({"lock_days": 3}) == Terms(lock_days=3)


@pytest.mark.parametrize(
    "values",
    [
        {"colour": "red"},
        {"lock_days": "1"},
        {"lock_days": True},
        {"lock_days": 1.0},
        {"personal": 1},
        {"ends_on": "tomorrow"},
        {"trigger": "whenever"},
        {"referrer": {"cents": 500}},
        {"referrer": {"kind": "lottery"}},
        {"referrer": {"kind": "fixed", "cents": 500, "colour": "red"}},
        {"referrer": {"kind": "fixed", "cents": "500"}},
        {"referrer": {"kind": "fixed"}},
        {"referrer": {"kind": "steps", "steps": [{"nth": 1}]}},
        {"referrer": {"kind": "steps", "steps": {"nth": 1, "cents": 2}}},
        {"referrer": []},
        {"limits": {"week": 1}},
        {"budget": {"cents": 1}},
        {"milestones": None},
        {"variant": {"referrer": {"kind": "nothing"}, "until": "2027-01-01"}},
        {"variant": {"referrer": {"kind": "nothing"}, "referee": {"kind": "nothing"}, "until": "soon"}},
        {"text_fr": None},
    ],
)
def test_what_this_program_did_not_write_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(codec.BadParameters):
        codec.terms_of(values)


@pytest.mark.parametrize("spoilt", ["", "{", "[]", "null", "7"])
def test_a_spoilt_text_is_refused(spoilt: str) -> None:
    with pytest.raises(codec.BadParameters):
        codec.read(spoilt)
