"""The report that makes itself: only when wanted, once, over nothing that is there, and without a word but one line."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parrainage_desktop.base import paths
from parrainage_desktop.base.clock import SystemClock
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.reports.page import ReportsPage
from parrainage_desktop.shell import month_end
from parrainage_desktop.shell.month_end import MonthEnd
from parrainage_desktop.shell.person_menu import PersonMenu
from parrainage_desktop.shell.places import REPORTS
from parrainage_desktop.shell.program import Program
from parrainage_desktop.shell.settings import MadeReport, Settings
from tests.paper import pages
from tests.shell.conftest import finish, opened, started, texts
from tests.stores import NOW

DECEMBER = NOW + timedelta(days=20)
ANA = Actor("Ana", "till 1")


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where papers go."""
    folder = tmp_path / "Documents"
    monkeypatch.setattr(paths, "documents_dir", lambda: folder)
    monkeypatch.setattr(month_end, "PATIENCE_MS", 0)
    return folder


def clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Move the computer's clock."""
    monkeypatch.setattr(SystemClock, "now", lambda _clock: moment)


def session(app: QApplication, settings: Settings, shop: str, qtbot: QtBot) -> Program:
    """A program on the shop, when whatever it made by itself is made."""
    running = started(app, settings, None)
    opened(qtbot, running, shop)
    qtbot.waitUntil(lambda: not running.findChildren(MonthEnd), timeout=20_000)
    return running


def reports(program: Program) -> ReportsPage:
    """The reports' screen, shown."""
    assert program.desk
    page = program.desk.show_page(REPORTS)
    assert isinstance(page, ReportsPage)
    return page


def test_nothing_makes_itself_unless_it_is_wanted(
    qapp: QApplication, qtbot: QtBot, settings: Settings, shop: str, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, DECEMBER)
    running = session(qapp, settings, shop, qtbot)
    assert not reports(running).ready.isVisible()
    assert not documents.exists()
    finish(running)


def test_the_first_opening_after_a_month_makes_its_report_once_and_says_so_in_a_line(
    qapp: QApplication, qtbot: QtBot, settings: Settings, shop: str, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.makes_reports = True
    clock(monkeypatch, DECEMBER)
    running = session(qapp, settings, shop, qtbot)
    paper = documents / "report-2026-11-fr.pdf"
    assert "Novembre 2026" in pages(paper)[0]
    assert "report" not in texts(running)
    page = reports(running)
    assert page.ready.isVisible()
    assert "The report is ready: November 2026" in texts(running)
    finish(running)

    paper.unlink()
    again = session(qapp, settings, shop, qtbot)
    assert not list(documents.iterdir())
    assert not reports(again).ready.isVisible()
    finish(again)


def test_the_line_stays_until_the_report_was_opened(
    qapp: QApplication, qtbot: QtBot, settings: Settings, shop: str, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.makes_reports = True
    clock(monkeypatch, DECEMBER)
    finish(session(qapp, settings, shop, qtbot))
    running, found = session(qapp, settings, shop, qtbot), list[QUrl]()
    page = reports(running)
    monkeypatch.setattr(page.ready, "_show", found.append)
    page.ready.open.click()
    assert found == [QUrl.fromLocalFile(str(documents / "report-2026-11-fr.pdf"))]
    assert not page.ready.isVisible()
    finish(running)
    later = session(qapp, settings, shop, qtbot)
    assert not reports(later).ready.isVisible()
    finish(later)


def test_each_month_that_follows_is_made_too_and_a_screen_in_sight_says_it(
    qapp: QApplication, qtbot: QtBot, settings: Settings, shop: str, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.makes_reports = True
    clock(monkeypatch, DECEMBER)
    finish(session(qapp, settings, shop, qtbot))
    clock(monkeypatch, DECEMBER + timedelta(days=28))
    running = started(qapp, settings, None)
    opened(qtbot, running, shop)
    page = reports(running)
    qtbot.waitUntil(lambda: not running.findChildren(MonthEnd), timeout=20_000)
    assert sorted(found.name for found in documents.iterdir()) == ["report-2026-11-fr.pdf", "report-2026-12-fr.pdf"]
    assert page.ready.said.accessibleName() == "The report is ready: December 2026"
    finish(running)


def test_a_paper_that_is_there_is_never_written_over(
    qapp: QApplication, qtbot: QtBot, settings: Settings, shop: str, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.makes_reports = True
    documents.mkdir()
    (documents / "report-2026-11-fr.pdf").write_text("made in the middle of the month")
    clock(monkeypatch, DECEMBER)
    finish(session(qapp, settings, shop, qtbot))
    assert (documents / "report-2026-11-fr.pdf").read_text() == "made in the middle of the month"
    assert "Novembre 2026" in pages(documents / "report-2026-11-fr-2.pdf")[0]


def test_a_folder_that_takes_nothing_is_tried_again_at_the_next_opening(
    qapp: QApplication, qtbot: QtBot, settings: Settings, shop: str, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.makes_reports = True
    documents.write_text("a file where the folder should be")
    clock(monkeypatch, DECEMBER)
    running = session(qapp, settings, shop, qtbot)
    assert not reports(running).ready.isVisible()
    assert "could not" not in texts(running)
    finish(running)
    documents.unlink()
    finish(session(qapp, settings, shop, qtbot))
    assert (documents / "report-2026-11-fr.pdf").exists()


@pytest.mark.parametrize("moment", [NOW, NOW + timedelta(days=373)], ids=["the launch month", "a doubtful date"])
def test_no_report_where_there_is_no_month_or_the_date_may_be_wrong(
    shop: str, documents: Path, monkeypatch: pytest.MonkeyPatch, moment: datetime
) -> None:
    monkeypatch.setattr(SystemClock, "sure", False)
    clock(monkeypatch, moment)
    db = Database.open(shop)
    assert month_end.make(db, ANA, "", Progress(lambda *_step: None, lambda: False)) is None
    assert not documents.exists()
    db.close()


def test_a_clock_that_went_back_makes_nothing_again(
    shop: str, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, DECEMBER)
    db = Database.open(shop)
    assert month_end.make(db, ANA, "2026-12", Progress(lambda *_step: None, lambda: False)) is None
    db.close()


def test_what_was_made_is_remembered_for_each_store(settings: Settings) -> None:
    settings.keep_made_report("sqlite:///one.db", MadeReport("2026-11", "/x.pdf"))
    assert settings.made_report("sqlite:///one.db") == MadeReport("2026-11", "/x.pdf")
    assert settings.made_report("sqlite:///two.db") == MadeReport()
    settings.keep_made_report("sqlite:///two.db", MadeReport("nonsense", "/y.pdf"))
    assert settings.made_report("sqlite:///two.db") == MadeReport()


def test_the_menu_asks_for_it_and_says_whether_it_is_on(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    assert program.desk
    menu = program.wishes.menu(program.desk.frame, demo=False)
    assert isinstance(menu, PersonMenu)
    action = next(one for one in menu.actions() if "report" in one.text())
    assert not action.isChecked()
    action.trigger()
    assert program.settings.makes_reports
    again = program.wishes.menu(program.desk.frame, demo=False)
    assert next(one for one in again.actions() if "report" in one.text()).isChecked()
    assert not [one for one in program.wishes.menu(program.desk.frame, demo=True).actions() if "report" in one.text()]
