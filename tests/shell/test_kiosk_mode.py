"""This screen as a kiosk: it outlives its power being cut, nothing thanked for is lost, and the desk comes back."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.database import Database
from parrainage_desktop.shell.program import Program
from parrainage_desktop.shell.settings import Settings
from parrainage_desktop.surveys.kiosk import Kiosk
from parrainage_desktop.surveys.kiosk_code import CodeView
from tests.staff.test_service import with_code
from tests.stores import Till

ROOT = Path(__file__).resolve().parents[2]


def thanked(where: Path, count: int) -> list[str]:
    """What a kiosk that is killed in the middle had thanked for, once it did so `count` times."""
    command = [sys.executable, "-m", "tests.shell.kiosk_hands", str(where)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}
    told = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as hands:
        assert hands.stdout
        for line in hands.stdout:
            told.append(line.strip())
            if len(told) >= count:
                os.kill(hands.pid, signal.SIGKILL)
                break
    return told


def test_no_answer_that_was_thanked_for_is_lost_when_the_power_is_cut(file_till: Till) -> None:
    with_code(file_till)
    where = Path(str(file_till.db.engine.url.database))
    file_till.db.close()
    first, second = thanked(where, 101), thanked(where, 100)
    assert (first[0], "desk" in second) == ("desk", False)
    told = {tuple(int(part) for part in line.split()) for line in first[1:] + second}
    db = Database.open(where)
    with db.read() as tx:
        kept = {(row[0], row[1]) for row in tx.connection.exec_driver_sql("SELECT id, score FROM answers")}
    db.close()
    assert len(told) == 200
    assert told <= kept
    assert len(kept) <= 202


def test_the_kiosks_code_is_typed_without_touching_the_screen_first(
    qapp: QApplication, qtbot: QtBot, file_till: Till, tmp_path: Path
) -> None:
    program = Program(qapp, Settings(tmp_path / "window.ini"), fixed_language=True)
    program.begin(str(file_till.db.engine.url.database))
    program.window.show()
    qtbot.waitUntil(lambda: program.desk is not None)
    program.wishes.open_kiosk()
    qtbot.waitUntil(lambda: isinstance(program.window.centralWidget(), Kiosk))
    kiosk = program.window.centralWidget()
    assert isinstance(kiosk, Kiosk)
    assert isinstance(kiosk.view, CodeView)
    assert program.window.focusWidget() is kiosk.view.line
    kiosk.left.emit()
    program.window.close()
    program.close()


def test_the_screen_stays_a_kiosk_until_the_code_is_typed(
    qapp: QApplication, qtbot: QtBot, file_till: Till, tmp_path: Path
) -> None:
    with_code(file_till)
    where = str(file_till.db.engine.url.database)
    program = Program(qapp, Settings(tmp_path / "window.ini"), fixed_language=True)
    program.begin(where)
    program.window.show()
    qtbot.waitUntil(lambda: program.desk is not None)
    program.wishes.open_kiosk()
    qtbot.waitUntil(lambda: isinstance(program.window.centralWidget(), Kiosk) and program.settings.kiosk[0] == where)
    program.window.close()
    program.window.toggle_full_screen()
    assert program.window.isVisible()
    assert program.window.windowState() & Qt.WindowState.WindowFullScreen
    kiosk = program.window.centralWidget()
    assert isinstance(kiosk, Kiosk)
    kiosk.left.emit()
    assert program.settings.kiosk == ("", False)
    assert program.desk is not None
    assert not program.window.windowState() & Qt.WindowState.WindowFullScreen
    program.window.close()
    assert not program.window.isVisible()
    program.close()
