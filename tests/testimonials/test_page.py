"""The screen of testimonials: noted, agreed to, approved, published, printed, taken back, all with what it shows."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from parrainage_desktop.testimonials import service
from parrainage_desktop.testimonials.page import TestimonialsPage
from parrainage_desktop.testimonials.rules import Kind, Question, State, Testimonial, Words
from parrainage_desktop.ui.actions import Button
from tests.pages import PageScreen
from tests.stores import ANA, LUC, Till


class Screen(PageScreen):
    """The screen with what a test reads of it."""

    def __init__(self, qtbot: QtBot, till: Till) -> None:
        self.page = TestimonialsPage(till.db, ANA)
        self.sheet = self.page.sheet
        super().__init__(qtbot, till, self.page)

    def offered(self) -> set[str]:
        """The steps that can be taken now."""
        names = ("agree", "read", "approve", "publish", "take_down", "revoke", "copy", "print")
        return {name for name in names if getattr(self.sheet, name).isVisible()}

    def write(self, who: str, why: str) -> None:
        """Note a new testimonial."""
        self.page.new.click()
        self.sheet.who.set_text(who)
        self.sheet.answers[Question.WHY].edit.setPlainText(why)
        self.sheet.save.click()

    def state(self) -> State:
        """How far the one that is shown is."""
        assert self.sheet.shown is not None
        return self.sheet.shown.state


@pytest.fixture
def screen(qtbot: QtBot, file_till: Till) -> Screen:
    file_till.customer("Odile", "Marchand", language="en")
    return Screen(qtbot, file_till)


def test_words_whose_customer_no_longer_agrees_are_not_copied_from_a_screen_that_still_shows_them(
    screen: Screen, file_till: Till
) -> None:
    screen.write("odile", "My oven broke.")
    for step in (screen.sheet.agree, screen.sheet.approve, screen.sheet.publish):
        step.click()
    assert screen.sheet.shown is not None
    with file_till.db.write(LUC) as tx:
        service.revoke(tx, screen.sheet.shown.id)
    QGuiApplication.clipboard().setText("before")
    screen.sheet.copy.click()
    assert QGuiApplication.clipboard().text() == "before"


def test_without_any_one_is_invited_to_note_the_first_and_later_the_newest_is_shown(screen: Screen) -> None:
    assert screen.page.first.isVisible()
    assert not screen.sheet.isVisible()
    screen.page.first.click()
    assert screen.sheet.who.line.hasFocus()
    screen.write("odile", "My oven broke.")
    again = Screen(screen.qtbot, screen.till)
    assert not again.page.first.isVisible()
    assert again.sheet.shown is not None
    assert again.sheet.shown.customer == "Odile Marchand"


def test_only_what_can_be_done_next_is_offered(screen: Screen) -> None:
    assert screen.offered() == set()
    screen.write("odile", "My oven broke.")
    assert screen.offered() == {"agree", "print"}
    screen.sheet.agree.click()
    assert screen.offered() == {"approve", "revoke", "print"}
    screen.sheet.approve.click()
    assert screen.offered() == {"publish", "revoke", "print"}
    screen.sheet.publish.click()
    assert (screen.state(), screen.offered()) == (State.PUBLISHED, {"take_down", "revoke", "copy", "print"})
    screen.sheet.copy.click()
    assert QGuiApplication.clipboard().text() == "“My oven broke.”\n— Odile M."
    screen.sheet.revoke.click()
    assert (screen.state(), screen.offered()) == (State.WITHDRAWN, {"agree"})


def test_whom_it_is_about_must_be_clear(screen: Screen, file_till: Till) -> None:
    screen.write("nobody", "x")
    assert screen.sheet.shown is None
    file_till.customer("Odile", "Marchal")
    screen.write("odile", "x")
    assert screen.sheet.shown is None
    screen.write("marchand", "x")
    assert screen.sheet.shown is not None


def test_too_long_an_answer_is_told_beside_it_and_stays(screen: Screen) -> None:
    screen.write("odile", "x" * 2_001)
    assert screen.sheet.shown is None
    assert len(screen.sheet.answers[Question.WHY].edit.toPlainText()) == 2_001


def test_changed_words_are_a_draft_again(screen: Screen) -> None:
    screen.write("odile", "My oven broke.")
    screen.sheet.agree.click()
    screen.sheet.approve.click()
    screen.sheet.answers[Question.ADVICE].edit.setPlainText("Just go!")
    screen.sheet.save.click()
    assert screen.state() is State.DRAFT


def test_a_case_study_is_read_first(screen: Screen) -> None:
    screen.page.new.click()
    screen.sheet.kinds.choose(1)
    screen.sheet.who.set_text("odile")
    screen.sheet.answers[Question.WHY].edit.setPlainText("x")
    screen.sheet.save.click()
    screen.sheet.agree.click()
    screen.sheet.approve.click()
    assert screen.state() is State.DRAFT
    assert "read" in screen.offered()
    screen.sheet.read.click()
    screen.sheet.approve.click()
    assert screen.state() is State.APPROVED


def test_the_list_is_narrowed_by_state_and_counts_each(screen: Screen, file_till: Till) -> None:
    screen.write("odile", "x")
    with file_till.db.write(ANA) as tx:
        other = service.add(tx, 1, Kind.TESTIMONIAL, Words("", why="y"))
        assert isinstance(service.agree(tx, other.id), Testimonial)
        service.approve(tx, other.id)
    screen.page.states.choose(2)
    assert screen.page.rows.rows.rowCount() == 1
    screen.page.rows.choose(other.id)
    assert screen.sheet.words().why == "y"


def test_every_button_has_a_name(screen: Screen) -> None:
    screen.write("odile", "x")
    assert all(button.accessibleName() or button.text() for button in screen.page.findChildren(Button))
    assert all(answer.edit.accessibleName() for answer in screen.sheet.answers.values())
