"""The month on the screen is the month on paper, and the PDF is one key away."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from parrainage_desktop.reports import service
from parrainage_desktop.reports.page import ReportsPage
from tests.stores import ANA, Till


class Screen:
    """The page, with a folder of its own and nobody opening files."""

    def __init__(self, qtbot: QtBot, till: Till, folder: Path) -> None:
        self.qtbot, self.opened = qtbot, list[str]()
        self.page = ReportsPage(till.db, ANA, folder, lambda url: self.opened.append(url.toLocalFile()))
        qtbot.addWidget(self.page)
        self.page.resize(1158, 768)
        with qtbot.waitExposed(self.page):
            self.page.show()

    def words(self) -> str:
        return "\n".join(found.text() for found in self.page.findChildren(QLabel) if found.isVisible())


def busy_month(till: Till) -> None:
    """Two friends brought in November, a voucher used, then December comes."""
    referrer = till.customer()
    friends = [till.friend(referrer.card, f"Zoé{number}", f"Martin{number}") for number in (1, 2)]
    earned = [till.buys(friend.referral.referee_id).vouchers for friend in friends]
    till.days_pass(1)
    till.redeem(earned[0][0].code)
    till.days_pass(20)


@pytest.fixture
def screen(qtbot: QtBot, file_till: Till, tmp_path: Path) -> Screen:
    """The page of a shop with one month behind it."""
    busy_month(file_till)
    return Screen(qtbot, file_till, tmp_path)


def test_the_last_complete_month_is_shown_first_with_its_figures(screen: Screen, file_till: Till) -> None:
    with file_till.db.read(ANA) as tx:
        figures = service.figures(tx, 2026, 11)
    assert "November 2026" in screen.words()
    assert figures.new_customers == 2
    for shown in ("€60.00", "€5.00", "€15.00", "3 vouchers", "1 voucher"):
        assert shown in screen.words()


def test_no_month_before_the_launch_or_to_come_can_be_asked(screen: Screen) -> None:
    assert not screen.page.chooser.earlier.isEnabled()
    screen.page.chooser.later.click()
    assert "December 2026" in screen.words()
    assert not screen.page.chooser.later.isEnabled()


def test_a_month_without_anything_says_n_a_and_not_zero_percent(screen: Screen) -> None:
    screen.page.chooser.later.click()
    assert "n/a" in screen.words()
    assert "0.0%" not in screen.words()


def test_ctrl_e_writes_the_pdf_and_offers_to_open_it(screen: Screen, tmp_path: Path) -> None:
    screen.page.reader.choose(0)
    screen.qtbot.keyClick(screen.page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    screen.qtbot.waitUntil(lambda: screen.page._made is not None, timeout=15_000)
    made = tmp_path / "report-2026-11-fr.pdf"
    assert made.read_bytes().startswith(b"%PDF")
    screen.page.open.click()
    assert screen.opened == [QUrl.fromLocalFile(str(made)).toLocalFile()]


def test_a_folder_that_is_none_leaves_no_file_and_says_so(qtbot: QtBot, file_till: Till, tmp_path: Path) -> None:
    busy_month(file_till)
    (tmp_path / "file").write_text("not a folder")
    screen = Screen(qtbot, file_till, tmp_path / "file")
    screen.page.export_pdf()
    qtbot.waitUntil(screen.page.band.isVisible, timeout=15_000)
    assert not list(tmp_path.rglob("*.pdf*"))
    assert not screen.page.open.isVisible()
    assert screen.page.export.isEnabled()


def test_the_same_month_is_shown_when_the_screen_is_built_again(
    screen: Screen, file_till: Till, qtbot: QtBot
) -> None:
    screen.page.chooser.later.click()
    again = ReportsPage(file_till.db, ANA)
    qtbot.addWidget(again)
    again.remember(screen.page.memory())
    assert again.memory() == screen.page.memory()


def test_the_charts_say_their_figures_to_those_who_cannot_see_them(screen: Screen) -> None:
    assert "Nov 2" in screen.page.view._columns.accessibleName()
    assert "€20.00" in screen.page.view._pairs.accessibleName()
