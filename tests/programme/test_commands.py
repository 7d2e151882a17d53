"""A new shop from a terminal."""

import re
from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.programme.templates import TEMPLATES
from tests.console import Console, founded, rewarded


@pytest.fixture
def console(tmp_path: Path, clock: SetClock) -> Console:
    """A terminal with no shop yet."""
    return Console(tmp_path / "new" / "shop.db", clock)


def test_a_shop_is_made_with_the_usual_scheme(console: Console) -> None:
    made = console.ask("init", "--shop", "Maison Lumet")
    assert made == {"shop": "Maison Lumet", "store": str(console.store)}
    assert console.ask("doctor")["ok"] is True
    assert console.say("surveys", "score").out == "Aucun avis, pas de score.\n"


def test_a_shop_there_already_is_never_touched(console: Console) -> None:
    console.ask("init", "--shop", "Maison Lumet")
    before = console.store.read_bytes()
    assert console.refused(4, "init", "--shop", "Other")["error"] == "store_exists"
    assert console.store.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--shop", ""),
        ("--shop", "x" * 10_000),
        ("--shop", "Lumet", "--language", "de"),
        ("--shop", "Lumet", "--currency", "EURO"),
        ("--shop", "Lumet", "--currency", "JPY"),
        ("--shop", "Lumet", "--timezone", "Mars/Olympus"),
        ("--shop", "Lumet", "--timezone", "../etc/passwd"),
    ],
)
def test_a_shop_that_cannot_be_leaves_no_file(console: Console, words: tuple[str, ...]) -> None:
    assert console.refused(2, "init", *words)["error"] == "usage"
    assert not console.store.exists()


def test_the_answer_speaks_the_language_asked_for(console: Console) -> None:
    assert "est prête dans" in console.say("--lang", "fr", "init", "--shop", "Maison Lumet").out


def test_days_follow_the_zone_of_the_shop(console: Console) -> None:
    console.ask("init", "--shop", "Auckland", "--timezone", "Pacific/Auckland", "--currency", "NZD")
    console.ask("customers", "add", "--name", "Aroha Ngata", "--phone", "021 234 567")
    assert console.ask("customers", "show", "1")["phone"] == "+6421234567"
    assert console.ask("journal", "list")["entries"][0]["at"].endswith("+13:00")


# The scheme.

USUAL = (
    "When a new customer comes through a referrer and makes a first purchase within 90 days, the referrer and the "
    "referred customer each get a voucher of €5.00. Each voucher can be used from the next day, for 6 months, one "
    "per purchase."
)


@pytest.fixture
def shop(console: Console) -> Console:
    """A terminal at a new English-speaking shop."""
    return founded(console)


def test_the_scheme_is_shown_as_a_sentence_and_its_parameters(shop: Console) -> None:
    shown = shop.ask("programme", "show")
    assert (shown["sentence"], shown["effective_from"], shown["stopped"]) == (USUAL, "2026-11-14", False)
    assert shown["parameters"]["referrer"] == {"kind": "fixed", "cents": 500}
    assert (shown["parameters"]["valid_months"], shown["coming"]) == (6, [])
    lines = shop.say("programme", "show").out.splitlines()
    assert lines[:2] == [USUAL, "In force since Saturday 14 November 2026."]
    assert "lock_days          1" in lines


def test_a_parameter_is_set_and_the_sentence_follows(shop: Console) -> None:
    made = shop.ask("programme", "set", "referrer=10% min 2 max 20", "purchase_minimum=25,00")
    assert "a voucher worth 10% of the purchase (at least €2.00, at most €20.00)" in made["sentence"]
    assert shop.ask("programme", "show")["parameters"]["purchase_minimum_cents"] == 2_500


def test_a_change_may_wait_for_its_day(shop: Console) -> None:
    made = shop.ask("programme", "set", "referrer=8", "from=2026-12-01")
    shown = shop.ask("programme", "show")
    assert (made["effective_from"], shown["sentence"]) == ("2026-12-01", USUAL)
    assert [one["version"] for one in shown["coming"]] == [made["version"]]
    assert "From Tuesday 1 December 2026: When a new customer" in shop.say("programme", "show").out


