"""The main job, end to end, in the real window: a friend comes, two vouchers, tomorrow one is honoured, once.

The pictures taken on the way are kept in the folder named by PARRAINAGE_PICTURES, or with the test's own files.
"""

from datetime import timedelta

from PySide6.QtCore import Qt

from parrainage_desktop.base import journal
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Voucher
from tests.journeys.conftest import Day
from tests.stores import ANA

WORDS = {
    "fr": ("Pas encore valable", "Bon valable", "Déjà utilisé", "2 bons émis", "Bon de 5,00\u00a0€ utilisé"),
    "en": ("Not valid yet", "Voucher valid", "Already used", "2 vouchers issued", "Voucher of €5.00 redeemed"),
}


def welcome(day: Day, card: str) -> list[Voucher]:
    """A friend comes with Karim's card and buys at once; both vouchers."""
    day.fill_in_friend(card, "Camille", "Roussel", "06 39 98 52 03", "32,40")
    day.picture("04-new-friend")
    day.press(Qt.Key.Key_Return, day.counter.friend.amount.line)
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
