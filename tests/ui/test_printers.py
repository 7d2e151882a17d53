"""What comes out of a printer is the paper, in its true size; a printer that fails says so."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from parrainage_desktop.base import pdf, qr
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.pages import opened
from parrainage_desktop.base.pdf import MM
from parrainage_desktop.base.progress import Cancelled, Progress
from parrainage_desktop.ui import printers
from parrainage_desktop.ui.printers import Wish
from tests import paper

CODE = "BGHDJGVDCTNKBTFRG"
SIZES = {"a4": pdf.A4, "a6": pdf.A6, "certificate": (297 * MM, 210 * MM), "card": (85.6 * MM, 54 * MM)}


def to_file(path: Path) -> printers.Open:
    """A printer that writes what it prints into a PDF."""

    def opened(_name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return printer

    return opened


@pytest.fixture(params=SIZES)
def sheet(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, tuple[float, float]]:
    """A paper of two pages with a code, and a mark 5 mm from two corners, and its size in points."""
    size = SIZES[request.param]
    path = tmp_path / "sheet.pdf"
    with pdf.document(path, size, "sheet", "shop", "en") as out:
        for page in range(2):
            if page:
                out.next_page()
            for x, y in ((5 * MM, 5 * MM), (size[0] - 7 * MM, size[1] - 7 * MM)):
                pdf.box(out, x, y, 2 * MM, 2 * MM, "#000000")
            out.setFillColor(pdf.ink("text"))
            qr.draw(out, CODE, 8 * MM, 8 * MM, 33 * MM)
    return path, size


def ink_mm(path: Path) -> tuple[float, float, float, float]:
    """Left, top, width and height of everything dark on the first page, in millimetres."""
    picture = next(paper.pictures(path, 600)).convert("L").point(lambda value: 255 * (value < 128))
    left, top, right, bottom = (edge * 25.4 / 600 for edge in picture.getbbox())
    return left, top, right - left, bottom - top


def test_a_page_comes_out_in_its_true_size_and_its_code_is_read(
    qtbot: QtBot, sheet: tuple[Path, tuple[float, float]], tmp_path: Path
) -> None:
    path, size = sheet
    out = tmp_path / "printed.pdf"
    assert printers.send(path, Wish("file", (0, 1)), Progress(), to_file(out)) == 2
    with opened(out) as document:
        # Qt knows papers by whole points.
        assert [page.get_size() for page in document] == [pytest.approx(size, abs=0.7)] * 2
    expected = (5, 5, size[0] / MM - 10, size[1] / MM - 10)
    assert ink_mm(out) == pytest.approx(expected, abs=0.1)
    assert paper.codes(out, dpi=300) == [CODE] * 2


def test_copies_come_out_in_order_and_pages_can_be_chosen(
    qtbot: QtBot, sheet: tuple[Path, tuple[float, float]], tmp_path: Path
) -> None:
    out = tmp_path / "printed.pdf"
    assert printers.send(sheet[0], Wish("file", (1,), copies=3), Progress(), to_file(out)) in (1, 3)
    with opened(out) as document:
        assert len(document) in (1, 3)


def test_a_printer_that_does_not_exist_says_so(sheet: tuple[Path, tuple[float, float]]) -> None:
    with pytest.raises(UserError, match="does not answer") as raised:
        printers.send(sheet[0], Wish("Nowhere", (0,)), Progress())
    assert raised.value.kind == printers.SILENT


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdfEngine", "QPrinter")
def test_a_printer_that_takes_nothing_says_so(
    qtbot: QtBot, sheet: tuple[Path, tuple[float, float]], tmp_path: Path
) -> None:
    with pytest.raises(UserError) as raised:
        printers.send(sheet[0], Wish("file", (0,)), Progress(), to_file(tmp_path / "gone" / "printed.pdf"))
    assert raised.value.kind == printers.SILENT


def test_printing_stops_when_asked(qtbot: QtBot, sheet: tuple[Path, tuple[float, float]], tmp_path: Path) -> None:
    asked: list[int] = []
    progress = Progress(lambda done, _total, _what: asked.append(done), lambda: len(asked) == 1)
    with pytest.raises(Cancelled):
        printers.send(sheet[0], Wish("file", (0, 1)), progress, to_file(tmp_path / "printed.pdf"))
    assert asked == [0]
