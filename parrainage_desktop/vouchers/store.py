"""Vouchers and the ledger of their use: the conditional write that honours each once."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    UniqueConstraint,
    bindparam,
    case,
    column,
    exists,
    func,
    insert,
    select,
    table,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base.database import Instant, Table, Transaction, bare
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.customers import wording as people_wording
from parrainage_desktop.vouchers.rules import Owed, Side, Standing, Use, Voucher, VoucherState

Key = BigInteger().with_variant(Integer, "sqlite")
_people = table("customers", column("id"), column("given_name"), column("family_name"))


class VoucherRow(Table):
    """A voucher; its code is unique, its balance never leaves 0 to its value.

    `reason` is why it was given, when no referral earned it; `staff` and `till` issued it.
    """

    __tablename__ = "vouchers"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    code: Mapped[str] = mapped_column(String(17), unique=True)
    side: Mapped[str] = mapped_column(String(10))
    holder_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    referral_id: Mapped[int | None] = mapped_column(ForeignKey("referrals.id"), index=True)
    purchase_id: Mapped[int | None] = mapped_column(ForeignKey("purchases.id"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    value_cents: Mapped[int]
    balance_cents: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    minimum_cents: Mapped[int]
    issued_at: Mapped[datetime] = mapped_column(Instant)
    issued_on: Mapped[date]
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    uses: Mapped[int]
    reason: Mapped[str] = mapped_column(String(240), server_default=text("''"))
    staff: Mapped[str] = mapped_column(String(80), server_default=text("''"))
    till: Mapped[str] = mapped_column(String(80), server_default=text("''"))

    __table_args__ = (
        CheckConstraint("value_cents BETWEEN 1 AND 100000000", name="value"),
        CheckConstraint("balance_cents BETWEEN 0 AND value_cents", name="balance"),
        CheckConstraint("state IN ('issued', 'redeemed', 'cancelled')", name="state"),
        Index("ix_vouchers_owed", "state", "valid_until", "valid_from", "balance_cents"),
        Index("ix_vouchers_issued_on", "issued_on"),
    )


class RedemptionRow(Table):
    """The ledger: one row each time a voucher was honoured; rows are only ever added."""

    __tablename__ = "redemptions"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    voucher_id: Mapped[int] = mapped_column(ForeignKey("vouchers.id"))
    sequence: Mapped[int]
    cents: Mapped[int]
    attempt: Mapped[str] = mapped_column(String(64), unique=True)
    purchase_id: Mapped[int | None] = mapped_column(ForeignKey("purchases.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    redeemed_on: Mapped[date]
    staff: Mapped[str] = mapped_column(String(80))
    till: Mapped[str] = mapped_column(String(80))

    __table_args__ = (
        UniqueConstraint("voucher_id", "sequence"),
        CheckConstraint("cents BETWEEN 1 AND 100000000", name="cents"),
        Index("ix_redemptions_redeemed_on", "redeemed_on"),
    )


class ReversalRow(Table):
    """A redemption taken back; each at most once, rows are only ever added."""

    __tablename__ = "reversals"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    redemption_id: Mapped[int] = mapped_column(ForeignKey("redemptions.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(240))
    at: Mapped[datetime] = mapped_column(Instant)
    reversed_on: Mapped[date] = mapped_column(index=True)
    staff: Mapped[str] = mapped_column(String(80))
    till: Mapped[str] = mapped_column(String(80))


class CancellationRow(Table):
    """A voucher taken out of the world, with who and why."""

    __tablename__ = "cancellations"

    voucher_id: Mapped[int] = mapped_column(ForeignKey("vouchers.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(240))
    at: Mapped[datetime] = mapped_column(Instant)
    cancelled_on: Mapped[date] = mapped_column(index=True)
    staff: Mapped[str] = mapped_column(String(80))
    till: Mapped[str] = mapped_column(String(80))


class ExtensionRow(Table):
    """A last day moved on, with who and why; rows are only ever added."""

    __tablename__ = "extensions"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    voucher_id: Mapped[int] = mapped_column(ForeignKey("vouchers.id"), index=True)
    until_before: Mapped[date]
    until_after: Mapped[date]
    reason: Mapped[str] = mapped_column(String(240))
    at: Mapped[datetime] = mapped_column(Instant)
    extended_on: Mapped[date] = mapped_column(index=True)
    staff: Mapped[str] = mapped_column(String(80))
    till: Mapped[str] = mapped_column(String(80))

    __table_args__ = (CheckConstraint("until_after > until_before", name="later"),)


_VOUCHER = (
    VoucherRow.id,
    VoucherRow.code,
    VoucherRow.side,
    VoucherRow.holder_id,
    func.trim(_people.c.given_name + " " + _people.c.family_name),
    VoucherRow.referral_id,
    VoucherRow.purchase_id,
    VoucherRow.programme_id,
    VoucherRow.value_cents,
    VoucherRow.balance_cents,
    VoucherRow.currency,
    VoucherRow.minimum_cents,
    VoucherRow.issued_on,
    VoucherRow.valid_from,
    VoucherRow.valid_until,
    VoucherRow.state,
    VoucherRow.uses,
)
_USE = (
    RedemptionRow.id,
    RedemptionRow.voucher_id,
    RedemptionRow.cents,
    RedemptionRow.at,
    RedemptionRow.till,
    RedemptionRow.staff,
    RedemptionRow.attempt,
)

_SPEND = (
    update(bare(VoucherRow))
    .where(VoucherRow.id == bindparam("voucher"), VoucherRow.state == VoucherState.ISSUED.value)
    .where(VoucherRow.uses == bindparam("used"), VoucherRow.balance_cents == bindparam("had"))
    .values(balance_cents=bindparam("left"), state=bindparam("becomes"), uses=VoucherRow.uses + 1)
)
_BY_ATTEMPT = select(*_USE).where(RedemptionRow.attempt == bindparam("attempt"))
_INSERT_REDEMPTION = insert(bare(RedemptionRow)).returning(RedemptionRow.id)


def insert_voucher(tx: Transaction, voucher: Voucher, reason: str = "") -> Voucher:
    """Write a new voucher, and why it is given when no referral earned it."""
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
    tx.execute(insert(VoucherRow), values)
    found = by_code(tx, voucher.code)
    assert found is not None
    return found


def by_code(tx: Transaction, letters: str) -> Voucher | None:
    """The voucher with these letters."""
    return _first(tx, _BY_CODE, {"code": letters})


def by_id(tx: Transaction, voucher_id: int) -> Voucher | None:
    """The voucher with this number."""
    return _first(tx, vouchers().where(VoucherRow.id == voucher_id))


def of_holder(tx: Transaction, holder_id: int) -> list[Voucher]:
    """A person's vouchers, newest first."""
    return fetch(tx, vouchers().where(VoucherRow.holder_id == holder_id).order_by(VoucherRow.id.desc()))


