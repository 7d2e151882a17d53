"""The list of what the shop owed at the end of a day, on as many pages as it needs."""

from parrainage_desktop.base.i18n import _, day, money, ngettext, number, pgettext
from parrainage_desktop.reports.blocks import LEFT, RIGHT, Block, Column, Pages, long_table, paragraphs
from parrainage_desktop.reports.owed import Owed


def pages(found: Owed) -> list[list[Block]]:
    """Every voucher by its last day, and the total."""
    flow = Pages()
    currency = found.shop.currency
    rows = [
        (
            day(one.valid_until), one.code, one.holder, day(one.issued_on), money(one.value_cents, currency),
            money(one.left_cents, currency),
        )
        for one in found.vouchers
    ]  # fmt: skip
    total = (_("Total"), counted(found), "", "", "", money(found.total.cents, currency))
    columns = (
        Column(_("Last day"), LEFT + 12),
        Column(_("Voucher"), 178),
        Column(_("Customer"), 268),
        Column(pgettext("column of days", "Issued"), 432),
        Column(_("Value"), 630, "right"),
        Column(_("Left"), RIGHT - 12, "right"),
    )
    long_table(flow, _("What the shop still owes (outstanding)"), columns, [*rows, total], 1)
    paragraphs(flow, "", [explained()])
    return flow.pages


def counted(found: Owed) -> str:
    """How many vouchers the list has."""
    count = found.total.vouchers
    return ngettext("{count} voucher", "{count} vouchers", count).format(count=number(count))


def explained() -> str:
    """What the list is."""
    return _(
        "Vouchers not used, expired or cancelled at the end of this day, and what was left of each. The total is the "
        "outstanding amount of the month’s account on this day. Only a voucher’s last letters are shown: this list is "
        "no money."
    )
