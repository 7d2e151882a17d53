"""Versions of the scheme."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, RowMapping, String, Text, bindparam, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base.database import Table, Transaction
from parrainage_desktop.programme import codec
from parrainage_desktop.programme.rewards import Fixed, fixed
from parrainage_desktop.programme.rules import Programme, Terms


class ProgrammeRow(Table):
    """One version; a change adds another and referrals keep the one they were claimed under.

    `parameters` holds as JSON what has no column; what it leaves out is as usual. A side rewarded otherwise than by
    an amount has 0 cents in its column and its reward there.
    """

    __tablename__ = "programmes"

    id: Mapped[int] = mapped_column(primary_key=True)
    effective_from: Mapped[date]
    currency: Mapped[str] = mapped_column(String(3))
    referrer_cents: Mapped[int]
    referee_cents: Mapped[int]
    purchase_minimum_cents: Mapped[int]
    voucher_minimum_cents: Mapped[int]
    lock_days: Mapped[int]
    valid_months: Mapped[int]
    claim_window_days: Mapped[int]
    personal: Mapped[bool]
    one_per_purchase: Mapped[bool]
    ends_on: Mapped[date | None]
    usual_cost_cents: Mapped[int]
    parameters: Mapped[str] = mapped_column(Text, server_default="{}")

    __table_args__ = (
        CheckConstraint("referrer_cents BETWEEN 0 AND 100000000", name="referrer"),
        CheckConstraint("referee_cents BETWEEN 0 AND 100000000", name="referee"),
    )


class SpendingRow(Table):
    """The cents of vouchers that referrals earned on a shop day, less what was cancelled of them since."""

    __tablename__ = "spending"

    day: Mapped[date] = mapped_column(primary_key=True)
    cents: Mapped[int] = mapped_column(BigInteger)


_AS_THEY_ARE = (
    "purchase_minimum_cents", "voucher_minimum_cents", "lock_days", "valid_months", "claim_window_days", "personal",
    "one_per_purchase", "ends_on", "usual_cost_cents",
)  # fmt: skip
"""The parameters with a column of their own."""
_SIDES = ("referrer", "referee")
_COLUMNS = list(ProgrammeRow.__table__.columns)
_BY_NUMBER = select(*_COLUMNS).where(ProgrammeRow.id == bindparam("number"))


def insert_version(tx: Transaction, effective_from: date, currency: str, terms: Terms) -> Programme:
    """Write a version of the scheme."""
    values = {"effective_from": effective_from, "currency": currency, **_written(terms)}
    number = tx.execute(insert(ProgrammeRow).values(values).returning(ProgrammeRow.id)).scalar_one()
    return Programme(number, effective_from, currency, terms)


def in_force(tx: Transaction, today: date) -> Programme:
    """The newest version already in effect on a shop day."""
    query = select(*_COLUMNS).where(ProgrammeRow.effective_from <= today)
    row = tx.execute(query.order_by(ProgrammeRow.effective_from.desc(), ProgrammeRow.id.desc()).limit(1))
    return _programme(row.mappings().one())


def version(tx: Transaction, number: int) -> Programme:
    """One version by number."""
    return _programme(tx.execute(_BY_NUMBER, {"number": number}).mappings().one())


def versions(tx: Transaction) -> list[Programme]:
    """Every version in the order they were written."""
    rows = tx.execute(select(*_COLUMNS).order_by(ProgrammeRow.id)).mappings()
    return [_programme(row) for row in rows]


def add_spending(tx: Transaction, day: date, cents: int) -> None:
    """Add to what was spent on a shop day, or take away."""
    added = update(SpendingRow).where(SpendingRow.day == day).values(cents=SpendingRow.cents + cents)
    if not tx.execute(added).rowcount:
        tx.execute(insert(SpendingRow).values(day=day, cents=cents))


def spent(tx: Transaction, since: date) -> int:
    """Cents spent from a shop day on."""
    query = select(func.coalesce(func.sum(SpendingRow.cents), 0)).where(SpendingRow.day >= since)
    return int(tx.execute(query).scalar_one())


def _written(terms: Terms) -> Mapping[str, Any]:
    amounts = {"referrer_cents": terms.referrer_cents, "referee_cents": terms.referee_cents}
    plain = codec.plain(terms)
    for side in _SIDES:
        if isinstance(getattr(terms, side), Fixed):
            del plain[side]
    parameters = {name: value for name, value in plain.items() if name not in _AS_THEY_ARE}
    kept = {name: getattr(terms, name) for name in _AS_THEY_ARE}
    return {**amounts, **kept, "parameters": codec.written(parameters)}


def _programme(row: RowMapping) -> Programme:
    values = codec.read(row["parameters"])
    kept: dict[str, Any] = {name: row[name] for name in _AS_THEY_ARE}
    amounts = {side: fixed(row[f"{side}_cents"]) for side in _SIDES if side not in values}
    terms = replace(codec.terms_of(values), **kept | amounts)
    return Programme(row["id"], row["effective_from"], row["currency"], terms)
