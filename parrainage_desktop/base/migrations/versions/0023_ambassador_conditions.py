"""What each tier of ambassadors asks, and what was noted of people by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "ambassador_tiers",
        sa.Column("tier", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("active_months", sa.Integer(), nullable=False),
        sa.Column("referrals", sa.Integer(), nullable=False),
        sa.Column("within_months", sa.Integer(), nullable=False),
        sa.Column("result", sa.Boolean(), nullable=False),
        sa.Column("promotion", sa.Boolean(), nullable=False),
        sa.Column("influence", sa.Boolean(), nullable=False),
        sa.CheckConstraint("tier BETWEEN 1 AND 3", name=op.f("ck_ambassador_tiers_tier")),
        sa.PrimaryKeyConstraint("tier", name=op.f("pk_ambassador_tiers")),
    )
    op.create_table(
        "ambassador_notes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("customer_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=240), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_ambassador_notes_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ambassador_notes")),
    )
    op.create_index("ix_ambassador_notes_customer_id", "ambassador_notes", ["customer_id", "id"])
