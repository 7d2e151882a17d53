"""Tables for other programs: CSV or XLSX, every cell with its type, no cell that a spreadsheet would run.

A text is always a text: in XLSX by its type, in CSV by an apostrophe before whatever a spreadsheet takes for a
formula (`bare` takes it away again on reading). Days are ISO 8601 in CSV and real dates in XLSX; money has two
decimals and no currency sign.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, language, number
from parrainage_desktop.base.whole_file import replacing

SUFFIXES = (".csv", ".xlsx")
XLSX_ROWS = 1_048_575
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_PHONE = re.compile(r"\+\d[\d ]*")
_LONGEST = 32_767


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in cents."""

    cents: int


Cell = str | int | Decimal | date | Money | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, a heading for each column, and rows of as many cells; `rows` are read once, in order."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write(path: Path | str, *tables: Table) -> None:
    """Write tables to a file whose suffix says how: a sheet for each in XLSX, one below the other in CSV.

    A single table in CSV has no title line, so that other programs read it as it is. Raises InvalidInput for
    another suffix, UserError("file_unwritable" or "too_many_rows").
    """
    place = Path(path)
    form = place.suffix.lower()
    if form not in SUFFIXES:
        raise InvalidInput("file", _("The file’s name ends in .csv or .xlsx."))
    with replacing(place) as beside:
        (_write_csv if form == ".csv" else _write_xlsx)(beside, tables)


def bare(text: str) -> str:
    """A text as it was before it was written to CSV: without the apostrophe that kept it from being a formula."""
    return text[1:] if text[:1] == "'" and _risky(text) else text


def _risky(text: str) -> bool:
    """Whether a spreadsheet may take `text` for a formula, or `bare` for one that was made harmless.

    A phone number is none, whatever a spreadsheet makes of it.
    """
    text = text.lstrip("'")
    return bool(_FORMULA.match(text)) and not _PHONE.fullmatch(text)


def _write_csv(place: Path, tables: Sequence[Table]) -> None:
    """A byte order mark, because spreadsheets take a file without one for Windows-1252."""
    with open(place, "w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";" if language() == "fr" else ",")
        for i, table in enumerate(tables):
            if len(tables) > 1:
                out.writerows([[]] * (i > 0) + [[_in_csv(table.title)]])
            out.writerow([_in_csv(heading) for heading in table.headings])
            out.writerows([_in_csv(cell) for cell in row] for row in table.rows)


def _in_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if _risky(cell) else cell
    if isinstance(cell, Money):
        cell = Decimal(cell.cents).scaleb(-2).quantize(Decimal("0.01"))
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", "," if language() == "fr" else ".")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write_xlsx(place: Path, tables: Sequence[Table]) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxFileError

    # Rows go to the disk as they come, so that a million of them need no memory.
    book = Workbook(str(place), {"constant_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # the same tables, the same bytes
    styles = {
        Money: book.add_format({"num_format": "#,##0.00"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        str: book.add_format({"num_format": "@"}),
    }
    bold = book.add_format({"bold": True})
    names: list[str] = []
    try:
        for table in tables:
            names.append(_sheet_name(table.title, names))
            _fill(book.add_worksheet(names[-1]), table, styles, bold)
    finally:
        try:
            book.close()
        except XlsxFileError as error:
            raise OSError(str(error)) from error


def _fill(sheet: Any, table: Table, styles: dict[type, Any], bold: Any) -> None:
    rows = iter(table.rows)
    first = list(islice(rows, 200))
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(table.headings):
        cells = [heading, *(_in_csv(row[column]) for row in first)]
        sheet.set_column(column, column, min(60, max(map(len, cells)) + 3))
        sheet.write_string(0, column, heading, bold)
    for at, row in enumerate(chain(first, rows), start=1):
        if at > XLSX_ROWS:
            said = _("A sheet has room for {count} rows. Choose a file that ends in .csv.")
            raise UserError("too_many_rows", said.format(count=number(XLSX_ROWS)))
        for column, cell in enumerate(row):
            _put(sheet, at, column, cell, styles)


def _put(sheet: Any, row: int, column: int, cell: Cell, styles: dict[type, Any]) -> None:
    if isinstance(cell, Money):
        sheet.write_number(row, column, Decimal(cell.cents).scaleb(-2), styles[Money])
    elif isinstance(cell, int | Decimal):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, styles[date])
    elif cell:
        sheet.write_string(row, column, cell[:_LONGEST], styles[str])


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """A name Excel accepts: at most 31 signs, none of ``[]:*?/\\``, none twice."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:31] or "1"
    names = chain([plain], (f"{plain[:28]} {i}" for i in count(2)))
    return next(name for name in names if name.lower() not in {one.lower() for one in taken})
