"""The screen for people written down twice, by keys: look, choose, merge, take back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.duplicates.page import DuplicatesPage
from parrainage_desktop.ui import jobs
from tests.duplicates.hands import merged, person
from tests.stores import ANA, Till

HOSTILE = "<b onclick='x'>Jean</b> & “Élodie” 🎉"
CTRL = Qt.KeyboardModifier.ControlModifier


class Screen:
    """The page as its people work it."""

    def __init__(self, qtbot: QtBot, till: Till) -> None:
        self.qtbot, self.till = qtbot, till
        self.page = DuplicatesPage(till.db, ANA)
        qtbot.addWidget(self.page)
        self.page.resize(1158, 768)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.setFocus()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is searched for."""
        self.qtbot.waitUntil(lambda: not self.page.searching)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        on = self.page.focusWidget()
        assert on is not None
        self.qtbot.keyClick(on, key, modifier)

    def listed(self) -> list[str]:
        rows = self.page.rows.rows
        return [row.title for number in range(rows.rowCount()) if (row := rows.row(number))]

    def words(self) -> str:
        return "\n".join(
            found.accessibleName() or found.text() for found in self.page.findChildren(QLabel) if found.isVisible()
        )


@pytest.fixture
def twins(file_till: Till) -> tuple[Customer, Customer]:
    """One person written down twice, and two who share a town."""
    kept = file_till.customer("Elodie", "Martin", phone="06 39 98 71 05", city="Nantes")
    other = file_till.customer("Élodie", "Martin", phone="06 39 98 71 05", email="e@example.org")
    for given in ("Inès", "Ines"):
        file_till.customer(given, "Petit", city="Rezé")
    return kept, other


@pytest.fixture
def screen(qtbot: QtBot, file_till: Till, twins: tuple[Customer, Customer]) -> Iterator[Screen]:
    """The page, its first search done."""
    yield Screen(qtbot, file_till)
    jobs.stop_all()


def test_pairs_are_listed_the_likeliest_first_and_the_first_is_shown(screen: Screen) -> None:
    assert screen.listed() == ["Elodie Martin · Élodie Martin", "Inès Petit · Ines Petit"]
    words = screen.words()
    for said in ("2 pairs to look at.", "same phone", "Kept record", "06 39 98 71 05"):
        assert said in words
    tags = [found.accessibleName() for found in screen.page.findChildren(QAbstractButton) if found.isVisible()]
    assert "First name: Elodie" in tags
    assert "First name: Élodie" in tags


def test_enter_merges_with_what_was_chosen_and_ctrl_z_takes_it_back(
    screen: Screen, twins: tuple[Customer, Customer]
) -> None:
    kept, other = twins
    screen.page.pair.comparison.choose("given_name", other=True)
    screen.press(Qt.Key.Key_Return)
    now = person(screen.till, kept)
    assert (now.given_name, now.email, now.city) == ("Élodie", "e@example.org", "Nantes")
    assert "One record now: Élodie Martin." in screen.words()
    assert screen.listed() == ["Inès Petit · Ines Petit"]
    screen.press(Qt.Key.Key_Z, CTRL)
    screen.settle()
    assert person(screen.till, kept).given_name == "Elodie"
    assert person(screen.till, other).gone == ""
    assert len(screen.listed()) == 2


def test_a_value_is_chosen_by_the_arrow_keys(screen: Screen) -> None:
    first = screen.page.pair.comparison.first()
    assert first is not None
    first.setFocus()
    screen.press(Qt.Key.Key_Right)
    assert "given_name" in screen.page.pair.comparison.taken()
    screen.press(Qt.Key.Key_Left)
    assert "given_name" not in screen.page.pair.comparison.taken()


def test_enter_on_a_value_merges_too(screen: Screen, twins: tuple[Customer, Customer]) -> None:
    first = screen.page.pair.comparison.first()
    assert first is not None
    first.setFocus()
    screen.press(Qt.Key.Key_Return)
    assert person(screen.till, twins[1]).gone == "merged"


