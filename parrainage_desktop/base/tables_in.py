"""Tables from other programs: whatever the file, named columns and rows of text, read one after the other.

A file that is broken as a file is refused whole, with its place and reason; what its cells mean is for others to say.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _, number

MOST_BYTES = 100_000_000
MOST_ROWS = 1_000_000
MOST_COLUMNS = 100
LONGEST_CELL = 10_000

Row = tuple[int, Sequence[str]]
"""A row's number as a spreadsheet counts, headings included, and its cells as text."""


class BrokenFile(UserError):
    """A file nobody can use; `row` and `column` count from 1 and are 0 where they mean nothing."""

    def __init__(self, kind: str, message: str, row: int = 0, column: int = 0) -> None:
        super().__init__(kind, _("Row {row}: {reason}").format(row=number(row), reason=message) if row else message)
        self.row = row
        self.column = column


@dataclass(frozen=True, slots=True)
class Choices:
    """How to read a file where that can be chosen; empty means to find out."""

    encoding: str = ""
    separator: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read; each call of `rows` reads it from its first row on.

    `form` is csv, xlsx or vcard; `sheets` are those one can choose from; `fingerprint` is the file's SHA-256. Blank
    rows are left out. `rows` raises BrokenFile where the file breaks.
    """

    path: Path
    form: str
    fingerprint: str
    headings: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    chosen: Choices = Choices()
    sheets: tuple[str, ...] = ()


def fingerprint(path: Path) -> str:
    """SHA-256 of a file that may be read. Raises BrokenFile: missing, unreadable, too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BrokenFile(
                "file_too_large",
                _("The file is too large: {most} MB at most. Divide it.").format(most=number(MOST_BYTES // 1_000_000)),
            )
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise BrokenFile("file_missing", _("There is no such file: {name}").format(name=path.name)) from None
    except OSError:
        raise BrokenFile("file_unreadable", _("The file cannot be read: {name}").format(name=path.name)) from None


def checked(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows as they come, blank ones left out. Raises BrokenFile at the first that is past a limit."""
    read = 0
    for row, cells in rows:
        longest = max(map(len, cells), default=0)
        if not longest:
            continue
        read += 1
        if read > MOST_ROWS:
            said = _("More than {most} rows. Divide the file.").format(most=number(MOST_ROWS))
            raise BrokenFile("too_many_rows", said, row)
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise BrokenFile(
                "too_many_columns", _("More than {most} columns.").format(most=number(MOST_COLUMNS)), row, MOST_COLUMNS
            )
        if longest > LONGEST_CELL:
            _refuse_long_cell(row, cells)
        yield row, cells


def _refuse_long_cell(row: int, cells: Sequence[str]) -> None:
    column, cell = next((i, cell) for i, cell in enumerate(cells, start=1) if len(cell) > LONGEST_CELL)
    if "\n" in cell or "\r" in cell:
        raise unclosed_quote(row, column)
    raise long_cell(row, column)


def long_cell(row: int, column: int = 0) -> BrokenFile:
    """A cell past the limit."""
    said = _("A cell has more than {most} characters.").format(most=number(LONGEST_CELL))
    return BrokenFile("cell_too_long", said, row, column)


def unclosed_quote(row: int, column: int = 0) -> BrokenFile:
    """A quotation mark that opens a cell and swallows what follows."""
    return BrokenFile("quote_unclosed", _("A quotation mark opens here and is not closed."), row, column)


def damaged(what: str) -> BrokenFile:
    """A file that is not whole, or not what it seems to be."""
    return BrokenFile("file_damaged", _("The file is damaged or not whole: {what}").format(what=what))


def empty() -> BrokenFile:
    """A file with nothing to bring in."""
    return BrokenFile("file_empty", _("There is nothing in the file."))
