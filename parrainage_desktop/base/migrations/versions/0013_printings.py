"""Vouchers that were to be put on paper, so that those the printer never gave are found again."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "printings",
        sa.Column("voucher_id", _KEY, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("printed_at", sa.String(27), nullable=True),
        sa.Column("staff", sa.String(80), nullable=False),
        sa.Column("till", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(["voucher_id"], ["vouchers.id"], name=op.f("fk_printings_voucher_id_vouchers")),
        sa.PrimaryKeyConstraint("voucher_id", name=op.f("pk_printings")),
    )
    waiting = sa.text("printed_at IS NULL")
    op.create_index(
        "ix_printings_waiting", "printings", ["voucher_id"], sqlite_where=waiting, postgresql_where=waiting
    )
