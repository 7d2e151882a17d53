"""Runs the numbered revisions on a connection of their own: foreign keys off, one real transaction, then checked.

On a server they run behind the lock of every write, so that no till writes while the shape changes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, insert, inspect

from parrainage_desktop.base.database import STORE_INFO
from parrainage_desktop.base.engine import begin, make_engine
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.store_files import APPLICATION_ID


def build(url: str, zone: str, created_at: datetime) -> None:
    """Give an empty database its tables and its one row about itself. Raises UserError on a used one."""
    with _migration(url) as connection:
        if inspect(connection).has_table("store_info"):
            raise UserError("store_exists", _("There is already a shop in this database. Choose another one."))
        _upgrade(connection)
        connection.execute(insert(STORE_INFO), {"id": 1, "created_at": created_at, "zone": zone})
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def upgrade(url: str) -> None:
    """Bring an older store to the newest shape, or leave it exactly as it was."""
    with _migration(url) as connection:
        _upgrade(connection)


@contextmanager
def _migration(url: str) -> Iterator[Connection]:
    """A connection that migrates: all of the block is kept, or none of it."""
    engine = _file_engine(url) if url.startswith("sqlite") else make_engine(url)
    try:
        with engine.connect() as connection, connection.begin():
            begin(connection, "write")
            yield connection
            _check(connection)
    finally:
        engine.dispose()


def _file_engine(url: str) -> Engine:
    """Driver autocommit, for there is a BEGIN of our own, and no word about foreign keys: SQLite’s default is off."""
    return create_engine(url, connect_args={"isolation_level": None})


def _check(connection: Connection) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise UserError("store_damaged", _("The store is damaged. Restore a backup; keep this file aside."))


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
