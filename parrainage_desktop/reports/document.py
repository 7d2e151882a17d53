"""The month as a PDF: a page that tells it, then the pages that account for it.

Measured in pixels of 1/96 inch, as on screen, so that both draw the same charts.
"""

from dataclasses import dataclass
from pathlib import Path

from parrainage_desktop.base import charts, pdf, tokens
from parrainage_desktop.base.i18n import _, in_language, money, month, month_short
from parrainage_desktop.base.pdf import Sheet, Span
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.typeset import measure
from parrainage_desktop.reports import account, wording
from parrainage_desktop.reports.blocks import LEFT, RIGHT, Block
from parrainage_desktop.reports.rules import MonthFigures

_WIDTH = RIGHT - LEFT


@dataclass(frozen=True, slots=True)
class Printed:
    """How long the report became, and the signs that were replaced by a question mark."""

    pages: int
    unprintable: tuple[str, ...]


def monthly(path: Path | str, figures: MonthFigures, language: str, progress: Progress | None = None) -> Printed:
    """Write the month's report from the figures alone.

    Raises UserError("file_unwritable"); ValueError when the outstanding amount does not reconcile.
    """
    if not figures.movements.balances():
        raise ValueError("the outstanding amount does not reconcile")
    with in_language(language):
        name = _("Referral report, {month}").format(month=month(figures.year, figures.month))
        pages = [[lambda sheet: _summary(sheet, figures)], *account.pages(figures)]
        with pdf.document(path, pdf.A4, name, figures.shop.name, language, wording.title(figures)) as sheet:
            for number, blocks in enumerate(pages, start=1):
                (progress or Progress()).step(number - 1, len(pages))
                if number > 1:
                    sheet.next_page()
                _page(sheet, figures, blocks, number, len(pages))
            return Printed(len(pages), tuple(sorted(sheet.unprintable)))


def _page(sheet: Sheet, figures: MonthFigures, blocks: list[Block], number: int, total: int) -> None:
    if number <= 2:
        pdf.bookmark(sheet, wording.title(figures) if number == 1 else _("Accounts of the month"))
    with pdf.frame(sheet, 0, 0, pdf.PX):
        _header(sheet, figures, number, total)
        for block in blocks:
            block(sheet)
        _footer(sheet, figures)


def _header(sheet: Sheet, figures: MonthFigures, number: int, total: int) -> None:
    shop = figures.shop
    pdf.mark(sheet, LEFT, 54, 40, tokens.shop_colour(shop.colour), "#FFFFFF")
    pdf.text(sheet, LEFT + 52, 70.5, shop.name, "Title", 17, limit=370)
    pdf.text(sheet, LEFT + 52, 88.5, shop.address, "Text", 13, "text-2", limit=370)
    about = _("Referral report, {month}").format(month=month(figures.year, figures.month))
    pdf.text(sheet, RIGHT, 69.5, about, "Text", 13, "text-2", "right")
    at = _("Page {number} of {total}").format(number=number, total=total)
    pdf.text(sheet, RIGHT, 87.5, at, "Text", 13, "text-2", "right")


def _footer(sheet: Sheet, figures: MonthFigures) -> None:
    pdf.rule(sheet, LEFT, 1052, RIGHT, 1052, "border", 1)
    pdf.text(sheet, LEFT, 1075, wording.made(figures), "Text", 13, "text-3", limit=330)
    pdf.text(sheet, RIGHT, 1075, wording.cut_off(figures), "Text", 13, "text-3", "right", limit=340)
    pdf.text(sheet, LEFT, 1093, wording.fingerprint(figures), "Text", 10, "text-3", limit=_WIDTH)


def _summary(sheet: Sheet, figures: MonthFigures) -> None:
    """Page 1: the month in a sentence, six figures, two charts, the score with its margin."""
    pdf.text(sheet, LEFT - 2, 165, wording.title(figures), "Display", 44)
    spans = [
        Span(piece.text, "TextSemiBold" if piece.strong else "Text", "text" if piece.strong else "text-2")
        for piece in wording.headline(figures)
    ]
    y = pdf.flow(sheet, LEFT, 203, spans, 17, _WIDTH, 26) + 1
    _kpis(sheet, figures, y)
    _charts(sheet, figures, y + 220)
    pdf.rule(sheet, LEFT, y + 490, RIGHT, y + 490, "border", 1)
    _satisfaction(sheet, figures, y + 510)


