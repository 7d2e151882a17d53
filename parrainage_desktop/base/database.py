"""The store: opening it safely, and the one unit of work that may write.

SQLite and PostgreSQL run the same tables. A write begins IMMEDIATE on SQLite and takes one advisory lock on
PostgreSQL, so writes follow one another and the journal stays one chain.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random, SystemRandom
from typing import Any, Self
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    CursorResult,
    Engine,
    Executable,
    Integer,
    MetaData,
    Named,
    String,
    Table,
    TypedColumns,
    column,
    outerjoin,
    select,
    table,
    true,
)
from sqlalchemy.types import TypeDecorator

from parrainage_desktop.base import migrations, store_files
from parrainage_desktop.base.clock import Clock, SystemClock, local_day
from parrainage_desktop.base.doubt import Doubt, doubt
from parrainage_desktop.base.engine import Mode, begin, make_engine
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.faults import translated_errors
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.shape import bring_up_to_date, refuse_changed

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Key = BigInteger().with_variant(Integer, "sqlite")
"""A row's number, and what leads to it."""

METADATA = MetaData(naming_convention=_NAMES)
"""Every table of the store; constraints are named so that migrations can find them."""


def stamp(moment: datetime) -> str:
    """An instant as the store spells it: UTC with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime kept as sortable ISO text, the same on both databases."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> str | None:
        """Write an aware datetime as UTC with microseconds."""
        if value is None:
            return None
        return stamp(value)

    def process_result_value(self, value: str | None, dialect: object) -> datetime | None:
        """Read it back aware."""
        return None if value is None else datetime.fromisoformat(value)


class StoreInfoColumns(TypedColumns):
    """The store about itself; one row."""

    id: Named[int] = Column(primary_key=True)
    created_at: Named[datetime] = Column(Instant)
    zone: Named[str] = Column(String(64))


STORE_INFO = Table("store_info", METADATA, StoreInfoColumns)


class HeadColumns(TypedColumns):
    """The newest journal entry, kept beside the chain by a trigger so that a write needs one look-up; one row."""

    id: Named[int] = Column(primary_key=True)
    entry: Named[int]
    hash: Named[str] = Column(String(64))
    at: Named[datetime] = Column(Instant)


JOURNAL_HEAD = Table("journal_head", METADATA, HeadColumns)


_revision = table("alembic_version", column("version_num", String))
_SEEN = select(_revision.c.version_num, JOURNAL_HEAD.c.entry, JOURNAL_HEAD.c.hash, JOURNAL_HEAD.c.at).select_from(
    outerjoin(_revision, JOURNAL_HEAD, true())
)
"""The store's shape and the newest entry in one question: every transaction begins with it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The journal's newest entry: its number, its fingerprint, its instant."""

    entry: int
    hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and at which till: both are written beside everything they do."""

    staff: str
    till: str


@dataclass(slots=True)
class Transaction:
    """One moment in the store: everything read or written through it belongs together.

    `now` never runs behind the newest journal entry: a till clock set back cannot revive an expired voucher.
    """

    connection: Connection
    now: datetime
    zone: ZoneInfo
    actor: Actor
    chance: Random
    head: Head | None = None
    changed: set[str] = field(default_factory=set)

    @property
    def today(self) -> date:
        """The calendar day on the shop's wall."""
        return local_day(self.now, self.zone)

    def execute(self, statement: Executable, rows: Any = None) -> CursorResult[*tuple[Any, ...]]:
        """Run a statement in this transaction."""
        changes = getattr(statement, "table", None)
        if changes is not None:
            self.changed.add(changes.name)
        return self.connection.execute(statement, rows)

    @property
    def on_sqlite(self) -> bool:
        """Whether the store is a SQLite file."""
        return self.connection.dialect.name == "sqlite"


