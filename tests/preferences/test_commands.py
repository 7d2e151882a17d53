"""The shop as its papers show it, from a terminal."""

from pathlib import Path

from PIL import Image

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.preferences.rules import COLOURS
from tests.console import opened


def test_what_is_set_is_shown_and_kept(tmp_path: Path, clock: SetClock) -> None:
    console = opened(tmp_path, clock)
    Image.new("RGB", (90, 30), "red").save(tmp_path / "logo.jpg")
    words = ("colour=garance", "terms_fr=Bon à présenter avant de payer.", "phone=02 61 91 40 12")
    made = console.ask("shop", "set", *words, f"logo={tmp_path / 'logo.jpg'}")
    assert made["logo"] > 0
    found = console.ask("shop", "show")
    assert found == made
    assert (found["colour"], found["terms_fr"]) == ("garance", "Bon à présenter avant de payer.")
    assert (found["name"], found["terms_en"]) == ("Maison Lumet", "")
    assert console.ask("shop", "set", "logo=")["logo"] == 0
    (entry,) = [one for one in console.ask("journal", "list")["entries"] if one["action"] == "shop.changed"][:1]
    assert entry["details"] == {"fields": "phone,colour,terms_fr,logo"}


def test_what_cannot_be_kept_is_refused_and_changes_nothing(tmp_path: Path, clock: SetClock) -> None:
    console = opened(tmp_path, clock)
    before = console.ask("shop", "show")
    for word, field in (
        ("colour=pink", "colour"), ("name= ", "shop"), ("language=de", "language"),
        ("terms_en=" + "x" * 241, "terms_en"),
        ("logo=/nowhere/logo.png", "logo"), (f"logo={tmp_path / 'shop.db'}", "logo"), ("currency=CHF", "KEY"),
        ("colour", "KEY=VALUE"),
    ):
        refused = console.refused(2, "shop", "set", "phone=1", word)
        assert (refused["error"], refused["field"]) == ("usage", field)
    assert console.ask("shop", "show") == before
    assert "bouteille" in COLOURS
    assert not [one for one in console.ask("journal", "list")["entries"] if one["action"] == "shop.changed"]
