"""A finished paper read back as a scanner would: every code printed in letters must be there to be scanned."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from parrainage_desktop.base import pages
from parrainage_desktop.base.codes import ALPHABET, grouped
from parrainage_desktop.base.progress import Progress

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200
"""As coarse as the poorest office printer."""
_RECEIPT, _RECEIPT_DPI = 85 / 25.4 * 72, 203
_LETTERS = f"[{ALPHABET}]"
_PRINTED = re.compile(rf"P(?:-{_LETTERS}{{3}}){{3}}-{_LETTERS}{{2}}|[BC](?:-{_LETTERS}{{4}}){{4}}")
_BARE = re.compile(rf"P{_LETTERS}{{11}}|[BC]{_LETTERS}{{16}}")
_VOUCHER = 17
_LINE_END_DASH = {0x02: "-", 0xFFFE: "-"}
"""What the PDF library makes of a dash at the end of a line."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """How many codes were printed in letters, how many of these were read, and those that were not, in groups."""

    pages: int
    printed: int
    read: int
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader finds in a picture, as bare letters: square codes and bar codes."""

    squares: Counter[str]
    bars: Counter[str]


def read_back(path: Path, progress: Progress) -> ReadBack:
    """Draw every page that shows a code and read it. Raises UserError("file_unreadable"), Cancelled.

    Where bar codes stand beside the square ones, both must say what is printed.
    """
    printed, squares, bars = Counter[str](), Counter[str](), Counter[str]()
    with pages.opened(path) as document:
        count = len(document)
        for number, page in enumerate(document):
            progress.step(number, count)
            if letters := in_letters(page.get_textpage().get_text_range()):
                found = scanned(pages.image(page, _dpi(page.get_width()), is_grey=True))
                printed.update(letters)
                squares.update(found.squares)
                bars.update(found.bars)
    unread = (printed - squares) | (squares - printed)
    if bars:
        unread |= Counter({code: count for code, count in printed.items() if len(code) == _VOUCHER}) - bars
    return ReadBack(count, printed.total(), (printed - unread).total(), tuple(map(grouped, sorted(unread))))


def _dpi(width: float) -> int:
    """A receipt's fine bars are two dots of its own printer wide."""
    return 2 * _RECEIPT_DPI if width < _RECEIPT else DPI


def in_letters(text: str) -> list[str]:
    """The codes a page shows in letters, however they were broken into lines."""
    plain = "".join(text.translate(_LINE_END_DASH).split())
    return [code.replace("-", "") for code in _PRINTED.findall(plain)]


def scanned(picture: "Image") -> Seen:
    """Read a picture; what is no code of ours is left out."""
    import zxingcpp

    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128])
    seen = Seen(Counter(), Counter())
    for code in zxingcpp.read_barcodes(picture, formats=formats):
        if _BARE.fullmatch(code.text):
            (seen.squares if code.format == zxingcpp.BarcodeFormat.QRCode else seen.bars)[code.text] += 1
    return seen
