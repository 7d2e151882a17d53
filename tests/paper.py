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
