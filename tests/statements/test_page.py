"""Statements on the screen: a month's people, their purchases, and noting what was paid."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import LANGUAGES, in_language
from parrainage_desktop.programme.rewards import Nothing
from parrainage_desktop.programme.rules import RevenueShare, Terms
from parrainage_desktop.statements import service
from parrainage_desktop.statements.page import StatementsPage
from parrainage_desktop.ui import theme
from tests.stores import ANA, Till

Build = Callable[[], StatementsPage]


@pytest.fixture
def shop(file_till: Till) -> Till:
    """Two referrers whose friends bought in November, seen in December."""
    file_till.scheme(Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500)))
    karim, lea = file_till.customer(), file_till.customer("Léa", "Petit")
    for person, given, amounts in ((karim, "Zoé", (3_333, 1_005)), (lea, "Inès", (2_000,))):
        friend = file_till.friend(person.card, given, "Lemaire").referral.referee_id
        for cents in amounts:
            file_till.buys(friend, cents)
    file_till.days_pass(20)
    return file_till


@pytest.fixture
def build(qapp: QApplication, qtbot: QtBot, shop: Till) -> Build:
    """Makes the screen."""
    theme.apply(qapp, theme.Look.LIGHT)

    def make() -> StatementsPage:
        page = StatementsPage(shop.db, ANA)
        qtbot.addWidget(page)
        page.resize(1072, 680)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return make


def lines(page: StatementsPage) -> list[list[str]]:
    """The purchases of the statement shown."""
    items = [page.purchases.topLevelItem(place) for place in range(page.purchases.topLevelItemCount())]
    return [[item.text(column) for column in range(5)] for item in items if item]


def paid(till: Till) -> list[tuple[str, date | None]]:
    """Who was paid when."""
    with till.db.read() as tx:
        return [(one.holder, one.paid_on) for one in service.statements(tx)]


def test_last_month_is_shown_with_each_purchase(build: Build) -> None:
    page = build()
    assert page.total.text() == "2 statements, €9.51 to pay."
    assert (page.name.text(), page.sum.text()) == ("Karim Haddad", "€6.51")
    assert [line[1:] for line in lines(page)] == [
        ["Zoé Lemaire", "€33.33", "15%", "€5.00"], ["Zoé Lemaire", "€10.05", "15%", "€1.51"]
    ]


@pytest.mark.parametrize("act", ["pay", "take_back"])
def test_what_cannot_be_written_is_said(build: Build, monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    page = build()
    if act == "take_back":
        page.pay.click()

    def full(*_words: object) -> None:
        raise UserError("disk_full", "The disk is full.")

    monkeypatch.setattr(service, act, full)
    (page.pay if act == "pay" else page.unpay).click()
    assert page.said.text() == "The disk is full."


def test_a_statement_is_noted_as_paid_on_a_day_and_taken_back(build: Build, shop: Till) -> None:
    page = build()
    page.on.set_text("2026-12-02")
    page.pay.click()
    assert page.said.text() == "Noted as paid to Karim Haddad: €6.51 for November 2026."
    assert paid(shop) == [("Karim Haddad", date(2026, 12, 2)), ("Léa Petit", None)]
    assert not page.pay.isVisible()
    page.unpay.click()
    assert paid(shop) == [("Karim Haddad", None), ("Léa Petit", None)]


@pytest.mark.parametrize(("text", "said"), [("2026-12-05", "still to come"), ("soon", "is not a day")])
def test_a_day_that_cannot_be_is_said_beside_it(build: Build, shop: Till, text: str, said: str) -> None:
    page = build()
    page.on.set_text(text)
    page.pay.click()
    assert said in page.on.line.accessibleDescription()
    assert paid(shop)[0] == ("Karim Haddad", None)


def test_the_running_month_cannot_be_paid_yet(build: Build, qtbot: QtBot) -> None:
    page = build()
    qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert page.total.text() == "0 statements, €0.00 to pay."
    assert not page.pay.isVisible()


def test_escape_leaves_and_a_table_is_asked_for(build: Build, qtbot: QtBot) -> None:
    page = build()
    with qtbot.waitSignal(page.table_requested) as asked:
        page.xlsx.click()
    assert asked.args == [date(2026, 11, 1), ".xlsx"]
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_a_small_screen(build: Build, language: str) -> None:
    with in_language(language):
        page = build()
        assert page.minimumSizeHint().width() <= 1_072
