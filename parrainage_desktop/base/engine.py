"""The engine: every connection with the settings of this program, every transaction begun the way it is meant.

SQLite runs WAL + FULL only where the library has the WAL-reset fix, otherwise rollback journal + EXTRA; either keeps
every acknowledged commit through a power cut. On PostgreSQL every write takes one advisory lock first.
"""

import sqlite3
from time import monotonic, sleep
from typing import Literal, cast

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _

Mode = Literal["read", "settled", "write"]
"""A view of one moment; the same once no write is under way; a change."""
BUSY_MILLISECONDS = 5_000
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.001, 0.01
"""Seconds between two looks whether the store stands free: the longer a till waits, the less it disturbs the others."""
_WRITE_LOCK = 0x50415252
_LOST_MILLISECONDS = 60_000
"""After so long in the middle of a write a till counts as lost, and the server lets go of its lock."""
_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""A server that is gone is found out in seconds; the system’s own patience is two hours. What a URL says wins."""


def make_engine(url: str) -> Engine:
    """An engine whose every connection carries the settings of this program, read back before use.

    Raises UserError for an address nobody here can read or has a driver for.
    """
    return _file_engine(url) if url.startswith("sqlite") else _server_engine(url)


def _file_engine(url: str) -> Engine:
    busy = {"isolation_level": None, "timeout": BUSY_MILLISECONDS / 1000}
    engine = create_engine(url, connect_args=busy, hide_parameters=True)
    event.listen(engine, "connect", _configure_sqlite)
    return engine


def _server_engine(url: str) -> Engine:
    try:
        said = make_url(url).query
        patience = {name: value for name, value in _PATIENCE.items() if name not in said}
        return create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=patience)
    except (ArgumentError, ImportError, ValueError):
        # Not even as the cause: what is wrong with the address may be a part of its password.
        message = _("A store is a file, or a server: postgresql+psycopg://host/name")
        raise UserError("store_unsupported", message) from None


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the WAL-reset fix: 3.51.3 and later, 3.50.7+ and 3.44.6+ in their series."""
    fixed_in_series: dict[tuple[int, ...], tuple[int, ...]] = {(3, 50): (3, 50, 7), (3, 44): (3, 44, 6)}
    return version >= fixed_in_series.get(version[:2], (3, 51, 3))


def sqlite_settings() -> dict[str, str]:
    """The settings every SQLite connection is opened with, as they must read back."""
    wal = wal_is_safe(sqlite3.sqlite_version_info)
    return {
        "foreign_keys": "1",
        "busy_timeout": str(BUSY_MILLISECONDS),
        "secure_delete": "1",
        "trusted_schema": "0",
        "journal_mode": "wal" if wal else "delete",
        "synchronous": "2" if wal else "3",
    }


def _configure_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # SQLite's own knows no letters with accents: “Épinal” would never be found.
    connection.create_function("lower", 1, _lower, deterministic=True)
    for name, value in sqlite_settings().items():
        connection.execute(f"PRAGMA {name} = {value}")
    for name, value in sqlite_settings().items():
        found = str(connection.execute(f"PRAGMA {name}").fetchone()[0])
        if found != value:
            raise UserError(
                "store_unsafe",
                _("The store cannot be opened safely here: {name} is {found}. Move it to a local disk.").format(
                    name=name, found=found
                ),
            )


def _lower(text: str | int | float | bytes | None) -> str | int | float | bytes | None:
    return text.lower() if isinstance(text, str) else text


def begin(connection: Connection, mode: Mode) -> None:
    """Begin the transaction of a connection as it is meant; an event of the engine would slow every statement down."""
    if connection.dialect.name == "sqlite":
        if mode == "write":
            _take_turn(connection)
        else:
            connection.exec_driver_sql("BEGIN")
    elif mode == "read":
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    else:
        connection.exec_driver_sql(_behind_the_lock(mode))


def _take_turn(connection: Connection) -> None:
    """Begin to write once nobody else does, for as long as a till waits.

    SQLite's own waiting sleeps ever longer, a tenth of a second in the end, while the store stands free.
    """
    raw = cast(sqlite3.Connection, connection.connection.dbapi_connection)
    patience = monotonic() + BUSY_MILLISECONDS / 1_000
    raw.execute("PRAGMA busy_timeout = 0")
    pause = _SHORTEST_PAUSE
    try:
        while monotonic() < patience:
            try:
                raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    break
                sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                return
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # says what stands in the way as every statement does
    finally:
        raw.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def _behind_the_lock(mode: Mode) -> str:
    """Wait for every other write to end; READ COMMITTED, so that what it wrote is seen once the lock is there."""
    access = "READ WRITE" if mode == "write" else "READ ONLY"
    return (
        f"SET TRANSACTION ISOLATION LEVEL READ COMMITTED {access};"
        f" SET LOCAL lock_timeout = {BUSY_MILLISECONDS};"
        f" SET LOCAL idle_in_transaction_session_timeout = {_LOST_MILLISECONDS};"
        f" SELECT pg_advisory_xact_lock({_WRITE_LOCK})"
    )
