"""The lists of customers, each read by an index and page by page, and narrowed by what is typed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, TextClause, func, select, text

from parrainage_desktop.base.clock import add_months, day_start
from parrainage_desktop.base.database import Transaction, stamp
from parrainage_desktop.customers import words
from parrainage_desktop.customers.rules import EVERYONE, SILENT_MONTHS, Customer, Group, Which
from parrainage_desktop.customers.store import COLUMNS, CUSTOMERS, HERE, LISTED, TAGS

Place = tuple[datetime | date | int, int]
"""A place in a list: what it is sorted by, and the number of the person before it."""

FEW = 2_000
"""A group of no more people is read whole when something is typed: about 5 ms."""
# Written as the partial indexes are: SQLite uses one only for the very words of its condition.
_CONDITIONS = {
    Group.ALL: "1 = 1",
    Group.REFERRERS: "is_referrer",
    Group.REFERRED: "is_referee",
    Group.TO_CALL: "call_since IS NOT NULL",
    Group.SILENT: "active_at < :before",
    Group.TAGGED: "EXISTS (SELECT 1 FROM customer_tags t WHERE t.tag = :tag AND t.customer_id = customers.id)",
}


def page(
    tx: Transaction, which: Which, skip: int, count: int, after: Place | None = None
) -> tuple[list[Customer], Place | None]:
    """People of a group past a place in its list, `skip` of them left out; the next place.

    The most recently active come first; those to call by how long they wait; those under a tag the last who came.
    Who they are is read apart, so that the skipped ones cost no more than their entries in the index.
    """
    sorting = {Group.TO_CALL: _waiting, Group.TAGGED: _tagged}.get(which.group, _active)
    rows = tx.execute(sorting(tx, which, after).offset(skip).limit(count)).all()
    return _numbered(tx, [row[0] for row in rows]), (rows[-1][1], rows[-1][0]) if rows else None


def count(tx: Transaction, which: Which = EVERYONE) -> int:
    """How many people a group holds, counted in its index."""
    if which.group is Group.TAGGED:
        tagged = int(tx.execute(select(func.count()).where(TAGS.c.tag == which.tag)).scalar_one())
        gone = select(func.count()).select_from(CUSTOMERS).where(text("gone <> ''"), _condition(tx, which))
        return tagged - int(tx.execute(gone).scalar_one())
    query = select(func.count()).select_from(CUSTOMERS).where(LISTED, _condition(tx, which))
    return int(tx.execute(query).scalar_one())


def among(tx: Transaction, which: Which, ids: Sequence[int]) -> set[int]:
    """Who of these people belongs to a group."""
    query = select(CUSTOMERS.c.id).where(CUSTOMERS.c.id.in_(ids), _condition(tx, which))
    return set(tx.execute(query).scalars())


def tags(tx: Transaction) -> list[str]:
    """Every word anybody is filed under, in order; the index is leapt over, not read."""
    query = text(
        "WITH RECURSIVE leap(tag) AS (SELECT min(tag) FROM customer_tags UNION ALL"
        " SELECT (SELECT min(t.tag) FROM customer_tags t WHERE t.tag > leap.tag) FROM leap WHERE leap.tag IS NOT NULL)"
        " SELECT tag FROM leap WHERE tag IS NOT NULL"
    )
    return list(tx.execute(query).scalars())


def starting_with(
    tx: Transaction, needles: Sequence[str], limit: int, which: Which = EVERYONE, most: int | None = None
) -> list[Customer]:
    """People of a group who have, for each of `needles` (folded), a word that begins with it; newest first.

    Of a large group but all, only among the `most` newest who have. Nobody when the index may know a word differently:
    then it must be looked for with `containing`.
    """
    if which.group is Group.ALL:
        ids = words.starting_with(tx, needles, limit)
    else:
        few = _few(tx, which, lambda key: _begins(key, needles))
        ids = few[:limit] if few is not None else _first(tx, which, words.starting_with(tx, needles, most), limit)
    return _numbered(tx, ids)


def containing(
    tx: Transaction, needles: Sequence[str], limit: int, which: Which = EVERYONE, newest: int | None = None
) -> list[Customer]:
    """People of a group whose search key holds each of `needles` anywhere, all or among the `newest` customers.

    A scan, for when nothing begins with the words.
    """
    if which.group is not Group.ALL:
        few = _few(tx, which, lambda key: all(needle in key for needle in needles))
        if few is not None:
            return _numbered(tx, few[:limit])
    query = select(*COLUMNS).where(HERE, _condition(tx, which)).order_by(CUSTOMERS.c.id.desc()).limit(limit)
    if newest is not None:
        last = select(func.coalesce(func.max(CUSTOMERS.c.id), 0)).scalar_subquery()
        query = query.where(CUSTOMERS.c.id > last - newest)
    for word in needles:
        query = query.where(CUSTOMERS.c.search_key.contains(word, autoescape=True))
    return _customers(tx, query)


def _first(tx: Transaction, which: Which, ids: Sequence[int], limit: int) -> list[int]:
    """The first of some people who belong to a group, a few hundred looked at together."""
    found: list[int] = []
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        members = among(tx, which, some)
        found += [one for one in some if one in members]
        if len(found) >= limit:
            break
    return found[:limit]


def _few(tx: Transaction, which: Which, fits: Callable[[str], bool]) -> list[int] | None:
    """Those of a small group whose search key fits, newest first; None when the group is not small."""
    query = select(CUSTOMERS.c.id, CUSTOMERS.c.search_key)
    if which.group is Group.TAGGED:
        query = query.join(TAGS, TAGS.c.customer_id == CUSTOMERS.c.id).where(TAGS.c.tag == which.tag, HERE)
    else:
        query = query.where(LISTED, _condition(tx, which))
    rows = tx.execute(query.limit(FEW + 1)).all()
    if len(rows) > FEW:
        return None
    return sorted((row.id for row in rows if fits(row.search_key)), reverse=True)


def _begins(key: str, needles: Sequence[str]) -> bool:
    words = key.split()
    return all(any(word.startswith(needle) for word in words) for needle in needles)


def _active(tx: Transaction, which: Which, after: Place | None) -> Select[*tuple[Any, ...]]:
    query = select(CUSTOMERS.c.id, CUSTOMERS.c.active_at).where(LISTED, _condition(tx, which))
    if after:
        at, number = after
        query = query.where(CUSTOMERS.c.active_at <= at, (CUSTOMERS.c.active_at < at) | (CUSTOMERS.c.id < number))
    return query.order_by(CUSTOMERS.c.active_at.desc(), CUSTOMERS.c.id.desc())


def _waiting(tx: Transaction, which: Which, after: Place | None) -> Select[*tuple[Any, ...]]:
    query = select(CUSTOMERS.c.id, CUSTOMERS.c.call_since).where(LISTED, _condition(tx, which))
    if after:
        since, number = after
        later = (CUSTOMERS.c.call_since > since) | (CUSTOMERS.c.id > number)
        query = query.where(CUSTOMERS.c.call_since >= since, later)
    return query.order_by(CUSTOMERS.c.call_since, CUSTOMERS.c.id)


def _tagged(tx: Transaction, which: Which, after: Place | None) -> Select[*tuple[Any, ...]]:
    query = select(TAGS.c.customer_id, TAGS.c.customer_id).join(CUSTOMERS, TAGS.c.customer_id == CUSTOMERS.c.id)
    if after:
        query = query.where(TAGS.c.customer_id < after[1])
    return query.where(TAGS.c.tag == which.tag, HERE).order_by(TAGS.c.customer_id.desc())


def _condition(tx: Transaction, which: Which) -> TextClause:
    return text(_CONDITIONS[which.group]).bindparams(**_values(tx, which))


def _values(tx: Transaction, which: Which) -> dict[str, str]:
    if which.group is Group.TAGGED:
        return {"tag": which.tag}
    if which.group is Group.SILENT:
        return {"before": stamp(day_start(add_months(tx.today, -SILENT_MONTHS), tx.zone))}
    return {}


def _numbered(tx: Transaction, ids: Sequence[int]) -> list[Customer]:
    by_id = {one.id: one for one in _customers(tx, select(*COLUMNS).where(CUSTOMERS.c.id.in_(ids)))}
    return [by_id[number] for number in ids if number in by_id]


def _customers(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[Customer]:
    return [Customer(*row) for row in tx.execute(query)]
