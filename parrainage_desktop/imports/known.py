"""Whom the store knows of those a few rows may mean, and which fields people and rows have, as bits."""

from collections.abc import Iterable, Sequence

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import many
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.imports.people import stand_in
from parrainage_desktop.imports.rules import CONSENTS, Field, Incoming
from parrainage_desktop.purchases import service as purchases

TEXTS = {
    Field.PHONE: "phone", Field.EMAIL: "email", Field.STREET: "street", Field.POSTCODE: "postcode", Field.CITY: "city",
}  # fmt: skip
"""The fields that may be filled or replaced, besides the name, and what they are called in a person."""
FILLABLE = (Field.NAME, *TEXTS, Field.TAGS, *CONSENTS, Field.LAST_PURCHASE_ON, Field.NOTE)
BIT = {field: 1 << place for place, field in enumerate((*FILLABLE, Field.CARD))}
CONSENT_BIT = {channel: BIT[field] for field, channel in CONSENTS.items()}
YES_BIT = {channel: bit << len(BIT) for channel, bit in CONSENT_BIT.items()}
"""Whether what was said last is yes; these stand as far above the others as there are others."""
_CONSENT_BITS = sum(CONSENT_BIT.values())
HAS_NAME, HAS_CARD, _NOTE, _TAGS, _BOUGHT = (
    BIT[field] for field in (Field.NAME, Field.CARD, Field.NOTE, Field.TAGS, Field.LAST_PURCHASE_ON)
)

_PHONE, _EMAIL, _STREET, _POSTCODE, _CITY = (BIT[field] for field in TEXTS)
Target = int
"""Somebody meant by a row: twice their number when the store knows them, one more than twice their place among the
new ones otherwise."""


def store_number(target: Target) -> int | None:
    """The number of somebody the store knew before the import."""
    return None if target & 1 else target >> 1


class Known:
    """Whom the store knows of those a few rows may mean, up to the `last` person there was before the import."""

    def __init__(self, tx: Transaction, people: Sequence[Incoming], country: str, last: int) -> None:
        self._tx, self._country = tx, country
        found = many.having(
            tx, {one.phone for one in people if one.phone}, {one.email for one in people if one.email}
        )
        holders = many.holders(tx, {one.card for one in people if one.card})
        self.holders = {card: number for card, number in holders.items() if number <= last}
        self.people = {one.id: one for one in found if one.id <= last}
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
                bits |= BIT[field]
        for channel, bit in CONSENT_BIT.items():
            said = self._spoken.get((number, channel))
            if said is not None:
                bits |= bit | YES_BIT[channel] if said else bit
        only_contact = not customer.family_name and customer.given_name == stand_in(
            customer.phone, customer.email, self._country
        )
        return bits if only_contact else bits | HAS_NAME


def _numbers(people: Iterable[Customer], field: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for one in people:
        found.setdefault(getattr(one, field), set()).add(one.id)
    return found


def held(person: Incoming) -> int:
    """Which fields a row has, as bits."""
    bits = (HAS_NAME if person.given_name else 0) | (_PHONE if person.phone else 0) | (_EMAIL if person.email else 0)
    bits |= (_STREET if person.street else 0) | (_POSTCODE if person.postcode else 0) | (_CITY if person.city else 0)
    bits |= (_TAGS if person.tags else 0) | (_NOTE if person.note or person.other_phone else 0)
    bits |= (HAS_CARD if person.card else 0) | (_BOUGHT if person.bought_on else 0)
    for channel, yes, _on in person.consents:
        bits |= CONSENT_BIT[channel] | (YES_BIT[channel] if yes else 0)
    return bits


def news(person: Incoming, has: int) -> tuple[int, int]:
    """Which bits a row adds to those somebody has, and which it takes away: a no ends a yes, a yes ends no no."""
    ended = sum(YES_BIT[channel] for channel, yes, _on in person.consents if not yes and has & YES_BIT[channel])
    new = held(person) & ~has & ~HAS_CARD & ~((has & _CONSENT_BITS) << len(BIT))
    return new | ended >> len(BIT), ended
