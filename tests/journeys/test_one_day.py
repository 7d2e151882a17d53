"""The main job, end to end, in the real window: a friend comes, two vouchers, tomorrow one is honoured, once.

The pictures taken on the way are kept in the folder named by PARRAINAGE_PICTURES, or with the test's own files.
"""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base import journal
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.counter.page import CounterPage
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.shell import qt_words
from parrainage_desktop.shell.program import Program
from parrainage_desktop.shell.settings import Settings
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.theme import Look
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Voucher
from tests.shell.conftest import finish
from tests.stores import ANA, NOW, ZONE

WORDS = {
    "fr": ("Pas encore valable", "Bon valable", "Déjà utilisé", "2 bons émis", "Bon de 5,00\u00a0€ utilisé"),
    "en": ("Not valid yet", "Voucher valid", "Already used", "2 vouchers issued", "Voucher of €5.00 redeemed"),
}


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

    def words(self) -> str:
        """Everything that can be read."""
        found = self.program.window.findChildren(QLabel)
        return "\n".join(label.accessibleName() or label.text() for label in found if label.isVisible())

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


def welcome(day: Day, card: str) -> list[Voucher]:
    """A friend comes with Karim's card and buys at once; both vouchers."""
    day.scan(card)
    form = day.counter.friend
    for field, text in (
        (form.given, "Camille"),
        (form.family, "Roussel"),
        (form.phone, "06 39 98 52 03"),
        (form.amount, "32,40"),
    ):
        day.type_in(field.line, text)
    day.qtbot.wait(300)
    day.picture("04-new-friend")
    day.press(Qt.Key.Key_Return, form.amount.line)
    with day.counter.db.read(ANA) as tx:
        return vouchers.listed(tx)


def test_from_a_card_to_a_voucher_honoured_once(day: tuple[Day, str, str]) -> None:
    at, language, card = day
    not_yet, valid, used, issued, done = WORDS[language]
    printed: list[list[str]] = []
    at.counter.print_vouchers.connect(printed.append)
    at.picture("01-ready")

    earned = welcome(at, card)
    assert len(earned) == 2
    assert issued in at.words()
    assert sorted(printed[0]) == sorted(voucher.code for voucher in earned)

    at.scan(earned[0].code)
    assert not_yet in at.words()
    at.picture("03-not-yet-valid")

    at.clock.advance(timedelta(days=1))
    at.scan(earned[0].code)
    assert valid in at.words()
    at.picture("02-valid")
    at.press(Qt.Key.Key_Return)
    assert done in at.words()
    at.qtbot.wait(50)
    at.picture("22-redeemed")

    at.scan(earned[0].code)
    assert used in at.words()
    at.picture("03-already-used")
    at.press(Qt.Key.Key_Escape)
    at.qtbot.keyClick(at.counter, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at.scan(earned[0].code)
    assert valid in at.words()
    at.press(Qt.Key.Key_Escape)

    at.press(Qt.Key.Key_F3)
    at.qtbot.keyClicks(at.counter.answering, "9")
    at.picture("21-answer")
    at.press(Qt.Key.Key_Return)
    with at.counter.db.read(ANA) as tx:
        assert journal.verify(tx).ok


def test_every_screen_in_the_side_bar_opens(day: tuple[Day, str, str]) -> None:
    at, _language, card = day
    welcome(at, card)
    assert at.program.desk
    for number, name in ((2, "05-customers"), (3, "11-reports")):
        at.program.desk.show_nth(number)
        at.qtbot.wait(50)
        at.picture(name)
    at.program.desk.show_nth(2)
    assert "Camille Roussel" in at.words()
