"""A month's corrections: answers by the moment they were noted or left out, without reading all the others."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_answers_at", "answers", ["at"])
    left_out = sa.text("excluded_at IS NOT NULL")
    op.create_index(
        "ix_answers_excluded_at", "answers", ["excluded_at"], sqlite_where=left_out, postgresql_where=left_out
    )
