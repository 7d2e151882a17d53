"""The report's second page and on: the outstanding amount, every rewarded referral, what customers wrote.

Measured in pixels of 1/96 inch, like the rest of the report.
"""

from parrainage_desktop.base import pdf
from parrainage_desktop.base.i18n import _, day_month, day_month_long, money
from parrainage_desktop.base.pdf import Sheet
from parrainage_desktop.base.typeset import fit, measure, wrap
from parrainage_desktop.reports import remarks, wording
from parrainage_desktop.reports.blocks import (
    BOTTOM,
    HEAD,
    LEFT,
    RIGHT,
    ROW,
    WIDTH,
    Block,
    Pages,
    ground,
    head,
    panel,
    title,
)
from parrainage_desktop.reports.rules import Comment, MonthFigures, RewardedRow

_COLUMNS = (LEFT + 12, 151.0, 372.0, 603.0, RIGHT - 12)
_COMMENT_LINES = 6


def pages(figures: MonthFigures) -> list[list[Block]]:
    """Page 2 and on: the account, every rewarded referral, corrections, remarks, comments."""
    flow = Pages()
    rows = len(wording.movements(figures)) + 1
    top = flow.y
    flow.put(32 + 28 * rows + 20, lambda sheet: _reconciliation(sheet, figures, top))
    remarks.budget(flow, figures)
    _referrals(flow, figures)
    remarks.corrections(flow, figures)
    remarks.to_look_at(flow, figures)
    _comments(flow, figures.comments)
    return flow.pages


def sign(sheet: Sheet, x: float, y: float, size: float, colour: str) -> None:
    """The shape that goes with a kind of answer, so that colour never stands alone."""
    unit = size / 14
    if colour == "nps-passive":
        pdf.disc(sheet, x + 7 * unit, y + 7 * unit, 5.6 * unit, colour)
        return
    base, tip = (12.5, 1.5) if colour == "nps-promoter" else (1.5, 12.5)
    corners = ((7, tip), (13.2, base), (0.8, base))
    pdf.polygon(sheet, [(x + across * unit, y + down * unit) for across, down in corners], colour)


def _reconciliation(sheet: Sheet, figures: MonthFigures, y: float) -> None:
    title(sheet, y, _("What the shop still owes (outstanding)"))
    lines, top = wording.movements(figures), y + 32
    with panel(sheet, top, 28 * (len(lines) + 1)):
        head(sheet, 558, top, _("Vouchers"), "right")
        head(sheet, _COLUMNS[4], top, _("Amount"), "right")
        for i, line in enumerate(lines, start=1):
            font = "TextSemiBold" if line.total else "Text"
            row = top + 28 * i
            ground(sheet, row, 28, line.total)
            pdf.text(sheet, _COLUMNS[0], row + 19, line.label, font, 14)
            pdf.figures(sheet, 558, row + 19, line.vouchers, font, 14)
            pdf.figures(sheet, _COLUMNS[4], row + 19, line.amount, font, 14)


