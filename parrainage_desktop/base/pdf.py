"""Pages drawn by hand: text that never fails, shapes, and a file that is whole or not there.

Every position is measured in points from the upper left corner of the current frame, y down; a text's y is
its baseline. A frame is the page, or whatever `frame` or `stamp` opened. Texts are plain: nothing in them is
read as markup, and a sign no font has is printed as "?" and kept in `Sheet.unprintable`.
"""

import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from parrainage_desktop.base import tokens, whole_file
from parrainage_desktop.base.typeset import clean, fit, fonts, measure, runs, wrap

MM = 72 / 25.4
PX = 0.75  # a pixel of the design is 1/96 inch
A4 = (210 * MM, 297 * MM)
A6 = (105 * MM, 148 * MM)
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line: its text, its font, its colour."""

    text: str
    font: str = "Text"
    colour: str = "text"


class Sheet(Canvas):
    """A canvas whose origin is the upper left corner, and which remembers the signs it could not print."""

    def __init__(self, target: io.BytesIO, pagesize: tuple[float, float], lang: str) -> None:
        super().__init__(target, pagesize=pagesize, invariant=1, lang=lang)
        self.size = pagesize
        self.unprintable: set[str] = set()
        self.marks = 0
        self._signs: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.translate(0, pagesize[1])

    def showPage(self) -> None:  # noqa: N802
        """End the page and pack it at once: ten thousand cards must not lie in memory at full length."""
        super().showPage()
        page = self._doc.Pages.pages[-1]  # type: ignore[attr-defined]
        packed = zlib.compress(page.stream.encode())
        page.Contents = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), packed)
        page.stream = ""

    def next_page(self, size: tuple[float, float] | None = None) -> None:
        """End this page; the next one, perhaps of another size, has its origin at the upper left again."""
        self.showPage()
        if size:
            self.size = size
            self.setPageSize(size)
        self.translate(0, self.size[1])

    def spelt(self, string: str, font: str) -> list[tuple[str, str]]:
        """A text in the codes this document gives its signs: names of the font's parts, each with what it shows.

        ReportLab's own lines of text do the same, and measure and note down much that nothing here asks for.
        """
        face = pdfmetrics.getFont(font)
        return [
            (face.getSubsetInternalName(part, self._doc), f"({self._escape(codes)}) Tj")  # type: ignore[attr-defined]
            for part, codes in face.splitString(string, self._doc)  # type: ignore[attr-defined]
        ]

    def spelt_sign(self, sign: str, font: str) -> list[tuple[str, str]]:
        """The same of one sign, looked up once."""
        if (found := self._signs.get((sign, font))) is None:
            found = self._signs[(sign, font)] = self.spelt(sign, font)
        return found

    def resize(self, size: tuple[float, float]) -> None:
        """Give the present page, while nothing is drawn on it, another size."""
        self.translate(0, size[1] - self.size[1])
        self.size = size
        self.setPageSize(size)


@contextmanager
def document(
    path: Path | str, pagesize: tuple[float, float], title: str, author: str, lang: str, subject: str = ""
) -> Iterator[Sheet]:
    """Draw a PDF, then put it in place at once: the old file stays until the new one is whole.

    The last page needs no `next_page`. The same drawing gives the same bytes. Raises
    UserError("file_unwritable").
    """
    fonts()
    sheet = Sheet(io.BytesIO(), pagesize, lang)
    sheet.setTitle(clean(title))
    sheet.setAuthor(clean(author))
    sheet.setSubject(clean(subject))
    sheet.setCreator("Parrainage")
    sheet.setViewerPreference("DisplayDocTitle", "true")
    yield sheet
    with whole_file.replacing(Path(path)) as beside:
        beside.write_bytes(sheet.getpdfdata())  # type: ignore[no-untyped-call]


def bookmark(sheet: Sheet, title: str, level: int = 0) -> None:
    """An entry of the reader's table of contents that leads to this page."""
    sheet.marks += 1
    key = f"mark-{sheet.marks}"
    sheet.bookmarkPage(key)
    sheet.addOutlineEntry(clean(title), key, level)


@contextmanager
def frame(sheet: Sheet, x: float, y: float, scale: float = 1.0) -> Iterator[None]:
    """Measure from (x, y), in units of `scale` points, for the length of a block."""
    sheet.saveState()
    sheet.transform(scale, 0, 0, scale, x, -y)
    yield
    sheet.restoreState()


@contextmanager
def stamp(sheet: Sheet, name: str, width: float, height: float, bleed: float = 0.0) -> Iterator[None]:
    """Record a drawing once; `sheet.doForm(name)` then repeats it at the origin of the current frame."""
    sheet.beginForm(name, -bleed, -height - bleed, width + bleed, bleed)  # type: ignore[arg-type]
    yield
    sheet.endForm()


@lru_cache(maxsize=256)
def ink(colour: str) -> Color:
    """A colour from its token's name or from #RRGGBB."""
    return HexColor(colour if colour.startswith("#") else tokens.colour("light", colour))


