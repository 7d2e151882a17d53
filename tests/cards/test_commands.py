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
