"""A finished PDF as pictures of its pages, to be looked at and printed."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, number

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

POINTS_PER_MM = 72 / 25.4
_ONE_AT_A_TIME = Lock()
"""The library that draws pages has one memory for the whole program and breaks when two threads are in it."""


@dataclass(frozen=True, slots=True)
class Size:
    """A page's width and height in millimetres."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page drawn: `stride` bytes a row, three a pixel (blue, green, red), and the text that stands on it."""

    width: int
    height: int
    stride: int
    pixels: bytes
    text: str


def sizes(path: Path) -> tuple[Size, ...]:
    """Every page's size. Raises UserError("file_unreadable")."""
    with opened(path) as document:
        found = (page.get_size() for page in document)
        return tuple(Size(width / POINTS_PER_MM, height / POINTS_PER_MM) for width, height in found)


def picture(path: Path, index: int, dpi: float) -> Picture:
    """The page with this index (from 0) as dots on white. Raises UserError("file_unreadable")."""
    with opened(path) as document, closing(document[index].render(scale=dpi / 72)) as bitmap:
        text = " ".join(document[index].get_textpage().get_text_range().split())
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), text)


def image(page: "PdfPage", dpi: float, is_grey: bool = False) -> "Image":
    """A page of a document that is being read, as a picture that may be kept."""
    with closing(page.render(scale=dpi / 72, grayscale=is_grey)) as bitmap:
        picture: Image = bitmap.to_pil()
    return picture


def chosen(text: str, count: int) -> tuple[int, ...]:
    """The indexes (from 0) that “1-3, 5” means among so many pages; nothing means all. Raises InvalidInput."""
    found: list[int] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = re.fullmatch(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?", part, re.ASCII)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= count:
            said = _("Pages are numbers from 1 to {last}, such as 1-3, 5.").format(last=number(count))
            raise InvalidInput("pages", said)
        found += range(first - 1, last)
    return tuple(found) or tuple(range(count))


@contextmanager
def opened(path: Path) -> "Iterator[PdfDocument]":
    """A PDF to be looked into. This is the only door to the library: another thread waits until this one is out.

    Pictures are taken with `image`, so that nothing of the library's is left behind. Raises
    UserError("file_unreadable").
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            with closing(pypdfium2.PdfDocument(path)) as document:
                yield document
        except FileNotFoundError:
            raise UserError("file_unreadable", _("There is no file “{name}”.").format(name=path.name)) from None
        except pypdfium2.PdfiumError as error:
            said = _("The file “{name}” cannot be read as a PDF.").format(name=path.name)
            raise UserError("file_unreadable", said) from error
