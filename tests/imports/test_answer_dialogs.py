"""The answers of a form are brought in by Enter alone, looked at before, and taken back after."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from parrainage_desktop.imports.answer_dialogs import AnswerImportView
from parrainage_desktop.imports.wizard import CHOOSE, COLUMNS, PREVIEW, RESULT
from parrainage_desktop.surveys import figures
from parrainage_desktop.ui import theme
from tests.stores import ANA, Till
from tests.surveys.test_page import settled

GOOD = "Horodateur,De 0 à 10 ?,Pourquoi ?\n13/11/2026 10:00:00,9,Accueil\n14/11/2026 09:00:00,3,Attente\n"
WRONG = GOOD + "14/11/2026 09:05:00,11,Trop\n"


class Screen:
    """The wizard, with the keyboard."""

    def __init__(self, app: QApplication, qtbot: QtBot, till: Till) -> None:
        theme.apply(app, theme.Look.LIGHT)
        self.view, self._app, self._till = AnswerImportView(till.db, ANA), app, till
        qtbot.addWidget(self.view)
        with qtbot.waitActive(self.view):
            self.view.show()

    def choose(self, path: Path, text: str) -> None:
        """A file is chosen."""
        path.write_text(text, encoding="utf-8")
        self.view.take(str(path))
        settled(self._app)

    def enter(self) -> None:
        """Press Enter where the keyboard is."""
        QTest.keyClick(self.view.focusWidget(), Qt.Key.Key_Return)
        settled(self._app)

    def save(self, path: Path) -> None:
        """Save the wrong rows."""
        self.view.save_wrong_rows(str(path))
        settled(self._app)

    def step(self) -> int:
        """Which step is shown."""
        return self.view.steps.currentIndex()

    def words(self) -> str:
        """Everything that can be read."""
        return "\n".join(one.text() for one in self.view.findChildren(QLabel) if one.isVisible())

    def answers(self) -> int:
        """How many answers count."""
        with self._till.db.read(ANA) as tx:
            return figures.score(tx).answers


@pytest.fixture
def screen(qapp: QApplication, qtbot: QtBot, file_till: Till) -> Screen:
    """The first step."""
    return Screen(qapp, qtbot, file_till)


def test_enter_alone_brings_answers_in_and_they_can_be_taken_back(screen: Screen, tmp_path: Path) -> None:
    screen.choose(tmp_path / "form.csv", GOOD)
    assert screen.step() == COLUMNS
    screen.enter()
    assert screen.step() == PREVIEW
    assert "2 answers added" in screen.words()
    assert screen.answers() == 0
    screen.enter()
    assert screen.step() == RESULT
    assert screen.answers() == 2
    screen.view.result.after.undo_button.click()
    settled(QApplication.instance())  # type: ignore[arg-type]
    assert screen.answers() == 0


def test_a_wrong_row_is_shown_with_its_reason_before_anything_is_written(screen: Screen, tmp_path: Path) -> None:
    screen.choose(tmp_path / "form.csv", WRONG)
    screen.enter()
    rows = screen.view.preview.rows.rows
    assert rows.rowCount() == 1
    assert rows.row(0).title == "11"  # type: ignore[union-attr]
    assert "Row 4" in rows.row(0).detail  # type: ignore[union-attr]


def test_the_wrong_rows_can_be_saved_corrected_and_brought_in(screen: Screen, tmp_path: Path) -> None:
    screen.choose(tmp_path / "form.csv", WRONG)
    screen.enter()
    seen, saved = tmp_path / "seen.csv", tmp_path / "wrong.csv"
    screen.save(seen)
    assert "Saved: seen.csv" in screen.words()
    screen.enter()
    assert (screen.step(), screen.answers()) == (RESULT, 2)
    screen.save(saved)
    text = saved.read_text(encoding="utf-8-sig")
    assert seen.read_text(encoding="utf-8-sig") == text
    heading, line = text.splitlines()
    assert heading.startswith("Horodateur,De 0 à 10 ?,Pourquoi ?,")
    assert line.startswith("14/11/2026 09:05:00,11,Trop,")
    assert "outside the scale" in line
    screen.enter()
    screen.choose(saved, text.replace(",11,", ",10,"))
    screen.enter()
    screen.enter()
    assert screen.answers() == 3


def test_another_scale_can_be_chosen_and_is_said(screen: Screen, tmp_path: Path) -> None:
    screen.choose(tmp_path / "form.csv", GOOD)
    screen.view.columns.scale.choose(1)
    screen.enter()
    assert "kept apart" in screen.words()
    screen.enter()
    assert screen.answers() == 0


def test_a_file_without_scores_is_refused_where_it_was_chosen(screen: Screen, tmp_path: Path) -> None:
    screen.choose(tmp_path / "names.csv", "Nom\nOdile\nInès\n")
    assert screen.step() == CHOOSE
    assert "No column holds scores" in screen.words()
