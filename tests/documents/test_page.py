"""The page of all papers: what is chosen is what is made."""

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from parrainage_desktop.documents.catalogue import PAPERS
from parrainage_desktop.documents.page import DocumentsPage
from parrainage_desktop.documents.rules import Need, Order
from parrainage_desktop.testimonials import reviews
from parrainage_desktop.testimonials.review_rules import Site
from parrainage_desktop.ui import jobs
from tests.stores import Till

Wanted = list[tuple[str, Order]]


@pytest.fixture
def page(qtbot: QtBot, file_till: Till) -> Iterator[DocumentsPage]:
    """The page of a shop with one customer."""
    file_till.customer("Odile", "Marchand")
    with file_till.db.write(file_till.actor) as tx:
        reviews.add_channel(tx, Site.GOOGLE, "", "https://g.page/r/chez-ana/review")
    found = DocumentsPage(file_till.db, file_till.actor)
    qtbot.addWidget(found)
    found.show()
    yield found
    jobs.stop_all()


@pytest.fixture
def wanted(page: DocumentsPage) -> Wanted:
    """What the page asked to be made."""
    found: Wanted = []
    page.paper_wanted.connect(lambda name, order: found.append((name, order)))
    return found


def test_every_paper_has_its_tile_and_its_picture(page: DocumentsPage, qtbot: QtBot) -> None:
    assert list(page.tiles) == [kind.name for kind in PAPERS if kind.need is not Need.VOUCHERS]
    shown = (tile for tile in page.tiles.values() if not tile.kind.long)
    drawn = [tile for tile in shown if tile.kind.need not in (Need.MONTH, Need.YEAR)]
    qtbot.waitUntil(lambda: all(tile._image for tile in drawn), timeout=60_000)
    assert {tile.accessibleName() for tile in page.tiles.values()} >= {"Poster", "Terms of the scheme"}


def test_on_a_small_screen_no_tile_covers_another_or_is_cut(page: DocumentsPage, qtbot: QtBot) -> None:
    page.resize(1_072, 680)
    places = [tile.geometry() for tile in page.tiles.values()]
    assert all(not one.intersects(other) for one, other in itertools.combinations(places, 2))
    first = page.tiles["cards"]
    holder = first.parentWidget()
    assert holder is not None
    shown = holder.parentWidget()
    assert shown is not None
    assert max(place.right() for place in places) <= shown.width()


def test_a_poster_is_made_in_the_language_and_format_chosen(page: DocumentsPage, wanted: Wanted) -> None:
    page.tiles["poster"].click()
    page.options.tongue.choose(1)
    assert page.options.formats is not None
    page.options.formats.choose(2)
    page.options.look.click()
    assert wanted == [("poster", Order("en", format="a5"))]


def test_a_certificate_needs_somebody(page: DocumentsPage, wanted: Wanted) -> None:
    page.tiles["certificate"].click()
    page.options.people.clearSelection()
    page.options.search.setText("nobody at all")
    page.options.look.click()
    assert wanted == []
    page.options.search.setText("odile")
    page.options.look.click()
    assert [(name, len(order.people)) for name, order in wanted] == [("certificate", 1)]


def test_a_shop_without_customers_is_told_where_to_add_one(qtbot: QtBot, file_till: Till) -> None:
    found = DocumentsPage(file_till.db, file_till.actor)
    qtbot.addWidget(found)
    found.choose("certificate")
    found.options.look.click()
    assert "There is no customer yet. Add one under Customers." in [one.text() for one in found.findChildren(QLabel)]
    jobs.stop_all()


def test_a_report_is_of_the_month_shown(page: DocumentsPage, wanted: Wanted) -> None:
    page.tiles["month"].click()
    page.options.look.click()
    assert wanted == [("month", Order("fr", month="2026-11"))]


def test_a_years_report_is_of_the_year_shown(page: DocumentsPage, wanted: Wanted) -> None:
    page.tiles["year"].click()
    page.options.look.click()
    assert wanted == [("year", Order("fr", month="2026"))]


def test_survey_cards_lead_to_the_address_typed(page: DocumentsPage, wanted: Wanted) -> None:
    page.tiles["survey-cards"].click()
    page.options.address.set_text(" https://example.org/form ")
    page.options.look.click()
    assert wanted == [("survey-cards", Order("fr", address="https://example.org/form"))]


def test_the_page_is_built_again_where_it_stood(page: DocumentsPage, qtbot: QtBot) -> None:
    page.choose("terms")
    again = DocumentsPage(page.db, page.actor)
    qtbot.addWidget(again)
    again.remember(page.memory())
    assert again.chosen() == "terms"


def test_a_page_that_is_gone_hears_nothing_of_its_pictures(qtbot: QtBot, file_till: Till) -> None:
    gone = DocumentsPage(file_till.db, file_till.actor)
    gone.deleteLater()
    qtbot.wait(1)
    assert jobs.stop_all()
    qtbot.wait(1)
