"""Whom somebody brought, and for how many of them they were rewarded."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, case, func, select

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.referrals.rules import LIVE, ReferralState
from parrainage_desktop.referrals.store import REFERRALS

_LIVE = sorted(state.value for state in LIVE)
_REWARDED = REFERRALS.c.state.concat("") == ReferralState.REWARDED.value
"""Written so that SQLite goes through one referrer's friends by their index, not through all that were rewarded."""
_REWARDED_COUNT = select(func.count()).where(REFERRALS.c.referrer_id == bindparam("referrer"), _REWARDED)
_CLAIMS = select(func.count().filter(REFERRALS.c.claimed_at >= bindparam("later")), func.count()).where(
    REFERRALS.c.referrer_id == bindparam("referrer"), REFERRALS.c.claimed_at >= bindparam("since")
)


def claims_since(tx: Transaction, referrer_id: int, since: datetime, later: datetime) -> tuple[int, int]:
    """How many friends this person's cards brought since a later instant, and since an earlier one."""
    last, all_of_them = tx.execute(_CLAIMS, {"referrer": referrer_id, "since": since, "later": later}).one()
    return int(last), int(all_of_them)


def referrer_of(tx: Transaction, customer_id: int) -> int | None:
    """Who brought this person, if anybody did."""
    query = select(REFERRALS.c.referrer_id).where(
        REFERRALS.c.referee_id == customer_id, REFERRALS.c.state.in_(_LIVE)
    )
    return tx.execute(query).scalar_one_or_none()


def rewarded_count(tx: Transaction, referrer_id: int) -> int:
    """How many friends of this person were rewarded."""
    return int(tx.execute(_REWARDED_COUNT, {"referrer": referrer_id}).scalar_one())


def rewarded_days(tx: Transaction, referrer_id: int) -> dict[int, date]:
    """The shop day on which each of this person's referrals that stand was rewarded."""
    query = select(REFERRALS.c.id, REFERRALS.c.rewarded_on).where(REFERRALS.c.referrer_id == referrer_id, _REWARDED)
    return {number: day for number, day in tx.execute(query) if day}


def completed_between(tx: Transaction, first: date, last: date) -> list[tuple[int, int | None]]:
    """The referrer and the purchase of each referral rewarded between two shop days, in that order."""
    query = select(REFERRALS.c.referrer_id, REFERRALS.c.purchase_id).where(
        REFERRALS.c.state == ReferralState.REWARDED.value, REFERRALS.c.rewarded_on.between(first, last)
    )
    return [tuple(row) for row in tx.execute(query.order_by(REFERRALS.c.rewarded_on, REFERRALS.c.id))]


def rewarded_before(tx: Transaction, ids: Sequence[int], day: date) -> dict[int, int]:
    """How many friends of each of these people were rewarded before a shop day."""
    query = select(REFERRALS.c.referrer_id, func.count()).where(
        REFERRALS.c.referrer_id.in_(ids), _REWARDED, REFERRALS.c.rewarded_on < day
    )
    return {referrer: int(count) for referrer, count in tx.execute(query.group_by(REFERRALS.c.referrer_id))}


def brought(tx: Transaction, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many friends each of these people brought, and for how many they were rewarded."""
    rewarded = func.sum(case((REFERRALS.c.state == ReferralState.REWARDED.value, 1), else_=0))
    query = select(REFERRALS.c.referrer_id, func.count(), rewarded).where(
        REFERRALS.c.referrer_id.in_(ids), REFERRALS.c.state.in_(_LIVE)
    )
    rows = tx.execute(query.group_by(REFERRALS.c.referrer_id))
    return {referrer: (int(count), int(done)) for referrer, count, done in rows}


def claimed_at(tx: Transaction, ids: Sequence[int]) -> dict[int, datetime]:
    """The instant at which each of these friends arrived."""
    query = select(REFERRALS.c.id, REFERRALS.c.claimed_at).where(REFERRALS.c.id.in_(ids))
    return {row.id: row.claimed_at for row in tx.execute(query)}
