"""The dialogs about personal data by keys: nobody is erased without a word typed, and nothing typed is markup."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.privacy.dialogs import PersonDialog, ShopDialog
from parrainage_desktop.privacy.sheet import PrivacyDialog
from tests.stores import ANA, Till


def opened(qtbot: QtBot, dialog: PrivacyDialog) -> None:
    """Show a dialog, its first look done."""
    with qtbot.waitExposed(dialog):
        dialog.open()
    qtbot.waitUntil(dialog.leave.isVisible)


def words(dialog: PrivacyDialog) -> str:
    """Everything a dialog says."""
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialogs stand over."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_person_is_erased_only_when_the_word_is_typed(qtbot: QtBot, window: QWidget, file_till: Till) -> None:
    karim = file_till.customer("<b>Karim</b>", "& fils", phone="06 39 98 71 05")
    file_till.issue(karim)
    dialog = PersonDialog(window, file_till.db, ANA, karim.id)
    opened(qtbot, dialog)
    assert "<b>Karim</b> & fils" in words(dialog)
    assert "1 usable voucher, €5.00" in words(dialog)
    line = dialog.surely.field.line
    line.setFocus()
    qtbot.keyClicks(line, "eras")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert file_till.scalar("SELECT gone FROM customers") == ""
    assert not dialog.surely.button.isEnabled()
    qtbot.keyClicks(line, "e")
    with qtbot.waitSignal(dialog.erased):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert file_till.scalar("SELECT gone FROM customers") == "erased"
    assert file_till.scalar("SELECT state FROM vouchers") == "issued"
    assert "Erased customer" in words(dialog)
    assert "Karim" not in words(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_their_vouchers_are_cancelled_when_that_is_chosen(qtbot: QtBot, window: QWidget, file_till: Till) -> None:
    karim = file_till.customer()
    file_till.issue(karim)
    dialog = PersonDialog(window, file_till.db, ANA, karim.id)
    opened(qtbot, dialog)
    dialog.vouchers.choose(1)
    dialog.surely.field.set_text("erase")
    with qtbot.waitSignal(dialog.erased):
        dialog.surely.button.click()
    assert file_till.scalar("SELECT state FROM vouchers") == "cancelled"


def test_a_dossier_is_asked_for_as_paper_or_as_data(qtbot: QtBot, window: QWidget, file_till: Till) -> None:
    karim = file_till.customer()
    for place, suffix in enumerate((".pdf", ".json")):
        dialog = PersonDialog(window, file_till.db, ANA, karim.id)
        opened(qtbot, dialog)
        assert not dialog.vouchers.isVisible()
        with qtbot.waitSignal(dialog.dossier) as asked:
            (dialog.paper, dialog.data)[place].click()
        assert asked.args == [karim.id, suffix]


def test_the_people_not_met_for_three_years_are_erased_together(
    qtbot: QtBot, window: QWidget, file_till: Till
) -> None:
    for name in ("Ana", "<i>Luc</i>", "Zoé"):
        file_till.customer(name, "Diaz")
    paul = file_till.customer("Paul", "Henry")
    file_till.friend(paul.card)
    file_till.clock.advance(timedelta(days=3 * 366))
    file_till.customer("Inès", "Roux")
    dialog = ShopDialog(window, file_till.db, ANA)
    opened(qtbot, dialog)
    assert "3 people without contact for three years." in words(dialog)
    assert "2 more have a usable voucher or an open referral" in words(dialog)
    rows = dialog.people.rows
    shown = [row for place in range(rows.rowCount()) if (row := rows.row(place))]
    assert [row.title for row in shown] == ["Ana Diaz", "<i>Luc</i> Diaz", "Zoé Diaz"]
    dialog.surely.field.line.setFocus()
    qtbot.keyClicks(dialog.surely.field.line, "erase")
    qtbot.keyClick(dialog.surely.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "3 people erased." in words(dialog))
    assert file_till.scalar("SELECT count(*) FROM customers WHERE gone = 'erased'") == 3
    assert "There is nobody to erase." in words(dialog)


def test_the_papers_and_the_list_are_asked_for(qtbot: QtBot, window: QWidget, file_till: Till) -> None:
    for button, signal, said in (
        ("registers", "register", []), ("notices", "notice", []), ("csv", "export", [".csv"]),
        ("xlsx", "export", [".xlsx"]),
    ):  # fmt: skip
        dialog = ShopDialog(window, file_till.db, ANA)
        opened(qtbot, dialog)
        with qtbot.waitSignal(getattr(dialog, signal)) as asked:
            getattr(dialog, button).click()
        assert asked.args == said
        assert not dialog.isVisible()
