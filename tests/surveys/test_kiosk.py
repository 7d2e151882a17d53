"""The kiosk's screen: every touch kept at once, nothing of one customer left for the next, no way out but the code."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, event

from parrainage_desktop.base.codes import CodeKind, new_code
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _, in_language
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.surveys import campaigns
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.campaign_rules import NewCampaign
from parrainage_desktop.surveys.kiosk import SAID_MS, Kiosk
from parrainage_desktop.surveys.kiosk_code import CodeView
from parrainage_desktop.surveys.kiosk_views import QuestionView, SaidView, ThanksView, WriteView
from parrainage_desktop.surveys.rules import Origin
from parrainage_desktop.ui.scanner import Scanner
from tests.staff.test_service import CODE, with_code
from tests.stores import Till


def said(words: str) -> str:
    """Words as the shop's own language has them: the kiosk speaks it first."""
    with in_language("fr"):
        return _(words)


class Customer:
    """Somebody in front of the kiosk; `seconds` go by as the test says."""

    def __init__(self, qtbot: QtBot, till: Till, person: int | None = None) -> None:
        self.till, self.seconds = till, 100.0
        with_code(till)
        self.kiosk = Kiosk(till.db, till.actor, person, seconds=lambda: self.seconds)
        qtbot.addWidget(self.kiosk)
        self.kiosk.resize(1366, 768)
        self.kiosk.show()

    def touch(self, score: int) -> None:
        """Touch the scale."""
        view = self.kiosk.view
        assert isinstance(view, QuestionView)
        QTest.mouseClick(view.tiles[score], Qt.MouseButton.LeftButton)

    def press(self, words: str) -> None:
        """Touch the button with these words, a moment later."""
        self.seconds += 3
        buttons = self.kiosk.view.findChildren(QAbstractButton)
        (button,) = [button for button in buttons if button.accessibleName() in (words, said(words))]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def kept(self) -> list[tuple[int, str]]:
        """Scores and comments in the store."""
        with self.till.db.read() as tx:
            rows = tx.connection.exec_driver_sql("SELECT score, comment FROM answers ORDER BY id")
            return [(row[0], row[1]) for row in rows]


@pytest.fixture
def somebody(qtbot: QtBot, file_till: Till) -> Customer:
    """A customer at the kiosk."""
    return Customer(qtbot, file_till)


@pytest.fixture
def named(qtbot: QtBot, file_till: Till) -> Callable[[int], Customer]:
    """A customer the screen was handed to."""
    return lambda person: Customer(qtbot, file_till, person)


def test_one_touch_is_an_answer_kept_before_the_thanks(somebody: Customer) -> None:
    somebody.touch(7)
    assert isinstance(somebody.kiosk.view, ThanksView)
    assert somebody.kept() == [(7, "")]
    assert somebody.till.scalar("SELECT origin FROM answers") == "kiosk"
    assert somebody.till.scalar("SELECT staff FROM answers") == ""


def test_two_touches_within_two_seconds_count_once(somebody: Customer) -> None:
    view = somebody.kiosk.view
    assert isinstance(view, QuestionView)
    view.scored.emit(9)
    somebody.seconds += 1.9
    view.scored.emit(9)
    assert somebody.kept() == [(9, "")]
    somebody.seconds += 0.1
    view.scored.emit(9)
    assert len(somebody.kept()) == 2


def test_the_second_half_of_a_double_touch_presses_nothing_on_the_thanks(somebody: Customer) -> None:
    somebody.touch(9)
    for button in somebody.kiosk.view.findChildren(QAbstractButton):
        button.click()
    assert isinstance(somebody.kiosk.view, ThanksView)


def test_words_follow_by_the_keys_on_the_screen(somebody: Customer) -> None:
    somebody.touch(3)
    somebody.press("Leave a few words")
    for key in ("Capital letter", "t", "r", "o", "p", "Space", "c", "h", "e", "e", "Erase", "r"):
        somebody.press(key)
    somebody.press("Send")
    assert somebody.kept() == [(3, "Trop cher")]
    assert isinstance(somebody.kiosk.view, QuestionView)


