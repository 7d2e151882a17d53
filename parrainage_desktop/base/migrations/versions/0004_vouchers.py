"""Vouchers with a whole life: who issued them and why, later last days, and indexes that add up."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add what a voucher knows of its issue, the ledger of extensions, and the index."""
    for name, length in (("reason", 240), ("staff", 80), ("till", 80)):
        column = sa.Column(name, sa.String(length=length), nullable=False, server_default=sa.text("''"))
        op.add_column("vouchers", column)
    op.drop_index("ix_vouchers_state_valid_until", "vouchers")
    # Whatever a list of all vouchers counts, adds up or is ordered by, without reading one of them.
    added_up = ["state", "valid_until", "id", "valid_from", "balance_cents", "value_cents", "side"]
    op.create_index("ix_vouchers_owed", "vouchers", added_up)
    op.drop_index("ix_vouchers_issued_on", "vouchers")
    op.create_index("ix_vouchers_issued_on", "vouchers", ["issued_on", "till"])
    op.create_table(
        "extensions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("voucher_id", KEY, nullable=False),
        sa.Column("until_before", sa.Date(), nullable=False),
        sa.Column("until_after", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=240), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("extended_on", sa.Date(), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.CheckConstraint("until_after > until_before", name=op.f("ck_extensions_later")),
        sa.ForeignKeyConstraint(["voucher_id"], ["vouchers.id"], name=op.f("fk_extensions_voucher_id_vouchers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extensions")),
    )
    op.create_index("ix_extensions_voucher_id", "extensions", ["voucher_id"])
    op.create_index("ix_extensions_extended_on", "extensions", ["extended_on"])
    _append_only()


def _append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER extensions_no_{event.lower()} BEFORE {event} ON extensions "
                "BEGIN SELECT RAISE(ABORT, 'extensions is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION extensions_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'extensions is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER extensions_append_only BEFORE UPDATE OR DELETE ON extensions "
        "FOR EACH STATEMENT EXECUTE FUNCTION extensions_append_only()"
    )
