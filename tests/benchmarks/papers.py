"""Cards against raw QR matrices drawn on a raw canvas, and the month's report."""

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from random import Random

from qrcode import QRCode, constants
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from parrainage_desktop.base import codes
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.codes import CodeKind
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.proofreading import read_back
from parrainage_desktop.cards import document as cards
from parrainage_desktop.cards.rules import CardFace
from parrainage_desktop.cards.stocks import PLAIN
from parrainage_desktop.preferences.service import described
from parrainage_desktop.programme.rules import Programme, Terms
from parrainage_desktop.reports import document as paper
from parrainage_desktop.reports import service as reports
from parrainage_desktop.shell import demo
from parrainage_desktop.shell.demo_people import GIVEN
from tests.benchmarks.measure import Line, once
from tests.benchmarks.people import ACTOR

CARDS = 1_000
MODULE = 0.7 * mm


def lines(customers: int) -> Iterator[Line]:
    """A thousand cards, then the report of a shop of `customers`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        faces = _faces()
        yield Line(
            f"{CARDS:,} cards, PDF",
            once(lambda: _cards(folder, faces), 3),
            once(lambda: _raw(folder, faces), 3),
            "<= 1.2 x and < 4,000 ms",
        )
        yield Line(f"{CARDS:,} cards read back at 200 dpi", once(lambda: _read_back(folder)), None, "< 10,000 ms")
        yield _report(folder, customers)
    if sys.platform == "linux":
        yield _memory()


def _faces(count: int = CARDS) -> list[CardFace]:
    chance = Random(3)
    return [CardFace(chance.choice(GIVEN), codes.new_code(CodeKind.CARD, chance)) for _ in range(count)]


def _read_back(folder: Path) -> None:
    assert read_back(folder / "cards.pdf", Progress()).read == CARDS


def _memory() -> Line:
    """What ten times as many cards cost more, in processes of their own."""
    few, many = (_peak(count) for count in (CARDS, 10 * CARDS))
    return Line("10,000 cards, MB more than 1,000", many - few, None, "< 40", f"{few:.0f} and {many:.0f} MB in all")


def _peak(count: int) -> float:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak_of, (count,))


def _peak_of(count: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        _cards(Path(name), _faces(count))
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _cards(folder: Path, faces: list[CardFace]) -> None:
    shop = described("Maison Lumet", "fr", "EUR", "Europe/Paris", "14 rue des Trois-Ponts, 44000 Nantes")
    programme = Programme(1, date(2026, 1, 1), "EUR", Terms())
    cards.sheet(folder / "cards.pdf", faces, shop, programme, "fr")


def _raw(folder: Path, faces: list[CardFace]) -> None:
    """The same codes as bare matrices at level H with one fixed mask, runs of a row as one rectangle."""
    canvas = Canvas(str(folder / "raw.pdf"))
    for number, face in enumerate(faces):
        if number and number % PLAIN.per_page == 0:
            canvas.showPage()
        symbol = QRCode(error_correction=constants.ERROR_CORRECT_H, border=0, mask_pattern=2)
        symbol.add_data(face.code)
        symbol.make(fit=True)
        _draw(canvas, symbol.modules, 20 * mm, 20 * mm)
        canvas.drawString(20 * mm, 15 * mm, face.code)
    canvas.save()


def _draw(canvas: Canvas, rows: list[list[bool | None]], left: float, bottom: float) -> None:
    path = canvas.beginPath()
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = x
            while run < len(row) and row[run]:
                run += 1
            if run > x:
                path.rect(left + x * MODULE, bottom - y * MODULE, (run - x) * MODULE, MODULE)
            x = run + 1
    canvas.drawPath(path, stroke=0, fill=1)


def _report(folder: Path, customers: int) -> Line:
    ends = datetime(2026, 11, 14, 11, tzinfo=UTC)
    demo.build(folder / "shop.db", customers, clock=SetClock(ends))
    database = Database.open(folder / "shop.db", SetClock(ends))
    made = once(lambda: _month(database, folder), 3)
    counted = once(lambda: _figures(database), 3)
    database.close()
    return Line(
        f"the month's PDF, {customers:,} customers", made, None, "< 1,000 ms", f"of which figures {counted:.0f}"
    )


def _month(database: Database, folder: Path) -> None:
    with database.read(ACTOR) as tx:
        figures = reports.figures(tx, 2026, 10)
    paper.monthly(folder / "report.pdf", figures, "fr")


def _figures(database: Database) -> None:
    with database.read(ACTOR) as tx:
        reports.figures(tx, 2026, 10)
