"""Referrals and the checks each one passed."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    case,
    column,
    func,
    insert,
    select,
    table,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base.database import Instant, Table, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.customers import wording
from parrainage_desktop.referrals.rules import LIVE, Check, Checked, Referral, ReferralState, Result, Settled

Key = BigInteger().with_variant(Integer, "sqlite")
_LIVE = sorted(state.value for state in LIVE)
_people = table("customers", column("id"), column("given_name"), column("family_name"), column("active_at"))
_referrer, _referee = _people.alias("referrer"), _people.alias("referee")


class ReferralRow(Table):
    """Who brought whom; one live referral at most for a friend."""

    __tablename__ = "referrals"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    referrer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    referee_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    card: Mapped[str] = mapped_column(String(12))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    claimed_at: Mapped[datetime] = mapped_column(Instant)
    claimed_on: Mapped[date] = mapped_column(index=True)
    rewarded_on: Mapped[date | None] = mapped_column(index=True)
    purchase_id: Mapped[int | None] = mapped_column(ForeignKey("purchases.id"))
    reason: Mapped[str] = mapped_column(String(240))

    __table_args__ = (
        Index(
            "uq_referrals_live_referee",
            "referee_id",
            unique=True,
            sqlite_where=text("state IN ('claimed', 'flagged', 'rewarded')"),
        ),
        Index("ix_referrals_referrer_id_claimed_at", "referrer_id", "claimed_at"),
        Index("ix_referrals_state_id", "state", "id"),
        Index("ix_referrals_state_rewarded_on", "state", "rewarded_on", "id"),
    )


class CheckRow(Table):
    """A check of a referral, as it came out when the friend arrived."""

    __tablename__ = "referral_checks"

    referral_id: Mapped[int] = mapped_column(ForeignKey("referrals.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    result: Mapped[str] = mapped_column(String(4))


_REFERRAL = (
    ReferralRow.id,
    ReferralRow.state,
    ReferralRow.referrer_id,
    func.trim(_referrer.c.given_name + " " + _referrer.c.family_name),
    ReferralRow.referee_id,
    func.trim(_referee.c.given_name + " " + _referee.c.family_name),
    ReferralRow.programme_id,
    ReferralRow.claimed_on,
    ReferralRow.rewarded_on,
    ReferralRow.purchase_id,
    ReferralRow.reason,
)


def insert_referral(
    tx: Transaction,
    state: ReferralState,
    referrer_id: int,
    referee_id: int,
    card: str,
    programme_id: int,
    reason: str,
) -> Referral:
    """Write a referral as it begins."""
    values = {
        "state": state.value,
        "referrer_id": referrer_id,
        "referee_id": referee_id,
        "card": card,
        "programme_id": programme_id,
        "claimed_at": tx.now,
        "claimed_on": tx.today,
        "reason": reason,
    }
    number = tx.execute(insert(ReferralRow).values(values).returning(ReferralRow.id)).scalar_one()
    return get(tx, number)


def insert_checks(tx: Transaction, referral_id: int, checks: Iterable[Checked]) -> None:
    """Write how each check came out."""
    rows = [
        {"referral_id": referral_id, "name": checked.check.value, "result": checked.result.value}
        for checked in checks
    ]
    tx.execute(insert(CheckRow), rows)


def checks(tx: Transaction, referral_id: int) -> tuple[Checked, ...]:
    """How each check of a referral came out."""
    rows = tx.execute(select(CheckRow.name, CheckRow.result).where(CheckRow.referral_id == referral_id))
    found = {Check(name): Checked(Check(name), Result(result)) for name, result in rows}
    return tuple(found[check] for check in Check if check in found)


def get(tx: Transaction, referral_id: int) -> Referral:
    """One referral by number; raises NoResultFound for a number the store never gave."""
    return _referral(tuple(tx.execute(_referrals().where(ReferralRow.id == referral_id)).one()))


def find(tx: Transaction, referral_id: int) -> Referral | None:
    """One referral by number, if there is one."""
    return _first(tx, _referrals().where(ReferralRow.id == referral_id))


def many(tx: Transaction, ids: Iterable[int]) -> dict[int, Referral]:
    """Referrals by number."""
    return {found.id: found for found in _all(tx, _referrals().where(ReferralRow.id.in_(list(ids))))}


def live_of_referee(tx: Transaction, referee_id: int) -> Referral | None:
    """The referral through which this friend came, if it still counts."""
    return _first(tx, _referrals().where(ReferralRow.referee_id == referee_id, ReferralRow.state.in_(_LIVE)))


def of_person(tx: Transaction, customer_id: int) -> list[Referral]:
    """Every referral a person is part of, newest first."""
    part = (ReferralRow.referrer_id == customer_id) | (ReferralRow.referee_id == customer_id)
    return _all(tx, _referrals().where(part).order_by(ReferralRow.id.desc()))


def listed(tx: Transaction, state: ReferralState | None, limit: int | None) -> list[Referral]:
    """Referrals in one state or all, newest first."""
    query = _referrals().order_by(ReferralRow.id.desc()).limit(limit)
    return _all(tx, query.where(ReferralRow.state == state.value) if state else query)


def claims_since(tx: Transaction, referrer_id: int, since: datetime) -> int:
    """How many friends this person's cards brought since an instant."""
    query = select(func.count()).where(
        ReferralRow.referrer_id == referrer_id, ReferralRow.claimed_at >= since
    )
    return int(tx.execute(query).scalar_one())


def referrer_of(tx: Transaction, customer_id: int) -> int | None:
    """Who brought this person, if anybody did."""
    query = select(ReferralRow.referrer_id).where(
        ReferralRow.referee_id == customer_id, ReferralRow.state.in_(_LIVE)
    )
    return tx.execute(query).scalar_one_or_none()


