"""People written down twice, from a terminal."""

from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, opened, person


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


def twins(shop: Console) -> tuple[str, str]:
    """One person written down twice: both numbers."""
    one = person(shop, "Elodie Martin", "--phone", "06 39 98 71 05")
    other = person(shop, "Élodie Martin", "--phone", "06 39 98 71 05", "--email", "e@example.org", "--city", "Nantes")
    return str(one["id"]), str(other["id"])


def test_pairs_are_listed_with_their_reasons(shop: Console) -> None:
    twins(shop)
    found = shop.ask("customers", "duplicates")
    assert found["more"] is False
    (pair,) = found["pairs"]
    assert (pair["sure"], pair["why"], pair["likeness"]) == (True, ["phone"], 100)
    assert (pair["one"]["name"], pair["other"]["name"]) == ("Elodie Martin", "Élodie Martin")
    assert "same phone" in shop.say("customers", "duplicates").out
    assert "1 pair to look at." in shop.say("customers", "duplicates").out


def test_a_merge_says_what_moved_and_can_be_undone(shop: Console) -> None:
    keep, other = twins(shop)
    shop.ask("vouchers", "issue", other, "--amount", "5", "--reason", "late delivery")
    done = shop.ask("customers", "merge", keep, other)
    assert (done["kept"], done["other"], done["taken"]) == (1, 2, ["email", "city"])
    assert (done["moved"]["vouchers"], len(done["moved"]["cards"]), done["settled"]) == ([1], 1, [])
    assert shop.ask("customers", "duplicates")["pairs"] == []
    assert shop.ask("customers", "show", done["moved"]["cards"][0])["id"] == 1
    parted = shop.ask("customers", "unmerge", str(done["id"]))
    assert parted == {"kept": 1, "other": 2, "fields": [], "referrals": []}
    assert len(shop.ask("customers", "duplicates")["pairs"]) == 1


def test_fields_are_taken_as_asked(shop: Console) -> None:
    keep, other = twins(shop)
    shop.ask("customers", "merge", keep, other, "--take", "given_name")
    now = shop.ask("customers", "show", keep)
    assert (now["name"], now["email"]) == ("Élodie Martin", "")


def test_what_cannot_be_is_refused_with_its_reason(shop: Console) -> None:
    keep, other = twins(shop)
    assert shop.refused(3, "customers", "merge", keep, keep)["refused"] == "same_person"
    assert shop.refused(3, "customers", "merge", keep, "77")["refused"] == "customer_unknown"
    assert shop.refused(3, "customers", "merge", "06 39 98 71 05", other)["refused"] == "ambiguous"
    assert shop.refused(2, "customers", "merge", keep, other, "--take", "card")["field"] == "--take"
    done = shop.ask("customers", "merge", keep, other)
    assert shop.refused(3, "customers", "merge", keep, other)["refused"] == "customer_unknown"
    shop.ask("customers", "unmerge", str(done["id"]))
    assert shop.refused(3, "customers", "unmerge", str(done["id"]))["refused"] == "already_undone"
    assert shop.refused(3, "customers", "unmerge", "99")["refused"] == "merge_unknown"
    assert shop.refused(2, "customers", "unmerge", "x")["field"] == "ID"


def test_a_reward_for_oneself_is_told_with_its_vouchers(shop: Console) -> None:
    card = str(person(shop, "Odile Marchand")["card"])
    claimed = shop.ask("referrals", "claim", card, "--name", "Karim Haddad")
    friend = str(claimed["referee"]["id"])
    shop.ask("purchases", "add", friend, "--amount", "30")
    done = shop.ask("customers", "merge", "1", friend)
    (settled,) = done["settled"]
    assert (settled["from"], settled["to"], settled["reason"], len(settled["vouchers"])) == (
        "rewarded", "voided", "self", 2,
    )  # fmt: skip
