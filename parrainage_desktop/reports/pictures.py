"""A month's or a year's charts as one picture: SVG from their geometry, PNG from the page the paper would be."""

import io
import tempfile
from dataclasses import replace
from pathlib import Path

from parrainage_desktop.base import charts, pages, svg, whole_file
from parrainage_desktop.base.charts import Bar, Drawing, Item, Label, Line
from parrainage_desktop.base.i18n import _, in_language, money, month_short
from parrainage_desktop.reports import paper_wording, wording, year_wording
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.years import YearFigures

SUFFIXES = (".png", ".svg")
WIDTH, DPI = 760.0, 192
_MARGIN, _TALL = 24.0, 240.0


def is_picture(path: Path | str) -> bool:
    """Whether a file's name asks for the charts alone."""
    return Path(path).suffix.lower() in SUFFIXES


def write(path: Path | str, figures: MonthFigures | YearFigures, language: str) -> None:
    """Write the charts. Raises UserError("file_unwritable")."""
    place = Path(path)
    with in_language(language):
        name = wording.title(figures) if isinstance(figures, MonthFigures) else str(figures.year)
        drawing = composed(figures, name)
        made = svg.drawn(drawing, name).encode() if place.suffix.lower() == ".svg" else _png(drawing)
    with whole_file.replacing(place) as beside:
        beside.write_bytes(made)


def composed(figures: MonthFigures | YearFigures, name: str) -> Drawing:
    """The report's three charts under each other, with their headings, in the language of the moment."""
    series = figures.series if isinstance(figures, MonthFigures) else year_wording.series(figures)
    labels, currency = [month_short(point.month) for point in series], figures.currency
    issued, redeemed = [point.issued_cents for point in series], [point.redeemed_cents for point in series]
    inner, score = WIDTH - 2 * _MARGIN, figures.nps
    low, high = score.interval or (None, None)
    said = _("Vouchers issued, {issued}, and redeemed, {redeemed}")
    said = said.format(issued=money(sum(issued), currency), redeemed=money(sum(redeemed), currency))
    answers = _("NPS score: {score}").format(score=paper_wording.score(score.nps))
    parts = (
        (_("Completed referrals"), charts.columns([point.referrals for point in series], labels, inner, _TALL)),
        (said, charts.pairs(issued, redeemed, labels, inner, _TALL, lambda cents: money(cents, currency, short=True))),
        (" · ".join((answers, *paper_wording.score_note(score))), charts.gauge(score.nps, low, high, inner)),
    )
    items: list[Item] = [Label(_MARGIN, 44, name, 26, "title", colour="text")]
    y = 76.0
    for heading, drawing in parts:
        items.append(Label(_MARGIN, y + 16, heading, 15, "strong", colour="text"))
        items += [_moved(item, _MARGIN, y + 34) for item in drawing.items]
        y += drawing.height + 66
    return Drawing(WIDTH, y, tuple(items))


def _moved(item: Item, x: float, y: float) -> Item:
    if isinstance(item, Line):
        return replace(item, x1=item.x1 + x, y1=item.y1 + y, x2=item.x2 + x, y2=item.y2 + y)
    assert isinstance(item, Bar | Label)
    return replace(item, x=item.x + x, y=item.y + y)


def _png(drawing: Drawing) -> bytes:
    """The page that has just the drawing, as a picture of two dots a pixel."""
    from parrainage_desktop.base import painting, pdf

    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder) / "charts.pdf", io.BytesIO()
        size = drawing.width * pdf.PX, drawing.height * pdf.PX
        with pdf.document(page, size, "", "", "en") as sheet, pdf.frame(sheet, 0, 0, pdf.PX):
            painting.draw(sheet, drawing, 0, 0)
        with pages.opened(page) as document:
            pages.image(document[0], DPI).save(out, "PNG")
    return out.getvalue()
