"""Tables on paper: side by side where the words fit, otherwise each row a list of its own."""

from pathlib import Path

from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.privacy import paper as papers
from parrainage_desktop.privacy.paper import Hand
from tests import paper

SHOP = Shop("Maison Lumet", "fr", "EUR", "Europe/Paris", "FR")
HEADINGS = [f"Remboursement{number}" for number in range(12)]


def written(tmp_path: Path, headings: list[str], cells: list[str]) -> str:
    """The words of a page with a table of one row."""
    papers.write(tmp_path / "p.pdf", SHOP, "fr", "Bons", "", Hand().table(headings, [cells]))
    (page,) = paper.pages(tmp_path / "p.pdf")
    return page


def test_a_table_too_wide_for_the_page_cuts_no_word(tmp_path: Path) -> None:
    cells = [f"remis{number}" for number in range(12)]
    page = written(tmp_path, HEADINGS, cells)
    assert [word for word in HEADINGS + cells if word not in page] == []


def test_what_is_empty_in_such_a_row_is_left_out(tmp_path: Path) -> None:
    page = written(tmp_path, HEADINGS, ["remis", *[""] * 11])
    assert "Remboursement0" in page
    assert "Remboursement1" not in page


def test_words_that_fit_stand_side_by_side(tmp_path: Path) -> None:
    page = written(tmp_path, ["Code", "Le"], ["B-1", ""])
    assert "Le" in page
