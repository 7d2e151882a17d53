"""What the scheme spent each day, added up as it happens: a budget is looked at with every reward."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table and fill it from the vouchers there are."""
    op.create_table(
        "spending",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_spending")),
    )
    op.execute(
        "INSERT INTO spending (day, cents) "
        "SELECT issued_on, SUM(value_cents - CASE WHEN state = 'cancelled' THEN balance_cents ELSE 0 END) "
        "FROM vouchers WHERE referral_id IS NOT NULL GROUP BY issued_on"
    )
