"""Rows that belong to one person and shall belong to another: two records of one customer became one."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Table

from parrainage_desktop.base.database import Transaction


def hand_over(
    tx: Transaction,
    table: Table[Any],
    owner: str,
    number: str,
    from_id: int,
    to_id: int,
    only: Collection[Any] | None = None,
) -> list[Any]:
    """Let rows of one person belong to another, all or `only` some; the numbers of those that moved, in order.

    `owner` and `number` name the columns that say whose a row is, and which one it is.
    """
    rows = table.update().where(table.c[owner] == from_id)
    if only is not None:
        rows = rows.where(table.c[number].in_(only))
    return sorted(tx.execute(rows.values({owner: to_id}).returning(table.c[number])).scalars())
