"""The commands about the whole: the demonstration, the doctor, the journal."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.terminal import without_password
from parrainage_desktop.shell import demo
from parrainage_desktop.surveys import callbacks
from tests.console import Console, founded, opened, person, rewarded


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Console:
    """A shop that speaks English, with two vouchers, one of them used."""
    console = opened(tmp_path, clock)
    code = rewarded(console)["referee"]
    clock.advance(timedelta(days=1))
    console.ask("vouchers", "redeem", code)
    return console


def meddle(store: Path, *statements: str) -> None:
    """Do to a store what the program never would."""
    with closing(sqlite3.connect(store)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def failing(console: Console) -> set[str]:
    """The checks the doctor is not happy with."""
    return {check["check"] for check in console_checks(console) if not check["ok"]}


def console_checks(console: Console) -> list[dict[str, Any]]:
    """Every check of the doctor, whatever it ends with."""
    printed = console.say("--json", "doctor")
    assert printed.status == (0 if printed.data["ok"] else 4)
    checks: list[dict[str, Any]] = printed.data["checks"]
    return checks


def test_a_healthy_store_passes_every_check(shop: Console) -> None:
    assert failing(shop) == set()
    assert {check["check"] for check in console_checks(shop)} == {
        "store", "settings", "integrity", "journal", "money", "search", "erasures", "clock", "fonts", "catalogues",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE vouchers SET balance_cents = 100 WHERE state = 'issued'", "money"),
        ("UPDATE vouchers SET state = 'issued' WHERE state = 'redeemed'", "money"),
        ("UPDATE vouchers SET state = 'redeemed' WHERE state = 'issued'", "money"),
        ("DELETE FROM customer_words_docsize WHERE id = 1", "search"),
        ("UPDATE journal_head SET hash = 'x'", "journal"),
        ("UPDATE vouchers SET holder_id = 99", "integrity"),
    ],
)
def test_the_doctor_sees(shop: Console, statement: str, check: str) -> None:
    meddle(shop.store, statement)
    assert check in failing(shop)


def test_the_doctor_sees_a_clock_set_back(shop: Console, clock: SetClock) -> None:
    clock.advance(timedelta(hours=-3))
    assert failing(shop) == {"clock"}


def test_the_doctor_doubts_a_clock_a_year_ahead(shop: Console, clock: SetClock) -> None:
    clock.advance(timedelta(days=365))
    clock.sure = False
    assert failing(shop) == {"clock"}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_either_database_lives_the_same_story(new_url: Callable[[str], str], clock: SetClock, kind: str) -> None:
    console = founded(Console(new_url(kind), clock))
    code = rewarded(console)["referee"]
    clock.advance(timedelta(days=1))
    console.ask("vouchers", "redeem", code, "--attempt", "press-1")
    assert console.refused(3, "vouchers", "redeem", code)["refused"] == "already_used"
    assert console.ask("customers", "find", "camil")["customers"][0]["name"] == "Camille Roussel"
    console.ask("vouchers", "reverse", code, "--reason", "mistake")
    assert failing(console) == set()
    assert console.refused(4, "init", "--shop", "Again")["error"] == "store_exists"


def test_a_password_is_never_shown() -> None:
    shown = without_password("postgresql+psycopg://till:s3cr:et@host:5432/shop")
    assert shown == "postgresql+psycopg://till:***@host:5432/shop"
    assert without_password("/home/ana/shop.db") == "/home/ana/shop.db"


def test_a_store_that_cannot_be_opened_is_a_check_that_fails(tmp_path: Path, clock: SetClock) -> None:
    nothing = Console(tmp_path / "none.db", clock)
    assert failing(nothing) == {"store"}
    assert "✗" in nothing.say("doctor").out


def test_the_journal_is_listed_and_holds(shop: Console) -> None:
    entries = shop.ask("journal", "list")["entries"]
    verdict = shop.ask("journal", "verify")
    assert verdict == {"entries": len(entries), "head": entries[-1]["hash"], "ok": True, "first_bad": None}
    assert [entry["id"] for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[-1]["action"] == "voucher.redeemed"
    assert entries[-1]["at"] == "2026-11-15T11:42:00+01:00"
    since = shop.ask("journal", "list", "--since", "2026-11-15")["entries"]
    assert [entry["action"] for entry in since] == ["voucher.redeemed"]
    assert shop.refused(2, "journal", "list", "--since", "yesterday")["error"] == "usage"


def test_names_and_contacts_never_reach_the_journal(shop: Console) -> None:
    person(shop, "Séraphine Unique", "--phone", "0639987199", "--email", "seraphine@example.org")
    listed = shop.say("--json", "journal", "list").out
    for secret in ("Séraphine", "S\\u00e9raphine", "639987199", "seraphine"):
        assert secret not in listed


def test_a_rewritten_past_is_seen(shop: Console) -> None:
    meddle(shop.store, "DROP TRIGGER journal_no_update", "UPDATE journal SET staff = 'Nobody' WHERE id = 3")
    printed = shop.say("--json", "journal", "verify")
    assert (printed.status, printed.data["ok"], printed.data["first_bad"]) == (4, False, 3)


def test_a_small_demonstration_is_whole(tmp_path: Path, clock: SetClock) -> None:
    folder = tmp_path / "demo"
    console = Console(folder / "shop.db", clock)
    made = console.run("demo", str(folder), "--customers", "150", "--json").data
    assert (made["customers"], made["asked"], made["answers"]) == (150, 150, 8)
    assert set(made["vouchers"]) == {"issued", "redeemed", "expired", "outstanding_cents"}
    names = sorted(Path(path).name for path in made["files"])
    assert {"shop.db", "cards.pdf", "report-2026-10-fr.pdf", "report-2026-10-en.pdf"} <= set(names)
    assert all((folder / name).stat().st_size for name in names)
    assert failing(console) == set()
    assert console.ask("surveys", "score")["answers"] == made["answers"]
    assert len(console.ask("ambassadors", "list")["ambassadors"]) >= 3


def test_the_demonstration_leaves_a_few_calls_to_make_and_one_is_late(tmp_path: Path, clock: SetClock) -> None:
    place = tmp_path / "shop.db"
    demo.build(place, 1_500, clock=clock)
    db = Database.open(place)
    with db.read() as tx:
        owed = callbacks.to_do(tx)
    db.close()
    late = [call for call in owed if call.is_late(clock.now())]
    soon = [call for call in owed if clock.now() < call.due_at <= clock.now() + timedelta(hours=48)]
    assert len(late) == 1
    assert 4 <= len(soon) <= 6
    assert len(owed) == len(late) + len(soon)


def test_a_demonstration_never_replaces_a_shop(shop: Console) -> None:
    before = shop.store.read_bytes()
    assert shop.refused(4, "demo", str(shop.store.parent), "--customers", "10")["error"] == "store_exists"
    assert shop.refused(4, "demo", str(shop.store), "--customers", "10")["error"] == "file_unwritable"
    assert shop.store.read_bytes() == before


@pytest.mark.parametrize("count", ["0", "-3", "many", "1000000"])
def test_a_demonstration_of_nobody_or_of_a_country_is_wrong_usage(tmp_path: Path, clock: SetClock, count: str) -> None:
    console = Console(tmp_path / "shop.db", clock)
    assert console.refused(2, "demo", str(tmp_path / "demo"), "--customers", count)["field"] == "--customers"
    assert not (tmp_path / "demo").exists()
