"""What the store holds about a person, read and emptied as `holdings` declares; and who was erased.

The tables are other features’, which is why this file, like the reports, may know them all.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, case, delete, or_, select, text, update

from parrainage_desktop.ambassadors.store import NOTES as PROOFS
from parrainage_desktop.base.clock import day_start
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.journal import JOURNAL
from parrainage_desktop.customers.store import CARDS, CONSENTS, CUSTOMERS, NOTES, TAGS
from parrainage_desktop.customers.tiers import HISTORY
from parrainage_desktop.duplicates.store import DISTINCT_PEOPLE, MERGES
from parrainage_desktop.gifts.store import GIFTS
from parrainage_desktop.imports.answer_store import IMPORTED_ANSWERS
from parrainage_desktop.imports.store import IMPORT_PEOPLE, IMPORTS
from parrainage_desktop.privacy.holdings import HOLDINGS, SUBJECTS, Holding
from parrainage_desktop.programme.store import DRAWS
from parrainage_desktop.purchases.store import PURCHASES
from parrainage_desktop.referrals.counted import COUNTED
from parrainage_desktop.referrals.store import CHECKS, REFERRALS
from parrainage_desktop.referrals.touch_store import TOUCHES
from parrainage_desktop.statements.store import PAYMENTS, SHARES
from parrainage_desktop.surveys.absences import ABSENCES
from parrainage_desktop.surveys.callback_store import CALL_BACKS, CARD_WISHES
from parrainage_desktop.surveys.store import ANSWERS, ASKS, CAMPAIGN_PEOPLE
from parrainage_desktop.testimonials.review_store import INVITATIONS
from parrainage_desktop.testimonials.store import TESTIMONIALS
from parrainage_desktop.vouchers.printings import PRINTINGS
from parrainage_desktop.vouchers.store import CANCELLATIONS, EXTENSIONS, REDEMPTIONS, REVERSALS, VOUCHERS

Row = Mapping[str, Any]
PEOPLE = "customers"
TABLES = {
    table.name: table
    for table in (
        CUSTOMERS, CARDS, CONSENTS, TAGS, NOTES, HISTORY, PROOFS, PURCHASES, REFERRALS, CHECKS, TOUCHES,
        VOUCHERS, REDEMPTIONS, REVERSALS, CANCELLATIONS, EXTENSIONS, PRINTINGS, ANSWERS, ABSENCES,
        CALL_BACKS, CARD_WISHES, ASKS, INVITATIONS, CAMPAIGN_PEOPLE, IMPORTS, IMPORT_PEOPLE, IMPORTED_ANSWERS,
        MERGES, DISTINCT_PEOPLE, COUNTED, DRAWS, TESTIMONIALS, GIFTS, PAYMENTS, SHARES, JOURNAL,
    )
}  # fmt: skip


def cards_of_the_living(tx: Transaction) -> Iterator[tuple[str, int]]:
    """Every card with the number of its person, but for those already erased."""
    cards, people = _table("cards"), _table(PEOPLE)
    query = select(cards.c.code, cards.c.customer_id).join(people, people.c.id == cards.c.customer_id)
    for row in tx.execute(query.where(people.c.gone != "erased")).yield_per(5_000):
        yield row.code, row.customer_id


def cards(tx: Transaction, ids: Sequence[int]) -> list[str]:
    """The letters of every card these people ever had."""
    table = _table("cards")
    return sorted(tx.execute(select(table.c.code).where(table.c.customer_id.in_(ids))).scalars())


def same_person(tx: Transaction, customer_id: int) -> list[int]:
    """A person’s number, and those of the records that were made one with theirs, and stayed so."""
    merges = _table("merges")
    found, new = {customer_id}, {customer_id}
    while new:
        query = select(merges.c.other_id).where(merges.c.kept_id.in_(sorted(new)), merges.c.undone_at.is_(None))
        new = set(tx.execute(query).scalars()) - found
        found |= new
    return sorted(found)


# What is held about somebody.


def rows(tx: Transaction, table: str, ids: Sequence[int], holdings: Mapping[str, Holding] = HOLDINGS) -> list[Row]:
    """What a table holds about a person, the columns a dossier shows, oldest first."""
    found = _table(table)
    query = select(*[found.c[name] for name in holdings[table].shown]).where(_about(table, ids))
    return [row._asdict() for row in tx.execute(query.order_by(*found.primary_key))]


def imports(tx: Transaction, numbers: Iterable[int]) -> dict[int, Row]:
    """Files brought in, by number: name and instant."""
    table = _table("imports")
    query = select(table.c.id, table.c.file_name, table.c.at).where(table.c.id.in_(sorted(set(numbers))))
    return {row.id: row._asdict() for row in tx.execute(query)}


def journal(tx: Transaction, ids: Sequence[int]) -> Iterator[Row]:
    """The journal’s entries about a person and what is theirs, oldest first, without staff."""
    entries = _table("journal")
    about = [
        entries.c.action.like(f"{word}.%") & entries.c.subject.in_(_keys(table, ids))
        for word, table in SUBJECTS.items()
    ]
    query = select(entries.c.at, entries.c.action, entries.c.details).where(or_(*about)).order_by(entries.c.id)
    for row in tx.execute(query):
        yield {"at": row.at, "action": row.action, "details": json.loads(row.details)}


# Erasing.


def give_label(tx: Transaction, ids: Sequence[int], label: str) -> None:
    """Put a label in the place of names, and say why it is there."""
    people = _table(PEOPLE)
    tx.execute(update(people).where(people.c.id.in_(ids)).values(given_name=label, gone="erased"))


def kill_cards(tx: Transaction, ids: Sequence[int]) -> None:
    """Let no card speak for these people any more."""
    table = _table("cards")
    tx.execute(update(table).where(table.c.customer_id.in_(ids)).values(state="dead"))


def forget(tx: Transaction, ids: Sequence[int], own_words: str) -> None:
    """Delete and empty everything about people that the declaration says is theirs alone, but for `own_words`."""
    for name, holding in HOLDINGS.items():
        table = _table(name)
        if holding.deleted:
            tx.execute(delete(table).where(_about(name, ids)))
        elif holding.emptied:
            spared = sorted(holding.spared | {own_words})
            words = [table.c[column].not_in(spared) for column in holding.emptied if column == "reason"]
            left = {column: _left(table.c[column], value, spared) for column, value in holding.emptied.items()}
            tx.execute(update(table).where(_about(name, ids), *words).values(**left))


def _left(column: sqlalchemy.Column[Any], value: object, spared: Sequence[str]) -> object:
    """What stays in a column; why an answer was left out is said beside words that go either way."""
    return case((column.in_(spared), column), else_=value) if column.name == "excluded" else value


def forget_words(tx: Transaction) -> None:
    """Rewrite SQLite’s index of words, which otherwise keeps those of removed people for a while."""
    if tx.on_sqlite:
        tx.execute(text("INSERT INTO customer_words(customer_words) VALUES ('optimize')"))


# People the shop has not met for long.


def quiet(tx: Transaction, before: date, held: bool) -> list[int]:
    """Numbers of the people without contact since a shop day, longest first: those with something open, or without."""
    people = _table(PEOPLE)
    query = select(people.c.id).where(*_quiet(tx, before, held)).order_by(people.c.active_at, people.c.id)
    return list(tx.execute(query).scalars())


def last_seen(tx: Transaction, ids: Sequence[int]) -> dict[int, datetime]:
    """When each of these people last had to do with the shop."""
    people = _table(PEOPLE)
    rows = tx.execute(select(people.c.id, people.c.active_at).where(people.c.id.in_(ids)))
    return {row.id: row.active_at for row in rows}


def open_referrals(tx: Transaction, ids: Sequence[int]) -> list[int]:
    """Numbers of the referrals of these people, on either side, that wait for a purchase or a decision."""
    referrals = _table("referrals")
    waiting = referrals.c.state.in_(["claimed", "flagged", "on_hold"])
    query = select(referrals.c.id).where(_about("referrals", ids), waiting)
    return sorted(tx.execute(query).scalars())


def _quiet(tx: Transaction, before: date, held: bool) -> list[ColumnElement[bool]]:
    people, vouchers = _table(PEOPLE), _table("vouchers")
    uses, referrals = _table("redemptions"), _table("referrals")
    usable = vouchers.c.holder_id == people.c.id, vouchers.c.state == "issued", vouchers.c.valid_until >= tx.today
    used = vouchers.c.holder_id == people.c.id, uses.c.redeemed_on >= before
    waiting = or_(referrals.c.referrer_id == people.c.id, referrals.c.referee_id == people.c.id)
    anything = or_(
        select(vouchers.c.id).where(*usable).exists(),
        select(referrals.c.id).where(waiting, referrals.c.state.in_(["claimed", "flagged", "on_hold"])).exists(),
    )
    return [
        people.c.gone == "",
        people.c.active_at < day_start(before, tx.zone),
        ~select(uses.c.id).join(vouchers, vouchers.c.id == uses.c.voucher_id).where(*used).exists(),
        anything if held else ~anything,
    ]


def _table(name: str) -> sqlalchemy.Table:
    return TABLES[name]


def _about(table: str, ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether a row is about one of these people, however many tables lie between."""
    found = _table(table)
    if table == PEOPLE:
        return found.c.id.in_(ids)
    return or_(*(found.c[lead].in_(_led_to(found.c[lead], ids)) for lead in HOLDINGS[table].leads))


def _led_to(column: sqlalchemy.Column[Any], ids: Sequence[int]) -> Any:
    target = next(iter(column.foreign_keys)).column.table.name
    return ids if target == PEOPLE else _keys(target, ids)


def _keys(table: str, ids: Sequence[int]) -> Any:
    """The numbers of a table’s rows about these people, as a query."""
    (key,) = _table(table).primary_key
    return select(key).where(_about(table, ids))