def _kpis(sheet: Sheet, figures: MonthFigures, y: float) -> None:
    cell = _WIDTH / 3
    for i, kpi in enumerate(wording.kpis(figures)):
        left, top = LEFT + i % 3 * cell, y + i // 3 * 97
        if i % 3:
            pdf.rule(sheet, left, top, left, top + 97, "border", 1)
        pdf.text(sheet, left + 17, top + 26, kpi.label, "TextMedium", 13, "text-2", limit=cell - 24)
        pdf.text(sheet, left + 17, top + 57, kpi.value, "Title", 26, limit=cell - 24)
        pdf.text(sheet, left + 17, top + 80, kpi.note, "Text", 13, "text-3", limit=cell - 24)
    pdf.rule(sheet, LEFT, y + 97, RIGHT, y + 97, "border", 1)
    pdf.box(sheet, LEFT, y, _WIDTH, 194, "", "border", 10, 1)


def _charts(sheet: Sheet, figures: MonthFigures, y: float) -> None:
    series = figures.series
    labels = [month_short(point.month) for point in series]
    pdf.text(sheet, LEFT, y + 16.5, _("Completed referrals"), "Title", 17)
    pdf.text(sheet, LEFT, y + 35, wording.series_note(figures), "Text", 13, "text-3")
    counts = [point.referrals for point in series]
    pdf.draw(sheet, charts.columns(counts, labels, 300, 204, size=12), LEFT, y + 46)
    issued, redeemed = [p.issued_cents for p in series], [p.redeemed_cents for p in series]
    left = LEFT + 332
    pdf.text(sheet, left, y + 16.5, _("Vouchers issued and redeemed"), "Title", 17)
    _legend(sheet, left, y + 35, sum(issued), sum(redeemed), figures.currency)

    def axis(cents: int) -> str:
        return money(cents, figures.currency, short=True)

    chart = charts.pairs(issued, redeemed, labels, 350, 204, axis, size=12, intervals=2)
    pdf.draw(sheet, chart, left, y + 46)


def _legend(sheet: Sheet, x: float, y: float, issued: int, redeemed: int, currency: str) -> None:
    first = _("issued, {amount}").format(amount=money(issued, currency))
    second = _("redeemed, {amount}").format(amount=money(redeemed, currency))
    pdf.box(sheet, x + 0.5, y - 9.5, 10, 10, "accent", "accent-text", 3, 1)
    pdf.text(sheet, x + 19, y, first, "Text", 13, "text-2")
    x += 19 + measure(first, "Text", 13) + 16
    pdf.box(sheet, x, y - 10, 11, 11, "brand", "", 3)
    pdf.text(sheet, x + 19, y, second, "Text", 13, "text-2")


def _satisfaction(sheet: Sheet, figures: MonthFigures, y: float) -> None:
    question = _("Satisfaction: “Would you recommend our shop to a friend?”")
    pdf.text(sheet, LEFT, y + 17, question, "Title", 17, limit=_WIDTH)
    pdf.text(sheet, LEFT - 2, y + 79, wording.score(figures.nps.nps), "Display", 54)
    for i, note in enumerate(wording.score_note(figures)):
        pdf.text(sheet, LEFT, y + 102 + 18 * i, note, "Text", 13, "text-2")
    marks = ("nps-promoter", "nps-passive", "nps-detractor")
    for i, (line, colour) in enumerate(zip(wording.score_lines(figures), marks, strict=True)):
        top = y + 32 + 30 * i
        pdf.rule(sheet, LEFT + 178, top, RIGHT, top, "border", 1)
        account.sign(sheet, LEFT + 178, top + 8.5, 14, colour)
        pdf.text(sheet, LEFT + 202, top + 20.5, line.label, "Text", 15)
        pdf.figures(sheet, RIGHT - 66, top + 20.5, line.count, "TextSemiBold", 15)
        pdf.figures(sheet, RIGHT, top + 20.5, line.share, "Text", 15, "text-2")
    low, high = figures.nps.interval or (None, None)
    pdf.draw(sheet, charts.gauge(figures.nps.nps, low, high, _WIDTH), LEFT, y + 150)
    pdf.text(sheet, LEFT, y + 234, wording.comparison(figures), "Text", 13, "text-3", limit=_WIDTH)
