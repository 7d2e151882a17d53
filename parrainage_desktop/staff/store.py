"""Codes as fingerprints, with how often they were got wrong."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Named, String, Table, TypedColumns, delete, insert, select, update

from parrainage_desktop.base.database import METADATA, Instant, Transaction
from parrainage_desktop.staff.rules import Lock


class CodeColumns(TypedColumns):
    """The code of a lock: its fingerprint, and the wrong codes since the last right one."""

    name: Named[str] = Column(String(10), primary_key=True)
    fingerprint: Named[str] = Column(String(200))
    failures: Named[int]
    failed_at: Named[datetime | None] = Column(Instant)


CODES = Table("codes", METADATA, CodeColumns)


@dataclass(frozen=True, slots=True)
class Kept:
    """A code as it is kept."""

    fingerprint: str
    failures: int
    failed_at: datetime | None


def find(tx: Transaction, lock: Lock) -> Kept | None:
    """The code of a lock, when one was set."""
    columns = CODES.c.fingerprint, CODES.c.failures, CODES.c.failed_at
    row = tx.execute(select(*columns).where(CODES.c.name == lock.value)).one_or_none()
    return Kept(*row) if row else None


def keep(tx: Transaction, lock: Lock, fingerprint: str) -> None:
    """Put a code in the place of whatever was there."""
    remove(tx, lock)
    tx.execute(insert(CODES), {"name": lock.value, "fingerprint": fingerprint, "failures": 0, "failed_at": None})


def remove(tx: Transaction, lock: Lock) -> bool:
    """Take a code away; False when there was none."""
    return tx.execute(delete(CODES).where(CODES.c.name == lock.value)).rowcount == 1


def count(tx: Transaction, lock: Lock, failures: int, failed_at: datetime | None) -> None:
    """Write how often the code was got wrong, and when last."""
    tx.execute(update(CODES).where(CODES.c.name == lock.value).values(failures=failures, failed_at=failed_at))
