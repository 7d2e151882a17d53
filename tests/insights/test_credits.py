"""Credit on the referrals' screen: the published table read from it, every way side by side, the rule apart."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.counter import decisions
from parrainage_desktop.insights import credits
from parrainage_desktop.insights.rules import Model
from parrainage_desktop.referrals import touching
from parrainage_desktop.referrals.page import ReferralsPage
from parrainage_desktop.referrals.touch_rules import NewTouch, TouchKind
from parrainage_desktop.reports import earned
from parrainage_desktop.ui.refresh import Refresher
from tests.stores import ANA, Till

WAYS = len(Model)


class Screen:
    """The page with one referral open."""

    def __init__(self, qtbot: QtBot, till: Till, referral_id: int) -> None:
        self.qtbot = qtbot
        self.page = ReferralsPage(till.db, ANA, decisions, lambda: credits, earned.between)
        self.refresher = Refresher(till.db)
        self.refresher.watch(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1158, 768)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.open(referral_id)
        self.view = self.page.detail.touches

    def table(self) -> list[list[str]]:
        """What the grid shows: each row's shares, as they are read."""
        for _turn in range(4):
            QApplication.processEvents()
        labels = [label for label in self.view.findChildren(QLabel) if label.isVisible()]
        shares = [label.text() for label in labels if ": " in label.accessibleName()]
        return [shares[start : start + WAYS] for start in range(0, len(shares), WAYS)]

    def words(self) -> str:
        """Everything that can be read."""
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def type(self, text: str) -> None:
        """Type where the cursor is, in the place of what was there."""
        on = self.page.focusWidget()
        assert on is not None
        self.qtbot.keyClick(on, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClicks(on, text)


def bought(till: Till, cents: int | None) -> int:
    """A friend who was told of the shop 30, 24, 18, 12 and 6 days before, shows the card today and buys."""
    referral = till.friend(till.customer().card).referral
    with till.db.write(ANA) as tx:
        for days in (30, 24, 18, 12, 6):
            on = tx.today - timedelta(days=days)
            touching.record(tx, referral.id, NewTouch(TouchKind.MENTION, on, referral.referrer_id))
    till.buys(referral.referee_id, cents)
    return referral.id


def column(table: list[list[str]], model: Model) -> list[str]:
    return [row[list(Model).index(model)] for row in table]


def test_the_published_table_of_fading_credit_is_on_the_screen_to_the_cent(qtbot: QtBot, file_till: Till) -> None:
    screen = Screen(qtbot, file_till, bought(file_till, 20_000_00))
    assert column(screen.table(), Model.TIME_DECAY) == [
        "€472.72", "€856.31", "€1,551.16", "€2,809.85", "€5,089.89", "€9,220.07",
    ]  # fmt: skip
    assert column(screen.table(), Model.FIRST) == ["€20,000.00", *["€0.00"] * 5]
    assert column(screen.table(), Model.LINEAR) == ["€3,333.34", "€3,333.34", *["€3,333.33"] * 4]
    assert column(screen.table(), Model.POSITION) == ["€8,000.00", *["€1,000.00"] * 4, "€8,000.00"]
    assert "Who is rewarded: Karim Haddad, whose card was shown first." in screen.words()


def test_the_same_in_french(qtbot: QtBot, file_till: Till) -> None:
    with in_language("fr"):
        screen = Screen(qtbot, file_till, bought(file_till, 20_000_00))
        assert column(screen.table(), Model.TIME_DECAY)[-1] == "9\u202f220,07\u00a0€"


def test_without_an_amount_hundredths_of_a_percent_are_shared_and_another_value_can_be_tried(
    qtbot: QtBot, file_till: Till
) -> None:
    screen = Screen(qtbot, file_till, bought(file_till, None))
    assert column(screen.table(), Model.TIME_DECAY)[-1] == "46.1%"
    screen.view.value.line.setFocus()
    screen.type("20000")
    screen.qtbot.keyClick(screen.view.value.line, Qt.Key.Key_Return)
    assert column(screen.table(), Model.TIME_DECAY)[0] == "€472.72"
    screen.type("much")
    screen.qtbot.keyClick(screen.view.value.line, Qt.Key.Key_Return)
    assert "“much” is not an amount" in screen.words()


def test_what_led_here_is_written_down_by_keys_and_taken_out_again(qtbot: QtBot, file_till: Till) -> None:
    referral = file_till.friend(file_till.customer().card).referral
    file_till.customer("Léa", "Petit")
    screen = Screen(qtbot, file_till, referral.id)
    assert len(screen.table()) == 1
    screen.view.add.click()
    screen.type("Marie")
    screen.qtbot.keyClick(screen.view.form.by.line, Qt.Key.Key_Return)
    assert "No customer fits." in screen.words()
    screen.type("lea petit")
    screen.view.form.kinds.choose(2)
    screen.view.form.note.set_text("<b>market</b>")
    screen.qtbot.keyClick(screen.view.form.by.line, Qt.Key.Key_Return)
    assert len(screen.table()) == 2
    assert "Message, 14 November 2026" in screen.words()
    assert "Léa Petit · <b>market</b>" in screen.words()
    away = next(one for one in screen.view.findChildren(type(screen.view.add)) if "Take out" in one.accessibleName())
    away.click()
    assert len(screen.table()) == 1


def test_the_shop_s_own_weights_are_kept(qtbot: QtBot, file_till: Till) -> None:
    screen = Screen(qtbot, file_till, bought(file_till, 10_000))
    field = screen.view.weights[TouchKind.CARD]
    field.line.setFocus()
    screen.type("5")
    screen.qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert column(screen.table(), Model.OWN) == [*["€10.00"] * 5, "€50.00"]
    screen.type("many")
    screen.qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert "is not a whole number" in screen.words()
    assert file_till.count("touch_weights") == len(TouchKind)


@pytest.mark.parametrize("state", ["refused", "standing"])
def test_a_second_card_is_a_touch_too_and_only_the_first_is_rewarded(
    qtbot: QtBot, file_till: Till, state: str
) -> None:
    friend = file_till.friend(file_till.customer().card, phone="06 39 98 12 34").referral
    refused = file_till.claim(file_till.customer("Léa", "Petit").card, phone="06 39 98 12 34")
    number = friend.id if state == "standing" else getattr(refused, "referral_id")  # noqa: B009 - either answer has one
    screen = Screen(qtbot, file_till, number)
    assert len(screen.table()) == 2
    said = {"standing": "Who is rewarded: Karim Haddad", "refused": "Léa Petit gets nothing"}[state]
    assert said in screen.words()


def test_what_cannot_be_written_is_said_and_what_was_typed_stays(
    qtbot: QtBot, file_till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    referral = file_till.friend(file_till.customer().card).referral
    screen = Screen(qtbot, file_till, referral.id)
    screen.view.add.click()
    screen.type("")

    def full(*_words: object) -> None:
        raise UserError("disk_full", "The disk is full.")

    monkeypatch.setattr(touching, "record", full)
    screen.qtbot.keyClick(screen.view.form.by.line, Qt.Key.Key_Return)
    assert "Nothing was changed.\nThe disk is full." in screen.words()
    assert screen.view.form.isVisible()
    assert file_till.count("touches") == 0
