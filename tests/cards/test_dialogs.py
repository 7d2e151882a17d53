"""Where the cards go on a begun sheet: by mouse, by keys, never beside the sheet."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.cards.dialogs import PlacingDialog
from parrainage_desktop.cards.rules import Placing
from parrainage_desktop.cards.stocks import Stock, named


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialog stands over."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def opened(qtbot: QtBot, window: QWidget, name: str, placing: Placing) -> PlacingDialog:
    """The dialog for a sheet."""
    stock = named(name)
    assert isinstance(stock, Stock)
    dialog = PlacingDialog(window, stock, placing)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def words(dialog: PlacingDialog) -> str:
    """Everything it says."""
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def test_the_first_free_place_is_pointed_at_or_walked_to(qtbot: QtBot, window: QWidget) -> None:
    dialog = opened(qtbot, window, "L7160", Placing())
    middle = QPoint(dialog.map.width() // 2, dialog.map.height() // 2)
    qtbot.mouseClick(dialog.map, Qt.MouseButton.LeftButton, pos=middle)
    assert dialog.map.start == 11
    for key, place in ((Qt.Key.Key_Down, 14), (Qt.Key.Key_Left, 13), (Qt.Key.Key_Up, 10), (Qt.Key.Key_Right, 11)):
        qtbot.keyClick(dialog.map, key)
        assert dialog.map.start == place
    assert "First free place: 11 of 21." in words(dialog)
    assert dialog.map.accessibleName() == "First free place: 11 of 21."
    for _step in range(9):
        qtbot.keyClick(dialog.map, Qt.Key.Key_Down)
    assert dialog.map.start == 20
    with qtbot.waitSignal(dialog.placed) as placed:
        qtbot.keyClick(dialog.map, Qt.Key.Key_Return)
    assert placed.args == [Placing(20)]


def test_the_printer_is_put_right_by_halves_and_no_further_than_ten(qtbot: QtBot, window: QWidget) -> None:
    dialog = opened(qtbot, window, "C32011", Placing(3, 9.5, 0.0))
    for _press in range(3):
        dialog.right.more.click()
        dialog.down.less.click()
    assert dialog.placing() == Placing(3, 10.0, -1.5)
    assert "Down: −1.5 mm" in words(dialog)
    with qtbot.waitSignal(dialog.test_wanted) as wanted:
        dialog.test.click()
    assert wanted.args == [Placing(1, 10.0, -1.5)]


def test_a_place_from_a_larger_sheet_is_brought_onto_this_one_and_esc_changes_nothing(
    qtbot: QtBot, window: QWidget
) -> None:
    dialog = opened(qtbot, window, "C32015", Placing(21))
    assert dialog.map.start == 8
    with qtbot.assertNotEmitted(dialog.placed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
