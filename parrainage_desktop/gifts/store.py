"""Gifts and invitations, from the day they were earned to the day they were handed over."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Named,
    Select,
    String,
    Table,
    TypedColumns,
    func,
    insert,
    select,
    update,
)

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.customers import wording
from parrainage_desktop.customers.joined import PEOPLE, whole_name
from parrainage_desktop.gifts.rules import Gift, GiftState


class GiftColumns(TypedColumns):
    """A gift or an invitation; `given_…` say when it was handed over, `staff` and `till` by whom and where."""

    id: Named[int] = Column(Key, primary_key=True)
    invitation: Named[bool]
    text: Named[str] = Column(String(120))
    cost_cents: Named[int]
    side: Named[str] = Column(String(10))
    holder_id: Named[int] = Column(Key, ForeignKey("customers.id"), index=True)
    referral_id: Named[int] = Column(Key, ForeignKey("referrals.id"), index=True)
    purchase_id: Named[int | None] = Column(Key, ForeignKey("purchases.id"))
    programme_id: Named[int] = Column(ForeignKey("programmes.id"))
    earned_at: Named[datetime] = Column(Instant)
    earned_on: Named[date]
    until: Named[date]
    state: Named[str] = Column(String(10))
    given_at: Named[datetime | None] = Column(Instant)
    given_on: Named[date | None]
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


GIFTS = Table(
    "gifts",
    METADATA,
    GiftColumns,
    CheckConstraint("cost_cents BETWEEN 0 AND 100000000", name="cost"),
    CheckConstraint("state IN ('owed', 'given', 'cancelled')", name="state"),
    Index("ix_gifts_text_state", "text", "state"),
    Index("ix_gifts_state_id", "state", "id"),
)

_ROW = (
    GIFTS.c.id, GIFTS.c.invitation, GIFTS.c.text, GIFTS.c.cost_cents, GIFTS.c.side, GIFTS.c.holder_id,
    whole_name(), GIFTS.c.referral_id, GIFTS.c.purchase_id,
    GIFTS.c.programme_id, GIFTS.c.earned_on, GIFTS.c.until, GIFTS.c.state, GIFTS.c.given_on, GIFTS.c.staff,
)  # fmt: skip


def insert_gift(tx: Transaction, gift: Gift) -> Gift:
    """Write a gift as it is earned."""
    values = {
        "invitation": gift.invitation, "text": gift.text, "cost_cents": gift.cost_cents, "side": gift.side,
        "holder_id": gift.holder_id, "referral_id": gift.referral_id, "purchase_id": gift.purchase_id,
        "programme_id": gift.programme_id, "earned_at": tx.now, "earned_on": tx.today, "until": gift.until,
        "state": GiftState.OWED.value, "staff": "", "till": "",
    }  # fmt: skip
    number = tx.execute(insert(GIFTS).values(values).returning(GIFTS.c.id)).scalar_one()
    found = find(tx, int(number))
    assert found is not None
    return found


def find(tx: Transaction, gift_id: int) -> Gift | None:
    """One gift by number, if there is one."""
    found = _all(tx, _gifts().where(GIFTS.c.id == gift_id))
    return found[0] if found else None


def give(tx: Transaction, gift_id: int) -> bool:
    """Write that a gift owed was handed over; False when it no longer is owed."""
    return _moved(tx, gift_id, GiftState.OWED, GiftState.GIVEN, tx.now, tx.today, tx.actor.staff, tx.actor.till)


def take_back(tx: Transaction, gift_id: int) -> bool:
    """Write that a gift was not handed over after all; False when it had not been."""
    return _moved(tx, gift_id, GiftState.GIVEN, GiftState.OWED, None, None, "", "")


def cancel(tx: Transaction, gift_id: int) -> bool:
    """Write that a gift is owed no more; False when it was not owed."""
    return _moved(tx, gift_id, GiftState.OWED, GiftState.CANCELLED, None, None, "", "")


def of_referral(tx: Transaction, referral_id: int) -> list[Gift]:
    """What a referral earned in kind, in that order."""
    return _all(tx, _gifts().where(GIFTS.c.referral_id == referral_id).order_by(GIFTS.c.id))


def of_holder(tx: Transaction, holder_id: int) -> list[Gift]:
    """A person's gifts, newest first."""
    return _all(tx, _gifts().where(GIFTS.c.holder_id == holder_id).order_by(GIFTS.c.id.desc()))


def listed(tx: Transaction, state: GiftState | None, most: int) -> list[Gift]:
    """Gifts in one state or all, newest first."""
    query = _gifts() if state is None else _gifts().where(GIFTS.c.state == state.value)
    return _all(tx, query.order_by(GIFTS.c.id.desc()).limit(most))


def promised(tx: Transaction, text: str) -> int:
    """How many of what is called so were earned and not cancelled."""
    query = select(func.count()).where(GIFTS.c.text == text, GIFTS.c.state != GiftState.CANCELLED.value)
    return int(tx.execute(query).scalar_one())


def owed_cents(tx: Transaction) -> int:
    """What everything that may still be fetched costs the shop."""
    owed = (GIFTS.c.state == GiftState.OWED.value) & (GIFTS.c.until >= tx.today)
    return int(tx.execute(select(func.coalesce(func.sum(GIFTS.c.cost_cents), 0)).where(owed)).scalar_one())


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None) -> list[int]:
    """Let one person's gifts be another's; which ones."""
    return hand_over(tx, GIFTS, "holder_id", "id", from_id, to_id, only)


def _moved(
    tx: Transaction, gift_id: int, was: GiftState, state: GiftState, at: datetime | None, on: date | None,
    staff: str, till: str,
) -> bool:  # fmt: skip
    seen = (GIFTS.c.id == gift_id) & (GIFTS.c.state == was.value)
    values = {"state": state.value, "given_at": at, "given_on": on, "staff": staff, "till": till}
    return tx.execute(update(GIFTS).where(seen).values(values)).rowcount == 1


def _gifts() -> Select[*tuple[Any, ...]]:
    return select(*_ROW).join(PEOPLE, PEOPLE.c.id == GIFTS.c.holder_id)


def _all(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[Gift]:
    return [_gift(tuple(row)) for row in tx.execute(query)]


def _gift(row: Sequence[Any]) -> Gift:
    *what, side, holder_id, holder, referral_id, purchase_id, programme_id, earned_on, until, state, on, by = row
    number, invitation, text, cost = what
    return Gift(
        number, invitation, text, cost, side, holder_id, wording.name(holder), referral_id, purchase_id, programme_id,
        earned_on, until, GiftState(state), on, by,
    )  # fmt: skip
