"""Looking up vouchers: by their letters, by whose they are, by how they were used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, case, exists, func, literal, select

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import wording as people_wording
from parrainage_desktop.customers.joined import PEOPLE
from parrainage_desktop.vouchers.rules import Owed, Side, Use, Voucher, VoucherState
from parrainage_desktop.vouchers.store import CANCELLATIONS, HOLDER, REDEMPTIONS, REVERSALS, VOUCHERS

Values = Mapping[str, str | int | date | datetime]
_VOUCHER = (
    VOUCHERS.c.id,
    VOUCHERS.c.code,
    VOUCHERS.c.side,
    VOUCHERS.c.holder_id,
    HOLDER,
    VOUCHERS.c.referral_id,
    VOUCHERS.c.purchase_id,
    VOUCHERS.c.programme_id,
    VOUCHERS.c.value_cents,
    VOUCHERS.c.balance_cents,
    VOUCHERS.c.currency,
    VOUCHERS.c.minimum_cents,
    VOUCHERS.c.issued_on,
    VOUCHERS.c.valid_from,
    VOUCHERS.c.valid_until,
    VOUCHERS.c.state,
    VOUCHERS.c.uses,
)
MISSES_ALLOWED = 3
MISS_WINDOW = timedelta(minutes=10)
_USE = (
    REDEMPTIONS.c.id,
    REDEMPTIONS.c.voucher_id,
    REDEMPTIONS.c.cents,
    REDEMPTIONS.c.at,
    REDEMPTIONS.c.till,
    REDEMPTIONS.c.staff,
    REDEMPTIONS.c.attempt,
)
_UNSPENT = VOUCHERS.c.state.concat("") == VoucherState.ISSUED.value
"""Written so that SQLite goes through one person's vouchers by their index, not through all that are owed."""
_BY_ATTEMPT = select(*_USE).where(REDEMPTIONS.c.attempt == bindparam("attempt"))
_STOOD = ~exists().where(REVERSALS.c.redemption_id == REDEMPTIONS.c.id)
_LAST_USE = (
    select(*_USE)
    .where(REDEMPTIONS.c.voucher_id == bindparam("voucher"), _STOOD)
    .order_by(REDEMPTIONS.c.id.desc())
    .limit(1)
)
_WHOLE = select(*_VOUCHER).join(PEOPLE, PEOPLE.c.id == VOUCHERS.c.holder_id)
_BY_CODE = _WHOLE.where(VOUCHERS.c.code == bindparam("code"))
_ALWAYS = select(literal(1)).subquery()
_HELD_OUT = select(
    select(REDEMPTIONS.c.id).where(REDEMPTIONS.c.attempt == bindparam("attempt")).scalar_subquery(),
    journal.nth_newest("voucher.unknown", MISSES_ALLOWED),
    *_VOUCHER,
).select_from(
    _ALWAYS.outerjoin(VOUCHERS, VOUCHERS.c.code == bindparam("code")).outerjoin(
        PEOPLE, PEOPLE.c.id == VOUCHERS.c.holder_id
    )
)
_BY_ID = _WHOLE.where(VOUCHERS.c.id == bindparam("number"))
_USABLE = (
    _WHOLE.where(VOUCHERS.c.holder_id == bindparam("holder"), VOUCHERS.c.id != bindparam("besides"), _UNSPENT)
    .where(VOUCHERS.c.valid_from <= bindparam("today"), VOUCHERS.c.valid_until >= bindparam("today"))
    .order_by(VOUCHERS.c.valid_until, VOUCHERS.c.id)
    .limit(1)
)
"""Built once: they stand between the scan and the answer."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A voucher held out, or none; whether this press of the button went through before; the last try too many."""

    voucher: Voucher | None
    repeated: bool
    missed_at: datetime | None


def by_code(tx: Transaction, letters: str) -> Voucher | None:
    """The voucher with these letters."""
    return _first(tx, _BY_CODE, {"code": letters})


def held_out(tx: Transaction, letters: str, attempt: str) -> HeldOut:
    """What a voucher is judged by as it is held out; no letters are no voucher."""
    values = {"code": letters, "attempt": attempt, "since": tx.now - MISS_WINDOW, "here": tx.actor.till}
    used, missed_at, *voucher = tx.execute(_HELD_OUT, values).one()
    return HeldOut(_voucher(tuple(voucher)) if voucher[0] else None, used is not None, missed_at)


def by_id(tx: Transaction, voucher_id: int) -> Voucher | None:
    """The voucher with this number."""
    return _first(tx, _BY_ID, {"number": voucher_id})


def ending(tx: Transaction, letters: str, most: int) -> list[Voucher]:
    """Vouchers whose code ends so, newest first."""
    found = vouchers().where(VOUCHERS.c.code.like(f"%{letters}"))
    return fetch(tx, found.order_by(VOUCHERS.c.id.desc()).limit(most))


def of_holder(tx: Transaction, holder_id: int) -> list[Voucher]:
    """A person's vouchers, newest first."""
    return fetch(tx, vouchers().where(VOUCHERS.c.holder_id == holder_id).order_by(VOUCHERS.c.id.desc()))


