"""The lists of customers, read by their indexes and page by page."""

from datetime import datetime

from sqlalchemy import func, select, text

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.customers.store import COLUMNS, HERE, CustomerRow

Place = tuple[datetime, int]
"""A place in the list of the most recently active: the instant and the number of the person before it."""


def recent(
    tx: Transaction, skip: int, count: int, after: Place | None = None
) -> tuple[list[Customer], Place | None]:
    """Customers past a place in the list, the most recently active first, `skip` of them left out; the next place."""
    query = select(*COLUMNS, CustomerRow.active_at).where(HERE)
    if after:
        at, number = after
        query = query.where(CustomerRow.active_at <= at, (CustomerRow.active_at < at) | (CustomerRow.id < number))
    query = query.order_by(CustomerRow.active_at.desc(), CustomerRow.id.desc())
    rows = tx.execute(query.offset(skip).limit(count)).all()
    found = [Customer(*row[:-1]) for row in rows]
    return found, (rows[-1][-1], found[-1].id) if found else None


def count(tx: Transaction) -> int:
    """How many customers there are: all but the few who are gone, whom an index counts."""
    everyone = int(tx.execute(select(func.count()).select_from(CustomerRow)).scalar_one())
    return everyone - int(tx.execute(text("SELECT count(*) FROM customers WHERE gone <> ''")).scalar_one())
