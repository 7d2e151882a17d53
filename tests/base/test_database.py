"""The one unit of work: all or nothing, on one clock that never runs backwards."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text

from parrainage_desktop.base import engine as engines
from parrainage_desktop.base import journal
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import STORE_INFO, Actor, Database
from parrainage_desktop.base.engine import sqlite_settings, wal_is_safe
from parrainage_desktop.base.errors import UserError
from tests.stores import ANA, NOW, ZONE, Till, write_and_fail

SAFE = [(3, 51, 3), (3, 51, 10), (3, 52, 0), (4, 0, 0), (3, 50, 7), (3, 50, 8), (3, 44, 6), (3, 44, 9)]
UNSAFE = [
    (3, 51, 2),
    (3, 51, 0),
    (3, 50, 6),
    (3, 44, 5),
    (3, 45, 9),
    (3, 49, 2),
    (3, 40, 1),
    (3, 7, 0),
    (3, 43, 99),
]


@pytest.mark.parametrize("version", SAFE)
def test_a_write_ahead_log_is_trusted_from_the_repaired_versions_on(version: tuple[int, ...]) -> None:
    assert wal_is_safe(version)


@pytest.mark.parametrize("version", UNSAFE)
def test_a_write_ahead_log_is_not_trusted_before(version: tuple[int, ...]) -> None:
    assert not wal_is_safe(version)


def test_each_journal_mode_comes_with_the_sync_that_outlives_a_power_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    assert (sqlite_settings()["journal_mode"], sqlite_settings()["synchronous"]) == ("delete", "3")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert (sqlite_settings()["journal_mode"], sqlite_settings()["synchronous"]) == ("wal", "2")


def test_every_connection_reads_its_settings_back(file_till: Till) -> None:
    with file_till.db.read() as tx:
        found = {name: str(tx.execute(text(f"PRAGMA {name}")).scalar_one()) for name in sqlite_settings()}
    assert found == sqlite_settings()
    assert found | {"foreign_keys": "1", "secure_delete": "1", "trusted_schema": "0"} == found


def test_a_store_whose_settings_do_not_hold_is_not_opened(
    file_till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = sqlite_settings() | {"user_version": "0", "cell_size_check": "2"}
    monkeypatch.setattr(engines, "sqlite_settings", lambda: wanted)
    with pytest.raises(UserError) as refused:
        Database.open(tmp_path / "shop.db")
    assert refused.value.kind == "store_unsafe"


def test_with_a_write_ahead_log_the_one_file_holds_everything_after_closing(
    file_till: Till, tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "wal_is_safe", lambda version: True)
    db = Database.open(tmp_path / "shop.db", clock)
    till = Till(db, clock)
    assert db.settings()["journal_mode"] == "wal"
    customer = till.customer("Zoé", "Martin")
    db.close()
    side_files = [name for name in os.listdir(tmp_path) if name.startswith("shop.db-")]
    assert all((tmp_path / name).stat().st_size == 0 for name in side_files)
    alone = tmp_path / "copied.db"
    alone.write_bytes((tmp_path / "shop.db").read_bytes())
    monkeypatch.undo()
    copied = Database.open(alone, clock)
    with copied.read() as tx:
        assert (
            tx.execute(text("SELECT given_name FROM customers WHERE id = :id"), {"id": customer.id}).scalar() == "Zoé"
        )
    copied.close()


def test_all_of_a_block_is_kept_or_none_of_it(till: Till) -> None:
    write_and_fail(till.db, "UPDATE shop SET name = 'half'")
    assert till.scalar("SELECT name FROM shop") == "Chez Ana"
    with till.db.write(ANA) as tx:
        tx.execute(text("UPDATE shop SET name = 'whole'"))
    assert till.scalar("SELECT name FROM shop") == "whole"


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_a_read_sees_one_moment_whatever_is_written_meanwhile(till: Till) -> None:
    with till.db.read() as tx:
        before = tx.execute(text("SELECT count(*) FROM customers")).scalar_one()
        till.customer()
        assert tx.execute(text("SELECT count(*) FROM customers")).scalar_one() == before


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_nothing_can_be_written_through_a_server_s_read(till: Till) -> None:
    with pytest.raises(UserError) as refused, till.db.read() as tx:
        tx.execute(text("UPDATE shop SET name = 'x'"))
    assert refused.value.kind == "store_readonly"


def test_listeners_learn_which_tables_changed_after_it_is_kept_and_never_before(till: Till) -> None:
    heard: list[frozenset[str]] = []
    till.db.after_commit.append(heard.append)
    write_and_fail(till.db, "UPDATE shop SET name = 'half'")
    assert heard == []
    till.customer()
    assert heard == [frozenset({"customers", "cards", "journal"})]


def test_a_till_clock_set_back_does_not_turn_the_store_s_time_back(till: Till) -> None:
    till.customer()
    till.clock.set(NOW - timedelta(days=40))
    with till.db.write(ANA) as tx:
        assert tx.now == NOW
        assert tx.today == date(2026, 11, 14)
        journal.append(tx, "test.entry", 1)
    with till.db.read() as tx:
        assert tx.now == NOW
    assert till.db.clock_is_behind()


@pytest.mark.parametrize(("minutes", "behind"), [(0, False), (2, False), (3, True)])
def test_a_clock_over_two_minutes_behind_is_told(till: Till, minutes: int, behind: bool) -> None:
    till.clock.set(NOW - timedelta(minutes=minutes))
    assert till.db.clock_is_behind() is behind


@pytest.mark.parametrize(
    ("zone", "today"), [("Europe/Paris", date(2027, 1, 1)), ("America/Montreal", date(2026, 12, 31))]
)
def test_today_is_the_day_on_the_shop_s_wall(tmp_path: Path, zone: str, today: date) -> None:
    db = Database.create(tmp_path / "s.db", zone, SetClock(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)))
    with db.read() as tx:
        assert tx.today == today
    db.close()


def test_instants_come_back_aware_in_utc_to_the_microsecond_and_sort_as_text(till: Till) -> None:
    moment = datetime(2026, 3, 29, 3, 0, 0, 123_456, tzinfo=timezone(timedelta(hours=2)))
    with till.db.write(ANA) as tx:
        tx.execute(STORE_INFO.update().values(created_at=moment))
        assert tx.execute(select(STORE_INFO.c.created_at)).scalar_one() == moment
        assert tx.execute(text("SELECT created_at FROM store_info")).scalar_one() == "2026-03-29T01:00:00.123456Z"


def test_two_shops_do_not_share_one_database(till: Till, store_url: str, clock: SetClock) -> None:
    with pytest.raises(UserError) as refused:
        Database.create(store_url, ZONE, clock)
    assert refused.value.kind == "store_exists"
    assert till.scalar("SELECT count(*) FROM shop") == 1


def test_an_empty_or_foreign_server_database_is_no_shop(new_url: Callable[[str], str]) -> None:
    url = new_url("postgresql")
    for _ in range(2):
        with pytest.raises(UserError) as refused:
            Database.open(url)
        assert refused.value.kind == "store_foreign"
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS other (id int)")
        engine.dispose()


@pytest.mark.parametrize("begin", [Database.open, lambda url: Database.create(url, ZONE)])
def test_a_server_that_does_not_answer_is_named_in_a_sentence(begin: Callable[[str], Database]) -> None:
    with pytest.raises(UserError) as refused:
        begin("postgresql+psycopg://nobody:secret@127.0.0.1:1/shop")
    assert refused.value.kind == "server_unreachable"
    assert "secret" not in refused.value.message


def test_settings_name_the_database_and_its_version(till: Till) -> None:
    assert set(till.db.settings()) in ({"sqlite", "journal_mode"}, {"postgresql"})


def test_opening_a_store_needs_neither_alembic_nor_qt(file_till: Till, tmp_path: Path) -> None:
    script = (
        "import sys; from parrainage_desktop.base.database import Database; "
        "db = Database.open(sys.argv[1]); db.close(); "
        "loaded = {name.split('.')[0] for name in sys.modules}; "
        "sys.exit(bool({'alembic', 'PySide6', 'reportlab', 'babel'} & loaded))"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "shop.db")], check=True)


def test_every_write_carries_who_and_where(till: Till) -> None:
    with till.db.write(Actor("Zoé", "till 3")) as tx:
        journal.append(tx, "test.entry", 1)
    with till.db.read() as tx:
        newest = next(journal.entries(tx, newest_first=True))
    assert (newest.staff, newest.till) == ("Zoé", "till 3")
