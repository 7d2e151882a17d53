"""What the report's pages are put together from: blocks that flow over pages, tables with round corners.

Measured in pixels of 1/96 inch, like the rest of the report.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise

from parrainage_desktop.base import pdf
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.pdf import Sheet
from parrainage_desktop.base.typeset import measure, wrap

LEFT, RIGHT = 56.0, 738.0
WIDTH = RIGHT - LEFT
HEAD, ROW = 28.0, 24.0
TOP, BOTTOM = 124.0, 1036.0
_SIZE = 13.5

Block = Callable[[Sheet], None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its edge, and on which side of it the words stand."""

    heading: str
    x: float
    align: pdf.Align = "left"


@dataclass(slots=True)
class Pages:
    """Blocks put one below the other, on as many pages as they need."""

    pages: list[list[Block]] = field(default_factory=lambda: [[]])
    y: float = TOP

    def room(self, height: float) -> None:
        """Turn the page unless `height` fits below what is there."""
        if self.y > TOP and self.y + height > BOTTOM:
            self.pages.append([])
            self.y = TOP

    def put(self, height: float, block: Block) -> None:
        """Add a block that was drawn for the present `y`."""
        self.pages[-1].append(block)
        self.y += height


def title(sheet: Sheet, y: float, string: str) -> None:
    """A heading over a block."""
    pdf.text(sheet, LEFT, y + 16.5, string, "Title", 17)


@contextmanager
def panel(sheet: Sheet, y: float, height: float) -> Iterator[None]:
    """A table with round corners and a grey head; the block's rows are clipped to it."""
    sheet.saveState()
    path = sheet.beginPath()
    path.roundRect(LEFT, -y - height, WIDTH, height, 8)
    sheet.clipPath(path, stroke=0, fill=0)
    pdf.box(sheet, LEFT, y, WIDTH, HEAD, "surface-2")
    yield
    sheet.restoreState()
    pdf.box(sheet, LEFT, y, WIDTH, height, "", "border", 8, 1)


def head(sheet: Sheet, x: float, y: float, string: str, align: pdf.Align = "left") -> None:
    """A column's heading."""
    pdf.text(sheet, x, y + 18.5, string, "TextSemiBold", 13, "text-2", align)


def ground(sheet: Sheet, y: float, height: float, grey: bool = False) -> None:
    """The ground of a row and the line over it."""
    if grey:
        pdf.box(sheet, LEFT, y, WIDTH, height, "surface-2")
    pdf.rule(sheet, LEFT, y, RIGHT, y, "border", 1)


def table(
    flow: Pages, name: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], totals: int = 0
) -> None:
    """A short table that is never cut; its figures stand under each other, its last `totals` rows are stressed."""
    flow.room(32 + HEAD + ROW * len(rows))
    _part(flow, name, columns, rows, totals)


def long_table(
    flow: Pages, name: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], totals: int = 0
) -> None:
    """The same on as many pages as it needs; no total stands on a page of its own."""
    title, left = name, list(rows)
    while left:
        flow.room(32 + HEAD + 3 * ROW)
        fits = max(1, int((BOTTOM - flow.y - 32 - HEAD) // ROW))
        if fits < len(left) <= fits + totals:
            fits -= 1
        part, left = left[:fits], left[fits:]
        _part(flow, title, columns, part, 0 if left else totals)
        title = _("{title} (continued)").format(title=name)


def _part(flow: Pages, name: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], totals: int) -> None:
    height, y, size = HEAD + ROW * len(rows), flow.y, _fitting(columns, rows)

    def block(sheet: Sheet) -> None:
        title(sheet, y, name)
        with panel(sheet, y + 32, height):
            for column in columns:
                head(sheet, column.x, y + 32, column.heading, column.align)
            for i, words in enumerate(rows):
                _row(sheet, y + 32 + HEAD + ROW * i, columns, words, size, total=i >= len(rows) - totals)

    flow.put(32 + height + 20, block)


def _fitting(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> float:
    """The size of the words: less where figures would run into what stands before them."""
    size = _SIZE
    for place, (before, column) in enumerate(pairwise(columns)):
        cells = [(row[place], row[place + 1]) for row in rows if row[place] and row[place + 1]]
        if column.align != "right" or not cells:
            continue
        longest = [max(texts, key=len) for texts in zip(*cells, strict=True)][before.align == "right" :]
        wide = sum(measure(text, "TextSemiBold", _SIZE) for text in longest)
        size = min(size, _SIZE * (column.x - before.x - 8) / wide)
    return size


def _row(
    sheet: Sheet, top: float, columns: Sequence[Column], words: Sequence[str], size: float, total: bool
) -> None:
    ground(sheet, top, ROW, total)
    font = "TextSemiBold" if total else "Text"
    cells = [(column, text) for column, text in zip(columns, words, strict=True) if text]
    for place, (column, text) in enumerate(cells, start=1):
        if column.align == "right":
            pdf.figures(sheet, column.x, top + 16.5, text, font, size)
            continue
        following = next((beside for beside, _text in cells[place : place + 1] if beside.align == "left"), None)
        pdf.text(sheet, column.x, top + 16.5, text, font, size, limit=following.x - column.x - 12 if following else 0)


def paragraphs(flow: Pages, name: str, texts: Sequence[str], size: float = 13, step: float = 19) -> None:
    """Texts one below the other under a heading, never cut between pages."""
    cut = [wrap(text, "Text", size, WIDTH, 12) for text in texts]
    over = 32 if name else 0
    height = over + sum(step * len(lines) + 6 for lines in cut)
    flow.room(height)
    top = flow.y

    def block(sheet: Sheet) -> None:
        if name:
            title(sheet, top, name)
        y = top + over
        for lines in cut:
            for line in lines:
                pdf.text(sheet, LEFT, y + 14, line, "Text", size, "text-2")
                y += step
            y += 6

    flow.put(height, block)
