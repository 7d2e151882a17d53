"""A running program without its event loop: the window off-screen, on shops of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from parrainage_desktop.base import paths
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.shell import notice, qt_words
from parrainage_desktop.shell.places import COUNTER, Place
from parrainage_desktop.shell.program import Program
from parrainage_desktop.shell.settings import Settings
from parrainage_desktop.ui import jobs, theme
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.theme import Look
from tests.stores import NOW, ZONE, set_up

OTHER = "other"


class Plain(Page):
    """A screen with one line to type in; it counts how often it is read."""

    shows = frozenset({"customers"})
    built = 0

    def __init__(self, db: Database, actor: Actor) -> None:
        super().__init__(db, actor)
        type(self).built += 1
        self.reads = 0
        self.scanned: list[str] = []
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)

    def reload(self) -> None:
        """Count."""
        self.reads += 1

    def memory(self) -> dict[str, object]:
        """What was typed."""
        return {"line": self.line.text()}

    def remember(self, memory: object) -> None:
        """Type it again."""
        assert isinstance(memory, dict)
        self.line.setText(str(memory["line"]))

    def scan(self, text: str) -> None:
        """Keep what was scanned."""
        self.scanned.append(text)

    def rest(self) -> None:
        """Nothing."""

    def show_person(self, customer_id: int) -> None:
        """Nothing."""

    def welcome_friend(self, card: str = "") -> None:
        """Say so in the line."""
        self.line.setText("friend")

    def log_answer(self, customer_id: int | None = None) -> None:
        """Say so in the line."""
        self.line.setText("answer")

    def ask_for_cards(self) -> None:
        """Say so in the line."""
        self.line.setText("cards")


class Other(Plain):
    """Another screen."""

    built = 0


PLAIN_PLACES = (
    Place(COUNTER, "storefront", lambda: COUNTER, Plain),
    Place(OTHER, "users", lambda: OTHER, Other),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of this test's own."""
    found = Settings(tmp_path / "window.ini")
    found.staff = "Nora Belhadj"
    found.look = Look.LIGHT
    return found


@pytest.fixture
def shop(tmp_path: Path) -> str:
    """The path of an English-speaking shop's store."""
    path = tmp_path / "home" / "own.db"
    db = Database.create(path, ZONE, SetClock(NOW))
    set_up(db)
    db.close()
    return str(path)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, settings: Settings) -> Iterator[Program]:
    """The program, with plain screens in place of the real ones and a sample shop of thirty customers."""
    running = started(qapp, settings, PLAIN_PLACES)
    yield running
    finish(running)


@pytest.fixture
def real_program(qapp: QApplication, qtbot: QtBot, settings: Settings) -> Iterator[Program]:
    """The program with its own screens."""
    running = started(qapp, settings, None)
    yield running
    finish(running)


def started(app: QApplication, settings: Settings, places: tuple[Place, ...] | None) -> Program:
    """A program that speaks English, its window not yet shown."""
    Plain.built = Other.built = 0
    qt_words.speak(app, "en")
    theme.apply(app, settings.look)
    more = {"places": places} if places else {}
    running = Program(app, settings, fixed_language=True, demo_count=30, **more)
    running.window.resize(1366, 768)
    return running


def finish(program: Program) -> None:
    """End a program, and take back what it changed in the application all tests share."""
    jobs.stop_all()
    program.close()
    app = program.app
    program.window.close()
    program.window.deleteLater()
    for words in app.findChildren(QTranslator):
        app.removeTranslator(words)
    program.deleteLater()


def opened(qtbot: QtBot, program: Program, store: str) -> None:
    """Show the window on a store and wait until its first screen is there."""
    assert program.begin(store)
    program.window.show()
    qtbot.waitUntil(lambda: program.desk is not None)


def texts(program: Program) -> str:
    """Every text of a label in sight."""
    labels = program.window.findChildren(QLabel)
    return "\n".join(label.accessibleName() or label.text() for label in labels if label.isVisible())


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The files the system was asked to show."""
    found: list[Path] = []
    monkeypatch.setattr(notice, "open_file", found.append)
    monkeypatch.setattr(paths, "documents_dir", lambda: tmp_path / "Documents")
    return found
