"""Papers of running text and tables: blocks laid out down A4 pages, each page with the shop’s head and its number.

Measured in pixels of 1/96 inch, like every paper of the program; a block’s y is its upper edge.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parrainage_desktop.base import emblem, pdf, tokens
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import Sheet
from parrainage_desktop.base.typeset import fonts, measure, wrap
from parrainage_desktop.preferences.rules import Shop

LEFT, RIGHT = 72.0, 722.0
WIDTH = RIGHT - LEFT
_TOP, _BOTTOM = 128.0, 1044.0
_CHUNK = 6
"""Lines of a cell that are kept together; a longer one goes on below."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something so high that draws itself at a y; `bound` keeps it with the next, `again` begins a new page."""

    height: float
    draw: Callable[[Sheet, float], None]
    bound: bool = False
    again: "Block | None" = None


def write(path: Path | str, shop: Shop, language: str, title: str, note: str, blocks: Sequence[Block]) -> Made:
    """Put blocks on pages; `note` stands at every foot. Raises UserError("file_unwritable")."""
    pages = list(_pages(blocks))
    with pdf.document(path, pdf.A4, title, shop.name, language, title) as sheet:
        for number, page in enumerate(pages, start=1):
            if number > 1:
                sheet.next_page()
            with pdf.frame(sheet, 0, 0, pdf.PX):
                _head(sheet, shop, title, number, len(pages))
                for y, block in page:
                    block.draw(sheet, y)
                pdf.rule(sheet, LEFT, 1060, RIGHT, 1060, "border", 1)
                pdf.text(sheet, LEFT, 1083, note, "Text", 12, "text-3", limit=WIDTH)
        return Made(len(pages), tuple(sorted(sheet.unprintable)))


