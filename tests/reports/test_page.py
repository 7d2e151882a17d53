"""The month's screen: only months there were, the figures of the paper, and the paper itself by one key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.reports.month_view import MonthView, outcome_rows, top_rows
from parrainage_desktop.reports.page import ReportsPage
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.chart_view import ChartView
from tests.paper import pages
from tests.stores import ANA, Till

Build = Callable[[], ReportsPage]


@pytest.fixture
def build(
    qapp: QApplication, qtbot: QtBot, file_till: Till, tmp_path: Path, opened: list[QUrl]
) -> Build:
    """Makes the screen, its PDFs going to a folder of their own."""
    theme.apply(qapp, theme.Look.LIGHT)

    def make() -> ReportsPage:
        page = ReportsPage(file_till.db, ANA, tmp_path / "papers", opened.append)
        qtbot.addWidget(page)
        page.resize(1158, 768)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return make


@pytest.fixture
def opened() -> list[QUrl]:
    """What the system was asked to open."""
    return []


def words(widget: QWidget) -> str:
    """Everything that can be read."""
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def test_a_shop_of_this_month_begins_with_it_and_has_no_other(build: Build) -> None:
    page = build()
    assert "November 2026" in words(page)
    assert not page.chooser.earlier.isEnabled()
    assert not page.chooser.later.isEnabled()
    assert "n/a" in words(page)
    assert "€0.00" in words(page)


def test_the_last_complete_month_comes_first_and_the_months_end_with_this_one(
    build: Build, file_till: Till, qtbot: QtBot
) -> None:
    file_till.days_pass(60)
    page = build()
    assert "December 2026" in words(page)
    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert "January 2027" in words(page)
    assert not page.chooser.later.isEnabled()
    for _month in range(5):
        qtbot.keyClick(page, Qt.Key.Key_PageUp)
    assert "November 2026" in words(page)


def test_the_figures_are_those_of_the_month(build: Build, file_till: Till) -> None:
    odile = file_till.customer("Odile", "Marchand")
    file_till.buys(file_till.friend(odile.card).referral.referee_id, 3_850)
    file_till.friend(odile.card, "Karim", "Haddad")
    file_till.answers(9)
    said = words(build())
    for expected in ("€38.50", "first purchases: €38.50", "€10.00", "2 vouchers", "+100.0", "1 answer"):
        assert expected in said
    assert "What became of the month’s 2 arrivals?" in said
    assert "50.0% completed" in said


def test_an_invented_october_is_shown_and_spoken_whole(qtbot: QtBot, october: MonthFigures) -> None:
    view = MonthView()
    qtbot.addWidget(view)
    view.resize(1102, 680)
    view.show_month(october)
    said = [chart.accessibleName() for chart in view.findChildren(ChartView)]
    assert said[0].endswith("Sept 14; Oct 18")
    assert "Oct: issued €190.00, redeemed €120.00" in said[1]
    assert said[3] == "Completed: vouchers issued 18; Still waiting for a purchase 3; Refused 1"
    boxes = [found.accessibleName() for found in view.findChildren(QFrame)]
    assert "NPS score: +64.1. +57.3 to +69.8, 340 answers" in boxes
    view.grab()


def test_the_rows_of_the_lists_add_up(october: MonthFigures) -> None:
    assert sum(row.value for row in top_rows(october)) == sum(one.referrals for one in october.referrers)
    assert sum(row.value for row in outcome_rows(october)) == october.outcomes.claims


def test_control_e_makes_the_pdf_of_what_is_shown_and_offers_it(
    build: Build, qtbot: QtBot, tmp_path: Path, opened: list[QUrl]
) -> None:
    page = build()
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert not page.export.isEnabled()
    qtbot.waitUntil(page.band.isVisible, timeout=20_000)
    paper = tmp_path / "papers" / "report-2026-11-fr.pdf"
    assert "Saved: report-2026-11-fr.pdf" in words(page)
    assert "Novembre 2026" in pages(paper)[0]
    page.open.click()
    page.where.click()
    assert opened == [QUrl.fromLocalFile(str(paper)), QUrl.fromLocalFile(str(paper.parent))]
    assert page.export.isEnabled()


def test_the_tables_are_written_beside_the_pdf(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    page = build()
    names = (
        "report-2026-11-fr.xlsx", "report-2026-11-fr.csv", "report-2026-11-fr.png", "report-2026-11-fr.svg",
        "report-2026-fr.pdf", "outstanding-fr.xlsx",
    )  # fmt: skip
    actions = [action for action in page.kinds.actions() if not action.isSeparator()]
    for action, name in zip(actions, names, strict=True):
        action.trigger()
        qtbot.waitUntil(page.band.isVisible, timeout=20_000)
        assert f"Saved: {name}" in words(page)
        assert (tmp_path / "papers" / name).stat().st_size > 0


def test_corrections_of_earlier_months_are_told_on_the_screen(build: Build, file_till: Till) -> None:
    answer = file_till.answers(3).answer.id
    file_till.days_pass(20)
    with file_till.db.write(ANA) as tx:
        surveys.exclude(tx, answer, "mistake")
    file_till.days_pass(30)
    assert "Corrections from earlier months: Answers excluded from an earlier score  −1." in words(build())


def test_the_paper_may_speak_the_other_language(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    page = build()
    page.reader.choose(1)
    page.export.click()
    page.export_pdf()
    qtbot.waitUntil(page.band.isVisible, timeout=20_000)
    assert [found.name for found in (tmp_path / "papers").iterdir()] == ["report-2026-11-en.pdf"]


def test_a_folder_that_takes_nothing_is_said_and_left_empty(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a file where the folder should be")
    page = build()
    page.export_pdf()
    qtbot.waitUntil(page.band.isVisible, timeout=20_000)
    assert "could not be written" in words(page)
    assert not page.open.isVisible()
    assert [found.name for found in tmp_path.glob("**/*.pdf")] == []
    assert page.export.isEnabled()


def test_a_pdf_in_the_way_of_a_folder_keeps_what_was_there(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "papers" / "report-2026-11-fr.pdf").mkdir(parents=True)
    page = build()
    page.export_pdf()
    qtbot.waitUntil(page.band.isVisible, timeout=20_000)
    assert "could not be written" in words(page)
    assert [found.name for found in (tmp_path / "papers").iterdir()] == ["report-2026-11-fr.pdf"]


def test_a_rebuilt_screen_shows_the_same_month(build: Build, file_till: Till, qtbot: QtBot) -> None:
    file_till.days_pass(60)
    page, again = build(), build()
    qtbot.keyClick(page, Qt.Key.Key_PageUp)
    again.remember(page.memory())
    assert again.memory() == page.memory()
    assert "November 2026" in words(again)


def test_nothing_is_cut_short_in_a_small_window(build: Build) -> None:
    page = build()
    page.resize(1072, 680)
    QApplication.processEvents()
    for found in page.view.findChildren(QLabel):
        needed = found.fontMetrics().boundingRect(
            found.rect(), int(Qt.TextFlag.TextWordWrap) if found.wordWrap() else 0, found.text()
        )
        assert needed.width() <= found.width() + 1, found.text()
        assert needed.height() <= found.height() + 2, found.text()


def test_whoever_cannot_see_hears_what_everything_is(build: Build) -> None:
    page = build()
    for widget in page.findChildren(QAbstractButton):
        assert widget.accessibleName() or widget.text(), widget
    for chart in page.findChildren(ChartView):
        assert chart.accessibleName()


def test_the_charts_tell_each_month_under_the_mouse_and_to_the_arrow_keys(build: Build, qtbot: QtBot) -> None:
    charts = [chart for chart in build().findChildren(ChartView) if chart.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert len(charts) == 2
    for chart in charts:
        qtbot.keyClick(chart, Qt.Key.Key_End)
        assert chart.accessibleDescription().startswith("Nov")
