"""What is kept beside a person: what they agreed to, the words they are filed under, notes."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, bindparam, delete, insert, select

from parrainage_desktop.base.clock import local_day
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.customers.rules import Belongings, Channel, Consent, Customer, Dates, Entry, Note
from parrainage_desktop.customers.store import CARDS, COLUMNS, CONSENTS, CUSTOMERS, NOTES, TAGS

_NOTHING = Belongings((), (), (), ())
_TAGS = select(TAGS.c.tag).where(TAGS.c.customer_id == bindparam("person")).order_by(TAGS.c.tag)


def insert_consents(tx: Transaction, customer_id: int, channels: Iterable[Channel], origin: str) -> None:
    """Write the channels a person said yes to."""
    for channel in sorted(channels, key=lambda c: c.value):
        insert_consent(tx, customer_id, channel, True, origin)


def insert_consent(tx: Transaction, customer_id: int, channel: Channel, granted: bool, origin: str) -> None:
    """Write a yes or a no; what was said before stays."""
    values = {"customer_id": customer_id, "channel": channel.value, "given_at": tx.now, "origin": origin}
    tx.execute(insert(CONSENTS), values | {"granted": granted})


def consents(tx: Transaction, customer_id: int) -> dict[Channel, Consent]:
    """What a person said last about each channel they ever spoke of."""
    return _said(tx, CONSENTS.c.customer_id == customer_id).get(customer_id, {})


def insert_tag(tx: Transaction, customer_id: int, tag: str) -> None:
    """File a person under a word they are not yet filed under."""
    tx.execute(insert(TAGS), {"customer_id": customer_id, "tag": tag})


def delete_tag(tx: Transaction, customer_id: int, tag: str) -> bool:
    """Take a word away; False when it was not there."""
    there = (TAGS.c.customer_id == customer_id) & (TAGS.c.tag == tag)
    return tx.execute(delete(TAGS).where(there)).rowcount == 1


def tags(tx: Transaction, customer_id: int) -> tuple[str, ...]:
    """The words a person is filed under, in the alphabet's order."""
    return tuple(tx.execute(_TAGS, {"person": customer_id}).scalars())


def insert_note(tx: Transaction, customer_id: int, words: str) -> Note:
    """Write a note."""
    values = {"customer_id": customer_id, "text": words, "at": tx.now, "staff": tx.actor.staff}
    number = tx.execute(insert(NOTES).values(values).returning(NOTES.c.id)).scalar_one()
    return Note(number, words, tx.now, tx.actor.staff)


def notes(tx: Transaction, customer_id: int) -> tuple[Note, ...]:
    """A person's notes, newest first."""
    columns = (NOTES.c.id, NOTES.c.text, NOTES.c.at, NOTES.c.staff)
    rows = tx.execute(select(*columns).where(NOTES.c.customer_id == customer_id).order_by(NOTES.c.id.desc()))
    return tuple(Note(*row) for row in rows)


def follow(tx: Transaction, from_id: int, to_id: int, only: Belongings | None = None) -> Belongings:
    """Let what is kept beside one person be another's, all or `only` some; a word both are filed under stays."""
    theirs = set(tags(tx, to_id))
    words = [tag for tag in (only.tags if only else tags(tx, from_id)) if tag not in theirs]
    some = only or _NOTHING
    cards = hand_over(tx, CARDS, "customer_id", "code", from_id, to_id, some.cards if only else None)
    said = hand_over(tx, CONSENTS, "customer_id", "id", from_id, to_id, some.consents if only else None)
    notes = hand_over(tx, NOTES, "customer_id", "id", from_id, to_id, some.notes if only else None)
    filed = hand_over(tx, TAGS, "customer_id", "tag", from_id, to_id, words)
    return Belongings(tuple(cards), tuple(said), tuple(notes), tuple(filed))


def dates(tx: Transaction, customer_id: int) -> Dates:
    """A person's dates."""
    columns = (CUSTOMERS.c.since, CUSTOMERS.c.active_at, CUSTOMERS.c.call_since)
    return Dates(*tx.execute(select(*columns).where(CUSTOMERS.c.id == customer_id)).one())


def entries(tx: Transaction, after: int, count: int) -> list[Entry]:
    """Customers past a number, in the order they came, with their tags and what they said last of each channel."""
    # Not HERE: the index of the lists would be taken, and everybody sorted for every page.
    query = select(*COLUMNS).where(CUSTOMERS.c.id > after, CUSTOMERS.c.gone.concat("") == "")
    people = [Customer(*row) for row in tx.execute(query.order_by(CUSTOMERS.c.id).limit(count))]
    among = people[0].id if people else 0, people[-1].id if people else 0
    tags: dict[int, list[str]] = {}
    for number, tag in tx.execute(select(TAGS.c.customer_id, TAGS.c.tag).where(TAGS.c.customer_id.between(*among))):
        tags.setdefault(number, []).append(tag)
    said = _said(tx, CONSENTS.c.customer_id.between(*among))
    return [Entry(one, tuple(sorted(tags.get(one.id, ()))), said.get(one.id, {})) for one in people]


def _said(tx: Transaction, whose: ColumnElement[bool]) -> dict[int, dict[Channel, Consent]]:
    found: dict[int, dict[Channel, Consent]] = {}
    for row in tx.execute(select(CONSENTS).where(whose).order_by(CONSENTS.c.id)):
        consent = Consent(row.granted, local_day(row.given_at, tx.zone), row.origin)
        found.setdefault(row.customer_id, {})[Channel(row.channel)] = consent
    return found
