"""The vouchers of a list as a table for other programs."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from parrainage_desktop.base import tables_out
from parrainage_desktop.base.codes import masked
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.tables_out import Cell, Money
from parrainage_desktop.vouchers import list_wording, wording
from parrainage_desktop.vouchers.rules import Voucher


def headings() -> tuple[str, ...]:
    """What stands over each column, in the reader's language."""
    return (
        _("Number"), _("Code"), _("Customer"), _("Side"), _("State"), _("Issued"), _("First day"), _("Last day"),
        _("Value"), _("Left"), _("Minimum purchase"), _("Currency"),
    )  # fmt: skip


def write(path: Path | str, vouchers: Iterable[Voucher], today: date) -> None:
    """Write vouchers to a .csv or .xlsx file. Their letters are masked: a table is no money.

    Raises InvalidInput for another suffix, UserError("file_unwritable" or "too_many_rows").
    """
    tables_out.write(path, tables_out.Table(_("Vouchers"), headings(), (row(one, today) for one in vouchers)))


def row(voucher: Voucher, today: date) -> Sequence[Cell]:
    """A voucher as cells under the headings."""
    return (
        voucher.id, masked(voucher.code), voucher.holder, list_wording.side(voucher.side),
        wording.standing(voucher, today), voucher.issued_on, voucher.valid_from, voucher.valid_until,
        Money(voucher.value_cents), Money(voucher.balance_cents), Money(voucher.minimum_cents), voucher.currency,
    )  # fmt: skip
