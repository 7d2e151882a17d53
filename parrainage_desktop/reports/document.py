"""A month or a year as a PDF: a page that tells it, then the pages that account for it; and the list of what is owed.

Measured in pixels of 1/96 inch, as on screen, so that both draw the same charts.
"""

from collections.abc import Sequence
from pathlib import Path

from parrainage_desktop.base import charts, painting, pdf
from parrainage_desktop.base.i18n import _, in_language, money, month, month_short
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import Sheet, Span
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.typeset import measure
from parrainage_desktop.reports import (
    account,
    edges,
    key_page,
    owed_list,
    paper_wording,
    wording,
    year_account,
    year_wording,
)
from parrainage_desktop.reports.blocks import LEFT, RIGHT
from parrainage_desktop.reports.edges import Edges
from parrainage_desktop.reports.owed import Owed
from parrainage_desktop.reports.rules import MonthFigures, MonthPoint
from parrainage_desktop.reports.wording import Kpi, Piece
from parrainage_desktop.reports.years import YearFigures
from parrainage_desktop.surveys.rules import Score

_WIDTH = RIGHT - LEFT


def write(
    path: Path | str, figures: MonthFigures | YearFigures | Owed, language: str, progress: Progress | None = None
) -> Made:
    """Write the paper of a month, of a year or of what is owed. Raises UserError("file_unwritable"), Cancelled."""
    match figures:
        case MonthFigures():
            return monthly(path, figures, language, progress)
        case YearFigures():
            return yearly(path, figures, language, progress)
        case Owed():
            return outstanding(path, figures, language, progress)


def monthly(path: Path | str, figures: MonthFigures, language: str, progress: Progress | None = None) -> Made:
    """Write the month's report from the figures alone.

    Raises UserError("file_unwritable"); ValueError when the outstanding amount does not reconcile.
    """
    if not figures.movements.balances():
        raise ValueError("the outstanding amount does not reconcile")
    with in_language(language):
        accounts = account.pages(figures)
        pages = [[lambda sheet: _summary(sheet, figures)], *accounts, *key_page.pages(figures)]
        marks = {1: wording.title(figures), 2: _("Accounts of the month"), 2 + len(accounts): _("Key figures")}
        about = _("Referral report, {month}").format(month=month(figures.year, figures.month))
        return edges.write(path, _edges(figures, about), wording.title(figures), pages, marks, progress)


def yearly(path: Path | str, figures: YearFigures, language: str, progress: Progress | None = None) -> Made:
    """Write the year's report from the figures alone.

    Raises UserError("file_unwritable"); ValueError when its months do not add up.
    """
    if not figures.balances():
        raise ValueError("the months of the year do not add up")
    with in_language(language):
        pages = [[lambda sheet: _year_summary(sheet, figures)], *year_account.pages(figures)]
        marks = {1: str(figures.year), 2: _("Accounts of the year")}
        about = _("Referral report, {year}").format(year=figures.year)
        return edges.write(path, _edges(figures.last, about), str(figures.year), pages, marks, progress)


def outstanding(path: Path | str, found: Owed, language: str, progress: Progress | None = None) -> Made:
    """Write every voucher something was owed on; the total is the account's.

    Raises UserError("file_unwritable"); ValueError when the list does not add up to the account.
    """
    if not found.balances():
        raise ValueError("the list does not add up to the account")
    with in_language(language):
        about = wording.outstanding_on(found.day)
        made = paper_wording.made_on(found.made_at.date(), found.made_by)
        cut_off = paper_wording.cut_off_at(found.day, found.made_at)
        fingerprint = paper_wording.fingerprint(found.journal_entries, found.journal_head)
        mine = Edges(found.shop, about, made, cut_off, fingerprint)
        return edges.write(path, mine, about, owed_list.pages(found), {1: about}, progress)


def _edges(figures: MonthFigures, about: str) -> Edges:
    fingerprint = paper_wording.fingerprint(figures.journal_entries, figures.journal_head)
    return Edges(figures.shop, about, paper_wording.made(figures), paper_wording.cut_off(figures), fingerprint)


def _summary(sheet: Sheet, figures: MonthFigures) -> None:
    """Page 1: the month in a sentence, six figures, two charts, the score with its margin."""
    y = _heading(sheet, wording.title(figures), wording.headline(figures))
    _kpis(sheet, wording.kpis(figures), y)
    _charts(sheet, figures.series, wording.series_note(figures), figures.currency, y + 220)
    pdf.rule(sheet, LEFT, y + 490, RIGHT, y + 490, "border", 1)
    _satisfaction(sheet, figures.nps, wording.comparison(figures), y + 510)


def _year_summary(sheet: Sheet, figures: YearFigures) -> None:
    """The year's first page, built like a month's."""
    y = _heading(sheet, str(figures.year), year_wording.headline(figures))
    _kpis(sheet, year_wording.kpis(figures), y)
    _charts(sheet, year_wording.series(figures), year_wording.series_note(figures), figures.currency, y + 220)
    pdf.rule(sheet, LEFT, y + 490, RIGHT, y + 490, "border", 1)
    _satisfaction(sheet, figures.nps, year_wording.satisfaction(figures), y + 510)


