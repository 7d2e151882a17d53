"""Referrals looked at: indexes that count them by state and month, and that find what the journal says about one."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_referrals_state_id", "referrals", ["state", "id"])
    op.create_index("ix_referrals_state_rewarded_on", "referrals", ["state", "rewarded_on", "id"])
    about = sa.text("action LIKE 'referral.%'")
    op.create_index("ix_journal_of_referrals", "journal", ["subject"], sqlite_where=about, postgresql_where=about)
