"""Customers, their cards and consents, and the search index over them."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    false,
    func,
    insert,
    select,
    text,
    true,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base.clock import local_day
from parrainage_desktop.base.database import Instant, Table, Transaction, bare
from parrainage_desktop.customers.rules import Card, CardState, Channel, Consent, Customer, Entry

Place = tuple[datetime, int]
"""A place in the list of the most recently active: the instant and the number of the person before it."""
Key = BigInteger().with_variant(Integer, "sqlite")


class CustomerRow(Table):
    """A person; `search_key` is everything they can be found by, folded.

    `known_before` says they bought here before the scheme began; `is_referrer` and `is_referee` are kept beside the
    referrals so that lists need not look there; `call_since` is the day of an answer that asks for a call; `gone` is
    empty, merged or erased.
    """

    __tablename__ = "customers"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    given_name: Mapped[str] = mapped_column(String(120))
    family_name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(254))
    city: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(2))
    card: Mapped[str] = mapped_column(String(12))
    since: Mapped[date]
    active_at: Mapped[datetime] = mapped_column(Instant)
    search_key: Mapped[str] = mapped_column(String(1_000))
    street: Mapped[str] = mapped_column(String(240), server_default=text("''"))
    postcode: Mapped[str] = mapped_column(String(16), server_default=text("''"))
    known_before: Mapped[bool] = mapped_column(server_default=false())
    is_referrer: Mapped[bool] = mapped_column(server_default=false())
    is_referee: Mapped[bool] = mapped_column(server_default=false())
    call_since: Mapped[date | None]
    gone: Mapped[str] = mapped_column(String(8), server_default=text("''"))

    __table_args__ = (
        CheckConstraint("length(given_name) BETWEEN 1 AND 120", name="given_name"),
        Index("ix_customers_active_at", "active_at"),
        Index("ix_customers_phone", "phone"),
        Index("ix_customers_email", "email"),
        Index("ix_customers_referrers", "active_at", sqlite_where=text("is_referrer")),
        Index("ix_customers_referees", "active_at", sqlite_where=text("is_referee")),
        Index("ix_customers_call_since", "call_since", sqlite_where=text("call_since IS NOT NULL")),
        Index("ix_customers_gone", "gone", sqlite_where=text("gone <> ''")),
    )


class CardRow(Table):
    """A card ever given out; dead ones stay so that they can be named."""

    __tablename__ = "cards"

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    state: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Instant)


class ConsentRow(Table):
    """A yes or, when not `granted`, a later no: for which channel, when, to whom; the newest of a channel counts."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    channel: Mapped[str] = mapped_column(String(10))
    given_at: Mapped[datetime] = mapped_column(Instant)
    origin: Mapped[str] = mapped_column(String(80))
    granted: Mapped[bool] = mapped_column(server_default=true())


class TagRow(Table):
    """A word the shop files a person under."""

    __tablename__ = "customer_tags"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class NoteRow(Table):
    """Something worth remembering about a person."""

    __tablename__ = "customer_notes"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    text: Mapped[str] = mapped_column(String(2_000))
    at: Mapped[datetime] = mapped_column(Instant)
    staff: Mapped[str] = mapped_column(String(80))


_COLUMNS = (
    CustomerRow.id,
    CustomerRow.given_name,
    CustomerRow.family_name,
    CustomerRow.phone,
    CustomerRow.email,
    CustomerRow.city,
    CustomerRow.language,
    CustomerRow.card,
    CustomerRow.since,
    CustomerRow.street,
    CustomerRow.postcode,
    CustomerRow.known_before,
)

_INSERT = insert(bare(CustomerRow)).returning(CustomerRow.id)
_INSERT_CARD = insert(bare(CardRow))


def insert_customer(tx: Transaction, customer: Customer, search_key: str) -> Customer:
    """Write a person and their card; return them with their number."""
    values = {column.key: getattr(customer, column.key) for column in _COLUMNS if column.key != "id"} | {
        "active_at": tx.now,
        "search_key": search_key,
    }
    number = tx.execute(_INSERT, values).scalar_one()
    _index(tx, number, search_key)
    tx.execute(
        _INSERT_CARD,
        {"code": customer.card, "customer_id": number, "state": CardState.ACTIVE.value, "created_at": tx.now},
    )
    return replace(customer, id=number)


def insert_consents(tx: Transaction, customer_id: int, channels: Iterable[Channel], origin: str) -> None:
    """Write the channels a person said yes to."""
    for channel in sorted(channels, key=lambda c: c.value):
        values = {"customer_id": customer_id, "channel": channel.value, "given_at": tx.now, "origin": origin}
        tx.execute(insert(ConsentRow), values)


def touch(tx: Transaction, customer_id: int) -> None:
    """Note that the person was active now."""
    tx.execute(update(CustomerRow).where(CustomerRow.id == customer_id).values(active_at=tx.now))


def get(tx: Transaction, customer_id: int) -> Customer:
    """One customer by number; raises NoResultFound for a number the store never gave."""
    return _customers(tx, select(*_COLUMNS).where(CustomerRow.id == customer_id))[0]


def find_id(tx: Transaction, customer_id: int) -> Customer | None:
    """One customer by number, if there is one."""
    found = _customers(tx, select(*_COLUMNS).where(CustomerRow.id == customer_id))
    return found[0] if found else None