class Database:
    """An open store. Pass it along; there is no global one."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock
        self.chance: Random = SystemRandom()
        self.after_commit: list[Callable[[frozenset[str]], None]] = []
        self.when_doubtful: list[Callable[[], None]] = []
        self._confirmed: datetime | None = None
        self._shape = migrations.HEAD
        self.zone = self._read_zone()

    @classmethod
    def create(cls, where: str | Path, zone: str, clock: Clock | None = None) -> Self:
        """Make a new, empty store at a path or URL. Raises UserError where one already is."""
        from parrainage_desktop.base.migrations import runner

        clock = clock or SystemClock()
        url = store_files.url(where)
        if path := store_files.sqlite_path(where):
            store_files.reserve(path)
        try:
            with translated_errors():
                runner.build(url, zone, clock.now())
        except BaseException:
            if path:
                path.unlink(missing_ok=True)
            raise
        return cls.open(where, clock)

    @classmethod
    def open(cls, where: str | Path, clock: Clock | None = None) -> Self:
        """Open a store that exists, bringing an older one up to date after copying it.

        Raises UserError: missing, empty, foreign, newer, damaged or unreachable.
        """
        with translated_errors():
            if path := store_files.sqlite_path(where):
                store_files.inspect(path)
            engine = make_engine(store_files.url(where))
            try:
                bring_up_to_date(engine, path)
                return cls(engine, clock or SystemClock())
            except BaseException:
                engine.dispose()
                raise

    def close(self) -> None:
        """Let go of the file or the server; on SQLite everything is in the one file afterwards."""
        try:
            if self.engine.dialect.name == "sqlite":
                with translated_errors(), self.engine.connect() as connection:
                    if connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal":
                        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.engine.dispose()

    def write_anew(self) -> None:
        """Write SQLite's file anew, so that nothing deleted stays in the gaps of its pages; a server does so itself.

        Raises UserError: no room, or somebody reads. Other readers wait meanwhile.
        """
        if self.engine.dialect.name != "sqlite":
            return
        with translated_errors():
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("VACUUM")
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                raw.close()

    @contextmanager
    def read(self, actor: Actor | None = None) -> Iterator[Transaction]:
        """One consistent view of the store; nothing is written through it."""
        with translated_errors(), self._begun("read") as connection:
            yield self._transaction(connection, actor or Actor("", ""))

    @contextmanager
    def read_settled(self, actor: Actor) -> Iterator[Transaction]:
        """A view taken once no write is under way: a server may still be keeping one for a till it has lost."""
        with translated_errors(), self._begun("settled") as connection:
            yield self._transaction(connection, actor)

    @contextmanager
    def write(self, actor: Actor, *, undated: bool = False) -> Iterator[Transaction]:
        """The one way to change the store: all of the block is kept, or none of it.

        Raises UserError, and tells `when_doubtful`, while the computer's date is to be confirmed. What only removes
        need not wait for that: `undated`, it takes the newest entry's instant for now, and the question stays open.
        """
        with translated_errors(), self._begun("write") as connection:
            transaction = self._transaction(connection, actor, writing=True, undated=undated)
            yield transaction
        for listener in self.after_commit:
            listener(frozenset(transaction.changed))

    def clock_is_behind(self) -> bool:
        """Whether the computer's clock is over two minutes behind what this store has already seen."""
        with self.read() as tx:
            return (tx.now - self.clock.now()).total_seconds() > 120

    def date_doubt(self) -> Doubt | None:
        """What to ask about the computer's date before anything may be written; None when there is nothing."""
        with self.read() as tx:
            return self._doubt(tx.head)

    def confirm_date(self) -> None:
        """Take the computer's date for right, for as long as this store stays open."""
        self._confirmed = self.clock.now()

    def settings(self) -> dict[str, str]:
        """The database's own name, version and journal mode, for diagnostics."""
        with translated_errors(), self.engine.connect() as connection:
            if self.engine.dialect.name != "sqlite":
                return {"postgresql": str(connection.exec_driver_sql("SHOW server_version").scalar())}
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
            return {"sqlite": sqlite3.sqlite_version, "journal_mode": str(mode)}

    @contextmanager
    def _begun(self, mode: Mode) -> Iterator[Connection]:
        with self.engine.connect() as connection, connection.begin():
            begin(connection, mode)
            yield connection

    def _transaction(
        self, connection: Connection, actor: Actor, *, writing: bool = False, undated: bool = False
    ) -> Transaction:
        seen = connection.execute(_SEEN).one()
        head = Head(seen.entry, seen.hash, seen.at) if seen.at else None
        if writing:
            refuse_changed(seen.version_num, self._shape)
            if not undated:
                self._refuse_doubtful(head)
        now = self.clock.now()
        if head and (now < head.at or (undated and self._doubt(head))):
            now = head.at
        return Transaction(connection, now, self.zone, actor, self.chance, head)

    def _doubt(self, head: Head | None) -> Doubt | None:
        """A store nobody wrote in yet has nothing to doubt by."""
        return doubt(self.clock, self.zone, head.at, self._confirmed) if head else None

    def _refuse_doubtful(self, head: Head | None) -> None:
        found = self._doubt(head)
        if found is None:
            return
        for listener in self.when_doubtful:
            listener()
        remedy = _("Nothing was written. Confirm that the date is right, or correct the computer’s clock.")
        raise UserError("clock_ahead", f"{found.sentence} {remedy}")

    def _read_zone(self) -> ZoneInfo:
        with self._begun("read") as connection:
            return ZoneInfo(connection.execute(select(STORE_INFO.c.zone)).scalar_one())
