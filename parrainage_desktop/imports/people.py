"""Rows made into people: every cell read as its column says, every wrong one named."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypedDict, cast

from parrainage_desktop.base import writing
from parrainage_desktop.customers import contacts
from parrainage_desktop.imports.reading import Consent, Manner, Wrong, reading
from parrainage_desktop.imports.rules import CONSENTS, Field, Incoming, Reason, WrongCell, split_full_name

_CONSENTS = frozenset(field.value for field in CONSENTS)
_TAGS, _NOTE = Field.TAGS.value, Field.NOTE.value


class _Values(TypedDict, total=False):
    """What the cells of a row say, by the fields' words: plain texts, as an enumeration's hash is slow."""

    name: str
    given_name: str
    family_name: str
    phone: str
    other_phone: str
    email: str
    street: str
    postcode: str
    city: str
    language: str
    tags: tuple[str, ...]
    note: str
    card: str
    since: date
    known_before: bool
    last_purchase_on: date
    last_purchase_amount: int
    consent_email: Consent
    consent_post: Consent
    consent_sms: Consent


Read = Callable[[int, Sequence[str]], "Incoming | tuple[WrongCell, ...]"]


def reader(manner: Manner) -> Read:
    """A function that makes a row into a person, or names its wrong cells."""
    used = [(i, column) for i, column in enumerate(manner.columns) if column.field is not Field.NOTHING]
    steps = [(i, column, column.field.value, reading(column, manner)) for i, column in used]
    width = len(manner.columns)

    def read(row: int, line: Sequence[str]) -> Incoming | tuple[WrongCell, ...]:
        values: dict[str, object] = {}
        wrong: list[WrongCell] = []
        if len(line) > width and any(line[width:]):
            extra = next(cell for cell in line[width:] if cell)
            wrong.append(WrongCell(row, "", Reason.TOO_MANY_CELLS, extra[:200]))
        for i, column, field, read_cell in steps:
            text = line[i] if i < len(line) else ""
            if not text:
                continue
            try:
                value = read_cell(text)
            except Wrong as error:
                wrong.append(WrongCell(row, column.heading, error.reason, text[:200]))
                continue
            if value is not None and value != "":
                values[field] = _joined(field, values[field], value) if field in values else value
        return tuple(wrong) if wrong else _person(row, cast("_Values", values), manner)

    return read


def _joined(field: str, before: object, value: object) -> object:
    """What several columns of one meaning say together."""
    if field == _TAGS and isinstance(before, tuple) and isinstance(value, tuple):
        return tuple(dict.fromkeys(before + value))
    return f"{before}\n{value}" if field == _NOTE else f"{before}, {value}"


def _person(row: int, values: _Values, manner: Manner) -> Incoming | tuple[WrongCell, ...]:
    """The person, unless nothing says who they are or a purchase has no day."""
    given, family = _names(values)
    if not (given or values.get("phone") or values.get("email") or values.get("other_phone")):
        return (WrongCell(row, "", Reason.NOBODY, ""),)
    if len(given) > writing.NAME_LENGTH or len(family) > writing.NAME_LENGTH:
        return (WrongCell(row, _heading(manner, Field.NAME), Reason.TOO_LONG, f"{given} {family}"[:200]),)
    street = values.get("street", "")
    if len(street) > writing.STREET_LENGTH:
        return (WrongCell(row, _heading(manner, Field.STREET), Reason.TOO_LONG, street[:200]),)
    note = values.get("note", "")
    if len(note) > writing.NOTE_LENGTH:
        return (WrongCell(row, _heading(manner, Field.NOTE), Reason.TOO_LONG, note[:200]),)
    if values.get("last_purchase_amount") and "last_purchase_on" not in values:
        return (WrongCell(row, _heading(manner, Field.LAST_PURCHASE_ON), Reason.NO_DAY, ""),)
    return _made(row, given, family, values)


def _names(values: _Values) -> tuple[str, str]:
    given, family = values.get("given_name", ""), values.get("family_name", "")
    if not given and not family and "name" in values:
        given, family = split_full_name(values["name"])
    return (given, family) if given else (family, "")


def _made(row: int, given: str, family: str, values: _Values) -> Incoming:
    phone, other = values.get("phone", ""), values.get("other_phone", "")
    if not phone or phone == other:
        phone, other = phone or other, ""
    bought_on = values.get("last_purchase_on")
    return Incoming(
        row, given, family, phone, values.get("email", ""), values.get("street", ""), values.get("postcode", ""),
        values.get("city", ""), values.get("language", ""), values.get("card", ""), values.get("since"),
        values.get("known_before"), values.get("tags", ()), values.get("note", ""), other, _consents(values), bought_on,
        values.get("last_purchase_amount") if bought_on else None,
    )  # fmt: skip


def _consents(values: _Values) -> tuple[Consent, ...]:
    if _CONSENTS.isdisjoint(values):
        return ()
    said = (values.get("consent_email"), values.get("consent_post"), values.get("consent_sms"))
    return tuple(one for one in said if one)


def _heading(manner: Manner, field: Field) -> str:
    return next((column.heading for column in manner.columns if column.field is field), "")


def stand_in(phone: str, email: str, country: str) -> str:
    """What stands as the name of somebody of whom only a phone or an e-mail is known."""
    return contacts.shown_phone(phone, country) or email[: writing.NAME_LENGTH]
