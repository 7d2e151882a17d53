"""Ambassadors in the window: what is missing is shown, noted in words, decided with a reason; each number its error."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.ambassadors import service
from parrainage_desktop.ambassadors.dialogs import AmbassadorDialog, AmbassadorsDialog, TiersDialog
from parrainage_desktop.ambassadors.rules import USUAL, Condition, Tier
from parrainage_desktop.customers import tiers
from parrainage_desktop.customers.rules import Customer, Membership
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.actions import Button
from tests.stores import ANA, Till

Opened = Callable[[Customer], AmbassadorDialog]


@pytest.fixture
def parent(qapp: QApplication, qtbot: QtBot) -> QWidget:
    """The window the dialogs stand over."""
    theme.apply(qapp, theme.Look.LIGHT)
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def opened(parent: QWidget, file_till: Till) -> Opened:
    """Opens the dialog about somebody."""

    def open_it(person: Customer) -> AmbassadorDialog:
        dialog = AmbassadorDialog(parent, file_till.db, ANA, person.id)
        dialog.show()
        return dialog

    return open_it


def words(widget: QWidget) -> str:
    """Everything that can be read, once it is shown."""
    QApplication.processEvents()
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def press(dialog: AmbassadorDialog, name: str) -> None:
    """Press the button of this name, once it is shown."""
    QApplication.processEvents()
    next(one for one in dialog.findChildren(Button) if one.isVisible() and one.accessibleName() == name).click()


def present(till: Till, person: Customer) -> Membership:
    """The tier somebody is in."""
    with till.db.read() as tx:
        return tiers.present(tx, person.id)


def test_each_condition_says_what_is_missing(file_till: Till, opened: Opened) -> None:
    karim = file_till.customer()
    file_till.answers(9, karim.id)
    said = words(opened(karim))
    assert "Not an ambassador" in said
    assert "2 of 4: 12 months to go, no measured result noted" in said
    assert "Last score 9 or more" in said


def test_somebody_is_noted_let_in_and_taken_out(file_till: Till, opened: Opened) -> None:
    odile = file_till.customer("Odile", "Marchand")
    file_till.days_pass(365)
    file_till.buys(odile.id)
    file_till.answers(10, odile.id)
    dialog = opened(odile)
    press(dialog, "Note: A measured result")
    assert dialog.words.line.property("bad"), "words are needed"
    dialog.words.set_text("Twice as many breakfasts")
    press(dialog, "Note: A measured result")
    assert "noted on 14 Nov 2027 by Ana: Twice as many breakfasts" in words(dialog)
    assert "4 of 4: may enter" in words(dialog)
    dialog.admit.click()
    assert (present(file_till, odile).tier, present(file_till, odile).reason) == (1, "")
    assert not dialog.admit.isVisible()
    dialog.leave.click()
    assert present(file_till, odile).tier == 1, "a reason is needed"
    dialog.words.set_text("moved away")
    dialog.leave.click()
    assert (present(file_till, odile).tier, present(file_till, odile).reason) == (0, "moved away")
    press(dialog, "Take back: A measured result")
    assert "no measured result noted" in words(dialog)


def test_what_is_missing_is_said_until_there_is_a_reason(file_till: Till, opened: Opened) -> None:
    karim = file_till.customer()
    dialog = opened(karim)
    dialog.tiers.choose(1)
    dialog.tiers.chosen.emit(1)
    dialog.admit.click()
    assert "Still missing: 12 months to go, no score yet" in words(dialog)
    assert present(file_till, karim).tier == 0
    dialog.words.set_text("the baker next door")
    dialog.admit.click()
    assert (present(file_till, karim).tier, present(file_till, karim).reason) == (2, "the baker next door")
    assert "Ambassador, tier 2, since 14 Nov 2026 · the baker next door" in words(dialog)


def test_a_name_is_never_markup(file_till: Till, opened: Opened) -> None:
    hostile = "<b onclick='x'>Jean</b> & “Élodie” 🎉"
    assert hostile in words(opened(file_till.customer(hostile, "")))


def test_every_number_of_a_tier_is_set(file_till: Till, parent: QWidget) -> None:
    dialog = TiersDialog(parent, file_till.db, ANA)
    dialog.show()
    assert [one["months"].text() for one in dialog.numbers] == ["12", "none", "none"]
    dialog.numbers[0]["score"].set_text("none")
    dialog.numbers[1]["within_months"].set_text("6")
    dialog.proofs[2][Condition.INFLUENCE].setChecked(False)
    dialog.save.click()
    assert not dialog.isVisible()
    with file_till.db.read() as tx:
        assert service.tiers(tx) == (
            Tier(12, None, 12, proofs=USUAL[0].proofs), Tier(referrals=1, within_months=6, proofs=USUAL[1].proofs),
            Tier(referrals=5, within_months=24),
        )  # fmt: skip


def test_each_number_has_its_own_error_and_nothing_is_saved(file_till: Till, parent: QWidget) -> None:
    dialog = TiersDialog(parent, file_till.db, ANA)
    dialog.show()
    dialog.numbers[0]["months"].set_text("many")
    dialog.numbers[2]["score"].set_text("12")
    dialog.numbers[1]["referrals"].set_text("2")
    dialog.save.click()
    assert dialog.isVisible()
    bad = [(place, name) for place, one in enumerate(dialog.numbers) for name in one if one[name].line.property("bad")]
    assert bad == [(0, "months"), (2, "score")]
    assert "“many” is not a whole number from 0 to 1,200." in words(dialog)
    with file_till.db.read() as tx:
        assert service.tiers(tx) == USUAL
    dialog.numbers[0]["months"].set_text("6")
    dialog.numbers[2]["score"].set_text("10")
    dialog.save.click()
    assert not dialog.isVisible()


def test_ambassadors_and_whoever_may_become_one_are_listed(
    file_till: Till, parent: QWidget, qtbot: QtBot
) -> None:
    karim, odile = file_till.customer(), file_till.customer("Odile", "Marchand")
    file_till.tier(karim, 2, "because")
    with file_till.db.write(ANA) as tx:
        service.set_tier(tx, 1, Tier(score=9))
    file_till.answers(9, odile.id)
    dialog = AmbassadorsDialog(parent, file_till.db, ANA)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.rows.rows.rowCount() == 1)
    row = dialog.rows.rows.row(0)
    assert row
    assert (row.title, "Ambassador, tier 2, since 14 Nov 2026" in row.detail) == ("Karim Haddad", True)
    dialog.which.choose(1)
    dialog.which.chosen.emit(1)
    qtbot.waitUntil(lambda: "1 customer may enter a tier." in words(dialog))
    row = dialog.rows.rows.row(0)
    assert row
    assert (row.title, row.detail) == ("Odile Marchand", "Tier 1, Foundation: may enter")
    with qtbot.waitSignal(dialog.wanted) as asked:
        dialog.look.click()
    assert asked.args == [odile.id]
