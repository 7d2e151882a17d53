"""Answers brought in from a terminal."""

from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, opened

ROWS = "Timestamp,Score from 0 to 10,Why\n2026/11/03 9:05:14 AM GMT+1,10,Kind\n2026/11/04 9:05:14 AM GMT+1,11,\n"


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


def written(folder: Path, text: str) -> str:
    """A file of answers."""
    path = folder / "answers.csv"
    path.write_text(text, "utf-8")
    return str(path)


def test_an_import_says_what_it_read_and_what_was_wrong_and_is_undone(shop: Console, tmp_path: Path) -> None:
    path = written(tmp_path, ROWS)
    looked = shop.ask("surveys", "import", path, "--dry-run")
    assert looked == {
        "read": 2, "added": 1, "updated": 0, "skipped": 0, "wrong": 1, "matched": 0, "scale": "0-10",
        "scale_sure": False, "form": "google",
        "errors": [{"row": 3, "column": "Score from 0 to 10", "reason": "out_of_scale", "value": "11"}],
    }  # fmt: skip
    done = shop.ask("surveys", "import", path, "--channel", "form")
    assert done == {**looked, "import": 1}
    assert shop.ask("surveys", "import", path)["skipped"] == 1
    assert shop.ask("surveys", "score", "--segment", "channel")["segments"][0]["name"] == "form"
    assert shop.refused(3, "customers", "import", "--undo", "1")["refused"] == "unknown_import"
    assert shop.ask("surveys", "import", "--undo", "1") == {"undone": 1, "answers": 1}
    assert shop.refused(3, "surveys", "import", "--undo", "1")["refused"] == "already_undone"
    assert shop.ask("surveys", "score")["answers"] == 0


def test_columns_and_the_scale_can_be_named(shop: Console, tmp_path: Path) -> None:
    path = written(tmp_path, "When,A,B\n03/10/2026,9,2\n04/10/2026,8,3\n")
    assert shop.refused(4, "surveys", "import", path)["error"] == "two_scores"
    words = ("surveys", "import", path, "--map", "A=score", "--scale", "1-10")
    assert shop.refused(2, *words, "--map", "When=on")["error"] == "usage"
    assert shop.refused(2, *words, "--map", "B=score")["error"] == "usage"
    assert shop.refused(2, *words, "--map", "C=comment")["error"] == "usage"
    assert shop.refused(2, *words, "--map", "B=shoe size")["error"] == "usage"
    done = shop.ask(*words, "--map", "When=on:day_first")
    assert (done["added"], done["scale"], done["scale_sure"]) == (2, "1-10", True)
    assert shop.ask("surveys", "score")["answers"] == 0
    assert "no score from 0 to 10" in shop.say(*words, "--map", "When=on:day_first").out


def test_a_column_that_is_no_column_of_scores_is_refused_also_by_hand(shop: Console, tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Score\nKarim,9\nLuc,8\n")
    refused = shop.refused(4, "surveys", "import", path, "--map", "Name=score")
    assert refused["error"] == "score_not_numbers"
    assert "Row 2" in refused["message"]
    assert shop.ask("surveys", "score")["answers"] == 0
