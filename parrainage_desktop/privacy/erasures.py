"""Who was erased: fingerprints and nothing else; read at every opening, so it knows no other table."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import String, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base.database import Instant, Table, Transaction, bare


class ErasureRow(Table):
    """A fingerprint of an erased person, made of the letters of a card, which nobody else ever had."""

    __tablename__ = "erasures"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


def count(tx: Transaction) -> int:
    """How many fingerprints there are."""
    return int(tx.execute(select(func.count()).select_from(ErasureRow)).scalar_one())


def fingerprints(tx: Transaction) -> frozenset[str]:
    """All of them."""
    return frozenset(tx.execute(select(ErasureRow.fingerprint)).scalars())


def note(tx: Transaction, fingerprints: Iterable[str]) -> None:
    """Keep fingerprints that are new."""
    known = select(ErasureRow.fingerprint).where(ErasureRow.fingerprint.in_(sorted(set(fingerprints))))
    new = sorted(set(fingerprints) - set(tx.execute(known).scalars()))
    if new:
        tx.execute(insert(bare(ErasureRow)), [{"fingerprint": one, "at": tx.now} for one in new])
