"""What customers let the shop publish in their own words."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ANSWERS = ("why", "before", "during", "tangible", "intangible", "advice")
_DAYS = ("consent_on", "revoked_on", "read_on", "published_on")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "testimonials",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("customer_id", _KEY, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("signed", sa.String(120), nullable=False),
        *(sa.Column(f"{name}_said", sa.String(2_000), nullable=False) for name in _ANSWERS),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=True) for name in _DAYS),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("staff", sa.String(80), nullable=False),
        sa.Column("till", sa.String(80), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'approved', 'published', 'withdrawn')", name=op.f("ck_testimonials_state")
        ),
        sa.CheckConstraint("state <> 'published' OR consent_on IS NOT NULL", name=op.f("ck_testimonials_consent")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_testimonials_customer_id_customers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testimonials")),
    )
    op.create_index(op.f("ix_testimonials_customer_id"), "testimonials", ["customer_id"])
