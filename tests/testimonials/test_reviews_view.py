"""Inviting to write a review, on the screen: pages, whom, the rule and its warning, what was done; nothing opened."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Channel
from parrainage_desktop.testimonials import reviews
from parrainage_desktop.testimonials.page import TestimonialsPage
from parrainage_desktop.testimonials.review_rules import Policy, Site, Way
from parrainage_desktop.testimonials.reviews_view import INVITE, LOG, PAGE, RULE
from parrainage_desktop.ui.actions import Button
from tests.pages import PageScreen
from tests.stores import ANA, Till

ADDRESS = "https://g.page/r/chez-ana/review"


class Screen(PageScreen):
    """The screen with what a test reads of it."""

    def __init__(self, qtbot: QtBot, till: Till) -> None:
        self.page = TestimonialsPage(till.db, ANA)
        super().__init__(qtbot, till, self.page)
        self.view = self.page.reviews
        self.page.tabs.choose(1)

    def add(self, address: str, site: int = 0) -> None:
        """Add a page."""
        self.view.new.click()
        self.view.form.site.choose(site)
        self.view.form.address.set_text(address)
        self.view.form.save.click()

    def invite(self, who: str, way: Way = Way.COUNTER) -> str:
        """Invite somebody; what is said about it."""
        self.view.tabs.choose(INVITE)
        form = self.view.inviting
        form.who.set_text(who)
        form.way.choose(list(Way).index(way))
        form.invite.click()
        return form.error.text()

    def pages(self) -> list[str]:
        """The pages as they are listed."""
        model = self.view.rows.rows
        rows = [model.row(number) for number in range(model.rowCount())]
        return [f"{row.title}: {row.detail}" for row in rows if row]

    def logged(self) -> list[str]:
        """The invitations as they are listed."""
        model = self.view.log.rows
        rows = [model.row(number) for number in range(model.rowCount())]
        return [row.spoken() for row in rows if row]


@pytest.fixture
def screen(qtbot: QtBot, file_till: Till, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    file_till.customer("Odile", "Marchand", phone="06 12 34 56 78")
    yield Screen(qtbot, file_till)
    assert opened == [], "a page for reviews is never opened here"


def test_a_page_is_added_changed_closed_and_used_again(screen: Screen) -> None:
    screen.add(ADDRESS)
    assert screen.pages() == ["Google: g.page/r/chez-ana/review"]
    screen.view.form.name.set_text("Google Maps")
    screen.view.form.address.set_text("g.page/r/other")
    screen.view.form.save.click()
    assert screen.pages() == ["Google Maps: g.page/r/other"]
    screen.view.form.close_page.click()
    assert screen.pages() == ["Google Maps: closed"]
    assert not screen.view.inviting.invite.isEnabled()
    assert not screen.view.form.card.isVisible()
    screen.view.form.open_page.click()
    assert screen.pages() == ["Google Maps: g.page/r/other"]
    assert screen.view.inviting.invite.isEnabled()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "The address of the page is needed."), ("http://g.page/x", "The address must begin with https://."),
        ("g page", "This is not the address of a web page."),
    ],
)  # fmt: skip
def test_a_wrong_address_is_told_and_stays(screen: Screen, address: str, said: str) -> None:
    screen.add(address)
    assert screen.pages() == []
    assert screen.view.form.address.text() == address
    assert said in [one.text() for one in screen.view.form.findChildren(QLabel) if one.isVisible()]


def test_everyone_is_invited_by_name_phone_or_card_and_it_is_logged(screen: Screen, file_till: Till) -> None:
    screen.add(ADDRESS)
    karim = file_till.customer("Karim", "Haddad")
    assert screen.invite("odile") == "Odile Marchand is invited."
    assert screen.invite(karim.card, Way.CARD) == "Karim Haddad is invited."
    assert screen.logged() == [
        "Karim Haddad, Google · Card handed over · 14 Nov 2026 · Ana",
        "Odile Marchand, Google · Said at the counter · 14 Nov 2026 · Ana",
    ]


def test_every_refusal_is_said_in_words_and_nothing_is_noted(screen: Screen, file_till: Till) -> None:
    screen.add(ADDRESS)
    assert screen.invite("06 12 34 56 78", Way.EMAIL) == "This customer did not agree to be written to in this way."
    with file_till.db.write(ANA) as tx:
        customers.set_consent(tx, 1, Channel.EMAIL, granted=True)
        reviews.set_policy(tx, Policy(promoters_only=True))
    assert "promoters only" in screen.invite("odile", Way.EMAIL)
    with file_till.db.write(ANA) as tx:
        reviews.set_policy(tx, Policy())
    assert screen.invite("odile", Way.EMAIL) == "Odile Marchand is invited."
    assert screen.invite("odile") == "Invited less than 90 days ago."
    screen.invite("nobody")
    assert file_till.count("review_invitations") == 1


def test_promoters_only_shows_the_rule_of_the_sites_before_it_is_kept(screen: Screen, file_till: Till) -> None:
    screen.view.tabs.choose(RULE)
    warning = screen.view.rule._warning
    assert not warning.isVisible()
    screen.view.rule.who.choose(1)
    assert warning.isVisible()
    with file_till.db.read() as tx:
        assert reviews.policy(tx) == Policy()
    screen.view.rule.again.set_text("30")
    screen.view.rule.save.click()
    with file_till.db.read() as tx:
        assert reviews.policy(tx) == Policy(promoters_only=True, again_after_days=30)


@pytest.mark.parametrize("days", ["", "-1", "4000", "ten"])
def test_a_pause_that_is_none_is_refused(screen: Screen, file_till: Till, days: str) -> None:
    screen.view.tabs.choose(RULE)
    screen.view.rule.again.set_text(days)
    screen.view.rule.save.click()
    assert file_till.count("review_policy") == 0
    assert screen.view.rule.again.text() == days


def test_the_text_is_copied_in_either_language(screen: Screen) -> None:
    screen.add(ADDRESS)
    screen.view.tabs.choose(INVITE)
    for place in (0, 1):
        screen.view.inviting.tongue.choose(place)
        screen.view.inviting.copy.click()
        assert QGuiApplication.clipboard().text().endswith(ADDRESS)


def test_the_card_asked_for_is_that_of_the_page_shown(screen: Screen) -> None:
    screen.add(ADDRESS)
    screen.add("https://chez-ana.fr/avis", site=list(Site).index(Site.OWN))
    asked: list[int] = []
    screen.page.review_card_requested.connect(asked.append)
    screen.view.form.card.click()
    screen.view.rows.choose(1)
    screen.view.form.card.click()
    assert asked == [2, 1]


def test_a_scanned_card_is_whom_to_invite_and_a_voucher_is_left_to_the_counter(screen: Screen, file_till: Till) -> None:
    karim = file_till.customer("Karim", "Haddad")
    voucher = file_till.issue(karim)
    assert screen.page.take_scan(karim.card)
    assert screen.view.inviting.who.text() == karim.card
    assert not screen.page.take_scan(voucher.code)
    screen.page.tabs.choose(0)
    assert not screen.page.take_scan(karim.card)


def test_an_invitation_opens_its_customer(screen: Screen) -> None:
    screen.add(ADDRESS)
    screen.invite("odile")
    asked: list[int] = []
    screen.page.person_requested.connect(asked.append)
    screen.logged()
    screen.view.log.opened.emit(1)
    assert asked == [1]


def test_everything_is_reached_by_keyboard_has_a_name_and_room_for_a_finger(screen: Screen) -> None:
    screen.add(ADDRESS)
    for part in (INVITE, PAGE, RULE, LOG):
        screen.view.tabs.choose(part)
        shown = [one for one in screen.view.findChildren(QAbstractButton) if one.isVisible()]
        assert all(one.accessibleName() or one.text() for one in shown)
        buttons = [one for one in shown if isinstance(one, Button)]
        assert [one.text() for one in buttons if min(one.height(), one.width()) < 44] == []
        assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in buttons)
        assert all(one.accessibleName() for one in screen.view.findChildren(QLineEdit) if one.isVisible())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_fits_a_small_screen(qtbot: QtBot, file_till: Till, language: str) -> None:
    with in_language(language):
        page = TestimonialsPage(file_till.db, ANA)
        qtbot.addWidget(page)
        page.tabs.choose(1)
        small = page.minimumSizeHint()
        assert (small.width() <= 1_072, small.height() <= 680) == (True, True)
