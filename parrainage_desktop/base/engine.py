"""The engine: every connection with the settings of this program, every transaction begun the way it is meant.

SQLite runs WAL + FULL only where the library has the WAL-reset fix, otherwise rollback journal + EXTRA; either keeps
every acknowledged commit through a power cut.
"""

import sqlite3

from sqlalchemy import Connection, Engine, create_engine, event, text

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _

BUSY_MILLISECONDS = 5_000
_WRITE_LOCK = 0x50415252


def make_engine(url: str) -> Engine:
    """An engine whose every connection carries the settings of this program, read back before use."""
    if url.startswith("sqlite"):
        busy = {"isolation_level": None, "timeout": BUSY_MILLISECONDS / 1000}
        engine = create_engine(url, connect_args=busy, hide_parameters=True)
        event.listen(engine, "connect", _configure_sqlite)
    else:
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


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


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("begin") == "write"
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    elif writing:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_MILLISECONDS}")
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITE_LOCK})
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
