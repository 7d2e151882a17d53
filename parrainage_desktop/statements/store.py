"""Shares of friends' purchases, and the payments that settled them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Named,
    Row,
    String,
    Table,
    TypedColumns,
    column,
    delete,
    func,
    insert,
    select,
    table,
    update,
)

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.customers import wording
from parrainage_desktop.customers.joined import PEOPLE, whole_name
from parrainage_desktop.statements.rules import Line, Statement, due_cents

_referrals = table("referrals", column("id"), column("referee_id"))


class PaymentColumns(TypedColumns):
    """A statement noted as paid: what it said then, the day, and who noted it."""

    id: Named[int] = Column(Key, primary_key=True)
    holder_id: Named[int] = Column(Key, ForeignKey("customers.id"), index=True)
    month: Named[date]
    base_cents: Named[int] = Column(BigInteger)
    due_cents: Named[int] = Column(BigInteger)
    paid_on: Named[date]
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


PAYMENTS = Table("payments", METADATA, PaymentColumns)


class ShareColumns(TypedColumns):
    """A friend's purchase that counts for whoever brought them, or its return; rows are only added, then paid.

    `month` is the first day of the month in which it was noted: a month that is over stays as it was.
    """

    id: Named[int] = Column(Key, primary_key=True)
    holder_id: Named[int] = Column(Key, ForeignKey("customers.id"))
    referral_id: Named[int] = Column(Key, ForeignKey("referrals.id"), index=True)
    purchase_id: Named[int] = Column(Key, ForeignKey("purchases.id"), index=True)
    month: Named[date]
    noted_on: Named[date]
    base_cents: Named[int] = Column(BigInteger)
    basis_points: Named[int]
    payment_id: Named[int | None] = Column(Key, ForeignKey("payments.id"), index=True)


SHARES = Table(
    "shares",
    METADATA,
    ShareColumns,
    CheckConstraint("basis_points BETWEEN 1 AND 10000", name="basis_points"),
    Index("ix_shares_month_holder_id", "month", "holder_id"),
    Index("ix_shares_holder_id", "holder_id", "month"),
)


def insert_share(
    tx: Transaction, holder_id: int, referral_id: int, purchase_id: int, cents: int, basis_points: int
) -> int:
    """Write what a purchase, or its return, counts for; its number."""
    values = {
        "holder_id": holder_id, "referral_id": referral_id, "purchase_id": purchase_id,
        "month": tx.today.replace(day=1), "noted_on": tx.today, "base_cents": cents, "basis_points": basis_points,
    }  # fmt: skip
    return int(tx.execute(insert(SHARES).values(values).returning(SHARES.c.id)).scalar_one())


def standing(tx: Transaction, referral_id: int, purchase_id: int | None = None) -> list[tuple[int, int, int, int]]:
    """The purchases of a referral that count and were not taken out: purchase, holder, cents, share of each."""
    query = (
        select(
            SHARES.c.purchase_id, func.max(SHARES.c.holder_id), func.sum(SHARES.c.base_cents),
            func.max(SHARES.c.basis_points),
        )
        .where(SHARES.c.referral_id == referral_id)
        .group_by(SHARES.c.purchase_id)
        .having(func.sum(SHARES.c.base_cents) != 0)
        .order_by(SHARES.c.purchase_id)
    )  # fmt: skip
    rows = tx.execute(query if purchase_id is None else query.where(SHARES.c.purchase_id == purchase_id))
    return [(int(one), int(holder), int(cents), int(points)) for one, holder, cents, points in rows]


def referral_of(tx: Transaction, purchase_id: int) -> int | None:
    """The referral for which a purchase was counted."""
    query = select(SHARES.c.referral_id).where(SHARES.c.purchase_id == purchase_id).limit(1)
    return tx.execute(query).scalar_one_or_none()


def statements(
    tx: Transaction, month: date | None = None, holder_id: int | None = None, payment_id: int | None = None
) -> list[Statement]:
    """Statements, the newest month first and people by name; narrowed to a month, a person, a payment."""
    counted = (
        select(
            SHARES.c.holder_id, SHARES.c.month, SHARES.c.payment_id, func.count().label("lines"),
            func.sum(SHARES.c.base_cents).label("base"),
            func.sum(SHARES.c.base_cents * SHARES.c.basis_points).label("exact"),
        )
        .group_by(SHARES.c.holder_id, SHARES.c.month, SHARES.c.payment_id)
    )  # fmt: skip
    for given, wanted in ((SHARES.c.month, month), (SHARES.c.holder_id, holder_id), (SHARES.c.payment_id, payment_id)):
        if wanted is not None:
            counted = counted.where(given == wanted)
    found = counted.subquery()
    name = whole_name()
    query = (
        select(found, name.label("name"), PAYMENTS.c.paid_on, PAYMENTS.c.staff, PAYMENTS.c.due_cents)
        .join(PEOPLE, PEOPLE.c.id == found.c.holder_id)
        .outerjoin(PAYMENTS, PAYMENTS.c.id == found.c.payment_id)
    )
    made = [_statement(row) for row in tx.execute(query)]
    return sorted(made, key=lambda one: (-one.month.toordinal(), one.holder.casefold(), one.payment_id or 0))


def lines(tx: Transaction, statement: Statement) -> list[Line]:
    """The purchases a statement adds up, as they were noted."""
    paid = SHARES.c.payment_id
    name = whole_name()
    query = (
        select(
            name, SHARES.c.referral_id, SHARES.c.purchase_id, SHARES.c.noted_on, SHARES.c.base_cents,
            SHARES.c.basis_points,
        )
        .join(_referrals, _referrals.c.id == SHARES.c.referral_id)
        .join(PEOPLE, PEOPLE.c.id == _referrals.c.referee_id)
        .where(SHARES.c.holder_id == statement.holder_id, SHARES.c.month == statement.month)
        .where(paid.is_(None) if statement.payment_id is None else paid == statement.payment_id)
    )  # fmt: skip
    return [Line(wording.name(friend), *rest) for friend, *rest in tx.execute(query.order_by(SHARES.c.id))]


def pay(tx: Transaction, statement: Statement, on: date) -> int:
    """Write that a statement was paid; the payment's number."""
    values = {
        "holder_id": statement.holder_id, "month": statement.month, "base_cents": statement.base_cents,
        "due_cents": statement.due_cents, "paid_on": on, "at": tx.now, "staff": tx.actor.staff, "till": tx.actor.till,
    }  # fmt: skip
    number = int(tx.execute(insert(PAYMENTS).values(values).returning(PAYMENTS.c.id)).scalar_one())
    open_ones = (SHARES.c.holder_id == statement.holder_id) & (SHARES.c.month == statement.month)
    tx.execute(update(SHARES).where(open_ones, SHARES.c.payment_id.is_(None)).values(payment_id=number))
    return number


def unpay(tx: Transaction, payment_id: int) -> None:
    """Write that a payment was a mistake."""
    tx.execute(update(SHARES).where(SHARES.c.payment_id == payment_id).values(payment_id=None))
    tx.execute(delete(PAYMENTS).where(PAYMENTS.c.id == payment_id))


def any_at_all(tx: Transaction) -> bool:
    """Whether anything was ever counted."""
    return tx.execute(select(SHARES.c.id).limit(1)).first() is not None


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None) -> list[int]:
    """Let what one person earned be another's; which shares."""
    return hand_over(tx, SHARES, "holder_id", "id", from_id, to_id, only)


def follow_payments(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None) -> list[int]:
    """Let what one person was paid be another's; which payments."""
    return hand_over(tx, PAYMENTS, "holder_id", "id", from_id, to_id, only)


def _statement(row: Row[tuple[Any, ...]]) -> Statement:
    due = due_cents(int(row.exact)) if row.payment_id is None else row.due_cents
    return Statement(
        row.holder_id, wording.name(row.name), row.month, int(row.lines), int(row.base), due, row.payment_id,
        row.paid_on, row.staff or "",
    )  # fmt: skip
