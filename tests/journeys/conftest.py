"""A seller's day in the real window, its hours and its pictures the test's own."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.counter.page import CounterPage
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.referrals.cards import CardFace
from parrainage_desktop.shell import qt_words
from parrainage_desktop.shell.program import Program
from parrainage_desktop.shell.settings import Settings
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.fields import Tag
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.theme import Look
from tests.shell.conftest import finish
from tests.stores import ANA, NOW, ZONE, Till


class Day:
    """A seller's day in the window."""

    def __init__(self, qtbot: QtBot, program: Program, clock: SetClock, pictures: Path) -> None:
        self.qtbot, self.program, self.clock, self.pictures = qtbot, program, clock, pictures

    @property
    def counter(self) -> CounterPage:
        """The counter's screen."""
        assert self.program.desk
        page = self.program.desk.page("counter")
        assert isinstance(page, CounterPage)
        return page

    def scan(self, letters: str) -> None:
        """Pull the trigger: the letters come as fast as a scanner's."""
        self.counter._seconds = lambda: self.clock.now().timestamp()
        self.clock.advance(timedelta(seconds=5))
        self.program.window.scanned.emit(letters)

    def press(self, key: Qt.Key, on: QWidget | None = None) -> None:
        """Press a key, well after the last verdict."""
        self.qtbot.wait(450)
        self.qtbot.keyClick(on or self.counter, key)

    def type_in(self, line: QWidget, text: str) -> None:
        """Type into a field."""
        line.setFocus()
        self.qtbot.keyClicks(line, text)

    @property
    def till(self) -> Till:
        """The same shop without a window, for what happened before."""
        return Till(self.counter.db, self.clock, self.counter.actor)

    def go(self, key: str) -> Page:
        """Open a screen of the side bar, and wait until it shows what the store holds."""
        assert self.program.desk
        page = self.program.desk.show_page(key)
        self.settle()
        return page

    def settle(self) -> None:
        """Hear of what was written, read it again, show it."""
        for _turn in range(4):
            QThreadPool.globalInstance().waitForDone()
            QApplication.processEvents()

    def click(self, name: str) -> None:
        """Press the first button in sight that is called so."""
        found = self.program.window.findChildren(QAbstractButton)
        next(one for one in found if one.isVisible() and name in (one.text(), one.accessibleName())).click()
        self.settle()

    def fill_in_friend(self, card: str, given: str, family: str, phone: str = "", amount: str = "") -> None:
        """A friend shows a card: its form is filled in and not sent yet."""
        self.scan(card)
        form = self.counter.friend
        texts = (given, family, phone, amount)
        for field, text in zip((form.given, form.family, form.phone, form.amount), texts, strict=True):
            self.type_in(field.line, text)
        self.qtbot.wait(300)

    def words(self) -> str:
        """Everything that can be read."""
        window = self.program.window
        said = [label.accessibleName() or label.text() for label in window.findChildren(QLabel) if label.isVisible()]
        return "\n".join(said + [tag.accessibleName() for tag in window.findChildren(Tag) if tag.isVisible()])

    def board_says(self, friend: str, said: str) -> bool:
        """Whether a card of the referrals' board tells this of a friend."""
        faces = self.program.window.findChildren(CardFace)
        return any(face.isVisible() and {friend, said} <= set(face.accessibleName().split(", ")) for face in faces)

    def picture(self, name: str) -> None:
        """Keep a picture of the window."""
        QApplication.processEvents()
        assert self.program.window.grab().save(str(self.pictures / f"{name}.png"))


def new_shop(path: Path, clock: SetClock, language: str) -> str:
    """A shop with one customer; the letters of their card."""
    db = Database.create(path, ZONE, clock)
    with db.write(ANA) as tx:
        preferences.set_up(
            tx, preferences.described("Maison Lumet", language, "EUR", ZONE, "14 rue des Trois-Ponts, 44000 Nantes")
        )
        programmes.start(tx)
        karim = customers.add(tx, NewCustomer("Karim", "Haddad", "06 39 98 71 05", city="Nantes"))
    db.close()
    return karim.card


@pytest.fixture(params=[("fr", Look.LIGHT), ("en", Look.DARK)], ids=["fr-light", "en-dark"])
def day(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[tuple[Day, str, str]]:
    """The window open on a shop, its language, the letters of a customer's card."""
    language, look = request.param
    clock = SetClock(NOW)
    card = new_shop(tmp_path / "shop.db", clock, language)
    settings = Settings(tmp_path / "window.ini")
    settings.staff, settings.look = "Nora B.", look
    qt_words.speak(qapp, language)
    theme.apply(qapp, look)
    program = Program(qapp, settings, fixed_language=True)
    program.window.resize(1366, 768)
    program.begin(str(tmp_path / "shop.db"))
    program.window.show()
    qtbot.waitUntil(lambda: program.desk is not None)
    assert program.desk
    program.desk.db.clock = clock
    program.desk.page("counter").print_vouchers.disconnect()  # type: ignore[attr-defined]
    pictures = Path(os.environ.get("PARRAINAGE_PICTURES") or tmp_path) / f"{language}-{look.value}"
    pictures.mkdir(parents=True, exist_ok=True)
    yield Day(qtbot, program, clock, pictures), language, card
    finish(program)
