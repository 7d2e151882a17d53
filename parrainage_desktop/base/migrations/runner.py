"""Runs the numbered revisions on a connection of their own: foreign keys off, one real transaction, then checked."""

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event, insert, inspect

from parrainage_desktop.base.database import StoreInfo
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.store_files import APPLICATION_ID


def build(url: str, zone: str, created_at: datetime) -> None:
    """Give an empty database its tables and its one row about itself. Raises UserError on a used one."""
    with _Migration(url) as connection:
        if inspect(connection).has_table("store_info"):
            raise UserError("store_exists", _("There is already a shop in this database. Choose another one."))
        _upgrade(connection)
        connection.execute(insert(StoreInfo), {"id": 1, "created_at": created_at, "zone": zone})
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def upgrade(url: str) -> None:
    """Bring an older store to the newest shape, or leave it exactly as it was."""
    with _Migration(url) as connection:
        _upgrade(connection)


class _Migration:
    """A connection that migrates: driver autocommit with our own BEGIN, foreign keys checked at the end."""

    def __init__(self, url: str) -> None:
        self._sqlite = url.startswith("sqlite")
        self._engine = create_engine(url, connect_args={"isolation_level": None} if self._sqlite else {})
        if self._sqlite:
            event.listen(self._engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))

    def __enter__(self) -> Connection:
        self._connection = self._engine.connect()
        self._begun = self._connection.begin()
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        try:
            if kind is None:
                self._check()
                self._begun.commit()
            else:
                self._begun.rollback()
        finally:
            self._connection.close()
            self._engine.dispose()

    def _check(self) -> None:
        if self._sqlite and self._connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            self._begun.rollback()
            raise UserError("store_damaged", _("The store is damaged. Restore a backup; keep this file aside."))


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
