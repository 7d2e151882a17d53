"""The printers of this computer, and sending a paper to one of them as pictures of its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from parrainage_desktop.base import pages
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.pages import Picture, Size
from parrainage_desktop.base.progress import Cancelled, Progress

DPI = 300
ROLL = 82.0
"""Millimetres of the widest paper that comes off a roll."""
SILENT = "printer_silent"


@dataclass(frozen=True, slots=True)
class Wish:
    """What to print how: the printer's name, page indexes from 0, how often, on both sides of the paper or not."""

    printer: str
    pages: tuple[int, ...]
    copies: int = 1
    both_sides: bool = False


Open = Callable[[str], QPrinter]


def names() -> tuple[str, ...]:
    """The printers there are, the system's usual one first; none without a printing system."""
    usual = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name.casefold())))


def opened(name: str) -> QPrinter:
    """A printer by its name. Raises UserError("printer_silent") for one that is gone."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise _silent(name)
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def send(path: Path, wish: Wish, progress: Progress, open_printer: Open = opened) -> int:
    """Print a PDF in whichever thread this is called; returns how many sides were sent.

    Raises UserError("printer_silent" or "file_unreadable"), Cancelled.
    """
    printer, sizes = open_printer(wish.printer), pages.sizes(path)
    repeats = _prepare(printer, wish)
    order = wish.pages * repeats
    _lay(printer, sizes[order[0]])
    painter = QPainter()
    if not painter.begin(printer):
        raise _silent(wish.printer)
    try:
        for done, index in enumerate(order):
            progress.step(done, len(order))
            if done:
                _next(printer, sizes[index], wish.printer)
            _draw(painter, printer, sizes[index], pages.picture(path, index, DPI))
    except (Cancelled, UserError):
        printer.abort()
        raise
    finally:
        ended = painter.end()
    if not ended or printer.printerState() is QPrinter.PrinterState.Error:
        raise _silent(wish.printer)
    return len(order)


def image(found: Picture) -> QImage:
    """A page as Qt paints it; it keeps its own dots."""
    return QImage(found.pixels, found.width, found.height, found.stride, QImage.Format.Format_BGR888).copy()


def _prepare(printer: QPrinter, wish: Wish) -> int:
    """Set what holds for all pages; returns how often to send them, for a printer that cannot repeat by itself."""
    printer.setFullPage(True)
    printer.setResolution(DPI)
    sides = QPrinter.DuplexMode.DuplexLongSide if wish.both_sides else QPrinter.DuplexMode.DuplexNone
    printer.setDuplex(sides)
    if wish.copies == 1 or not printer.supportsMultipleCopies():
        return wish.copies
    printer.setCopyCount(wish.copies)
    return 1


def _lay(printer: QPrinter, size: Size) -> None:
    """The paper of one page; a page lying on its side is the same paper turned, but for a ticket off a roll."""
    lying = size.width > size.height and size.width > ROLL
    sides = QSizeF(size.height, size.width) if lying else QSizeF(size.width, size.height)
    paper = QPageSize(sides, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, turn, QMarginsF()))


def _next(printer: QPrinter, size: Size, name: str) -> None:
    _lay(printer, size)
    if not printer.newPage():
        raise _silent(name)


def _draw(painter: QPainter, printer: QPrinter, size: Size, found: Picture) -> None:
    """The picture in its true size, its corner at the paper's, whatever dots the printer has."""
    dots = printer.resolution() / 25.4
    painter.drawImage(QRectF(0, 0, size.width * dots, size.height * dots), image(found))


def _silent(name: str) -> UserError:
    said = _("The printer “{name}” does not answer. See that it is on, has paper, and is connected.")
    return UserError(SILENT, said.format(name=name))
