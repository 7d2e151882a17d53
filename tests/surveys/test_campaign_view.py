"""Campaigns on the screen: described, counted as one types, drawn once, and followed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parrainage_desktop.surveys import campaigns, service
from parrainage_desktop.surveys.campaign_view import CampaignsView, read
from parrainage_desktop.surveys.page import SatisfactionPage
from parrainage_desktop.surveys.rules import Given, Origin
from parrainage_desktop.ui import theme
from tests.stores import ANA, Till
from tests.surveys.test_page import settled


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot, file_till: Till) -> Iterator[CampaignsView]:
    """The part of the screen, kept up to date by the screen."""
    theme.apply(qapp, theme.Look.LIGHT)
    for city in ("Lyon", "Lyon", "Dijon"):
        file_till.customer("Odile", city, city=city)
    page = SatisfactionPage(file_till.db, ANA)
    qtbot.addWidget(page)
    page.tabs.choose(4)
    with qtbot.waitExposed(page):
        page.show()
    settled(qapp)
    yield page.asking
    settled(qapp)


def typed(view: CampaignsView, **texts: str) -> None:
    """Fill the fields of a campaign, a new one unless one is open, leaving each as a person would."""
    if not view.form.isVisible():
        (view.first if view.first.isVisible() else view.new).click()
    for name, text in texts.items():
        field = getattr(view.form, name)
        field.set_text(text)
        field.left.emit()


def test_without_campaigns_one_is_invited_to_describe_the_first(view: CampaignsView) -> None:
    assert view.first.isVisible()
    assert not view.form.isVisible()
    assert not view.rows.isVisible()


def test_campaigns_open_on_their_list_which_esc_comes_back_to(
    view: CampaignsView, file_till: Till, qapp: QApplication
) -> None:
    typed(view, name="Autumn")
    view.save.click()
    page = view.window()
    assert isinstance(page, SatisfactionPage)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    with file_till.db.write(ANA) as tx:
        service.answer(tx, Given(9, 1, campaign_id=1))
    page.reload()
    settled(qapp)
    assert view.rows.isVisible()
    assert not view.form.isVisible()
    row = view.rows.rows.row(0)
    assert row is not None
    assert row.title == "Autumn"
    assert row.detail.startswith("Running · ")
    assert row.detail.endswith("1 answer · 100.00% answered")
    assert page.tabs.index() == 4
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.tabs.index() == 0


def test_whom_a_campaign_reaches_is_counted_while_it_is_described(view: CampaignsView) -> None:
    view.first.click()
    assert "3 would be asked" in view.form.count.text()
    typed(view, city="Lyon")
    assert "2 people fit" in view.form.count.text()
    typed(view, sample="1")
    assert "1 would be asked" in view.form.count.text()


def test_a_campaign_is_saved_drawn_and_its_answers_followed(
    view: CampaignsView, file_till: Till, qapp: QApplication
) -> None:
    typed(view, name="Autumn", city="Lyon")
    view.save.click()
    view.draw.click()
    settled(qapp)
    assert not view.draw.isVisible()
    assert not view.form.city.isEnabled()
    with file_till.db.write(ANA) as tx:
        service.answer(tx, Given(9, 1, campaign_id=1))
        found = read(tx, 1)
    assert [(row.figure, row.shape) for row in found.people] == [("9", "promoter"), ("", "")]
    assert "2 people chosen · 1 asked · 1 answer" in found.said


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"name": ""}, "name"), ({"name": "A", "first": "35/11/2026"}, "first"),
        ({"name": "A", "last": "2020-01-01"}, "last"), ({"name": "A", "sample": "some"}, "sample"),
        ({"name": "A", "address": "forms.example.org"}, "address"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_under_its_field(
    view: CampaignsView, file_till: Till, texts: dict[str, str], field: str
) -> None:
    typed(view, **texts)
    view.save.click()
    assert getattr(view.form, field).line.accessibleDescription()
    with file_till.db.read(ANA) as tx:
        assert campaigns.newest(tx) == []


def test_a_campaign_is_opened_by_keyboard_and_changed(
    view: CampaignsView, file_till: Till, qapp: QApplication
) -> None:
    typed(view, name="Autumn")
    view.save.click()
    settled(qapp)
    view.back.click()
    settled(qapp)
    view.new.click()
    assert view.form.name.text() == ""
    assert view.form.name.line.hasFocus()
    view.back.click()
    settled(qapp)
    view.rows.choose(1)
    QTest.keyClick(view.rows, Qt.Key.Key_Return)
    assert view.form.name.text() == "Autumn"
    typed(view, name="November")
    view.form.channels[2].click()
    view.save.click()
    with file_till.db.read(ANA) as tx:
        kept = campaigns.get(tx, 1)
    assert (kept.name, kept.origins) == ("November", frozenset({Origin.COUNTER, Origin.PAPER}))


def test_the_e_mail_that_asks_is_copied_with_the_forms_address(view: CampaignsView, qapp: QApplication) -> None:
    typed(view, name="Autumn", address="https://forms.example.org/a")
    view.save.click()
    settled(qapp)
    view.mail.click()
    text = QGuiApplication.clipboard().text()
    assert "https://forms.example.org/a" in text
    assert "From 0 to 10" in text
