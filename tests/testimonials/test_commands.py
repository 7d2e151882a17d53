"""Testimonials from a terminal: noted, agreed to, published, written to files, taken back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from parrainage_desktop.base.clock import SetClock
from tests import paper
from tests.console import Console, opened


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    console = opened(tmp_path, clock)
    console.ask("customers", "add", "--name", "Odile Marchand", "--language", "fr")
    console.ask("testimonials", "add", "1", "--why", "Mon four était en panne.", "--advice", "Allez-y !")
    return console


def published(shop: Console) -> None:
    for step in ("agree", "approve", "publish"):
        shop.ask("testimonials", step, "1")


def test_from_the_first_word_to_the_page(shop: Console, tmp_path: Path) -> None:
    assert shop.refused(3, "testimonials", "publish", "1")["refused"] == "no_consent"
    published(shop)
    found = shop.ask("testimonials", "show", "1")
    assert (found["state"], found["published_on"]) == ("published", "2026-11-14")
    target = tmp_path / "page.pdf"
    assert shop.ask("testimonials", "export", str(target))["testimonials"] == 1
    (page,) = paper.pages(target)
    assert "Mon four était en panne." in page
    assert "Pourquoi" in page or "Why did you come" in page
    assert "Odile M." in page


def test_what_is_published_goes_into_tables_and_text(shop: Console, tmp_path: Path) -> None:
    published(shop)
    shop.ask("testimonials", "export", str(tmp_path / "t.xlsx"))
    sheet = load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][0] == "Odile M."
    shop.ask("testimonials", "export", str(tmp_path / "t.txt"))
    assert (tmp_path / "t.txt").read_text("utf-8").endswith("— Odile M.\n")
    assert shop.refused(2, "testimonials", "export", str(tmp_path / "t.doc"))["error"] == "usage"
    assert not (tmp_path / "t.doc").exists()


def test_nothing_unpublished_is_written_but_a_draft_to_be_read(shop: Console, tmp_path: Path) -> None:
    assert shop.refused(3, "testimonials", "export", str(tmp_path / "t.pdf"))["refused"] == "not_published"
    shop.refused(2, "testimonials", "export", str(tmp_path / "t.csv"), "--id", "1")
    shop.ask("testimonials", "export", str(tmp_path / "t.pdf"), "--id", "1")
    (page,) = paper.pages(tmp_path / "t.pdf")
    assert "Odile M." in page
    shop.ask("testimonials", "agree", "1")
    shop.ask("testimonials", "revoke", "1")
    shop.refused(2, "testimonials", "export", str(tmp_path / "again.pdf"), "--id", "1")
    assert not (tmp_path / "again.pdf").exists()
    assert not (tmp_path / "t.csv").exists()


def test_words_are_changed_one_by_one(shop: Console) -> None:
    changed = shop.ask("testimonials", "change", "1", "--signed", "Odile, Nantes", "--advice", "")
    assert changed["answers"] == {"why": "Mon four était en panne."}
    assert changed["signed"] == "Odile, Nantes"
    assert shop.ask("testimonials", "show", "1")["text"].endswith("— Odile, Nantes")
    assert [one["id"] for one in shop.ask("testimonials", "list", "--state", "draft")["testimonials"]] == [1]
    assert shop.ask("testimonials", "list", "--state", "published")["testimonials"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("add", "9", "--why", "x"), ("add", "1", "--kind", "letter"), ("add", "1", "--language", "de"),
        ("add", "1", "--why", "x" * 2_001), ("show", "7"), ("change", "7"), ("approve", "0"), ("list", "--state", "x"),
    ],
)  # fmt: skip
def test_wrong_usage_changes_nothing(shop: Console, words: tuple[str, ...]) -> None:
    assert shop.say("--json", "testimonials", *words).status in (2, 3)
    assert len(shop.ask("testimonials", "list")["testimonials"]) == 1
