"""Counting beside the screen: what is shown stays under its own name, and nobody hears of what is not asked for."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.reports import service
from parrainage_desktop.reports.page import ReportsPage
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.service import Month
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.jobs import Job
from tests.stores import ANA, Till

NOVEMBER, DECEMBER = (2026, 11), (2026, 12)


class Gates:
    """Months whose counting waits until it is let go, or breaks."""

    def __init__(self) -> None:
        self.shut: dict[Month, Event] = {}
        self.broken: set[Month] = set()
        self._count = service.figures

    def close(self, month: Month) -> None:
        """Let the counting of a month wait."""
        self.shut[month] = Event()

    def figures(self, tx: Transaction, year: int, month: int) -> MonthFigures:
        """What the service counts, when the month's gate opens."""
        if (year, month) in self.shut:
            assert self.shut[(year, month)].wait(20)
        if (year, month) in self.broken:
            raise UserError("store_damaged", "The store is damaged.")
        return self._count(tx, year, month)


@pytest.fixture
def gates(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gates]:
    """All open at first, and in the end."""
    found = Gates()
    monkeypatch.setattr(service, "figures", found.figures)
    yield found
    for gate in found.shut.values():
        gate.set()
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot, file_till: Till, tmp_path: Path, gates: Gates) -> ReportsPage:
    """In January, the screen shows December with its one arrival; November had two."""
    theme.apply(qapp, theme.Look.LIGHT)
    odile = file_till.customer("Odile", "Marchand")
    for name in ("Zoé", "Inès"):
        file_till.friend(odile.card, name)
    file_till.days_pass(30)
    file_till.friend(odile.card, "Karim", "Haddad")
    file_till.days_pass(30)
    found = shown(qtbot, file_till, tmp_path)
    qtbot.addWidget(found)
    assert arrivals(found) == 1
    return found


def shown(qtbot: QtBot, till: Till, folder: Path) -> ReportsPage:
    """The screen, everything counted."""
    page = ReportsPage(till.db, ANA, folder)
    page.resize(1158, 768)
    with qtbot.waitExposed(page):
        page.show()
    settled(qtbot, page)
    return page


def settled(qtbot: QtBot, page: ReportsPage) -> None:
    """Wait until everything asked for is counted and shown."""
    qtbot.waitUntil(lambda: not page.counting.busy, timeout=20_000)


def jobs_left() -> list[Job]:
    """What is still to be heard of, once all that was begun has come to its end."""
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app = QApplication.instance()
    return list(app.findChildren(Job)) if app else []


def arrivals(page: ReportsPage) -> int:
    """How many arrivals the screen tells of, whichever month it shows."""
    told = [found.text() for found in page.view.findChildren(QLabel) if found.isVisible()]
    return next(int(text.split()[5]) for text in told if text.startswith("What became of the month’s"))


def test_a_month_stays_under_its_own_name_until_the_next_one_is_counted(
    page: ReportsPage, gates: Gates, qtbot: QtBot
) -> None:
    gates.close(NOVEMBER)
    qtbot.keyClick(page, Qt.Key.Key_PageUp)
    assert (page.chooser.accessibleName(), arrivals(page)) == ("December 2026", 1)
    qtbot.waitUntil(page.sign.isVisible, timeout=20_000)
    assert page.sign.text() == "Counting November 2026…"
    assert not page.chooser.earlier.isEnabled()
    gates.shut[NOVEMBER].set()
    settled(qtbot, page)
    assert (page.chooser.accessibleName(), arrivals(page)) == ("November 2026", 2)
    assert not page.sign.isVisible()


def test_a_month_left_before_it_was_counted_is_never_shown(page: ReportsPage, gates: Gates, qtbot: QtBot) -> None:
    gates.close(NOVEMBER)
    qtbot.keyClick(page, Qt.Key.Key_PageUp)
    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    settled(qtbot, page)
    gates.shut[NOVEMBER].set()
    assert jobs_left() == []
    assert (page.chooser.accessibleName(), arrivals(page)) == ("December 2026", 1)


def test_counting_the_same_month_again_hides_nothing(page: ReportsPage, gates: Gates, qtbot: QtBot) -> None:
    gates.close(DECEMBER)
    page.reload()
    assert (page.view.isVisible(), arrivals(page)) == (True, 1)
    gates.shut[DECEMBER].set()
    settled(qtbot, page)
    assert arrivals(page) == 1


def test_a_year_still_to_be_counted_shows_no_month_and_can_be_left(
    page: ReportsPage, gates: Gates, qtbot: QtBot
) -> None:
    gates.close(DECEMBER)
    page.parts.choose(1)
    assert not any(view.isVisible() for view in (page.view, page.year, page.compare))
    qtbot.waitUntil(lambda: page.sign.text().endswith(" of 2 months…"), timeout=20_000)
    page.parts.choose(0)
    assert (page.view.isVisible(), page.chooser.accessibleName(), arrivals(page)) == (True, "December 2026", 1)
    gates.shut[DECEMBER].set()
    settled(qtbot, page)
    assert jobs_left() == []
    assert not page.year.isVisible()


def test_two_months_compared_keep_their_names_until_others_are_counted(
    page: ReportsPage, gates: Gates, qtbot: QtBot
) -> None:
    page.parts.choose(2)
    settled(qtbot, page)
    gates.close((2027, 1))
    page.compare.chooser.later.click()
    headings = [page.compare.table.headerItem().text(column) for column in (1, 2)]
    assert (headings, page.compare.chooser.accessibleName()) == (["December 2026", "November 2026"], "November 2026")
    gates.shut[(2027, 1)].set()
    settled(qtbot, page)
    assert page.compare.chooser.accessibleName() == "January 2027"


def test_a_month_that_cannot_be_counted_says_why_and_shows_no_figures(
    page: ReportsPage, gates: Gates, qtbot: QtBot
) -> None:
    gates.broken.add(NOVEMBER)
    qtbot.keyClick(page, Qt.Key.Key_PageUp)
    settled(qtbot, page)
    assert page.exports.band.accessibleName() == "The store is damaged."
    assert (page.chooser.accessibleName(), page.view.isVisible()) == ("November 2026", False)
    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    settled(qtbot, page)
    assert (page.chooser.accessibleName(), arrivals(page)) == ("December 2026", 1)
    assert not page.exports.band.isVisible()


def test_the_month_asked_for_is_exported_although_it_is_not_shown_yet(
    page: ReportsPage, gates: Gates, qtbot: QtBot, tmp_path: Path
) -> None:
    gates.close(NOVEMBER)
    qtbot.keyClick(page, Qt.Key.Key_PageUp)
    page.export_as(".csv")
    gates.shut[NOVEMBER].set()
    qtbot.waitUntil(page.exports.band.isVisible, timeout=20_000)
    assert [found.name for found in tmp_path.glob("report*")] == ["report-2026-11-fr.csv"]


@pytest.mark.parametrize("part", range(3))
def test_the_screen_may_go_away_while_it_counts(
    gates: Gates, qtbot: QtBot, file_till: Till, tmp_path: Path, part: int
) -> None:
    file_till.clock.advance(timedelta(days=30))
    page = shown(qtbot, file_till, tmp_path)
    gates.close(NOVEMBER)
    page.parts.choose(part)
    page.reload()
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    gates.shut[NOVEMBER].set()
    assert jobs_left() == []
