"""What is said about customers: ways to reach them, and a reference that fits nobody or several."""

import re
from collections.abc import Mapping

from parrainage_desktop.base.i18n import _, capital, day, labelled, ngettext
from parrainage_desktop.customers.rules import ERASED_MARK, Channel, Consent, Customer

_LABEL = re.compile(rf"{ERASED_MARK}([0-9a-f]{{6}})")


def name(kept: str) -> str:
    """A name as people read it: of somebody erased, what their label says in the reader’s language."""
    found = _LABEL.fullmatch(kept) if kept.startswith(ERASED_MARK) else None
    return _("Erased customer {label}").format(label=found[1]) if found else kept


def channel_name(channel: Channel) -> str:
    """A way to reach somebody, in lower case."""
    return {Channel.EMAIL: _("e-mail"), Channel.SMS: _("text message"), Channel.POST: _("post")}[channel]


def field_name(name: str) -> str:
    """A part of a person’s record, in lower case."""
    return {
        "given_name": _("name"),
        "family_name": _("name"),
        "phone": _("phone"),
        "email": _("e-mail"),
        "street": _("address"),
        "postcode": _("address"),
        "city": _("address"),
        "language": _("language"),
        "known_before": _("customer before the scheme"),
    }.get(name, name)


def address(person: Customer) -> str:
    """Where a person lives, in one line."""
    town = " ".join(filter(None, (person.postcode, person.city)))
    return ", ".join(filter(None, (person.street, town)))


def consent(said: Consent | None) -> str:
    """What a person said last about a channel: yes or no, since when, to whom."""
    if said is None:
        return _("never asked")
    text = _("yes since {day}, heard by {origin}") if said.granted else _("no since {day}, heard by {origin}")
    return text.format(day=day(said.on), origin=said.origin or "–")


def agreements(consents: Mapping[Channel, Consent]) -> list[str]:
    """The same of every channel they spoke of, those said together in one breath."""
    together: dict[Consent, list[str]] = {}
    for channel in Channel:
        if said := consents.get(channel):
            together.setdefault(said, []).append(channel_name(channel))
    return [labelled(capital(", ".join(names)), consent(said)) for said, names in together.items()]


def unknown(reference: str) -> str:
    """Nobody answers to a reference."""
    return _("No customer has the number, card, phone or e-mail “{reference}”.").format(reference=reference)


def ambiguous(reference: str, count: int) -> str:
    """Several answer to it."""
    said = ngettext(
        "{count} customer answers to “{reference}”. Use the number or the card.",
        "{count} customers answer to “{reference}”. Use the number or the card of the one you mean.",
        count,
    )
    return said.format(count=count, reference=reference)
