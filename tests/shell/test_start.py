"""What starting costs, what is remembered, and what happens when the program itself breaks."""

import logging
import subprocess
import sys

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from parrainage_desktop.base import paths
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.shell import crash
from parrainage_desktop.shell.settings import Seen, Settings
from parrainage_desktop.shell.start import own_store
from parrainage_desktop.ui.theme import Look

WATCHED = """
import gc, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from parrainage_desktop.shell import program, start
from parrainage_desktop.ui.garbage import Garbage
def tell():
    looks = QApplication.instance().findChild(Garbage) is not None
    print("ready", gc.isenabled(), looks, gc.get_freeze_count() > 10_000)
    QApplication.quit()
def open_store(self):
    print("opening", gc.isenabled())
    QTimer.singleShot(0, tell)
program.Program.open_store = open_store
start.run_window(sys.argv[1], False, "en")
"""
HEAVY = {"sqlalchemy", "alembic", "reportlab", "babel", "phonenumbers", "qrcode", "PIL"}
NEVER_AT_THE_COUNTER = {
    *(f"parrainage_desktop.surveys.{name}" for name in "figures lists segment_store campaigns exchange".split()),
    "PIL", "alembic", "argon2", "openpyxl", "phonenumbers", "pypdfium2", "qrcode", "rapidfuzz", "reportlab",
    "sqlalchemy.dialects.postgresql", "sqlalchemy.orm", "vobject", "xlsxwriter", "zxingcpp",
}  # fmt: skip


def test_the_first_picture_needs_none_of_the_heavy_libraries() -> None:
    code = "import sys, parrainage_desktop.shell.start; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())


def test_the_counter_is_ready_without_what_only_papers_files_lists_and_other_databases_need() -> None:
    code = "import sys, parrainage_desktop.counter.page; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not NEVER_AT_THE_COUNTER & set(done.stdout.split())
    assert "parrainage_desktop.vouchers.store" in done.stdout.split()


def test_nobody_looks_for_garbage_before_the_counter_is_ready(shop: str) -> None:
    done = subprocess.run([sys.executable, "-c", WATCHED, shop], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["opening False", "ready False True True"]


def test_settings_start_empty_and_are_kept(settings: Settings) -> None:
    assert (settings.language, settings.look, settings.seen) == ("", Look.LIGHT, Seen())
    settings.language, settings.look, settings.staff = "fr", Look.DARK, "  Nora\n B. "
    settings.seen = Seen("/a/shop.db", "Chez Ana", "fr")
    assert (settings.language, settings.look, settings.staff) == ("fr", Look.DARK, "Nora B.")
    assert settings.seen == Seen("/a/shop.db", "Chez Ana", "fr")


def test_settings_nobody_understands_count_as_not_set(settings: Settings) -> None:
    settings._file.setValue("language", "tlh")
    settings._file.setValue("look", "sepia")
    settings._file.setValue("geometry", "wide")
    assert (settings.language, settings.look) == ("", Look.SYSTEM)
    assert settings.geometry.isEmpty()


def test_the_environment_s_store_goes_before_the_one_chosen(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert own_store(settings) == paths.default_store()
    settings.store = "/chosen/shop.db"
    assert own_store(settings) == "/chosen/shop.db"
    monkeypatch.setenv("PARRAINAGE_STORE", "/asked/shop.db")
    assert own_store(settings) == "/asked/shop.db"


def boxes() -> list[QMessageBox]:
    """The message boxes in sight."""
    return [w for w in QApplication.allWidgets() if isinstance(w, QMessageBox) and w.isVisible()]


def closed(qtbot: QtBot) -> str:
    """The text of the one message box there is, which is closed."""
    (box,) = boxes()
    text = box.text()
    box.close()
    qtbot.waitUntil(lambda: not boxes())
    return text


def test_a_bug_is_noted_and_admitted(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    crash.handle(ZeroDivisionError, ZeroDivisionError("x"), None)
    assert "the program broke" in caplog.text
    assert "nothing is half written" in closed(qtbot)


def test_the_environment_s_fault_is_told_as_it_is(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    crash.handle(UserError, UserError("disk_full", "Free some <b>space</b>."), None)
    assert not caplog.records
    assert closed(qtbot) == "Free some <b>space</b>."


def test_a_fault_that_comes_back_does_not_bury_the_screen(qtbot: QtBot) -> None:
    for _time in range(5):
        crash.handle(ZeroDivisionError, ZeroDivisionError("x"), None)
    assert len(boxes()) == 1
    closed(qtbot)


def test_what_qt_says_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        crash._note(QtMsgType.QtWarningMsg, None, "no such slot 100 %s")  # type: ignore[arg-type]
    assert [(r.levelname, r.getMessage()) for r in caplog.records] == [("WARNING", "no such slot 100 %s")]
