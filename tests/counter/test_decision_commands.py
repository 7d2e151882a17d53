"""Deciding about referrals from a terminal."""

from pathlib import Path
from typing import Any

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, opened, person


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


def flagged(shop: Console) -> Any:
    """A friend with nearly the referrer’s name."""
    card = person(shop, "Gilles Tournier")["card"]
    claimed = shop.ask("referrals", "claim", card, "--name", "Gilles Tournie")
    assert claimed["state"] == "flagged"
    return claimed


def test_an_approved_referral_says_what_it_earned(shop: Console) -> None:
    claimed = flagged(shop)
    shop.ask("purchases", "add", claimed["referee"]["card"], "--amount", "20")
    done = shop.ask("referrals", "approve", str(claimed["id"]))
    assert (done["state"], [one["side"] for one in done["rewarded"]]) == ("rewarded", ["referrer", "referee"])


def test_a_rejected_referral_is_closed_and_a_second_decision_refused(shop: Console) -> None:
    claimed = flagged(shop)
    assert shop.ask("referrals", "reject", str(claimed["id"]), "--reason", "same person")["state"] == "rejected"
    assert shop.refused(3, "referrals", "approve", str(claimed["id"]))["refused"] == "not_allowed"
    assert shop.ask("referrals", "list", "--state", "rejected")["referrals"][0]["id"] == claimed["id"]


def test_returned_goods_take_the_reward_along(shop: Console) -> None:
    card = person(shop, "Karim Haddad")["card"]
    claimed = shop.ask("referrals", "claim", card, "--name", "Camille Roussel")
    bought = shop.ask("purchases", "add", claimed["referee"]["card"])
    returned = shop.ask("purchases", "return", str(bought["id"]), "--reason", "too small")
    assert returned["referral"]["state"] == "voided"
    assert [one["state"] for one in returned["referral"]["cancelled"]] == ["cancelled", "cancelled"]
    assert shop.refused(2, "purchases", "return", str(bought["id"]), "--reason", "again")["field"] == "purchase"


@pytest.mark.parametrize("words", [("approve", "7"), ("void", "x", "--reason", "y"), ("reject", "0", "--reason", "y")])
def test_a_number_that_is_no_referral_is_wrong_usage(shop: Console, words: tuple[str, ...]) -> None:
    shop.refused(2, "referrals", *words)


def test_a_void_needs_a_reason(shop: Console) -> None:
    claimed = flagged(shop)
    assert shop.say("referrals", "void", str(claimed["id"])).status == 2
    assert shop.refused(3, "referrals", "void", str(claimed["id"]), "--reason", "x")["refused"] == "not_allowed"
