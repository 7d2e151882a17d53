"""What refers to a purchase is found by it: returns and corrections ask for it, and a purchase taken out."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the indexes."""
    some = sa.text("purchase_id IS NOT NULL")
    for table in ("vouchers", "redemptions", "referrals"):
        op.create_index(
            f"ix_{table}_purchase_id", table, ["purchase_id"], sqlite_where=some, postgresql_where=some
        )
