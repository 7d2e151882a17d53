"""Papers of running text and tables: blocks laid out down A4 pages, each page with the shop’s head and its number.

Measured in pixels of 1/96 inch, like every paper of the program; a block’s y is its upper edge.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parrainage_desktop.base import pdf, tokens
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.pdf import Sheet
from parrainage_desktop.base.typeset import fonts, measure, wrap
from parrainage_desktop.preferences.rules import Shop

LEFT, RIGHT = 72.0, 722.0
WIDTH = RIGHT - LEFT
_TOP, _BOTTOM = 132.0, 1036.0
_SIZE, _LINE = 13.5, 19.0
_CHUNK = 6
"""Lines of a cell that are kept together; a longer one goes on below."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something so high that draws itself at a y; `bound` keeps it with the next, `again` begins a new page."""

    height: float
    draw: Callable[[Sheet, float], None]
    bound: bool = False
    again: "Block | None" = None


@dataclass(frozen=True, slots=True)
class Printed:
    """How long the paper became, and the signs that were replaced by a question mark."""

    pages: int
    unprintable: tuple[str, ...]


def write(path: Path | str, shop: Shop, language: str, title: str, note: str, blocks: Sequence[Block]) -> Printed:
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
        return Printed(len(pages), tuple(sorted(sheet.unprintable)))


def title(text: str) -> list[Block]:
    """The paper’s name."""
    fonts()
    return [*_lines(text, "Display", 34, "text", 40, WIDTH), gap(10)]


def heading(text: str) -> list[Block]:
    """A part’s name; it never ends a page."""
    lines = _lines(text, "Title", 17, "text", 24, WIDTH)
    return [gap(11), *(replace(line, bound=True) for line in lines), replace(gap(2), bound=True)]


def text(string: str, colour: str = "text") -> list[Block]:
    """A paragraph."""
    return [*_lines(string, "Text", _SIZE, colour, _LINE, WIDTH), gap(5)]


def points(strings: Sequence[str]) -> list[Block]:
    """A list with a dot before each point."""
    return [block for string in strings for block in _point(string)] + [gap(5)]


def pairs(rows: Sequence[tuple[str, str]], left: float = 190) -> list[Block]:
    """Names with their values beside them; a name stays with the beginning of its value."""
    return table(("", ""), rows, (left, WIDTH - left), ruled=True)


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *, ruled: bool = True
) -> list[Block]:
    """Rows of wrapped cells under headings that come again on every page."""
    head = _head_row(headings, widths) if any(headings) else None
    blocks = [replace(head, bound=True)] if head else []
    for row in rows:
        blocks += [replace(block, again=head) for block in _row(row, widths, ruled, strong=head is None)]
    return [*blocks, gap(6)]


def fitting(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Widths of columns: what their cells ask for, cut down alike where that is more than there is."""
    fonts()
    wanted = []
    for place, heading in enumerate(headings):
        cells = [measure(row[place][:120], "Text", 13) for row in rows[:400]]
        wanted.append(max([measure(heading, "TextMedium", 12), *cells]) + 14)
    spare = WIDTH - sum(wanted)
    if spare >= 0:
        return tuple(wanted)
    wide = sum(max(0.0, width - 90) for width in wanted)
    return tuple(width + spare * max(0.0, width - 90) / wide if wide else WIDTH / len(wanted) for width in wanted)


def gap(height: float) -> Block:
    """Room."""
    return Block(height, lambda sheet, y: None)


def _pages(blocks: Sequence[Block]) -> Iterator[list[tuple[float, Block]]]:
    """Blocks with their places; those bound to the next go with it where it fits on a page at all."""
    page: list[tuple[float, Block]] = []
    y, at = _TOP, 0
    while at < len(blocks):
        end = at
        while blocks[end].bound and end + 1 < len(blocks):
            end += 1
        group = blocks[at : end + 1]
        if page and y + sum(block.height for block in group) > _BOTTOM:
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


def _point(string: str) -> list[Block]:
    first, *rest = _lines(string, "Text", _SIZE, "text", _LINE, WIDTH - 18, LEFT + 18)

    def draw(sheet: Sheet, y: float) -> None:
        pdf.disc(sheet, LEFT + 5, y + 9, 2.2, "text-2")
        first.draw(sheet, y)

    return [replace(first, draw=draw), *rest, gap(2)]


def _head_row(headings: Sequence[str], widths: Sequence[float]) -> Block:
    def draw(sheet: Sheet, y: float) -> None:
        x = LEFT
        for heading, width in zip(headings, widths, strict=True):
            pdf.text(sheet, x, y + 13, heading, "TextMedium", 12, "text-2", limit=width - 10)
            x += width
        pdf.rule(sheet, LEFT, y + 21, RIGHT, y + 21, "border-strong", 1)

    return Block(24, draw)


def _row(cells: Sequence[str], widths: Sequence[float], ruled: bool, strong: bool) -> list[Block]:
    fonts()
    wrapped = [
        wrap(cell, "TextMedium" if strong and not place else "Text", 13, width - 12)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    most = max(1, *map(len, wrapped))
    return [
        _part([lines[start : start + _CHUNK] for lines in wrapped], widths, strong, ruled and start + _CHUNK >= most)
        for start in range(0, most, _CHUNK)
    ]


def _part(cells: Sequence[Sequence[str]], widths: Sequence[float], strong: bool, ruled: bool) -> Block:
    height = max(1, *map(len, cells)) * 18 + 8

    def draw(sheet: Sheet, y: float) -> None:
        x = LEFT
        for place, (lines, width) in enumerate(zip(cells, widths, strict=True)):
            font, colour = ("TextMedium", "text-2") if strong and not place else ("Text", "text")
            for number, line in enumerate(lines):
                pdf.text(sheet, x, y + 16 + 18 * number, line, font, 13, colour)
            x += width
        if ruled:
            pdf.rule(sheet, LEFT, y + height, RIGHT, y + height, "border", 0.75)

    return Block(height, draw)


def _head(sheet: Sheet, shop: Shop, title: str, number: int, total: int) -> None:
    pdf.mark(sheet, LEFT, 54, 40, tokens.shop_colour(shop.colour), "#FFFFFF")
    pdf.text(sheet, LEFT + 52, 70.5, shop.name, "Title", 17, limit=330)
    pdf.text(sheet, LEFT + 52, 88.5, shop.address, "Text", 13, "text-2", limit=330)
    pdf.text(sheet, RIGHT, 69.5, title, "Text", 13, "text-2", "right", limit=270)
    at = _("Page {number} of {total}").format(number=number, total=total)
    pdf.text(sheet, RIGHT, 87.5, at, "Text", 13, "text-2", "right")
