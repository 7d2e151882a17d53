"""Sheets of cards and labels: where each one lies on its page, in millimetres from the upper left corner.

The figures are the makers' own. A sheet of another make is described as
``85x54:2x5:15,13.5:95,54``: one card, columns x rows, the first one's corner, from one to the next.
"""

import re
from dataclasses import dataclass
from enum import Enum

A4 = (210.0, 297.0)
CARD_PRINTER = (85.6, 54.0)
STEP = 0.5
"""A printer is put right in steps of this many millimetres."""
FURTHEST = 10.0
LEAST_CARD = (80.0, 50.0)
"""Anything smaller is a label: one side, with less on it."""
MODULES = 33
"""Across a code with its white margin; each at least half a millimetre, or cheap readers fail."""
SMALLEST_MODULE = 0.5
LABEL_EDGE = 1.0


class Fault(Enum):
    """Why a sheet cannot be printed."""

    UNKNOWN = "stock_unknown"
    OFF_PAGE = "stock_off_page"
    OVERLAP = "stock_overlaps"
    TOO_SMALL = "module_too_small"


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet; `marks` asks for crop marks, `page` is its size."""

    name: str
    made_by: str
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    marks: bool = False
    page: tuple[float, float] = A4

    @property
    def per_page(self) -> int:
        """How many a page holds."""
        return self.columns * self.rows

    @property
    def two_sided(self) -> bool:
        """A card has a front and a back; a label has one side."""
        return self.width >= LEAST_CARD[0] and self.height >= LEAST_CARD[1]

    @property
    def code_side(self) -> float:
        """The side of the code on a label, its white margin included."""
        return min(self.height - LABEL_EDGE, self.width / 2, 23 * MODULES / 25)

    def corner(self, place: int) -> tuple[float, float]:
        """The upper left corner of a place, counted from 0 along the rows."""
        return self.left + place % self.columns * self.pitch_x, self.top + place // self.columns * self.pitch_y

    def mirrored(self, place: int) -> tuple[float, float]:
        """The corner of the same card on the page's other side, turned over the long edge."""
        x, y = self.corner(place)
        return self.page[0] - x - self.width, y


PLAIN = Stock("plain", "A4", 85, 54, 2, 5, 15.0, 13.5, 95, 54, marks=True)
STOCKS = (
    PLAIN,
    Stock("C32011", "Avery C32011, Decadry OCC-3342, OCB-3327, SCW-2090, DAW-327, Geha P70–P73",
          85, 54, 2, 5, 15.0, 13.5, 95, 54),
    Stock("C32015", "Avery Zweckform C32015", 85, 54, 2, 4, 17.0, 31.5, 91, 60),
    Stock("32010", "Avery Zweckform 32010", 85, 54, 2, 5, 14.1, 14.1, 94.9, 54),
    Stock("LP795", "Sigel LP795", 85, 55, 2, 5, 14.0, 10.5, 95, 55),
    Stock("LP800", "Sigel LP800, LP801, LP802", 85, 55, 2, 5, 15.0, 10.0, 95, 55),
    Stock("DP830", "Sigel DP830, DP930", 85, 55, 2, 5, 14.1, 10.9, 94.9, 55),
    Stock("BCV10", "Encre.com BCV10", 86, 54, 2, 5, 17.0, 15.0, 90, 55.5),
    Stock("L7414", "Avery L7414", 90, 52, 2, 5, 15.0, 18.5, 90, 52),
    Stock("119488", "Agipa 119488", 90, 50.1, 2, 5, 15.2, 23.6, 90, 50.1),
    Stock("02793", "APLI 02793", 90, 50.8, 2, 5, 15.0, 22.0, 90, 50.8),
    Stock("L7160", "Avery L7160, Decadry OLW-4731", 64, 38.1, 3, 7, 7.5, 15.5, 66, 38.1),
    Stock("L7163", "Avery L7163", 99.1, 38.1, 2, 7, 3.4, 15.2, 103, 38.1),
    Stock("L7651", "Avery L7651", 38.1, 21.2, 5, 13, 4.7, 10.9, 40.6, 21.2),
    Stock("card", "CR80", *CARD_PRINTER, 1, 1, 0, 0, *CARD_PRINTER, page=CARD_PRINTER),
)  # fmt: skip
_NUMBER = r"([0-9]{1,3}(?:\.[0-9]{1,2})?)"
_OWN = re.compile(rf"{_NUMBER}x{_NUMBER}:(\d{{1,2}})x(\d{{1,2}}):{_NUMBER},{_NUMBER}:{_NUMBER},{_NUMBER}")


def named(text: str) -> Stock | Fault:
    """The sheet of this name, or the one described."""
    known = {stock.name.casefold(): stock for stock in STOCKS}
    if text.strip().casefold() in known:
        return known[text.strip().casefold()]
    if not (own := _OWN.fullmatch(text.replace(" ", ""))):
        return Fault.UNKNOWN
    columns, rows = int(own[3]), int(own[4])
    width, height, left, top, pitch_x, pitch_y = (float(own[group]) for group in (1, 2, 5, 6, 7, 8))
    stock = Stock(text, "", width, height, columns, rows, left, top, pitch_x, pitch_y)
    return fault(stock) or stock


def fault(stock: Stock) -> Fault | None:
    """Why a sheet cannot be printed, or nothing."""
    if not stock.per_page or not stock.width or not stock.height:
        return Fault.UNKNOWN
    x, y = stock.corner(stock.per_page - 1)
    if x + stock.width > stock.page[0] or y + stock.height > stock.page[1]:
        return Fault.OFF_PAGE
    if (stock.columns > 1 and stock.pitch_x < stock.width) or (stock.rows > 1 and stock.pitch_y < stock.height):
        return Fault.OVERLAP
    if not stock.two_sided and stock.code_side < MODULES * SMALLEST_MODULE:
        return Fault.TOO_SMALL
    return None