def _heading(sheet: Sheet, title: str, headline: Sequence[Piece]) -> float:
    """The title and the sentence; returns where what follows begins."""
    pdf.text(sheet, LEFT - 2, 165, title, "Display", 44)
    spans = [
        Span(piece.text, "TextSemiBold" if piece.strong else "Text", "text" if piece.strong else "text-2")
        for piece in headline
    ]
    return pdf.flow(sheet, LEFT, 203, spans, 17, _WIDTH, 26) + 1


def _kpis(sheet: Sheet, kpis: Sequence[Kpi], y: float) -> None:
    cell = _WIDTH / 3
    for i, kpi in enumerate(kpis):
        left, top = LEFT + i % 3 * cell, y + i // 3 * 97
        if i % 3:
            pdf.rule(sheet, left, top, left, top + 97, "border", 1)
        pdf.text(sheet, left + 17, top + 26, kpi.label, "TextMedium", 13, "text-2", limit=cell - 24)
        # Amounts are made smaller, never cut.
        for y_of, said, font, size, colour in (
            (57, kpi.value, "Title", 26.0, "text"), (80, kpi.note, "Text", 13.0, "text-3"),
        ):  # fmt: skip
            size = min(size, size * (cell - 24) / max(1.0, measure(said, font, size)))
            pdf.text(sheet, left + 17, top + y_of, said, font, size, colour)
    pdf.rule(sheet, LEFT, y + 97, RIGHT, y + 97, "border", 1)
    pdf.box(sheet, LEFT, y, _WIDTH, 194, "", "border", 10, 1)


def _charts(sheet: Sheet, series: Sequence[MonthPoint], note: str, currency: str, y: float) -> None:
    labels = [month_short(point.month) for point in series]
    pdf.text(sheet, LEFT, y + 16.5, _("Completed referrals"), "Title", 17)
    pdf.text(sheet, LEFT, y + 35, note, "Text", 13, "text-3")
    counts = [point.referrals for point in series]
    painting.draw(sheet, charts.columns(counts, labels, 300, 204, size=12), LEFT, y + 46)
    issued, redeemed = [p.issued_cents for p in series], [p.redeemed_cents for p in series]
    left = LEFT + 332
    pdf.text(sheet, left, y + 16.5, _("Vouchers issued and redeemed"), "Title", 17)
    _legend(sheet, left, y + 35, sum(issued), sum(redeemed), currency)

    def axis(cents: int) -> str:
        return money(cents, currency, short=True)

    chart = charts.pairs(issued, redeemed, labels, 350, 204, axis, size=12, intervals=2)
    painting.draw(sheet, chart, left, y + 46)


def _legend(sheet: Sheet, x: float, y: float, issued: int, redeemed: int, currency: str) -> None:
    first = _("issued, {amount}").format(amount=money(issued, currency))
    second = _("redeemed, {amount}").format(amount=money(redeemed, currency))
    pdf.box(sheet, x + 0.5, y - 9.5, 10, 10, "accent", "accent-text", 3, 1)
    pdf.text(sheet, x + 19, y, first, "Text", 13, "text-2")
    x += 19 + measure(first, "Text", 13) + 16
    pdf.box(sheet, x, y - 10, 11, 11, "brand", "", 3)
    pdf.text(sheet, x + 19, y, second, "Text", 13, "text-2")


def _satisfaction(sheet: Sheet, found: Score, comparison: str, y: float) -> None:
    question = _("Satisfaction: “Would you recommend our shop to a friend?”")
    pdf.text(sheet, LEFT, y + 17, question, "Title", 17, limit=_WIDTH)
    pdf.text(sheet, LEFT - 2, y + 79, paper_wording.score(found.nps), "Display", 54)
    for i, note in enumerate(paper_wording.score_note(found)):
        pdf.text(sheet, LEFT, y + 102 + 18 * i, note, "Text", 13, "text-2")
    marks = ("nps-promoter", "nps-passive", "nps-detractor")
    for i, (line, colour) in enumerate(zip(paper_wording.score_lines(found), marks, strict=True)):
        top = y + 32 + 30 * i
        pdf.rule(sheet, LEFT + 178, top, RIGHT, top, "border", 1)
        account.sign(sheet, LEFT + 178, top + 8.5, 14, colour)
        pdf.text(sheet, LEFT + 202, top + 20.5, line.label, "Text", 15)
        pdf.figures(sheet, RIGHT - 66, top + 20.5, line.count, "TextSemiBold", 15)
        pdf.figures(sheet, RIGHT, top + 20.5, line.share, "Text", 15, "text-2")
    low, high = found.interval or (None, None)
    painting.draw(sheet, charts.gauge(found.nps, low, high, _WIDTH), LEFT, y + 150)
    pdf.text(sheet, LEFT, y + 234, comparison, "Text", 13, "text-3", limit=_WIDTH)
