"""What the friends of a month have bought since they came."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, literal, select, union

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.programme.store import PROGRAMMES
from parrainage_desktop.purchases.store import PURCHASES
from parrainage_desktop.referrals.counted import COUNTED
from parrainage_desktop.referrals.rules import Counted, ReferralState
from parrainage_desktop.referrals.store import REFERRALS
from parrainage_desktop.reports.store import chunks

_REWARDED = ReferralState.REWARDED.value
_STATES = [_REWARDED, *(state.value for state in (ReferralState.CLAIMED, ReferralState.ON_HOLD, ReferralState.LAPSED))]
"""The friends whom nobody doubts or has turned away."""


@dataclass(frozen=True, slots=True)
class Row:
    """A purchase of a friend, or a friend without any.

    One that earns is of the day of its reward; of no day of ours while that is on hold. `other` says that they came
    under the other reward of a comparison.
    """

    referral_id: int
    referrer_id: int
    claimed_on: date
    cents: int | None
    on: date | None
    counts_on: date | None
    other: bool


def bought(tx: Transaction, first: date, last: date) -> list[Row]:
    """All that those friends bought until `last` who came, bought or earned since `first`, friend by friend."""
    in_month = PURCHASES.c.purchased_on.between(first, last), ~PURCHASES.c.withdrawn
    buyers = select(REFERRALS.c.id).join(PURCHASES, PURCHASES.c.customer_id == REFERRALS.c.referee_id)
    days = REFERRALS.c.claimed_on, REFERRALS.c.rewarded_on
    earned = select(COUNTED.c.referral_id).where(COUNTED.c.due_on.between(first, last))
    in_days = [select(REFERRALS.c.id).where(day.between(first, last)) for day in days]
    theirs = union(buyers.where(*in_month), earned, *in_days)
    since = PURCHASES.c.purchased_on.between(REFERRALS.c.claimed_on, last), ~PURCHASES.c.withdrawn
    others = select(PROGRAMMES.c.id).where(PROGRAMMES.c.variant_of.is_not(None))
    query = (
        select(
            REFERRALS.c.id, REFERRALS.c.referrer_id, REFERRALS.c.claimed_on, PURCHASES.c.amount_cents,
            PURCHASES.c.purchased_on, _counts_on(), REFERRALS.c.programme_id.in_(others),
        )
        .outerjoin(PURCHASES, and_(PURCHASES.c.customer_id == REFERRALS.c.referee_id, *since))
        .outerjoin(COUNTED, COUNTED.c.purchase_id == PURCHASES.c.id)
        .where(REFERRALS.c.id.in_(theirs), REFERRALS.c.state.in_(_STATES))
        .order_by(REFERRALS.c.id, PURCHASES.c.purchased_on, PURCHASES.c.id)
    )  # fmt: skip
    return [Row(*row) for row in tx.execute(query)]


def _counts_on() -> ColumnElement[date | None]:
    held = COUNTED.c.state == Counted.HELD.value
    completes = REFERRALS.c.purchase_id == PURCHASES.c.id
    return case(
        (held, literal(date.max)),
        (completes, REFERRALS.c.rewarded_on),
        else_=func.coalesce(COUNTED.c.due_on, PURCHASES.c.purchased_on),
    )


def places(tx: Transaction, referrers: Collection[int]) -> dict[int, int]:
    """The how manieth rewarded one of its referrer each of their rewarded referrals is."""
    order = func.row_number().over(
        partition_by=REFERRALS.c.referrer_id, order_by=[REFERRALS.c.rewarded_on, REFERRALS.c.id]
    )
    query = select(REFERRALS.c.id, order).where(REFERRALS.c.state == _REWARDED)
    parts = [tx.execute(query.where(REFERRALS.c.referrer_id.in_(part))) for part in chunks(referrers)]
    return {number: int(place) for part in parts for number, place in part}
