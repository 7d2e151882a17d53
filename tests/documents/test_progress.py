"""A customer's own page: their friends without names, their vouchers to the cent, what comes next."""

from datetime import date
from pathlib import Path

from parrainage_desktop.base import codes
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.documents import catalogue, progress
from parrainage_desktop.documents.rules import Order, Scheme
from parrainage_desktop.documents.rules import Progress as Shown
from parrainage_desktop.programme.rewards import Step
from parrainage_desktop.programme.rules import Programme, Terms
from tests import paper, papers
from tests.documents.test_documents import SHOP
from tests.stores import Till


def drawn(till: Till, person: Customer, path: Path) -> str:
    """The text of a customer's page, which is one."""
    with till.db.read(till.actor) as tx:
        draw = catalogue.drawing(tx, catalogue.paper("progress"), Order("en", people=(person.id,)))
    assert draw(path, Progress()).pages == 1
    (text,) = paper.pages(path)
    return text


def test_friends_vouchers_and_the_next_tier(file_till: Till, tmp_path: Path) -> None:
    file_till.scheme(Terms(milestones=(Step(3, 2_000),)))
    odile = file_till.customer("Odile", "Marchand", language="en")
    first = file_till.buys(file_till.friend(odile.card, "Zoé", "Secret").referral.referee_id)
    file_till.friend(odile.card, "Karim", "Discret")
    text = drawn(file_till, odile, tmp_path / "p.pdf")
    assert "Thank you: 1 friend became a customer on your recommendation." in text
    assert "2 more friends, and you receive €20.00 on top." in text
    assert "14 Nov 2026 first purchase made" in text
    assert "registered, first purchase to come" in text
    mine = next(one for one in first.vouchers if one.holder_id == odile.id)
    assert f"{codes.masked(mine.code)} 15 Nov 2026" in text
    assert "Total €5.00" in text
    for name in ("Zoé", "Secret", "Karim", "Discret", mine.code):
        assert name not in text


def test_a_voucher_used_or_over_is_not_told(file_till: Till, tmp_path: Path) -> None:
    odile = file_till.customer("Odile", "Marchand", language="en")
    code = file_till.issue(odile, 900).code
    file_till.days_pass(1)
    assert "€9.00" in drawn(file_till, odile, tmp_path / "p.pdf")
    file_till.redeem(code)
    assert "No voucher to use at the moment." in drawn(file_till, odile, tmp_path / "p.pdf")


def test_many_friends_and_vouchers_stay_on_one_page(file_till: Till, tmp_path: Path) -> None:
    odile = file_till.customer("Odile", "Marchand", language="en")
    for number in range(13):
        file_till.friend(odile.card, f"Ami{number}", "")
        file_till.issue(odile, 100)
    text = drawn(file_till, odile, tmp_path / "p.pdf")
    assert "and 3 more" in text
    assert "Total €13.00" in text


def test_300_hostile_names_are_printed_as_they_are(tmp_path: Path) -> None:
    scheme = Scheme(SHOP, Programme(1, date(2026, 4, 1), "EUR", Terms()), date(2026, 11, 14))
    path = tmp_path / "p.pdf"
    for name in papers.NAMES:
        made = progress.page(path, Shown(scheme, name, (), ()), "en")
        assert papers.shows(paper.pages(path)[0], name, made.unprintable), name
        assert papers.obeyed(path) == []
