"""What was written down of friends’ ways to the shop."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Named, String, Table, TypedColumns, delete, insert, select

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.customers import wording
from parrainage_desktop.customers.joined import PEOPLE, whole_name
from parrainage_desktop.referrals.touch_rules import NewTouch, Touch, TouchKind


class TouchColumns(TypedColumns):
    """A touch on the way to a referral; `by_id` is whose it was, nobody’s is the shop’s own."""

    id: Named[int] = Column(Key, primary_key=True)
    referral_id: Named[int] = Column(Key, ForeignKey("referrals.id"), index=True)
    by_id: Named[int | None] = Column(Key, ForeignKey("customers.id"), index=True)
    kind: Named[str] = Column(String(10))
    touched_on: Named[date]
    note: Named[str] = Column(String(240))
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


TOUCHES = Table("touches", METADATA, TouchColumns)


def insert_touch(tx: Transaction, referral_id: int, new: NewTouch) -> int:
    """Write a touch; its number."""
    values = {
        "referral_id": referral_id, "by_id": new.by_id, "kind": new.kind.value, "touched_on": new.on,
        "note": new.note, "at": tx.now, "staff": tx.actor.staff, "till": tx.actor.till,
    }  # fmt: skip
    return int(tx.execute(insert(TOUCHES).values(values).returning(TOUCHES.c.id)).scalar_one())


def delete_touch(tx: Transaction, touch_id: int) -> int | None:
    """Take a touch out; the referral it was of, None when there is none of this number."""
    gone = delete(TOUCHES).where(TOUCHES.c.id == touch_id).returning(TOUCHES.c.referral_id)
    return tx.execute(gone).scalar_one_or_none()


def of_referrals(tx: Transaction, ids: Collection[int]) -> list[Touch]:
    """What was written down of these referrals, in that order."""
    name = whole_name()
    query = select(TOUCHES, name.label("by")).outerjoin(PEOPLE, PEOPLE.c.id == TOUCHES.c.by_id)
    rows = tx.execute(query.where(TOUCHES.c.referral_id.in_(ids)).order_by(TOUCHES.c.id))
    return [
        Touch(TouchKind(row.kind), row.touched_on, wording.name(row.by) if row.by else "", row.at, row.note, row.id)
        for row in rows
    ]


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None) -> list[int]:
    """Let one person’s touches be another’s; which ones."""
    return hand_over(tx, TOUCHES, "by_id", "id", from_id, to_id, only)
