"""What the shop's papers show of it: its logo, and its own terms in both languages."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns."""
    for name in ("terms_fr", "terms_en"):
        op.add_column("shop", sa.Column(name, sa.String(240), nullable=False, server_default=sa.text("''")))
    op.add_column("shop", sa.Column("logo", sa.LargeBinary(), nullable=True))
