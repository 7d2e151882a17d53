"""A ring shows where the keyboard is, outside what it is on; fields thicken their own border instead."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.ui.focus_ring import GAP, WIDTH, FocusRing


class Window(QWidget):
    """Two buttons and a field."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.two, self.field = QPushButton("One"), QPushButton("Two"), QLineEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 20, 20, 20)
        for part in (self.field, self.one, self.two):
            row.addWidget(part)
        self.ring = FocusRing(self)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """The window, in sight; the field has the keyboard."""
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    return made


def test_the_ring_goes_with_the_tab_key(window: Window) -> None:
    out = WIDTH + GAP
    for button in (window.one, window.two):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert button.hasFocus()
        assert window.ring.isVisible()
        assert window.ring.geometry() == button.geometry().adjusted(-out, -out, out, out)


def test_a_field_has_no_ring(window: Window) -> None:
    assert not window.ring.isVisible()
    window.one.setFocus()
    assert window.ring.isVisible()
    window.field.setFocus()
    assert not window.ring.isVisible()


def test_a_mouse_needs_no_ring(window: Window) -> None:
    QTest.mousePress(window.one, Qt.MouseButton.LeftButton)
    assert window.one.hasFocus()
    assert not window.ring.isVisible()
    QTest.mouseRelease(window.one, Qt.MouseButton.LeftButton)


def test_the_ring_follows_what_moves_and_goes_when_it_hides(window: Window) -> None:
    window.two.setFocus()
    window.resize(window.width() + 200, window.height())
    QTest.qWait(1)
    assert window.ring.geometry().center() == window.two.geometry().center()
    window.two.hide()
    assert not window.ring.isVisible() or not window.two.hasFocus()


def test_the_ring_lets_every_touch_through(window: Window) -> None:
    window.one.setFocus()
    pressed: list[bool] = []
    window.one.clicked.connect(lambda: pressed.append(True))
    QTest.mouseClick(window.one, Qt.MouseButton.LeftButton)
    assert pressed
    assert window.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
