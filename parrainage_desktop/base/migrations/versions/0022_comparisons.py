"""Comparing two rewards: the other rewards of a version, and who was drawn for which."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the column and the table."""
    # With its constraint in one sentence: SQLite takes no other way, short of writing the table anew.
    op.execute(
        "ALTER TABLE programmes ADD COLUMN variant_of INTEGER"
        " CONSTRAINT fk_programmes_variant_of_programmes REFERENCES programmes (id)"
    )
    op.create_table(
        "draws",
        sa.Column("customer_id", KEY, nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("arm", sa.String(length=1), nullable=False),
        sa.CheckConstraint("arm IN ('a', 'b')", name=op.f("ck_draws_arm")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_draws_customer_id_customers")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_draws_programme_id_programmes")),
        sa.PrimaryKeyConstraint("customer_id", "programme_id", name=op.f("pk_draws")),
        sqlite_with_rowid=False,
    )
