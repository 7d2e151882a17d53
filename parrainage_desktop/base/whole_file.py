"""A file that is whole or not there: written beside its place, forced to the disk, then put in place at once."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to; it becomes `path` when the block ends well, and leaves no trace otherwise.

    The old file stays until the new one is whole. Raises UserError("file_unwritable").
    """
    beside: Path | None = None
    try:
        _refuse_locked(path)
        handle, name = tempfile.mkstemp(suffix=".part", dir=path.parent)
        os.close(handle)
        beside = Path(name)
        yield beside
        _force_to_disk(beside)
        os.replace(beside, path)
    except OSError as error:
        said = _(
            "The file “{name}” could not be written. Close it if another program shows it, make sure that "
            "the disk is not full, or choose another folder."
        )
        raise UserError("file_unwritable", said.format(name=path.name)) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _refuse_locked(path: Path) -> None:
    """Not every system minds that a file which may only be read is put out of the way."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(f"{path} may only be read")


def _force_to_disk(path: Path) -> None:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())
