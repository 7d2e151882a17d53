"""Vouchers and the ledger of their use: the conditional write that honours each once."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Named,
    String,
    Table,
    TypedColumns,
    UniqueConstraint,
    bindparam,
    case,
    insert,
    select,
    text,
    update,
)

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.customers import wording as people_wording
from parrainage_desktop.customers.joined import PEOPLE, whole_name
from parrainage_desktop.vouchers.rules import Use, Voucher, VoucherState

HOLDER = whole_name()
"""Whose a voucher is, as the store has the name: `customers.wording.name` makes it readable."""


class VoucherColumns(TypedColumns):
    """A voucher; its code is unique, its balance never leaves 0 to its value.

    `reason` is why it was given, when no referral earned it; `staff` and `till` issued it.
    """

    id: Named[int] = Column(Key, primary_key=True)
    code: Named[str] = Column(String(17), unique=True)
    side: Named[str] = Column(String(10))
    holder_id: Named[int] = Column(Key, ForeignKey("customers.id"), index=True)
    referral_id: Named[int | None] = Column(Key, ForeignKey("referrals.id"), index=True)
    purchase_id: Named[int | None] = Column(Key, ForeignKey("purchases.id"))
    programme_id: Named[int] = Column(ForeignKey("programmes.id"))
    value_cents: Named[int]
    balance_cents: Named[int]
    currency: Named[str] = Column(String(3))
    minimum_cents: Named[int]
    issued_at: Named[datetime] = Column(Instant)
    issued_on: Named[date]
    valid_from: Named[date]
    valid_until: Named[date]
    state: Named[str] = Column(String(10))
    uses: Named[int]
    reason: Named[str] = Column(String(240), server_default=text("''"))
    staff: Named[str] = Column(String(80), server_default=text("''"))
    till: Named[str] = Column(String(80), server_default=text("''"))


VOUCHERS = Table(
    "vouchers",
    METADATA,
    VoucherColumns,
    CheckConstraint("value_cents BETWEEN 1 AND 100000000", name="value"),
    CheckConstraint("balance_cents BETWEEN 0 AND value_cents", name="balance"),
    CheckConstraint("state IN ('issued', 'redeemed', 'cancelled')", name="state"),
    Index(
            "ix_vouchers_owed", "state", "valid_until", "id", "valid_from", "balance_cents", "value_cents", "side"
        ),
    Index("ix_vouchers_issued_on", "issued_on", "till"),
    Index("ix_vouchers_purchase_id", "purchase_id", sqlite_where=text("purchase_id IS NOT NULL")),
)


class RedemptionColumns(TypedColumns):
    """The ledger: one row each time a voucher was honoured; rows are only ever added."""

    id: Named[int] = Column(Key, primary_key=True)
    voucher_id: Named[int] = Column(Key, ForeignKey("vouchers.id"))
    sequence: Named[int]
    cents: Named[int]
    attempt: Named[str] = Column(String(64), unique=True)
    purchase_id: Named[int | None] = Column(Key, ForeignKey("purchases.id"))
    at: Named[datetime] = Column(Instant)
    redeemed_on: Named[date]
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


REDEMPTIONS = Table(
    "redemptions",
    METADATA,
    RedemptionColumns,
    UniqueConstraint("voucher_id", "sequence"),
    CheckConstraint("cents BETWEEN 1 AND 100000000", name="cents"),
    Index("ix_redemptions_redeemed_on", "redeemed_on"),
    Index("ix_redemptions_purchase_id", "purchase_id", sqlite_where=text("purchase_id IS NOT NULL")),
)


class ReversalColumns(TypedColumns):
    """A redemption taken back; each at most once, rows are only ever added."""

    id: Named[int] = Column(Key, primary_key=True)
    redemption_id: Named[int] = Column(Key, ForeignKey("redemptions.id"), unique=True)
    reason: Named[str] = Column(String(240))
    at: Named[datetime] = Column(Instant)
    reversed_on: Named[date] = Column(index=True)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


REVERSALS = Table("reversals", METADATA, ReversalColumns)


class CancellationColumns(TypedColumns):
    """A voucher taken out of the world, with who and why."""

    voucher_id: Named[int] = Column(Key, ForeignKey("vouchers.id"), primary_key=True)
    reason: Named[str] = Column(String(240))
    at: Named[datetime] = Column(Instant)
    cancelled_on: Named[date] = Column(index=True)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


CANCELLATIONS = Table("cancellations", METADATA, CancellationColumns)


class ExtensionColumns(TypedColumns):
    """A last day moved on, with who and why; rows are only ever added."""

    id: Named[int] = Column(Key, primary_key=True)
    voucher_id: Named[int] = Column(Key, ForeignKey("vouchers.id"), index=True)
    until_before: Named[date]
    until_after: Named[date]
    reason: Named[str] = Column(String(240))
    at: Named[datetime] = Column(Instant)
    extended_on: Named[date] = Column(index=True)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


EXTENSIONS = Table(
    "extensions",
    METADATA,
    ExtensionColumns,
    CheckConstraint("until_after > until_before", name="later"),
)


_SPEND = (
    update(VOUCHERS)
    .where(VOUCHERS.c.id == bindparam("voucher"), VOUCHERS.c.state == VoucherState.ISSUED.value)
    .where(VOUCHERS.c.uses == bindparam("used"), VOUCHERS.c.balance_cents == bindparam("had"))
    .values(balance_cents=bindparam("left"), state=bindparam("becomes"), uses=VOUCHERS.c.uses + 1)
)
_INSERT_REDEMPTION = insert(REDEMPTIONS).returning(REDEMPTIONS.c.id)
_INSERT_VOUCHER = insert(VOUCHERS).returning(
    VOUCHERS.c.id, select(HOLDER).where(PEOPLE.c.id == bindparam("whose")).scalar_subquery()
)


def insert_voucher(tx: Transaction, voucher: Voucher, reason: str = "") -> Voucher:
    """Write a new voucher, and why it is given when no referral earned it; return it with number and holder."""
    values = {
        "code": voucher.code,
        "side": voucher.side.value,
        "holder_id": voucher.holder_id,
        "referral_id": voucher.referral_id,
        "purchase_id": voucher.purchase_id,
        "programme_id": voucher.programme_id,
        "value_cents": voucher.value_cents,
        "balance_cents": voucher.balance_cents,
        "currency": voucher.currency,
        "minimum_cents": voucher.minimum_cents,
        "issued_at": tx.now,
        "issued_on": voucher.issued_on,
        "valid_from": voucher.valid_from,
        "valid_until": voucher.valid_until,
        "state": voucher.state.value,
        "uses": 0,
        "reason": reason,
        "staff": tx.actor.staff,
        "till": tx.actor.till,
    }
    number, holder = tx.execute(_INSERT_VOUCHER, values | {"whose": voucher.holder_id}).one()
    return replace(voucher, id=number, holder=people_wording.name(holder))


def spend(tx: Transaction, voucher: Voucher, cents: int) -> bool:
    """Take `cents` off a voucher nobody used meanwhile; False when somebody did.

    One conditional update: the row must still be as unspent, as often used and as rich as the rules saw it.
    """
    remaining = voucher.balance_cents - cents
    state = VoucherState.REDEEMED if remaining == 0 else VoucherState.ISSUED
    seen = {"voucher": voucher.id, "used": voucher.uses, "had": voucher.balance_cents}
    return tx.execute(_SPEND, {**seen, "left": remaining, "becomes": state.value}).rowcount == 1


def insert_redemption(
    tx: Transaction, voucher: Voucher, cents: int, attempt: str, purchase_id: int | None
) -> Use:
    """Write the ledger row of a use; the store refuses a second one for the same use or attempt."""
    values = {
        "voucher_id": voucher.id,
        "sequence": voucher.uses + 1,
        "cents": cents,
        "attempt": attempt,
        "purchase_id": purchase_id,
        "at": tx.now,
        "redeemed_on": tx.today,
        "staff": tx.actor.staff,
        "till": tx.actor.till,
    }
    number = tx.execute(_INSERT_REDEMPTION, values).scalar_one()
    return Use(number, voucher.id, cents, tx.now, tx.actor.till, tx.actor.staff, attempt)


def give_back(tx: Transaction, use: Use) -> None:
    """Put a use's cents back on its voucher; one whose rest was cancelled meanwhile stays cancelled."""
    stays = VOUCHERS.c.state == VoucherState.CANCELLED.value
    state = case((stays, VoucherState.CANCELLED.value), else_=VoucherState.ISSUED.value)
    tx.execute(
        update(VOUCHERS)
        .where(VOUCHERS.c.id == use.voucher_id)
        .values(balance_cents=VOUCHERS.c.balance_cents + use.cents, state=state)
    )


