"""Statements and gifts from a terminal."""

from pathlib import Path

import openpyxl
import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, founded


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A terminal at a shop that pays a share of sales, with a friend who bought twice."""
    console = founded(Console(tmp_path / "shop.db", clock))
    console.ask("programme", "template", "commission")
    console.ask("customers", "add", "--name", "Karim Haddad")
    console.ask("referrals", "claim", console.ask("customers", "show", "1")["card"], "--name", "Zoé Martin")
    console.ask("purchases", "add", "2", "--amount", "33.33")
    console.ask("purchases", "add", "2", "--amount", "10.05")
    return console


def test_a_month_is_told_paid_and_taken_back(shop: Console, clock: SetClock) -> None:
    (told,) = shop.ask("programme", "statements")["statements"]
    assert (told["month"], told["base_cents"], told["due_cents"], told["paid_on"]) == ("2026-11", 4_338, 651, None)
    assert [one["due_cents"] for one in told["purchases"]] == [500, 151]
    assert shop.refused(3, "programme", "paid", "1", "--month", "2026-11")["refused"] == "month_not_over"
    clock.set(clock.now().replace(month=12, day=1))
    assert shop.ask("programme", "paid", "1", "--month", "2026-11")["paid_on"] == "2026-12-01"
    assert shop.refused(3, "programme", "paid", "1", "--month", "2026-11")["refused"] == "already_paid"
    said = shop.say("programme", "statements", "--month", "2026-11").out
    assert "2 purchases, €43.38" in said
    assert "1 statement, €0.00 to pay." in said
    assert shop.ask("programme", "paid", "1", "--month", "2026-11", "--undo")["paid_on"] is None


def test_one_customer_s_statement_tells_each_purchase(shop: Console) -> None:
    said = shop.say("programme", "statements", "--customer", "1").out
    assert "Zoé Martin  €33.33  15%  €5.00" in said
    assert shop.ask("programme", "statements", "--customer", "2")["statements"] == []


@pytest.mark.parametrize("name", ["shares.csv", "shares.xlsx"])
def test_statements_are_written_to_a_table(shop: Console, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    shop.ask("programme", "statements", "--file", str(file))
    if file.suffix == ".xlsx":
        book = openpyxl.load_workbook(file)
        assert book.sheetnames == ["Statements", "Purchases"]
        assert [cell.value for cell in book["Statements"][2]][4:6] == [43.38, 6.51]
    else:
        text = file.read_text("utf-8-sig")
        assert "1,Karim Haddad,2026-11-01,2,43.38,6.51,EUR,," in text
        assert "Zoé Martin,1,33.33,5.00,EUR" in text


@pytest.mark.parametrize("month", ["11-2026", "2026-13", "november"])
def test_a_month_that_cannot_be_read_is_wrong_usage(shop: Console, month: str) -> None:
    assert shop.refused(2, "programme", "statements", "--month", month)["error"] == "usage"


def test_a_gift_is_listed_and_handed_over(shop: Console) -> None:
    shop.ask("programme", "set", "referrer=gift:a jar: large:3:2", "revenue_share=none")
    shop.ask("referrals", "claim", shop.ask("customers", "show", "1")["card"], "--name", "Inès Blanc")
    bought = shop.ask("purchases", "add", "3", "--amount", "20")
    assert [one["text"] for one in bought["gifts"]] == ["a jar: large"]
    (owed,) = shop.ask("gifts", "list")["gifts"]
    assert (owed["state"], owed["cost_cents"], owed["customer"]["name"]) == ("owed", 300, "Karim Haddad")
    number = str(owed["id"])
    assert shop.ask("gifts", "give", number)["state"] == "given"
    assert shop.refused(3, "gifts", "give", number)["refused"] == "not_allowed"
    assert shop.ask("gifts", "list")["gifts"] == []
    assert shop.ask("gifts", "give", number, "--undo")["state"] == "owed"
    assert shop.refused(2, "gifts", "give", "99")["error"] == "usage"


def test_registering_at_the_terminal_earns_too(shop: Console) -> None:
    shop.ask("programme", "template", "capped-in-kind")
    card = shop.ask("customers", "show", "1")["card"]
    assert shop.ask("referrals", "claim", card, "--name", "Inès Blanc")["state"] == "rewarded"
    assert len(shop.ask("gifts", "list")["gifts"]) == 2
