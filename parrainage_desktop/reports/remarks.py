"""What the report says besides its figures: the budget, corrections, what to look at, how it was counted."""

from parrainage_desktop.base.i18n import _, day_month
from parrainage_desktop.reports import notes
from parrainage_desktop.reports.blocks import LEFT, RIGHT, Column, Pages, paragraphs, table
from parrainage_desktop.reports.rules import MonthFigures


def budget(flow: Pages, figures: MonthFigures) -> None:
    """What was spent of the scheme's budget, if it has one."""
    if said := notes.budget(figures):
        paragraphs(flow, "", [said], 14)
        flow.y += 14


def corrections(flow: Pages, figures: MonthFigures) -> None:
    """What was recorded about earlier months, if anything was."""
    columns = Column("", LEFT + 12), Column(_("Number"), 603, "right"), Column(_("Amount"), RIGHT - 12, "right")
    if rows := notes.corrections(figures):
        table(flow, _("Corrections from earlier months"), columns, rows)


def to_look_at(flow: Pages, figures: MonthFigures) -> None:
    """What a person should look at, if anything."""
    if said := list(filter(None, (notes.to_decide(figures), notes.cards_refused(figures)))):
        paragraphs(flow, _("To look at"), said)
        flow.y += 14
    by_hand, rest = notes.same_hands(figures)
    if not figures.same_hands:
        return
    name = _("Issued and redeemed by the same person")
    if by_hand:
        columns = (
            Column(_("Date"), LEFT + 12),
            Column(_("By"), 151),
            Column(_("Voucher"), 388),
            Column(_("Amount"), RIGHT - 12, "right"),
        )
        rows = [(day_month(one.day), one.staff, one.code, notes.amount(one.cents, figures)) for one in by_hand]
        table(flow, name, columns, rows)
        flow.y -= 8 if rest else 0
    if rest:
        paragraphs(flow, "" if by_hand else name, [rest])
        flow.y += 14


def definitions(flow: Pages) -> None:
    """How each figure was counted."""
    paragraphs(flow, _("How these figures are counted"), notes.definitions(), 12, 17)
