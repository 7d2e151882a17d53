"""The shop's logo: any usual picture, made into a small PNG; what is no picture, or too large, says why."""

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from parrainage_desktop.base import pictures
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, number

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 10_000_000
LARGEST_SIDE = 5_000
"""Pixels; a picture is judged by its first bytes, before any of it is unpacked."""
KEPT_SIDE = 600
KEPT_BYTES = 100_000
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")


def read(path: Path) -> bytes:
    """The picture in a file as a PNG of at most 600 pixels a side and 100 kB. Raises InvalidInput("logo")."""
    try:
        with open(path, "rb") as file:
            found = file.read(LARGEST_FILE + 1)
    except OSError:
        said = _("The file “{name}” cannot be read. Choose another one.").format(name=path.name)
        raise InvalidInput("logo", said) from None
    return made(found)


def made(found: bytes) -> bytes:
    """The same from the bytes of a file. Raises InvalidInput("logo")."""
    if len(found) > LARGEST_FILE:
        said = _("The file is larger than {most} megabytes. Save a smaller picture.")
        raise InvalidInput("logo", said.format(most=number(LARGEST_FILE // 1_000_000)))
    if b"<svg" in found[:10_000].lower() or found[:2] == b"\x1f\x8b":
        raise InvalidInput(
            "logo", _("A drawing (SVG) may fetch things from elsewhere, so none is used. Save it as PNG.")
        )
    return _small(_opened(found))


def _opened(found: bytes) -> "Image":
    """The unpacked picture."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(found), formats=_FORMATS)
            _refuse_large(*picture.size)
            turned = ImageOps.exif_transpose(picture)
            return turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError):
        said = _("The file is not a whole picture. Choose a PNG or a JPEG.")
        raise InvalidInput("logo", said) from None


def _refuse_large(width: int, height: int) -> None:
    if max(width, height) > LARGEST_SIDE:
        raise _too_large()


def _too_large() -> InvalidInput:
    said = _("The picture is too large. Make it smaller: at most {most} pixels wide and high.")
    return InvalidInput("logo", said.format(most=number(LARGEST_SIDE)))


def _small(picture: "Image") -> bytes:
    """As fine as 100 kB allow: 600 pixels, then fewer colours, then fewer pixels."""
    from PIL import Image

    picture.thumbnail((KEPT_SIDE, KEPT_SIDE))
    kept = _png(picture)
    while len(kept) > KEPT_BYTES:
        kept = _png(picture.quantize(256, Image.Quantize.FASTOCTREE))
        picture = picture.resize((max(1, picture.width * 3 // 4), max(1, picture.height * 3 // 4)))
    return kept


def _png(picture: "Image") -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def black_and_white(png: bytes, height: int) -> bytes:
    """A kept logo as dots of a receipt printer, `height` of them high; a pale drawing comes out dark."""
    from PIL import ImageOps

    light = pictures.pale(png)
    found = pictures.on(png, "black" if light else "white").convert("L")
    wide = max(1, round(found.width * height / found.height))
    return _png((ImageOps.invert(found) if light else found).resize((wide, height)).convert("1"))
