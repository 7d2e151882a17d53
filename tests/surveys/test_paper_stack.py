"""A stack of paper forms is logged by keyboard alone, fast enough for twenty a minute."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.surveys import campaigns, service
from parrainage_desktop.surveys.campaign_rules import NewCampaign
from parrainage_desktop.surveys.page import SatisfactionPage
from parrainage_desktop.surveys.paper_stack import PaperStack
from parrainage_desktop.surveys.rules import Answer, Origin
from parrainage_desktop.ui import theme
from tests.stores import ANA, Till
from tests.surveys.test_page import settled

PEOPLE = (
    ("Odile", "Marchand"), ("Inès", "Carvalho"), ("Gilles", "Tournier"), ("Bruno", "Vidal"), ("Claire", "Fontanel"),
)  # fmt: skip
KEYS_A_FORM = 10
"""At the pace of a slow typist, 200 keys a minute, ten keys a form are twenty forms a minute."""


class Typist:
    """Somebody at the keyboard, who never touches anything else; counts the keys."""

    def __init__(self) -> None:
        self.keys, self.now = 0, 0.0

    def press(self, letters: str) -> None:
        """Type letters into whatever has the keyboard; ⏎ is Enter, ␛ is Esc, ⇥ is Tab."""
        special = {"⏎": Qt.Key.Key_Return, "␛": Qt.Key.Key_Escape, "⇥": Qt.Key.Key_Tab}
        for letter in letters:
            focused = QApplication.focusWidget()
            assert focused is not None
            self.keys += 1
            self.now += 0.2
            key = special.get(letter, Qt.Key.Key_unknown)
            text = "" if letter in special else letter
            QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))


@pytest.fixture
def typist() -> Typist:
    """Nobody has typed yet."""
    return Typist()


@pytest.fixture
def people(file_till: Till) -> list[Customer]:
    """Five customers."""
    return [file_till.customer(*names) for names in PEOPLE]


@pytest.fixture
def stack(
    qapp: QApplication, qtbot: QtBot, file_till: Till, typist: Typist, people: list[Customer]
) -> Iterator[PaperStack]:
    """The stack, with the keyboard."""
    theme.apply(qapp, theme.Look.LIGHT)
    made = PaperStack(file_till.db, ANA, lambda: typist.now)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.who.setFocus()
    yield made
    settled(qapp)


def logged(till: Till) -> list[Answer]:
    """Every answer that counts, the first one first."""
    with till.db.read(ANA) as tx:
        return sorted(service.many(tx, list(range(1, 60))).values(), key=lambda one: one.id)


def test_forms_are_logged_one_after_the_other_by_few_keys(
    stack: PaperStack, typist: Typist, file_till: Till, people: list[Customer]
) -> None:
    for family, keys in zip(("march", "carva", "tourn", "vidal", "fonta"), "97408", strict=True):
        typist.press(f"{family}⏎{keys}⏎")
    found = logged(file_till)
    assert [one.customer_id for one in found] == [one.id for one in people]
    assert [one.score for one in found] == [9, 7, 4, 0, 8]
    assert {one.origin for one in found} == {Origin.PAPER}
    assert typist.keys / len(found) <= KEYS_A_FORM


def test_a_one_and_a_nought_in_a_row_are_a_ten_and_later_they_are_not(
    stack: PaperStack, typist: Typist, file_till: Till
) -> None:
    typist.press("vidal⏎10⏎⏎1")
    typist.now += 1
    typist.press("0⏎")
    assert [(one.customer_id is None, one.score) for one in logged(file_till)] == [(False, 10), (True, 0)]


def test_the_upper_row_of_an_azerty_keyboard_counts_as_digits(
    stack: PaperStack, typist: Typist, file_till: Till
) -> None:
    typist.press("⏎ç⏎⏎&à⏎")
    assert [one.score for one in logged(file_till)] == [9, 10]


def test_enter_alone_is_a_form_without_a_name(stack: PaperStack, typist: Typist, file_till: Till) -> None:
    typist.press("⏎6⏎")
    assert [(one.customer_id, one.score) for one in logged(file_till)] == [(None, 6)]


def test_nobody_of_that_name_is_said_and_nothing_is_written(
    stack: PaperStack, typist: Typist, file_till: Till
) -> None:
    typist.press("zzz⏎9⏎")
    assert logged(file_till) == []


def test_a_card_names_whose_form_it_is(
    stack: PaperStack, typist: Typist, file_till: Till, people: list[Customer]
) -> None:
    stack.take_code(people[2].card)
    typist.press("9⏎")
    assert [one.customer_id for one in logged(file_till)] == [people[2].id]


def test_a_second_answer_to_a_campaign_asks_in_place(
    stack: PaperStack, typist: Typist, file_till: Till, people: list[Customer]
) -> None:
    with file_till.db.write(ANA) as tx:
        campaign = campaigns.add(tx, NewCampaign("Autumn", tx.today, tx.today, origins=frozenset({Origin.PAPER})))
    stack.show_read(campaign)
    typist.press("vidal⏎7⏎vidal⏎9⏎")
    assert [one.score for one in logged(file_till)] == [7]
    typist.press("⏎")
    assert [(one.score, one.excluded) for one in logged(file_till)] == [(7, "replaced"), (9, "")]
    typist.press("vidal⏎2⏎␛")
    assert [one.score for one in logged(file_till)] == [7, 9]


def test_the_last_one_is_undone(stack: PaperStack, typist: Typist, file_till: Till) -> None:
    typist.press("⏎6⏎")
    stack.undo.click()
    assert [bool(one.excluded) for one in logged(file_till)] == [True]
    assert stack.last.rows.rowCount() == 0


def test_a_scan_on_the_screen_belongs_to_the_stack_only_while_it_is_shown(
    qapp: QApplication, qtbot: QtBot, file_till: Till, people: list[Customer]
) -> None:
    page = SatisfactionPage(file_till.db, ANA)
    qtbot.addWidget(page)
    assert not page.take_scan(people[0].card)
    page.tabs.choose(3)
    assert page.take_scan(people[0].card)
    settled(qapp)
