"""The list of calls to make: the one due first on top, over when its outcome is noted."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from parrainage_desktop.surveys import callback_list, callbacks
from parrainage_desktop.surveys.callback_list import CallsView
from parrainage_desktop.surveys.callback_rules import Outcome
from tests.stores import LUC, Till


@pytest.fixture
def calls(qtbot: QtBot, file_till: Till) -> CallsView:
    """Two calls to make, an hour apart."""
    for given in ("Gilles", "Odile"):
        file_till.answers(3, file_till.customer(given, phone="06 39 98 71 05").id)
        file_till.clock.advance(timedelta(hours=1))
    view = CallsView(file_till.db, file_till.actor)
    qtbot.addWidget(view)
    view.resize(1000, 560)
    view.show()
    return view


def read(view: CallsView, till: Till) -> list[str]:
    """Show what there is; whom to call, in order."""
    with till.db.read() as tx:
        found = callback_list.read(tx)
    view.show_read(found)
    return [found.who(call).split()[0] for call in found.calls]


def test_a_noted_call_leaves_the_list_with_its_words(calls: CallsView, file_till: Till) -> None:
    assert read(calls, file_till) == ["Gilles", "Odile"]
    calls.words.set_text("wants her lamp mended")
    calls.solved.click()
    assert read(calls, file_till) == ["Odile"]
    assert calls.words.text() == ""
    with file_till.db.read() as tx:
        (done,) = callbacks.done(tx)
    assert (done.outcome, done.note) == (Outcome.SOLVED, "wants her lamp mended")


def test_somebody_not_reached_stays_in_it(calls: CallsView, file_till: Till) -> None:
    read(calls, file_till)
    calls.not_reached.click()
    assert read(calls, file_till) == ["Gilles", "Odile"]


def test_words_about_a_call_somebody_else_closed_are_not_lost(calls: CallsView, file_till: Till) -> None:
    read(calls, file_till)
    with file_till.db.write(LUC) as tx:
        callbacks.note(tx, callbacks.to_do(tx)[0].id, Outcome.REACHED, "will come back")
    calls.words.set_text("wants her lamp mended")
    calls.solved.click()
    assert calls.words.text() == "wants her lamp mended"
    with file_till.db.read() as tx:
        assert [one.note for one in callbacks.done(tx)] == ["will come back"]


def test_everything_in_it_has_a_name_and_room(calls: CallsView, file_till: Till) -> None:
    read(calls, file_till)
    for button in calls.findChildren(QPushButton):
        assert button.accessibleName()
        assert button.height() >= 44