def of_referral(tx: Transaction, referral_id: int) -> list[Voucher]:
    """What a referral earned, both sides."""
    return fetch(tx, vouchers().where(VoucherRow.referral_id == referral_id).order_by(VoucherRow.id))


def many(tx: Transaction, ids: Sequence[int]) -> dict[int, Voucher]:
    """Vouchers by number."""
    return {voucher.id: voucher for voucher in fetch(tx, vouchers().where(VoucherRow.id.in_(ids)))}


def listed(tx: Transaction, standing: Standing | None, limit: int | None) -> list[Voucher]:
    """Vouchers of one standing today, or all; newest first."""
    query = vouchers().order_by(VoucherRow.id.desc()).limit(limit)
    if standing in (Standing.REDEEMED, Standing.CANCELLED):
        query = query.where(VoucherRow.state == standing.value)
    elif standing is not None:
        query = query.where(VoucherRow.state == VoucherState.ISSUED.value)
        query = query.where(
            {
                Standing.EXPIRED: VoucherRow.valid_until < tx.today,
                Standing.PENDING: (VoucherRow.valid_from > tx.today) & (VoucherRow.valid_until >= tx.today),
                Standing.ACTIVE: VoucherRow.valid_from.__le__(tx.today)
                & (VoucherRow.valid_until >= tx.today),
            }[standing]
        )
    return fetch(tx, query)


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


