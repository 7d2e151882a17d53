"""What the report's pages are put together from: blocks that flow over pages, tables with round corners.

Measured in pixels of 1/96 inch, like the rest of the report.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from parrainage_desktop.base import pdf
from parrainage_desktop.base.pdf import Sheet
from parrainage_desktop.base.typeset import wrap

LEFT, RIGHT = 56.0, 738.0
WIDTH = RIGHT - LEFT
HEAD, ROW = 28.0, 24.0
TOP, BOTTOM = 124.0, 1036.0

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


def table(flow: Pages, name: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """A short table that is never cut; its figures stand under each other."""
    height = HEAD + ROW * len(rows)
    flow.room(32 + height)
    y = flow.y

    def block(sheet: Sheet) -> None:
        title(sheet, y, name)
        with panel(sheet, y + 32, height):
            for column in columns:
                head(sheet, column.x, y + 32, column.heading, column.align)
            for i, words in enumerate(rows):
                top = y + 32 + HEAD + ROW * i
                ground(sheet, top, ROW)
                for column, text in zip(columns, words, strict=True):
                    draw = pdf.figures if column.align == "right" else pdf.text
                    draw(sheet, column.x, top + 16.5, text, "Text", 13.5)

    flow.put(32 + height + 20, block)


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
