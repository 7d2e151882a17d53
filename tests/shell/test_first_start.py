"""From nothing to a working shop by Enter alone; the sample shop apart from one's own."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base import paths
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.i18n import language
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rewards import fixed
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.shell.first_start import FirstStart
from parrainage_desktop.shell.plain_view import BuildingView
from parrainage_desktop.shell.program import Program
from parrainage_desktop.ui.actions import Button
from tests.shell.conftest import opened, texts


def first(program: Program) -> FirstStart:
    """The first start in the window."""
    view = program.window.centralWidget()
    assert isinstance(view, FirstStart)
    return view


def press(qtbot: QtBot, program: Program, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Press a key wherever the keyboard is."""
    focused: QWidget | None = program.window.focusWidget()
    qtbot.keyClick(focused or program.window, key)


@pytest.fixture
def fresh(program: Program, qtbot: QtBot) -> Program:
    """A program that has never been started before."""
    program.begin(paths.default_store())
    with qtbot.waitExposed(program.window):
        program.window.show()
    return program


def terms_of(store: str) -> tuple[str, Terms]:
    """The name and the scheme of a shop."""
    db = Database.open(store)
    with db.read() as tx:
        found = preferences.shop(tx).name, programmes.current(tx).terms
    db.close()
    return found


def test_enter_alone_ends_with_a_working_shop(fresh: Program, qtbot: QtBot) -> None:
    for _step in range(3):
        press(qtbot, fresh)
    qtbot.waitUntil(lambda: fresh.desk is not None)
    fresh.close()
    assert terms_of(paths.default_store()) == ("My shop", Terms(fixed(500), fixed(500)))
    assert not list(paths.data_dir().glob("*.partial"))


def test_a_name_typed_replaces_the_one_proposed(fresh: Program, qtbot: QtBot) -> None:
    line = first(fresh).shop.name.line
    assert fresh.window.focusWidget() is line
    qtbot.keyClicks(line, "Maison Lumet")
    qtbot.wait(200)  # typed as fast as this, it would be taken for a scan
    for _step in range(3):
        press(qtbot, fresh)
    qtbot.waitUntil(lambda: fresh.desk is not None)
    assert fresh.settings.seen.name == "Maison Lumet"


def test_the_last_button_says_that_the_shop_is_being_made_and_is_offered_again_when_it_was_not(qtbot: QtBot) -> None:
    view = FirstStart()
    qtbot.addWidget(view)
    for _step in range(2):
        view.go_on()
    (last,) = [button for button in view.findChildren(Button) if button.accessibleName() == "Open the counter"]
    view.go_on()
    assert (last.text(), last.isEnabled()) == ("Working…", False)
    view.fail("The disk is full.")
    assert (last.text(), last.isEnabled()) == ("Open the &counter", True)


def test_a_shop_s_phone_is_checked_before_it_is_printed(fresh: Program, qtbot: QtBot) -> None:
    step = first(fresh).shop
    step.phone.set_text("0299")
    press(qtbot, fresh)
    assert "“0299” cannot be a phone number: check its digits." in texts(fresh)
    assert first(fresh).memory().step == 0
    step.phone.set_text("02 61 91 40 12")
    press(qtbot, fresh)
    assert first(fresh).memory().step == 1


def test_a_shop_without_a_name_is_asked_for_one(fresh: Program, qtbot: QtBot) -> None:
    first(fresh).shop.name.set_text("  ")
    press(qtbot, fresh)
    assert "A name is needed." in texts(fresh)
    assert not Path(paths.default_store()).exists()


def test_own_amounts_are_understood_or_refused_in_place(fresh: Program, qtbot: QtBot) -> None:
    press(qtbot, fresh)
    reward = first(fresh).reward
    reward.choice = 2
    reward.referrer.set_text("7,50")
    reward.referee.set_text("a lot")
    press(qtbot, fresh)
    assert "is not an amount" in texts(fresh)
    reward.referee.set_text("3")
    assert reward.terms() == Terms(fixed(750), fixed(300))
    press(qtbot, fresh)
    press(qtbot, fresh)
    qtbot.waitUntil(lambda: fresh.desk is not None)
    fresh.close()
    assert terms_of(paths.default_store())[1] == Terms(fixed(750), fixed(300))


def test_the_trial_voucher_is_recognised_and_any_other_is_not(fresh: Program, qtbot: QtBot) -> None:
    press(qtbot, fresh)
    press(qtbot, fresh)
    trial = first(fresh).trial
    qtbot.keyClicks(trial.line, "hello")
    press(qtbot, fresh)
    assert "Code misread" in trial.verdict.accessibleName()
    fresh.window.scanned.emit(trial.code)
    assert "Valid voucher" in trial.verdict.accessibleName()
    assert fresh.desk is None


def test_another_language_keeps_the_step_and_what_was_typed(fresh: Program, qtbot: QtBot) -> None:
    first(fresh).shop.name.set_text("Maison Lumet")
    press(qtbot, fresh)
    fresh.wishes.choose_language("fr")
    assert language() == "fr"
    assert first(fresh).shop.name.text() == "Maison Lumet"
    press(qtbot, fresh, Qt.Key.Key_Escape)
    assert fresh.window.focusWidget() is first(fresh).shop.name.line


def test_a_folder_that_cannot_be_written_is_said_and_nothing_typed_is_lost(
    fresh: Program, qtbot: QtBot
) -> None:
    Path(paths.default_store()).mkdir(parents=True)
    for _step in range(3):
        press(qtbot, fresh)
    qtbot.waitUntil(lambda: "There is already a file" in texts(fresh))
    assert first(fresh).shop.name.text() == "My shop"
    assert first(fresh).isEnabled()


def test_the_sample_shop_has_its_own_file_and_a_way_back(program: Program, shop: str, qtbot: QtBot) -> None:
    before = Path(shop).read_bytes()
    opened(qtbot, program, shop)
    program.try_demo()
    assert program.desk is None
    qtbot.waitUntil(lambda: program.desk is not None, timeout=30_000)
    assert "Sample data" in texts(program)
    assert program.settings.seen.name == "Chez Ana"
    program.leave_demo()
    qtbot.waitUntil(lambda: program.desk is not None)
    assert "Sample data" not in texts(program)
    program.close()
    assert Path(shop).read_bytes() == before


def test_the_sample_shop_of_today_is_opened_again_as_it_was_left(
    program: Program, shop: str, qtbot: QtBot
) -> None:
    opened(qtbot, program, shop)
    program.try_demo()
    qtbot.waitUntil(lambda: program.desk is not None, timeout=30_000)
    program.leave_demo()
    qtbot.waitUntil(lambda: program.desk is not None)
    program.try_demo()
    assert not isinstance(program.window.centralWidget(), BuildingView)


def test_building_the_sample_shop_can_be_given_up(fresh: Program, qtbot: QtBot) -> None:
    fresh._demo_count = 15_000
    fresh.try_demo()
    view = fresh.window.centralWidget()
    assert isinstance(view, BuildingView)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: isinstance(fresh.window.centralWidget(), FirstStart), timeout=30_000)
    assert list(paths.data_dir().glob("demo*")) == []


def test_a_sample_shop_to_throw_away_leaves_nothing(program: Program, qtbot: QtBot) -> None:
    program.begin_demo()
    program.window.show()
    qtbot.waitUntil(lambda: program.desk is not None, timeout=30_000)
    folder = Path(program.where).parent
    assert folder.is_dir()
    program.close()
    assert not folder.exists()
    assert not Path(paths.default_store()).exists()

