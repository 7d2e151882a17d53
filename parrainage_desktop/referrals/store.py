"""Referrals and the checks each one passed."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Named,
    Select,
    String,
    Table,
    TypedColumns,
    bindparam,
    insert,
    select,
    text,
    update,
)

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.customers import wording
from parrainage_desktop.customers.joined import PEOPLE, whole_name
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.referrals.rules import LIVE, Check, Checked, Referral, ReferralState, Result, Settled

Values = dict[str, int]
_LIVE = sorted(state.value for state in LIVE)
_referrer, _referee = PEOPLE.alias("referrer"), PEOPLE.alias("referee")


class ReferralColumns(TypedColumns):
    """Who brought whom; one live referral at most for a friend."""

    id: Named[int] = Column(Key, primary_key=True)
    state: Named[str] = Column(String(10))
    referrer_id: Named[int] = Column(Key, ForeignKey("customers.id"))
    referee_id: Named[int] = Column(Key, ForeignKey("customers.id"), index=True)
    card: Named[str] = Column(String(12))
    programme_id: Named[int] = Column(ForeignKey("programmes.id"))
    claimed_at: Named[datetime] = Column(Instant)
    claimed_on: Named[date] = Column(index=True)
    rewarded_on: Named[date | None] = Column(index=True)
    purchase_id: Named[int | None] = Column(Key, ForeignKey("purchases.id"))
    reason: Named[str] = Column(String(240))


REFERRALS = Table(
    "referrals",
    METADATA,
    ReferralColumns,
    Index(
        "uq_referrals_live_referee", "referee_id", unique=True,
        sqlite_where=text("state IN ('claimed', 'flagged', 'on_hold', 'rewarded')"),
    ),
    Index("ix_referrals_referrer_id_claimed_at", "referrer_id", "claimed_at"),
    Index("ix_referrals_state_id", "state", "id"),
    Index("ix_referrals_state_rewarded_on", "state", "rewarded_on", "id"),
    Index("ix_referrals_purchase_id", "purchase_id", sqlite_where=text("purchase_id IS NOT NULL")),
)


class CheckColumns(TypedColumns):
    """A check of a referral, as it came out when the friend arrived."""

    referral_id: Named[int] = Column(Key, ForeignKey("referrals.id"), primary_key=True)
    name: Named[str] = Column(String(20), primary_key=True)
    result: Named[str] = Column(String(4))


CHECKS = Table("referral_checks", METADATA, CheckColumns)

_REFERRAL = (
    REFERRALS.c.id,
    REFERRALS.c.state,
    REFERRALS.c.referrer_id,
    whole_name(_referrer),
    REFERRALS.c.referee_id,
    whole_name(_referee),
    REFERRALS.c.programme_id,
    REFERRALS.c.claimed_on,
    REFERRALS.c.rewarded_on,
    REFERRALS.c.purchase_id,
    REFERRALS.c.reason,
)
_INSERT = insert(REFERRALS).returning(REFERRALS.c.id)
_INSERT_CHECK = insert(CHECKS)
_MOVE = (
    update(REFERRALS)
    .where(REFERRALS.c.id == bindparam("number"), REFERRALS.c.state == bindparam("was"))
    .returning(REFERRALS.c.purchase_id, REFERRALS.c.rewarded_on)
)
_WHOLE = (
    select(*_REFERRAL)
    .join(_referrer, _referrer.c.id == REFERRALS.c.referrer_id)
    .join(_referee, _referee.c.id == REFERRALS.c.referee_id)
)
_BY_ID = _WHOLE.where(REFERRALS.c.id == bindparam("number"))
_OF_REFEREE = _WHOLE.where(REFERRALS.c.referee_id == bindparam("friend"), REFERRALS.c.state.in_(_LIVE))
"""Built once, as all that is asked with every friend and every purchase."""


def insert_referral(
    tx: Transaction,
    state: ReferralState,
    referrer: Customer,
    referee: Customer,
    card: str,
    programme_id: int,
    reason: str,
) -> Referral:
    """Write a referral as it begins."""
    values = {
        "state": state.value,
        "referrer_id": referrer.id,
        "referee_id": referee.id,
        "card": card,
        "programme_id": programme_id,
        "claimed_at": tx.now,
        "claimed_on": tx.today,
        "reason": reason,
    }
    number, people = tx.execute(_INSERT, values).scalar_one(), (referrer.id, referrer.name, referee.id, referee.name)
    return Referral(number, state, *people, programme_id, tx.today, None, None, reason)


def insert_checks(tx: Transaction, referral_id: int, checks: Iterable[Checked]) -> None:
    """Write how each check came out."""
    rows = [
        {"referral_id": referral_id, "name": checked.check.value, "result": checked.result.value}
        for checked in checks
    ]
    tx.execute(_INSERT_CHECK, rows)


def checks(tx: Transaction, referral_id: int) -> tuple[Checked, ...]:
    """How each check of a referral came out."""
    rows = tx.execute(select(CHECKS.c.name, CHECKS.c.result).where(CHECKS.c.referral_id == referral_id))
    found = {Check(name): Checked(Check(name), Result(result)) for name, result in rows}
    return tuple(found[check] for check in Check if check in found)


def get(tx: Transaction, referral_id: int) -> Referral:
    """One referral by number; raises NoResultFound for a number the store never gave."""
    return _referral(tuple(tx.execute(_WHOLE.where(REFERRALS.c.id == referral_id)).one()))


def find(tx: Transaction, referral_id: int) -> Referral | None:
    """One referral by number, if there is one."""
    return _first(tx, _BY_ID, {"number": referral_id})


def many(tx: Transaction, ids: Iterable[int]) -> dict[int, Referral]:
    """Referrals by number."""
    return {found.id: found for found in _all(tx, _WHOLE.where(REFERRALS.c.id.in_(list(ids))))}


def live_of_referee(tx: Transaction, referee_id: int) -> Referral | None:
    """The referral through which this friend came, if it still counts."""
    return _first(tx, _OF_REFEREE, {"friend": referee_id})


def completed_by(tx: Transaction, purchase_id: int) -> Referral | None:
    """The referral that a purchase completed, if it still counts; whoever's record either is of by now."""
    return _first(tx, _WHOLE.where(REFERRALS.c.purchase_id == purchase_id, REFERRALS.c.state.in_(_LIVE)))


