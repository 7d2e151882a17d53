"""What is done with people: added, changed, filed, noted, called and marked by whoever knows more; and found again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from parrainage_desktop.base import codes, journal, writing
from parrainage_desktop.base.codes import CodeKind
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import LANGUAGES, _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.customers import contacts, details, exchange, lists, search, store
from parrainage_desktop.customers.rules import (
    EVERYONE,
    Card,
    Channel,
    Consent,
    Customer,
    Entry,
    Gone,
    NewCustomer,
    Note,
    Which,
)
from parrainage_desktop.preferences import service as preferences

TAG_LENGTH = 40
PAGE = 1_000
"""How many customers are read at once when all of them are."""
CHANGEABLE = (
    "given_name", "family_name", "phone", "email", "city", "language", "street", "postcode", "known_before",
)  # fmt: skip

find = search.find
find_as_typed = search.find_as_typed
needle = search.needle
resolve = search.resolve
sharing = store.sharing
search_key = search.search_key


def checked(tx: Transaction, new: NewCustomer) -> NewCustomer:
    """`new` as it would be kept: tidy texts, E.164 phone, lower-case e-mail. Raises InvalidInput."""
    if new.language not in LANGUAGES:
        raise InvalidInput("language", _("The language is fr or en."))
    return replace(
        new,
        given_name=writing.line("name", new.given_name, writing.NAME_LENGTH, required=True),
        family_name=writing.line("name", new.family_name, writing.NAME_LENGTH),
        phone=contacts.phone_number(new.phone, preferences.country(tx)),
        email=contacts.email_address(new.email),
        city=writing.line("city", new.city, writing.NAME_LENGTH),
        street=writing.line("street", new.street, writing.STREET_LENGTH),
        postcode=writing.line("postcode", new.postcode, writing.POSTCODE_LENGTH),
    )


def add(tx: Transaction, new: NewCustomer) -> Customer:
    """Record a person and give them a card. Raises InvalidInput."""
    return add_checked(tx, checked(tx, new))


def add_checked(tx: Transaction, kept: NewCustomer) -> Customer:
    """Record a person who was `checked`, and give them a card."""
    person = Customer(
        0, kept.given_name, kept.family_name, kept.phone, kept.email, kept.city, kept.language,
        codes.new_code(CodeKind.CARD, tx.chance), tx.today, kept.street, kept.postcode, kept.known_before,
    )  # fmt: skip
    added = store.insert_customer(tx, person, search_key(person))
    details.insert_consents(tx, added.id, kept.consents, tx.actor.staff)
    channels = ",".join(sorted(channel.value for channel in kept.consents))
    journal.append(tx, "customer.added", added.id, {"consents": channels})
    return added


def change(tx: Transaction, customer_id: int, new: NewCustomer) -> Customer:
    """Give a person other names, contacts, address or language; consents are given apart. Raises InvalidInput.

    The journal says which fields changed, never what to.
    """
    kept, before = checked(tx, new), store.get(tx, customer_id)
    values = {field: getattr(kept, field) for field in CHANGEABLE}
    fields = [field for field in CHANGEABLE if values[field] != getattr(before, field)]
    after = replace(before, **values)
    if fields:
        store.change(tx, after, search_key(after))
        journal.append(tx, "customer.changed", customer_id, {"fields": ",".join(fields)})
    return after


def replace_card(tx: Transaction, customer_id: int) -> Customer:
    """Give a person a new card for a lost one, which from now on says that it was replaced."""
    before = store.get(tx, customer_id)
    after = replace(before, card=codes.new_code(CodeKind.CARD, tx.chance))
    store.replace_card(tx, before, after.card, search_key(after))
    journal.append(tx, "customer.card_replaced", customer_id, {"old": before.card[-4:], "new": after.card[-4:]})
    return after


def set_consent(tx: Transaction, customer_id: int, channel: Channel, granted: bool, origin: str = "") -> None:
    """Keep a yes or a no, unless it is what they last said; `origin` is whoever heard it, or where."""
    before = details.consents(tx, customer_id).get(channel)
    if before is not None and before.granted == granted:
        return
    heard = writing.line("origin", origin or tx.actor.staff, 80)
    details.insert_consent(tx, customer_id, channel, granted, heard)
    said = {"channel": channel.value, "granted": granted}
    journal.append(tx, "customer.consent", customer_id, said)


def consents(tx: Transaction, customer_id: int) -> dict[Channel, Consent]:
    """What a person said last about each channel they ever spoke of."""
    return details.consents(tx, customer_id)


def tag(tx: Transaction, customer_id: int, word: str) -> str:
    """File a person under a word; the word as it is kept. Raises InvalidInput."""
    kept = writing.line("tag", word, TAG_LENGTH)
    if not kept:
        raise InvalidInput("tag", _("A word is needed."))
    if kept not in details.tags(tx, customer_id):
        details.insert_tag(tx, customer_id, kept)
        journal.append(tx, "customer.tagged", customer_id)
    return kept


def untag(tx: Transaction, customer_id: int, word: str) -> None:
    """Take a word away from a person."""
    if details.delete_tag(tx, customer_id, word):
        journal.append(tx, "customer.untagged", customer_id)


def tags(tx: Transaction, customer_id: int) -> tuple[str, ...]:
    """The words a person is filed under, in the alphabet's order."""
    return details.tags(tx, customer_id)


