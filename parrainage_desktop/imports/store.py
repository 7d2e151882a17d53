"""Imports, and whom each of them added or changed."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Integer,
    Select,
    String,
    Text,
    column,
    delete,
    insert,
    select,
    table,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base import bulk
from parrainage_desktop.base.database import Instant, Table, Transaction, stamp
from parrainage_desktop.imports.rules import Import

Key = BigInteger().with_variant(Integer, "sqlite")


class ImportRow(Table):
    """One file brought in; `fingerprint` is its SHA-256, the counts are of its rows."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    staff: Mapped[str] = mapped_column(String(80))
    till: Mapped[str] = mapped_column(String(80))
    file_name: Mapped[str] = mapped_column(String(240))
    fingerprint: Mapped[str] = mapped_column(String(64))
    added: Mapped[int]
    updated: Mapped[int]
    skipped: Mapped[int]
    wrong: Mapped[int]
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class ImportPersonRow(Table):
    """A person an import added or changed; `before` (JSON) is what they were, empty for somebody new."""

    __tablename__ = "import_people"

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True, index=True)
    added: Mapped[bool]
    before: Mapped[str] = mapped_column(Text)

_COLUMNS = (
    ImportRow.id, ImportRow.at, ImportRow.file_name, ImportRow.added, ImportRow.updated, ImportRow.skipped,
    ImportRow.wrong, ImportRow.undone_at,
)  # fmt: skip
_PAIRS = table("distinct_people", column("one_id"), column("other_id"))
_AT_ONCE = 2_000
# Tables of features above and below that refer to a customer; nothing of them is read but whether there is a row.
_USES = (
    ("referrals", "referrer_id", ""), ("referrals", "referee_id", ""), ("vouchers", "holder_id", ""),
    ("answers", "customer_id", ""), ("asks", "customer_id", ""), ("merges", "kept_id", ""), ("merges", "other_id", ""),
    ("purchases", "customer_id", "other.origin <> 'import' OR other.at <> :at"),
    ("customer_notes", "customer_id", "other.at <> :at"),
    ("consents", "customer_id", "other.origin <> :origin"),
    ("import_people", "customer_id", "other.import_id <> :number"),
)  # fmt: skip


def insert_import(tx: Transaction, file_name: str, fingerprint: str) -> int:
    """Write an import that has just begun; its number."""
    values = {
        "at": tx.now, "staff": tx.actor.staff, "till": tx.actor.till, "file_name": file_name,
        "fingerprint": fingerprint, "added": 0, "updated": 0, "skipped": 0, "wrong": 0,
    }
    return int(tx.execute(insert(ImportRow).values(values).returning(ImportRow.id)).scalar_one())


def finish_import(tx: Transaction, number: int, added: int, updated: int, skipped: int, wrong: int) -> None:
    """Write what an import came to."""
    counts = {"added": added, "updated": updated, "skipped": skipped, "wrong": wrong}
    tx.execute(update(ImportRow).where(ImportRow.id == number).values(counts))


def insert_people(tx: Transaction, number: int, people: Sequence[tuple[int, bool, str]]) -> None:
    """Write whom an import added or changed, and what they were before."""
    rows = [(number, person, added, before) for person, added, before in people]
    bulk.insert_rows(tx, ImportPersonRow, ("import_id", "customer_id", "added", "before"), rows)


def befores(tx: Transaction, number: int, ids: Sequence[int]) -> dict[int, str]:
    """What people were before an import changed them, of those it did."""
    whose = ImportPersonRow.customer_id.in_(ids), ImportPersonRow.import_id == number
    rows = tx.execute(select(ImportPersonRow.customer_id, ImportPersonRow.before).where(*whose))
    return {row.customer_id: row.before for row in rows}


def write_befores(tx: Transaction, number: int, befores: Sequence[tuple[int, str]]) -> None:
    """Write again what people were."""
    for person, before in befores:
        whose = ImportPersonRow.import_id == number, ImportPersonRow.customer_id == person
        tx.execute(update(ImportPersonRow).where(*whose).values(before=before))


def get(tx: Transaction, number: int) -> Import | None:
    """One import, if there is one of this number."""
    found = _imports(tx, select(*_COLUMNS).where(ImportRow.id == number))
    return found[0] if found else None


def newest(tx: Transaction, count: int) -> list[Import]:
    """The last imports, newest first."""
    return _imports(tx, select(*_COLUMNS).order_by(ImportRow.id.desc()).limit(count))


def used_people(tx: Transaction, one: Import, origin: str) -> int:
    """How many of those an import added something else refers to by now."""
    parts = []
    for name, reference, unless in _USES:
        condition = f" AND ({unless})" if unless else ""
        parts.append(
            f"SELECT p.customer_id FROM import_people p JOIN {name} other ON other.{reference} = p.customer_id"
            f" WHERE p.import_id = :number AND p.added{condition}"
        )
    query = text(f"SELECT count(*) FROM ({' UNION '.join(parts)}) used")
    given = {"number": one.id, "at": stamp(one.at), "origin": origin}
    return int(tx.execute(query, given).scalar_one())


def people(tx: Transaction, number: int, added: bool) -> Iterator[list[tuple[int, str]]]:
    """Whom an import added, or changed, with what they were; some at a time."""
    last = 0
    whose = ImportPersonRow.import_id == number, ImportPersonRow.added.is_(added)
    columns = ImportPersonRow.customer_id, ImportPersonRow.before
    while True:
        query = select(*columns).where(*whose, ImportPersonRow.customer_id > last)
        page = [tuple(row) for row in tx.execute(query.order_by(ImportPersonRow.customer_id).limit(_AT_ONCE))]
        if not page:
            return
        yield page
        last = page[-1][0]


def forget_people(tx: Transaction, number: int, ids: Sequence[int]) -> None:
    """Forget that an import had to do with people."""
    whose = ImportPersonRow.import_id == number, ImportPersonRow.customer_id.in_(ids)
    tx.execute(delete(ImportPersonRow).where(*whose))


def forget_pairs(tx: Transaction, ids: Sequence[int]) -> None:
    """Forget who of these people was told apart from whom."""
    for side in (_PAIRS.c.one_id, _PAIRS.c.other_id):
        tx.execute(delete(_PAIRS).where(side.in_(ids)))


def mark_undone(tx: Transaction, number: int) -> None:
    """Write that an import was taken back."""
    tx.execute(update(ImportRow).where(ImportRow.id == number).values(undone_at=tx.now))


def _imports(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[Import]:
    return [Import(*row) for row in tx.execute(query)]
