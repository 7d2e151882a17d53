"""Which vouchers were to be put on paper and were not yet: a printer may fail, what was issued stays issued."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Named,
    String,
    Table,
    TypedColumns,
    delete,
    insert,
    select,
    text,
    update,
)

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.vouchers import lookups
from parrainage_desktop.vouchers.rules import Voucher, VoucherState
from parrainage_desktop.vouchers.store import VOUCHERS


class PrintingColumns(TypedColumns):
    """A voucher somebody wanted on paper, since when, and when it last came out of a printer."""

    voucher_id: Named[int] = Column(Key, ForeignKey("vouchers.id"), primary_key=True)
    at: Named[datetime] = Column(Instant)
    printed_at: Named[datetime | None] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


PRINTINGS = Table(
    "printings",
    METADATA,
    PrintingColumns,
    Index("ix_printings_waiting", "voucher_id", sqlite_where=text("printed_at IS NULL")),
)


def want(tx: Transaction, codes: Sequence[str]) -> None:
    """Note before printing which vouchers shall be on paper; one that was printed before is not missing again."""
    found = _numbers(tx, codes)
    known = set(tx.execute(select(PRINTINGS.c.voucher_id).where(PRINTINGS.c.voucher_id.in_(found))).scalars())
    for number in (one for one in found if one not in known):
        values = {"voucher_id": number, "at": tx.now, "staff": tx.actor.staff, "till": tx.actor.till}
        tx.execute(insert(PRINTINGS), values)
        journal.append(tx, "voucher.print_wanted", number)


def printed(tx: Transaction, codes: Sequence[str]) -> None:
    """Note that vouchers are on paper, from which till."""
    for number in _numbers(tx, codes):
        values = {"printed_at": tx.now, "staff": tx.actor.staff, "till": tx.actor.till}
        done = tx.execute(update(PRINTINGS).where(PRINTINGS.c.voucher_id == number).values(values)).rowcount
        if not done:
            tx.execute(insert(PRINTINGS), {"voucher_id": number, "at": tx.now, **values})
        journal.append(tx, "voucher.printed", number)


def waive(tx: Transaction, codes: Sequence[str]) -> None:
    """Note that nobody wants these on paper any more."""
    for number in _numbers(tx, codes):
        gone = tx.execute(delete(PRINTINGS).where(PRINTINGS.c.voucher_id == number, PRINTINGS.c.printed_at.is_(None)))
        if gone.rowcount:
            journal.append(tx, "voucher.print_waived", number)


def waiting(tx: Transaction, most: int = 200) -> list[Voucher]:
    """The usable vouchers that were wanted on paper and are not, the oldest first."""
    missing = (
        select(PRINTINGS.c.voucher_id)
        .join(VOUCHERS, VOUCHERS.c.id == PRINTINGS.c.voucher_id)
        .where(PRINTINGS.c.printed_at.is_(None))
        .where(VOUCHERS.c.state == VoucherState.ISSUED.value, VOUCHERS.c.valid_until >= tx.today)
    )
    found = lookups.many(tx, list(tx.execute(missing.order_by(PRINTINGS.c.voucher_id).limit(most)).scalars()))
    return sorted(found.values(), key=lambda one: one.id)


def _numbers(tx: Transaction, codes: Sequence[str]) -> list[int]:
    return list(tx.execute(select(VOUCHERS.c.id).where(VOUCHERS.c.code.in_(codes)).order_by(VOUCHERS.c.id)).scalars())
