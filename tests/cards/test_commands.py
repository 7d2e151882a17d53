"""Referral cards on paper, from a terminal."""

from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, opened, person


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks French, with two people."""
    console = opened(tmp_path, clock, "fr")
    for name in ("Karim Haddad", "Odile 🙂 Marchand"):
        person(console, name)
    return console


def test_everybody_or_somebody(shop: Console, tmp_path: Path) -> None:
    paper = tmp_path / "cards.pdf"
    printed = shop.ask("cards", "print", str(paper))
    assert (printed["cards"], printed["pages"]) == (2, 2)
    assert paper.read_bytes().startswith(b"%PDF")
    assert shop.ask("cards", "print", str(paper), "1")["cards"] == 1


def test_nothing_is_written_for_somebody_unknown_or_on_unknown_paper(shop: Console, tmp_path: Path) -> None:
    paper = tmp_path / "cards.pdf"
    assert shop.refused(3, "cards", "print", str(paper), "1", "99")["refused"] == "customer_unknown"
    assert shop.refused(2, "cards", "print", str(paper), "--stock", "gold")["error"] == "usage"
    assert shop.refused(4, "cards", "print", str(tmp_path / "no" / "cards.pdf"))["error"] == "file_unwritable"
    assert not paper.exists()


def test_an_empty_shop_has_no_cards(tmp_path: Path, clock: SetClock) -> None:
    empty = opened(tmp_path, clock)
    assert empty.refused(3, "cards", "print", str(tmp_path / "cards.pdf"))["refused"] == "customer_unknown"


def test_a_lost_card_is_replaced_and_says_so(shop: Console) -> None:
    lost = shop.ask("customers", "show", "1")["card"]
    replaced = shop.ask("cards", "replace", lost)
    assert (replaced["id"], replaced["replaced"]) == (1, lost)
    assert shop.ask("customers", "show", replaced["card"])["id"] == 1
    refused = shop.refused(3, "referrals", "claim", lost, "--name", "Zoé Martin")
    assert (refused["refused"], refused["customer"]) == ("card_dead", {"id": 1, "name": "Karim Haddad"})
    assert shop.ask("referrals", "claim", replaced["card"], "--name", "Zoé Martin")["state"] == "claimed"
    assert shop.refused(3, "cards", "replace", "99")["refused"] == "customer_unknown"


def test_a_sheet_is_chosen_begun_anywhere_and_put_right(shop: Console, tmp_path: Path) -> None:
    paper = tmp_path / "cards.pdf"
    words = ("cards", "print", str(paper), "1", "2", "1")
    assert shop.ask(*words, "--stock", "l7160", "--start", "20", "--right", "1,5", "--down=-0.5")["pages"] == 2
    assert shop.ask(*words, "--stock", "card")["pages"] == 6
    for name, value in (("--start", "22"), ("--start", "0"), ("--right", "0.3"), ("--down", "11"), ("--right", "nan")):
        assert shop.refused(2, *words, "--stock", "L7160", name, value)["field"] == name
    too_fine = shop.refused(3, *words, "--stock", "30x20:5x10:5,5:40,21")
    assert too_fine["refused"] == "module_too_small"
    assert "demi-millimètre" in too_fine["message"] or "half a millimetre" in too_fine["message"]
    assert [one["name"] for one in shop.ask("cards", "stocks")["stocks"]][:2] == ["plain", "C32011"]


def test_a_test_page_says_how_to_use_it(shop: Console, tmp_path: Path) -> None:
    assert shop.ask("cards", "test", str(tmp_path / "test.pdf"), "--stock", "L7163") == {"stock": "L7163", "places": 14}
    assert "100" in shop.say("cards", "test", str(tmp_path / "test.pdf")).out


def test_printed_codes_are_read_back(shop: Console, tmp_path: Path) -> None:
    paper = tmp_path / "cards.pdf"
    shop.ask("cards", "print", str(paper))
    assert shop.ask("cards", "check", str(paper)) == {"pages": 2, "printed": 2, "read": 2, "unread": []}
    shop.ask("cards", "test", str(paper))
    assert shop.refused(3, "cards", "check", str(paper))["refused"] == "no_codes"
    assert shop.refused(4, "cards", "check", str(tmp_path / "shop.db"))["error"] == "file_unreadable"


def test_signs_that_cannot_be_printed_are_told(shop: Console, tmp_path: Path) -> None:
    person(shop, "山田 Rousseau")
    assert shop.ask("cards", "print", str(tmp_path / "cards.pdf"), "3")["unprintable"] == ["山", "田"]
    said = shop.say("cards", "print", str(tmp_path / "cards.pdf"), "3").out.splitlines()
    assert len(said) == 2
    assert said[1].endswith("山 田")
    assert len(shop.say("cards", "print", str(tmp_path / "cards.pdf"), "1").out.splitlines()) == 1
