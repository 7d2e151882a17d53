"""The scheme in full: what has no column of its own is kept as one text beside those that have."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column: a version from before it has its usual parameters."""
    op.add_column("programmes", sa.Column("parameters", sa.Text(), nullable=False, server_default="{}"))
