"""Statements as tables for other programs: one line a statement, and one line a purchase."""

from collections.abc import Sequence
from pathlib import Path

from parrainage_desktop.base import tables_out
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.tables_out import Money, Table
from parrainage_desktop.statements.rules import Line, Statement


def write(path: Path | str, found: Sequence[tuple[Statement, Sequence[Line]]], currency: str) -> None:
    """Write statements, then the purchases they add up, to a .csv or .xlsx file.

    Raises InvalidInput for another suffix, UserError("file_unwritable" or "too_many_rows").
    """
    person, month = _("Customer"), _("Month")
    statements = Table(
        _("Statements"),
        (_("Number"), person, month, _("Purchases"), _("Base"), _("Due"), _("Currency"), _("Paid on"), _("Noted by")),
        [
            (
                one.holder_id, one.holder, one.month, one.lines, Money(one.base_cents), Money(one.due_cents), currency,
                one.paid_on, one.paid_by,
            )
            for one, _lines in found
        ],
    )  # fmt: skip
    purchases = Table(
        _("Purchases"),
        (_("Number"), person, month, _("Day"), _("Friend"), _("Purchase"), _("Base"), _("Due"), _("Currency")),
        [
            (
                one.holder_id, one.holder, one.month, line.on, line.friend, line.purchase_id, Money(line.base_cents),
                Money(line.due_cents), currency,
            )
            for one, lines in found
            for line in lines
        ],
    )  # fmt: skip
    tables_out.write(path, statements, purchases)
