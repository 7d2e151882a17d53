"""What becomes of each row: a new person, more about somebody known, nothing, or a wrong cell.

The same plan serves the preview, which only reads, and the import, which writes what it says. People of the file are
remembered by hashes of their keys and by which fields they have, so that a million of them fit in memory.
"""

from array import array
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import many
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.imports.keys import Keys
from parrainage_desktop.imports.people import fold, stand_in
from parrainage_desktop.imports.rules import CONSENTS, Field, Incoming, Reason, WrongCell
from parrainage_desktop.purchases import service as purchases

TEXTS = {
    Field.PHONE: "phone", Field.EMAIL: "email", Field.STREET: "street", Field.POSTCODE: "postcode", Field.CITY: "city",
}  # fmt: skip
"""The fields that may be filled or replaced, besides the name, and what they are called in a person."""
FILLABLE = (Field.NAME, *TEXTS, Field.TAGS, *CONSENTS, Field.LAST_PURCHASE_ON, Field.NOTE)
_BIT = {field: 1 << place for place, field in enumerate((*FILLABLE, Field.CARD))}
_CONSENT_BIT = {channel: _BIT[field] for field, channel in CONSENTS.items()}
_NAME, _CARD, _NOTE, _TAGS, _BOUGHT = (
    _BIT[field] for field in (Field.NAME, Field.CARD, Field.NOTE, Field.TAGS, Field.LAST_PURCHASE_ON)
)

_PHONE, _EMAIL, _STREET, _POSTCODE, _CITY = (_BIT[field] for field in TEXTS)
_NOBODY: frozenset[int] = frozenset()
_KEYS = (Field.PHONE, Field.EMAIL, Field.CARD)
Target = int
"""Somebody meant by a row: twice their number when the store knows them, one more than twice their place among the
new ones otherwise."""


@dataclass(frozen=True, slots=True)
class Add:
    """A new person."""

    person: Incoming
    target: Target


@dataclass(frozen=True, slots=True)
class Fill:
    """More about somebody: `fields` were empty, `replaced` held something else."""

    person: Incoming
    target: Target
    fields: tuple[Field, ...]
    replaced: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Same:
    """Nothing new about somebody; `other_name` when the row calls them differently."""

    person: Incoming
    target: Target
    other_name: bool = False


Read = Incoming | tuple[WrongCell, ...]
Step = Add | Fill | Same | tuple[WrongCell, ...]


def store_number(target: Target) -> int | None:
    """The number of somebody the store knew before the import."""
    return None if target & 1 else target >> 1


class Plan:
    """The plan of one import, made chunk after chunk; it sees what earlier chunks added without asking the store."""

    def __init__(self, tx: Transaction, country: str, overwrite: bool) -> None:
        self._tx, self._country, self._overwrite = tx, country, overwrite
        self._keys = Keys()
        self._has = array("I")
        self._called = array("I")
        self._filled: dict[int, int] = {}
        self._knows_unreachable = False

    def steps(self, rows: Sequence[Read], headings: dict[Field, str]) -> list[Step]:
        """What becomes of the next rows, in their order."""
        people = [row for row in rows if isinstance(row, Incoming)]
        known = _Known(self._tx, people, self._country)
        if not self._knows_unreachable and not all(one.phone or one.email for one in people):
            self._learn_unreachable()
        return [self._step(row, known, headings) if isinstance(row, Incoming) else row for row in rows]

    def _step(self, person: Incoming, known: "_Known", headings: dict[Field, str]) -> Step:
        by_card, by_contact = self._by_card(person, known), self._by_contact(person, known)
        if by_card is not None:
            if by_card not in by_contact and self._is_other_name(person, by_card, known):
                wrong = WrongCell(person.row, headings.get(Field.CARD, ""), Reason.CARD_TAKEN, person.card)
                return (wrong,)
            return self._about(person, by_card, known)
        if person.card:
            # Two rows of one file with a card each are two people, even where they share a phone.
            by_contact = {target for target in by_contact if not (target & 1 and self._has[target >> 1] & _CARD)}
        if len(by_contact) > 1:
            return (WrongCell(person.row, headings.get(Field.EMAIL, ""), Reason.TWO_PEOPLE, person.email),)
        return self._about(person, next(iter(by_contact)), known) if by_contact else self._add(person)

    def _by_card(self, person: Incoming, known: "_Known") -> Target | None:
        if not person.card:
            return None
        holder = known.holders.get(person.card)
        return self._keys.get("c" + person.card) if holder is None else 2 * holder

    def _by_contact(self, person: Incoming, known: "_Known") -> AbstractSet[Target]:
        """Whoever has a row's phone or e-mail; for a row with neither, whoever has its name and neither."""
        if not person.phone and not person.email:
            target = self._keys.get(_name_key(person.name, person.postcode, person.city))
            return _NOBODY if target is None else {target}
        by_phone, by_email = self._by(known.phones, "p", person.phone), self._by(known.emails, "e", person.email)
        if not by_phone and not by_email:
            return _NOBODY
        found = by_phone & by_email or by_phone | by_email
        found = {target for target in found if not known.is_gone(target)} or found
        one_kind = not (by_phone and by_email) or by_phone & by_email
        return {min(found)} if found and one_kind else found

    def _by(self, known: dict[str, set[int]], kind: str, text: str) -> AbstractSet[Target]:
        if not text:
            return _NOBODY
        target = self._keys.get(kind + text)
        if target is None and text not in known:
            return _NOBODY
        found = {2 * number for number in known.get(text, ())}
        return found if target is None else found | {target}

    def _add(self, person: Incoming) -> Add:
        target = 2 * len(self._has) + 1
        self._has.append(_held(person))
        self._called.append(_name_hash(person.name))
        self._learn(person, target, _KEYS)
        return Add(person, target)

    def _learn(self, person: Incoming, target: Target, fields: Iterable[Field]) -> None:
        """Let later rows find somebody by what they have now."""
        if Field.PHONE in fields and person.phone:
            self._keys.put("p" + person.phone, target)
        if Field.EMAIL in fields and person.email:
            self._keys.put("e" + person.email, target)
        if Field.CARD in fields and person.card:
            self._keys.put("c" + person.card, target)
        if not person.phone and not person.email:
            self._keys.put(_name_key(person.name, person.postcode, person.city), target)

    def _about(self, person: Incoming, target: Target, known: "_Known") -> Step:
        number, customer = store_number(target), known.customer(target)
        if customer is not None and customer.gone:
            return Same(person, target)
        has = self._has[target >> 1] if number is None else known.has(number) | self._filled.get(number, 0)
        new = _held(person) & ~has & ~_CARD
        replaced = self._replaced(person, customer, has) if self._overwrite else ()
        if not new and not replaced:
            return Same(person, target, self._is_other_name(person, target, known))
        fields = tuple(field for field in FILLABLE if new & _BIT[field])
        if number is None:
            self._has[target >> 1] |= new
        else:
            self._filled[number] = self._filled.get(number, 0) | new
        self._learn(person, target, (*fields, *replaced))
        return Fill(person, target, fields, replaced)

    def _replaced(self, person: Incoming, customer: Customer | None, has: int) -> tuple[Field, ...]:
        if customer is None:
            return ()
        names = (person.given_name, person.family_name) != (customer.given_name, customer.family_name)
        other = [Field.NAME] if person.name and has & _NAME and names else []
        for field, name in TEXTS.items():
            if has & _BIT[field] and getattr(person, name) not in ("", getattr(customer, name)):
                other.append(field)
        return tuple(other)

    def _is_other_name(self, person: Incoming, target: Target, known: "_Known") -> bool:
        if not person.name:
            return False
        customer = known.customer(target)
        if customer is not None:
            return fold(person.name) != fold(customer.name)
        return _name_hash(person.name) != self._called[target >> 1]

    def _learn_unreachable(self) -> None:
        """Learn the names of everyone of whom the store has neither phone nor e-mail."""
        self._knows_unreachable = True
        for number, given, family, postcode, city in many.out_of_reach(self._tx):
            self._keys.put(_name_key(f"{given} {family}".strip(), postcode, city), 2 * number)


