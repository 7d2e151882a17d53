"""The journal: every change in one chain of hashes, written in the same transaction as the change.

Entries hold ids, codes' last letters, amounts and reasons the scheme knows; never a name or a contact, so that
erasing a person does not break the chain.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Named,
    Row,
    ScalarSelect,
    String,
    Table,
    Text,
    TypedColumns,
    bindparam,
    insert,
    select,
    text,
    type_coerce,
)

from parrainage_desktop.base.database import METADATA, Head, Instant, Key, Transaction, stamp

GENESIS = "0" * 64
ATTEMPTS_KEPT = timedelta(days=1)
"""How long the name of a press of a button is known."""
Detail = str | int | bool | None
CHANGES = "action LIKE 'customer.%' AND action <> 'customer.added'"
"""What was done to a person after they were added; the condition of an index."""
_REFERRALS = "action LIKE 'referral.%'"


class JournalColumns(TypedColumns):
    """One change; rows are only ever added (triggers refuse the rest)."""

    id: Named[int] = Column(Key, primary_key=True, autoincrement=False)
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))
    action: Named[str] = Column(String(40))
    subject: Named[int] = Column(BigInteger)
    details: Named[str] = Column(Text)
    hash: Named[str] = Column(String(64))


JOURNAL = Table(
    "journal",
    METADATA,
    JournalColumns,
    Index("ix_journal_at", "at"),
    Index("ix_journal_action_at", "action", "at"),
    Index("ix_journal_changes_of_people", "subject", sqlite_where=text(CHANGES)),
    Index("ix_journal_of_referrals", "subject", sqlite_where=text(_REFERRALS)),
)


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_INSERT = insert(JOURNAL)


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry as it is read; `subject` is the id of what changed, `details` plain values."""

    id: int
    at: datetime
    staff: str
    till: str
    action: str
    subject: int
    details: Mapping[str, Detail]
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the chain holds; `first_bad` is the number of the first entry that does not follow."""

    entries: int
    head: str
    ok: bool
    first_bad: int | None


def append(tx: Transaction, action: str, subject: int, details: Mapping[str, Detail] | None = None) -> int:
    """Write one entry and return its number; the store’s head follows by a trigger."""
    text = _CANONICAL.encode(details or {})
    number = tx.head.entry + 1 if tx.head else 1
    staff, till = tx.actor.staff, tx.actor.till
    digest = _digest(head(tx), number, stamp(tx.now), staff, till, action, subject, text)
    row = {
        "id": number, "at": tx.now, "staff": staff, "till": till,
        "action": action, "subject": subject, "details": text, "hash": digest,
    }
    tx.execute(_INSERT, row)
    tx.head = Head(number, digest, tx.now)
    return number


def entries(
    tx: Transaction, since: datetime | None = None, actions: tuple[str, ...] = (), *, newest_first: bool = False
) -> Iterator[Entry]:
    """Entries in order, from `since` on, of some `actions` or all."""
    query = select(JOURNAL).order_by(JOURNAL.c.id.desc() if newest_first else JOURNAL.c.id)
    if since is not None:
        query = query.where(JOURNAL.c.at >= since)
    if actions:
        query = query.where(JOURNAL.c.action.in_(actions))
    for row in tx.execute(query).yield_per(1_000):
        yield _entry(row)


def find(tx: Transaction, entry_id: int) -> Entry | None:
    """One entry by its number, if there is one."""
    row = tx.execute(select(JOURNAL).where(JOURNAL.c.id == entry_id)).first()
    return _entry(row) if row else None


def of_attempt(tx: Transaction, action: str, attempt: str) -> Entry | None:
    """What an attempt of the last day wrote with this action, if it went through; every such entry names its own."""
    recent = entries(tx, tx.now - ATTEMPTS_KEPT, (action,), newest_first=True)
    return next((entry for entry in recent if entry.details.get("attempt") == attempt), None)


def nth_newest(action: str, nth: int) -> ScalarSelect[datetime]:
    """A part of a query: when an action was done at the till `here` the nth time, counted back from now to `since`.

    Nothing when it was done less often.
    """
    done = select(JOURNAL.c.at).where(JOURNAL.c.action == action, JOURNAL.c.till == bindparam("here"))
    recent = done.where(JOURNAL.c.at > bindparam("since")).order_by(JOURNAL.c.at.desc())
    return recent.limit(1).offset(nth - 1).scalar_subquery()


def changes_of(tx: Transaction, customer_id: int, limit: int) -> list[Entry]:
    """What was changed about a person since they were added, newest first."""
    query = select(JOURNAL).where(JOURNAL.c.subject == customer_id, text(CHANGES))
    rows = tx.execute(query.order_by(JOURNAL.c.id.desc()).limit(limit))
    return [_entry(row) for row in rows]


def of_referral(tx: Transaction, referral_id: int) -> list[Entry]:
    """What happened to a referral, oldest first."""
    query = select(JOURNAL).where(JOURNAL.c.subject == referral_id, text(_REFERRALS))
    return [_entry(row) for row in tx.execute(query.order_by(JOURNAL.c.id))]


def head(tx: Transaction) -> str:
    """The fingerprint of everything so far; print it, and no one can rewrite the past unseen."""
    return tx.head.hash if tx.head else GENESIS


def verify(tx: Transaction) -> Verdict:
    """Recompute the whole chain: edits, deletions, swaps and insertions show, and a tail cut against the head."""
    previous, count = GENESIS, 0
    # The instant as the text it is: one that somebody spoilt must show, not stop the reading.
    at = type_coerce(JOURNAL.c.at, String).label("at")
    columns = [at if column.name == "at" else column for column in JOURNAL.columns]
    for row in tx.execute(select(*columns).order_by(JOURNAL.c.id)).yield_per(1_000):
        count += 1
        expected = _digest(previous, row.id, row.at, row.staff, row.till, row.action, row.subject, row.details)
        if row.id != count or row.hash != expected:
            return Verdict(count - 1, previous, False, count)
        previous = expected
    whole = previous == head(tx)
    return Verdict(count, previous, whole, None if whole else count + 1)


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.id, row.at, row.staff, row.till, row.action, row.subject, json.loads(row.details), row.hash)


def _digest(
    previous: str, id: int, at: str, staff: str, till: str, action: str, subject: int, details: str
) -> str:
    fields = [previous, id, at, staff, till, action, subject, details]
    return hashlib.sha256(_CANONICAL.encode(fields).encode("utf-8", "surrogatepass")).hexdigest()
