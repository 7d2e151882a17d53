"""What the shop's tiers ask, where it is not the usual, and what was noted of people by hand."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Named, String, Table, TypedColumns, select

from parrainage_desktop.ambassadors.rules import PROOFS, USUAL, Condition, Proof, Tier
from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over

WORDS_LENGTH = 240


class TierColumns(TypedColumns):
    """What a tier asks; tiers without a row are as usual."""

    tier: Named[int] = Column(primary_key=True, autoincrement=False)
    months: Named[int]
    score: Named[int | None]
    active_months: Named[int]
    referrals: Named[int]
    within_months: Named[int]
    result: Named[bool]
    promotion: Named[bool]
    influence: Named[bool]


TIERS = Table("ambassador_tiers", METADATA, TierColumns, CheckConstraint("tier BETWEEN 1 AND 3", name="tier"))


class NoteColumns(TypedColumns):
    """Something noted of somebody, or taken back when it does not hold; the newest line of a kind counts."""

    id: Named[int] = Column(Key, primary_key=True)
    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"))
    kind: Named[str] = Column(String(10))
    holds: Named[bool]
    noted_on: Named[date]
    words: Named[str] = Column(String(WORDS_LENGTH))
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


NOTES = Table(
    "ambassador_notes", METADATA, NoteColumns, Index("ix_ambassador_notes_customer_id", "customer_id", "id")
)


def tiers(tx: Transaction) -> tuple[Tier, ...]:
    """What each tier asks, lowest first."""
    found = dict(map(_numbered, tx.execute(select(TIERS))))
    return tuple(found.get(number, usual) for number, usual in enumerate(USUAL, start=1))


def set_tier(tx: Transaction, number: int, tier: Tier) -> None:
    """Write what a tier asks from now on."""
    numbers = {"months": tier.months, "score": tier.score, "active_months": tier.active_months}
    numbers |= {"referrals": tier.referrals, "within_months": tier.within_months}
    tx.execute(TIERS.delete().where(TIERS.c.tier == number))
    tx.execute(TIERS.insert(), {"tier": number, **numbers, **{kind.value: kind in tier.proofs for kind in PROOFS}})


def insert_note(tx: Transaction, customer_id: int, kind: Condition, words: str, holds: bool) -> Proof:
    """Write what was noted of somebody today, or that it does not hold any more."""
    values = {"customer_id": customer_id, "kind": kind.value, "holds": holds, "noted_on": tx.today, "words": words}
    values |= {"at": tx.now, "staff": tx.actor.staff, "till": tx.actor.till}
    tx.execute(NOTES.insert(), values)
    return Proof(kind, tx.today, words, tx.actor.staff)


def proofs(tx: Transaction, customer_id: int) -> tuple[Proof, ...]:
    """What was noted of somebody and holds."""
    query = select(NOTES).where(NOTES.c.customer_id == customer_id).order_by(NOTES.c.id)
    newest = {row.kind: row for row in tx.execute(query)}
    return tuple(
        Proof(Condition(row.kind), row.noted_on, row.words, row.staff) for row in newest.values() if row.holds
    )


def noted(tx: Transaction) -> list[int]:
    """Everybody of whom something was ever noted."""
    return list(tx.execute(select(NOTES.c.customer_id).distinct().order_by(NOTES.c.customer_id)).scalars())


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let what was noted of one person be noted of another, all or `only` some; the numbers of those lines."""
    return hand_over(tx, NOTES, "customer_id", "id", from_id, to_id, only)


def _numbered(row: Any) -> tuple[int, Tier]:
    proofs = frozenset(kind for kind in PROOFS if getattr(row, kind.value))
    return row.tier, Tier(row.months, row.score, row.active_months, row.referrals, row.within_months, proofs)
