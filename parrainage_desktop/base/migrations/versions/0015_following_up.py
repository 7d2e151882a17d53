"""What follows an answer: calls that are owed, wishes for cards; and the code that ends the kiosk."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the three tables, and owe the calls that wait on a person's sheet."""
    _calls()
    op.create_table(
        "card_wishes",
        sa.Column("answer_id", KEY, nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("served_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_card_wishes_answer_id_answers")),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_card_wishes")),
    )
    op.create_table(
        "codes",
        sa.Column("name", sa.String(length=10), nullable=False),
        sa.Column("fingerprint", sa.String(length=200), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_codes")),
    )
    _owe_what_waits()


def _calls() -> None:
    op.create_table(
        "call_backs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("answer_id", KEY, nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("due_at", sa.String(length=27), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.String(length=27), nullable=True),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_call_backs_answer_id_answers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_backs")),
        sa.UniqueConstraint("answer_id", name=op.f("uq_call_backs_answer_id")),
    )
    still = sa.text("closed_at IS NULL")
    op.create_index("ix_call_backs_due", "call_backs", ["due_at"], sqlite_where=still, postgresql_where=still)


def _owe_what_waits() -> None:
    """Until now only the person's sheet said that a call was owed: since which day, not for which answer."""
    connection = op.get_bind()
    waiting = sa.text(
        "SELECT a.id, a.at, a.staff, a.till FROM answers a JOIN (SELECT max(id) AS id FROM answers"
        " WHERE excluded = '' AND score <= 6 GROUP BY customer_id) newest ON newest.id = a.id"
        " JOIN customers c ON c.id = a.customer_id WHERE c.call_since IS NOT NULL AND c.gone = ''"
    )
    owed = sa.text(
        "INSERT INTO call_backs (answer_id, phone, due_at, outcome, note, tries, staff, till)"
        " VALUES (:answer, '', :due, '', '', 0, :staff, :till)"
    )
    for row in connection.execute(waiting).all():
        due = (datetime.fromisoformat(row.at) + timedelta(hours=48)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        connection.execute(owed, {"answer": row.id, "due": due, "staff": row.staff, "till": row.till})