class _Known:
    """Whom the store knows of those a few rows may mean."""

    def __init__(self, tx: Transaction, people: Sequence[Incoming], country: str) -> None:
        self._tx, self._country = tx, country
        found = many.having(
            tx, {one.phone for one in people if one.phone}, {one.email for one in people if one.email}
        )
        self.holders = many.holders(tx, {one.card for one in people if one.card})
        self.people = {one.id: one for one in found}
        missing = set(self.holders.values()) - set(self.people)
        self.people.update(many.by_number(tx, missing))
        self.phones = _numbers(self.people.values(), "phone")
        self.emails = _numbers(self.people.values(), "email")
        ids = list(self.people)
        self._tagged, self._spoken = many.tagged(tx, ids), many.spoken(tx, ids)
        self._buyers = purchases.buyers(tx, ids)

    def customer(self, target: Target) -> Customer | None:
        """Somebody the store knew before, None for a new one."""
        number = store_number(target)
        return None if number is None else self.people.get(number) or self._look_up(number)

    def is_gone(self, target: Target) -> bool:
        """Whether somebody was merged into somebody else."""
        customer = self.customer(target)
        return customer is not None and bool(customer.gone)

    def _look_up(self, number: int) -> Customer:
        """Somebody whom an earlier row led to."""
        self.people.update(many.by_number(self._tx, [number]))
        self._tagged |= many.tagged(self._tx, [number])
        self._spoken |= many.spoken(self._tx, [number])
        self._buyers |= purchases.buyers(self._tx, [number])
        return self.people[number]

    def has(self, number: int) -> int:
        """Which fields somebody has, as bits; notes are never added to somebody the store knows."""
        customer = self.people[number]
        bits = _NOTE | (_TAGS if number in self._tagged else 0) | (_BOUGHT if number in self._buyers else 0)
        for field, name in TEXTS.items():
            if getattr(customer, name):
                bits |= _BIT[field]
        for channel, bit in _CONSENT_BIT.items():
            if (number, channel) in self._spoken:
                bits |= bit
        only_contact = not customer.family_name and customer.given_name == stand_in(
            customer.phone, customer.email, self._country
        )
        return bits if only_contact else bits | _NAME


def _numbers(people: Iterable[Customer], field: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for one in people:
        found.setdefault(getattr(one, field), set()).add(one.id)
    return found


def _name_hash(name: str) -> int:
    """Enough of a name to see that another one is different."""
    return hash(fold(name)) & 0xFFFF_FFFF


def _name_key(name: str, postcode: str, city: str) -> str:
    """Name and place, the postcode being the better one."""
    return f"n{fold(name)}|{fold(postcode) or fold(city)}"


def _held(person: Incoming) -> int:
    """Which fields a row has, as bits."""
    bits = (_NAME if person.given_name else 0) | (_PHONE if person.phone else 0) | (_EMAIL if person.email else 0)
    bits |= (_STREET if person.street else 0) | (_POSTCODE if person.postcode else 0) | (_CITY if person.city else 0)
    bits |= (_TAGS if person.tags else 0) | (_NOTE if person.note or person.other_phone else 0)
    bits |= (_CARD if person.card else 0) | (_BOUGHT if person.bought_on else 0)
    for channel, _yes, _on in person.consents:
        bits |= _CONSENT_BIT[channel]
    return bits
