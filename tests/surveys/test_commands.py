"""Answers and the score, from a terminal."""

from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, opened, person


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


def test_no_answer_is_no_score(shop: Console) -> None:
    assert shop.ask("surveys", "score") == {
        "answers": 0, "promoters": 0, "passives": 0, "detractors": 0, "nps": None, "low": None, "high": None,
    }  # fmt: skip
    assert shop.say("surveys", "score").out == "No answer, no score.\n"


def test_an_answer_says_what_it_makes_and_proposes(shop: Console) -> None:
    card = person(shop, "Claire Fontanel")["card"]
    promoter = shop.ask("surveys", "record", card, "9", "--comment", "Very well advised")
    assert (promoter["category"], promoter["proposes"]) == ("promoter", ["enrol", "review"])
    detractor = shop.ask("surveys", "record", person(shop, "Luc Petit")["card"], "3")
    assert (detractor["category"], detractor["proposes"]) == ("detractor", ["call_back", "review"])
    nobody = shop.ask("surveys", "record", "--anonymous", "0")
    assert (nobody["category"], nobody["proposes"]) == ("detractor", ["review"])
    score = shop.ask("surveys", "score")
    assert (score["answers"], score["nps"]) == (3, -33.33)
    assert "NPS −33.3" in shop.say("surveys", "score").out


def test_days_bound_the_score_inclusively(shop: Console) -> None:
    shop.ask("surveys", "record", "--anonymous", "10")
    for words, answers in (
        (("--from", "2026-11-14", "--to", "2026-11-14"), 1),
        (("--from", "2026-11-15"), 0),
        (("--to", "2026-11-13"), 0),
    ):
        assert shop.ask("surveys", "score", *words)["answers"] == answers


@pytest.mark.parametrize(
    "words",
    [
        ("record", "--anonymous", "11"),
        ("record", "--anonymous", "-1"),
        ("record", "--anonymous", "9.5"),
        ("record", "--anonymous", "nine"),
        ("record", "--anonymous", "１0"),
        ("record", "1", "9", "--anonymous"),
        ("record", "9"),
        ("record",),
        ("record", "--anonymous", "9", "--comment", "x" * 10_000),
        ("record", "--anonymous", "9", "--channel", "pigeon"),
        ("record", "--anonymous", "9", "--campaign", "7"),
        ("record", "--anonymous", "9", "--on", "2026-11-15"),
        ("exclude", "1"),
        ("exclude", "1", "--reason", "x", "--take-back"),
        ("campaigns", "--add", "Autumn"),
        ("campaigns", "--add", "Autumn", "--to", "2026-11-13"),
        ("asked", "people.csv"),
        ("score", "--segment", "shoe size"),
        ("score", "--campaign", "7"),
        ("score", "--from", "31/31/2026"),
        ("score", "--from", "2026-02-30"),
        ("score", "--from", "20261114"),
        ("score", "--from", "0001-01-01"),
        ("score", "--from", "2026-11-15", "--to", "2026-11-14"),
    ],
)
def test_wrong_usage_ends_with_2(shop: Console, words: tuple[str, ...]) -> None:
    assert shop.refused(2, "surveys", *words)["error"] == "usage"
    assert shop.ask("surveys", "score")["answers"] == 0


def test_an_answer_says_how_it_came_and_answers_a_campaign_once(shop: Console) -> None:
    card = person(shop, "Claire Fontanel")["card"]
    campaign = shop.ask("surveys", "campaigns", "--add", "Autumn", "--to", "2026-11-30")
    assert campaign == {"id": 1, "chosen": 1}
    words = ("--campaign", "1", "--channel", "paper")
    first = shop.ask("surveys", "record", card, "7", *words, "--call-back", "--quote", "--on", "2026-11-12")
    again = shop.refused(3, "surveys", "record", card, "9", *words)
    assert (again["refused"], again["id"], again["score"], again["answered_on"]) == (
        "already_answered", first["id"], 7, "2026-11-12",
    )  # fmt: skip
    assert shop.ask("surveys", "record", card, "9", *words, "--replace")["replaced"] == first["id"]
    found = shop.ask("surveys", "score", "--campaign", "1", "--segment", "channel")
    assert (found["answers"], found["promoters"]) == (1, 1)
    assert [(one["name"], one["answers"]) for one in found["segments"]] == [("paper", 1)]
    assert "Paper: NPS +100.0" in shop.say("surveys", "score", "--segment", "channel").out
    (listed,) = shop.ask("surveys", "campaigns")["campaigns"]
    assert (listed["asked"], listed["answers"], listed["rate"]) == (1, 1, 100.0)


def test_an_answer_is_left_out_with_a_reason_and_taken_back(shop: Console) -> None:
    number = str(shop.ask("surveys", "record", "--anonymous", "0")["id"])
    assert shop.ask("surveys", "exclude", number, "--reason", "by mistake")["excluded"] is True
    assert shop.refused(3, "surveys", "exclude", number, "--reason", "again")["refused"] == "already_so"
    assert shop.ask("surveys", "score")["answers"] == 0
    assert shop.ask("surveys", "exclude", number, "--take-back")["excluded"] is False
    assert shop.ask("surveys", "score")["answers"] == 1
    assert shop.refused(3, "surveys", "exclude", "99", "--reason", "x")["refused"] == "unknown_answer"


def test_whom_to_ask_is_written_to_a_file_and_counts_as_asked(shop: Console, tmp_path: Path) -> None:
    person(shop, "Claire Fontanel")
    shop.ask("surveys", "campaigns", "--add", "Autumn", "--to", "2026-11-30", "--channel", "email", "--channel", "form")
    found = shop.ask("surveys", "asked", str(tmp_path / "people.xlsx"))
    assert (found["people"], found["asked"], found["rate"]) == (1, 1, 0.0)
    assert shop.ask("surveys", "asked", str(tmp_path / "none.csv"), "--by", "sms")["people"] == 0
