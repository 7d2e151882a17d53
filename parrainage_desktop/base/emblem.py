"""What stands for the shop on paper: its logo, or the two discs of the scheme."""

import io

from reportlab.lib.utils import ImageReader

from parrainage_desktop.base import pdf, pictures
from parrainage_desktop.base.pdf import Sheet


def lighter(colour: str) -> str:
    """A quarter lighter: the large disc on the shop's colour."""
    red, green, blue = (min(255, round(int(colour[i : i + 2], 16) * 1.25)) for i in (1, 3, 5))
    return f"#{red:02X}{green:02X}{blue:02X}"


def mark(sheet: Sheet, x: float, y: float, size: float, large: str, gap: str) -> None:
    """The sign of the scheme: a large disc for the referrer, a small one for the referred customer."""
    unit = size / 36
    pdf.disc(sheet, x + 14.5 * unit, y + 15 * unit, 12.5 * unit, large)
    pdf.disc(sheet, x + 26 * unit, y + 26 * unit, 9.6 * unit, gap)
    pdf.disc(sheet, x + 26 * unit, y + 26 * unit, 7.4 * unit, "accent")


def sign(sheet: Sheet, x: float, y: float, size: float, logo: bytes, large: str, gap: str) -> float:
    """The shop's logo, `size` high and up to three times as wide, or `mark` without one; returns its width.

    A logo that its ground would swallow gets a plate: white on the shop's colour, the shop's colour on white.
    """
    if not logo:
        mark(sheet, x, y, size, large, gap)
        return size
    on_white = gap.upper() == "#FFFFFF"
    if pictures.pale(logo) != on_white:
        return pdf.picture(sheet, logo, x, y, 3 * size, size)
    wide, high = ImageReader(io.BytesIO(logo)).getSize()
    plate, pad = min(3 * size, size * wide / high), size * 0.12
    pdf.box(sheet, x - pad, y - pad, plate + 2 * pad, size + 2 * pad, large if on_white else "#FFFFFF", "", 1.5 * pad)
    pdf.picture(sheet, logo, x, y, 3 * size, size)
    return plate + pad
