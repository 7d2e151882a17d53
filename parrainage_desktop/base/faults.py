"""What a database driver says about a disk, a file or a server, as a sentence with a remedy."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _

_SERVER_FAULTS = {"53100": "SQLITE_FULL", "25006": "SQLITE_READONLY", "55P03": "SQLITE_BUSY"}
"""What PostgreSQL calls the faults that SQLite names too."""

_REFUSED_LOGIN = r"password authentication|no password supplied|role .+ does not exist|mot de passe|rôle .+existe pas"
_NO_DATABASE = r"database .+ does not exist|base de données .+existe pas"
_NO_HOST = r"resolve host|translate host name|résoudre|traduire le nom"
"""How the driver, which numbers none of this, words a connection that did not come about; servers speak French too."""


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
        return _server_fault(str(origin))
    return _server_fault(str(origin)) if re.search(_NO_HOST, str(origin)) else None


def _server_fault(said: str) -> UserError:
    """Why a server cannot be talked to; what it said is not repeated, for it names people and machines."""
    for pattern, kind, message in (
        (
            _REFUSED_LOGIN,
            "server_login",
            _("The database server refuses the user name or the password. Correct them in the store’s address."),
        ),
        (
            _NO_DATABASE,
            "server_no_database",
            _("The database server has no database of this name. Correct the name, or have the database made."),
        ),
        (
            _NO_HOST,
            "server_unknown",
            _("The database server’s name is not known here. Check the name and the network."),
        ),
        (
            "pg_hba|too many|SSL|certificate",
            "server_refused",
            _("The database server does not let this computer in. Ask whoever looks after it."),
        ),
    ):
        if re.search(pattern, said):
            return UserError(kind, message)
    return UserError("server_unreachable", _("The database server does not answer. Check that it is running."))
