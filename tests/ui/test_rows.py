"""A list of a million rows fetches what is in sight and nothing else."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from parrainage_desktop.ui.paged import PAGE, PAGES_KEPT
from parrainage_desktop.ui.rows import HEIGHT, SEARCHED, Row, RowList

MANY = 1_000_000


class Shelf:
    """Rows made on demand; it remembers what was asked for."""

    def __init__(self, count: int = MANY) -> None:
        self.count = count
        self.asked: list[int] = []

    def fetch(self, offset: int, count: int) -> Sequence[Row]:
        """Rows whose key is their number plus one."""
        self.asked.append(offset)
        last = min(offset + count, self.count)
        return [Row(number + 1, f"Customer {number}", "4 referrals", "CU") for number in range(offset, last)]


@pytest.fixture
def rows(qtbot: QtBot) -> RowList:
    """A list of nine rows' height, in sight."""
    made = RowList("Customers")
    qtbot.addWidget(made)
    made.resize(392, 9 * HEIGHT)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_million_rows_are_there_at_once_and_one_page_is_fetched(rows: RowList) -> None:
    shelf = Shelf()
    rows.show_rows(MANY, shelf.fetch)
    rows.grab()
    assert shelf.asked == [0]


def test_jumping_to_the_end_fetches_the_end_only(rows: RowList) -> None:
    shelf = Shelf()
    rows.show_rows(MANY, shelf.fetch)
    rows.scrollToBottom()
    rows.grab()
    assert shelf.asked == [MANY - PAGE]


def test_pages_not_looked_at_are_forgotten(rows: RowList) -> None:
    shelf = Shelf()
    rows.show_rows(MANY, shelf.fetch)
    for page in range(PAGES_KEPT + 1):
        rows.rows.row(page * PAGE)
    rows.rows.row(0)
    assert shelf.asked.count(0) == 2


def test_a_row_that_is_gone_leaves_a_gap_and_breaks_nothing(rows: RowList) -> None:
    rows.show_rows(20, Shelf(3).fetch)
    rows.grab()
    rows.step(10)
    assert rows.key() is None


def test_arrow_keys_walk_and_enter_opens(rows: RowList) -> None:
    chosen: list[int] = []
    opened: list[int] = []
    rows.chosen.connect(chosen.append)
    rows.opened.connect(opened.append)
    rows.show_rows(3, Shelf(3).fetch)
    for by in (1, 1, 1, 1, -1):
        rows.step(by)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert chosen == [1, 2, 3, 2]
    assert opened == [2]


def test_other_rows_keep_the_place_of_the_one_that_was_chosen(rows: RowList) -> None:
    rows.show_rows(9, Shelf(9).fetch, key=4)
    assert rows.key() == 4
    rows.show_rows(SEARCHED, Shelf(SEARCHED).fetch, key=80)
    assert rows.visualRect(rows.currentIndex()).intersects(rows.viewport().rect())
    rows.show_rows(2, Shelf(2).fetch, key=4)
    assert rows.key() is None


def test_markup_in_a_name_is_drawn_as_it_is(rows: RowList) -> None:
    def picture(title: str) -> QImage:
        rows.show_rows(1, lambda offset, count: [Row(1, title)])
        return rows.grab().toImage()

    assert picture("<b>Jean</b>") != picture("Jean")


def test_a_row_tells_all_it_shows(rows: RowList) -> None:
    rows.show_rows(1, lambda offset, count: [Row(1, "Odile Marchand", "8 referrals", "OM", figure="€10.00")])
    spoken = rows.rows.data(rows.rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Odile Marchand, 8 referrals, €10.00"


def test_letters_typed_in_the_list_are_passed_on_and_fetch_nothing(rows: RowList) -> None:
    shelf = Shelf()
    typed: list[str] = []
    rows.typed.connect(typed.append)
    rows.show_rows(MANY, shelf.fetch)
    rows.grab()
    QTest.keyClicks(rows, "zo")
    assert typed == ["z", "o"]
    assert shelf.asked == [0]


def test_matched_letters_are_underlined_and_the_title_stays(rows: RowList) -> None:
    def picture(*marks: tuple[int, int]) -> QImage:
        rows.show_rows(1, lambda offset, count: [Row(1, "Hélène Lefèvre", marks=marks)])
        return rows.grab().toImage()

    assert picture((7, 11)) != picture()
    assert picture((0, 900)) is not None
