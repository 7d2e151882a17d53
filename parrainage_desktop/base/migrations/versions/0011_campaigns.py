"""Asking on purpose: campaigns and whom they ask, what an answer knows besides its score, daily counts."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables and columns, and fill what follows from the answers there are."""
    _campaigns()
    _answers()
    _counts()
    _imports()


def _campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("question_fr", sa.String(length=240), nullable=False),
        sa.Column("question_en", sa.String(length=240), nullable=False),
        sa.Column("origins", sa.String(length=80), nullable=False),
        sa.Column("form_url", sa.String(length=500), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=True),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.Column("referrers", sa.Boolean(), nullable=True),
        sa.Column("referred", sa.Boolean(), nullable=True),
        sa.Column("bought_since", sa.Date(), nullable=True),
        sa.Column("sample", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
    )
    op.create_table(
        "campaign_people",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("customer_id", KEY, nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_campaign_people_campaign_id_campaigns")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_campaign_people_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("campaign_id", "customer_id", name=op.f("pk_campaign_people")),
    )
    op.create_index("ix_campaign_people_customer_id", "campaign_people", ["customer_id"])
    op.create_index("ix_asks_asked_on", "asks", ["asked_on"])


def _answers() -> None:
    key = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE answers ADD COLUMN campaign_id {key}"
        " CONSTRAINT fk_answers_campaign_id_campaigns REFERENCES campaigns (id)"
    )
    for column in (
        sa.Column("excluded_at", sa.String(27), nullable=True),
        sa.Column("call_back", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("quotable", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("scale", sa.String(length=5), nullable=False, server_default=sa.text("'0-10'")),
    ):
        op.add_column("answers", column)
    op.execute(
        "UPDATE answers SET excluded_at = (SELECT max(j.at) FROM journal j WHERE j.action = 'answer.excluded'"
        " AND j.subject = answers.id) WHERE excluded <> ''"
    )
    counting = sa.text("campaign_id IS NOT NULL AND excluded = ''")
    op.create_index(
        "ix_answers_one_of_a_campaign", "answers", ["campaign_id", "customer_id"], unique=True,
        sqlite_where=counting, postgresql_where=counting,
    )
    # The newest comments of a span, without reading the many answers that have none.
    told = sa.text("comment <> '' AND excluded = ''")
    op.create_index(
        "ix_answers_told", "answers", ["answered_on", "id"], sqlite_where=told, postgresql_where=told
    )


def _counts() -> None:
    op.create_table(
        "answer_counts",
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("campaign_id", KEY, autoincrement=False, nullable=False),
        sa.Column("score", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("answered_on", "campaign_id", "score", name=op.f("pk_answer_counts")),
    )
    op.execute(
        "INSERT INTO answer_counts (answered_on, campaign_id, score, answers)"
        " SELECT answered_on, 0, score, count(*) FROM answers WHERE excluded = '' GROUP BY answered_on, score"
    )


def _imports() -> None:
    kind = sa.Column("kind", sa.String(length=10), nullable=False, server_default=sa.text("'people'"))
    op.add_column("imports", kind)
    op.create_table(
        "imported_answers",
        sa.Column("answer_id", KEY, nullable=False),
        sa.Column("import_id", KEY, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_imported_answers_answer_id_answers")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_imported_answers_import_id_imports")),
        sa.PrimaryKeyConstraint("answer_id", name=op.f("pk_imported_answers")),
    )
    op.create_index("ix_imported_answers_key", "imported_answers", ["key"], unique=True)
    op.create_index("ix_imported_answers_import_id", "imported_answers", ["import_id"])
