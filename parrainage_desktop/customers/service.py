"""Adding people and finding them again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from parrainage_desktop.base import codes, journal, writing
from parrainage_desktop.base.codes import CodeKind
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import LANGUAGES, _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.customers import contacts, exchange, store
from parrainage_desktop.customers.rules import Ambiguous, Card, Channel, Customer, Entry, NewCustomer
from parrainage_desktop.preferences import service as preferences

NEWEST = 20_000
"""How many customers a scan between two key presses may read: about 6 ms."""
PAGE = 1_000
"""How many customers are read at once when all of them are."""
_PHONE_LIKE = re.compile(r"\+?[\d\s().\-/\u00a0\u202f]{3,}")


def checked(tx: Transaction, new: NewCustomer) -> NewCustomer:
    """`new` as it would be kept: tidy texts, E.164 phone, lower-case e-mail. Raises InvalidInput."""
    if new.language not in LANGUAGES:
        raise InvalidInput("language", _("The language is fr or en."))
    return replace(
        new,
        given_name=writing.line("name", new.given_name, writing.NAME_LENGTH, required=True),
        family_name=writing.line("name", new.family_name, writing.NAME_LENGTH),
        phone=contacts.phone_number(new.phone, preferences.shop(tx).country),
        email=contacts.email_address(new.email),
        city=writing.line("city", new.city, writing.NAME_LENGTH),
        street=writing.line("street", new.street, writing.STREET_LENGTH),
        postcode=writing.line("postcode", new.postcode, writing.POSTCODE_LENGTH),
    )


def add(tx: Transaction, new: NewCustomer) -> Customer:
    """Record a person and give them a card. Raises InvalidInput."""
    kept = checked(tx, new)
    person = Customer(
        0,
        kept.given_name,
        kept.family_name,
        kept.phone,
        kept.email,
        kept.city,
        kept.language,
        codes.new_code(CodeKind.CARD, tx.chance),
        tx.today,
        kept.street,
        kept.postcode,
        kept.known_before,
    )
    added = store.insert_customer(tx, person, search_key(person))
    store.insert_consents(tx, added.id, kept.consents, tx.actor.staff)
    channels = ",".join(sorted(channel.value for channel in kept.consents))
    journal.append(tx, "customer.added", added.id, {"consents": channels})
    return added


def known(tx: Transaction, phone: str, email: str) -> Customer | None:
    """The person who already has this phone (E.164) or e-mail, the earliest when several do."""
    found = store.by_phone(tx, phone) + store.by_email(tx, email)
    return min(found, key=lambda customer: customer.id, default=None)


def who_has(tx: Transaction, phone: str, email: str) -> Customer | None:
    """The person who already has a phone or e-mail, both as typed. Raises InvalidInput naming the one it cannot be."""
    country = preferences.shop(tx).country
    return known(tx, contacts.phone_number(phone, country), contacts.email_address(email))


def get(tx: Transaction, customer_id: int) -> Customer:
    """One customer by number."""
    return store.get(tx, customer_id)


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
        total, country = store.count(tx), preferences.shop(tx).country
    return exchange.write(path, _everyone(db, actor, total, progress or Progress()), country)


def recent(tx: Transaction, offset: int, count: int) -> list[Customer]:
    """Customers, the most recently active first."""
    return store.recent(tx, offset, count)[0]


class Recent:
    """The same list read page by page: a page beside one read before costs the same however deep it lies."""

    def __init__(self) -> None:
        self._places: dict[int, store.Place] = {}

    def page(self, tx: Transaction, offset: int, count: int) -> list[Customer]:
        """Some of them, from `offset` on."""
        known = max((place for place in self._places if place <= offset), default=0)
        found, end = store.recent(tx, offset - known, count, self._places.get(known))
        if end:
            self._places[offset + len(found)] = end
        return found


def count(tx: Transaction) -> int:
    """How many customers there are."""
    return store.count(tx)


def touch(tx: Transaction, customer_id: int) -> None:
    """Note that the person was active now."""
    store.touch(tx, customer_id)


def find(tx: Transaction, query: str, limit: int = 50) -> list[Customer]:
    """People by any part of their words, phone in any spelling, e-mail, city or card; best match first."""
    return _find(tx, query, limit, None)


def find_as_typed(tx: Transaction, query: str, limit: int = 50) -> list[Customer]:
    """The same between two key presses: parts inside words are looked for among the newest customers only."""
    return _find(tx, query, limit, NEWEST)


def resolve(tx: Transaction, reference: str) -> Customer | Ambiguous | None:
    """The one person meant by a number, card, phone or e-mail; Ambiguous when several answer to it."""
    found = _referred(tx, reference.strip())
    if len(found) > 1:
        return Ambiguous(tuple(found))
    return found[0] if found else None


def needle(tx: Transaction, query: str) -> list[str]:
    """The folded words to look for in what was typed; a phone becomes one word in the store's spelling."""
    typed = query[:200]
    if _PHONE_LIKE.fullmatch(typed.strip()):
        return _phone_digits(typed.strip())
    try:
        return [codes.read_code(typed).letters.lower()]
    except (codes.ForeignCode, codes.MisreadCode):
        return writing.fold(typed).split()[:8]


