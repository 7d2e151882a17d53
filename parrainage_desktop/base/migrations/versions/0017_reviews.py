"""Pages for reviews, who is invited to them, and who was."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "review_channels",
        sa.Column("id", KEY, nullable=False),
        sa.Column("site", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_channels")),
    )
    op.create_table(
        "review_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promoters_only", sa.Boolean(), nullable=False),
        sa.Column("again_after_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_policy")),
    )
    _invitations()


def _invitations() -> None:
    op.create_table(
        "review_invitations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("customer_id", KEY, nullable=True),
        sa.Column("channel_id", KEY, nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("invited_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_review_invitations_customer_id_customers")
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["review_channels.id"], name=op.f("fk_review_invitations_channel_id_review_channels")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_invitations")),
    )
    op.create_index(
        op.f("ix_review_invitations_customer_id_invited_on"), "review_invitations", ["customer_id", "invited_on"]
    )
    op.create_index(op.f("ix_review_invitations_channel_id"), "review_invitations", ["channel_id"])
