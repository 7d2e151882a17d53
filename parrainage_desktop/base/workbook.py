"""XLSX workbooks: looked at as an archive before anything is parsed, then read row by row, values only.

A bomb, a workbook with macros or with links to other files, and a formula whose result is not stored are refused.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.base.tables_in import MOST_COLUMNS, BrokenFile, Choices, Row, Source, checked, damaged, empty

MOST_ENTRIES = 200
MOST_UNPACKED = 200_000_000
MOST_SHARED = 24_000_000
MOST_OTHER = 4_000_000
MOST_SHEETS = 50
MOST_RATIO = 100
_LONGEST_ELEMENT = 2_000_000
_BLOCK = 1 << 20
_OVERLAP = 4_096
_BEYOND = 4
"""How many cells past the last heading are read, so that a value without a heading shows."""
_SMALL = 100_000
"""Parts below this many bytes may be packed as tightly as they like."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_READ = re.compile(r"\[Content_Types\]\.xml|(?:_rels|docProps|xl/_rels|xl/worksheets)/.*|xl/(?!calcChain)[^/]+\.xml")
"""The parts that are parsed; nothing else in a workbook is."""
_FORBIDDEN_XML = re.compile(rb"<!(?:DOCTYPE|ENTITY)|\x00", re.IGNORECASE)
_BREAK = re.compile(rb"<(?:\w+:)?(?:row|si|hyperlink|conditionalFormatting|dataValidation|mergeCell|xf)[\s>/]")
_UNSOLVED = re.compile(
    rb"<c\b([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)


def source(path: Path, fingerprint: str, choices: Choices) -> Source:
    """A workbook that can be read, its first sheet with anything in it or the one chosen. Raises BrokenFile."""
    _inspect(path)
    with _opened(path) as book:
        sheets = tuple(sheet.title for sheet in book.worksheets)
        title = choices.sheet if choices.sheet in sheets else _first_with_rows(book)
        headings = next(checked(_numbered(book[title])), None)
    if headings is None:
        raise empty()

    def rows() -> Iterator[Row]:
        with _opened(path) as again:
            yield from checked(_after_headings(_numbered(again[title], len(headings[1]) + _BEYOND)))

    named = tuple(" ".join(name.split()) for name in headings[1])
    return Source(path, "xlsx", fingerprint, named, rows, Choices(sheet=title), sheets)


def _inspect(path: Path) -> None:
    """Refuse what must not be parsed. Raises BrokenFile."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _refuse_parts(parts)
            for part in parts:
                if _READ.fullmatch(part.filename):
                    _look_through(archive, part)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, zlib.error) as error:
        if isinstance(error, UserError):
            raise
        raise damaged(path.name) from None


def _refuse_parts(parts: Sequence[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    packed, unpacked = sum(part.compress_size for part in parts), sum(part.file_size for part in parts)
    if len(parts) > MOST_ENTRIES or len(set(names)) < len(names) or unpacked > MOST_UNPACKED:
        raise _bomb()
    if any(part.file_size > _SMALL and part.file_size > MOST_RATIO * part.compress_size for part in parts):
        raise _bomb()
    if unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1):
        raise _bomb()
    if not all(_is_plain(part) for part in parts):
        raise damaged(names[0])
    if any(name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower() for name in names):
        raise BrokenFile("workbook_macros", _("The workbook holds macros. Save it as .xlsx without them."))
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise BrokenFile(
            "workbook_links", _("The workbook takes values from other files. Save it as .csv and choose that file.")
        )
    if "xl/workbook.xml" not in names:
        raise BrokenFile("format_unknown", _("This is no .xlsx workbook."))
    if sum(bool(_SHEET.fullmatch(name)) for name in names) > MOST_SHEETS:
        raise BrokenFile(
            "too_many_sheets", _("More than {most} sheets in the workbook.").format(most=number(MOST_SHEETS))
        )


def _is_plain(part: zipfile.ZipInfo) -> bool:
    """Whether a part is packed as spreadsheets do: not locked, and with a name inside the archive."""
    strange = part.filename.startswith("/") or ".." in part.filename or "\\" in part.filename
    return not strange and not part.flag_bits & 1 and part.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _bomb() -> BrokenFile:
    return BrokenFile("workbook_bomb", _("The workbook would unpack to far too much. It is not read."))


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read a part as bytes to its end, so that what it really holds is known. Raises BrokenFile."""
    is_sheet = bool(_SHEET.fullmatch(part.filename))
    most = MOST_UNPACKED if is_sheet else MOST_SHARED if "sharedStrings" in part.filename else MOST_OTHER
    if part.file_size > most:
        raise BrokenFile("workbook_too_large", _("The workbook is too large. Save it as .csv and choose that file."))
    tail, read, since_break = b"", 0, 0
    with archive.open(part) as file:
        while block := file.read(_BLOCK):
            read += len(block)
            text = tail + block
            if _FORBIDDEN_XML.search(text):
                raise BrokenFile("workbook_entities", _("The workbook holds what no spreadsheet writes (entities)."))
            if is_sheet and (found := next(filter(_is_unsolved, _UNSOLVED.finditer(text)), None)):
                raise _unsolved(found[1])
            since_break = _since_break(text, since_break + len(block))
            if since_break > _LONGEST_ELEMENT:
                raise _bomb()
            tail = text[-_OVERLAP:]
    if read != part.file_size:
        raise damaged(part.filename)


def _since_break(text: bytes, before: int) -> int:
    """How many bytes follow the last row or string that begins in `text`."""
    last = None
    for last in _BREAK.finditer(text, max(0, len(text) - _OVERLAP * 8)):  # noqa: B007
        pass
    if last is None:
        last = _BREAK.search(text)
    return len(text) - last.start() if last else before


def _is_unsolved(found: re.Match[bytes]) -> bool:
    """Whether a formula's result is missing: a text's may be empty."""
    return b't="str"' not in found[1]


def _unsolved(attributes: bytes) -> BrokenFile:
    place = re.search(rb'r="([A-Z]{1,3})(\d{1,7})"', attributes)
    cell = (place[1] + place[2]).decode() if place else "?"
    said = _("Cell {cell} holds a formula without its result. Open the workbook, save it, and choose it again.")
    return BrokenFile("formula_unsolved", said.format(cell=cell))


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The workbook, values only. Raises BrokenFile for whatever openpyxl makes of a damaged one."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions nobody here looks at
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                yield book
            finally:
                book.close()
    except UserError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, OSError, OverflowError,
            EOFError, zipfile.BadZipFile):
        raise damaged(path.name) from None


def _first_with_rows(book: Any) -> str:
    for sheet in book.worksheets:
        if next(_numbered(sheet), None):
            return str(sheet.title)
    raise empty()


def _numbered(sheet: Any, columns: int = MOST_COLUMNS + 1) -> Iterator[Row]:
    """Rows with their numbers, from the first with anything in it; cells past `columns` are not looked at."""
    sheet.reset_dimensions()
    started = False
    for row, values in enumerate(sheet.iter_rows(max_col=min(columns, MOST_COLUMNS + 1), values_only=True), start=1):
        if started or any(value is not None for value in values):
            cells = [_text(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            started = started or bool(cells)
            if cells:
                yield row, cells


def _after_headings(rows: Iterator[Row]) -> Iterator[Row]:
    next(rows, None)
    yield from rows


def _text(value: object) -> str:
    """A cell as text: whole numbers without a point, days as 2026-11-14."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:.15g}" if value != int(value) or abs(value) >= 1e15 else str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)
