"""What a plan says, written: new people, what was empty filled, and what it takes to undo that."""

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from parrainage_desktop.base.clock import day_start
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import contacts, many
from parrainage_desktop.customers.rules import Channel, Customer, Gone
from parrainage_desktop.imports import store
from parrainage_desktop.imports.interrupted import origin
from parrainage_desktop.imports.known import FILLABLE, TEXTS, Target
from parrainage_desktop.imports.people import stand_in
from parrainage_desktop.imports.planning import Add, Fill, Step, still_new
from parrainage_desktop.imports.rules import CONSENTS, Field, Incoming
from parrainage_desktop.purchases import service as purchases

Before = dict[str, list[str]]
"""A changed field's earlier and later value; for tags, those that were added."""


@dataclass(slots=True)
class Work:
    """An import under way: `numbers` are its new people's in the order of the plan, who are in no list if `unseen`.

    Those with numbers from `unindexed` on are not in the index of words yet.
    """

    tx: Transaction
    import_id: int
    country: str
    language: str
    known_before: bool
    numbers: "array[int]" = field(default_factory=lambda: array("I"))
    changed: set[int] = field(default_factory=set)
    unseen: bool = False
    unindexed: int = 1 << 62

    def number(self, target: Target) -> int:
        """The number of whom a step is about."""
        return self.numbers[target >> 1] if target & 1 else target >> 1


TABLES = frozenset({
    "customers", "cards", "customer_tags", "customer_notes", "consents", "purchases", "imports", "import_people",
})
"""Where an import writes."""


def write_unseen(work: Work, steps: Sequence[Step]) -> list[Fill]:
    """Write the next new people of a plan, who are seen by nobody yet; what it says of others is left for later."""
    before = len(work.numbers)
    work.unindexed = 1 << 62
    known = [step for step in steps if isinstance(step, Fill) and not step.target & 1]
    write(work, [step for step in steps if not (isinstance(step, Fill) and not step.target & 1)])
    if len(work.numbers) > before:
        many.indexed(work.tx, work.numbers[before], work.numbers[-1])
    return known


def fill_known(work: Work, steps: Sequence[Fill]) -> None:
    """Write what a plan says of people the shop knew, unless somebody said more of them since."""
    for start in range(0, len(steps), many.AT_ONCE):
        some = steps[start : start + many.AT_ONCE]
        _fill(work, still_new(work.tx, some, work.country))


def write(work: Work, steps: Sequence[Step]) -> None:
    """Write the next steps of a plan."""
    _add(work, [step.person for step in steps if isinstance(step, Add)])
    _fill(work, [step for step in steps if isinstance(step, Fill)])


def _add(work: Work, people: Sequence[Incoming]) -> None:
    if not people:
        return
    numbers = many.new_numbers(work.tx, len(people))
    cards = many.new_cards(work.tx, sum(not one.card for one in people))
    work.numbers.extend(numbers)
    work.unindexed = min(work.unindexed, numbers[0])
    many.insert_all(work.tx, [
        _customer(work, one, number, one.card or cards.pop()) for one, number in zip(people, numbers, strict=True)
    ])
    store.insert_people(work.tx, work.import_id, [(number, True, "") for number in numbers])
    _write_details(work, [(number, one, FILLABLE) for one, number in zip(people, numbers, strict=True)])


def _customer(work: Work, one: Incoming, number: int, card: str) -> Customer:
    name = one.given_name or stand_in(one.phone, one.email, work.country)
    known_before = work.known_before if one.known_before is None else one.known_before
    return Customer(
        number, name, one.family_name, one.phone, one.email, one.city, one.language or work.language, card,
        one.since or work.tx.today, one.street, one.postcode, known_before,
        gone=Gone.ARRIVING.value if work.unseen else "",
    )


def _fill(work: Work, steps: Sequence[Fill]) -> None:
    if not steps:
        return
    tx = work.tx
    people = many.by_number(tx, {work.number(step.target) for step in steps})
    befores: dict[int, Before] = {}
    for step in steps:
        number = work.number(step.target)
        after = _filled(work, people[number], step)
        if not step.target & 1:
            _note_before(befores.setdefault(number, {}), people[number], after, step)
        people[number] = after
    many.change_all(tx, list(people.values()), work.unindexed)
    _write_befores(work, befores)
    _write_details(work, [(work.number(step.target), step.person, step.fields) for step in steps])


def _filled(work: Work, customer: Customer, step: Fill) -> Customer:
    person = step.person
    fields = {*step.fields, *step.replaced}
    after = replace(customer, **{name: getattr(person, name) for one, name in TEXTS.items() if one in fields})
    if Field.NAME in fields:
        after = replace(after, given_name=person.given_name, family_name=person.family_name)
    return after


def _note_before(before: Before, customer: Customer, after: Customer, step: Fill) -> None:
    for name in ("given_name", "family_name", *TEXTS.values()):
        old, new = getattr(customer, name), getattr(after, name)
        if old != new:
            before[name] = [before[name][0] if name in before else old, new]
    if Field.TAGS in step.fields:
        before["tags"] = list(step.person.tags)


def _write_befores(work: Work, befores: dict[int, Before]) -> None:
    again = [number for number in befores if number in work.changed]
    if again:
        earlier = store.befores(work.tx, work.import_id, again)
        written = []
        for number, text in earlier.items():
            before: Before = json.loads(text)
            for name, values in befores[number].items():
                before[name] = [before[name][0], values[1]] if name in before and name != "tags" else values
            written.append((number, json.dumps(before, ensure_ascii=False)))
        store.write_befores(work.tx, work.import_id, written)
    new = [number for number in befores if number not in work.changed]
    rows = [(number, False, json.dumps(befores[number], ensure_ascii=False)) for number in new]
    store.insert_people(work.tx, work.import_id, rows)
    work.changed.update(new)


def _write_details(work: Work, told: Sequence[tuple[int, Incoming, Sequence[Field]]]) -> None:
    """Write what is kept beside people: tags, notes, consents, the last purchase."""
    tx = work.tx
    many.insert_tags(tx, [(number, tag) for number, one, fields in told if Field.TAGS in fields for tag in one.tags])
    many.insert_notes(tx, [
        (number, note) for number, one, fields in told if Field.NOTE in fields for note in _notes(work, one)
    ])
    many.insert_consents(tx, list(_consents(work, told)), origin(work.import_id))
    purchases.add_imported(tx, [
        (number, one.bought_on, one.bought_cents)
        for number, one, fields in told
        if one.bought_on is not None and Field.LAST_PURCHASE_ON in fields
    ])


def _notes(work: Work, one: Incoming) -> list[str]:
    found = [one.note] if one.note else []
    if one.other_phone:
        shown = contacts.shown_phone(one.other_phone, work.country)
        found.append(_("Other phone: {phone}").format(phone=shown))
    return found


def _consents(
    work: Work, told: Sequence[tuple[int, Incoming, Sequence[Field]]]
) -> Iterable[tuple[int, Channel, bool, datetime]]:
    field_of = {channel: one for one, channel in CONSENTS.items()}
    for number, person, fields in told:
        for channel, yes, on in person.consents:
            if field_of[channel] in fields:
                yield number, channel, yes, day_start(on, work.tx.zone) if on else work.tx.now
