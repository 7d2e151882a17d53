"""A file brought in at the window with keys alone: seen before it is done, undone after, its wrong rows saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from parrainage_desktop.imports.dialogs import ImportView
from parrainage_desktop.imports.rules import Field
from parrainage_desktop.imports.wizard import CHOOSE, COLUMNS, PREVIEW, RESULT
from tests.imports.files import written
from tests.stores import ANA, Till

NAMES = ("Nom", "Prénom", "Portable", "Ville")
HOSTILE = "<b onclick='x'>Jean</b>"


class Screen:
    """The view as its people work it."""

    def __init__(self, qtbot: QtBot, till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
        self.qtbot, self.till, self.patch = qtbot, till, monkeypatch
        self.view = ImportView(till.db, ANA)
        qtbot.addWidget(self.view)
        self.view.resize(1158, 768)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.take_focus()

    def choose(self, path: Path) -> None:
        """Choose a file with Enter on the first button."""
        self.patch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(path), ""))
        self.press(Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the keyboard is, and wait for what it began."""
        on = self.view.focusWidget()
        assert on is not None
        self.qtbot.keyClick(on, key)
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: not self.view.bar.isVisible(), timeout=20_000)
        # What a layout has just taken in is shown by an event of its own.
        QApplication.processEvents()

    def step(self) -> int:
        return self.view.steps.currentIndex()

    def words(self) -> str:
        return "\n".join(found.text() for found in self.view.findChildren(QLabel) if found.isVisible())

    def rows(self) -> list[str]:
        rows = self.view.preview.list.rows
        return [row.spoken() for number in range(rows.rowCount()) if (row := rows.row(number))]


@pytest.fixture
def screen(qtbot: QtBot, file_till: Till, monkeypatch: pytest.MonkeyPatch) -> Screen:
    return Screen(qtbot, file_till, monkeypatch)


def test_enter_alone_brings_a_file_in_and_it_can_be_undone(screen: Screen, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", NAMES, (HOSTILE, "Ana", "0639980001", "Lyon"), ("Petit", "Zoé", "12", ""))
    screen.choose(path)
    assert screen.step() == COLUMNS
    assert HOSTILE in screen.words()
    screen.press(Qt.Key.Key_Return)
    assert screen.step() == PREVIEW
    assert screen.rows() == [f"Ana {HOSTILE}, Row 2 · 06 39 98 00 01"]
    screen.view.preview.chips.choose(3)
    assert screen.rows() == ["12, Row 3 · Portable · cannot be a phone number"]
    assert screen.till.count("customers") == 0
    screen.press(Qt.Key.Key_Return)
    assert screen.step() == RESULT
    assert screen.till.count("customers") == 1
    screen.view.result.after.undo_button.setFocus()
    screen.press(Qt.Key.Key_Return)
    assert screen.till.count("customers") == 0
    assert "1 person removed." in screen.words()


def test_escape_goes_back_step_by_step_and_out(screen: Screen, qtbot: QtBot, tmp_path: Path) -> None:
    screen.choose(written(tmp_path / "a.csv", NAMES, ("Roux", "Ana", "0639980001", "")))
    screen.press(Qt.Key.Key_Return)
    for step in (COLUMNS, CHOOSE):
        screen.press(Qt.Key.Key_Escape)
        assert screen.step() == step
    with qtbot.waitSignal(screen.view.left):
        screen.press(Qt.Key.Key_Escape)


def test_a_broken_file_is_said_where_it_was_chosen(screen: Screen, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'Nom;Ville\n"Roux;Lyon\n')
    screen.choose(path)
    assert screen.step() == CHOOSE
    assert "Row 2: A quotation mark opens here and is not closed." in screen.words()


def test_a_column_can_be_given_another_meaning(screen: Screen, tmp_path: Path) -> None:
    screen.choose(written(tmp_path / "a.csv", ("Qui", "Où"), ("Ana Roux", "Lyon")))
    screen.press(Qt.Key.Key_Return)
    assert "Say which column holds the names" in screen.words()
    screen.view.columns.fields[0].choose(list(Field).index(Field.NAME))
    screen.view.columns.fields[1].choose(list(Field).index(Field.CITY))
    screen.press(Qt.Key.Key_Return)
    assert screen.rows() == ["Ana Roux, Row 2"]


def test_days_in_doubt_are_asked_about(screen: Screen, tmp_path: Path) -> None:
    screen.choose(written(tmp_path / "a.csv", ("Nom", "Client depuis"), ("Ana Roux", "01/02/2020")))
    assert "can be read in two ways" in screen.words()
    screen.press(Qt.Key.Key_Return)
    assert screen.step() == COLUMNS
    screen.view.columns.styles[1].choose(1)
    screen.press(Qt.Key.Key_Return)
    screen.press(Qt.Key.Key_Return)
    assert str(screen.till.scalar("SELECT since FROM customers")) == "2020-02-01"


def test_the_wrong_rows_can_be_saved_corrected_and_brought_in(screen: Screen, tmp_path: Path) -> None:
    screen.choose(written(tmp_path / "a.csv", NAMES, ("Roux", "Ana", "0639980001", ""), ("Petit", "Zoé", "12", "")))
    screen.press(Qt.Key.Key_Return)
    screen.press(Qt.Key.Key_Return)
    saved = tmp_path / "wrong.csv"
    screen.view.save_wrong_rows(str(saved))
    screen.rest()
    text = saved.read_text(encoding="utf-8-sig")
    assert "Zoé" in text
    assert "cannot be a phone number" in text
    assert "Ana" not in text
    saved.write_text(text.replace(",12,", ",0639980002,"), encoding="utf-8-sig")
    screen.press(Qt.Key.Key_Return)
    again = Screen(screen.qtbot, screen.till, screen.patch)
    again.choose(saved)
    again.press(Qt.Key.Key_Return)
    again.press(Qt.Key.Key_Return)
    assert again.till.count("customers") == 2


def test_another_encoding_reads_the_file_again(screen: Screen, tmp_path: Path) -> None:
    screen.choose(written(tmp_path / "a.csv", NAMES, ("Lefèvre", "Zoé", "0639980001", ""), encoding="cp1252"))
    assert "Zoé" in screen.words()
    assert screen.view.columns.fields[0].isVisible()
    source = screen.view._survey
    assert source is not None
    screen.view.columns.read_again.emit(type(source.source.chosen)("mac_roman", ";"))
    screen.rest()
    assert "ZoÈ" in screen.words()
