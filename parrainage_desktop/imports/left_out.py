"""The wrong rows of a file as a file of their own, which can be corrected and brought in."""

from collections.abc import Iterable, Iterator, Sequence

from parrainage_desktop.base import tables_out
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.tables_in import Source
from parrainage_desktop.imports import wording
from parrainage_desktop.imports.rules import WrongCell


def table(source: Source, headings: Sequence[str], errors: Iterable[WrongCell]) -> tables_out.Table:
    """The rows that were left out as they stand in the file, each with its number and what is wrong with it."""
    said: dict[int, list[str]] = {}
    for cell in errors:
        said.setdefault(cell.row, []).append(wording.wrong_cell(cell))
    width = len(headings)

    def rows() -> Iterator[list[str]]:
        for row, line in source.rows():
            if row in said:
                padded = [*line, *[""] * (width - len(line))]
                yield [*padded[:width], "; ".join(said[row])]

    return tables_out.Table(_("Wrong rows"), [*headings, _("What is wrong")], rows())
