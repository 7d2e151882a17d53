"""Rows that belong to one person and shall belong to another: two records of one customer became one."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import InstrumentedAttribute

from parrainage_desktop.base.database import Transaction


def hand_over(
    tx: Transaction,
    owner: InstrumentedAttribute[Any],
    number: InstrumentedAttribute[Any],
    from_id: int,
    to_id: int,
    only: Collection[Any] | None = None,
) -> list[Any]:
    """Let rows of one person belong to another, all or `only` some; the numbers of those that moved, in order."""
    rows = update(owner.class_).where(owner == from_id)
    if only is not None:
        rows = rows.where(number.in_(only))
    return sorted(tx.execute(rows.values({owner.key: to_id}).returning(number)).scalars())
