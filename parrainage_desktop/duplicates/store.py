"""Merges, with what it takes to undo them, and pairs a person has told apart."""

from collections.abc import Collection, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Named,
    Row,
    String,
    Table,
    Text,
    TypedColumns,
    column,
    delete,
    func,
    insert,
    literal_column,
    select,
    table,
    update,
)

from parrainage_desktop.base import writing
from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.duplicates import codec
from parrainage_desktop.duplicates.likeness import STEM_LEFT_OUT, Face, Look
from parrainage_desktop.duplicates.rules import Merge, Moved, Snapshot

_FACE = ("id", "given_name", "family_name", "phone", "email", "city", "street", "postcode")
_people = table("customers", *[column(name) for name in (*_FACE, "gone")])
_fold = lru_cache(maxsize=65_536)(writing.fold)


class MergeColumns(TypedColumns):
    """Two records of one person made one; `before` and `moved` (JSON) are what an undo puts back."""

    id: Named[int] = Column(Key, primary_key=True)
    kept_id: Named[int] = Column(Key, ForeignKey("customers.id"), index=True)
    other_id: Named[int] = Column(Key, ForeignKey("customers.id"), index=True)
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))
    before: Named[str] = Column(Text)
    moved: Named[str] = Column(Text)
    undone_at: Named[datetime | None] = Column(Instant)


MERGES = Table("merges", METADATA, MergeColumns)


class DistinctColumns(TypedColumns):
    """Two customers who look alike and are not the same; `one_id` is the smaller number."""

    one_id: Named[int] = Column(Key, ForeignKey("customers.id"), primary_key=True)
    other_id: Named[int] = Column(Key, ForeignKey("customers.id"), primary_key=True, index=True)


DISTINCT_PEOPLE = Table("distinct_people", METADATA, DistinctColumns)


_MERGE = (
    MERGES.c.id, MERGES.c.kept_id, MERGES.c.other_id, MERGES.c.at, MERGES.c.staff, MERGES.c.undone_at, MERGES.c.moved,
)  # fmt: skip


def alike(tx: Transaction, look: Look) -> Iterator[list[Face]]:
    """Customers who share what is looked for, group after group; only those of a group are in memory at once."""
    key = _key(tx, look)
    faces = select(*[_people.c[name] for name in _FACE], key.label("key")).where(_people.c.gone == "")
    for part in _needed(look):
        faces = faces.where(_people.c[part] != "")
    if look in (Look.PHONE, Look.EMAIL):
        # Few are shared: the index says which, and nobody else is read.
        shared = select(key).where(key != "", _people.c.gone == "").group_by(key).having(func.count() > 1)
        faces = faces.where(key.in_(shared))
    rows = tx.execute(faces.order_by(key)).yield_per(2_000)
    for _shared, group in groupby(rows, key=lambda row: row.key):
        found = list(group)
        if len(found) > 1:
            yield [_face(row) for row in found]


def told_apart(tx: Transaction) -> set[tuple[int, int]]:
    """Pairs a person said are not the same, the smaller number first."""
    pairs = select(DISTINCT_PEOPLE.c.one_id, DISTINCT_PEOPLE.c.other_id)
    return {(row.one_id, row.other_id) for row in tx.execute(pairs)}


def tell_apart(tx: Transaction, one_id: int, other_id: int) -> bool:
    """Write that two people are not the same; False when that was known."""
    pair = {"one_id": min(one_id, other_id), "other_id": max(one_id, other_id)}
    known = select(func.count()).where(
        DISTINCT_PEOPLE.c.one_id == pair["one_id"], DISTINCT_PEOPLE.c.other_id == pair["other_id"]
    )
    if tx.execute(known).scalar_one():
        return False
    tx.execute(insert(DISTINCT_PEOPLE), pair)
    return True


def follow_apart(tx: Transaction, from_id: int, to_id: int) -> list[int]:
    """Whoever was told apart from one person is from the other too; those who were not yet."""
    pairs = told_apart_of(tx, from_id) - told_apart_of(tx, to_id) - {to_id}
    return [one for one in sorted(pairs) if tell_apart(tx, one, to_id)]


def told_apart_of(tx: Transaction, customer_id: int) -> set[int]:
    """Everyone told apart from a person."""
    query = select(DISTINCT_PEOPLE.c.one_id, DISTINCT_PEOPLE.c.other_id).where(
        (DISTINCT_PEOPLE.c.one_id == customer_id) | (DISTINCT_PEOPLE.c.other_id == customer_id)
    )
    return {one if other == customer_id else other for one, other in tx.execute(query)}


def part_again(tx: Transaction, customer_id: int, others: Collection[int]) -> None:
    """Forget that these people were told apart from a person."""
    pair = ((DISTINCT_PEOPLE.c.one_id == customer_id) & DISTINCT_PEOPLE.c.other_id.in_(others)) | (
        (DISTINCT_PEOPLE.c.other_id == customer_id) & DISTINCT_PEOPLE.c.one_id.in_(others)
    )
    tx.execute(delete(DISTINCT_PEOPLE).where(pair))


