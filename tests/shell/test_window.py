"""The window around a shop: screens on demand, keys from anywhere, nothing lost when it is built again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.database import Actor
from parrainage_desktop.base.i18n import language
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.shell.frame import Frame
from parrainage_desktop.shell.one_instance import Claim
from parrainage_desktop.shell.places import COUNTER, PLACES
from parrainage_desktop.shell.program import Program
from parrainage_desktop.shell.settings import Settings
from parrainage_desktop.shell.sidebar import NARROW, WIDE, initials, short_name
from parrainage_desktop.ui.theme import Look, is_dark
from tests.shell.conftest import OTHER, Other, Plain, finish, opened, started, texts


def page(program: Program) -> Plain:
    """The screen in front."""
    assert program.desk
    found = program.desk.frame.screens.currentWidget()
    assert isinstance(found, Plain)
    return found


def test_the_window_can_be_seen_before_the_store_is_open(program: Program, shop: str, qtbot: QtBot) -> None:
    program.begin(shop)
    assert isinstance(program.window.centralWidget(), Frame)
    assert program.desk is None
    program.window.show()
    qtbot.waitUntil(lambda: program.desk is not None)


def test_a_screen_is_built_when_it_is_first_shown(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    assert (Plain.built, Other.built) == (1, 0)
    qtbot.keyClick(program.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(page(program), Other)
    qtbot.keyClick(program.window, Qt.Key.Key_Ampersand, Qt.KeyboardModifier.ControlModifier)
    assert (Plain.built, Other.built) == (1, 1)
    assert program.desk
    assert program.desk.current == COUNTER


def test_the_side_bar_leads_to_screens(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    button = next(b for b in program.window.findChildren(QPushButton) if b.text() == OTHER)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert program.desk
    assert program.desk.current == OTHER
    assert button.isChecked()


@pytest.mark.parametrize("code", ["fr", "en"])
def test_another_language_keeps_the_screen_and_what_was_typed(
    program: Program, shop: str, qtbot: QtBot, code: str
) -> None:
    opened(qtbot, program, shop)
    page(program).line.setText("half a na")
    assert program.desk
    program.desk.show_page(OTHER)
    page(program).line.setText("half a phone")
    program.wishes.choose_language(code)
    assert language() == code
    assert program.desk.current == OTHER
    assert page(program).line.text() == "half a phone"
    program.desk.show_page(COUNTER)
    assert page(program).line.text() == "half a na"


def test_a_language_is_remembered(
    program: Program, shop: str, qtbot: QtBot, qapp: QApplication, settings: Settings
) -> None:
    opened(qtbot, program, shop)
    program.wishes.choose_language("fr")
    assert settings.language == "fr"
    assert settings.seen.name == "Chez Ana"


def test_without_a_choice_the_shop_s_own_language_is_spoken(
    qapp: QApplication, settings: Settings, shop: str, qtbot: QtBot
) -> None:
    program = started(qapp, settings, None)
    program.fixed_language = False
    opened(qtbot, program, shop)
    assert language() == "fr"
    assert settings.language == ""
    finish(program)


def test_another_look_keeps_the_screen_and_what_was_typed(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    page(program).line.setText("half a na")
    program.wishes.choose_look(Look.DARK)
    assert is_dark()
    assert page(program).line.text() == "half a na"
    program.wishes.choose_look(Look.LIGHT)
    assert not is_dark()


def test_somebody_else_at_the_till_signs_what_follows(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    program.wishes.choose_name("  Bastien   Caradec ")
    assert page(program).actor.staff == "Bastien Caradec"
    program.wishes.choose_name("   ")
    assert page(program).actor.staff == "Bastien Caradec"


def test_a_screen_follows_what_is_committed(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    shown = page(program)
    with shown.db.write(Actor("Ana", "till")) as tx:
        customers.add(tx, NewCustomer("Karim", "Haddad"))
    qtbot.waitUntil(lambda: shown.reads == 1)


@pytest.mark.parametrize(
    ("key", "word"), [(Qt.Key.Key_F2, "friend"), (Qt.Key.Key_F3, "answer"), (Qt.Key.Key_F4, "cards")]
)
def test_the_counter_s_keys_work_from_any_screen(
    program: Program, shop: str, qtbot: QtBot, key: Qt.Key, word: str
) -> None:
    opened(qtbot, program, shop)
    assert program.desk
    program.desk.show_page(OTHER)
    qtbot.keyClick(page(program).line, key)
    assert program.desk.current == COUNTER
    assert page(program).line.text() == word


def test_a_scan_on_any_screen_goes_to_the_counter(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    assert program.desk
    program.desk.show_page(OTHER)
    program.window.scanned.emit("BGHDJGVDCTNKBTFRG")
    assert program.desk.current == COUNTER
    assert page(program).scanned == ["BGHDJGVDCTNKBTFRG"]


def test_f11_fills_the_screen(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    program.window.toggle_full_screen()
    assert program.window.isFullScreen()
    program.window.toggle_full_screen()
    assert not program.window.isFullScreen()


def test_a_narrow_window_keeps_the_icons_alone(program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, program, shop)
    assert program.desk
    assert program.desk.frame.sidebar.width() == WIDE
    program.window.resize(1200, 700)
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.frame.sidebar.width() == NARROW)


def test_a_store_that_cannot_be_opened_fills_the_window_with_its_remedy(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    foreign = tmp_path / "letter.db"
    foreign.write_text("Dear shop")
    program.begin(str(foreign))
    program.window.show()
    qtbot.waitUntil(lambda: "not a store of this program" in texts(program))
    assert program.desk is None
    assert foreign.read_text() == "Dear shop"
    names = {button.accessibleName() for button in program.window.findChildren(QPushButton)}
    assert names == {"Try again", "Choose another file…", "New shop…"}


def test_a_store_on_a_missing_disk_is_no_first_start(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    program.begin(str(tmp_path / "usb" / "shop.db"))
    program.window.show()
    assert "Check that the disk is connected" in texts(program)


def test_a_repaired_store_opens_on_another_try(program: Program, tmp_path: Path, shop: str, qtbot: QtBot) -> None:
    place = tmp_path / "later.db"
    program.begin(str(place))
    program.window.show()
    place.write_bytes(Path(shop).read_bytes())
    qtbot.keyClick(program.window.centralWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.desk is not None)


def test_a_second_window_on_the_same_store_gives_way(program: Program, shop: str, qtbot: QtBot) -> None:
    first = Claim(Path(shop))
    assert first.take()
    waved: list[bool] = []
    first.listen(lambda: waved.append(True))
    assert not program.begin(shop)
    qtbot.waitUntil(lambda: waved == [True])
    first.release()
    assert program.begin(shop)


def test_everything_one_can_act_on_has_a_name(real_program: Program, shop: str, qtbot: QtBot) -> None:
    opened(qtbot, real_program, shop)
    acting = [
        widget
        for widget in real_program.window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.inherits("Page")
    ]
    nameless = [
        widget for widget in acting
        if not widget.accessibleName() and not getattr(widget, "text", str)() and not widget.layout()
    ]
    assert acting
    assert nameless == []


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_the_smallest_window_loses_nothing_of_any_screen(
    real_program: Program, shop: str, qtbot: QtBot, spoken: str
) -> None:
    opened(qtbot, real_program, shop)
    real_program.wishes.choose_language(spoken)
    assert real_program.desk
    for place in PLACES:
        real_program.desk.show_page(place.key)
        real_program.window.resize(1280, 680)
        qtbot.wait(50)
        assert (place.key, real_program.window.width(), real_program.window.height()) == (place.key, 1280, 680)


@pytest.mark.parametrize(
    ("name", "short", "letters"),
    [
        ("Nora Belhadj", "Nora B.", "NB"),
        ("Solène", "Solène", "S"),
        ("Jean-Noël Le Goff", "Jean-Noël G.", "JN"),
        ("", "", "·"),
    ],
)
def test_names_are_shortened_for_the_side_bar(name: str, short: str, letters: str) -> None:
    assert (short_name(name), initials(name)) == (short, letters)
