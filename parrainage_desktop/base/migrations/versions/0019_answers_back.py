"""When an answer did not count that counts again, so that the months that ended meanwhile stay as printed."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table, with what the journal knows of the years before."""
    op.create_table(
        "answer_absences",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("answer_id", _KEY, nullable=False),
        sa.Column("out_at", sa.String(27), nullable=False),
        sa.Column("back_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_answer_absences_answer_id_answers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_absences")),
    )
    for column in ("answer_id", "back_at"):
        op.create_index(op.f(f"ix_answer_absences_{column}"), "answer_absences", [column])
    op.execute(
        "INSERT INTO answer_absences (answer_id, out_at, back_at) SELECT subject, out_at, at FROM ("
        " SELECT id, subject, at, action, lag(at) OVER (PARTITION BY subject ORDER BY id) AS out_at FROM journal"
        " WHERE action IN ('answer.excluded', 'answer.included')) turns"
        " WHERE action = 'answer.included' AND out_at IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM answers WHERE answers.id = subject) ORDER BY id"
    )