def insert_reversal(tx: Transaction, use: Use, reason: str) -> None:
    """Write that a use was taken back; the store refuses a second time."""
    values = {
        "redemption_id": use.id,
        "reason": reason,
        "at": tx.now,
        "reversed_on": tx.today,
        "staff": tx.actor.staff,
        "till": tx.actor.till,
    }
    tx.execute(insert(REVERSALS), values)


def cancel(tx: Transaction, voucher: Voucher, reason: str) -> bool:
    """Take a voucher, or what is left of it, out of the world; False when it was used or cancelled meanwhile."""
    won = tx.execute(
        update(VOUCHERS)
        .where(VOUCHERS.c.id == voucher.id, VOUCHERS.c.state == VoucherState.ISSUED.value)
        .where(VOUCHERS.c.uses == voucher.uses, VOUCHERS.c.balance_cents == voucher.balance_cents)
        .values(state=VoucherState.CANCELLED.value)
    )
    if won.rowcount != 1:
        return False
    values = {
        "voucher_id": voucher.id,
        "reason": reason,
        "at": tx.now,
        "cancelled_on": tx.today,
        "staff": tx.actor.staff,
        "till": tx.actor.till,
    }
    tx.execute(insert(CANCELLATIONS), values)
    return True


def extend(tx: Transaction, voucher: Voucher, until: date, reason: str) -> bool:
    """Move a voucher's last day on; False when it was used up, cancelled or extended meanwhile."""
    won = tx.execute(
        update(VOUCHERS)
        .where(VOUCHERS.c.id == voucher.id, VOUCHERS.c.state == VoucherState.ISSUED.value)
        .where(VOUCHERS.c.valid_until == voucher.valid_until)
        .values(valid_until=until)
    )
    if won.rowcount != 1:
        return False
    values = {
        "voucher_id": voucher.id,
        "until_before": voucher.valid_until,
        "until_after": until,
        "reason": reason,
        "at": tx.now,
        "extended_on": tx.today,
        "staff": tx.actor.staff,
        "till": tx.actor.till,
    }
    tx.execute(insert(EXTENSIONS), values)
    return True


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's vouchers be held by another; which ones."""
    return hand_over(tx, VOUCHERS, "holder_id", "id", from_id, to_id, only)
