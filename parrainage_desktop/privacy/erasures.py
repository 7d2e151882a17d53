"""Who was erased: fingerprints and nothing else; read at every opening, so it knows no other table."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Column, Named, String, Table, TypedColumns, func, insert, select

from parrainage_desktop.base.database import METADATA, Instant, Transaction


class ErasureColumns(TypedColumns):
    """A fingerprint of an erased person, made of the letters of a card, which nobody else ever had."""

    fingerprint: Named[str] = Column(String(64), primary_key=True)
    at: Named[datetime] = Column(Instant)


ERASURES = Table("erasures", METADATA, ErasureColumns)


def count(tx: Transaction) -> int:
    """How many fingerprints there are."""
    return int(tx.execute(select(func.count()).select_from(ERASURES)).scalar_one())


def fingerprints(tx: Transaction) -> frozenset[str]:
    """All of them."""
    return frozenset(tx.execute(select(ERASURES.c.fingerprint)).scalars())


def note(tx: Transaction, fingerprints: Iterable[str]) -> None:
    """Keep fingerprints that are new."""
    known = select(ERASURES.c.fingerprint).where(ERASURES.c.fingerprint.in_(sorted(set(fingerprints))))
    new = sorted(set(fingerprints) - set(tx.execute(known).scalars()))
    if new:
        tx.execute(insert(ERASURES), [{"fingerprint": one, "at": tx.now} for one in new])
