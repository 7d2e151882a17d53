"""Friends' purchases that count towards a reward: those on hold, and each of several."""

from datetime import date
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
    column,
    func,
    insert,
    select,
    table,
    update,
)

from parrainage_desktop.base.database import METADATA, Key, Transaction
from parrainage_desktop.referrals.rules import Counted, CountedPurchase, Referral, ReferralState

_referrals = table("referrals", column("id"), column("referrer_id"), column("state", String), column("rewarded_on"))


class CountedColumns(TypedColumns):
    """A purchase that counts; written only where the scheme has a return window or rewards several purchases.

    `due_on` is the first shop day on which its reward is given.
    """

    purchase_id: Named[int] = Column(Key, ForeignKey("purchases.id"), primary_key=True)
    referral_id: Named[int] = Column(Key, ForeignKey("referrals.id"), index=True)
    state: Named[str] = Column(String(10))
    due_on: Named[date]


COUNTED = Table(
    "counted_purchases", METADATA, CountedColumns, Index("ix_counted_purchases_state_due_on", "state", "due_on")
)


def insert_counted(tx: Transaction, counted: CountedPurchase) -> None:
    """Write that a purchase counts."""
    tx.execute(insert(COUNTED), {
        "purchase_id": counted.purchase_id, "referral_id": counted.referral_id, "state": counted.state.value,
        "due_on": counted.due_on,
    })  # fmt: skip


def set_state(tx: Transaction, purchase_id: int, state: Counted) -> None:
    """Write what became of a purchase that counts."""
    tx.execute(update(COUNTED).where(COUNTED.c.purchase_id == purchase_id).values(state=state.value))


def of_referral(tx: Transaction, referral_id: int) -> list[CountedPurchase]:
    """The purchases that count towards a referral's rewards, in order."""
    return _all(tx, _counted().where(COUNTED.c.referral_id == referral_id).order_by(COUNTED.c.purchase_id))


def of_purchase(tx: Transaction, purchase_id: int) -> CountedPurchase | None:
    """What a purchase counts towards, if it does."""
    return next(iter(_all(tx, _counted().where(COUNTED.c.purchase_id == purchase_id))), None)


def due(tx: Transaction, today: date) -> list[CountedPurchase]:
    """The purchases on hold whose reward may be given on a shop day."""
    return _all(tx, _DUE, {"today": today})


def rewarded_up_to(tx: Transaction, referral: Referral) -> int:
    """How many friends of a referral's referrer were rewarded up to this one, itself included."""
    earlier = (_referrals.c.rewarded_on < referral.rewarded_on) | (
        (_referrals.c.rewarded_on == referral.rewarded_on) & (_referrals.c.id <= referral.id)
    )
    # Not by its state, or SQLite would go through every rewarded referral of the shop.
    rewarded = _referrals.c.state.concat("") == ReferralState.REWARDED.value
    query = select(func.count()).where(_referrals.c.referrer_id == referral.referrer_id, rewarded, earlier)
    return int(tx.execute(query).scalar_one())


def _counted() -> Select[*tuple[Any, ...]]:
    return select(COUNTED.c.purchase_id, COUNTED.c.referral_id, COUNTED.c.state, COUNTED.c.due_on)


def _all(
    tx: Transaction, query: Select[*tuple[Any, ...]], values: dict[str, date] | None = None
) -> list[CountedPurchase]:
    rows = tx.execute(query, values)
    return [CountedPurchase(one, referral, Counted(state), on) for one, referral, state, on in rows]


_DUE = (
    _counted()
    .where(COUNTED.c.state == Counted.HELD.value, COUNTED.c.due_on <= bindparam("today"))
    .order_by(COUNTED.c.due_on, COUNTED.c.purchase_id)
)
"""Built once: it is asked with every purchase."""
