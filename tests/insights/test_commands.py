"""What led friends here, from a terminal."""

from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, opened, person


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English, with one referral."""
    shop = opened(tmp_path, clock)
    claimed = shop.ask("referrals", "claim", person(shop, "Karim Haddad")["card"], "--name", "Camille Roussel")
    assert claimed["id"] == 1
    shop.ask("purchases", "add", claimed["referee"]["card"], "--amount", "100")
    return shop


def test_a_touch_is_noted_shared_and_taken_out(shop: Console) -> None:
    lea = person(shop, "Léa Petit")
    noted = shop.ask("referrals", "touch", "1", "event", "--on", "2026-11-07", "--by", lea["card"], "--note", "fair")
    shared = shop.ask("referrals", "credit", "1")
    event, card = shared["touches"]
    assert (event["number"], event["by"], event["note"]) == (noted["number"], "Léa Petit", "fair")
    assert (event["cents"]["time_decay"], card["cents"]["time_decay"]) == (3_333, 6_667)
    assert card["number"] is None
    shop.ask("referrals", "untouch", str(noted["number"]))
    assert len(shop.ask("referrals", "credit", "1", "--value", "20")["touches"]) == 1
    assert shop.refused(3, "referrals", "untouch", str(noted["number"]))["refused"] == "touch_unknown"


def test_own_weights_are_set_said_and_kept(shop: Console) -> None:
    shop.ask("referrals", "touch", "1", "message", "--on", "2026-11-10")
    assert shop.ask("referrals", "weigh", "message=3")["message"] == 3
    assert shop.ask("referrals", "weigh") == {"card": 1, "mention": 1, "message": 3, "event": 1}
    assert [one["cents"]["own"] for one in shop.ask("referrals", "credit", "1")["touches"]] == [7_500, 2_500]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("touch", "1", "rumour"), "KIND"), (("touch", "9", "event"), "referral"),
        (("touch", "1", "event", "--on", "2026-11-15"), "day"), (("weigh", "card"), "KIND=WEIGHT"),
        (("weigh", "card=-1"), "card"), (("credit", "x"), "ID"), (("credit", "1", "--value", "x"), "--value"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_names_its_place(shop: Console, words: tuple[str, ...], field: str) -> None:
    assert shop.refused(2, "referrals", *words)["field"] == field


def test_people_read_it_too(shop: Console) -> None:
    said = shop.say("referrals", "credit", "1").out
    assert "Who is rewarded: Karim Haddad" in said
    assert "30/30/30/10" in said
    assert "€100.00" in said
