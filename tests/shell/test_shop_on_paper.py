"""The shop's papers are set up from the menu behind the name, and the window follows."""

from pytestqt.qtbot import QtBot

from parrainage_desktop.preferences.dialogs import ShopDialog
from parrainage_desktop.shell.program import Program
from tests.shell.conftest import opened, texts


def test_a_shop_that_got_another_name_is_called_so_at_once_and_next_time(
    program: Program, shop: str, qtbot: QtBot
) -> None:
    opened(qtbot, program, shop)
    program.wishes.ask_shop()
    (dialog,) = program.window.findChildren(ShopDialog)
    dialog.fields["shop"].set_text("Maison <b>Lumet</b>")
    dialog.submit()
    assert "Maison <b>Lumet</b>" in texts(program)
    assert program.window.windowTitle().startswith("Maison <b>Lumet</b>")
    assert program.settings.seen.name == "Maison <b>Lumet</b>"


def test_without_a_shop_there_is_nothing_to_set_up(program: Program) -> None:
    program.wishes.ask_shop()
    assert not program.window.findChildren(ShopDialog)
