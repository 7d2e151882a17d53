"""Smaller pages in SQLite's index of words: what it tidies up at once, every 64 pages, keeps a till waiting half as long."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Write new pages at half the usual size; old ones stay as they are until they are tidied up."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO customer_words(customer_words, rank) VALUES ('pgsz', 2000)")
