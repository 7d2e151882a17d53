"""When people disagree, from a terminal: goods returned late, a circle, the staff itself, a scheme that was stopped."""

from datetime import timedelta
from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, opened, person, rewarded


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


def test_goods_returned_after_the_voucher_was_used_cancel_the_other_and_say_what_to_settle(
    shop: Console, clock: SetClock
) -> None:
    codes = rewarded(shop)
    clock.advance(timedelta(days=1))
    shop.ask("vouchers", "redeem", codes["referrer"])
    returned = shop.ask("purchases", "return", "1", "--reason", "too small")["referral"]
    assert returned["state"] == "voided"
    assert [one["code"] for one in returned["cancelled"]] == [codes["referee"]]
    assert [one["code"] for one in returned["used"]] == [codes["referrer"]]
    assert shop.refused(3, "vouchers", "check", codes["referee"])["refused"] == "cancelled"


def test_five_friends_in_a_circle_wait_for_a_person(shop: Console) -> None:
    phone = ("--phone", "06 39 98 71 05")
    card = person(shop, "Odile Marchand", *phone)["card"]
    for name in ("Inès Carvalho", "Bruno Vidal", "Simon Weber", "Aïcha Diop"):
        claimed = shop.ask("referrals", "claim", card, "--name", name)
        assert claimed["state"] == "claimed"
        card = claimed["referee"]["card"]
    closing = shop.ask("referrals", "claim", card, "--name", "Odile Marchand", *phone)
    assert closing["state"] == "flagged"
    assert [one["check"] for one in closing["checks"] if one["result"] == "flag"] == ["no_circle"]
    assert shop.ask("purchases", "add", closing["referee"]["card"], "--amount", "20")["rewarded"] == []
    assert len(shop.ask("referrals", "approve", str(closing["id"]))["rewarded"]) == 2


@pytest.mark.parametrize("staff", ["Karim Haddad", "Zoé Martin"])
def test_whoever_works_at_the_till_on_either_side_waits_for_somebody_else(shop: Console, staff: str) -> None:
    card = person(shop, "Karim Haddad")["card"]
    claimed = shop.say("--json", "--staff", staff, "referrals", "claim", card, "--name", "Zoé Martin").data
    assert claimed["state"] == "flagged"
    assert [one["check"] for one in claimed["checks"] if one["result"] == "flag"] == ["no_staff"]


def test_a_stopped_scheme_takes_no_friend_more_and_honours_what_is_out_until_its_last_day(
    shop: Console, clock: SetClock
) -> None:
    codes, card = rewarded(shop), person(shop, "Léa Petit")["card"]
    shop.ask("programme", "set", "ends_on=2026-11-20")
    clock.advance(timedelta(days=10))
    assert shop.ask("programme", "show")["stopped"] is True
    assert shop.refused(3, "referrals", "claim", card, "--name", "Inès Carvalho")["refused"] == "window_over"
    assert shop.ask("vouchers", "redeem", codes["referee"])["accepted_cents"] == 500
    clock.advance(timedelta(days=171))  # 14 May 2027
    assert shop.ask("vouchers", "redeem", codes["referrer"])["accepted_cents"] == 500