def of_purchase(tx: Transaction, purchase_id: int) -> list[Referral]:
    """The referrals that a purchase completed or closed, newest first; whoever's record either is of by now."""
    return _all(tx, _WHOLE.where(REFERRALS.c.purchase_id == purchase_id).order_by(REFERRALS.c.id.desc()))


def of_person(tx: Transaction, customer_id: int) -> list[Referral]:
    """Every referral a person is part of, newest first."""
    part = (REFERRALS.c.referrer_id == customer_id) | (REFERRALS.c.referee_id == customer_id)
    return _all(tx, _WHOLE.where(part).order_by(REFERRALS.c.id.desc()))


def listed(tx: Transaction, state: ReferralState | None, limit: int | None) -> list[Referral]:
    """Referrals in one state or all, newest first."""
    query = _WHOLE.order_by(REFERRALS.c.id.desc()).limit(limit)
    return _all(tx, query.where(REFERRALS.c.state == state.value) if state else query)


def move(
    tx: Transaction,
    referral: Referral,
    state: ReferralState,
    *,
    purchase_id: int | None = None,
    reason: str = "",
) -> Referral | None:
    """Bring a referral from the state it was seen in to another; None when somebody moved it meanwhile."""
    values: dict[str, object] = {"state": state.value, "reason": reason}
    if purchase_id is not None:
        values["purchase_id"] = purchase_id
    if state is ReferralState.REWARDED:
        values["rewarded_on"] = tx.today
    moved = tx.execute(_MOVE, {"number": referral.id, "was": referral.state.value, **values}).first()
    if moved is None:
        return None
    return replace(
        referral, state=state, reason=reason, purchase_id=moved.purchase_id, rewarded_on=moved.rewarded_on
    )


def stand_on(tx: Transaction, referral: Referral, purchase_id: int) -> None:
    """Write which purchase stands for a referral."""
    tx.execute(update(REFERRALS).where(REFERRALS.c.id == referral.id).values(purchase_id=purchase_id))


def reopen(tx: Transaction, referral: Referral) -> bool:
    """Bring a referral that is over back to waiting for its first purchase; False when somebody moved it meanwhile."""
    values = {"state": ReferralState.CLAIMED.value, "rewarded_on": None, "purchase_id": None, "reason": ""}
    seen = (REFERRALS.c.id == referral.id) & (REFERRALS.c.state == referral.state.value)
    return tx.execute(update(REFERRALS).where(seen).values(values)).rowcount == 1


def follow_as_referrer(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None) -> list[int]:
    """Let the friends one person brought be another's; which referrals."""
    return hand_over(tx, REFERRALS, "referrer_id", "id", from_id, to_id, only)


def follow_as_referee(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None) -> list[int]:
    """Let how one person was brought be how another was; which referrals."""
    return hand_over(tx, REFERRALS, "referee_id", "id", from_id, to_id, only)


def set_check(tx: Transaction, referral_id: int, check: Check, result: Result) -> None:
    """Write that a check comes out otherwise than when the friend arrived."""
    row = (CHECKS.c.referral_id == referral_id) & (CHECKS.c.name == check.value)
    tx.execute(update(CHECKS).where(row).values(result=result.value))


def unsettle(tx: Transaction, settled: Settled) -> bool:
    """Put a referral back as it stood; False when it changed since."""
    values = {"state": settled.was.value, "reason": settled.was_because}
    seen = (REFERRALS.c.id == settled.id) & (REFERRALS.c.state == settled.now.value)
    seen &= REFERRALS.c.reason == settled.because
    return tx.execute(update(REFERRALS).where(seen).values(values)).rowcount == 1


def _first(tx: Transaction, query: Select[*tuple[Any, ...]], values: Values | None = None) -> Referral | None:
    return next(iter(_all(tx, query, values)), None)


def _all(tx: Transaction, query: Select[*tuple[Any, ...]], values: Values | None = None) -> list[Referral]:
    return [_referral(tuple(row)) for row in tx.execute(query, values)]


def _referral(row: tuple[Any, ...]) -> Referral:
    number, state, referrer_id, referrer, referee_id, referee, *rest = row
    names = referrer_id, wording.name(referrer), referee_id, wording.name(referee)
    return Referral(number, ReferralState(state), *names, *rest)
