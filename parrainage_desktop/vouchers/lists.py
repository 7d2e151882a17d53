"""Vouchers by what a shop asks of them: which are open, which expire soon, what is owed, what happened to one."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, case, extract, func, select

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.vouchers import store
from parrainage_desktop.vouchers.rules import Act, Moment, Owing, Shown, Voucher, VoucherState, Wanted
from parrainage_desktop.vouchers.store import CancellationRow, ExtensionRow, RedemptionRow, ReversalRow, VoucherRow

SOON = timedelta(days=30)
_ISSUED = VoucherRow.state == VoucherState.ISSUED.value


def page(tx: Transaction, wanted: Wanted, offset: int, count: int) -> list[Voucher]:
    """Some of the vouchers that are wanted: what may still be used by its last day, the rest newest first."""
    soonest = wanted.shown in (Shown.OPEN, Shown.SOON)
    order = (VoucherRow.valid_until, VoucherRow.id) if soonest else (VoucherRow.id.desc(),)
    return store.fetch(tx, _narrowed(tx, store.vouchers(), wanted).order_by(*order).offset(offset).limit(count))


def owing(tx: Transaction, wanted: Wanted) -> Owing:
    """How many vouchers are wanted, and their cents: what is left of open ones, what the others were worth."""
    cents = case((_ISSUED, VoucherRow.balance_cents), else_=VoucherRow.value_cents)
    return _owing(tx, _narrowed(tx, select(func.count(), func.coalesce(func.sum(cents), 0)), wanted))


def outstanding(tx: Transaction) -> tuple[Owing, Owing]:
    """What may be used today, and what only from a later day on; together what the shop owes."""
    query = select(func.count(), func.coalesce(func.sum(VoucherRow.balance_cents), 0))
    alive = query.where(_ISSUED, VoucherRow.valid_until >= tx.today)
    usable = _owing(tx, alive.where(VoucherRow.valid_from <= tx.today))
    return usable, _owing(tx, alive.where(VoucherRow.valid_from > tx.today))


def by_last_month(tx: Transaction) -> list[tuple[int, int, int]]:
    """What is owed by the month in which it expires: year, month, cents."""
    year, month = extract("year", VoucherRow.valid_until), extract("month", VoucherRow.valid_until)
    query = select(year, month, func.sum(VoucherRow.balance_cents))
    query = query.where(_ISSUED, VoucherRow.valid_until >= tx.today).group_by(year, month).order_by(year, month)
    return [(int(found[0]), int(found[1]), int(found[2])) for found in tx.execute(query)]


def history(tx: Transaction, voucher_id: int) -> list[Moment]:
    """Everything that happened to a voucher, oldest first."""
    reversed_use = select(
        ReversalRow.at, ReversalRow.staff, ReversalRow.till, RedemptionRow.cents, ReversalRow.reason
    ).join(RedemptionRow, RedemptionRow.id == ReversalRow.redemption_id)
    used = select(RedemptionRow.at, RedemptionRow.staff, RedemptionRow.till, RedemptionRow.cents)
    issued = VoucherRow.issued_at, VoucherRow.staff, VoucherRow.till, VoucherRow.value_cents, VoucherRow.reason
    gone = CancellationRow.at, CancellationRow.staff, CancellationRow.till, VoucherRow.balance_cents
    cancelled = select(*gone, CancellationRow.reason).join(VoucherRow, VoucherRow.id == CancellationRow.voucher_id)
    moments = [
        *_moments(tx, Act.ISSUED, select(*issued).where(VoucherRow.id == voucher_id)),
        *_moments(tx, Act.REDEEMED, used.where(RedemptionRow.voucher_id == voucher_id)),
        *_moments(tx, Act.REVERSED, reversed_use.where(RedemptionRow.voucher_id == voucher_id)),
        *_moments(tx, Act.CANCELLED, cancelled.where(CancellationRow.voucher_id == voucher_id)),
        *_extensions(tx, voucher_id),
    ]
    return sorted(moments, key=lambda moment: moment.at)


def _moments(tx: Transaction, act: Act, query: Select[*tuple[Any, ...]]) -> list[Moment]:
    return [Moment(act, *row) for row in tx.execute(query)]


def _extensions(tx: Transaction, voucher_id: int) -> list[Moment]:
    columns = ExtensionRow.at, ExtensionRow.staff, ExtensionRow.till, ExtensionRow.reason, ExtensionRow.until_after
    rows = tx.execute(select(*columns).where(ExtensionRow.voucher_id == voucher_id))
    return [Moment(Act.EXTENDED, row.at, row.staff, row.till, 0, row.reason, row.until_after) for row in rows]


def _narrowed(
    tx: Transaction, query: Select[*tuple[Any, ...]], wanted: Wanted
) -> Select[*tuple[Any, ...]]:
    if wanted.side is not None:
        query = query.where(VoucherRow.side == wanted.side.value)
    if wanted.holder_ids is not None:
        query = query.where(VoucherRow.holder_id.in_(wanted.holder_ids))
    if wanted.issued_on is not None:
        query = query.where(VoucherRow.issued_on == wanted.issued_on)
    if wanted.till:
        query = query.where(VoucherRow.till == wanted.till)
    return _shown(tx, query, wanted.shown)


def _shown(tx: Transaction, query: Select[*tuple[Any, ...]], shown: Shown) -> Select[*tuple[Any, ...]]:
    until = VoucherRow.valid_until
    if shown is Shown.OPEN:
        return query.where(_ISSUED, until >= tx.today)
    if shown is Shown.SOON:
        return query.where(_ISSUED, until.between(tx.today, tx.today + SOON))
    if shown is Shown.EXPIRED:
        return query.where(_ISSUED, until < tx.today)
    if shown is Shown.ALL:
        return query
    return query.where(VoucherRow.state == shown.value)


def _owing(tx: Transaction, query: Select[*tuple[Any, ...]]) -> Owing:
    vouchers, cents = tx.execute(query).one()
    return Owing(int(vouchers), int(cents))
