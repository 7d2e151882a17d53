"""Many customers at once, for a file that is brought in: looked for, written and taken out again set by set."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Select, bindparam, delete, func, insert, select, text, update

from parrainage_desktop.base import bulk, codes
from parrainage_desktop.base.clock import day_start
from parrainage_desktop.base.database import Transaction, stamp
from parrainage_desktop.customers import search, store, words
from parrainage_desktop.customers.rules import CardState, Channel, Customer, Gone
from parrainage_desktop.customers.store import CARDS, COLUMNS, CONSENTS, CUSTOMERS, HERE, NOTES, TAGS

AT_ONCE = 2_000
"""How many values one question to the store may name."""
_COLUMNS = (
    "id", "given_name", "family_name", "phone", "email", "city", "language", "card", "since", "active_at",
    "search_key", "street", "postcode", "known_before", "gone",
)  # fmt: skip
_CHANGED = ("given_name", "family_name", "phone", "email", "street", "postcode", "city")
_CHANGE = (
    update(CUSTOMERS)
    .where(CUSTOMERS.c.id == bindparam("number"))
    .values({name: bindparam(f"new_{name}") for name in (*_CHANGED, "search_key")})
)

_MET = (
    update(CUSTOMERS)
    .where(CUSTOMERS.c.id == bindparam("number"), CUSTOMERS.c.active_at < bindparam("at"))
    .values(active_at=bindparam("at"))
)


def having(tx: Transaction, phones: Collection[str], emails: Collection[str]) -> list[Customer]:
    """Everyone with one of these phones (E.164) or e-mails, also whoever was merged into somebody else."""
    query = select(*COLUMNS).where(CUSTOMERS.c.gone.not_in([Gone.ERASED.value, Gone.ARRIVING.value]))
    found: dict[int, Customer] = {}
    for column, values in ((CUSTOMERS.c.phone, phones), (CUSTOMERS.c.email, emails)):
        if values:
            among = query.where(bulk.among(tx, column, values))
            found.update((row[0], Customer(*row)) for row in tx.execute(among))
    return list(found.values())


def by_number(tx: Transaction, ids: Collection[int]) -> dict[int, Customer]:
    """Customers by number, gone or not."""
    return store.many(tx, list(ids)) if ids else {}


def holders(tx: Transaction, cards: Collection[str]) -> dict[str, int]:
    """Whose these cards are, dead ones included."""
    if not cards:
        return {}
    return {row.code: row.customer_id for row in tx.execute(
        select(CARDS.c.code, CARDS.c.customer_id).where(bulk.among(tx, CARDS.c.code, cards))
    )}


def out_of_reach(tx: Transaction) -> Iterator[tuple[int, str, str, str, str]]:
    """Number, names, postcode and city of everyone of whom neither phone nor e-mail is known."""
    columns = (
        CUSTOMERS.c.id, CUSTOMERS.c.given_name, CUSTOMERS.c.family_name, CUSTOMERS.c.postcode, CUSTOMERS.c.city,
    )  # fmt: skip
    query = select(*columns).where(CUSTOMERS.c.phone == "", CUSTOMERS.c.email == "", HERE).order_by(CUSTOMERS.c.id)
    for row in tx.execute(query).yield_per(AT_ONCE):
        yield tuple(row)


def tagged(tx: Transaction, ids: Collection[int]) -> set[int]:
    """Who of them is filed under any word."""
    return set(tx.execute(select(TAGS.c.customer_id).where(TAGS.c.customer_id.in_(ids))).scalars()) if ids else set()


def spoken(tx: Transaction, ids: Collection[int]) -> dict[tuple[int, Channel], bool]:
    """What those of them who ever said yes or no said last, to each channel."""
    if not ids:
        return {}
    columns = CONSENTS.c.customer_id, CONSENTS.c.channel, CONSENTS.c.granted
    query = select(*columns).where(CONSENTS.c.customer_id.in_(ids)).order_by(CONSENTS.c.id)
    return {(row.customer_id, Channel(row.channel)): row.granted for row in tx.execute(query)}


def last_number(tx: Transaction) -> int:
    """The number of the person added last, 0 in an empty store."""
    return int(tx.execute(select(func.coalesce(func.max(CUSTOMERS.c.id), 0))).scalar_one())


def new_numbers(tx: Transaction, count: int) -> list[int]:
    """Numbers for people yet to be written."""
    if tx.on_sqlite:
        last = last_number(tx)
        return list(range(last + 1, last + 1 + count))
    drawn = text("SELECT nextval(pg_get_serial_sequence('customers', 'id')) FROM generate_series(1, :count)")
    return list(tx.execute(drawn, {"count": count}).scalars())


def new_cards(tx: Transaction, count: int) -> list[str]:
    """Letters of cards that nobody has: of a million drawn at random, several would be somebody's."""
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        some = codes.new_cards(min(AT_ONCE, count - len(drawn)), tx.chance)
        taken = holders(tx, some)
        drawn.update((letters, None) for letters in some if letters not in taken)
    return list(drawn)


