"""Customers, their cards and consents, and the search index over them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Named,
    Select,
    String,
    Table,
    TypedColumns,
    bindparam,
    false,
    insert,
    select,
    text,
    true,
    update,
)

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.customers import wording, words
from parrainage_desktop.customers.rules import Card, CardState, Customer, Gone


class CustomerColumns(TypedColumns):
    """A person; `search_key` is everything they can be found by, folded.

    `known_before` says they bought here before the scheme began; `is_referrer` and `is_referee` are kept beside the
    referrals so that lists need not look there; `call_since` is the day of an answer that asks for a call; `gone` is
    empty, merged or erased.
    """

    id: Named[int] = Column(Key, primary_key=True)
    given_name: Named[str] = Column(String(120))
    family_name: Named[str] = Column(String(120))
    phone: Named[str] = Column(String(20))
    email: Named[str] = Column(String(254))
    city: Named[str] = Column(String(120))
    language: Named[str] = Column(String(2))
    card: Named[str] = Column(String(12))
    since: Named[date]
    active_at: Named[datetime] = Column(Instant)
    search_key: Named[str] = Column(String(1_000))
    street: Named[str] = Column(String(240), server_default=text("''"))
    postcode: Named[str] = Column(String(16), server_default=text("''"))
    known_before: Named[bool] = Column(server_default=false())
    is_referrer: Named[bool] = Column(server_default=false())
    is_referee: Named[bool] = Column(server_default=false())
    call_since: Named[date | None]
    gone: Named[str] = Column(String(8), server_default=text("''"))


CUSTOMERS = Table(
    "customers",
    METADATA,
    CustomerColumns,
    CheckConstraint("length(given_name) BETWEEN 1 AND 120", name="given_name"),
    Index("ix_customers_active_at", "gone", "active_at"),
    Index("ix_customers_phone", "phone"),
    Index("ix_customers_email", "email"),
    Index("ix_customers_referrers", "gone", "active_at", sqlite_where=text("is_referrer")),
    Index("ix_customers_referees", "gone", "active_at", sqlite_where=text("is_referee")),
    Index("ix_customers_call_since", "gone", "call_since", sqlite_where=text("call_since IS NOT NULL")),
    Index("ix_customers_gone", "gone", sqlite_where=text("gone <> ''")),
)


class CardColumns(TypedColumns):
    """A card ever given out; dead ones stay so that they can be named."""

    code: Named[str] = Column(String(12), primary_key=True)
    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"), index=True)
    state: Named[str] = Column(String(10))
    created_at: Named[datetime] = Column(Instant)


CARDS = Table("cards", METADATA, CardColumns)


class ConsentColumns(TypedColumns):
    """A yes or, when not `granted`, a later no: for which channel, when, to whom; the newest of a channel counts."""

    id: Named[int] = Column(Key, primary_key=True)
    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"), index=True)
    channel: Named[str] = Column(String(10))
    given_at: Named[datetime] = Column(Instant)
    origin: Named[str] = Column(String(80))
    granted: Named[bool] = Column(server_default=true())


CONSENTS = Table("consents", METADATA, ConsentColumns)


class TagColumns(TypedColumns):
    """A word the shop files a person under."""

    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"), primary_key=True)
    tag: Named[str] = Column(String(40), primary_key=True)


TAGS = Table(
    "customer_tags",
    METADATA,
    TagColumns,
    Index("ix_customer_tags_tag_customer_id", "tag", "customer_id"),
)


class NoteColumns(TypedColumns):
    """Something worth remembering about a person."""

    id: Named[int] = Column(Key, primary_key=True)
    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"), index=True)
    text: Named[str] = Column(String(2_000))
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))


NOTES = Table("customer_notes", METADATA, NoteColumns)


COLUMNS = (
    CUSTOMERS.c.id,
    CUSTOMERS.c.given_name,
    CUSTOMERS.c.family_name,
    CUSTOMERS.c.phone,
    CUSTOMERS.c.email,
    CUSTOMERS.c.city,
    CUSTOMERS.c.language,
    CUSTOMERS.c.card,
    CUSTOMERS.c.since,
    CUSTOMERS.c.street,
    CUSTOMERS.c.postcode,
    CUSTOMERS.c.known_before,
    CUSTOMERS.c.call_since,
    CUSTOMERS.c.gone,
)
HERE = CUSTOMERS.c.gone.concat("") == ""
"""Whoever is neither merged into somebody nor erased; written so that SQLite looks for a phone by its own index."""
LISTED = CUSTOMERS.c.gone == ""
"""The same for the lists, whose indexes begin with it."""

_CHANGEABLE = (
    CUSTOMERS.c.given_name, CUSTOMERS.c.family_name, CUSTOMERS.c.phone, CUSTOMERS.c.email, CUSTOMERS.c.city,
    CUSTOMERS.c.language, CUSTOMERS.c.street, CUSTOMERS.c.postcode, CUSTOMERS.c.known_before,
)  # fmt: skip
_INSERT = insert(CUSTOMERS).returning(CUSTOMERS.c.id)
_INSERT_CARD = insert(CARDS)
_MARK = update(CUSTOMERS).where(CUSTOMERS.c.id == bindparam("number"))
_BY_ID = select(*COLUMNS).where(CUSTOMERS.c.id == bindparam("number"))
_CARD = select(CARDS.c.code, CARDS.c.customer_id, CARDS.c.state).where(CARDS.c.code == bindparam("letters"))
"""Built once, as all that is asked with every friend, purchase or voucher."""


def insert_customer(tx: Transaction, customer: Customer, search_key: str) -> Customer:
    """Write a person and their card; return them with their number."""
    values = {column.key: getattr(customer, column.key) for column in COLUMNS if column.key != "id"} | {
        "active_at": tx.now,
        "search_key": search_key,
    }
    number = tx.execute(_INSERT, values).scalar_one()
    words.add(tx, number, search_key)
    insert_card(tx, number, customer.card)
    return replace(customer, id=number)


def change(tx: Transaction, customer: Customer, search_key: str) -> None:
    """Write what may be changed of a person: names, contacts, address, language, whether they came before."""
    values = {column.key: getattr(customer, column.key) for column in _CHANGEABLE}
    tx.execute(update(CUSTOMERS).where(CUSTOMERS.c.id == customer.id).values(values))
    reindex(tx, customer.id, search_key)


def reindex(tx: Transaction, customer_id: int, search_key: str) -> None:
    """Let a person be found by other words; nobody finds who is gone, whatever the words."""
    if here(tx, customer_id):
        words.remove(tx, customer_id)
        words.add(tx, customer_id, search_key)
    tx.execute(update(CUSTOMERS).where(CUSTOMERS.c.id == customer_id).values(search_key=search_key))


def here(tx: Transaction, customer_id: int) -> bool:
    """Whether the person is not gone."""
    return bool(tx.execute(select(HERE).where(CUSTOMERS.c.id == customer_id)).scalar_one())


def go(tx: Transaction, customer_id: int, why: Gone) -> None:
    """Take a person out of every list and of the search."""
    words.remove(tx, customer_id)
    tx.execute(update(CUSTOMERS).where(CUSTOMERS.c.id == customer_id).values(gone=why.value))


def come_back(tx: Transaction, customer_id: int) -> None:
    """Put a person who was gone back where they were."""
    found = update(CUSTOMERS).where(CUSTOMERS.c.id == customer_id).values(gone="").returning(CUSTOMERS.c.search_key)
    words.add(tx, customer_id, tx.execute(found).scalar_one())


def replace_card(tx: Transaction, customer: Customer, letters: str, search_key: str) -> None:
    """Give a person a new card; the old one stays, so that it can say what became of it."""
    old = update(CARDS).where(CARDS.c.code == customer.card)
    tx.execute(old.values(state=CardState.REPLACED.value))
    insert_card(tx, customer.id, letters)
    tx.execute(update(CUSTOMERS).where(CUSTOMERS.c.id == customer.id).values(card=letters))
    reindex(tx, customer.id, search_key)


def insert_card(tx: Transaction, customer_id: int, letters: str) -> None:
    """Write a card that speaks for a person from now on."""
    values = {"code": letters, "customer_id": customer_id, "state": CardState.ACTIVE.value, "created_at": tx.now}
    tx.execute(_INSERT_CARD, values)


def mark(tx: Transaction, customer_id: int, **marks: bool | date | datetime | None) -> None:
    """Set what is kept beside a person for the lists: is_referrer, is_referee, call_since, active_at."""
    tx.execute(_MARK, {"number": customer_id, **marks})


def get(tx: Transaction, customer_id: int) -> Customer:
    """One customer by number, gone or not; raises NoResultFound for a number the store never gave."""
    return _readable(Customer(*tx.execute(_BY_ID, {"number": customer_id}).one()))


def find_id(tx: Transaction, customer_id: int) -> Customer | None:
    """One customer by number, if there is one who is not gone."""
    found = _customers(tx, select(*COLUMNS).where(CUSTOMERS.c.id == customer_id, HERE))
    return found[0] if found else None


def many(tx: Transaction, ids: Sequence[int]) -> dict[int, Customer]:
    """Customers by number, gone or not."""
    wanted = select(*COLUMNS).where(CUSTOMERS.c.id.in_(ids))
    return {customer.id: customer for customer in _customers(tx, wanted)}


def by_phone(tx: Transaction, phone: str) -> list[Customer]:
    """Everyone with this E.164 phone."""
    return _customers(tx, select(*COLUMNS).where(CUSTOMERS.c.phone == phone, HERE).limit(20)) if phone else []


def by_email(tx: Transaction, email: str) -> list[Customer]:
    """Everyone with this lower-case e-mail address."""
    return _customers(tx, select(*COLUMNS).where(CUSTOMERS.c.email == email, HERE).limit(20)) if email else []


def sharing(tx: Transaction, phone: str, email: str) -> list[Customer]:
    """Everyone with this E.164 phone or lower-case e-mail, or into whom a record with one of them was merged."""
    merged = CUSTOMERS.c.gone.concat("") == Gone.MERGED.value
    query, kept = select(*COLUMNS).where(merged).limit(20), list[Customer | None]()
    for column, contact in ((CUSTOMERS.c.phone, phone), (CUSTOMERS.c.email, email)):
        if contact:
            kept += [kept_of(tx, one) for one in _customers(tx, query.where(column == contact))]
    return by_phone(tx, phone) + by_email(tx, email) + [one for one in kept if one]


def kept_of(tx: Transaction, merged: Customer) -> Customer | None:
    """The person a merged record's card speaks for now, through however many merges; None once they are erased."""
    found = card(tx, merged.card)
    return find_id(tx, found.customer_id) if found else None


def card(tx: Transaction, letters: str) -> Card | None:
    """The card with these letters, dead or alive."""
    row = tx.execute(_CARD, {"letters": letters}).first()
    return Card(row.code, row.customer_id, CardState(row.state)) if row else None


def _customers(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[Customer]:
    return [_readable(Customer(*row)) for row in tx.execute(query)]


def _readable(customer: Customer) -> Customer:
    """A customer as people read of them: somebody erased has a label for a name."""
    return replace(customer, given_name=wording.name(customer.given_name)) if customer.gone else customer
