"""Every way to reward: gifts, purchases on hold until the return window is over, shares of sales and their payments."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIVE = sa.text("state IN ('claimed', 'flagged', 'on_hold', 'rewarded')")


def upgrade() -> None:
    """Add the tables; a referral on hold counts like a rewarded one."""
    op.drop_index("uq_referrals_live_referee", "referrals")
    op.create_index(
        "uq_referrals_live_referee", "referrals", ["referee_id"], unique=True, sqlite_where=LIVE, postgresql_where=LIVE
    )
    _counted_purchases()
    _gifts()
    _payments()
    _shares()


def _counted_purchases() -> None:
    op.create_table(
        "counted_purchases",
        sa.Column("purchase_id", KEY, nullable=False),
        sa.Column("referral_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_counted_purchases_purchase_id_purchases")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referrals.id"], name=op.f("fk_counted_purchases_referral_id_referrals")
        ),
        sa.PrimaryKeyConstraint("purchase_id", name=op.f("pk_counted_purchases")),
    )
    op.create_index("ix_counted_purchases_referral_id", "counted_purchases", ["referral_id"])
    op.create_index("ix_counted_purchases_state_due_on", "counted_purchases", ["state", "due_on"])


def _gifts() -> None:
    op.create_table(
        "gifts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("invitation", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("cost_cents", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("holder_id", KEY, nullable=False),
        sa.Column("referral_id", KEY, nullable=False),
        sa.Column("purchase_id", KEY, nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("earned_at", sa.String(27), nullable=False),
        sa.Column("earned_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("given_at", sa.String(27), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.CheckConstraint("cost_cents BETWEEN 0 AND 100000000", name=op.f("ck_gifts_cost")),
        sa.CheckConstraint("state IN ('owed', 'given', 'cancelled')", name=op.f("ck_gifts_state")),
        sa.ForeignKeyConstraint(["holder_id"], ["customers.id"], name=op.f("fk_gifts_holder_id_customers")),
        sa.ForeignKeyConstraint(["referral_id"], ["referrals.id"], name=op.f("fk_gifts_referral_id_referrals")),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchases.id"], name=op.f("fk_gifts_purchase_id_purchases")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_gifts_programme_id_programmes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gifts")),
    )
    for columns in (["holder_id"], ["referral_id"], ["text", "state"], ["state", "id"]):
        op.create_index(f"ix_gifts_{'_'.join(columns)}", "gifts", columns)


def _payments() -> None:
    op.create_table(
        "payments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("holder_id", KEY, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("base_cents", sa.BigInteger(), nullable=False),
        sa.Column("due_cents", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("staff", sa.String(length=80), nullable=False),
        sa.Column("till", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["holder_id"], ["customers.id"], name=op.f("fk_payments_holder_id_customers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
    )
    op.create_index("ix_payments_holder_id", "payments", ["holder_id"])


def _shares() -> None:
    op.create_table(
        "shares",
        sa.Column("id", KEY, nullable=False),
        sa.Column("holder_id", KEY, nullable=False),
        sa.Column("referral_id", KEY, nullable=False),
        sa.Column("purchase_id", KEY, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("base_cents", sa.BigInteger(), nullable=False),
        sa.Column("basis_points", sa.Integer(), nullable=False),
        sa.Column("payment_id", KEY, nullable=True),
        sa.CheckConstraint("basis_points BETWEEN 1 AND 10000", name=op.f("ck_shares_basis_points")),
        sa.ForeignKeyConstraint(["holder_id"], ["customers.id"], name=op.f("fk_shares_holder_id_customers")),
        sa.ForeignKeyConstraint(["referral_id"], ["referrals.id"], name=op.f("fk_shares_referral_id_referrals")),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchases.id"], name=op.f("fk_shares_purchase_id_purchases")),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_shares_payment_id_payments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shares")),
    )
    for columns in (["referral_id"], ["purchase_id"], ["payment_id"], ["month", "holder_id"]):
        op.create_index(f"ix_shares_{'_'.join(columns)}", "shares", columns)
    op.create_index("ix_shares_holder_id", "shares", ["holder_id", "month"])
