"""The customers as a table for other programs; brought in again, it gives the same customers.

Phones are written as they are dialled, in groups: a spreadsheet leaves those alone. A consent is the day of the yes,
or the word for a later no.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parrainage_desktop.base import tables_out
from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, pgettext
from parrainage_desktop.base.tables_out import Cell
from parrainage_desktop.customers import contacts
from parrainage_desktop.customers.rules import Channel, Entry


def headings() -> tuple[str, ...]:
    """What stands over each column, in the reader's language."""
    return (
        _("First name"), _("Last name"), _("Phone"), _("E-mail"), _("Street"), _("Postcode"), _("Town"),
        _("Language"), _("Tags"), _("Card"), _("Customer since"), _("Bought before the scheme"),
        _("E-mail allowed since"), _("Text messages allowed since"), _("Post allowed since"),
    )  # fmt: skip


def write(path: Path | str, entries: Iterable[Entry], country: str) -> int:
    """Write customers to a .csv or .xlsx file; returns how many. `country` is where phones need no prefix.

    Raises InvalidInput for another suffix, UserError("file_unwritable" or "too_many_rows").
    """
    written = 0

    def rows() -> Iterator[Sequence[Cell]]:
        nonlocal written
        for written, entry in enumerate(entries, start=1):  # noqa: B007
            yield row(entry, country)

    tables_out.write(path, tables_out.Table(_("Customers"), headings(), rows()))
    return written


def row(entry: Entry, country: str) -> Sequence[Cell]:
    """A customer as cells under the headings."""
    person = entry.person
    return (
        person.given_name, person.family_name, phone(person.phone, country), person.email, person.street,
        person.postcode, person.city, person.language, ", ".join(entry.tags), grouped(person.card), person.since,
        pgettext("list", "yes") if person.known_before else pgettext("list", "no"),
        *(_consent(entry, channel) for channel in Channel),
    )  # fmt: skip


def phone(e164: str, country: str) -> str:
    """A phone as it is dialled in `country`, in groups; the whole number where that would be read differently."""
    shown = contacts.shown_phone(e164, country)
    if shown.startswith("+"):
        shown = shown.replace("-", " ")  # a spreadsheet would subtract
    try:
        if " " in shown and contacts.phone_number(shown, country) == e164:
            return shown
    except InvalidInput:
        pass
    return e164


def _consent(entry: Entry, channel: Channel) -> Cell:
    said = entry.consents.get(channel)
    return None if said is None else said.on if said.granted else pgettext("list", "no")
