"""The first shape of the store."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LEDGERS = ("journal", "redemptions", "reversals", "cancellations")


def upgrade() -> None:
    """Make every table, the search index, and the triggers that keep ledgers append-only."""
    _tables()
    for table in LEDGERS:
        _append_only(table)
    _search_index()


def _append_only(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )


def _search_index() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute(
            "CREATE INDEX ix_customers_words ON customers USING gin (to_tsvector('simple', search_key))"
        )
        return
    op.execute(
        "CREATE VIRTUAL TABLE customer_words USING fts5("
        "search_key, content='customers', content_rowid='id', detail=none, prefix='1 2 3 4')"
    )


def _tables() -> None:
    op.create_table(
        "customers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("given_name", sa.String(length=120), nullable=False),
        sa.Column("family_name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("card", sa.String(length=12), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("active_at", sa.String(27), nullable=False),
        sa.Column("search_key", sa.String(length=1000), nullable=False),
        sa.CheckConstraint("length(given_name) BETWEEN 1 AND 120", name=op.f("ck_customers_given_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
    )
    op.create_index("ix_customers_active_at", "customers", ["active_at"], unique=False)
    op.create_index("ix_customers_email", "customers", ["email"], unique=False)
    op.create_index("ix_customers_phone", "customers", ["phone"], unique=False)
    op.create_table(
        "journal",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_action_at", "journal", ["action", "at"], unique=False)
    op.create_index("ix_journal_at", "journal", ["at"], unique=False)
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_head")),
    )
    op.create_table(
        "programmes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("referrer_cents", sa.Integer(), nullable=False),
        sa.Column("referee_cents", sa.Integer(), nullable=False),
        sa.Column("purchase_minimum_cents", sa.Integer(), nullable=False),
        sa.Column("voucher_minimum_cents", sa.Integer(), nullable=False),
        sa.Column("lock_days", sa.Integer(), nullable=False),
        sa.Column("valid_months", sa.Integer(), nullable=False),
        sa.Column("claim_window_days", sa.Integer(), nullable=False),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sa.Column("one_per_purchase", sa.Boolean(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("usual_cost_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint("referee_cents BETWEEN 0 AND 100000000", name=op.f("ck_programmes_referee")),
        sa.CheckConstraint("referrer_cents BETWEEN 0 AND 100000000", name=op.f("ck_programmes_referrer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
    )
    op.create_table(
        "shop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("zone_name", sa.String(length=64), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("address", sa.String(length=240), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop")),
    )
    op.create_table(
        "store_info",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_info")),
    )
    op.create_table(
        "answers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("customer_id", KEY, nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(length=2000), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.Column("excluded", sa.String(length=240), nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 10", name=op.f("ck_answers_score")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_answers_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index("ix_answers_answered_on_score", "answers", ["answered_on", "score"], unique=False)
    op.create_index(op.f("ix_answers_customer_id"), "answers", ["customer_id"], unique=False)
    op.create_table(
        "asks",
        sa.Column("customer_id", KEY, nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_asks_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("customer_id", "asked_on", name=op.f("pk_asks")),
    )
    op.create_table(
        "cards",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("customer_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_cards_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cards")),
    )
    op.create_index(op.f("ix_cards_customer_id"), "cards", ["customer_id"], unique=False)
    op.create_table(
        "consents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("customer_id", KEY, nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("given_at", sa.String(27), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_consents_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_customer_id"), "consents", ["customer_id"], unique=False)
    op.create_table(
        "purchases",
        sa.Column("id", KEY, nullable=False),
        sa.Column("customer_id", KEY, nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=True),
        sa.Column("purchased_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint("amount_cents BETWEEN 0 AND 100000000", name=op.f("ck_purchases_amount")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_purchases_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchases")),
    )
    op.create_index(
        "ix_purchases_customer_id_purchased_on", "purchases", ["customer_id", "purchased_on"], unique=False
    )
    op.create_index("ix_purchases_purchased_on", "purchases", ["purchased_on"], unique=False)
    op.create_table(
        "referrals",
        sa.Column("id", KEY, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("referrer_id", KEY, nullable=False),
        sa.Column("referee_id", KEY, nullable=False),
        sa.Column("card", sa.String(length=12), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.String(27), nullable=False),
        sa.Column("claimed_on", sa.Date(), nullable=False),
        sa.Column("rewarded_on", sa.Date(), nullable=True),
        sa.Column("purchase_id", KEY, nullable=True),
        sa.Column("reason", sa.String(length=240), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_referrals_programme_id_programmes")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_referrals_purchase_id_purchases")
        ),
        sa.ForeignKeyConstraint(
            ["referee_id"], ["customers.id"], name=op.f("fk_referrals_referee_id_customers")
        ),
        sa.ForeignKeyConstraint(
            ["referrer_id"], ["customers.id"], name=op.f("fk_referrals_referrer_id_customers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
    )
    op.create_index(op.f("ix_referrals_claimed_on"), "referrals", ["claimed_on"], unique=False)
    op.create_index(op.f("ix_referrals_referee_id"), "referrals", ["referee_id"], unique=False)
    op.create_index(
        "ix_referrals_referrer_id_claimed_at", "referrals", ["referrer_id", "claimed_at"], unique=False
    )
    op.create_index(op.f("ix_referrals_rewarded_on"), "referrals", ["rewarded_on"], unique=False)
    op.create_index(
        "uq_referrals_live_referee",
        "referrals",
        ["referee_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('claimed', 'flagged', 'rewarded')"),
        postgresql_where=sa.text("state IN ('claimed', 'flagged', 'rewarded')"),
    )
    op.create_table(
        "referral_checks",
        sa.Column("referral_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("result", sa.String(length=4), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_referral_checks_referral_id_referrals")
        ),
        sa.PrimaryKeyConstraint("referral_id", "name", name=op.f("pk_referral_checks")),
    )
    op.create_table(
        "vouchers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=17), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("holder_id", KEY, nullable=False),
        sa.Column("referral_id", KEY, nullable=True),
        sa.Column("purchase_id", KEY, nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("value_cents", sa.Integer(), nullable=False),
        sa.Column("balance_cents", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("minimum_cents", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.String(27), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('issued', 'redeemed', 'cancelled')", name=op.f("ck_vouchers_state")),
        sa.CheckConstraint("balance_cents BETWEEN 0 AND value_cents", name=op.f("ck_vouchers_balance")),
        sa.CheckConstraint("value_cents BETWEEN 1 AND 100000000", name=op.f("ck_vouchers_value")),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["customers.id"], name=op.f("fk_vouchers_holder_id_customers")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_vouchers_programme_id_programmes")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_vouchers_purchase_id_purchases")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_vouchers_referral_id_referrals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vouchers")),
        sa.UniqueConstraint("code", name=op.f("uq_vouchers_code")),
    )
    op.create_index(op.f("ix_vouchers_holder_id"), "vouchers", ["holder_id"], unique=False)
    op.create_index("ix_vouchers_issued_on", "vouchers", ["issued_on"], unique=False)
    op.create_index(op.f("ix_vouchers_referral_id"), "vouchers", ["referral_id"], unique=False)
    op.create_index("ix_vouchers_state_valid_until", "vouchers", ["state", "valid_until"], unique=False)
    op.create_table(
        "cancellations",
        sa.Column("voucher_id", KEY, nullable=False),
        sa.Column("reason", sa.String(length=240), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["vouchers.id"], name=op.f("fk_cancellations_voucher_id_vouchers")
        ),
        sa.PrimaryKeyConstraint("voucher_id", name=op.f("pk_cancellations")),
    )
    op.create_index(op.f("ix_cancellations_cancelled_on"), "cancellations", ["cancelled_on"], unique=False)
    op.create_table(
        "redemptions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("voucher_id", KEY, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.String(length=64), nullable=False),
        sa.Column("purchase_id", KEY, nullable=True),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("redeemed_on", sa.Date(), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.CheckConstraint("cents BETWEEN 1 AND 100000000", name=op.f("ck_redemptions_cents")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_redemptions_purchase_id_purchases")
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["vouchers.id"], name=op.f("fk_redemptions_voucher_id_vouchers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redemptions")),
        sa.UniqueConstraint("attempt", name=op.f("uq_redemptions_attempt")),
        sa.UniqueConstraint("voucher_id", "sequence", name=op.f("uq_redemptions_voucher_id_sequence")),
    )
    op.create_index("ix_redemptions_redeemed_on", "redemptions", ["redeemed_on"], unique=False)
    op.create_table(
        "reversals",
        sa.Column("id", KEY, nullable=False),
        sa.Column("redemption_id", KEY, nullable=False),
        sa.Column("reason", sa.String(length=240), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("reversed_on", sa.Date(), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["redemption_id"], ["redemptions.id"], name=op.f("fk_reversals_redemption_id_redemptions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reversals")),
        sa.UniqueConstraint("redemption_id", name=op.f("uq_reversals_redemption_id")),
    )
    op.create_index(op.f("ix_reversals_reversed_on"), "reversals", ["reversed_on"], unique=False)
