"""The year's second page: its months side by side, and their totals."""

from parrainage_desktop.base.i18n import _, pgettext
from parrainage_desktop.reports import notes, remarks, year_wording
from parrainage_desktop.reports.blocks import LEFT, RIGHT, Block, Column, Pages, paragraphs, table
from parrainage_desktop.reports.years import YearFigures


def pages(figures: YearFigures) -> list[list[Block]]:
    """The account of the months, what rests on their counts, and how it was counted."""
    flow = Pages()
    table(flow, _("Accounts of the year"), account_columns(), year_wording.account(figures), 1)
    paragraphs(flow, "", [year_account_note()], 12, 17)
    flow.y += 14
    table(flow, _("Month by month"), ratio_columns(), year_wording.ratios(figures), 1)
    if said := notes.budget(figures.last):
        paragraphs(flow, "", [said], 14)
        flow.y += 14
    remarks.definitions(flow)
    return flow.pages


def year_account_note() -> str:
    """Why each row adds up."""
    return _(
        "Each month as it was when it ended. Redeemed is less what was taken back, expired less what was prolonged: "
        "the outstanding amount of a month is that of the row above, with the four columns before it."
    )


def account_columns() -> tuple[Column, ...]:
    """The account's headings, in the reader’s language."""
    return (
        Column("", LEFT + 12),
        Column(pgettext("column of amounts", "New"), 280, "right"),
        Column(pgettext("column of amounts", "Issued"), 378, "right"),
        Column(pgettext("column of amounts", "Redeemed"), 466, "right"),
        Column(pgettext("column of amounts", "Expired"), 548, "right"),
        Column(pgettext("column of amounts", "Cancelled"), 634, "right"),
        Column(_("Outstanding"), RIGHT - 12, "right"),
    )


def ratio_columns() -> tuple[Column, ...]:
    """The ratios' headings."""
    return (
        Column("", LEFT + 12),
        Column(_("Completed"), 250, "right"),
        Column(_("Purchases"), 346, "right"),
        Column(_("Cost per new"), 462, "right"),
        Column(_("Answers"), 530, "right"),
        Column(_("NPS"), 594, "right"),
        Column(_("Between"), RIGHT - 12, "right"),
    )
