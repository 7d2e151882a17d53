"""Ambassadors: which tier a customer is in, kept as dated lines of which the newest is what holds."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Named, String, Table, TypedColumns, delete, select

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.customers.rules import HIGHEST_TIER, Membership

REASON_LENGTH = 200


class TierColumns(TypedColumns):
    """A tier somebody entered on a shop day, or left when it is 0, and why.

    Lines are only ever added; parting two records takes away the one that joining them wrote.
    """

    id: Named[int] = Column(Key, primary_key=True)
    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"))
    tier: Named[int]
    since: Named[date]
    reason: Named[str] = Column(String(REASON_LENGTH))
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


HISTORY = Table(
    "customer_tiers",
    METADATA,
    TierColumns,
    CheckConstraint("tier BETWEEN 0 AND 3", name="tier"),
    Index("ix_customer_tiers_customer_id", "customer_id", "id"),
)
_COLUMNS = (HISTORY.c.tier, HISTORY.c.since, HISTORY.c.reason, HISTORY.c.staff)


def enter(tx: Transaction, customer_id: int, tier: int, reason: str = "") -> Membership:
    """Let somebody be in a tier from today on, or in none with 0."""
    was, now = present(tx, customer_id).tier, Membership(tier, tx.today, reason, tx.actor.staff)
    _write(tx, customer_id, now)
    journal.append(tx, "customer.tier", customer_id, {"tier": tier, "was": was})
    return now


def present(tx: Transaction, customer_id: int) -> Membership:
    """The tier somebody is in, since when and why; tier 0 for whoever is in none."""
    newest = select(*_COLUMNS).where(HISTORY.c.customer_id == customer_id).order_by(HISTORY.c.id.desc())
    row = tx.execute(newest.limit(1)).first()
    return Membership(*row) if row else Membership()


def history(tx: Transaction) -> dict[int, list[Membership]]:
    """Everybody who ever was in a tier, with all that was noted of it, oldest first."""
    found: dict[int, list[Membership]] = {}
    for number, *line in tx.execute(select(HISTORY.c.customer_id, *_COLUMNS).order_by(HISTORY.c.id)):
        found.setdefault(number, []).append(Membership(*line))
    return found


def members(tx: Transaction) -> dict[int, Membership]:
    """Everybody who is in a tier, by number."""
    return {number: lines[-1] for number, lines in history(tx).items() if lines[-1].tier}


def join(tx: Transaction, from_id: int, to_id: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Let one person's lines be another's, who is then in the higher of both tiers.

    Returns the numbers of the lines that moved, and of the one written to say so when none of them does.
    """
    higher = max(present(tx, from_id), present(tx, to_id), key=lambda one: (one.tier, -one.since.toordinal()))
    moved = tuple(hand_over(tx, HISTORY, "customer_id", "id", from_id, to_id))
    now = present(tx, to_id)
    if not higher.tier or now == higher:
        return moved, ()
    journal.append(tx, "customer.tier", to_id, {"tier": higher.tier, "was": now.tier})
    return moved, (_write(tx, to_id, higher),)


def part(tx: Transaction, from_id: int, to_id: int, moved: Collection[int], written: Collection[int]) -> None:
    """Give back the lines that moved from one person to another, and take away what was written about it."""
    hand_over(tx, HISTORY, "customer_id", "id", to_id, from_id, moved)
    tx.execute(delete(HISTORY).where(HISTORY.c.id.in_(written)))


def _write(tx: Transaction, customer_id: int, noted: Membership) -> int:
    assert 0 <= noted.tier <= HIGHEST_TIER
    values = {"customer_id": customer_id, "tier": noted.tier, "since": noted.since, "reason": noted.reason}
    values |= {"at": tx.now, "staff": noted.staff, "till": tx.actor.till}
    return int(tx.execute(HISTORY.insert().values(values).returning(HISTORY.c.id)).scalar_one())