def many(tx: Transaction, ids: Sequence[int]) -> dict[int, Customer]:
    """Customers by number."""
    wanted = select(*_COLUMNS).where(CustomerRow.id.in_(ids))
    return {customer.id: customer for customer in _customers(tx, wanted)}


def by_phone(tx: Transaction, phone: str) -> list[Customer]:
    """Everyone with this E.164 phone."""
    return _customers(tx, select(*_COLUMNS).where(CustomerRow.phone == phone).limit(20)) if phone else []


def by_email(tx: Transaction, email: str) -> list[Customer]:
    """Everyone with this lower-case e-mail address."""
    return _customers(tx, select(*_COLUMNS).where(CustomerRow.email == email).limit(20)) if email else []


def card(tx: Transaction, letters: str) -> Card | None:
    """The card with these letters, dead or alive."""
    row = tx.execute(
        select(CardRow.code, CardRow.customer_id, CardRow.state).where(CardRow.code == letters)
    ).first()
    return Card(row.code, row.customer_id, CardState(row.state)) if row else None


def recent(
    tx: Transaction, skip: int, count: int, after: Place | None = None
) -> tuple[list[Customer], Place | None]:
    """Customers past a place in the list, the most recently active first, `skip` of them left out; the next place."""
    query = select(*_COLUMNS, CustomerRow.active_at)
    if after:
        at, number = after
        query = query.where(CustomerRow.active_at <= at, (CustomerRow.active_at < at) | (CustomerRow.id < number))
    query = query.order_by(CustomerRow.active_at.desc(), CustomerRow.id.desc())
    rows = tx.execute(query.offset(skip).limit(count)).all()
    found = [Customer(*row[:-1]) for row in rows]
    return found, (rows[-1][-1], found[-1].id) if found else None


def entries(tx: Transaction, after: int, count: int) -> list[Entry]:
    """Customers past a number, in the order they came, with their tags and what they said last of each channel."""
    query = select(*_COLUMNS).where(CustomerRow.id > after, CustomerRow.gone == "")
    people = _customers(tx, query.order_by(CustomerRow.id).limit(count))
    among = people[0].id if people else 0, people[-1].id if people else 0
    tags: dict[int, list[str]] = {}
    for number, tag in tx.execute(select(TagRow.customer_id, TagRow.tag).where(TagRow.customer_id.between(*among))):
        tags.setdefault(number, []).append(tag)
    said: dict[int, dict[Channel, Consent]] = {}
    consents = select(ConsentRow.__table__).where(ConsentRow.customer_id.between(*among))
    for row in tx.execute(consents.order_by(ConsentRow.id)):
        consent = Consent(row.granted, local_day(row.given_at, tx.zone), row.origin)
        said.setdefault(row.customer_id, {})[Channel(row.channel)] = consent
    return [Entry(one, tuple(sorted(tags.get(one.id, ()))), said.get(one.id, {})) for one in people]


def count(tx: Transaction) -> int:
    """How many customers there are."""
    return int(tx.execute(select(func.count()).select_from(CustomerRow)).scalar_one())


def starting_with(tx: Transaction, words: Sequence[str], limit: int) -> list[Customer]:
    """Customers who have, for each of `words` (folded), a word that begins with it; newest first.

    Nobody when the index may know a word differently: then it must be looked for with `containing`.
    """
    if tx.on_sqlite and not all(_indexed(word) for word in words):
        return []
    if tx.on_sqlite:
        needle = " ".join(f'"{word}"*' for word in words)
        ids = text(
            "SELECT rowid FROM customer_words WHERE customer_words MATCH :needle ORDER BY rowid DESC LIMIT :limit"
        )
    else:
        needle = " & ".join(f"'{word}':*" for word in words)
        ids = text(
            "SELECT id FROM customers WHERE to_tsvector('simple', search_key) @@ to_tsquery('simple', :needle)"
            " ORDER BY id DESC LIMIT :limit"
        )
    found = [row[0] for row in tx.execute(ids.bindparams(needle=needle, limit=limit))]
    by_id = many(tx, found)
    return [by_id[number] for number in found]


def containing(tx: Transaction, words: Sequence[str], limit: int, newest: int | None = None) -> list[Customer]:
    """Customers whose search key holds each of `words` anywhere, all or among the `newest` that came last.

    A scan, for when nothing begins with the words.
    """
    query = select(*_COLUMNS).order_by(CustomerRow.id.desc()).limit(limit)
    if newest is not None:
        last = select(func.coalesce(func.max(CustomerRow.id), 0)).scalar_subquery()
        query = query.where(CustomerRow.id > last - newest)
    for word in words:
        query = query.where(CustomerRow.search_key.contains(word, autoescape=True))
    return _customers(tx, query)


def _indexed(word: str) -> bool:
    """Whether SQLite's index surely keeps a word in one piece: its tables are older than Python's."""
    return all(unicodedata.ucd_3_2_0.category(sign)[0] in "LN" for sign in word)


def _index(tx: Transaction, customer_id: int, search_key: str) -> None:
    """Add a person to SQLite's word index; it cannot be a trigger, which an untrusted schema may not run.

    PostgreSQL indexes the column itself.
    """
    if tx.on_sqlite:
        words = text("INSERT INTO customer_words(rowid, search_key) VALUES (:id, :key)")
        tx.execute(words, {"id": customer_id, "key": search_key})


def _customers(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[Customer]:
    return [Customer(*row) for row in tx.execute(query)]