def test_words_are_kept_while_they_are_written(somebody: Customer, qtbot: QtBot) -> None:
    somebody.touch(3)
    somebody.press("Leave a few words")
    somebody.press("a")
    qtbot.waitUntil(lambda: somebody.kept() == [(3, "a")])


def test_who_goes_back_takes_the_words_back(somebody: Customer, qtbot: QtBot) -> None:
    somebody.touch(3)
    somebody.press("Leave a few words")
    somebody.press("a")
    qtbot.waitUntil(lambda: somebody.kept() == [(3, "a")])
    somebody.press("Back")
    assert somebody.kept() == [(3, "")]


def test_only_who_would_recommend_is_offered_cards(somebody: Customer) -> None:
    somebody.touch(8)
    offered = [b.text() for b in somebody.kiosk.view.findChildren(QAbstractButton)]
    assert said("I would like cards to hand out") not in offered
    somebody.press("That is all")
    somebody.touch(9)
    somebody.press("I would like cards to hand out")
    assert isinstance(somebody.kiosk.view, SaidView)
    assert somebody.till.count("card_wishes") == 1


def test_a_phone_that_is_none_is_said_in_place(somebody: Customer) -> None:
    somebody.touch(2)
    somebody.press("Call me back")
    somebody.press("Send")
    assert isinstance(somebody.kiosk.view, WriteView)
    for digit in "0639987105":
        somebody.press(digit)
    somebody.press("Send")
    assert somebody.till.scalar("SELECT phone FROM call_backs") == "+33639987105"


def test_the_language_is_of_this_answer_only(somebody: Customer) -> None:
    somebody.press("English")
    assert somebody.kiosk.view.findChildren(QAbstractButton)[-1].text() == "Skip"
    somebody.press("Skip")
    names = [button.text() for button in somebody.kiosk.view.findChildren(QAbstractButton)]
    assert "English" in names


def test_nothing_is_preselected_and_all_scores_look_alike(somebody: Customer) -> None:
    view = somebody.kiosk.view
    assert isinstance(view, QuestionView)
    pictures = {tile.value: tile.grab().toImage() for tile in view.tiles}
    assert not any(tile.isCheckable() or tile.hasFocus() for tile in view.tiles)
    assert {picture.pixelColor(3, 52).name() for picture in pictures.values()} == {"#ffffff"}


def test_a_scan_does_nothing_here(somebody: Customer) -> None:
    Scanner(somebody.kiosk)
    code = new_code(CodeKind.VOUCHER)
    for view in (QuestionView, ThanksView):
        assert isinstance(somebody.kiosk.view, view)
        QTest.keyClicks(somebody.kiosk, code)
        QTest.keyClick(somebody.kiosk, Qt.Key.Key_Return)
        assert isinstance(somebody.kiosk.view, view)
        if view is QuestionView:
            somebody.touch(5)
    assert somebody.kept() == [(5, "")]


def test_one_persons_answer_is_theirs_and_the_last_on_this_screen(
    named: Callable[[int], Customer], file_till: Till
) -> None:
    person = file_till.customer()
    theirs = named(person.id)
    theirs.touch(4)
    theirs.press("That is all")
    assert file_till.scalar("SELECT customer_id FROM answers") == person.id
    assert isinstance(theirs.kiosk.view, SaidView)
    assert person.given_name not in " ".join(w.accessibleName() for w in theirs.kiosk.findChildren(QAbstractButton))


def test_whoever_stands_for_somebody_who_is_gone_has_answered(
    named: Callable[[int], Customer], file_till: Till
) -> None:
    kept, merged, erased = (file_till.customer(name) for name in ("Zoé", "Zoe", "Luc"))
    screens = [named(merged.id), named(erased.id)]
    with file_till.db.write(file_till.actor) as tx:
        duplicates.merge(tx, kept.id, merged.id)
        privacy.erase(tx, erased.id)
    for screen in screens:
        screen.touch(4)
        assert isinstance(screen.kiosk.view, ThanksView)
    with file_till.db.read() as tx:
        assert [one.customer_id for one in surveys.many(tx, [1, 2]).values()] == [kept.id, None]


