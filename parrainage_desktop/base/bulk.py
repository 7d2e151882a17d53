"""Many rows written at once, as the driver takes them: for files of a hundred thousand people."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ARRAY, Column, ColumnElement, String, Table, any_, func, literal, select

from parrainage_desktop.base.database import Transaction


def insert_rows(
    tx: Transaction, table: Table[Any], columns: Sequence[str], values: Sequence[tuple[object, ...]]
) -> None:
    """Write rows; days are ISO texts and instants are stamped, because nothing is converted on the way."""
    if not values:
        return
    mark = "?" if tx.on_sqlite else "%s"
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"
    tx.connection.exec_driver_sql(statement, list(values))
    tx.changed.add(table.name)


def among(tx: Transaction, column: Column[str], texts: Collection[str]) -> ColumnElement[bool]:
    """Whether a column holds one of many texts, which travel as one value: a statement of thousands takes its time."""
    if tx.on_sqlite:
        return column.in_(select(func.json_each(json.dumps(list(texts))).table_valued("value").c.value))
    return column == any_(literal(list(texts), ARRAY(String)))
