"""The shop on paper, by keys: what is typed is kept as shown, what cannot be kept says so where it is wrong."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.dialogs import ShopDialog, Swatch
from parrainage_desktop.preferences.rules import COLOURS
from tests.stores import ANA, Till


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialog stands over."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget, file_till: Till) -> ShopDialog:
    """The dialog, open."""
    found = ShopDialog(window, file_till.db, ANA)
    with qtbot.waitExposed(found):
        found.open()
    return found


def words(dialog: ShopDialog) -> str:
    """Everything the dialog says."""
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def picture(folder: Path, size: tuple[int, int] = (300, 100)) -> Path:
    """A logo's file."""
    Image.new("RGB", size, "red").save(folder / "logo.png")
    return folder / "logo.png"


def test_what_is_typed_and_chosen_is_kept_by_enter(
    dialog: ShopDialog, qtbot: QtBot, file_till: Till, tmp_path: Path
) -> None:
    assert not dialog.remove.isVisible()
    dialog.take_logo(picture(tmp_path))
    qtbot.waitUntil(dialog.remove.isVisible)
    qtbot.mouseClick(dialog.colours.findChildren(Swatch)[3], Qt.MouseButton.LeftButton)
    dialog.fields["terms_fr"].line.setFocus()
    qtbot.keyClicks(dialog.fields["terms_fr"].line, "Hors <b>soldes</b>.")
    with qtbot.waitSignal(dialog.kept) as kept:
        qtbot.keyClick(dialog.fields["terms_fr"].line, Qt.Key.Key_Return)
    with file_till.db.read() as tx:
        shop = preferences.shop(tx)
    assert [shop] == kept.args
    assert (shop.colour, shop.terms_fr) == (COLOURS[3], "Hors <b>soldes</b>.")
    assert shop.logo.startswith(b"\x89PNG")


def test_what_cannot_be_kept_is_said_under_its_field(dialog: ShopDialog, file_till: Till) -> None:
    dialog.fields["terms_en"].set_text("x" * 241)
    dialog.submit()
    assert "Too long: 241 characters, 240 at most." in words(dialog)
    assert dialog.isVisible()
    dialog.fields["terms_en"].set_text("")
    dialog.fields["shop"].set_text(" ")
    dialog.submit()
    assert "A name is needed." in words(dialog)
    assert "Too long" not in words(dialog)
    assert file_till.scalar("SELECT count(*) FROM journal WHERE action = 'shop.changed'") == 0


def test_what_is_no_logo_says_why_and_the_one_before_stays(dialog: ShopDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.take_logo(picture(tmp_path))
    qtbot.waitUntil(dialog.remove.isVisible)
    (tmp_path / "logo.svg").write_text("<svg/>")
    dialog.take_logo(tmp_path / "logo.svg")
    qtbot.waitUntil(lambda: "Save it as PNG" in words(dialog))
    assert dialog.remove.isVisible()
    dialog.take_logo(picture(tmp_path, (6_000, 10)))
    qtbot.waitUntil(lambda: "at most 5,000 pixels" in words(dialog))
    dialog.remove.click()
    assert not dialog.remove.isVisible()
    assert "pixels" not in words(dialog)


def test_esc_changes_nothing(dialog: ShopDialog, qtbot: QtBot, file_till: Till) -> None:
    dialog.fields["shop"].set_text("Autre")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    with file_till.db.read() as tx:
        assert preferences.shop(tx).name != "Autre"
