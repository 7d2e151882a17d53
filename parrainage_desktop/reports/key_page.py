"""The report's page of key figures, and the page after it that says how everything was counted."""

from parrainage_desktop.base.i18n import _, pgettext
from parrainage_desktop.reports import key_ratios, key_wording, remarks
from parrainage_desktop.reports.blocks import LEFT, RIGHT, Block, Column, Pages, paragraphs, table
from parrainage_desktop.reports.key_ratios import Ratio
from parrainage_desktop.reports.rules import MonthFigures


def pages(figures: MonthFigures) -> list[list[Block]]:
    """Three tables of key figures, the two kinds of customers side by side, the definitions."""
    flow = Pages()
    _table(flow, _("Key figures: who brings, who comes"), key_ratios.referrals(figures), figures.currency)
    _table(flow, _("What it costs, what it brings"), key_ratios.money(figures), figures.currency)
    _table(flow, _("What becomes of vouchers"), key_ratios.vouchers(figures), figures.currency)
    columns = (
        Column("", LEFT + 12),
        Column(_("Referred customers"), 520, "right"),
        Column(_("Other customers"), RIGHT - 12, "right"),
    )
    table(flow, _("Referred customers and others"), columns, key_wording.comparison(figures))
    remarks.definitions(flow)
    flow.y += 14
    paragraphs(flow, _("How the key figures are counted"), key_wording.definitions(), 12, 17)
    return flow.pages


def _table(flow: Pages, name: str, ratios: tuple[Ratio, ...], currency: str) -> None:
    columns = (
        Column("", LEFT + 12),
        Column(pgettext("column of key figures", "Figure"), 452, "right"),
        Column(_("From"), 484),
    )
    rows = [(line.label, line.value, line.counts) for line in key_wording.lines(ratios, currency)]
    table(flow, name, columns, rows)
