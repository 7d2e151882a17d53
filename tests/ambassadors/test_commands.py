"""Ambassadors from a terminal: shown, let in and out, and what each tier asks; in both languages."""

from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, founded


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A terminal at a shop with one customer, who was happy a day ago."""
    console = founded(Console(tmp_path / "shop.db", clock))
    console.ask("customers", "add", "--name", "Odile Marchand")
    console.ask("surveys", "record", "1", "9")
    return console


def test_a_customer_s_standing_says_what_is_missing(shop: Console) -> None:
    found = shop.ask("ambassadors", "show", "1")
    assert (found["tier"], found["since"], found["open_to"]) == (0, None, None)
    first = found["tiers"][0]
    assert (first["met"], first["of"], first["complete"]) == (2, 4, False)
    assert {one["condition"]: one["met"] for one in first["conditions"]} == {
        "months": False, "score": True, "active_months": True, "result": False,
    }  # fmt: skip
    assert first["conditions"][0]["on"] == "2027-11-14"
    said = shop.say("--lang", "en", "ambassadors", "show", "1").out
    assert "Odile Marchand: Not an ambassador" in said
    assert "Tier 1, Foundation: 2 of 4: 12 months to go, no measured result noted" in said
    assert "  ✓ Last score 9 or more" in said
    assert "  – Customer for 12 months or more: 12 months to go" in said


def test_the_same_in_french(shop: Console) -> None:
    said = shop.say("--lang", "fr", "ambassadors", "show", "1").out.replace("\u00a0", " ")
    assert "Niveau 1, Socle : 2 sur 4 : encore 12 mois, aucun résultat mesuré noté" in said
    refused = shop.say("--lang", "fr", "ambassadors", "admit", "1", "1").out.replace("\u00a0", " ")
    assert refused.startswith("Il manque encore : encore 12 mois, aucun résultat mesuré noté.")


def test_whoever_lacks_something_enters_with_a_reason_only(shop: Console) -> None:
    refused = shop.refused(3, "ambassadors", "admit", "1", "1")
    assert refused["refused"] == "conditions_missing"
    assert [one["condition"] for one in refused["missing"]] == ["months", "result"]
    assert shop.ask("ambassadors", "admit", "1", "1", "--reason", "the baker next door")["tier"] == 1
    assert shop.refused(3, "ambassadors", "admit", "1", "1", "--reason", "again")["refused"] == "already_in_tier"
    (listed,) = shop.ask("ambassadors", "list")["ambassadors"]
    assert (listed["customer"], listed["since"]) == ({"id": 1, "name": "Odile Marchand"}, "2026-11-14")
    assert shop.ask("ambassadors", "leave", "1", "--reason", "moved away")["tier"] == 0
    assert shop.refused(3, "ambassadors", "leave", "1", "--reason", "twice")["refused"] == "not_in_tier"
    assert shop.ask("ambassadors", "list")["ambassadors"] == []


def test_what_is_noted_opens_a_tier_and_can_be_taken_back(shop: Console) -> None:
    shop.ask("ambassadors", "set", "1", "months=0")
    assert shop.ask("ambassadors", "list", "--open")["ambassadors"] == []
    shop.ask("ambassadors", "note", "1", "result", "--words", "Twice as many breakfasts")
    (open_,) = shop.ask("ambassadors", "list", "--open")["ambassadors"]
    assert (open_["customer"]["id"], open_["open_to"]) == (1, 1)
    said = shop.say("--lang", "en", "--staff", "Nora", "ambassadors", "show", "1").out
    assert "  ✓ A measured result: noted on 14 Nov 2026 by Nora: Twice as many breakfasts" in said
    assert shop.ask("ambassadors", "note", "1", "result", "--undo")["open_to"] is None
    assert shop.refused(3, "ambassadors", "note", "1", "result", "--undo")["refused"] == "not_noted"
    assert shop.refused(2, "ambassadors", "note", "1", "result")["error"] == "usage"
    assert shop.refused(2, "ambassadors", "note", "1", "fame", "--words", "x")["error"] == "usage"


def test_what_a_tier_asks_is_listed_and_changed(shop: Console) -> None:
    tiers = shop.ask("ambassadors", "set", "3", "referrals=7", "within_months=12", "influence=no")["tiers"]
    assert (tiers[2]["referrals"], tiers[2]["within_months"], tiers[2]["influence"]) == (7, 12, False)
    assert (tiers[0]["score"], tiers[1]["score"]) == (9, None)
    assert shop.ask("ambassadors", "tiers")["tiers"] == tiers
    assert "referrals      0    1     7" in shop.say("ambassadors", "tiers").out


@pytest.mark.parametrize("words", [["4", "months=1"], ["1", "months"], ["1", "score=11"], ["1", "colour=red"]])
def test_a_tier_that_cannot_be_read_is_wrong_usage(shop: Console, words: list[str]) -> None:
    assert shop.refused(2, "ambassadors", "set", *words)["error"] == "usage"
    assert shop.ask("ambassadors", "tiers")["tiers"][0]["months"] == 12


def test_a_scheme_for_ambassadors_refuses_the_others_at_the_terminal(shop: Console) -> None:
    shop.ask("programme", "set", "referrer_tier=1")
    card = shop.ask("customers", "show", "1")["card"]
    assert shop.refused(3, "referrals", "claim", card, "--name", "Zoé Martin")["refused"] == "not_entitled"
    shop.ask("ambassadors", "admit", "1", "1", "--reason", "the baker next door")
    assert shop.ask("referrals", "claim", card, "--name", "Zoé Martin")["state"] == "claimed"
    assert "ambassador" in shop.say("--lang", "en", "programme", "show").out
