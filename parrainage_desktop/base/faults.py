"""What a database driver says about a disk, a file or a server, as a sentence with a remedy."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _

_SERVER_FAULTS = {"53100": "SQLITE_FULL", "25006": "SQLITE_READONLY", "55P03": "SQLITE_BUSY"}
"""What PostgreSQL calls the faults that SQLite names too."""


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn what the driver says about the environment into a sentence with a remedy; let bugs through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        found = _environment_fault(error)
        if found is None:
            raise
        raise found from error


def _environment_fault(error: DBAPIError | sqlite3.Error) -> UserError | None:
    origin = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(origin, "sqlite_errorname", "") or ""
    faults = {
        "SQLITE_FULL": ("disk_full", _("Not done: the disk is full. Free some space and try again.")),
        "SQLITE_IOERR": ("disk_full", _("Not done: the disk refused to write. Free some space and try again.")),
        "SQLITE_READONLY": ("store_readonly", _("Not done: the store can only be read. Check the file’s permissions.")),
        "SQLITE_CANTOPEN": ("store_unreadable", _("The store cannot be opened. Check the folder and its permissions.")),
        "SQLITE_BUSY": ("store_busy", _("Not done: another program is using the store. Try again in a moment.")),
        "SQLITE_LOCKED": ("store_busy", _("Not done: another program is using the store. Try again in a moment.")),
        "SQLITE_NOTADB": ("store_foreign", _("This file is not a store of this program. Choose another one.")),
        "SQLITE_CORRUPT": ("store_damaged", _("The store is damaged. Restore a backup; keep this file aside.")),
    }
    name = name or _SERVER_FAULTS.get(getattr(origin, "sqlstate", None) or "", "")
    for prefix, (kind, message) in faults.items():
        if name.startswith(prefix):
            return UserError(kind, message)
    if isinstance(error, DBAPIError) and (error.connection_invalidated or "connection" in str(origin).lower()):
        return UserError("server_unreachable", _("The database server does not answer. Check that it is running."))
    return None
