"""Many rows written at once, as the driver takes them: for files of a hundred thousand people."""

from collections.abc import Sequence

from parrainage_desktop.base.database import Table, Transaction


def insert_rows(
    tx: Transaction, row: type[Table], columns: Sequence[str], values: Sequence[tuple[object, ...]]
) -> None:
    """Write rows; days are ISO texts and instants are stamped, because nothing is converted on the way."""
    if not values:
        return
    table, mark = row.__tablename__, "?" if tx.on_sqlite else "%s"
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"
    tx.connection.exec_driver_sql(statement, list(values))
    tx.changed.add(table)