def rewarded_count(tx: Transaction, referrer_id: int) -> int:
    """How many friends of this person were rewarded."""
    query = select(func.count()).where(
        ReferralRow.referrer_id == referrer_id, ReferralRow.state == ReferralState.REWARDED.value
    )
    return int(tx.execute(query).scalar_one())


def rewarded_since(tx: Transaction, referrer_id: int, since: date) -> int:
    """How many friends of this person were rewarded from a shop day on."""
    query = select(func.count()).where(
        ReferralRow.referrer_id == referrer_id,
        ReferralRow.state == ReferralState.REWARDED.value,
        ReferralRow.rewarded_on >= since,
    )
    return int(tx.execute(query).scalar_one())


def completed_between(tx: Transaction, first: date, last: date) -> list[tuple[int, int | None]]:
    """The referrer and the purchase of each referral rewarded between two shop days, in that order."""
    query = select(ReferralRow.referrer_id, ReferralRow.purchase_id).where(
        ReferralRow.state == ReferralState.REWARDED.value, ReferralRow.rewarded_on.between(first, last)
    )
    return [tuple(row) for row in tx.execute(query.order_by(ReferralRow.rewarded_on, ReferralRow.id))]


def rewarded_before(tx: Transaction, ids: Sequence[int], day: date) -> dict[int, int]:
    """How many friends of each of these people were rewarded before a shop day."""
    query = select(ReferralRow.referrer_id, func.count()).where(
        ReferralRow.referrer_id.in_(ids),
        ReferralRow.state == ReferralState.REWARDED.value,
        ReferralRow.rewarded_on < day,
    )
    return {referrer: int(count) for referrer, count in tx.execute(query.group_by(ReferralRow.referrer_id))}


def brought(tx: Transaction, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many friends each of these people brought, and for how many they were rewarded."""
    rewarded = func.sum(case((ReferralRow.state == ReferralState.REWARDED.value, 1), else_=0))
    query = select(ReferralRow.referrer_id, func.count(), rewarded).where(
        ReferralRow.referrer_id.in_(ids), ReferralRow.state.in_(_LIVE)
    )
    rows = tx.execute(query.group_by(ReferralRow.referrer_id))
    return {referrer: (int(count), int(done)) for referrer, count, done in rows}


def claimed_at(tx: Transaction, ids: Sequence[int]) -> dict[int, datetime]:
    """The instant at which each of these friends arrived."""
    query = select(ReferralRow.id, ReferralRow.claimed_at).where(ReferralRow.id.in_(ids))
    return {row.id: row.claimed_at for row in tx.execute(query)}


def move(
    tx: Transaction,
    referral: Referral,
    state: ReferralState,
    *,
    purchase_id: int | None = None,
    reason: str = "",
) -> bool:
    """Bring a referral from the state it was seen in to another; False when somebody moved it meanwhile."""
    values: dict[str, object] = {"state": state.value, "reason": reason}
    if purchase_id is not None:
        values["purchase_id"] = purchase_id
    if state is ReferralState.REWARDED:
        values["rewarded_on"] = tx.today
    seen = (ReferralRow.id == referral.id) & (ReferralRow.state == referral.state.value)
    return tx.execute(update(ReferralRow).where(seen).values(values)).rowcount == 1


def reopen(tx: Transaction, referral: Referral) -> bool:
    """Bring a referral that is over back to waiting for its first purchase; False when somebody moved it meanwhile."""
    values = {"state": ReferralState.CLAIMED.value, "rewarded_on": None, "purchase_id": None, "reason": ""}
    seen = (ReferralRow.id == referral.id) & (ReferralRow.state == referral.state.value)
    return tx.execute(update(ReferralRow).where(seen).values(values)).rowcount == 1


def follow_as_referrer(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None) -> list[int]:
    """Let the friends one person brought be another's; which referrals."""
    return hand_over(tx, ReferralRow, "referrer_id", "id", from_id, to_id, only)


def follow_as_referee(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None) -> list[int]:
    """Let how one person was brought be how another was; which referrals."""
    return hand_over(tx, ReferralRow, "referee_id", "id", from_id, to_id, only)


def set_check(tx: Transaction, referral_id: int, check: Check, result: Result) -> None:
    """Write that a check comes out otherwise than when the friend arrived."""
    row = (CheckRow.referral_id == referral_id) & (CheckRow.name == check.value)
    tx.execute(update(CheckRow).where(row).values(result=result.value))


def unsettle(tx: Transaction, settled: Settled) -> bool:
    """Put a referral back as it stood; False when it changed since."""
    values = {"state": settled.was.value, "reason": settled.was_because}
    seen = (ReferralRow.id == settled.id) & (ReferralRow.state == settled.now.value)
    seen &= ReferralRow.reason == settled.because
    return tx.execute(update(ReferralRow).where(seen).values(values)).rowcount == 1


def _referrals() -> Select[*tuple[Any, ...]]:
    joined = select(*_REFERRAL).join(_referrer, _referrer.c.id == ReferralRow.referrer_id)
    return joined.join(_referee, _referee.c.id == ReferralRow.referee_id)


def _first(tx: Transaction, query: Select[*tuple[Any, ...]]) -> Referral | None:
    found = _all(tx, query)
    return found[0] if found else None


def _all(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[Referral]:
    return [_referral(tuple(row)) for row in tx.execute(query)]


def _referral(row: tuple[Any, ...]) -> Referral:
    number, state, referrer_id, referrer, referee_id, referee, *rest = row
    names = referrer_id, wording.name(referrer), referee_id, wording.name(referee)
    return Referral(number, ReferralState(state), *names, *rest)