@dataclass(frozen=True, slots=True)
class Hand:
    """How large a paper is written; everything else follows from the size of its text."""

    size: float = 13.5

    @property
    def line(self) -> float:
        """From one baseline to the next."""
        return self.size * 1.4

    def title(self, text: str) -> list[Block]:
        """The paper’s name."""
        size = self.size * 2.4
        return [*_lines(text, "Display", size, "text", size * 1.15, WIDTH), gap(self.size * 0.6)]

    def heading(self, text: str) -> list[Block]:
        """A part’s name, which readers can jump to; it never ends a page."""
        size = self.size + 2.5
        lines = [replace(line, bound=True) for line in _lines(text, "Title", size, "text", size * 1.4, WIDTH)]
        goal = Block(0, lambda sheet, _y: pdf.bookmark(sheet, text), bound=True)
        return [gap(self.size * 0.8), goal, *lines, replace(gap(2), bound=True)]

    def text(self, string: str, colour: str = "text") -> list[Block]:
        """A paragraph over the whole width, with a little room after it."""
        return [*_lines(string, "Text", self.size, colour, self.line, WIDTH), gap(self.size * 0.35)]

    def points(self, strings: Sequence[str]) -> list[Block]:
        """A list with a dot before each point."""
        return [block for string in strings for block in self._point(string)]

    def pairs(self, rows: Sequence[tuple[str, str]], left: float = 190) -> list[Block]:
        """Names with their values beside them."""
        return [block for row in rows for block in self._row(row, (left, WIDTH - left), named=True)]

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Block]:
        """Rows of wrapped cells under headings that come again on every page.

        Where even the longest words would not stand side by side, each row is a list of its own.
        """
        widths = self._fitting(headings, rows)
        if widths is None:
            return [block for row in rows for block in self._record(headings, row)]
        head = _head_row(headings, widths)
        cells = [replace(block, again=head) for row in rows for block in self._row(row, widths)]
        return [replace(head, bound=True), *cells, gap(6)]

    def _record(self, headings: Sequence[str], cells: Sequence[str]) -> list[Block]:
        told = [(heading, cell) for heading, cell in zip(headings, cells, strict=True) if cell]
        return [*self.pairs(told), gap(self.size)]

    def _fitting(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[float, ...] | None:
        """Widths of columns: what their texts ask for, never less than their longest word; None without that room."""
        fonts()
        columns = [[row[place] for row in rows[:400]] for place in range(len(headings))]
        heads = [measure(heading, "TextMedium", 12) for heading in headings]
        words = [{word for cell in cells for word in cell.split()} for cells in columns]
        least = [max([head, *self._wide(found)]) + 14 for head, found in zip(heads, words, strict=True)]
        asked = [max(self._wide(cells), default=0.0) + 14 for cells in columns]
        wanted = [max(pair) for pair in zip(least, asked, strict=True)]
        if sum(wanted) <= WIDTH:
            return tuple(wanted)
        if sum(least) > WIDTH:
            return None
        share = (WIDTH - sum(least)) / (sum(wanted) - sum(least))
        return tuple(low + share * (high - low) for low, high in zip(least, wanted, strict=True))

    def _wide(self, texts: Iterable[str]) -> list[float]:
        return [measure(text[:120], "Text", self.size - 0.5) for text in texts]

    def _point(self, string: str) -> list[Block]:
        first, *rest = _lines(string, "Text", self.size, "text", self.line, WIDTH - 18, LEFT + 18)

        def draw(sheet: Sheet, y: float) -> None:
            pdf.disc(sheet, LEFT + 5, y + self.size * 0.68, 2.2, "text-2")
            first.draw(sheet, y)

        return [replace(first, draw=draw), *rest, gap(self.size * 0.15)]

    def _row(self, cells: Sequence[str], widths: Sequence[float], *, named: bool = False) -> list[Block]:
        fonts()
        wrapped = [
            wrap(cell, "TextMedium" if named and not place else "Text", self.size - 0.5, width - 12)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        most = max([1, *map(len, wrapped)])
        return [
            self._part([lines[start : start + _CHUNK] for lines in wrapped], widths, named, start + _CHUNK >= most)
            for start in range(0, most, _CHUNK)
        ]

    def _part(self, cells: Sequence[Sequence[str]], widths: Sequence[float], named: bool, last: bool) -> Block:
        size, leading = self.size - 0.5, self.line - 1
        height = max([1, *map(len, cells)]) * leading + (self.size * 0.55 if last else 0)

        def draw(sheet: Sheet, y: float) -> None:
            x = LEFT
            for place, (lines, width) in enumerate(zip(cells, widths, strict=True)):
                font, colour = ("TextMedium", "text-2") if named and not place else ("Text", "text")
                for number, line in enumerate(lines):
                    pdf.text(sheet, x, y + leading * (number + 0.88), line, font, size, colour)
                x += width
            if last:
                pdf.rule(sheet, LEFT, y + height, RIGHT, y + height, "border", 0.75)

        return Block(height, draw)


def gap(height: float) -> Block:
    """Points of nothing; a page may end in them."""
    return Block(height, lambda sheet, y: None)


def _pages(blocks: Sequence[Block]) -> Iterator[list[tuple[float, Block]]]:
    """Blocks with their places; those bound to the next go with it where it fits on a page at all."""
    page: list[tuple[float, Block]] = []
    y, at = _TOP, 0
    while at < len(blocks):
        end = at
        high = blocks[at].height
        while blocks[end].bound and end + 1 < len(blocks) and high + blocks[end + 1].height <= _BOTTOM - _TOP:
            end += 1
            high += blocks[end].height
        group = blocks[at : end + 1]
        if page and y + high > _BOTTOM:
            yield page
            again = group[0].again
            page, y = ([(_TOP, again)], _TOP + again.height) if again else ([], _TOP)
        for block in group:
            page.append((y, block))
            y += block.height
        at = end + 1
    yield page


def _lines(
    string: str, font: str, size: float, colour: str, leading: float, width: float, left: float = LEFT
) -> list[Block]:
    fonts()
    return [_line(line, font, size, colour, leading, left) for line in wrap(string, font, size, width)]


def _line(line: str, font: str, size: float, colour: str, leading: float, left: float) -> Block:
    def draw(sheet: Sheet, y: float) -> None:
        pdf.text(sheet, left, y + size, line, font, size, colour)

    return Block(leading, draw)


def _head_row(headings: Sequence[str], widths: Sequence[float]) -> Block:
    def draw(sheet: Sheet, y: float) -> None:
        x = LEFT
        for heading, width in zip(headings, widths, strict=True):
            pdf.text(sheet, x, y + 13, heading, "TextMedium", 12, "text-2", limit=width - 10)
            x += width
        pdf.rule(sheet, LEFT, y + 21, RIGHT, y + 21, "border-strong", 1)

    return Block(24, draw)


def _head(sheet: Sheet, shop: Shop, title: str, number: int, total: int) -> None:
    left = LEFT + 12 + emblem.sign(sheet, LEFT, 54, 40, shop.logo, tokens.shop_colour(shop.colour), "#FFFFFF")
    pdf.text(sheet, left, 70.5, shop.name, "Title", 17, limit=LEFT + 382 - left, least=11)
    pdf.text(sheet, left, 88.5, shop.address, "Text", 13, "text-2", limit=LEFT + 382 - left)
    pdf.text(sheet, RIGHT, 69.5, title, "Text", 13, "text-2", "right", limit=270)
    at = _("Page {number} of {total}").format(number=number, total=total)
    pdf.text(sheet, RIGHT, 87.5, at, "Text", 13, "text-2", "right")
