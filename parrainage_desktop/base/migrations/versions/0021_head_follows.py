"""The journal's head follows every entry by itself: no till has to write it, and none can forget to."""

from alembic import op

revision = "0021"
down_revision = "0020"
_FOLLOW = (
    "INSERT INTO journal_head (id, entry, hash, at) VALUES (1, NEW.id, NEW.hash, NEW.at)"
    " ON CONFLICT (id) DO UPDATE SET entry = excluded.entry, hash = excluded.hash, at = excluded.at"
)


def upgrade() -> None:
    """Add the trigger; the head stands where it stood."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER journal_moves_head AFTER INSERT ON journal BEGIN {_FOLLOW}; END")
        return
    op.execute(
        "CREATE FUNCTION journal_moves_head() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {_FOLLOW}; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER journal_moves_head AFTER INSERT ON journal FOR EACH ROW EXECUTE FUNCTION journal_moves_head()"
    )