def note(tx: Transaction, customer_id: int, text: str) -> Note:
    """Keep a note about a person. Raises InvalidInput."""
    words = writing.note("note", text)
    if not words:
        raise InvalidInput("note", _("A few words are needed."))
    kept = details.insert_note(tx, customer_id, words)
    journal.append(tx, "customer.noted", customer_id, {"note": kept.id})
    return kept


def notes(tx: Transaction, customer_id: int) -> tuple[Note, ...]:
    """A person's notes, newest first."""
    return details.notes(tx, customer_id)


def changes(tx: Transaction, customer_id: int, limit: int = 500) -> list[journal.Entry]:
    """What the journal says was changed about a person, newest first."""
    return journal.changes_of(tx, customer_id, limit)


def mark_gone(tx: Transaction, customer_id: int, why: Gone) -> None:
    """Take a person out of every list and of the search; whoever does it says why in the journal."""
    store.go(tx, customer_id, why)


def come_back(tx: Transaction, customer_id: int) -> None:
    """Put a person who was gone back where they were; whoever does it says why in the journal."""
    store.come_back(tx, customer_id)


def mark_referrer(tx: Transaction, customer_id: int, is_one: bool) -> None:
    """Keep beside a person whether a friend they brought counts."""
    store.mark(tx, customer_id, is_referrer=is_one)


def mark_referee(tx: Transaction, customer_id: int, is_one: bool) -> None:
    """Keep beside a person whether they count as brought by somebody."""
    store.mark(tx, customer_id, is_referee=is_one)


def mark_brought(tx: Transaction, referrer_id: int, referee_id: int) -> None:
    """Keep beside both that one brought the other, and that they were active now."""
    store.mark(tx, referrer_id, is_referrer=True, active_at=tx.now)
    store.mark(tx, referee_id, is_referee=True, active_at=tx.now)


def call(tx: Transaction, customer_id: int, since: date) -> None:
    """Note that a person should be called since a shop day, unless they wait longer already."""
    waits = store.get(tx, customer_id).call_since
    if waits is None or since < waits:
        store.mark(tx, customer_id, call_since=since)


def called(tx: Transaction, customer_id: int) -> None:
    """Note that a person who waited for a call got it."""
    if store.get(tx, customer_id).call_since is not None:
        store.mark(tx, customer_id, call_since=None)
        journal.append(tx, "customer.called", customer_id)