def usable(tx: Transaction, holder_id: int, besides: int) -> Voucher | None:
    """A voucher this person could use now besides one, the first to expire."""
    return _first(tx, _USABLE, {"holder": holder_id, "besides": besides, "today": tx.today})


def of_referral(tx: Transaction, referral_id: int) -> list[Voucher]:
    """What a referral earned, both sides."""
    return fetch(tx, vouchers().where(VOUCHERS.c.referral_id == referral_id).order_by(VOUCHERS.c.id))


def many(tx: Transaction, ids: Sequence[int]) -> dict[int, Voucher]:
    """Vouchers by number."""
    if not ids:
        return {}
    return {voucher.id: voucher for voucher in fetch(tx, vouchers().where(VOUCHERS.c.id.in_(ids)))}


def use_of_attempt(tx: Transaction, attempt: str) -> Use | None:
    """The use already made by this very attempt."""
    row = tx.execute(_BY_ATTEMPT, {"attempt": attempt}).first()
    return Use(*row) if row else None


def left_after(tx: Transaction, voucher: Voucher, use: Use) -> int:
    """Cents that were left on a voucher right after one of its uses.

    Uses are taken back last first, so an earlier one stood then if it was never taken back, or after this one was.
    """
    undone = select(REVERSALS.c.id).where(REVERSALS.c.redemption_id == use.id).scalar_subquery()
    stood = REVERSALS.c.id.is_(None) | (REVERSALS.c.id > undone)
    spent = (
        select(func.coalesce(func.sum(REDEMPTIONS.c.cents), 0))
        .outerjoin(REVERSALS, REVERSALS.c.redemption_id == REDEMPTIONS.c.id)
        .where(REDEMPTIONS.c.voucher_id == voucher.id, REDEMPTIONS.c.id < use.id, stood)
    )
    return voucher.value_cents - use.cents - int(tx.execute(spent).scalar_one())


def last_use(tx: Transaction, voucher_id: int) -> Use | None:
    """The newest use of a voucher that was not taken back."""
    row = tx.execute(_LAST_USE, {"voucher": voucher_id}).first()
    return Use(*row) if row else None


def purchase_has_voucher(tx: Transaction, purchase_id: int) -> bool:
    """Whether a voucher was already honoured on this purchase, and stayed so."""
    return bool(tx.execute(select(exists().where(REDEMPTIONS.c.purchase_id == purchase_id, _STOOD))).scalar_one())


def used_on(tx: Transaction, holder_id: int, day: date) -> list[Use]:
    """What a person's vouchers were used for on a shop day, newest first."""
    query = select(*_USE).join(VOUCHERS, VOUCHERS.c.id == REDEMPTIONS.c.voucher_id)
    query = query.where(VOUCHERS.c.holder_id == holder_id, REDEMPTIONS.c.redeemed_on == day, _STOOD)
    return [Use(*row) for row in tx.execute(query.order_by(REDEMPTIONS.c.id.desc()))]


def uses_of_holder(tx: Transaction, holder_id: int) -> list[Use]:
    """Every time a person's vouchers were honoured and it stayed so, newest first."""
    query = select(*_USE).join(VOUCHERS, VOUCHERS.c.id == REDEMPTIONS.c.voucher_id)
    query = query.where(VOUCHERS.c.holder_id == holder_id, _STOOD)
    return [Use(*row) for row in tx.execute(query.order_by(REDEMPTIONS.c.id.desc()))]


def owed(tx: Transaction, holder_ids: Sequence[int]) -> dict[int, Owed]:
    """What each of these people may still use, those who may use nothing left out."""
    pending = func.sum(case((VOUCHERS.c.valid_from > tx.today, 1), else_=0))
    query = (
        select(VOUCHERS.c.holder_id, func.count() - pending, pending, func.sum(VOUCHERS.c.balance_cents))
        .where(VOUCHERS.c.holder_id.in_(holder_ids), _UNSPENT, VOUCHERS.c.valid_until >= tx.today)
        .group_by(VOUCHERS.c.holder_id)
    )
    return {holder: Owed(*map(int, counts)) for holder, *counts in tx.execute(query)}


def cancellation(tx: Transaction, voucher_id: int) -> tuple[datetime, str, str] | None:
    """When, by whom and why a voucher was cancelled."""
    row = tx.execute(
        select(CANCELLATIONS.c.at, CANCELLATIONS.c.staff, CANCELLATIONS.c.reason).where(
            CANCELLATIONS.c.voucher_id == voucher_id
        )
    ).first()
    return (row.at, row.staff, row.reason) if row else None


def vouchers() -> Select[*tuple[Any, ...]]:
    """The query of whole vouchers, to be narrowed."""
    return _WHOLE


def fetch(tx: Transaction, query: Select[*tuple[Any, ...]], values: Values | None = None) -> list[Voucher]:
    """The vouchers a query finds."""
    return [_voucher(tuple(row)) for row in tx.execute(query, values)]


def _first(tx: Transaction, query: Select[*tuple[Any, ...]], values: Values) -> Voucher | None:
    return next(iter(fetch(tx, query, values)), None)


def _voucher(row: tuple[Any, ...]) -> Voucher:
    values = list(row)
    values[2], values[-2] = Side(values[2]), VoucherState(values[-2])
    values[4] = people_wording.name(values[4])
    return Voucher(*values)
