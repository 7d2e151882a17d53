"""A friend arrives with a card, at a terminal."""

from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.codes import CodeKind, new_code
from tests.console import Console, opened, person


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


def test_a_friend_is_welcomed_with_a_card_of_their_own(shop: Console) -> None:
    card = person(shop, "Karim Haddad")["card"]
    claimed = shop.ask("referrals", "claim", card, "--name", "Camille Roussel", "--phone", "0639985203")
    assert (claimed["id"], claimed["state"]) == (1, "claimed")
    assert claimed["referee"]["card"].startswith("P-")
    assert {one["result"] for one in claimed["checks"]} == {"pass"}
    assert all(one["reason"] for one in claimed["checks"])
    listed = shop.ask("referrals", "list")["referrals"]
    assert [(one["referrer"]["name"], one["referee"]["name"]) for one in listed] == [
        ("Karim Haddad", "Camille Roussel")
    ]
    assert shop.ask("referrals", "list", "--state", "rewarded")["referrals"] == []


def test_a_doubt_is_noted_and_not_refused(shop: Console) -> None:
    card = person(shop, "Gilles Tournier")["card"]
    claimed = shop.ask("referrals", "claim", card, "--name", "Gilles Tournier")
    assert claimed["state"] == "flagged"
    assert [one["check"] for one in claimed["checks"] if one["result"] == "flag"] == ["names_differ"]
    assert "To check" in shop.say("referrals", "claim", card, "--name", "Gille Tournier").out


def test_refusals_carry_their_reason_and_what_to_say(shop: Console) -> None:
    karim = person(shop, "Karim Haddad", "--phone", "0639987105")
    odile = person(shop, "Odile Marchand", "--phone", "0639987106")
    shop.ask("purchases", "add", str(odile["id"]))
    cases = [
        ("self", karim["card"], ("--name", "Karim", "--phone", "0639987105")),
        ("already_customer", karim["card"], ("--name", "Odile", "--phone", "06 39 98 71 06")),
        ("card_unknown", new_code(CodeKind.CARD), ("--name", "Camille")),
        ("card_unknown", "https://example.org", ("--name", "Camille")),
        ("card_unknown", new_code(CodeKind.VOUCHER), ("--name", "Camille")),
    ]
    for reason, card, words in cases:
        found = shop.refused(3, "referrals", "claim", card, *words)
        assert found["refused"] == reason
        assert found["to_say"]
        assert (found["customer"] is None) == (reason == "card_unknown")


def test_the_first_referrer_stands(shop: Console) -> None:
    first, second = (person(shop, name)["card"] for name in ("Karim Haddad", "Odile Marchand"))
    shop.ask("referrals", "claim", first, "--name", "Camille Roussel", "--phone", "0639985203")
    found = shop.refused(3, "referrals", "claim", second, "--name", "Camille", "--phone", "0639985203")
    assert (found["refused"], found["referrer"]) == ("already_referred", "Karim Haddad")
    assert "Referrer: Karim Haddad" in found["message"]


def test_a_state_that_does_not_exist_is_wrong_usage(shop: Console) -> None:
    assert "claimed" in shop.refused(2, "referrals", "list", "--state", "lost")["message"]