def spare_call(tx: Transaction, customer_id: int) -> None:
    """Note that no call is needed: the answer that asked for it was a mistake."""
    store.mark(tx, customer_id, call_since=None)


def known(tx: Transaction, phone: str, email: str) -> Customer | None:
    """The person who already has this phone (E.164) or e-mail, the earliest when several do."""
    return min(sharing(tx, phone, email), key=lambda customer: customer.id, default=None)


def who_has(tx: Transaction, phone: str, email: str) -> Customer | None:
    """The person who already has a phone or e-mail, both as typed. Raises InvalidInput naming the one it cannot be."""
    country = preferences.country(tx)
    return known(tx, contacts.phone_number(phone, country), contacts.email_address(email))


def get(tx: Transaction, customer_id: int) -> Customer:
    """One customer by number."""
    return store.get(tx, customer_id)


def stands_for(tx: Transaction, customer_id: int) -> Customer | None:
    """Who stands for a person now: themselves, whoever they were made one with, or nobody once erased."""
    person = store.get(tx, customer_id)
    return store.kept_of(tx, person) if person.gone else person


def many(tx: Transaction, ids: Sequence[int]) -> dict[int, Customer]:
    """Customers by number."""
    return store.many(tx, ids)


def card(tx: Transaction, letters: str) -> Card | None:
    """The card with these letters, dead or alive."""
    return store.card(tx, letters)


def export(path: Path | str, db: Database, actor: Actor, progress: Progress | None = None) -> int:
    """Write every customer to a .csv or .xlsx file, in the order they came; returns how many.

    Raises InvalidInput for another suffix, UserError("file_unwritable" or "too_many_rows"), Cancelled.
    """
    with db.read(actor) as tx:
        total, country = lists.count(tx), preferences.shop(tx).country
    return exchange.write(path, _everyone(db, actor, total, progress or Progress()), country)


def recent(tx: Transaction, offset: int, count: int) -> list[Customer]:
    """Customers, the most recently active first."""
    return lists.page(tx, EVERYONE, offset, count)[0]


class Pages:
    """A group's list read page by page: a page beside one read before costs the same however deep it lies."""

    def __init__(self, which: Which = EVERYONE) -> None:
        self.which = which
        self._places: dict[int, lists.Place] = {}

    def page(self, tx: Transaction, offset: int, count: int) -> list[Customer]:
        """Some of them, from `offset` on."""
        known = max((place for place in self._places if place <= offset), default=0)
        found, end = lists.page(tx, self.which, offset - known, count, self._places.get(known))
        if end:
            self._places[offset + len(found)] = end
        return found


def count(tx: Transaction, which: Which = EVERYONE) -> int:
    """How many customers a group holds."""
    return lists.count(tx, which)


def among(tx: Transaction, which: Which, ids: Sequence[int]) -> set[int]:
    """Who of these people belongs to a group."""
    return lists.among(tx, which, ids)


def all_tags(tx: Transaction) -> list[str]:
    """Every word anybody is filed under, in the alphabet's order."""
    return lists.tags(tx)


def touch(tx: Transaction, customer_id: int) -> None:
    """Note that the person was active now."""
    store.mark(tx, customer_id, active_at=tx.now)


def _everyone(db: Database, actor: Actor, total: int, progress: Progress) -> Iterator[Entry]:
    """Customers page by page, each page a moment of its own, so that no counter waits for a long reading."""
    last = done = 0
    while True:
        with db.read(actor) as tx:
            page = details.entries(tx, last, PAGE)
        if not page:
            return
        yield from page
        last, done = page[-1].person.id, done + len(page)
        progress.step(min(done, total), total)


def consent_channels(text: str) -> frozenset[Channel]:
    """Channels from a comma-separated list, as a terminal gives them. Raises InvalidInput."""
    try:
        return frozenset(Channel(part.strip()) for part in text.split(",") if part.strip())
    except ValueError:
        raise InvalidInput("consent", _("Consent is any of email, sms, post.")) from None