def use_of_attempt(tx: Transaction, attempt: str) -> Use | None:
    """The use already made by this very attempt."""
    row = tx.execute(_BY_ATTEMPT, {"attempt": attempt}).first()
    return Use(*row) if row else None


def left_after(tx: Transaction, voucher: Voucher, use: Use) -> int:
    """Cents that were left on a voucher right after one of its uses.

    Uses are taken back last first, so an earlier one stood then if it was never taken back, or after this one was.
    """
    undone = select(ReversalRow.id).where(ReversalRow.redemption_id == use.id).scalar_subquery()
    stood = ReversalRow.id.is_(None) | (ReversalRow.id > undone)
    spent = (
        select(func.coalesce(func.sum(RedemptionRow.cents), 0))
        .outerjoin(ReversalRow, ReversalRow.redemption_id == RedemptionRow.id)
        .where(RedemptionRow.voucher_id == voucher.id, RedemptionRow.id < use.id, stood)
    )
    return voucher.value_cents - use.cents - int(tx.execute(spent).scalar_one())


def last_use(tx: Transaction, voucher_id: int) -> Use | None:
    """The newest use of a voucher that was not taken back."""
    taken_back = exists().where(ReversalRow.redemption_id == RedemptionRow.id)
    query = select(*_USE).where(RedemptionRow.voucher_id == voucher_id, ~taken_back)
    row = tx.execute(query.order_by(RedemptionRow.id.desc()).limit(1)).first()
    return Use(*row) if row else None


def purchase_has_voucher(tx: Transaction, purchase_id: int) -> bool:
    """Whether a voucher was already honoured on this purchase, and stayed so."""
    taken_back = exists().where(ReversalRow.redemption_id == RedemptionRow.id)
    return bool(
        tx.execute(select(exists().where(RedemptionRow.purchase_id == purchase_id, ~taken_back))).scalar_one()
    )


def used_on(tx: Transaction, holder_id: int, day: date) -> list[Use]:
    """What a person's vouchers were used for on a shop day, newest first."""
    taken_back = exists().where(ReversalRow.redemption_id == RedemptionRow.id)
    query = select(*_USE).join(VoucherRow, VoucherRow.id == RedemptionRow.voucher_id)
    query = query.where(VoucherRow.holder_id == holder_id, RedemptionRow.redeemed_on == day, ~taken_back)
    return [Use(*row) for row in tx.execute(query.order_by(RedemptionRow.id.desc()))]


def uses_of_holder(tx: Transaction, holder_id: int) -> list[Use]:
    """Every time a person's vouchers were honoured and it stayed so, newest first."""
    taken_back = exists().where(ReversalRow.redemption_id == RedemptionRow.id)
    query = select(*_USE).join(VoucherRow, VoucherRow.id == RedemptionRow.voucher_id)
    query = query.where(VoucherRow.holder_id == holder_id, ~taken_back)
    return [Use(*row) for row in tx.execute(query.order_by(RedemptionRow.id.desc()))]