def test_not_the_same_person_is_kept_for_good(screen: Screen) -> None:
    screen.press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    screen.qtbot.waitUntil(lambda: screen.listed() == ["Inès Petit · Ines Petit"])
    screen.page.search()
    screen.settle()
    assert screen.listed() == ["Inès Petit · Ines Petit"]


def test_later_comes_again_with_the_next_search(screen: Screen) -> None:
    screen.press(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    screen.qtbot.waitUntil(lambda: screen.listed() == ["Inès Petit · Ines Petit"])
    screen.page.put_off()
    assert screen.listed() == []
    assert "All pairs are settled." in screen.words()
    screen.page.search()
    screen.settle()
    assert len(screen.listed()) == 2


def test_arrow_keys_walk_the_pairs(screen: Screen) -> None:
    screen.press(Qt.Key.Key_Down)
    assert "Inès" in [found.accessibleName().partition(": ")[2] for found in screen.page.findChildren(QAbstractButton)]


def test_escape_leaves(screen: Screen) -> None:
    with screen.qtbot.waitSignal(screen.page.left):
        screen.press(Qt.Key.Key_Escape)


def test_a_pair_that_another_till_settled_is_said_to_be_gone(
    screen: Screen, twins: tuple[Customer, Customer]
) -> None:
    merged(screen.till, *twins)
    screen.press(Qt.Key.Key_Return)
    assert "gone already" in screen.words()
    assert screen.listed() == ["Inès Petit · Ines Petit"]


def test_a_referral_that_cannot_stand_is_said_before(qtbot: QtBot, file_till: Till) -> None:
    referrer = file_till.customer("Odile", "Marchand", phone="06 39 98 71 05")
    friend = file_till.friend(referrer.card, "Karim", "Haddad").referral.referee_id
    with file_till.db.write(ANA) as tx:
        tx.connection.exec_driver_sql(f"UPDATE customers SET phone = '+33639987105' WHERE id = {friend}")
    file_till.issue(referrer, 700)
    screen = Screen(qtbot, file_till)
    assert "Nobody brings themselves" in screen.words()
    assert "1 referral, either side" in screen.words()


def test_nobody_written_down_twice_is_said(qtbot: QtBot, file_till: Till) -> None:
    screen = Screen(qtbot, file_till)
    assert "Nobody is written down twice." in screen.words()
    screen.press(Qt.Key.Key_Return)


def test_a_name_is_never_markup(qtbot: QtBot, file_till: Till) -> None:
    for _ in range(2):
        file_till.customer(HOSTILE, "Martin", phone="06 39 98 71 05")
    screen = Screen(qtbot, file_till)
    assert screen.listed() == [f"{HOSTILE} Martin · {HOSTILE} Martin"]
    assert HOSTILE in screen.words()
    screen.page.merge_pair()
    assert f"One record now: {HOSTILE} Martin." in screen.words()


def test_everything_has_a_name_and_room_for_a_finger(screen: Screen) -> None:
    buttons = [found for found in screen.page.findChildren(QAbstractButton) if found.isVisible()]
    assert [found for found in buttons if not found.accessibleName()] == []
    assert [found.accessibleName() for found in buttons if found.height() < 44 or found.width() < 44] == []
    keys = [action.text() for action in screen.page.findChildren(QAction)]
    assert len(keys) == len(set(keys))


def test_a_search_is_stopped_by_its_button(screen: Screen) -> None:
    screen.page.search()
    screen.page.stop.click()
    screen.settle()
    assert not screen.page.stop.isVisible()
    assert screen.page.count.text() in ("Stopped before the end.", "2 pairs to look at.")


def test_a_screen_left_in_the_middle_of_a_search_hears_no_more_of_it(qtbot: QtBot, file_till: Till) -> None:
    page = DuplicatesPage(file_till.db, ANA)
    page.close_down()
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    assert jobs.stop_all()
    qtbot.wait(1)
