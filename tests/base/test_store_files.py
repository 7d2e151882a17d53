"""A store is never made by accident and never mistaken for another file."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from parrainage_desktop.base import store_files
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.errors import UserError
from tests.stores import ZONE


def nothing(path: Path) -> None:
    """No file at all."""


def empty(path: Path) -> None:
    """A file of no bytes, as an unmounted disk leaves."""
    path.touch()


def letter(path: Path) -> None:
    """Somebody's letter."""
    path.write_text("Dear customer,\n" * 100, encoding="utf-8")


def foreign(path: Path) -> None:
    """A SQLite file of another program."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE store_info (zone TEXT)")
    connection.commit()
    connection.close()


def borrowed_mark(path: Path) -> None:
    """A SQLite file that carries our mark and nothing else."""
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {store_files.APPLICATION_ID}")
    connection.execute("CREATE TABLE other (id)")
    connection.commit()
    connection.close()


def folder(path: Path) -> None:
    """A folder."""
    path.mkdir()


NOT_STORES = [
    (nothing, "store_missing"),
    (empty, "store_empty"),
    (letter, "store_foreign"),
    (foreign, "store_foreign"),
    (borrowed_mark, "store_foreign"),
    (folder, "store_unreadable"),
]


@pytest.mark.parametrize(("make", "kind"), NOT_STORES)
def test_what_is_no_store_is_refused_and_left_alone(tmp_path: Path, make: Callable[[Path], None], kind: str) -> None:
    path = tmp_path / "shop.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError) as refused:
        Database.open(path)
    assert refused.value.kind == kind
    assert len(refused.value.message) > 20
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [p.name for p in tmp_path.iterdir() if p.name != "home"] == ([] if make is nothing else ["shop.db"])


def test_a_new_store_never_takes_the_place_of_a_file(tmp_path: Path, clock: SetClock) -> None:
    path = tmp_path / "shop.db"
    letter(path)
    before = path.read_bytes()
    with pytest.raises(UserError) as refused:
        Database.create(path, ZONE, clock)
    assert refused.value.kind == "store_exists"
    assert path.read_bytes() == before


def test_only_its_owner_may_read_a_new_store(tmp_path: Path, clock: SetClock) -> None:
    path = tmp_path / "a" / "b" / "shop.db"
    Database.create(path, ZONE, clock).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_store_that_could_not_be_finished_leaves_no_file(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from parrainage_desktop.base.migrations import runner

    def fail(*_: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr(runner, "build", fail)
    with pytest.raises(OSError, match="went away"):
        Database.create(tmp_path / "shop.db", ZONE, clock)
    assert not (tmp_path / "shop.db").exists()


NAMES = [
    "shop.db",
    "two words.db",
    "boutique d’été.db",
    "what?.db",
    "100%25.db",
    "no#1.db",
    "a@b.db",
    "semi;colon&.db",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_store_may_have_any_name_a_file_may_have(tmp_path: Path, clock: SetClock, name: str) -> None:
    folder = tmp_path / "stores"
    for where in (folder / name, str(folder / name)):
        db = Database.create(where, ZONE, clock)
        assert db.settings()["sqlite"] == sqlite3.sqlite_version
        db.close()
        Database.open(where, clock).close()
        assert [path.name for path in folder.iterdir()] == [name]
        (folder / name).unlink()


def test_a_copy_before_a_change_of_shape_is_whole_and_its_owner_s(tmp_path: Path, clock: SetClock) -> None:
    path = tmp_path / "shop.db"
    Database.create(path, ZONE, clock).close()
    copy = store_files.copy_before_migration(path, "0001")
    assert copy.name == "shop.before-0001.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    Database.open(copy, clock).close()
    partial = copy.with_suffix(".partial")
    partial.write_bytes(b"left over from a power cut")
    assert store_files.copy_before_migration(path, "0001") == copy
    Database.open(copy, clock).close()
    assert sorted(p.suffix for p in tmp_path.glob("shop*")) == [".db", ".db"]


@pytest.mark.parametrize("url", ["postgresql+psycopg://u@h/d", "postgresql://h/d"])
def test_a_server_s_url_has_no_file_behind_it(url: str) -> None:
    assert store_files.sqlite_path(url) is None
    assert store_files.url(url) == url
