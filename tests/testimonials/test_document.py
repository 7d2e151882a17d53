"""The page of a testimonial: every word on it, a draft marked as one, nothing obeyed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.testimonials import document
from parrainage_desktop.testimonials.rules import Kind, State, Testimonial, Words
from tests import paper, papers

SHOP = Shop("Maison Lumet", "fr", "EUR", "Europe/Paris", "FR", "14 rue des Trois-Ponts, Nantes", "02 61 91 40 12")
DAY = date(2026, 11, 14)
WORDS = Words("Odile M.", why="Mon four était en panne.", tangible="Du pain chaque jour.", advice="Allez-y !")
ONE = Testimonial(1, 1, "Odile Marchand", Kind.TESTIMONIAL, "fr", WORDS, State.PUBLISHED, DAY, DAY, published_on=DAY)


def test_each_begins_a_page_in_its_customers_language(tmp_path: Path) -> None:
    english = replace(ONE, language="en", kind=Kind.CASE_STUDY)
    printed = document.page(tmp_path / "t.pdf", [ONE, english], SHOP)
    first, second = paper.pages(tmp_path / "t.pdf")
    assert printed.pages == 2
    assert "14 novembre 2026" in first
    assert "14 November 2026" in second
    assert "A customer’s story" in second
    assert all(said in page for said in ("Mon four était en panne.", "Odile M.", SHOP.name) for page in (first, second))


def test_what_is_not_published_says_so(tmp_path: Path) -> None:
    document.page(tmp_path / "t.pdf", [replace(ONE, language="en", state=State.APPROVED)], SHOP)
    assert "Draft, to be read by Odile M." in paper.pages(tmp_path / "t.pdf")[0]


def test_long_words_go_on_over_the_page_and_none_is_lost(tmp_path: Path) -> None:
    numbered = " ".join(f"mot{place}" for place in range(260))
    words = Words("Odile M.", *[numbered] * 6)
    printed = document.page(tmp_path / "t.pdf", [replace(ONE, words=words)], SHOP)
    text = " ".join(paper.pages(tmp_path / "t.pdf"))
    assert printed.pages > 1
    assert all(text.split().count(f"mot{place}") == 6 for place in range(260))


def test_the_same_words_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        document.page(tmp_path / name, [ONE], SHOP)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_hostile_words_are_only_words(tmp_path: Path) -> None:
    names = [name for name in papers.NAMES if len(name) < 60]
    found = [replace(ONE, words=Words(name, why=name)) for name in names]
    printed = document.page(tmp_path / "t.pdf", found, SHOP)
    assert papers.missing(paper.pages(tmp_path / "t.pdf"), names, printed.unprintable) == []
    assert papers.obeyed(tmp_path / "t.pdf") == []


def test_nothing_to_print_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no testimonials"):
        document.page(tmp_path / "t.pdf", [], SHOP)
