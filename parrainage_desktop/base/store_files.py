"""The SQLite file itself: never made by accident, never mistaken for another, copied before it changes shape."""

import glob
import os
import sqlite3
from pathlib import Path

from sqlalchemy import URL, make_url

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _

APPLICATION_ID = 0x50415252
_MAGIC = b"SQLite format 3\x00"


def url(where: str | Path) -> str:
    """The SQLAlchemy URL of a path; a URL is left as it is."""
    path = sqlite_path(where)
    return URL.create("sqlite", database=str(path)).render_as_string() if path else str(where)


def sqlite_path(where: str | Path) -> Path | None:
    """The file behind `where`, or None for a database server's URL."""
    if isinstance(where, str) and "://" in where:
        return Path(make_url(where).database or "") if where.startswith("sqlite:") else None
    return Path(where)


def reserve(path: Path) -> None:
    """Claim the name of a new store, readable by its owner only. Raises UserError where a file already is."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise UserError(
            "store_exists", _("There is already a file at {path}. Choose another name.").format(path=path)
        ) from None
    except OSError as error:
        raise UserError(
            "file_unwritable",
            _("Nothing can be written at {path} ({reason}). Choose another folder.").format(
                path=path, reason=error.strerror
            ),
        ) from error


def inspect(path: Path) -> None:
    """Refuse what would look like a shop without customers: a missing, empty or foreign file. Raises UserError."""
    try:
        with path.open("rb") as file:
            start = file.read(100)
    except FileNotFoundError:
        raise UserError(
            "store_missing",
            _("There is no store at {path}. Check that the disk is connected, or create a new shop.").format(
                path=path
            ),
        ) from None
    except OSError as error:
        raise UserError(
            "store_unreadable",
            _("The store at {path} cannot be read ({reason}).").format(path=path, reason=error.strerror),
        ) from error
    if not start:
        message = _("The file at {path} is empty: it is not a shop’s store. Restore a backup.").format(path=path)
        raise UserError("store_empty", message)
    if start[:16] != _MAGIC or int.from_bytes(start[68:72], "big") != APPLICATION_ID:
        raise UserError("store_foreign", _("The file at {path} is not a store of this program.").format(path=path))


def copy_before_migration(path: Path, revision: str) -> Path:
    """Copy the whole store beside itself before its shape changes; an earlier try’s copy gives way to it."""
    target = path.with_name(f"{path.stem}.before-{revision}{path.suffix}")
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    source, copy = sqlite3.connect(path), sqlite3.connect(partial)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    os.replace(partial, target)
    return target


def copies_before_migrations(path: Path) -> list[Path]:
    """The copies beside a store from before its migrations, unfinished ones too; a person's own copies are not."""
    start = f"{glob.escape(path.stem)}.before-[0-9][0-9][0-9][0-9]"
    return [copy for end in (glob.escape(path.suffix), ".partial") for copy in path.parent.glob(start + end)]
