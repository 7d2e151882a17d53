"""The reason typed into a ledger may be emptied when a person is erased; nothing else there ever changes."""

from alembic import op

revision = "0010"
down_revision = "0009"

LEDGERS = {
    "reversals": "id redemption_id at reversed_on staff till",
    "cancellations": "voucher_id at cancelled_on staff till",
    "extensions": "id voucher_id until_before until_after at extended_on staff till",
}


def upgrade() -> None:
    """Let an update through that empties the reason and changes nothing else."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, columns in LEDGERS.items():
        other = "IS NOT" if on_sqlite else "IS DISTINCT FROM"
        kept = [f"NEW.{column} {other} OLD.{column}" for column in columns.split()]
        changes = " OR ".join(["NEW.reason <> ''", *kept])
        (_on_sqlite if on_sqlite else _on_postgresql)(table, changes)


def _on_sqlite(table: str, changes: str) -> None:
    op.execute(f"DROP TRIGGER {table}_no_update")
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {changes} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _on_postgresql(table: str, changes: str) -> None:
    op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE DELETE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"FOR EACH ROW WHEN ({changes}) EXECUTE FUNCTION {table}_append_only()"
    )
