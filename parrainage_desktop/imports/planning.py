"""What becomes of each row: a new person, more about somebody known, nothing, or a wrong cell.

The same plan serves the preview, which only reads, and the import, which writes what it says. People of the file are
remembered by hashes of their keys and by which fields they have, so that a million of them fit in memory.
"""

from array import array
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import many
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.imports.keys import Keys
from parrainage_desktop.imports.known import (
    BIT,
    FILLABLE,
    HAS_CARD,
    HAS_NAME,
    TEXTS,
    Known,
    Target,
    held,
    news,
    store_number,
)
from parrainage_desktop.imports.names import Called, Names, called
from parrainage_desktop.imports.reading import fold
from parrainage_desktop.imports.rules import Field, Incoming, Reason, WrongCell

_NOBODY: frozenset[int] = frozenset()
_KEYS = (Field.PHONE, Field.EMAIL, Field.CARD)


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
    """Nothing new about somebody; `differing` fields say something else in the file, and stay as they are."""

    person: Incoming
    target: Target
    differing: tuple[Field, ...] = ()


Read = Incoming | tuple[WrongCell, ...]
Step = Add | Fill | Same | tuple[WrongCell, ...]


class Plan:
    """The plan of one import, made chunk after chunk; it sees what earlier chunks added without asking the store."""

    def __init__(self, tx: Transaction, country: str, overwrite: bool) -> None:
        self._country, self._overwrite = country, overwrite
        self._keys = Keys()
        self._last = many.last_number(tx)
        self._has = array("I")
        self._called = array("I")
        self._names = Names()
        self._renamed: dict[int, Called] = {}
        self._filled: dict[int, int] = {}
        self._ended: dict[int, int] = {}
        self._knows_unreachable = False

    def steps(self, tx: Transaction, rows: Sequence[Read], headings: dict[Field, str]) -> list[Step]:
        """What becomes of the next rows, in their order."""
        people = [row for row in rows if isinstance(row, Incoming)]
        known = Known(tx, people, self._country, self._last)
        if not self._knows_unreachable and not all(one.phone or one.email for one in people):
            self._learn_unreachable(tx)
        return [self._step(row, known, headings) if isinstance(row, Incoming) else row for row in rows]

    def _step(self, person: Incoming, known: Known, headings: dict[Field, str]) -> Step:
        by_card, (by_phone, by_email) = self._by_card(person, known), self._by_contact(person, known)
        if by_card is not None:
            if by_card not in by_phone | by_email and self._is_other_name(person, by_card, known):
                wrong = WrongCell(person.row, headings.get(Field.CARD, ""), Reason.CARD_TAKEN, person.card)
                return (wrong,)
            return self._about(person, by_card, known)
        by_contact = self._meant(person, by_phone, by_email, known)
        if person.card:
            # Two rows of one file with a card each are two people, even where they share a phone.
            by_contact = {target for target in by_contact if not (target & 1 and self._has[target >> 1] & HAS_CARD)}
        if len(by_contact) > 1:
            return (WrongCell(person.row, headings.get(Field.EMAIL, ""), Reason.TWO_PEOPLE, person.email),)
        return self._about(person, next(iter(by_contact)), known) if by_contact else self._add(person)

    def _by_card(self, person: Incoming, known: Known) -> Target | None:
        if not person.card:
            return None
        holder = known.holders.get(person.card)
        return self._keys.get("c" + person.card) if holder is None else 2 * holder

    def _by_contact(self, person: Incoming, known: Known) -> tuple[AbstractSet[Target], AbstractSet[Target]]:
        """Whoever has a row's phone, and its e-mail; for a row with neither, whoever has its name and neither."""
        if not person.phone and not person.email:
            target = self._keys.get(_name_key(person.name, person.postcode, person.city))
            return (_NOBODY if target is None else {target}), _NOBODY
        by_phone = self._by(known.phones, "p", person.phone, person, known)
        return by_phone, self._by(known.emails, "e", person.email, person, known)

    def _by(
        self, holders: dict[str, set[int]], kind: str, text: str, person: Incoming, known: Known
    ) -> AbstractSet[Target]:
        if not text:
            return _NOBODY
        target = self._keys.get(kind + text)
        if target is None and text not in holders:
            return _NOBODY
        found = {2 * number for number in holders.get(text, ())}
        if target is None:
            return found
        mine = called(person.given_name, person.family_name)
        own = self._keys.get(_own_key(kind, text, mine)) if mine.differs(self._name(target, known)) else None
        return found | {target} if own is None else found | {target, own}

    def _meant(
        self, person: Incoming, by_phone: AbstractSet[Target], by_email: AbstractSet[Target], known: Known
    ) -> AbstractSet[Target]:
        """Whom a row is about: nobody when others of the household share its phone or its e-mail, two when unclear."""
        if not by_phone and not by_email:
            return _NOBODY
        near_phone, near_email = self._near(person, by_phone, known), self._near(person, by_email, known)
        if not near_phone and not near_email:
            if not by_phone or not by_email:
                return _NOBODY
            near_phone, near_email = by_phone, by_email
        found = near_phone & near_email or near_phone | near_email
        found = {target for target in found if not known.is_gone(target)} or found
        one_kind = not (near_phone and near_email) or near_phone & near_email
        return {min(found)} if one_kind else found

    def _near(self, person: Incoming, found: AbstractSet[Target], known: Known) -> AbstractSet[Target]:
        """Those with a row's given name, else those of whom it may be."""
        mine = called(person.given_name, person.family_name)
        names = {target: self._name(target, known) for target in found}
        same = {target for target, name in names.items() if mine.given and name.given == mine.given}
        return same or {target for target, name in names.items() if not name.differs(mine)}

    def _name(self, target: Target, known: Known) -> Called:
        customer = known.customer(target)
        if customer is None:
            return self._names[target >> 1]
        renamed = self._renamed.get(target >> 1)
        return called(customer.given_name, customer.family_name) if renamed is None else renamed

    def _add(self, person: Incoming) -> Add:
        target = 2 * len(self._has) + 1
        self._has.append(held(person))
        self._called.append(_name_hash(person.name))
        self._names.append(called(person.given_name, person.family_name))
        self._learn(person, target, _KEYS)
        return Add(person, target)

    def _learn(self, person: Incoming, target: Target, fields: Iterable[Field]) -> None:
        """Let later rows find somebody by what they have now."""
        if Field.PHONE in fields and person.phone:
            self._learn_contact("p", person.phone, person, target)
        if Field.EMAIL in fields and person.email:
            self._learn_contact("e", person.email, person, target)
        if Field.CARD in fields and person.card:
            self._keys.put("c" + person.card, target)
        if not person.phone and not person.email:
            self._keys.put(_name_key(person.name, person.postcode, person.city), target)

    def _learn_contact(self, kind: str, text: str, person: Incoming, target: Target) -> None:
        """Let somebody be found by a contact; by their given name too where another of the household has it."""
        if self._keys.get(kind + text) not in (None, target):
            self._keys.put(_own_key(kind, text, called(person.given_name, person.family_name)), target)
        self._keys.put(kind + text, target)

    def _about(self, person: Incoming, target: Target, known: Known) -> Step:
        number, customer = store_number(target), known.customer(target)
        if customer is not None and customer.gone:
            return Same(person, target)
        has = self._has[target >> 1] if number is None else self._held_by(number, known)
        new, ended = news(person, has)
        differing = self._differing(person, customer, has)
        replaced = differing if self._overwrite else ()
        if not new and not replaced:
            return Same(person, target, differing or self._other_name(person, target, known))
        fields = tuple(field for field in FILLABLE if new & BIT[field])
        if new & HAS_NAME or Field.NAME in replaced:
            self._rename(person, target)
        if number is None:
            self._has[target >> 1] = (has | new) & ~ended
        else:
            self._filled[number] = self._filled.get(number, 0) | new
            self._ended[number] = self._ended.get(number, 0) | ended
        self._learn(person, target, (*fields, *replaced))
        return Fill(person, target, fields, replaced)

    def _held_by(self, number: int, known: Known) -> int:
        """The bits of somebody the store knows, with what earlier rows did to them."""
        return (known.has(number) | self._filled.get(number, 0)) & ~self._ended.get(number, 0)

    def _rename(self, person: Incoming, target: Target) -> None:
        name = called(person.given_name, person.family_name)
        if target & 1:
            self._names[target >> 1] = name
        else:
            self._renamed[target >> 1] = name

    def _differing(self, person: Incoming, customer: Customer | None, has: int) -> tuple[Field, ...]:
        if customer is None:
            return ()
        names = (person.given_name, person.family_name) != (customer.given_name, customer.family_name)
        other = [Field.NAME] if person.name and has & HAS_NAME and names else []
        for field, name in TEXTS.items():
            if has & BIT[field] and getattr(person, name) not in ("", getattr(customer, name)):
                other.append(field)
        return tuple(other)

    def _other_name(self, person: Incoming, target: Target, known: Known) -> tuple[Field, ...]:
        return (Field.NAME,) if self._is_other_name(person, target, known) else ()

    def _is_other_name(self, person: Incoming, target: Target, known: Known) -> bool:
        if not person.name:
            return False
        customer = known.customer(target)
        if customer is not None:
            return fold(person.name) != fold(customer.name)
        return _name_hash(person.name) != self._called[target >> 1]

    def _learn_unreachable(self, tx: Transaction) -> None:
        """Learn the names of everyone of whom the store has neither phone nor e-mail."""
        self._knows_unreachable = True
        for number, given, family, postcode, city in many.out_of_reach(tx):
            self._keys.put(_name_key(f"{given} {family}".strip(), postcode, city), 2 * number)


def still_new(tx: Transaction, fills: Sequence[Fill], country: str) -> list[Fill]:
    """What is still to be written of a plan made earlier: of whoever is still there, what nobody said meanwhile."""
    known, kept = Known(tx, [step.person for step in fills], country, 1 << 62), []
    for step in fills:
        customer = known.customer(step.target)
        if customer is None or customer.gone:
            continue
        new, _ended = news(step.person, known.has(customer.id))
        fields = tuple(field for field in step.fields if new & BIT[field])
        if fields or step.replaced:
            kept.append(replace(step, fields=fields))
    return kept


def _name_hash(name: str) -> int:
    """Enough of a name to see that another one is different."""
    return hash(fold(name)) & 0xFFFF_FFFF


def _name_key(name: str, postcode: str, city: str) -> str:
    """Name and place, the postcode being the better one."""
    return f"n{fold(name)}|{fold(postcode) or fold(city)}"


def _own_key(kind: str, text: str, name: Called) -> str:
    """A contact of a household and the given name of one of it."""
    return f"{kind}{text}|{name.given}"