def test_an_answer_that_could_not_be_kept_is_not_thanked_for(somebody: Customer, qtbot: QtBot) -> None:
    engine = somebody.till.db.engine

    def full(_connection: Connection) -> None:
        raise UserError("disk_full", "The disk is full.")

    event.listen(engine, "commit", full)
    somebody.touch(9)
    assert isinstance(somebody.kiosk.view, SaidView)
    event.remove(engine, "commit", full)
    qtbot.waitUntil(lambda: isinstance(somebody.kiosk.view, QuestionView), timeout=2 * SAID_MS)
    somebody.seconds += 3
    somebody.touch(7)
    assert somebody.kept() == [(7, "")]


def test_an_answer_belongs_to_the_question_that_was_read(named: Callable[[int], Customer], file_till: Till) -> None:
    with file_till.db.write(file_till.actor) as tx:
        tomorrow, kiosk = tx.today + timedelta(days=1), frozenset({Origin.KIOSK})
        campaigns.add(tx, NewCampaign("Winter", tomorrow, tomorrow, "Aimez-vous la neige ?", origins=kiosk))
    screen = named(file_till.customer().id)
    file_till.days_pass(1)
    screen.touch(9)
    assert file_till.scalar("SELECT count(*) FROM answers WHERE campaign_id IS NULL") == 1


def test_a_store_out_of_reach_leaves_the_question_there(somebody: Customer, qtbot: QtBot) -> None:
    engine = somebody.till.db.engine

    def lost(_connection: Connection) -> None:
        raise UserError("server_lost", "The server does not answer.")

    event.listen(engine, "begin", lost)
    somebody.press("English")
    assert isinstance(somebody.kiosk.view, QuestionView)
    event.remove(engine, "begin", lost)


def test_the_last_word_is_in_the_language_of_the_answer(named: Callable[[int], Customer], file_till: Till) -> None:
    screen = named(file_till.customer().id)
    screen.touch(9)
    with in_language("en"):
        screen.press("That is all")
    assert said("You may hand the screen back.") in [one.text() for one in screen.kiosk.view.findChildren(QLabel)]


def test_only_the_code_leads_out(somebody: Customer, qtbot: QtBot) -> None:
    QTest.keyClick(somebody.kiosk, Qt.Key.Key_Escape)
    assert isinstance(somebody.kiosk.view, QuestionView)
    QTest.keyClick(somebody.kiosk, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    view = somebody.kiosk.view
    assert isinstance(view, CodeView)
    with qtbot.assertNotEmitted(somebody.kiosk.left):
        view.line.setText("7205")
        view.sent.emit("7205")
        qtbot.waitUntil(view.send.isEnabled)
    assert view.line.text() == ""
    with qtbot.waitSignal(somebody.kiosk.left):
        view.sent.emit(CODE)


def test_a_new_code_is_asked_for_twice_where_the_eyes_are_and_with_digits_only(till: Till, qtbot: QtBot) -> None:
    view = CodeView(till.db, till.actor, choosing=True)
    qtbot.addWidget(view)
    shown = [button.text() for button in view.keyboard.findChildren(QAbstractButton)]
    assert sorted(shown) == sorted([*"1234567890", "⌫"])
    view.resize(1200, 700)
    view.show()
    keys = {button.text(): button.geometry() for button in view.keyboard.findChildren(QAbstractButton)}
    assert (keys["0"].x(), keys["⌫"].x()) == (keys["8"].x(), keys["9"].x())
    view.sent.emit("7205")
    assert "The same code once more" in [one.text() for one in view.findChildren(QLabel)]
    assert view.line.accessibleName() == "The same code once more"
    view.sent.emit("7206")
    assert view.line.accessibleName() == "Choose a code for the kiosk"
    view.sent.emit("7205")
    with qtbot.waitSignal(view.right):
        view.sent.emit("7205")


def test_everything_is_reached_and_named(somebody: Customer) -> None:
    for _step in range(2):
        for button in somebody.kiosk.findChildren(QAbstractButton):
            assert button.accessibleName()
            assert min(button.width(), button.height()) >= 44
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        if isinstance(somebody.kiosk.view, QuestionView):
            somebody.touch(9)