def test_every_fault_of_a_change_is_told_and_nothing_changes(shop: Console) -> None:
    refused = shop.refused(3, "programme", "set", "referrer=10% min 20 max 2", "ends_on=2020-01-01")
    assert refused["refused"] == "cap_below_floor"
    faults = [(one["key"], one["reason"]) for one in refused["problems"]]
    assert faults == [("referrer", "cap_below_floor"), ("ends_on", "end_before_start")]
    assert shop.refused(3, "programme", "set", "from=2020-01-01")["refused"] == "in_the_past"
    assert shop.ask("programme", "show")["sentence"] == USUAL


@pytest.mark.parametrize("words", [(), ("referrer",), ("colour=red",), ("lock_days=soon",), ("from=soon",)])
def test_what_cannot_be_read_is_wrong_usage(shop: Console, words: tuple[str, ...]) -> None:
    assert shop.refused(2, "programme", "set", *words)["error"] == "usage"


def test_a_budget_less_than_what_is_issued_is_refused(shop: Console) -> None:
    rewarded(shop)
    assert shop.refused(3, "programme", "set", "budget=10")["refused"] == "budget_spent"
    assert shop.ask("programme", "set", "budget=10.01")["parameters"]["budget"]["cents"] == 1_001


@pytest.mark.parametrize(
    ("words", "key", "reason"),
    [
        (("referrer=0%",), "referrer", "percent_of_nothing"),
        (("referrer=10%", "trigger=registration"), "referrer", "percent_of_nothing"),
        (("referee=10% min 20 max 2",), "referee", "cap_below_floor"),
        (("ends_on=2026-11-13",), "ends_on", "end_before_start"),
        (("referrer=1:8 3:5",), "referrer", "steps_go_down"),
        (("purchase_minimum=9.99",), "purchase_minimum", "pays_more_than_purchase"),
        (("budget=10",), "budget", "budget_spent"),
    ],
)
def test_each_bad_scheme_is_refused_with_its_reason(
    shop: Console, words: tuple[str, ...], key: str, reason: str
) -> None:
    rewarded(shop)
    before = shop.ask("programme", "show")
    refused = shop.refused(3, "programme", "set", *words)
    assert [(one["key"], one["reason"]) for one in refused["problems"]] == [(key, reason)]
    assert shop.ask("programme", "show") == before


def test_the_templates_are_listed_in_words(shop: Console) -> None:
    found = shop.ask("programme", "template")["templates"]
    assert [one["name"] for one in found] == list(TEMPLATES)
    assert found[0]["sentence"] == USUAL


def test_a_template_is_put_in_force_and_what_the_shop_knows_of_itself_stays(shop: Console) -> None:
    shop.ask("programme", "set", "usual_cost=20", "margin=35%")
    made = shop.ask("programme", "template", "commission")
    assert made["parameters"]["revenue_share"] == {"basis_points": 1_500, "purchases": 0}
    assert (made["parameters"]["usual_cost_cents"], made["parameters"]["margin_basis_points"]) == (2_000, 3_500)


def test_the_scheme_is_shown_under_its_name(shop: Console) -> None:
    shop.ask("programme", "set", "name_en=The Lumet circle")
    assert shop.say("--lang", "en", "programme", "show").out.startswith("The Lumet circle\n")


def test_a_comparison_is_set_shown_and_ended(shop: Console) -> None:
    made = shop.ask("programme", "set", "variant_until=2026-12-31", "variant_referrer=8,00", "variant_referee=5")
    assert made["parameters"]["variant"]["until"] == "2026-12-31"
    assert "for half of the customers, drawn by lot" in made["sentence"]
    shown = shop.say("programme", "show").out
    assert re.search(r"variant_referrer\s+8\.00", shown)
    refused = shop.refused(3, "programme", "set", "variant_referrer=5")
    assert (refused["refused"], refused["problems"][0]["key"]) == ("same_reward", "variant_referrer")
    ended = shop.say("programme", "set", "variant_until=none").out
    assert "The comparison that was running ends then." in ended
    assert shop.ask("programme", "show")["parameters"]["variant"] is None


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_can_be_put_in_force(shop: Console, name: str) -> None:
    made = shop.ask("programme", "template", name)
    assert shop.ask("programme", "show")["sentence"] == made["sentence"]


def test_a_template_nobody_knows_is_wrong_usage(shop: Console) -> None:
    assert shop.refused(2, "programme", "template", "pyramid")["error"] == "usage"
    assert shop.ask("programme", "show")["sentence"] == USUAL
