"""Purchases that earn vouchers, and all about one person, from a terminal."""

from datetime import timedelta
from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, opened, person, rewarded


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


def test_a_first_purchase_earns_both_sides_a_voucher_and_a_second_none(shop: Console) -> None:
    card = person(shop, "Karim Haddad")["card"]
    claimed = shop.ask("referrals", "claim", card, "--name", "Camille Roussel")
    bought = shop.ask("purchases", "add", claimed["referee"]["card"], "--amount", "32.40")
    assert [(one["side"], one["customer"], one["value_cents"]) for one in bought["rewarded"]] == [
        ("referrer", "Karim Haddad", 500),
        ("referee", "Camille Roussel", 500),
    ]
    assert {(one["valid_from"], one["valid_until"]) for one in bought["rewarded"]} == {("2026-11-15", "2027-05-14")}
    assert shop.ask("purchases", "add", claimed["referee"]["card"])["rewarded"] == []


def test_plain_text_names_both_vouchers(shop: Console) -> None:
    card = person(shop, "Karim Haddad")["card"]
    shop.ask("referrals", "claim", card, "--name", "Camille Roussel", "--phone", "0639985203")
    printed = shop.say("purchases", "add", "06 39 98 52 03", "--amount", "12,50 €")
    assert printed.out.count("Voucher of €5.00") == 2
    assert "Purchase 1 noted for Camille Roussel." in printed.out


def test_a_persons_purchases_are_listed_with_the_numbers_a_return_takes(shop: Console) -> None:
    camille = person(shop, "Camille Roussel")["card"]
    assert shop.say("purchases", "list", camille).out == ""
    shop.ask("purchases", "add", camille, "--amount", "12.50", "--on", "13/11/2026")
    shop.ask("purchases", "add", camille)
    newest, oldest = shop.ask("purchases", "list", camille)["purchases"]
    assert (newest["on"], newest["amount_cents"]) == ("2026-11-14", None)
    assert (oldest["on"], oldest["amount_cents"]) == ("2026-11-13", 1_250)
    shop.ask("purchases", "return", str(oldest["id"]), "--reason", "too small")
    assert [one["id"] for one in shop.ask("purchases", "list", camille)["purchases"]] == [newest["id"]]


def test_a_purchase_that_comes_too_late_says_so(shop: Console, clock: SetClock) -> None:
    card = person(shop, "Karim Haddad")["card"]
    claimed = shop.ask("referrals", "claim", card, "--name", "Camille Roussel")
    clock.advance(timedelta(days=91))
    bought = shop.ask("purchases", "add", claimed["referee"]["card"])
    assert (bought["rewarded"], bought["waiting_for"]) == ([], "lapsed")


@pytest.mark.parametrize("amount", ["1,234", "1.234", "-5", "", "ten", "12,345.6.7", "1e3", "９", "10000000000", "NaN"])
def test_an_amount_that_cannot_be_read_is_asked_again(shop: Console, amount: str) -> None:
    person(shop, "Karim Haddad")
    found = shop.refused(2, "purchases", "add", "1", f"--amount={amount}")
    assert found["field"] == "--amount"
    assert shop.ask("customers", "show", "1")["timeline"] == [{"on": "2026-11-14", "what": "added"}]


@pytest.mark.parametrize(
    ("amount", "cents"),
    [("12,50", 1_250), ("12.5", 1_250), ("1 234,50", 123_450), ("1,234.50", 123_450), ("€5", 500), ("0", 0)],
)
def test_amounts_are_read_either_way(shop: Console, amount: str, cents: int) -> None:
    person(shop, "Karim Haddad")
    shop.ask("purchases", "add", "1", "--amount", amount)
    assert shop.ask("customers", "show", "1")["timeline"][-1]["cents"] == cents


@pytest.mark.parametrize("day", ["2026-11-15", "tomorrow", "2026-13-01", "04.11.2026"])
def test_a_day_to_come_or_no_day_is_wrong_usage(shop: Console, day: str) -> None:
    person(shop, "Karim Haddad")
    assert shop.refused(2, "purchases", "add", "1", "--on", day)["error"] == "usage"


def test_one_person_is_told_whole(shop: Console, clock: SetClock) -> None:
    code = rewarded(shop)["referee"]
    clock.advance(timedelta(days=1))
    shop.ask("vouchers", "redeem", code)
    shop.ask("surveys", "record", "2", "9")
    shown = shop.ask("customers", "show", "2")
    assert [one["what"] for one in shown["timeline"]][:2] == ["answer", "voucher_redeemed"]
    assert {one["what"] for one in shown["timeline"]} == {
        "added", "purchase", "answer", "referral_claimed", "referral_rewarded", "voucher_issued", "voucher_redeemed",
    }  # fmt: skip
    assert [one["code"] for one in shown["vouchers"]] == [code]
    assert shown["referrals"][0]["referrer"]["name"] == "Karim Haddad"
    plain = shop.say("customers", "show", "2").out
    assert "Camille Roussel" in plain
    assert "redeemed" in plain


def test_what_is_kept_of_a_person_is_told_too(shop: Console) -> None:
    person(shop, "Karim Haddad", "--consent", "email,post")
    shop.ask("surveys", "record", "1", "3")
    shop.ask("cards", "replace", "1")
    shown = shop.ask("customers", "show", "1")
    assert shown["consents"]["email"] == {"granted": True, "on": "2026-11-14", "origin": "Nora"}
    assert shown["consents"]["sms"] is None
    assert (shown["tags"], shown["notes"], shown["call_since"]) == ([], [], "2026-11-14")
    assert {one["what"] for one in shown["timeline"]} == {"added", "answer", "change"}
    plain = shop.say("customers", "show", "1").out
    for said in ("To call since 14 Nov", "yes since 14 Nov 2026, heard by Nora", "never asked", "Lost card replaced"):
        assert said in plain
