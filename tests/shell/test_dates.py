"""The date of a till far past the last entry: one question in the window, and what each answer lets happen."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.clock import SystemClock
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.shell.dates import DateView
from parrainage_desktop.shell.places import COUNTER
from parrainage_desktop.shell.program import Program
from tests.shell.conftest import OTHER, opened, texts
from tests.stores import NOW

ANA = Actor("Ana", "till 1")


@pytest.fixture(autouse=True)
def _a_year_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give this computer a date a year past the shops'."""
    monkeypatch.setattr(SystemClock, "sure", False)
    monkeypatch.setattr(SystemClock, "now", lambda _clock: NOW + timedelta(days=373))


def store(program: Program) -> Database:
    """The store that is open."""
    assert program.desk
    return program.desk.db


def write(program: Program) -> None:
    """Write something into the open store."""
    with store(program).write(ANA) as tx:
        customers.add(tx, NewCustomer("Karim", "Haddad"))


def question(program: Program) -> DateView | None:
    """The question, when it is in front."""
    assert program.desk
    shown = program.desk.frame.screens.currentWidget()
    return shown if isinstance(shown, DateView) else None


def press(qtbot: QtBot, program: Program, word: str) -> None:
    """Press the answer that says `word`."""
    view = question(program)
    assert view
    button = next(one for one in view.findChildren(QPushButton) if word in one.accessibleName() + one.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_opening_asks_once_with_both_days(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    assert question(program)
    said = texts(program)
    assert "The computer says it is Monday 22 November 2027; the last entry is of 14 November 2026." in said
    assert "Is the date right?" in said


def test_a_date_said_to_be_right_lets_the_day_begin(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    press(qtbot, program, "right")
    assert question(program) is None
    assert program.desk
    assert program.desk.current == COUNTER
    write(program)
    write(program)
    assert question(program) is None


def test_a_wrong_clock_can_be_read_by_and_is_asked_about_again_at_the_next_write(
    program: Program, shop: str, qtbot: QtBot
) -> None:
    opened(qtbot, program, shop)
    press(qtbot, program, "correct")
    assert question(program) is None
    assert program.desk
    program.desk.show_page(OTHER)
    with pytest.raises(UserError):
        write(program)
    qtbot.waitUntil(lambda: question(program) is not None)
    press(qtbot, program, "right")
    assert program.desk.current == OTHER
    write(program)


def test_a_scanner_s_enter_answers_nothing(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    view = question(program)
    assert view
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert question(program) is view


def test_a_usual_date_is_not_asked_about(
    program: Program, shop: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _clock: NOW + timedelta(days=9))
    opened(qtbot, program, shop)
    assert question(program) is None
