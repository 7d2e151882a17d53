"""A paper looked at: pages come as they are looked at, by keys as by mouse, and are told to whoever cannot see them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from parrainage_desktop.base import pages, pdf
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.paper_view import PaperView

PAGES = 30


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[PaperView]:
    """Thirty pages, each with its number."""
    path = tmp_path / "paper.pdf"
    with pdf.document(path, pdf.A6, "paper", "shop", "en") as sheet:
        for number in range(PAGES):
            if number:
                sheet.next_page()
            pdf.text(sheet, 20, 60, f"Number {number + 1}", size=24)
    found = PaperView()
    qtbot.addWidget(found)
    found.resize(500, 600)
    found.show_paper(path, pages.sizes(path))
    found.show()
    qtbot.waitUntil(found.is_drawn)
    yield found
    jobs.stop_all()


def test_a_page_is_told_with_its_text(view: PaperView) -> None:
    assert (view.accessibleName(), view.accessibleDescription()) == (f"Page 1 of {PAGES}", "Number 1")


def test_keys_go_from_page_to_page(view: PaperView, qtbot: QtBot) -> None:
    for key, number in (
        (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageDown, 3), (Qt.Key.Key_PageUp, 2), (Qt.Key.Key_End, PAGES),
        (Qt.Key.Key_PageDown, PAGES), (Qt.Key.Key_Home, 1), (Qt.Key.Key_PageUp, 1),
    ):  # fmt: skip
        qtbot.keyClick(view, key)
        assert view.accessibleName() == f"Page {number} of {PAGES}"
    qtbot.waitUntil(view.is_drawn)
    assert view.accessibleDescription() == "Number 1"


def test_only_pages_near_the_one_looked_at_are_kept(view: PaperView, qtbot: QtBot) -> None:
    for _page in range(12):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
        qtbot.waitUntil(view.is_drawn)
    assert len(view._seen) <= 4


def test_zooming_draws_finer_and_comes_back_to_whole_pages(view: PaperView, qtbot: QtBot) -> None:
    whole = view._place(0)
    assert whole.height() <= view.viewport().height()
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(view.is_drawn)
    assert view._place(0).height() > whole.height()
    assert view._seen[0].image.height() == pytest.approx(view._place(0).height(), abs=2)
    for _more in range(20):
        view.zoom(-1)
    assert view._place(0).height() < whole.height()
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view._place(0) == whole


def test_a_paper_that_went_away_is_blank(view: PaperView, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").unlink()
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: not view._busy)
    assert view.accessibleDescription() == ""
