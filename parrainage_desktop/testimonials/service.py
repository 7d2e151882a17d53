"""What the shop does with testimonials: note, change, approve, publish, and take back when the customer says so."""

from collections.abc import Collection
from dataclasses import replace

from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import LANGUAGES, _
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.testimonials import store
from parrainage_desktop.testimonials.rules import (
    Hindrance,
    Kind,
    Question,
    Refused,
    State,
    Testimonial,
    Words,
    hindrance_to_approve,
    hindrance_to_publish,
)

MOST = 1_000
"""How many a list holds."""


def meant(tx: Transaction, typed: str) -> Customer:
    """The one customer that a name, phone or card means. Raises InvalidInput("who")."""
    found = customers.find_as_typed(tx, typed, 20) if typed.strip() else []
    if not found:
        raise InvalidInput("who", _("No customer fits. Type a name, a phone or a card."))
    if len(found) > 1:
        raise InvalidInput("who", _("Several customers fit: type the phone or the card."))
    return found[0]


def add(tx: Transaction, customer_id: int, kind: Kind, words: Words, language: str = "") -> Testimonial:
    """Note a draft, signed with the given name and initial unless said otherwise. Raises InvalidInput."""
    person = customers.get(tx, customer_id)
    if person.gone:
        raise InvalidInput("customer", _("This customer’s record is closed."))
    spoken = language or person.language
    if spoken not in LANGUAGES:
        raise InvalidInput("language", _("The language is fr or en."))
    kept = _checked(words if words.signed.strip() else replace(words, signed=person.short_name))
    number = store.insert_testimonial(tx, person.id, kind, spoken, kept)
    journal.append(tx, "testimonial.added", number, {"customer": person.id, "kind": kind.value})
    return get(tx, number)


def change(tx: Transaction, number: int, words: Words) -> Testimonial | Refused:
    """Put other words in the place of these; whatever was approved, read or published is a draft again."""
    before = store.find(tx, number)
    if before is None:
        return Refused(Hindrance.NOT_THERE)
    kept = _checked(words if words.signed.strip() else replace(words, signed=before.words.signed))
    if kept == before.words:
        return before
    store.rewrite(tx, number, kept)
    state = State.WITHDRAWN if before.state is State.WITHDRAWN else State.DRAFT
    store.set_state(tx, number, state, read_on=None, published_on=None)
    return _done(tx, "testimonial.changed", number)


def agree(tx: Transaction, number: int) -> Testimonial | Refused:
    """Keep the customer's yes to publishing, of today; one that was withdrawn is a draft again."""
    found = store.find(tx, number)
    if found is None:
        return Refused(Hindrance.NOT_THERE)
    if found.consent_on is not None:
        return found
    store.set_days(tx, number, consent_on=tx.today, revoked_on=None)
    if found.state is State.WITHDRAWN:
        store.set_state(tx, number, State.DRAFT)
    return _done(tx, "testimonial.agreed", number)


def revoke(tx: Transaction, number: int) -> Testimonial | Refused:
    """End the consent: from this moment on nothing of it is shown, printed or written anywhere."""
    found = store.find(tx, number)
    if found is None:
        return Refused(Hindrance.NOT_THERE)
    if found.consent_on is None:
        return Refused(Hindrance.NO_CONSENT)
    store.set_state(tx, number, State.WITHDRAWN, consent_on=None, revoked_on=tx.today, published_on=None)
    return _done(tx, "testimonial.revoked", number)


def read(tx: Transaction, number: int) -> Testimonial | Refused:
    """Note that the customer has read a case study and found it right."""
    found = store.find(tx, number)
    if found is None:
        return Refused(Hindrance.NOT_THERE)
    if not found.words.given:
        return Refused(Hindrance.NO_WORDS)
    store.set_days(tx, number, read_on=tx.today)
    return _done(tx, "testimonial.read", number)


def approve(tx: Transaction, number: int) -> Testimonial | Refused:
    """Find it fit to be published."""
    found = store.find(tx, number)
    if found is None:
        return Refused(Hindrance.NOT_THERE)
    if why := hindrance_to_approve(found):
        return Refused(why)
    if found.state is not State.DRAFT:
        return found
    store.set_state(tx, number, State.APPROVED)
    return _done(tx, "testimonial.approved", number)


def publish(tx: Transaction, number: int) -> Testimonial | Refused:
    """Let it leave the shop, from today on."""
    found = store.find(tx, number)
    if found is None:
        return Refused(Hindrance.NOT_THERE)
    if why := hindrance_to_publish(found):
        return Refused(why)
    if found.state is State.PUBLISHED:
        return found
    store.set_state(tx, number, State.PUBLISHED, published_on=tx.today)
    return _done(tx, "testimonial.published", number)


def take_down(tx: Transaction, number: int) -> Testimonial | Refused:
    """Publish it no longer, though its customer still agrees."""
    found = published(tx, number)
    if isinstance(found, Refused):
        return found
    store.set_state(tx, number, State.APPROVED, published_on=None)
    return _done(tx, "testimonial.taken_down", number)


def published(tx: Transaction, number: int) -> Testimonial | Refused:
    """One that may leave the shop at this moment, whatever was shown of it before."""
    found = store.find(tx, number)
    if found is None:
        return Refused(Hindrance.NOT_THERE)
    return found if found.state is State.PUBLISHED else Refused(Hindrance.NOT_PUBLISHED)


def find(tx: Transaction, number: int) -> Testimonial | None:
    """One by its number."""
    return store.find(tx, number)


def get(tx: Transaction, number: int) -> Testimonial:
    """One by a number that is known to be there."""
    found = store.find(tx, number)
    assert found is not None
    return found


def newest(tx: Transaction, state: State | None = None, customer_id: int | None = None) -> list[Testimonial]:
    """The newest, all or those in one state, everybody's or one person's."""
    return store.newest(tx, state, customer_id, MOST)


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's testimonials be another's, all or `only` some; which ones moved. The caller journals it."""
    return store.follow(tx, from_id, to_id, only)


def _done(tx: Transaction, action: str, number: int) -> Testimonial:
    journal.append(tx, action, number)
    return get(tx, number)


def _checked(words: Words) -> Words:
    """The words as they are kept. Raises InvalidInput naming the question whose answer is too long."""
    answers = {one.value: writing.note(one.value, words.of(one)) for one in Question}
    return Words(writing.line("signed", words.signed, writing.NAME_LENGTH), **answers)
