"""People as a small shop keeps them: addresses, tags, notes, imports, merges and erasures."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add columns with their defaults, so that no table of a big shop is copied, and the new tables."""
    _columns()
    _people_tables()
    _import_tables()
    _merge_tables()
    op.create_table(
        "erasures",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_erasures")),
    )


def _columns() -> None:
    for column in (
        sa.Column("street", sa.String(length=240), nullable=False, server_default=""),
        sa.Column("postcode", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("known_before", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("is_referrer", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("is_referee", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("call_since", sa.Date(), nullable=True),
        sa.Column("gone", sa.String(length=8), nullable=False, server_default=""),
    ):
        op.add_column("customers", column)
    live = "FROM referrals WHERE state IN ('claimed', 'flagged', 'rewarded')"
    op.execute(f"UPDATE customers SET is_referrer = true WHERE id IN (SELECT referrer_id {live})")
    op.execute(f"UPDATE customers SET is_referee = true WHERE id IN (SELECT referee_id {live})")
    op.drop_index("ix_customers_active_at", "customers")
    op.create_index("ix_customers_active_at", "customers", ["gone", "active_at"])
    for name, indexed, where in (
        ("ix_customers_referrers", ["gone", "active_at"], "is_referrer"),
        ("ix_customers_referees", ["gone", "active_at"], "is_referee"),
        ("ix_customers_call_since", ["gone", "call_since"], "call_since IS NOT NULL"),
        ("ix_customers_gone", ["gone"], "gone <> ''"),
    ):
        op.create_index(name, "customers", indexed, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    changes = sa.text("action LIKE 'customer.%' AND action <> 'customer.added'")
    op.create_index(
        "ix_journal_changes_of_people", "journal", ["subject"], sqlite_where=changes, postgresql_where=changes
    )
    op.add_column("consents", sa.Column("granted", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("purchases", sa.Column("origin", sa.String(length=10), nullable=False, server_default="counter"))


def _people_tables() -> None:
    op.create_table(
        "customer_tags",
        sa.Column("customer_id", KEY, nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_customer_tags_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("customer_id", "tag", name=op.f("pk_customer_tags")),
    )
    op.create_index("ix_customer_tags_tag_customer_id", "customer_tags", ["tag", "customer_id"])
    op.create_table(
        "customer_notes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("customer_id", KEY, nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_customer_notes_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_notes")),
    )
    op.create_index("ix_customer_notes_customer_id", "customer_notes", ["customer_id"])


def _import_tables() -> None:
    op.create_table(
        "imports",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.Column("file_name", sa.String(length=240), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.String(27), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_table(
        "import_people",
        sa.Column("import_id", KEY, nullable=False),
        sa.Column("customer_id", KEY, nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_import_people_import_id_imports")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_import_people_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("import_id", "customer_id", name=op.f("pk_import_people")),
    )
    op.create_index("ix_import_people_customer_id", "import_people", ["customer_id"])


def _merge_tables() -> None:
    op.create_table(
        "merges",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kept_id", KEY, nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.String(27), nullable=True),
        sa.ForeignKeyConstraint(["kept_id"], ["customers.id"], name=op.f("fk_merges_kept_id_customers")),
        sa.ForeignKeyConstraint(["other_id"], ["customers.id"], name=op.f("fk_merges_other_id_customers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
    )
    op.create_index("ix_merges_kept_id", "merges", ["kept_id"])
    op.create_index("ix_merges_other_id", "merges", ["other_id"])
    op.create_table(
        "distinct_people",
        sa.Column("one_id", KEY, nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["customers.id"], name=op.f("fk_distinct_people_one_id_customers")),
        sa.ForeignKeyConstraint(["other_id"], ["customers.id"], name=op.f("fk_distinct_people_other_id_customers")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_distinct_people")),
    )
    op.create_index("ix_distinct_people_other_id", "distinct_people", ["other_id"])
