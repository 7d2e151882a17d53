"""What stands in a column or a row: in which order, how wide, how far apart."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLayout, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.ui.layouts import filled, in_column, in_row


def block(wide: int = 10, high: int = 10) -> QWidget:
    """A widget of at least this size."""
    made = QWidget()
    made.setMinimumSize(wide, high)
    return made


def places(qtbot: QtBot, layout: QLayout, wide: int, high: int, *parts: QWidget) -> list[tuple[int, int, int, int]]:
    """Where the parts stand in a widget of this size: left, top, width, height."""
    holder = filled(QWidget(), layout)
    qtbot.addWidget(holder)
    layout.setGeometry(QRect(0, 0, wide, high))
    return [(at.x(), at.y(), at.width(), at.height()) for at in (part.geometry() for part in parts)]


def test_a_row_has_no_edges_and_lets_its_room_give(qtbot: QtBot) -> None:
    left, right = block(), block()
    left.setMaximumWidth(10)
    right.setMaximumWidth(10)
    assert places(qtbot, in_row(left, ..., right, gap=4), 100, 10, left, right) == [(0, 0, 10, 10), (90, 0, 10, 10)]


def test_a_share_of_the_room_and_a_number_of_pixels(qtbot: QtBot) -> None:
    one, two = block(), block()
    assert places(qtbot, in_row((one, 1), 20, (two, 3), gap=0), 100, 10, one, two) == [(0, 0, 20, 10), (40, 0, 60, 10)]


def test_edges_are_the_same_on_all_sides_or_each_their_own(qtbot: QtBot) -> None:
    part, inner = block(), block()
    assert places(qtbot, in_column(part, edges=5), 50, 50, part) == [(5, 5, 40, 40)]
    nested = in_column(in_row(inner, edges=(1, 2, 3, 4)))
    assert places(qtbot, nested, 50, 50, inner) == [(1, 2, 46, 44)]


def test_an_alignment_leaves_a_part_its_own_size(qtbot: QtBot) -> None:
    top, last = block(), block()
    column = in_column((top, Qt.AlignmentFlag.AlignRight), last, gap=10)
    assert places(qtbot, column, 60, 30, top, last) == [(50, 0, 10, 10), (0, 20, 60, 10)]


def test_a_layout_takes_its_share_of_the_room(qtbot: QtBot) -> None:
    small, large = block(), block()
    column = in_column((in_row(small), 1), (in_row(large), 4), gap=0)
    assert [high for *_place, high in places(qtbot, column, 10, 100, small, large)] == [20, 80]