def _phone_digits(typed: str) -> list[str]:
    """The digits of a phone as the store spells it; +33 (0)6 means +33 6. None when there are no digits."""
    abroad = typed.startswith(("+", "00"))
    digits = re.sub(r"\D", "", typed.replace("(0)", "") if abroad else typed).removeprefix("00")
    return [digits] if digits else []


def search_key(person: Customer) -> str:
    """Everything a person can be found by, folded: names, city, e-mail, card, phone both ways."""
    parts = [writing.fold(f"{person.given_name} {person.family_name} {person.postcode} {person.city} {person.email}")]
    return " ".join(filter(None, [*parts, person.card.lower(), *_phone_words(person.phone)]))[:1_000]


def _everyone(db: Database, actor: Actor, total: int, progress: Progress) -> Iterator[Entry]:
    """Customers page by page, each page a moment of its own, so that no counter waits for a long reading."""
    last = done = 0
    while True:
        with db.read(actor) as tx:
            page = store.entries(tx, last, PAGE)
        if not page:
            return
        yield from page
        last, done = page[-1].person.id, done + len(page)
        progress.step(min(done, total), total)


def _find(tx: Transaction, query: str, limit: int, newest: int | None) -> list[Customer]:
    words = needle(tx, query)
    if not words:
        return []
    found = store.starting_with(tx, words, limit)
    if not found and len("".join(words)) > 1:
        found = store.containing(tx, words, limit, newest)
    return sorted(found, key=lambda customer: _distance(customer, words))


def _phone_words(e164: str) -> list[str]:
    if not e164:
        return []
    return [e164.removeprefix("+"), re.sub(r"\D", "", contacts.national_phone(e164))]


def _referred(tx: Transaction, reference: str) -> list[Customer]:
    try:
        code = codes.read_code(reference)
    except (codes.ForeignCode, codes.MisreadCode):
        code = None
    if code:
        found = store.card(tx, code.letters)
        return [store.get(tx, found.customer_id)] if found else []
    if "@" in reference:
        return store.by_email(tx, reference.lower())
    if reference.isascii() and reference.isdigit() and len(reference) < 19:
        by_number = store.find_id(tx, int(reference))
        if by_number and not reference.startswith("0"):
            return [by_number]
    return store.by_phone(tx, _phone_or_nothing(tx, reference))


def _phone_or_nothing(tx: Transaction, reference: str) -> str:
    try:
        return contacts.phone_number(reference, preferences.shop(tx).country)
    except InvalidInput:
        return ""


def _distance(customer: Customer, words: Sequence[str]) -> tuple[int, int]:
    """How far a person is from what was typed: whole words first, then the family name's beginning."""
    own = writing.fold(customer.name).split()
    if all(word in own for word in words):
        return (0, -customer.id)
    begins = any(writing.fold(customer.family_name).startswith(word) for word in words)
    return (1 if begins else 2, -customer.id)


def consent_channels(text: str) -> frozenset[Channel]:
    """Channels from a comma-separated list, as a terminal gives them. Raises InvalidInput."""
    try:
        return frozenset(Channel(part.strip()) for part in text.split(",") if part.strip())
    except ValueError:
        raise InvalidInput("consent", _("Consent is any of email, sms, post.")) from None
