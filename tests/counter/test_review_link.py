"""The way to a review after an answer: offered whatever the score, noted for whoever is known, opened nowhere here."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.testimonials import reviews
from parrainage_desktop.testimonials.review_rules import Policy, Site
from parrainage_desktop.ui import jobs, theme
from tests.counter.test_page import Counter
from tests.stores import ANA, Till

ADDRESS = "https://g.page/r/chez-ana/review"


@pytest.fixture
def counter(qtbot: QtBot, file_till: Till, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """The counter of a shop with a page for reviews."""
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    with file_till.db.write(ANA) as tx:
        reviews.add_channel(tx, Site.GOOGLE, "", ADDRESS)
    found = Counter(qtbot, file_till)
    yield found
    found.refresher.close()
    jobs.stop_all()
    assert opened == []


def answer(counter: Counter, customer_id: int | None, score: int) -> None:
    """Log an answer of somebody who wishes the link."""
    counter.page.log_answer(customer_id)
    view = counter.page.answering
    assert view.review.isVisible()
    view.choose(score)
    view.review.setChecked(True)
    counter.press(Qt.Key.Key_Return)


@pytest.mark.parametrize("score", [0, 7, 10])
def test_the_link_is_shown_whatever_the_score_and_noted_for_a_known_person(counter: Counter, score: int) -> None:
    person = counter.till.customer()
    answer(counter, person.id, score)
    assert counter.panel() is counter.page.stage.review
    assert counter.page.stage.review.code.accessibleName() == f"QR code: {ADDRESS}"
    assert f"Answer saved: {score}" in counter.words()
    assert counter.till.scalar("SELECT customer_id FROM review_invitations") == person.id
    counter.press(Qt.Key.Key_Return)
    assert counter.panel() is counter.page.ready


def test_a_telephone_reads_the_code_on_the_screen(counter: Counter, tmp_path: Path) -> None:
    answer(counter, None, 8)
    code = counter.page.stage.review.code
    counter.qtbot.waitUntil(lambda: bool(code._modules), timeout=20_000)
    code.grab().save(str(tmp_path / "code.png"))
    with Image.open(tmp_path / "code.png") as picture:
        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [ADDRESS]


def test_nobody_is_noted_for_an_anonymous_answer(counter: Counter) -> None:
    answer(counter, None, 3)
    assert counter.panel() is counter.page.stage.review
    assert counter.till.count("review_invitations") == 0


def test_whoever_was_invited_lately_is_left_in_peace_and_the_answer_is_saved(counter: Counter) -> None:
    person = counter.till.customer()
    answer(counter, person.id, 9)
    answer(counter, person.id, 9)
    assert counter.panel() is counter.page.ready
    assert "Invited less than 90 days ago." in counter.words()
    assert counter.till.count("review_invitations") == 1
    assert [entry.score for entry in counter.till.today().entries] == [9, 9]


def test_promoters_only_refuses_in_words(counter: Counter) -> None:
    person = counter.till.customer()
    with counter.till.db.write(ANA) as tx:
        reviews.set_policy(tx, Policy(promoters_only=True))
    answer(counter, person.id, 6)
    assert "promoters only" in counter.words()
    assert counter.till.count("review_invitations") == 0


@pytest.mark.parametrize(("score", "shown"), [(0, False), (8, False), (9, True), (10, True)])
def test_promoters_only_holds_for_anonymous_answers_too(counter: Counter, score: int, shown: bool) -> None:
    with counter.till.db.write(ANA) as tx:
        reviews.set_policy(tx, Policy(promoters_only=True))
    answer(counter, None, score)
    assert (counter.panel() is counter.page.stage.review) == shown
    assert ("promoters only" in counter.words()) != shown


def test_without_a_page_nothing_is_offered(counter: Counter) -> None:
    with counter.till.db.write(ANA) as tx:
        reviews.close_channel(tx, 1)
    counter.page.log_answer()
    assert not counter.page.answering.review.isVisible()
    counter.page.answering.choose(9)
    counter.press(Qt.Key.Key_Return)
    assert counter.panel() is counter.page.ready


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_question_still_fits_a_small_screen(qtbot: QtBot, file_till: Till, language: str) -> None:
    theme.apply(QApplication.instance(), theme.Look.LIGHT)  # type: ignore[arg-type]
    with file_till.db.write(ANA) as tx:
        reviews.add_channel(tx, Site.GOOGLE, "", ADDRESS)
    with in_language(language):
        counter = Counter(qtbot, file_till)
        counter.page.log_answer()
        small = counter.page.minimumSizeHint()
        assert (small.width() <= 1_072, small.height() <= 680) == (True, True), small
        counter.refresher.close()