def insert_all(tx: Transaction, people: Sequence[Customer]) -> None:
    """Write people who have their numbers and cards; they are found once they are `indexed`."""
    at, state = stamp(tx.now), CardState.ACTIVE.value
    bulk.insert_rows(tx, CUSTOMERS, _COLUMNS, [
        (
            one.id, one.given_name, one.family_name, one.phone, one.email, one.city, one.language, one.card,
            one.since.isoformat(), at, search.search_key(one), one.street, one.postcode, one.known_before,
            one.gone,
        )
        for one in people
    ])
    bulk.insert_rows(
        tx, CARDS, ("code", "customer_id", "state", "created_at"), [(one.card, one.id, state, at) for one in people]
    )


def arrive(tx: Transaction, first: int, last: int) -> int:
    """Let those be seen whose file is all there, with numbers from `first` to `last`; how many they are."""
    theirs = CUSTOMERS.c.id.between(first, last), CUSTOMERS.c.gone.concat("") == Gone.ARRIVING.value
    return tx.execute(update(CUSTOMERS).where(*theirs).values(gone="")).rowcount


def hide(tx: Transaction, whom: Select[int]) -> int:
    """Let people be in no list any more who are about to be taken out; how many they are."""
    return tx.execute(update(CUSTOMERS).where(CUSTOMERS.c.id.in_(whom)).values(gone=Gone.ARRIVING.value)).rowcount


def indexed(tx: Transaction, first: int, last: int) -> None:
    """Let people with numbers from `first` to `last` be found."""
    words.add_range(tx, first, last)


def change_all(tx: Transaction, people: Sequence[Customer], unindexed_from: int) -> None:
    """Write names, contacts and addresses again; people from a number on are not in the index of words yet."""
    if not people:
        return
    found = [one.id for one in people if one.id < unindexed_from]
    words.remove_many(tx, found)
    tx.execute(_CHANGE, [
        {"number": one.id, "new_search_key": search.search_key(one)}
        | {f"new_{name}": getattr(one, name) for name in _CHANGED}
        for one in people
    ])
    words.add_many(tx, found)


def met(tx: Transaction, seen: Sequence[tuple[int, date]]) -> None:
    """Note that people were active on a shop day, those of whom nothing later is known."""
    rows = [{"number": number, "at": day_start(day, tx.zone)} for number, day in seen]
    if rows:
        tx.execute(_MET, rows)


def insert_tags(tx: Transaction, tags: Sequence[tuple[int, str]]) -> None:
    """File people under words they are not filed under yet."""
    if tags:
        tx.execute(insert(TAGS), [{"customer_id": number, "tag": tag} for number, tag in tags])


def insert_notes(tx: Transaction, notes: Sequence[tuple[int, str]]) -> None:
    """Write notes."""
    if notes:
        rest = {"at": tx.now, "staff": tx.actor.staff}
        tx.execute(insert(NOTES), [{"customer_id": number, "text": words, **rest} for number, words in notes])


def insert_consents(tx: Transaction, said: Sequence[tuple[int, Channel, bool, datetime]], origin: str) -> None:
    """Write what people said about channels, and when."""
    if said:
        tx.execute(insert(CONSENTS), [
            {"customer_id": number, "channel": channel.value, "granted": yes, "given_at": at, "origin": origin}
            for number, channel, yes, at in said
        ])


def forget_consents(tx: Transaction, ids: Collection[int], origin: str) -> None:
    """Take back what an import said people had agreed to."""
    tx.execute(delete(CONSENTS).where(CONSENTS.c.customer_id.in_(ids), CONSENTS.c.origin == origin))


def forget_tags(tx: Transaction, tags: Mapping[int, Collection[str]]) -> None:
    """Take words away from people."""
    for number, these in tags.items():
        tx.execute(delete(TAGS).where(TAGS.c.customer_id == number, TAGS.c.tag.in_(these)))


def remove_all(tx: Transaction, ids: Collection[int]) -> None:
    """Take people out whom nothing else refers to, with their cards, consents, words and notes."""
    words.remove_many(tx, ids)
    for table in (TAGS, NOTES, CONSENTS, CARDS):
        tx.execute(delete(table).where(table.c.customer_id.in_(ids)))
    tx.execute(delete(CUSTOMERS).where(CUSTOMERS.c.id.in_(ids)))
