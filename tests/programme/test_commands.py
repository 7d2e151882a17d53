"""A new shop from a terminal."""

from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console


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
