"""Purchases as reference figures."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base.database import Instant, Table, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.purchases.rules import Noted, Purchase

IMPORTED = "import"


class PurchaseRow(Table):
    """A purchase; a mistaken one is withdrawn, never deleted."""

    __tablename__ = "purchases"

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    amount_cents: Mapped[int | None]
    purchased_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(Instant)
    staff: Mapped[str] = mapped_column(String(80))
    till: Mapped[str] = mapped_column(String(80))
    withdrawn: Mapped[bool]
    origin: Mapped[str] = mapped_column(String(10), server_default="counter")

    __table_args__ = (
        CheckConstraint("amount_cents BETWEEN 0 AND 100000000", name="amount"),
        Index("ix_purchases_customer_id_purchased_on", "customer_id", "purchased_on"),
        Index("ix_purchases_purchased_on", "purchased_on"),
    )


_COLUMNS = (PurchaseRow.id, PurchaseRow.customer_id, PurchaseRow.amount_cents, PurchaseRow.purchased_on)


def insert_purchase(tx: Transaction, customer_id: int, amount_cents: int | None, on: date) -> Purchase:
    """Write a purchase."""
    values = {
        "customer_id": customer_id,
        "amount_cents": amount_cents,
        "purchased_on": on,
        "at": tx.now,
        "staff": tx.actor.staff,
        "till": tx.actor.till,
        "withdrawn": False,
    }
    number = tx.execute(insert(PurchaseRow).values(values).returning(PurchaseRow.id)).scalar_one()
    return Purchase(number, customer_id, amount_cents, on)


def find(tx: Transaction, purchase_id: int) -> Purchase | None:
    """One purchase by number, if there is one and it was not withdrawn."""
    row = tx.execute(select(*_COLUMNS).where(PurchaseRow.id == purchase_id, ~PurchaseRow.withdrawn)).first()
    return Purchase(*row) if row else None


def insert_imported(tx: Transaction, bought: Sequence[tuple[int, date, int | None]]) -> None:
    """Write purchases that a file told of: whose, when, how many cents."""
    rest = {"at": tx.now, "staff": tx.actor.staff, "till": tx.actor.till, "withdrawn": False, "origin": IMPORTED}
    rows = [
        {"customer_id": number, "purchased_on": on, "amount_cents": cents, **rest} for number, on, cents in bought
    ]
    if rows:
        tx.execute(insert(PurchaseRow), rows)


def delete_imported(tx: Transaction, ids: Collection[int], at: datetime) -> None:
    """Take out what a file told of these people at one instant."""
    told = (PurchaseRow.origin == IMPORTED) & (PurchaseRow.at == at)
    tx.execute(delete(PurchaseRow).where(PurchaseRow.customer_id.in_(ids), told))


def buyers(tx: Transaction, ids: Collection[int]) -> set[int]:
    """Who of them has bought anything."""
    query = select(PurchaseRow.customer_id).where(PurchaseRow.customer_id.in_(ids), ~PurchaseRow.withdrawn)
    return set(tx.execute(query.distinct()).scalars()) if ids else set()


def withdraw(tx: Transaction, purchase_id: int) -> None:
    """Take a mistaken purchase out of every figure."""
    tx.execute(update(PurchaseRow).where(PurchaseRow.id == purchase_id).values(withdrawn=True))


def has_any(tx: Transaction, customer_id: int) -> bool:
    """Whether the person ever bought anything."""
    bought = exists().where(PurchaseRow.customer_id == customer_id, ~PurchaseRow.withdrawn)
    return bool(tx.execute(select(bought)).scalar_one())


def last_day(tx: Transaction, customer_id: int) -> date | None:
    """The shop day of a person's newest purchase, if they ever bought."""
    query = select(PurchaseRow.purchased_on).where(PurchaseRow.customer_id == customer_id, ~PurchaseRow.withdrawn)
    return tx.execute(query.order_by(PurchaseRow.purchased_on.desc()).limit(1)).scalar_one_or_none()


def of_customer(tx: Transaction, customer_id: int, limit: int) -> list[Purchase]:
    """A person's purchases, newest first."""
    query = select(*_COLUMNS).where(PurchaseRow.customer_id == customer_id, ~PurchaseRow.withdrawn)
    return [Purchase(*row) for row in tx.execute(query.order_by(PurchaseRow.id.desc()).limit(limit))]


def noted_for(tx: Transaction, customer_id: int, limit: int) -> list[Noted]:
    """A person's purchases with who wrote them down, newest first."""
    query = _noted().where(PurchaseRow.customer_id == customer_id, ~PurchaseRow.withdrawn)
    return _all_noted(tx, query.order_by(PurchaseRow.id.desc()).limit(limit))


def noted(tx: Transaction, ids: Sequence[int]) -> dict[int, Noted]:
    """Purchases by number, withdrawn ones included."""
    found = _all_noted(tx, _noted().where(PurchaseRow.id.in_(ids)))
    return {one.purchase.id: one for one in found}


def latest(tx: Transaction, ids: Collection[int]) -> dict[int, Purchase]:
    """What each of these people bought last, those who never did left out."""
    theirs = PurchaseRow.customer_id.in_(ids) & ~PurchaseRow.withdrawn
    newest = select(func.max(PurchaseRow.id)).where(theirs).group_by(PurchaseRow.customer_id)
    found = [Purchase(*row) for row in tx.execute(select(*_COLUMNS).where(PurchaseRow.id.in_(newest)))]
    return {one.customer_id: one for one in found}


def last_day_by(tx: Transaction, customer_id: int, day: date, at: datetime) -> date | None:
    """The shop day of a person's newest purchase by an instant of a shop day, if they had bought by then."""
    earlier = (PurchaseRow.purchased_on < day) | ((PurchaseRow.purchased_on == day) & (PurchaseRow.at <= at))
    theirs = (PurchaseRow.customer_id == customer_id) & ~PurchaseRow.withdrawn
    query = select(PurchaseRow.purchased_on).where(theirs, earlier)
    return tx.execute(query.order_by(PurchaseRow.purchased_on.desc()).limit(1)).scalar_one_or_none()


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's purchases be another's; which ones."""
    return hand_over(tx, PurchaseRow, "customer_id", "id", from_id, to_id, only)


def _noted() -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS, PurchaseRow.at, PurchaseRow.staff)


def _all_noted(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[Noted]:
    return [Noted(Purchase(*bought), at, staff) for *bought, at, staff in tx.execute(query)]
