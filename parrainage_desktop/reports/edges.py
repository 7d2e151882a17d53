"""What stands on every page of a report, and how its pages are written one after the other.

Measured in pixels of 1/96 inch, like the rest of the report.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parrainage_desktop.base import emblem, pdf, tokens
from parrainage_desktop.base.i18n import _, language
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import Sheet
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.reports.blocks import LEFT, RIGHT, WIDTH, Block


@dataclass(frozen=True, slots=True)
class Edges:
    """The head of every page, with what the paper is about, and its foot: who made it, up to when, the fingerprint."""

    shop: Shop
    about: str
    made: str
    cut_off: str
    fingerprint: str = ""


def write(
    path: Path | str,
    edges: Edges,
    subject: str,
    pages: Sequence[Sequence[Block]],
    marks: Mapping[int, str],
    progress: Progress | None = None,
) -> Made:
    """Write the pages; `marks` are the bookmarks by page number. Raises UserError("file_unwritable"), Cancelled."""
    steps = progress or Progress()
    with pdf.document(path, pdf.A4, edges.about, edges.shop.name, language(), subject) as sheet:
        for number, blocks in enumerate(pages, start=1):
            steps.step(number - 1, len(pages))
            if number > 1:
                sheet.next_page()
            if number in marks:
                pdf.bookmark(sheet, marks[number])
            _page(sheet, edges, blocks, _("Page {number} of {total}").format(number=number, total=len(pages)))
        return Made(len(pages), tuple(sorted(sheet.unprintable)))


def _page(sheet: Sheet, edges: Edges, blocks: Sequence[Block], place: str) -> None:
    with pdf.frame(sheet, 0, 0, pdf.PX):
        _header(sheet, edges, place)
        for block in blocks:
            block(sheet)
        _footer(sheet, edges)


def _header(sheet: Sheet, edges: Edges, place: str) -> None:
    shop = edges.shop
    wide = emblem.sign(sheet, LEFT, 54, 40, shop.logo, tokens.shop_colour(shop.colour), "#FFFFFF")
    left, room = LEFT + wide + 12, 410 - wide
    pdf.text(sheet, left, 70.5, shop.name, "Title", 17, limit=room, least=11)
    pdf.text(sheet, left, 88.5, shop.address, "Text", 13, "text-2", limit=room, least=9)
    pdf.text(sheet, RIGHT, 69.5, edges.about, "Text", 13, "text-2", "right")
    pdf.text(sheet, RIGHT, 87.5, place, "Text", 13, "text-2", "right")


def _footer(sheet: Sheet, edges: Edges) -> None:
    pdf.rule(sheet, LEFT, 1052, RIGHT, 1052, "border", 1)
    pdf.text(sheet, LEFT, 1075, edges.made, "Text", 13, "text-3", limit=330)
    pdf.text(sheet, RIGHT, 1075, edges.cut_off, "Text", 13, "text-3", "right", limit=340)
    pdf.text(sheet, LEFT, 1093, edges.fingerprint, "Text", 10, "text-3", limit=WIDTH)
