"""The satisfaction screen: no score without its margin and count, and every control by keyboard and by name."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.i18n import LANGUAGES, in_language
from parrainage_desktop.surveys import figures, service
from parrainage_desktop.surveys.page import SatisfactionPage
from parrainage_desktop.surveys.rules import Given, Origin
from parrainage_desktop.ui import theme
from tests.stores import ANA, Till

Build = Callable[[], SatisfactionPage]


def settled(app: QApplication) -> None:
    """Everything that was asked for has been read and is shown."""
    for _turn in range(4):
        QThreadPool.globalInstance().waitForDone()
        app.processEvents()


@pytest.fixture
def build(qapp: QApplication, qtbot: QtBot, file_till: Till) -> Iterator[Build]:
    """Makes the screen, with all it shows read."""
    theme.apply(qapp, theme.Look.LIGHT)

    def make() -> SatisfactionPage:
        page = SatisfactionPage(file_till.db, ANA)
        qtbot.addWidget(page)
        page.resize(1072, 680)
        with qtbot.waitExposed(page):
            page.show()
        settled(qapp)
        return page

    yield make
    settled(qapp)


def words(widget: QWidget) -> str:
    """Everything that can be read."""
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def answers(till: Till, *scores: int, days_ago: int = 0, **more: object) -> None:
    """Anonymous answers of a day."""
    with till.db.write(ANA) as tx:
        for score in scores:
            given = Given(score, on=tx.today - timedelta(days=days_ago), **more)  # type: ignore[arg-type]
            service.answer(tx, given)


def test_without_an_answer_there_is_no_score(build: Build) -> None:
    page = build()
    assert "no score" in words(page.overview.score)
    assert "0 answers" in words(page.overview.score)
    assert "to +" not in words(page.overview.score)


def test_a_score_comes_with_its_margin_and_its_counts(build: Build, file_till: Till) -> None:
    answers(file_till, 10, 9, 9, 8, 3)
    page = build()
    said = words(page.overview.score)
    for part in ("+40.0", "−29.8 to +79.8", "5 answers", "60.00%", "20.00%"):
        assert part in said


@pytest.mark.parametrize("width", [952, 1_056, 1_072, 1_158])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_score_is_never_cut(build: Build, qapp: QApplication, file_till: Till, language: str, width: int) -> None:
    answers(file_till, *[10] * 22, *[8] * 8, 6, 5)
    with in_language(language):
        page = build()
        page.setMinimumSize(1, 1)
        page.resize(width, 640)
        settled(qapp)
    assert page.width() == width
    for found in page.overview.score.findChildren(QLabel):
        assert found.width() >= found.minimumSizeHint().width()
        assert found.wordWrap() or found.width() >= found.sizeHint().width(), found.text()


def test_two_periods_within_the_margin_are_not_said_to_differ(build: Build, file_till: Till) -> None:
    answers(file_till, 9, 9, 8, days_ago=40)
    answers(file_till, 9, 8, 8)
    page = build()
    page.period.choose(0)
    settled(QApplication.instance())  # type: ignore[arg-type]
    said = words(page.overview.score)
    assert "can be chance" in said
    assert "rose" not in said
    assert "fell" not in said


def test_the_charts_say_every_figure_to_the_keyboard(build: Build, file_till: Till) -> None:
    answers(file_till, 10, 10, 4)
    page = build()
    chart = page.overview.distribution
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.accessibleDescription() == "Score 10: 2 answers, 66.7%"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "Score 9: 0 answers, 0.0%"


def test_the_charts_say_a_figure_under_the_mouse(build: Build, file_till: Till) -> None:
    answers(file_till, 10, 10, 4)
    page = build()
    chart = page.overview.distribution
    QTest.mouseMove(chart, QPoint(40, 40))
    QTest.mouseMove(chart, QPoint(chart.width() - 6, 40))
    assert chart.accessibleDescription() == "Score 10: 2 answers, 66.7%"


def test_the_trend_tells_each_point_with_its_margin(build: Build, file_till: Till) -> None:
    answers(file_till, 10, 9, 2)
    page = build()
    chart = page.overview.trend
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert "NPS +33.3, between" in chart.accessibleDescription()
    assert "from 3 answers" in chart.accessibleDescription()


def test_comments_are_narrowed_by_words_channel_and_leave_to_quote(build: Build, file_till: Till) -> None:
    answers(file_till, 9, comment="Très bon thé", quotable=True)
    answers(file_till, 4, comment="Trop d’attente", origin=Origin.KIOSK)
    page = build()
    page.tabs.choose(1)
    view, app = page.answers, QApplication.instance()
    settled(app)  # type: ignore[arg-type]
    assert view.rows.rows.rowCount() == 2
    view.quotable.click()
    settled(app)  # type: ignore[arg-type]
    assert [view.rows.rows.row(0).figure, view.rows.rows.rowCount()] == ["9", 1]  # type: ignore[union-attr]
    view.quotable.click()
    view.search.setText("ATTENTE")
    settled(app)  # type: ignore[arg-type]
    assert [view.rows.rows.row(0).figure, view.rows.rows.rowCount()] == ["4", 1]  # type: ignore[union-attr]
    view.search.clear()
    view.origin.choose(1)
    settled(app)  # type: ignore[arg-type]
    assert [view.rows.rows.row(0).figure, view.rows.rows.rowCount()] == ["9", 1]  # type: ignore[union-attr]


def test_an_answer_is_left_out_with_a_reason_and_taken_back(build: Build, file_till: Till) -> None:
    answers(file_till, 9, 0, comment="Une réponse")
    page, app = build(), QApplication.instance()
    page.tabs.choose(1)
    settled(app)  # type: ignore[arg-type]
    page.answers.leave_out.click()
    assert "A reason is needed." in words(page.answers)
    page.answers.reason.set_text("typed twice")
    QTest.keyClick(page.answers.reason.line, Qt.Key.Key_Return)
    settled(app)  # type: ignore[arg-type]
    assert page.answers.rows.rows.rowCount() == 1
    page.answers.excluded.click()
    settled(app)  # type: ignore[arg-type]
    assert "Left out: typed twice" in words(page.answers)
    page.answers.take_back.click()
    settled(app)  # type: ignore[arg-type]
    with file_till.db.read(ANA) as tx:
        assert figures.score(tx).answers == 2


def test_groups_show_their_margins(build: Build, file_till: Till) -> None:
    answers(file_till, 9, 9, origin=Origin.KIOSK)
    page = build()
    page.tabs.choose(2)
    page.groups.segments.choose(4)
    settled(QApplication.instance())  # type: ignore[arg-type]
    row = page.groups.rows.rows.row(0)
    assert row is not None
    assert (row.title, row.figure) == ("Kiosk", "+100.0")
    assert "at 95%, 2 answers" in row.detail


@pytest.mark.parametrize("part", range(7))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_control_is_named_large_and_reached_by_tab(
    build: Build, file_till: Till, part: int, language: str
) -> None:
    answers(file_till, 10, 3, comment="Une réponse")
    with in_language(language):
        page = build()
        page.tabs.choose(part)
        settled(QApplication.instance())  # type: ignore[arg-type]
        reached, wanted = tabbed(page), controls(page)
    assert wanted
    assert [(one.accessibleName(), one) for one in wanted if one not in reached] == []
    assert [one for one in wanted if not (one.accessibleName() or getattr(one, "text", str)())] == []
    assert [one for one in wanted if min(one.width(), one.height()) < 44] == []
    assert page.height() == 680


def controls(page: QWidget) -> list[QWidget]:
    """Everything in sight that answers to a key; of a group of exclusive buttons the one that is on."""
    found: list[QWidget] = [*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)]
    return [
        one for one in found if one.isVisible() and one.isEnabled()
        and not (isinstance(one, QAbstractButton) and one.isCheckable() and one.autoExclusive())
        and not (isinstance(one, QAbstractButton) and one.group() is not None and not one.isChecked())
    ]  # fmt: skip


def tabbed(page: QWidget) -> list[QWidget]:
    """Every stop of the Tab key."""
    found: list[QWidget] = []
    page.setFocus()
    for _press in range(60):
        page.focusNextPrevChild(True)
        focused = page.focusWidget()
        assert focused is not None
        if focused in found:
            break
        found.append(focused)
    return found