def text(
    sheet: Sheet,
    x: float,
    y: float,
    string: str,
    font: str = "Text",
    size: float = 9.0,
    colour: str = "text",
    align: Align = "left",
    limit: float = 0.0,
    least: float = 0.0,
) -> None:
    """Draw one line; `limit` > 0 shortens it to that width, after making it smaller, down to the size `least` > 0."""
    if least and (wide := measure(string, font, size)) > limit:
        size = max(least, size * limit / wide)
    string = fit(string, font, size, limit) if limit else clean(string)
    cut = runs(string, font)
    sheet.unprintable |= cut.missing
    if align != "left":
        x -= measure(string, font, size) / (1 if align == "right" else 2)
    spelt = [piece for name, part in cut.parts for piece in sheet.spelt(part, name)]
    shown = " ".join(f"{face} {_written(size)} Tf {codes}" for face, codes in spelt)
    sheet.addLiteral(f"{_mixed(colour)} rg BT 1 0 0 1 {_written(x)} {_written(-y)} Tm {shown} ET")


def figures(
    sheet: Sheet,
    right: float,
    y: float,
    string: str,
    font: str = "Text",
    size: float = 9.0,
    colour: str = "text",
) -> None:
    """Draw an amount ending at `right` with digits of one width, so that columns of figures line up.

    Each sign is placed on its own; readers that copy or speak the page are told the whole text.
    """
    cell = measure("0", font, size)
    own = [measure(sign, font, size) for sign in string]
    widths = [cell if sign.isdigit() else width for sign, width in zip(string, own, strict=True)]
    left, line, chosen, shown = right - sum(widths), _written(-y), "", []
    for sign, wide, width in zip(string, widths, own, strict=True):
        for face, codes in sheet.spelt_sign(sign, font):
            if face != chosen:
                shown.append(f"{face} {_written(size)} Tf")
                chosen = face
            shown.append(f"1 0 0 1 {_written(left + (wide - width) / 2)} {line} Tm {codes}")
        left += wide
    spoken = (b"\xfe\xff" + string.encode("utf-16-be")).hex()
    sheet.addLiteral(f"{_mixed(colour)} rg /Span << /ActualText <{spoken}> >> BDC BT {' '.join(shown)} ET EMC")


def _written(value: float) -> str:
    """A measure of up to seven digits, as ReportLab rounds its own."""
    size = abs(value)
    return f"{value:.{6 - (size >= 10) - (size >= 100) - (size >= 1000)}f}"


@lru_cache(maxsize=256)
def _mixed(colour: str) -> str:
    """What a colour is mixed of, as a page says it."""
    return " ".join(map(_written, ink(colour).rgb()))


def paragraph(
    sheet: Sheet,
    x: float,
    y: float,
    string: str,
    width: float,
    leading: float,
    font: str = "Text",
    size: float = 9.0,
    colour: str = "text",
    lines: int = 0,
) -> float:
    """Draw wrapped lines, the first baseline at `y`; returns the baseline after the last."""
    for line in wrap(string, font, size, width, lines):
        text(sheet, x, y, line, font, size, colour)
        y += leading
    return y


def flow(sheet: Sheet, x: float, y: float, spans: Sequence[Span], size: float, width: float, leading: float) -> float:
    """Draw spans of several fonts as one wrapped paragraph; returns the baseline after the last line."""
    at, loose = x, True
    for span in spans:
        for i, word in enumerate(clean(span.text).split(" ")):
            piece = f" {word}" if i and at > x else word
            wide = measure(piece, span.font, size)
            if at > x and at + wide > x + width and (i or loose):
                at, y, piece = x, y + leading, word
                wide = measure(piece, span.font, size)
            text(sheet, at, y, piece, span.font, size, span.colour)
            at += wide
        loose = span.text.endswith(" ")
    return y + leading


def box(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str = "",
    outline: str = "",
    radius: float = 0.0,
    line: float = 0.75,
) -> None:
    """A rectangle from its upper left corner, filled, outlined or both, round-cornered on request."""
    if fill:
        sheet.setFillColor(ink(fill))
    if outline:
        sheet.setStrokeColor(ink(outline))
        sheet.setLineWidth(line)
    if radius:
        sheet.roundRect(x, -y - height, width, height, radius, stroke=bool(outline), fill=bool(fill))
    else:
        sheet.rect(x, -y - height, width, height, stroke=bool(outline), fill=bool(fill))


def rule(sheet: Sheet, x1: float, y1: float, x2: float, y2: float, colour: str = "border", line: float = 0.75) -> None:
    """A straight line."""
    ends = f"{_written(x1)} {_written(-y1)} m {_written(x2)} {_written(-y2)} l"
    sheet.addLiteral(f"{_mixed(colour)} RG {_written(line)} w n {ends} S")


def disc(sheet: Sheet, x: float, y: float, radius: float, fill: str) -> None:
    """A full circle around (x, y)."""
    sheet.setFillColor(ink(fill))
    sheet.circle(x, -y, radius, stroke=0, fill=1)


def polygon(sheet: Sheet, points: Sequence[tuple[float, float]], fill: str) -> None:
    """A full shape with straight sides."""
    path = sheet.beginPath()
    path.moveTo(points[0][0], -points[0][1])
    for x, y in points[1:]:
        path.lineTo(x, -y)
    path.close()
    sheet.setFillColor(ink(fill))
    sheet.drawPath(path, stroke=0, fill=1)


def picture(
    sheet: Sheet, png: bytes, x: float, y: float, width: float, height: float, align: Align = "left"
) -> float:
    """A picture as large as fits the box, half-way up, at its left edge or elsewhere; returns the width it takes."""
    image = ImageReader(io.BytesIO(png))
    scale = min(width / image.getSize()[0], height / image.getSize()[1])
    wide, high = (side * scale for side in image.getSize())
    x += {"left": 0.0, "center": (width - wide) / 2, "right": width - wide}[align]
    sheet.drawImage(image, x, -y - (height + high) / 2, wide, high, mask="auto")
    return wide
