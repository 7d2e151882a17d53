"""Whom a few words mean: what people are found by, and how near each one is."""

import re
from collections.abc import Sequence

from parrainage_desktop.base import codes, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import contacts, lists, store
from parrainage_desktop.customers.rules import EVERYONE, Ambiguous, Customer, Which
from parrainage_desktop.preferences import service as preferences

NEWEST = 20_000
"""How many customers a scan between two key presses may read: about 6 ms."""
_NOT_A_DIGIT = re.compile(r"\D")
_PHONE_LIKE = re.compile(r"\+?[\d\s().\-/\u00a0\u202f]{3,}")


def find(tx: Transaction, query: str, limit: int = 50, which: Which = EVERYONE) -> list[Customer]:
    """People of a group by any part of their words, phone in any spelling, e-mail, city or card; best match first."""
    return _find(tx, query, limit, which, None)


def find_as_typed(tx: Transaction, query: str, limit: int = 50, which: Which = EVERYONE) -> list[Customer]:
    """The same between two key presses: parts inside words are looked for among the newest customers only."""
    return _find(tx, query, limit, which, NEWEST)


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


def _find(tx: Transaction, query: str, limit: int, which: Which, newest: int | None) -> list[Customer]:
    words = needle(tx, query)
    if not words:
        return []
    found = lists.starting_with(tx, words, limit, which, newest)
    if not found and len("".join(words)) > 1:
        found = lists.containing(tx, words, limit, which, newest)
    if not found and which == EVERYONE:
        found = _holder(tx, query)
    return sorted(found, key=lambda customer: _distance(customer, words))


def _phone_words(e164: str) -> list[str]:
    if not e164:
        return []
    return [e164.removeprefix("+"), _NOT_A_DIGIT.sub("", contacts.national_phone(e164))]


def _holder(tx: Transaction, text: str) -> list[Customer]:
    """Whoever a card belongs to, also one that is no longer the card in force."""
    try:
        card = store.card(tx, codes.read_code(text).letters)
    except (codes.ForeignCode, codes.MisreadCode):
        return []
    owner = store.find_id(tx, card.customer_id) if card else None
    return [owner] if owner else []


def _referred(tx: Transaction, reference: str) -> list[Customer]:
    try:
        codes.read_code(reference)
    except (codes.ForeignCode, codes.MisreadCode):
        pass
    else:
        return _holder(tx, reference)
    if "@" in reference:
        return store.by_email(tx, reference.lower())
    if reference.isascii() and reference.isdigit() and len(reference) < 19:
        by_number = store.find_id(tx, int(reference))
        if by_number and not reference.startswith("0"):
            return [by_number]
    return store.by_phone(tx, _phone_or_nothing(tx, reference))


def _phone_or_nothing(tx: Transaction, reference: str) -> str:
    try:
        return contacts.phone_number(reference, preferences.country(tx))
    except InvalidInput:
        return ""


def _distance(customer: Customer, words: Sequence[str]) -> tuple[int, int]:
    """How far a person is from what was typed: whole words first, then the family name's beginning."""
    own = writing.fold(customer.name).split()
    if all(word in own for word in words):
        return (0, -customer.id)
    begins = any(writing.fold(customer.family_name).startswith(word) for word in words)
    return (1 if begins else 2, -customer.id)
