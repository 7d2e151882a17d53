"""What led friends to the shop, and what each kind of it weighs when credit is shared."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "touches",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("referral_id", _KEY, nullable=False),
        sa.Column("by_id", _KEY, nullable=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("touched_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(240), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("staff", sa.String(80), nullable=False),
        sa.Column("till", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(["referral_id"], ["referrals.id"], name=op.f("fk_touches_referral_id_referrals")),
        sa.ForeignKeyConstraint(["by_id"], ["customers.id"], name=op.f("fk_touches_by_id_customers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touches")),
    )
    op.create_index(op.f("ix_touches_referral_id"), "touches", ["referral_id"])
    op.create_index(op.f("ix_touches_by_id"), "touches", ["by_id"])
    op.create_table(
        "touch_weights",
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_touch_weights")),
    )
