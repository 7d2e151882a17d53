"""Purchases as reference figures."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Named,
    Select,
    String,
    Table,
    TypedColumns,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.purchases.rules import Noted, Purchase

IMPORTED = "import"


class PurchaseColumns(TypedColumns):
    """A purchase; a mistaken one is withdrawn, never deleted."""

    id: Named[int] = Column(Key, primary_key=True)
    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"))
    amount_cents: Named[int | None]
    purchased_on: Named[date]
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))
    withdrawn: Named[bool]
    origin: Named[str] = Column(String(10), server_default="counter")


PURCHASES = Table(
    "purchases",
    METADATA,
    PurchaseColumns,
    CheckConstraint("amount_cents BETWEEN 0 AND 100000000", name="amount"),
    Index("ix_purchases_customer_id_purchased_on", "customer_id", "purchased_on"),
    Index("ix_purchases_purchased_on", "purchased_on"),
)


_INSERT = insert(PURCHASES).returning(PURCHASES.c.id)
_COLUMNS = (PURCHASES.c.id, PURCHASES.c.customer_id, PURCHASES.c.amount_cents, PURCHASES.c.purchased_on)


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
    number = tx.execute(_INSERT, values).scalar_one()
    return Purchase(number, customer_id, amount_cents, on)


def find(tx: Transaction, purchase_id: int) -> Purchase | None:
    """One purchase by number, if there is one and it was not withdrawn."""
    row = tx.execute(select(*_COLUMNS).where(PURCHASES.c.id == purchase_id, ~PURCHASES.c.withdrawn)).first()
    return Purchase(*row) if row else None


def insert_imported(tx: Transaction, bought: Sequence[tuple[int, date, int | None]]) -> None:
    """Write purchases that a file told of: whose, when, how many cents."""
    rest = {"at": tx.now, "staff": tx.actor.staff, "till": tx.actor.till, "withdrawn": False, "origin": IMPORTED}
    rows = [
        {"customer_id": number, "purchased_on": on, "amount_cents": cents, **rest} for number, on, cents in bought
    ]
    if rows:
        tx.execute(insert(PURCHASES), rows)


def delete_imported(tx: Transaction, ids: Collection[int], at: datetime) -> None:
    """Take out what a file told of these people at one instant."""
    told = (PURCHASES.c.origin == IMPORTED) & (PURCHASES.c.at == at)
    tx.execute(delete(PURCHASES).where(PURCHASES.c.customer_id.in_(ids), told))


def buyers(tx: Transaction, ids: Collection[int]) -> set[int]:
    """Who of them has bought anything."""
    query = select(PURCHASES.c.customer_id).where(PURCHASES.c.customer_id.in_(ids), ~PURCHASES.c.withdrawn)
    return set(tx.execute(query.distinct()).scalars()) if ids else set()


def withdraw(tx: Transaction, purchase_id: int) -> None:
    """Take a mistaken purchase out of every figure."""
    tx.execute(update(PURCHASES).where(PURCHASES.c.id == purchase_id).values(withdrawn=True))


def has_any(tx: Transaction, customer_id: int) -> bool:
    """Whether the person ever bought anything."""
    bought = exists().where(PURCHASES.c.customer_id == customer_id, ~PURCHASES.c.withdrawn)
    return bool(tx.execute(select(bought)).scalar_one())


def last_day(tx: Transaction, customer_id: int) -> date | None:
    """The shop day of a person's newest purchase, if they ever bought."""
    query = select(PURCHASES.c.purchased_on).where(PURCHASES.c.customer_id == customer_id, ~PURCHASES.c.withdrawn)
    return tx.execute(query.order_by(PURCHASES.c.purchased_on.desc()).limit(1)).scalar_one_or_none()


def of_customer(tx: Transaction, customer_id: int, limit: int) -> list[Purchase]:
    """A person's purchases, newest first."""
    query = select(*_COLUMNS).where(PURCHASES.c.customer_id == customer_id, ~PURCHASES.c.withdrawn)
    return [Purchase(*row) for row in tx.execute(query.order_by(PURCHASES.c.id.desc()).limit(limit))]


def noted_for(tx: Transaction, customer_id: int, limit: int) -> list[Noted]:
    """A person's purchases with who wrote them down, newest first."""
    query = _noted().where(PURCHASES.c.customer_id == customer_id, ~PURCHASES.c.withdrawn)
    return _all_noted(tx, query.order_by(PURCHASES.c.id.desc()).limit(limit))


def noted(tx: Transaction, ids: Sequence[int]) -> dict[int, Noted]:
    """Purchases by number, withdrawn ones included."""
    found = _all_noted(tx, _noted().where(PURCHASES.c.id.in_(ids)))
    return {one.purchase.id: one for one in found}


def latest(tx: Transaction, ids: Collection[int]) -> dict[int, Purchase]:
    """What each of these people bought last, those who never did left out."""
    theirs = PURCHASES.c.customer_id.in_(ids) & ~PURCHASES.c.withdrawn
    newest = select(func.max(PURCHASES.c.id)).where(theirs).group_by(PURCHASES.c.customer_id)
    found = [Purchase(*row) for row in tx.execute(select(*_COLUMNS).where(PURCHASES.c.id.in_(newest)))]
    return {one.customer_id: one for one in found}


def last_day_by(tx: Transaction, customer_id: int, day: date, at: datetime) -> date | None:
    """The shop day of a person's newest purchase by an instant of a shop day, if they had bought by then."""
    earlier = (PURCHASES.c.purchased_on < day) | ((PURCHASES.c.purchased_on == day) & (PURCHASES.c.at <= at))
    theirs = (PURCHASES.c.customer_id == customer_id) & ~PURCHASES.c.withdrawn
    query = select(PURCHASES.c.purchased_on).where(theirs, earlier)
    return tx.execute(query.order_by(PURCHASES.c.purchased_on.desc()).limit(1)).scalar_one_or_none()


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's purchases be another's; which ones."""
    return hand_over(tx, PURCHASES, "customer_id", "id", from_id, to_id, only)


def _noted() -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS, PURCHASES.c.at, PURCHASES.c.staff)


def _all_noted(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[Noted]:
    return [Noted(Purchase(*bought), at, staff) for *bought, at, staff in tx.execute(query)]
