"""The month's screen: only months there were, the figures of the paper, and the paper itself by one key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.reports.figure_table import FigureTable
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
        settled(qtbot, page)
        return page

    return make


def settled(qtbot: QtBot, page: ReportsPage) -> None:
    """Wait until everything asked for is counted and shown."""
    qtbot.waitUntil(lambda: not page.counting.busy, timeout=20_000)


def press(qtbot: QtBot, page: ReportsPage, key: Qt.Key) -> None:
    """Press a key, and wait for what it leads to."""
    qtbot.keyClick(page, key)
    settled(qtbot, page)


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
    press(qtbot, page, Qt.Key.Key_PageDown)
    assert "January 2027" in words(page)
    assert not page.chooser.later.isEnabled()
    for _month in range(5):
        press(qtbot, page, Qt.Key.Key_PageUp)
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
    assert not page.exports.pdf.isEnabled()
    qtbot.waitUntil(page.exports.band.isVisible, timeout=20_000)
    paper = tmp_path / "papers" / "report-2026-11-fr.pdf"
    assert "Saved: report-2026-11-fr.pdf" in words(page)
    assert "Novembre 2026" in pages(paper)[0]
    page.exports.band.open.click()
    page.exports.band.where.click()
    assert opened == [QUrl.fromLocalFile(str(paper)), QUrl.fromLocalFile(str(paper.parent))]
    assert page.exports.pdf.isEnabled()


def test_the_tables_are_written_beside_the_pdf(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    page = build()
    names = (
        "report-2026-11-fr.xlsx", "report-2026-11-fr.csv", "report-2026-11-fr.png", "report-2026-11-fr.svg",
        "report-2026-fr.pdf", "outstanding-fr.xlsx",
    )  # fmt: skip
    actions = [action for action in page.exports.kinds.actions() if not action.isSeparator()]
    for action, name in zip(actions, names, strict=True):
        action.trigger()
        qtbot.waitUntil(page.exports.band.isVisible, timeout=20_000)
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
    page.exports.pdf.click()
    page.export_pdf()
    qtbot.waitUntil(page.exports.band.isVisible, timeout=20_000)
    assert [found.name for found in (tmp_path / "papers").iterdir()] == ["report-2026-11-en.pdf"]


def test_a_folder_that_takes_nothing_is_said_and_left_empty(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a file where the folder should be")
    page = build()
    page.export_pdf()
    qtbot.waitUntil(page.exports.band.isVisible, timeout=20_000)
    assert "could not be written" in words(page)
    assert not page.exports.band.open.isVisible()
    assert [found.name for found in tmp_path.glob("**/*.pdf")] == []
    assert page.exports.pdf.isEnabled()


def test_a_pdf_in_the_way_of_a_folder_keeps_what_was_there(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "papers" / "report-2026-11-fr.pdf").mkdir(parents=True)
    page = build()
    page.export_pdf()
    qtbot.waitUntil(page.exports.band.isVisible, timeout=20_000)
    assert "could not be written" in words(page)
    assert [found.name for found in (tmp_path / "papers").iterdir()] == ["report-2026-11-fr.pdf"]


def test_a_rebuilt_screen_shows_the_same_month(build: Build, file_till: Till, qtbot: QtBot) -> None:
    file_till.days_pass(60)
    page, again = build(), build()
    press(qtbot, page, Qt.Key.Key_PageUp)
    again.remember(page.memory())
    settled(qtbot, again)
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
    for chart in page.view.findChildren(ChartView):
        assert chart.accessibleName()


def test_the_charts_tell_each_month_under_the_mouse_and_to_the_arrow_keys(build: Build, qtbot: QtBot) -> None:
    charts = [chart for chart in build().view.findChildren(ChartView) if chart.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert len(charts) == 2
    for chart in charts:
        qtbot.keyClick(chart, Qt.Key.Key_End)
        assert chart.accessibleDescription().startswith("Nov")


def test_the_year_puts_its_months_side_by_side_and_adds_them_up(build: Build, file_till: Till, qtbot: QtBot) -> None:
    odile = file_till.customer("Odile", "Marchand")
    file_till.buys(file_till.friend(odile.card).referral.referee_id, 3_850)
    file_till.days_pass(30)
    file_till.buys(file_till.friend(odile.card, "Karim", "Haddad").referral.referee_id, 2_000)
    page = build()
    page.parts.choose(1)
    qtbot.waitUntil(page.year.isVisible, timeout=20_000)
    rows = page.year.account.texts()
    assert [row[0] for row in rows] == ["Outstanding on 31 October 2026", "November", "December", "Total"]
    assert [row[1] for row in rows] == ["", "1", "1", "2"]
    assert [row[2] for row in rows] == ["", "+€10.00", "+€10.00", "+€20.00"]
    assert [row[-1] for row in rows] == ["€0.00", "€10.00", "€20.00", "€20.00"]
    assert page.year.ratios.texts()[-1][:3] == ["Year", "100.0% of 2", "€58.50"]
    assert "2026" in words(page)
    assert not page.chooser.later.isEnabled()
    for chart in page.year.findChildren(ChartView):
        qtbot.keyClick(chart, Qt.Key.Key_End)
        assert chart.accessibleDescription().startswith("Dec")


def test_the_years_go_from_the_launch_to_this_one_and_keep_to_known_months(
    build: Build, file_till: Till, qtbot: QtBot
) -> None:
    file_till.days_pass(60)
    page = build()
    page.parts.choose(1)
    press(qtbot, page, Qt.Key.Key_PageDown)
    qtbot.waitUntil(page.year.isVisible, timeout=20_000)
    assert [row[0] for row in page.year.account.texts()][1:-1] == ["January"]
    assert not page.chooser.later.isEnabled()
    page.parts.choose(0)
    settled(qtbot, page)
    assert "January 2027" in words(page)


def test_the_year_is_exported_from_where_it_is_looked_at(build: Build, qtbot: QtBot, tmp_path: Path) -> None:
    page = build()
    page.parts.choose(1)
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.exports.band.isVisible, timeout=20_000)
    assert [found.name for found in (tmp_path / "papers").iterdir()] == ["report-2026-fr.pdf"]


def test_two_months_are_compared_in_figures_and_words(build: Build, file_till: Till, qtbot: QtBot) -> None:
    odile = file_till.customer("Odile", "Marchand")
    file_till.buys(file_till.friend(odile.card).referral.referee_id, 3_850)
    file_till.days_pass(20)
    for name in ("Karim", "Zoé"):
        file_till.buys(file_till.friend(odile.card, name, "Haddad").referral.referee_id, 2_000)
    file_till.days_pass(30)
    page = build()
    page.parts.choose(2)
    qtbot.waitUntil(page.compare.isVisible, timeout=20_000)
    rows = {row[0]: row[1:] for row in page.compare.table.texts()}
    assert rows["New customers"] == ["2", "1", "+1", "1 more"]
    assert rows["Vouchers issued"] == ["€20.00", "€10.00", "+€10.00", "€10.00 more"]
    assert rows["Referred purchases (reference)"] == ["€40.00", "€38.50", "+€1.50", "€1.50 more"]
    assert rows["NPS score"] == ["n/a", "n/a", "", "nothing to compare"]
    assert "1 new customer more than in November 2026." in words(page)
    charts = [chart.accessibleName() for chart in page.compare.findChildren(ChartView)]
    assert "Issued: €10.00 in November 2026, €20.00 in December 2026" in charts[1]
    page.compare.chooser.later.click()
    qtbot.waitUntil(lambda: "2 new customers more than in January 2027." in words(page), timeout=20_000)
    assert "January 2027 is not over: it is counted up to now." in words(page)
    assert not page.compare.chooser.later.isEnabled()
    page.compare.month_before.click()
    qtbot.waitUntil(lambda: "than in November 2026." in words(page), timeout=20_000)
    assert not page.exports.pdf.isVisible()


def test_a_shop_of_one_month_has_nothing_to_compare(build: Build) -> None:
    page = build()
    page.parts.choose(2)
    assert "There is no other month to compare with yet." in words(page)
    assert not page.compare.chooser.isVisible()


def test_the_paper_of_what_is_shown_can_be_asked_for(build: Build, qtbot: QtBot) -> None:
    page, asked = build(), list[tuple[str, ...]]()
    page.paper_wanted.connect(lambda *order: asked.append(order))
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page.parts.choose(1)
    page.reader.choose(1)
    page.look.click()
    page.parts.choose(2)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked == [("month", "2026-11", "fr"), ("year", "2026", "en")]


@pytest.mark.parametrize("part", range(3))
def test_every_part_is_whole_in_a_small_window(build: Build, file_till: Till, qtbot: QtBot, part: int) -> None:
    file_till.days_pass(60)
    page = build()
    page.resize(1072, 680)
    page.parts.choose(part)
    view = (page.view, page.year, page.compare)[part]
    qtbot.waitUntil(view.isVisible, timeout=20_000)
    QApplication.processEvents()
    assert view.width() <= 1072 - 56
    for table in view.findChildren(FigureTable):
        assert table.horizontalScrollBar().maximum() == 0
        assert table.verticalScrollBar().maximum() == 0
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()


def test_the_arrows_walk_a_table_and_page_down_still_walks_the_months(
    build: Build, file_till: Till, qtbot: QtBot
) -> None:
    file_till.days_pass(60)
    page = build()
    page.parts.choose(2)
    qtbot.waitUntil(page.compare.isVisible, timeout=20_000)
    table = page.compare.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_End)
    current = table.currentItem()
    assert current is not None
    assert current.text(0) == "NPS score, between"
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: "January 2027" in words(page.chooser), timeout=20_000)
