"""Customers from a terminal."""

from argparse import Namespace
from collections.abc import Sequence

from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.base.terminal import Answer, Command, Group, Session, refused, table, whole
from parrainage_desktop.customers import contacts, service, wording
from parrainage_desktop.customers.rules import Ambiguous, Customer, NewCustomer, split_name
from parrainage_desktop.preferences import service as preferences

MOST_FOUND = 1_000


def add_to(root: Group) -> None:
    """Declare the commands about customers."""
    group = root.group("customers", _("add people and find them again"))
    command = group.command("add", add, _("add a person, with a card"))
    person_options(command)
    command.option("--city", _("CITY"), _("where the person lives"))
    command.option("--language", "fr|en", _("the language the person reads; otherwise the shop’s"))
    command.option("--consent", "email,sms,post", _("the ways of contact the person said yes to"))
    command = group.command("export", export, _("write every customer to a file for other programs"))
    command.word("FILE", _("the file to write; its name ends in .csv or .xlsx"))
    command = group.command("find", find, _("find people by any part of their words, a phone or a card"))
    command.word("QUERY", _("what is known of the person"))
    command.option("--limit", "N", _("how many people at most; otherwise 50"))


def person_options(command: Command) -> None:
    """Declare what a new person is known by."""
    command.option("--name", _("NAME"), _("given name and family name"), required=True)
    command.option("--phone", _("PHONE"), _("the phone, in any spelling"))
    command.option("--email", _("EMAIL"), _("the e-mail address"))


def reference(command: Command, many: str | None = None) -> None:
    """Declare a word that means a customer."""
    command.word("REF", _("a customer’s number, card, phone or e-mail"), many)


def add(session: Session, given: Namespace) -> Answer:
    """Add a person."""
    channels = service.consent_channels(given.consent or "")
    with session.write() as tx:
        language = given.language or preferences.shop(tx).language
        given_name, family_name = split_name(given.name)
        person = service.add(tx, NewCustomer(
            given_name, family_name, given.phone or "", given.email or "", given.city or "", language, channels
        ))
    card = grouped(person.card)
    added = _("Added: {name}, number {id}, card {card}.").format(name=person.name, id=person.id, card=card)
    return Answer({"id": person.id, "card": card}, (added,))


def find(session: Session, given: Namespace) -> Answer:
    """Find people, best match first."""
    limit = whole("--limit", given.limit or "50", 1, MOST_FOUND)
    with session.read() as tx:
        found = service.find(tx, given.query, limit)[:limit]
        country = preferences.shop(tx).country
    count = ngettext("{count} person found.", "{count} people found.", len(found)).format(count=len(found))
    return Answer({"customers": [described(person) for person in found]}, (*listed(found, country), count))


def export(session: Session, given: Namespace) -> Answer:
    """Write every customer to a file."""
    count = service.export(given.file, session.db, session.actor, session.progress)
    written = ngettext("{count} customer written to {file}.", "{count} customers written to {file}.", count)
    return Answer({"customers": count, "file": given.file}, (written.format(count=number(count), file=given.file),))


def meant(tx: Transaction, reference: str) -> Customer | Answer:
    """The one customer a reference means, or the refusal to guess."""
    found = service.resolve(tx, reference)
    if found is None:
        return refused("customer_unknown", wording.unknown(reference[:60]))
    if isinstance(found, Ambiguous):
        people = found.candidates
        lines = listed(people, preferences.shop(tx).country)
        candidates = [described(person) for person in people]
        message = wording.ambiguous(reference[:60], len(people))
        return refused("ambiguous", message, *lines, candidates=candidates)
    return found


def described(person: Customer) -> dict[str, object]:
    """A person for programs."""
    return {
        "id": person.id, "name": person.name, "phone": person.phone, "email": person.email, "city": person.city,
        "card": grouped(person.card),
    }


def listed(people: Sequence[Customer], country: str) -> tuple[str, ...]:
    """People as aligned lines."""
    return table(
        (
            str(person.id), person.name, contacts.shown_phone(person.phone, country), person.email, person.city,
            grouped(person.card),
        )
        for person in people
    )
