"""A scan is known by its rhythm; typing is left alone."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.codes import read_code
from parrainage_desktop.ui.scanner import EnterGuard, Scanner

CODE = "BGHDJGVDCTNKBTFRG"
# The letter keys in the order of a US keyboard, as each layout names them.
LAYOUTS = {
    "QWERTY": "QWERTYUIOPASDFGHJKLZXCVBNM",
    "AZERTY": "AZERTYUIOPQSDFGHJKLWXCVBN,",
    "QWERTZ": "QWERTZUIOPASDFGHJKLYXCVBNM",
}


class Hand:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Till(QWidget):
    """A window with a field, a note and a button that wants to be pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.hand = Hand()
        self.field, self.note, self.button = QLineEdit(), QPlainTextEdit(), QPushButton()
        self.pressed: list[bool] = []
        self.entered: list[bool] = []
        self.button.clicked.connect(lambda: self.pressed.append(True))
        self.field.returnPressed.connect(lambda: self.entered.append(True))
        box = QVBoxLayout(self)
        for part in (self.field, self.note, self.button):
            box.addWidget(part)
        self.scans: list[str] = []
        self.scanner = Scanner(self, self.hand)
        self.scanner.scanned.connect(self.scans.append)


@pytest.fixture
def till(qtbot: QtBot) -> Till:
    """The window, shown and active."""
    window = Till()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.field.setFocus()
    qtbot.waitUntil(window.field.hasFocus)
    return window


def type_text(qtbot: QtBot, till: Till, target: QWidget, text: str, gap: float) -> None:
    for letter in text:
        till.hand.now += gap
        QTest.keyClicks(target, letter)


def end(qtbot: QtBot, till: Till, target: QWidget, key: Qt.Key = Qt.Key.Key_Return, gap: float = 0.01) -> None:
    till.hand.now += gap
    QTest.keyClick(target, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
@pytest.mark.parametrize("code", [CODE, CODE.lower(), "PNXVVNTBCTFE", "pnxvvntbctfe"])
def test_a_burst_ended_by_enter_or_tab_is_a_scan_with_caps_lock_or_without(
    qtbot: QtBot, till: Till, key: Qt.Key, code: str
) -> None:
    type_text(qtbot, till, till.field, code, 0.01)
    end(qtbot, till, till.field, key)
    assert till.scans == [code]
    assert till.field.text() == ""
    assert not till.entered
    assert till.field.hasFocus()


def test_a_scan_gives_back_the_text_of_the_field_it_leaked_into(qtbot: QtBot, till: Till) -> None:
    till.field.setText("Lef")
    type_text(qtbot, till, till.field, CODE, 0.02)
    end(qtbot, till, till.field)
    assert till.field.text() == "Lef"
    till.note.setFocus()
    till.note.setPlainText("Très bien")
    type_text(qtbot, till, till.note, CODE, 0.02)
    end(qtbot, till, till.note)
    assert till.note.toPlainText() == "Très bien"
    assert till.scans == [CODE, CODE]


def test_a_scan_on_a_button_does_not_press_it(qtbot: QtBot, till: Till) -> None:
    till.button.setFocus()
    till.button.setDefault(True)
    type_text(qtbot, till, till.button, CODE, 0.01)
    end(qtbot, till, till.button)
    assert till.scans == [CODE]
    assert not till.pressed


def test_slow_typing_is_typing(qtbot: QtBot, till: Till) -> None:
    type_text(qtbot, till, till.field, "marchand", 0.12)
    end(qtbot, till, till.field, gap=0.12)
    assert not till.scans
    assert till.field.text() == "marchand"
    assert till.entered


def test_a_few_quick_letters_are_typing(qtbot: QtBot, till: Till) -> None:
    type_text(qtbot, till, till.field, "lefev", 0.01)
    end(qtbot, till, till.field)
    assert not till.scans
    assert till.field.text() == "lefev"


def test_letters_typed_before_a_scan_are_kept(qtbot: QtBot, till: Till) -> None:
    type_text(qtbot, till, till.field, "od", 0.2)
    till.hand.now += 1
    type_text(qtbot, till, till.field, CODE, 0.01)
    end(qtbot, till, till.field)
    assert till.field.text() == "od"
    assert till.scans == [CODE]


def test_a_scanner_without_enter_is_understood_after_a_pause(qtbot: QtBot, till: Till) -> None:
    type_text(qtbot, till, till.field, CODE, 0.01)
    qtbot.waitUntil(lambda: till.scans == [CODE])
    assert till.field.text() == ""


def test_a_slow_wireless_scanner_is_understood_when_its_code_is_whole(qtbot: QtBot, till: Till) -> None:
    type_text(qtbot, till, till.field, CODE, 0.075)
    end(qtbot, till, till.field, gap=0.075)
    assert till.scans == [CODE]


def test_a_shortcut_on_enter_does_not_take_the_scan_away(qtbot: QtBot, till: Till) -> None:
    shortcuts: list[bool] = []
    QShortcut(QKeySequence(Qt.Key.Key_Return), till).activated.connect(lambda: shortcuts.append(True))
    type_text(qtbot, till, till.field, CODE, 0.01)
    end(qtbot, till, till.field)
    assert till.scans == [CODE]
    assert not shortcuts
    end(qtbot, till, till.field, gap=5)
    assert shortcuts


def test_a_key_held_down_is_not_a_scan(qtbot: QtBot, till: Till) -> None:
    for number in range(12):
        till.hand.now += 0.03
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, "0", number > 0)
        QApplication.sendEvent(till.field, press)
    end(qtbot, till, till.field)
    assert not till.scans
    assert till.field.text() == "0" * 12


@pytest.mark.parametrize("layout", ["QWERTY", "AZERTY", "QWERTZ"])
@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("code", [CODE, "PNXVVNTBCTFE"])
def test_a_scanner_set_to_any_layout_is_read_with_caps_lock_or_without(
    qtbot: QtBot, till: Till, layout: str, caps: bool, code: str
) -> None:
    typed = code.translate(str.maketrans(LAYOUTS["QWERTY"], LAYOUTS[layout]))
    type_text(qtbot, till, till.field, typed.lower() if caps else typed, 0.01)
    end(qtbot, till, till.field)
    assert [read_code(text).letters for text in till.scans] == [code]


def test_a_product_bar_code_is_a_scan_too(qtbot: QtBot, till: Till) -> None:
    type_text(qtbot, till, till.field, "3017620422003", 0.01)
    end(qtbot, till, till.field)
    assert till.scans == ["3017620422003"]


def test_a_burst_of_ten_thousand_signs_is_cut(qtbot: QtBot, till: Till) -> None:
    for _sign in range(300):
        till.hand.now += 0.001
        QTest.keyClicks(till.button, "B")
    till.button.setFocus()
    type_text(qtbot, till, till.button, "B" * 300, 0.001)
    end(qtbot, till, till.button)
    assert len(till.scans[-1]) == 65


def test_enter_counts_again_after_four_tenths_of_a_second() -> None:
    hand = Hand()
    guard = EnterGuard(hand)
    assert guard.is_open()
    guard.close()
    hand.now += 0.39
    assert not guard.is_open()
    hand.now += 0.02
    assert guard.is_open()