def insert_merge(tx: Transaction, kept_id: int, other_id: int, snapshot: Snapshot, moved: Moved) -> int:
    """Write a merge with what it takes to undo it; its number."""
    values = {
        "kept_id": kept_id,
        "other_id": other_id,
        "at": tx.now,
        "staff": tx.actor.staff,
        "till": tx.actor.till,
        "before": codec.snapshot_text(snapshot),
        "moved": codec.moved_text(moved),
    }
    return int(tx.execute(insert(MERGES).values(values).returning(MERGES.c.id)).scalar_one())


def merge(tx: Transaction, merge_id: int) -> Merge | None:
    """One merge by number, if there is one."""
    row = tx.execute(select(*_MERGE).where(MERGES.c.id == merge_id)).first()
    return _merge(row) if row else None


def merges(tx: Transaction, limit: int) -> list[Merge]:
    """The merges that stand and whose kept person is there, newest first."""
    kept = select(_people.c.id).where(_people.c.id == MERGES.c.kept_id, _people.c.gone == "").exists()
    query = select(*_MERGE).where(MERGES.c.undone_at.is_(None), kept)
    return [_merge(row) for row in tx.execute(query.order_by(MERGES.c.id.desc()).limit(limit))]


def snapshot(tx: Transaction, merge_id: int) -> Snapshot | None:
    """What a merge remembers of people; None when it had to forget."""
    return codec.snapshot(tx.execute(select(MERGES.c.before).where(MERGES.c.id == merge_id)).scalar_one())


def later(tx: Transaction, found: Merge) -> bool:
    """Whether another record was merged into the kept one since, and still is."""
    since = (MERGES.c.kept_id == found.kept_id) & (MERGES.c.id > found.id) & MERGES.c.undone_at.is_(None)
    return tx.execute(select(MERGES.c.id).where(since).limit(1)).first() is not None


def mark_undone(tx: Transaction, merge_id: int) -> None:
    """Write that a merge no longer stands."""
    tx.execute(update(MERGES).where(MERGES.c.id == merge_id).values(undone_at=tx.now))


def others_of(tx: Transaction, kept_id: int) -> list[int]:
    """Whose records were merged into this one, and still are."""
    query = select(MERGES.c.other_id).where(MERGES.c.kept_id == kept_id, MERGES.c.undone_at.is_(None))
    return list(tx.execute(query.order_by(MERGES.c.id)).scalars())


def forget(tx: Transaction, customer_id: int) -> None:
    """Blank what merges remember of a person."""
    part = (MERGES.c.kept_id == customer_id) | (MERGES.c.other_id == customer_id)
    tx.execute(update(MERGES).where(part).values(before=""))


def _merge(row: Row[tuple[Any, ...]]) -> Merge:
    undone = row.undone_at is not None
    return Merge(row.id, row.kept_id, row.other_id, row.at, row.staff, undone, codec.moved(row.moved))


def _needed(look: Look) -> tuple[str, ...]:
    return {
        Look.PHONE: ("phone",),
        Look.EMAIL: ("email",),
        Look.STEM: ("phone",),
        Look.HOUSEHOLD: ("street",),
        Look.TOWN: ("city",),
        Look.POSTCODE: ("postcode",),
        Look.SWAPPED: ("city", "family_name"),
    }[look]


def _key(tx: Transaction, look: Look) -> ColumnElement[str]:
    """What those who may be one person have in common, as the database works it out."""
    people = _people.c
    match look:
        case Look.PHONE:
            return people.phone
        case Look.STEM:
            return func.substr(people.phone, 1, func.length(people.phone) - STEM_LEFT_OUT)
        case Look.EMAIL:
            return people.email
        case Look.HOUSEHOLD:
            return _folded(tx, people.street)
        case Look.TOWN:
            return _folded(tx, people.family_name) + "|" + _folded(tx, people.city)
        case Look.POSTCODE:
            return _folded(tx, people.family_name) + "|" + people.postcode
        case Look.SWAPPED:
            given, family = _folded(tx, people.given_name), _folded(tx, people.family_name)
            first, last = (func.min, func.max) if tx.on_sqlite else (func.least, func.greatest)
            whole: ColumnElement[str] = first(given, family) + "|" + last(given, family)
            return whole + "|" + _folded(tx, people.city)


def _folded(tx: Transaction, text: ColumnElement[str]) -> ColumnElement[str]:
    """A text folded by the database: by our own hand on SQLite, near enough on PostgreSQL."""
    if tx.on_sqlite:
        driver = tx.connection.connection.driver_connection
        assert driver is not None
        driver.create_function("folded", 1, _fold, deterministic=True)
        return func.folded(text)
    spread = func.normalize(func.lower(func.replace(func.replace(text, "œ", "oe"), "æ", "ae")), literal_column("NFKD"))
    bare = func.regexp_replace(spread, "[\u0300-\u036f]", "", "g")
    return func.trim(func.regexp_replace(bare, "[^[:alnum:]]+", " ", "g"))


def _face(row: Row[tuple[Any, ...]]) -> Face:
    """A customer to compare; the words of the name in the alphabet's order, whichever was typed first."""
    words = f"{_fold(row.given_name)} {_fold(row.family_name)}".split()
    whole = " ".join(sorted(words))
    return Face(
        row.id, row.given_name, row.family_name, row.phone, row.email, row.city, row.street, row.postcode, whole
    )