def _referrals(flow: Pages, figures: MonthFigures) -> None:
    """The list, cut into as many tables as pages; the last one carries the total."""
    rows = list(figures.rewarded)
    first = True
    while rows or first:
        flow.room(32 + HEAD + 3 * ROW)
        fits = max(1, int((BOTTOM - flow.y - 32 - HEAD - ROW) // ROW) - 1)
        part, rows = rows[:fits], rows[fits:]
        _table(flow, figures, part, first, last=not rows)
        first = False


def _table(flow: Pages, figures: MonthFigures, part: list[RewardedRow], first: bool, last: bool) -> None:
    totals = _totals(figures) if last else []
    y, height = flow.y, HEAD + ROW * (len(part) + len(totals))
    name = wording.rewarded_title(figures)
    name = name if first else _("{title} (continued)").format(title=name)

    def block(sheet: Sheet) -> None:
        title(sheet, y, name)
        _list(sheet, figures, y + 32, height, part, totals)

    flow.put(32 + height + 20, block)


def _list(
    sheet: Sheet,
    figures: MonthFigures,
    y: float,
    height: float,
    part: list[RewardedRow],
    totals: list[tuple[str, str, str]],
) -> None:
    with panel(sheet, y, height):
        head(sheet, _COLUMNS[0], y, _("Date"))
        head(sheet, _COLUMNS[1], y, _("Referrer"))
        head(sheet, _COLUMNS[2], y, _("Referred customer"))
        head(sheet, _COLUMNS[3], y, _("First purchase"), "right")
        head(sheet, _COLUMNS[4], y, _("Vouchers issued"), "right")
        y += HEAD
        for row in part:
            ground(sheet, y, ROW)
            _rewarded(sheet, y + 16.5, row, figures.currency)
            y += ROW
        for label, bought, issued in totals:
            ground(sheet, y, ROW, grey=True)
            pdf.text(sheet, _COLUMNS[0], y + 16.5, label, "TextSemiBold", 13.5)
            pdf.figures(sheet, _COLUMNS[3], y + 16.5, bought, "TextSemiBold", 13.5)
            pdf.figures(sheet, _COLUMNS[4], y + 16.5, issued, "TextSemiBold", 13.5)
            y += ROW


def _rewarded(sheet: Sheet, y: float, row: RewardedRow, currency: str) -> None:
    pdf.text(sheet, _COLUMNS[0], y, day_month(row.day), "Text", 13.5)
    note = f" · {wording.milestone(row.milestone)}" if row.milestone else ""
    room = _COLUMNS[2] - _COLUMNS[1] - 12
    name = fit(row.referrer, "Text", 13.5, room - measure(note, "Text", 13.5))
    pdf.text(sheet, _COLUMNS[1], y, name, "Text", 13.5)
    pdf.text(sheet, _COLUMNS[1] + measure(name, "Text", 13.5), y, note, "Text", 13.5, "text-3")
    pdf.text(sheet, _COLUMNS[2], y, row.referee, "Text", 13.5, limit=130)
    bought = _("n/a") if row.purchase_cents is None else money(row.purchase_cents, currency)
    pdf.figures(sheet, _COLUMNS[3], y, bought, "Text", 13.5)
    pdf.figures(sheet, _COLUMNS[4], y, money(row.issued_cents, currency), "Text", 13.5)


def _totals(figures: MonthFigures) -> list[tuple[str, str, str]]:
    """The sum of the rows; vouchers issued for other reasons, or cancelled again, stand on lines of their own."""
    bought = [row.purchase_cents for row in figures.rewarded if row.purchase_cents is not None]
    besides = [
        (_("Other vouchers"), figures.outside_rows_cents),
        (_("Vouchers cancelled again"), figures.cancelled_again.cents),
    ]
    issued = sum(row.issued_cents for row in figures.rewarded) + sum(cents for _label, cents in besides)
    spent = money(sum(bought), figures.currency) if bought else _("n/a")
    others = [(label, "", money(cents, figures.currency)) for label, cents in besides if cents]
    return [*others, (_("Total"), spent, money(issued, figures.currency))]


def _comments(flow: Pages, comments: tuple[Comment, ...]) -> None:
    """Two to a row, whole unless very long."""
    width = (WIDTH - 24) / 2
    for i in range(0, len(comments), 2):
        pair = [(c, wrap(_quoted(c.text), "Text", 15, width, _COMMENT_LINES)) for c in comments[i : i + 2]]
        head = 32.0 if i == 0 else 0.0
        height = head + 32 + 20 * max(len(lines) for _comment, lines in pair)
        flow.room(height)
        y = flow.y

        def block(
            sheet: Sheet, y: float = y, head: float = head, pair: list[tuple[Comment, tuple[str, ...]]] = pair
        ) -> None:
            if head:
                title(sheet, y, _("In their words"))
            for column, (comment, lines) in enumerate(pair):
                _comment_at(sheet, LEFT + column * (width + 24), y + head, comment, lines)

        flow.put(height + 12, block)


def _comment_at(sheet: Sheet, x: float, y: float, comment: Comment, lines: tuple[str, ...]) -> None:
    kind = "promoter" if comment.score >= 9 else "passive" if comment.score >= 7 else "detractor"
    wide = 37 + measure(str(comment.score), "TextSemiBold", 13)
    pdf.box(sheet, x, y, wide, 26, f"nps-{kind}-soft", "", 13)
    sign(sheet, x + 9, y + 6.5, 13, f"nps-{kind}")
    pdf.text(sheet, x + 28, y + 17.7, str(comment.score), "TextSemiBold", 13)
    pdf.text(sheet, x + wide + 12, y + 17.7, day_month_long(comment.day), "Text", 13, "text-2")
    for i, line in enumerate(lines):
        pdf.text(sheet, x, y + 47 + 20 * i, line, "Text", 15)


def _quoted(text: str) -> str:
    return _("“{words}”").format(words=text)
