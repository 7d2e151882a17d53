"""People from a terminal: added, found again in any spelling, never guessed."""

from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, opened, person


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English."""
    return opened(tmp_path, clock)


def test_a_person_is_added_with_a_card_and_found_again(shop: Console) -> None:
    added = person(
        shop, "Zoé Lefèvre", "--phone", "06 39 98 71 05", "--email", "Zoe@Example.org", "--city", "Nantes",
        "--consent", "email,sms",
    )  # fmt: skip
    known = {
        "id": 1, "name": "Zoé Lefèvre", "phone": "+33639987105", "email": "zoe@example.org", "city": "Nantes",
        "card": added["card"],
    }  # fmt: skip
    for query in ("lefev", "ZOE", "fevre zo", "+33 6 39 98 71 05", "0639987105", "nantes", added["card"]):
        assert shop.ask("customers", "find", query)["customers"] == [known], query
    assert shop.ask("customers", "find", "nobody")["customers"] == []
    assert "06 39 98 71 05" in shop.say("customers", "find", "lefev").out


def test_a_limit_is_kept(shop: Console) -> None:
    for name in ("Ana Diaz", "Ana Drew", "Ana Dumas"):
        person(shop, name)
    assert len(shop.ask("customers", "find", "ana", "--limit", "2")["customers"]) == 2
    for limit in ("0", "-1", "many", "1e9"):
        assert shop.refused(2, "customers", "find", "ana", "--limit", limit)["field"] == "--limit"


@pytest.mark.parametrize("reference", ["7", "0639987105", "a@b.fr", "P-KTX-RSJ-CHP-ND", "karim", "", "🙂"])
def test_nobody_is_made_up(shop: Console, reference: str) -> None:
    for words in (("customers", "show", reference), ("surveys", "record", reference, "9")):
        assert shop.refused(3, *words)["refused"] == "customer_unknown"


def test_two_people_on_one_phone_are_not_guessed_between(shop: Console) -> None:
    ids = [person(shop, name, "--phone", "0639987105")["id"] for name in ("Ana Diaz", "Luc Diaz")]
    found = shop.refused(3, "customers", "show", "06 39 98 71 05")
    assert found["refused"] == "ambiguous"
    assert sorted(one["id"] for one in found["candidates"]) == ids
    plain = shop.say("customers", "show", "06 39 98 71 05")
    assert plain.status == 3
    assert "Ana Diaz" in plain.out


@pytest.mark.parametrize(
    "name",
    ["<b>Ana</b> & Co", "=cmd|' /C calc'!A0", "🙂 👩‍👩‍👧", "مريم الزهراء", "Łukasz Żółć", "{name} %s", "O’Brien\tAna"],
)
def test_a_name_is_kept_and_never_obeyed(shop: Console, name: str) -> None:
    added = person(shop, name)
    shown = shop.ask("customers", "show", str(added["id"]))
    assert shown["name"] == " ".join(name.split())
    assert shop.say("customers", "show", str(added["id"])).status == 0


def test_a_name_cannot_drive_the_terminal_or_turn_the_line_around(shop: Console) -> None:
    person(shop, "Ana\x1b[31m \u202eevil")
    assert "\x1b" not in shop.say("customers", "show", "1").out
    assert shop.ask("customers", "show", "1")["name"] == "Ana[31m evil"


@pytest.mark.parametrize(
    "words",
    [
        ("--name", "x" * 10_000),
        ("--name", ""),
        ("--name", "\u202e\u200b"),
        ("--name", "Ana", "--phone", "12"),
        ("--name", "Ana", "--email", "ana@"),
        ("--name", "Ana", "--consent", "pigeon"),
        ("--name", "Ana", "--language", "de"),
        (),
    ],
)
def test_what_cannot_be_kept_is_asked_again(shop: Console, words: tuple[str, ...]) -> None:
    assert shop.refused(2, "customers", "add", *words)["error"] == "usage"
    assert shop.ask("customers", "find", "a")["customers"] == []
