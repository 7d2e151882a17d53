"""How tests look at a PDF: its text, its pages as pictures, the codes a reader finds on them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import zxingcpp

from parrainage_desktop.base.pages import image, opened


def pages(path: Path) -> list[str]:
    """The text of every page, no-break spaces read as plain ones, line ends too."""
    with opened(path) as document:
        return [plain(page.get_textpage().get_text_range()) for page in document]


def plain(text: str) -> str:
    """A text with every space alike."""
    return " ".join(text.split())


def pictures(path: Path, dpi: int = 200) -> Iterator[Any]:
    """Every page as a picture."""
    with opened(path) as document:
        count = len(document)
    for index in range(count):
        with opened(path) as document:
            picture = image(document[index], dpi)
        yield picture


def codes(path: Path, kind: str = "QR Code", dpi: int = 200) -> list[str]:
    """What a reader makes of the codes of one kind, page by page, as a sorted list."""
    found = [code for picture in pictures(path, dpi) for code in zxingcpp.read_barcodes(picture)]
    return sorted(code.text for code in found if str(code.format) == kind)


def collisions(path: Path) -> list[str]:
    """Signs printed over one another, as both of each pair; what only touches does not count."""
    with opened(path) as document:
        return [pair for page in document for pair in _over_one_another(page.get_textpage())]


def _over_one_another(text: Any) -> Iterator[str]:
    boxes = sorted((*text.get_charbox(i), text.get_text_range(i, 1)) for i in range(text.count_chars()))
    signs = [box for box in boxes if box[4].strip() and box[2] > box[0]]
    for place, (left, bottom, right, top, sign) in enumerate(signs):
        for other_left, other_bottom, other_right, other_top, other in signs[place + 1 :]:
            if other_left >= right:
                break
            across = min(right, other_right) - other_left > 0.25 * min(right - left, other_right - other_left)
            down = min(top, other_top) - max(bottom, other_bottom) > 0.25 * min(top - bottom, other_top - other_bottom)
            if across and down:
                yield sign + other