def owed(tx: Transaction, holder_ids: Sequence[int]) -> dict[int, Owed]:
    """What each of these people may still use, those who may use nothing left out."""
    pending = func.sum(case((VoucherRow.valid_from > tx.today, 1), else_=0))
    query = (
        select(VoucherRow.holder_id, func.count() - pending, pending, func.sum(VoucherRow.balance_cents))
        .where(VoucherRow.holder_id.in_(holder_ids), VoucherRow.state == VoucherState.ISSUED.value)
        .where(VoucherRow.valid_until >= tx.today)
        .group_by(VoucherRow.holder_id)
    )
    return {holder: Owed(*map(int, counts)) for holder, *counts in tx.execute(query)}


def outstanding_cents(tx: Transaction) -> int:
    """Cents of every voucher that could still come back today or later."""
    query = select(func.coalesce(func.sum(VoucherRow.balance_cents), 0))
    alive = (VoucherRow.state == VoucherState.ISSUED.value) & (VoucherRow.valid_until >= tx.today)
    return int(tx.execute(query.where(alive)).scalar_one())


def give_back(tx: Transaction, use: Use) -> None:
    """Put a use's cents back on its voucher; one whose rest was cancelled meanwhile stays cancelled."""
    stays = VoucherRow.state == VoucherState.CANCELLED.value
    state = case((stays, VoucherState.CANCELLED.value), else_=VoucherState.ISSUED.value)
    tx.execute(
        update(VoucherRow)
        .where(VoucherRow.id == use.voucher_id)
        .values(balance_cents=VoucherRow.balance_cents + use.cents, state=state)
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
    tx.execute(insert(ReversalRow), values)


def cancel(tx: Transaction, voucher: Voucher, reason: str) -> bool:
    """Take a voucher, or what is left of it, out of the world; False when it was used or cancelled meanwhile."""
    won = tx.execute(
        update(VoucherRow)
        .where(VoucherRow.id == voucher.id, VoucherRow.state == VoucherState.ISSUED.value)
        .where(VoucherRow.uses == voucher.uses, VoucherRow.balance_cents == voucher.balance_cents)
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
    tx.execute(insert(CancellationRow), values)
    return True


def extend(tx: Transaction, voucher: Voucher, until: date, reason: str) -> bool:
    """Move a voucher's last day on; False when it was used up, cancelled or extended meanwhile."""
    won = tx.execute(
        update(VoucherRow)
        .where(VoucherRow.id == voucher.id, VoucherRow.state == VoucherState.ISSUED.value)
        .where(VoucherRow.valid_until == voucher.valid_until)
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
    tx.execute(insert(ExtensionRow), values)
    return True


def cancellation(tx: Transaction, voucher_id: int) -> tuple[datetime, str, str] | None:
    """When, by whom and why a voucher was cancelled."""
    row = tx.execute(
        select(CancellationRow.at, CancellationRow.staff, CancellationRow.reason).where(
            CancellationRow.voucher_id == voucher_id
        )
    ).first()
    return (row.at, row.staff, row.reason) if row else None


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's vouchers be held by another; which ones."""
    return hand_over(tx, VoucherRow, "holder_id", "id", from_id, to_id, only)


def vouchers() -> Select[*tuple[Any, ...]]:
    """The query of whole vouchers, to be narrowed."""
    return select(*_VOUCHER).join(_people, _people.c.id == VoucherRow.holder_id)


def _first(tx: Transaction, query: Select[*tuple[Any, ...]], values: dict[str, str] | None = None) -> Voucher | None:
    found = fetch(tx, query, values)
    return found[0] if found else None


def fetch(tx: Transaction, query: Select[*tuple[Any, ...]], values: dict[str, str] | None = None) -> list[Voucher]:
    """The vouchers a query finds."""
    return [_voucher(tuple(row)) for row in tx.execute(query, values)]


def _voucher(row: tuple[Any, ...]) -> Voucher:
    values = list(row)
    values[2], values[-2] = Side(values[2]), VoucherState(values[-2])
    values[4] = people_wording.name(values[4])
    return Voucher(*values)


_BY_CODE = vouchers().where(VoucherRow.code == bindparam("code"))
"""Built once: it stands between the scan and the answer."""
