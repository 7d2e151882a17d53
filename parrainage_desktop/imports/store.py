"""Imports, and whom each of them added or changed."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Named,
    Select,
    String,
    Table,
    Text,
    TypedColumns,
    case,
    column,
    delete,
    insert,
    select,
    table,
    text,
    update,
)

from parrainage_desktop.base import bulk
from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction, stamp
from parrainage_desktop.base.journal import CHANGES
from parrainage_desktop.imports.rules import Import

PEOPLE, ANSWERS, ARRIVING, LEAVING = "people", "answers", "arriving", "leaving"
"""What an import brings in; people who arrive are seen by nobody yet, those who leave by nobody any more."""


class ImportColumns(TypedColumns):
    """One file brought in; `fingerprint` is its SHA-256, the counts are of its rows.

    One that is under way is taken back from `undone_at` on, unless it goes on until then.
    """

    id: Named[int] = Column(Key, primary_key=True)
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))
    file_name: Named[str] = Column(String(240))
    fingerprint: Named[str] = Column(String(64))
    added: Named[int]
    updated: Named[int]
    skipped: Named[int]
    wrong: Named[int]
    undone_at: Named[datetime | None] = Column(Instant)
    kind: Named[str] = Column(String(10), server_default=text("'people'"))


IMPORTS = Table("imports", METADATA, ImportColumns)


class ImportPersonColumns(TypedColumns):
    """A person an import added or changed; `before` (JSON) is what they were, empty for somebody new."""

    import_id: Named[int] = Column(Key, ForeignKey("imports.id"), primary_key=True)
    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"), primary_key=True, index=True)
    added: Named[bool]
    before: Named[str] = Column(Text)


IMPORT_PEOPLE = Table("import_people", METADATA, ImportPersonColumns)

_COLUMNS = (
    IMPORTS.c.id, IMPORTS.c.at, IMPORTS.c.file_name, IMPORTS.c.added, IMPORTS.c.updated, IMPORTS.c.skipped,
    IMPORTS.c.wrong, IMPORTS.c.undone_at,
)  # fmt: skip
_PAIRS = table("distinct_people", column("one_id"), column("other_id"))
_AT_ONCE = 2_000
# Tables of features above and below that refer to a customer; nothing of them is read but whether there is a row.
_USES = (
    ("referrals", "referrer_id", ""), ("referrals", "referee_id", ""), ("vouchers", "holder_id", ""),
    ("answers", "customer_id", ""), ("asks", "customer_id", ""), ("campaign_people", "customer_id", ""),
    ("touches", "by_id", ""), ("testimonials", "customer_id", ""),
    ("review_invitations", "customer_id", ""), ("gifts", "holder_id", ""),
    ("payments", "holder_id", ""), ("shares", "holder_id", ""), ("customer_tiers", "customer_id", ""),
    ("ambassador_notes", "customer_id", ""),
    ("merges", "kept_id", ""), ("merges", "other_id", ""),
    ("purchases", "customer_id", "other.origin <> 'import' OR other.at <> :at"),
    ("customer_notes", "customer_id", "other.at <> :at"),
    ("consents", "customer_id", "other.origin <> :origin"),
    ("import_people", "customer_id", "other.import_id <> :number"),
    ("journal", "subject", f"{CHANGES} AND other.id > (SELECT MAX(id) FROM journal"
     " WHERE action = 'import.done' AND subject = :number)"),
    ("customers", "id", "other.call_since IS NOT NULL"),
)  # fmt: skip


def insert_import(tx: Transaction, file_name: str, fingerprint: str, kind: str = PEOPLE) -> int:
    """Write an import that has just begun; its number."""
    values = {
        "at": tx.now, "staff": tx.actor.staff, "till": tx.actor.till, "file_name": file_name,
        "fingerprint": fingerprint, "added": 0, "updated": 0, "skipped": 0, "wrong": 0, "kind": kind,
    }
    return int(tx.execute(insert(IMPORTS).values(values).returning(IMPORTS.c.id)).scalar_one())


def finish_import(tx: Transaction, number: int, added: int, updated: int, skipped: int, wrong: int) -> None:
    """Write what an import came to."""
    counts = {"added": added, "updated": updated, "skipped": skipped, "wrong": wrong}
    there = case((IMPORTS.c.kind == ARRIVING, PEOPLE), else_=IMPORTS.c.kind)
    tx.execute(update(IMPORTS).where(IMPORTS.c.id == number).values(**counts, kind=there, undone_at=None))


def go_on(tx: Transaction, number: int, until: datetime) -> bool:
    """Let an import that is under way be taken back by nobody until an instant; False when it was already."""
    still = IMPORTS.c.id == number, IMPORTS.c.kind == ARRIVING
    return tx.execute(update(IMPORTS).where(*still).values(undone_at=until)).rowcount == 1


def drop_import(tx: Transaction, number: int) -> None:
    """Forget an import that never came to an end."""
    tx.execute(delete(IMPORTS).where(IMPORTS.c.id == number))


def insert_people(tx: Transaction, number: int, people: Sequence[tuple[int, bool, str]]) -> None:
    """Write whom an import added or changed, and what they were before."""
    rows = [(number, person, added, before) for person, added, before in people]
    bulk.insert_rows(tx, IMPORT_PEOPLE, ("import_id", "customer_id", "added", "before"), rows)


def befores(tx: Transaction, number: int, ids: Sequence[int]) -> dict[int, str]:
    """What people were before an import changed them, of those it did."""
    whose = IMPORT_PEOPLE.c.customer_id.in_(ids), IMPORT_PEOPLE.c.import_id == number
    rows = tx.execute(select(IMPORT_PEOPLE.c.customer_id, IMPORT_PEOPLE.c.before).where(*whose))
    return {row.customer_id: row.before for row in rows}


def write_befores(tx: Transaction, number: int, befores: Sequence[tuple[int, str]]) -> None:
    """Write again what people were."""
    for person, before in befores:
        whose = IMPORT_PEOPLE.c.import_id == number, IMPORT_PEOPLE.c.customer_id == person
        tx.execute(update(IMPORT_PEOPLE).where(*whose).values(before=before))


def get(tx: Transaction, number: int, kind: str = PEOPLE) -> Import | None:
    """One import of a kind, if there is one of this number."""
    found = _imports(tx, select(*_COLUMNS).where(IMPORTS.c.id == number, _of(kind)))
    return found[0] if found else None


def newest(tx: Transaction, count: int, kind: str = PEOPLE) -> list[Import]:
    """The last imports of a kind, newest first."""
    return _imports(tx, select(*_COLUMNS).where(_of(kind)).order_by(IMPORTS.c.id.desc()).limit(count))


def _of(kind: str) -> ColumnElement[bool]:
    return IMPORTS.c.kind.in_([PEOPLE, LEAVING] if kind == PEOPLE else [kind])


def under_way(tx: Transaction) -> list[Import]:
    """Imports that have not come to an end."""
    return newest(tx, 100, ARRIVING)


def leaving(tx: Transaction) -> list[Import]:
    """Imports taken back whose people, seen by nobody any more, are still to be taken out."""
    return newest(tx, 100, LEAVING)


def say_leaving(tx: Transaction, number: int, leaving: bool) -> None:
    """Write that the people of an import taken back are still to be taken out, or that they are out."""
    tx.execute(update(IMPORTS).where(IMPORTS.c.id == number).values(kind=LEAVING if leaving else PEOPLE))


def used_people(tx: Transaction, one: Import, origin: str) -> int:
    """How many of those an import added something else refers to by now."""
    query = text(f"SELECT count(*) FROM ({_used('')}) used")
    return int(tx.execute(query, {"number": one.id, "at": stamp(one.at), "origin": origin}).scalar_one())


def used_between(tx: Transaction, one: Import, origin: str, first: int, last: int) -> list[int]:
    """Which of them, with numbers from `first` to `last`."""
    given = {"number": one.id, "at": stamp(one.at), "origin": origin, "first": first, "last": last}
    return list(tx.execute(text(_used(" AND p.customer_id BETWEEN :first AND :last")), given).scalars())


def _used(whom: str) -> str:
    parts = []
    for name, reference, unless in _USES:
        condition = f" AND ({unless})" if unless else ""
        parts.append(
            f"SELECT p.customer_id FROM import_people p JOIN {name} other ON other.{reference} = p.customer_id"
            f" WHERE p.import_id = :number AND p.added{whom}{condition}"
        )
    return " UNION ".join(parts)


def people(tx: Transaction, number: int, added: bool) -> Iterator[list[tuple[int, str]]]:
    """Whom an import added, or changed, with what they were; some at a time."""
    last = 0
    whose = IMPORT_PEOPLE.c.import_id == number, IMPORT_PEOPLE.c.added.is_(added)
    columns = IMPORT_PEOPLE.c.customer_id, IMPORT_PEOPLE.c.before
    while True:
        query = select(*columns).where(*whose, IMPORT_PEOPLE.c.customer_id > last)
        page = [tuple(row) for row in tx.execute(query.order_by(IMPORT_PEOPLE.c.customer_id).limit(_AT_ONCE))]
        if not page:
            return
        yield page
        last = page[-1][0]


def added(number: int) -> Select[int]:
    """Whom an import added."""
    return select(IMPORT_PEOPLE.c.customer_id).where(IMPORT_PEOPLE.c.import_id == number, IMPORT_PEOPLE.c.added)


def forget_people(tx: Transaction, number: int, ids: Sequence[int]) -> None:
    """Forget that an import had to do with people."""
    whose = IMPORT_PEOPLE.c.import_id == number, IMPORT_PEOPLE.c.customer_id.in_(ids)
    tx.execute(delete(IMPORT_PEOPLE).where(*whose))


def forget_pairs(tx: Transaction, ids: Sequence[int]) -> None:
    """Forget who of these people was told apart from whom."""
    for side in (_PAIRS.c.one_id, _PAIRS.c.other_id):
        tx.execute(delete(_PAIRS).where(side.in_(ids)))


def mark_undone(tx: Transaction, number: int) -> None:
    """Write that an import was taken back."""
    tx.execute(update(IMPORTS).where(IMPORTS.c.id == number).values(undone_at=tx.now))


def _imports(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[Import]:
    return [Import(*row) for row in tx.execute(query)]
