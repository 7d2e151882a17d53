"""Codes that scanners read: QR (full, never Micro) and Code 128, drawn as vectors.

The payload of ours is the letters of the code alone, at level H; an address for telephones is drawn as well
protected as its place allows. Choosing the mask costs more than everything else together and
changes nothing for readers, so it is fixed. Positions are in points, y down from the frame's top (see `pdf`).
"""

import re

from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode
from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from parrainage_desktop.base.codes import ALPHABET

_MM = 72 / 25.4
QUIET = 4
"""Modules of white around a QR."""
SMALLEST_MODULE_MM = 0.5
BAR_MM = 0.36
"""Width of the thinnest bar of a Code 128."""

_MASK = 3
_HOLDS = (10, 20, 35, 50)
"""Alphanumeric signs that versions 1 to 4 hold at level H."""
_RUN = re.compile(b"\x01+")


def matrix(letters: str) -> list[list[bool]]:
    """The modules, dark is True, without quiet zone. Raises ValueError for anything but our letters."""
    symbol: QRCode = QRCode(_version(letters), ERROR_CORRECT_H, border=0, mask_pattern=_MASK)  # type: ignore[type-arg]
    symbol.add_data(letters, optimize=0)
    symbol.make(fit=False)
    return [[bool(module) for module in row] for row in symbol.modules]


def draw(canvas: Canvas, letters: str, x: float, y: float, size: float) -> None:
    """Fill the QR in the current colour; the square of `size` points at (x, y) includes the quiet zone.

    Raises ValueError when a module would come out under 0.5 mm: cheap readers fail there.
    """
    _fill(canvas, matrix(letters), x, y, size)


def draw_link(canvas: Canvas, address: str, x: float, y: float, size: float) -> None:
    """The same for a web address: level H, or what still leaves modules of 0.5 mm.

    Raises ValueError when not even level M does: the address is too long for its place.
    """
    levels = (ERROR_CORRECT_H, ERROR_CORRECT_Q, ERROR_CORRECT_M)
    fitting = (rows for level in levels if _module(rows := _link(address, level), size) >= SMALLEST_MODULE_MM * _MM)
    _fill(canvas, next(fitting, _link(address, ERROR_CORRECT_M)), x, y, size)


def link(address: str) -> list[list[bool]]:
    """The modules of a web address for a screen, at level M: the fewer they are, the larger each is shown."""
    return _link(address, ERROR_CORRECT_M)


def _link(address: str, level: int) -> list[list[bool]]:
    symbol: QRCode = QRCode(None, level, border=0, mask_pattern=_MASK)  # type: ignore[type-arg]
    symbol.add_data(address.encode(), optimize=0)
    symbol.make(fit=True)
    return [[bool(module) for module in row] for row in symbol.modules]


def _module(rows: list[list[bool]], size: float) -> float:
    """The side of a module, in points, in a square of `size` points with its quiet zone."""
    return size / (len(rows) + 2 * QUIET)


def _fill(canvas: Canvas, rows: list[list[bool]], x: float, y: float, size: float) -> None:
    module = _module(rows, size)
    if module < SMALLEST_MODULE_MM * _MM:
        raise ValueError(f"a QR of {size:.1f} points has modules under {SMALLEST_MODULE_MM} mm")
    canvas.saveState()
    canvas.transform(module, 0, 0, -module, x + QUIET * module, -y - QUIET * module)
    canvas.drawPath(PDFPathObject(["n", *_runs(rows)]), stroke=0, fill=1)
    canvas.restoreState()


def size_for(symbol_mm: float, letters: str) -> float:
    """Points, quiet zone included, of a QR whose dark part measures `symbol_mm`."""
    modules = 17 + 4 * _version(letters)
    return symbol_mm * _MM * (modules + 2 * QUIET) / modules


def draw_bars(canvas: Canvas, letters: str, x: float, y: float, height: float, bar: float = BAR_MM * _MM) -> float:
    """Fill a Code 128 (set B) with its upper left corner at (x, y); returns its width, like `bar` in points.

    The caller leaves ten bars of white on either side.
    """
    path, left = ["n"], 0
    for dark, light in _bars(letters):
        path.append(f"{left} 0 {dark} 1 re")
        left += dark + light
    canvas.saveState()
    canvas.transform(bar, 0, 0, -height, x, -y)
    canvas.drawPath(PDFPathObject(path), stroke=0, fill=1)
    canvas.restoreState()
    return left * bar


def bars_across(letters: str) -> int:
    """How many of its thinnest bars a Code 128 is wide."""
    return sum(dark + light for dark, light in _bars(letters))


def _version(letters: str) -> int:
    if not letters or not set(letters) <= set(ALPHABET) or len(letters) > _HOLDS[-1]:
        raise ValueError("not the letters of a code")
    return next(version for version, most in enumerate(_HOLDS, start=1) if len(letters) <= most)


def _runs(rows: list[list[bool]]) -> list[str]:
    """One rectangle for each horizontal run of dark modules, all for one path: no seams, few bytes."""
    return [
        f"{run.start()} {y} {run.end() - run.start()} 1 re"
        for y, row in enumerate(rows)
        for run in _RUN.finditer(bytes(row))
    ]


def _bars(letters: str) -> list[tuple[int, int]]:
    """Bars and the gaps after them, in modules; ReportLab spells bars in capitals, gaps in small letters."""
    _version(letters)
    symbol = Code128(letters, quiet=0)
    symbol.validate()  # type: ignore[no-untyped-call]
    symbol.encode()  # type: ignore[no-untyped-call]
    pattern: str = symbol.decompose()  # type: ignore[no-untyped-call]
    widths = [ord(sign.upper()) - ord("A") + 1 for sign in pattern] + [0]
    return list(zip(widths[::2], widths[1::2], strict=True))
