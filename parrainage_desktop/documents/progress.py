"""A customer's own page: the friends who came, the vouchers there are, what the next friends bring.

A friend is never named: who recommends the shop is told that somebody came, and nothing else.
"""

from pathlib import Path

from parrainage_desktop.base import pdf
from parrainage_desktop.base.i18n import _, day, day_month_year, in_language, money, ngettext, number, pgettext
from parrainage_desktop.base.paper import Made
from parrainage_desktop.base.pdf import Sheet
from parrainage_desktop.documents.rules import Progress
from parrainage_desktop.reports import edges
from parrainage_desktop.reports.blocks import LEFT, RIGHT, WIDTH, Column, Pages, paragraphs, table
from parrainage_desktop.reports.edges import Edges

SHOWN = 10
"""Friends, and vouchers, that have a line of their own: the page stays one."""


def page(path: Path | str, found: Progress, language: str) -> Made:
    """Write it. Raises UserError("file_unwritable")."""
    shop, today = found.scheme.shop, found.scheme.today
    with in_language(language):
        about, flow = _("Your recommendations"), Pages(y=250.0)
        flow.pages[0].append(lambda sheet: _head(sheet, found))
        _friends(flow, found)
        _vouchers(flow, found)
        made = Edges(shop, about, day_month_year(today), shop.place)
        return edges.write(path, made, found.name, flow.pages, {1: about})


def headline(found: Progress) -> str:
    """How many friends became customers, and what the next ones bring."""
    count = sum(friend.completed for friend in found.friends)
    if not count:
        said = _("Your first friend is still to come: give your card to somebody who will like it here.")
    else:
        said = ngettext(
            "Thank you: {count} friend became a customer on your recommendation.",
            "Thank you: {count} friends became customers on your recommendation.",
            count,
        ).format(count=number(count))
    return f"{said} {milestone(found)}".strip()


def milestone(found: Progress) -> str:
    """What the next tier asks for and brings, or nothing when there is none."""
    if found.missing is None:
        return ""
    said = ngettext(
        "{count} more friend, and you receive {amount} on top.",
        "{count} more friends, and you receive {amount} on top.",
        found.missing,
    )
    return said.format(count=number(found.missing), amount=money(found.bonus_cents, found.scheme.shop.currency))


def _head(sheet: Sheet, found: Progress) -> None:
    pdf.text(sheet, LEFT - 2, 165, found.name, "Display", 38, limit=WIDTH, least=17)
    pdf.paragraph(sheet, LEFT, 198, headline(found), WIDTH, 25, "Text", 17, lines=2)


def _friends(flow: Pages, found: Progress) -> None:
    rows = [
        (day(friend.on), _("first purchase made") if friend.completed else _("registered, first purchase to come"))
        for friend in found.friends[:SHOWN]
    ]
    if rows:
        table(flow, _("Friends who came"), (Column(_("Date"), LEFT + 12), Column("", 190)), rows)
        _rest(flow, len(found.friends) - len(rows))


def _vouchers(flow: Pages, found: Progress) -> None:
    currency = found.scheme.shop.currency
    owed = sum(voucher.left_cents for voucher in found.vouchers)
    rows = [
        (voucher.code, day(voucher.first), day(voucher.last), money(voucher.left_cents, currency))
        for voucher in found.vouchers[:SHOWN]
    ]
    if not rows:
        paragraphs(flow, _("Your vouchers"), [_("No voucher to use at the moment.")], 14)
        return
    columns = (
        Column(_("Voucher"), LEFT + 12),
        Column(pgettext("column of days", "From"), 190),
        Column(pgettext("column of days", "Until"), 340),
        Column(_("Amount"), RIGHT - 12, "right"),
    )
    table(flow, _("Your vouchers"), columns, [*rows, (_("Total"), "", "", money(owed, currency))], 1)
    _rest(flow, len(found.vouchers) - SHOWN)


def _rest(flow: Pages, count: int) -> None:
    """How many had no room."""
    if count > 0:
        said = ngettext("and {count} more", "and {count} more", count).format(count=number(count))
        paragraphs(flow, "", [said])
