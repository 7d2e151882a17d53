"""Gifts handed over where people are: at the counter, and on the screen of their referral."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.counter import decisions
from parrainage_desktop.counter.page import CounterPage
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.insights import credits
from parrainage_desktop.programme.rewards import Experience, Gift
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals.page import ReferralsPage
from parrainage_desktop.referrals.rules import Referral
from parrainage_desktop.reports import earned
from parrainage_desktop.ui import theme
from tests.stores import ANA, Till

Show = Callable[[QWidget], None]


@pytest.fixture
def show(qapp: QApplication, qtbot: QtBot) -> Show:
    """Puts a screen before somebody."""
    theme.apply(qapp, theme.Look.LIGHT)

    def put(page: QWidget) -> None:
        qtbot.addWidget(page)
        page.resize(1072, 680)
        with qtbot.waitExposed(page):
            page.show()

    return put


@pytest.fixture
def referral(file_till: Till) -> Referral:
    """A completed referral that earned a jar of jam and an evening."""
    file_till.scheme(Terms(Gift("a jar of jam", 300), Experience("an evening", 900)))
    found = file_till.friend(file_till.customer().card, "Zoé", "Lemaire").referral
    file_till.buys(found.referee_id)
    return found


def press(page: QWidget, words: str) -> None:
    """Press the one visible button with these words."""
    QApplication.processEvents()
    (button,) = (one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible())
    button.click()


def states(till: Till) -> dict[str, str]:
    """Where each gift stands."""
    with till.db.read() as tx:
        return {one.text: one.state.value for one in gifts.listed(tx)}


def test_the_counter_hands_over_what_a_customer_comes_for(show: Show, file_till: Till, referral: Referral) -> None:
    page = CounterPage(file_till.db, ANA)
    show(page)
    page.show_person(referral.referrer_id)
    press(page, "Hand over")
    assert states(file_till) == {"a jar of jam": "given", "an evening": "owed"}
    page.show_person(referral.referee_id)
    press(page, "Note as lived")
    assert states(file_till) == {"a jar of jam": "given", "an evening": "given"}


def test_a_referral_s_screen_hands_over_and_takes_that_back(show: Show, file_till: Till, referral: Referral) -> None:
    page = ReferralsPage(file_till.db, ANA, decisions, lambda: credits, earned.between)
    show(page)
    page.open(referral.id)
    press(page, "Hand over")
    page.reload()
    assert states(file_till)["a jar of jam"] == "given"
    press(page, "Not after all")
    assert states(file_till)["a jar of jam"] == "owed"
