"""Rows made into people: every cell read as its column says, every wrong one named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from parrainage_desktop.base import codes, tables_out, writing
from parrainage_desktop.base.codes import CodeKind
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import contacts
from parrainage_desktop.customers.rules import Channel
from parrainage_desktop.imports import cells
from parrainage_desktop.imports.rules import (
    CONSENTS,
    Column,
    Field,
    Incoming,
    Reason,
    Style,
    WrongCell,
    split_full_name,
)

TAG_LENGTH = 40
_LONGEST = {
    Field.GIVEN_NAME: writing.NAME_LENGTH, Field.FAMILY_NAME: writing.NAME_LENGTH, Field.NAME: 2 * writing.NAME_LENGTH,
    Field.STREET: writing.STREET_LENGTH, Field.POSTCODE: writing.POSTCODE_LENGTH, Field.CITY: writing.NAME_LENGTH,
    Field.NOTE: writing.NOTE_LENGTH,
}  # fmt: skip
_LANGUAGES = {
    "fr": "fr", "fra": "fr", "fre": "fr", "french": "fr", "francais": "fr", "fr fr": "fr", "fr be": "fr", "fr ch": "fr",
    "fr ca": "fr", "en": "en", "eng": "en", "english": "en", "anglais": "en", "en gb": "en", "en us": "en",
}  # fmt: skip
# The fields' words: a row's values are looked up by them often, and an enumeration's hash is slow.
_CONSENTS = frozenset(field.value for field in CONSENTS)
_CARD = Field.CARD.value
_CITY = Field.CITY.value
_EMAIL = Field.EMAIL.value
_FAMILY_NAME = Field.FAMILY_NAME.value
_GIVEN_NAME = Field.GIVEN_NAME.value
_KNOWN_BEFORE = Field.KNOWN_BEFORE.value
_LANGUAGE = Field.LANGUAGE.value
_LAST_PURCHASE_AMOUNT = Field.LAST_PURCHASE_AMOUNT.value
_LAST_PURCHASE_ON = Field.LAST_PURCHASE_ON.value
_NAME = Field.NAME.value
_NOTE = Field.NOTE.value
_OTHER_PHONE = Field.OTHER_PHONE.value
_PHONE = Field.PHONE.value
_POSTCODE = Field.POSTCODE.value
_SINCE = Field.SINCE.value
_STREET = Field.STREET.value
_TAGS = Field.TAGS.value
_tidy = lru_cache(maxsize=32_768)(writing.tidy)
fold = lru_cache(maxsize=32_768)(writing.fold)


class _Wrong(Exception):
    """A cell nobody can use."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Manner:
    """How rows are read: where phones need no prefix, which day it is, whether texts carry CSV's apostrophe."""

    columns: tuple[Column, ...]
    country: str
    today: date
    from_csv: bool


Read = Callable[[int, Sequence[str]], "Incoming | tuple[WrongCell, ...]"]


def reader(manner: Manner) -> Read:
    """A function that makes a row into a person, or names its wrong cells."""
    used = [(i, column) for i, column in enumerate(manner.columns) if column.field is not Field.NOTHING]
    steps = [(i, column, column.field.value, _reading(column, manner)) for i, column in used]
    width = len(manner.columns)

    def read(row: int, line: Sequence[str]) -> Incoming | tuple[WrongCell, ...]:
        values: dict[str, object] = {}
        wrong: list[WrongCell] = []
        if len(line) > width and any(line[width:]):
            extra = next(cell for cell in line[width:] if cell)
            wrong.append(WrongCell(row, "", Reason.TOO_MANY_CELLS, extra[:200]))
        for i, column, field, reading in steps:
            text = line[i] if i < len(line) else ""
            if not text:
                continue
            try:
                value = reading(text)
            except _Wrong as error:
                wrong.append(WrongCell(row, column.heading, error.reason, text[:200]))
                continue
            if value is not None and value != "":
                values[field] = _joined(field, values[field], value) if field in values else value
        return tuple(wrong) if wrong else _person(row, values, manner)

    return read


def _joined(field: str, before: object, value: object) -> object:
    """What several columns of one meaning say together."""
    if field == _TAGS and isinstance(before, tuple) and isinstance(value, tuple):
        return tuple(dict.fromkeys(before + value))
    return f"{before}\n{value}" if field == _NOTE else f"{before}, {value}"


def _reading(column: Column, manner: Manner) -> Callable[[str], object]:
    field, style = column.field, column.style
    if field in CONSENTS:
        return lambda text: _consent(text, CONSENTS[field], style, manner.today)
    if field in (Field.SINCE, Field.LAST_PURCHASE_ON):
        return lambda text: _past_day(text, style, manner.today)
    if field in (Field.PHONE, Field.OTHER_PHONE):
        return lambda text: _phone(text, manner.country)
    bare = tables_out.bare if manner.from_csv else str
    special: dict[Field, Callable[[str], object]] = {
        Field.EMAIL: _email,
        Field.LANGUAGE: _language,
        Field.CARD: _card,
        Field.KNOWN_BEFORE: _yes_or_no,
        Field.LAST_PURCHASE_AMOUNT: lambda text: _amount(text, style),
        Field.TAGS: lambda text: _tags(bare(text)),
        Field.NOTE: lambda text: _note(bare(text)),
    }
    if field in special:
        return special[field]
    return _text(_LONGEST[field], manner.from_csv)


def _text(longest: int, from_csv: bool) -> Callable[[str], str]:
    def read(text: str) -> str:
        kept = _tidy(tables_out.bare(text) if from_csv and text[0] == "'" else text)
        if len(kept) > longest:
            raise _Wrong(Reason.TOO_LONG)
        return kept

    return read


def _note(text: str) -> str:
    kept = writing.tidy(text, keep_lines=True)
    if len(kept) > writing.NOTE_LENGTH:
        raise _Wrong(Reason.TOO_LONG)
    return kept


def _phone(text: str, country: str) -> str:
    bare = text.removeprefix("'")
    try:
        return contacts.phone_number(bare, country)
    except InvalidInput:
        if cells.is_blank(bare):
            return ""
        raise _Wrong(Reason.NOT_A_PHONE) from None


def _email(text: str) -> str:
    try:
        kept = contacts.email_address(text.strip().removeprefix("mailto:"))
    except InvalidInput:
        if cells.is_blank(text):
            return ""
        raise _Wrong(Reason.NOT_AN_EMAIL) from None
    if len(kept) > 254:
        raise _Wrong(Reason.TOO_LONG)
    return kept


def _language(text: str) -> str:
    if cells.is_blank(text):
        return ""
    found = _LANGUAGES.get(fold(text))
    if found is None:
        raise _Wrong(Reason.NOT_A_LANGUAGE)
    return found


def _card(text: str) -> str:
    if cells.is_blank(text):
        return ""
    try:
        code = codes.read_code(text)
    except (codes.ForeignCode, codes.MisreadCode):
        raise _Wrong(Reason.NOT_A_CARD) from None
    if code.kind is not CodeKind.CARD:
        raise _Wrong(Reason.NOT_A_CARD)
    return code.letters


def _yes_or_no(text: str) -> bool | None:
    if cells.is_blank(text):
        return None
    said = cells.yes_or_no(text)
    if said is None:
        raise _Wrong(Reason.NOT_YES_OR_NO)
    return said


def _past_day(text: str, style: Style | None, today: date) -> date | None:
    if cells.is_blank(text):
        return None
    found = cells.day(text, style)
    if found is None or found < cells.EARLIEST:
        raise _Wrong(Reason.NOT_A_DAY)
    if found > today:
        raise _Wrong(Reason.FUTURE)
    return found


def _amount(text: str, style: Style | None) -> int | None:
    if cells.is_blank(text):
        return None
    cents = cells.amount(text, style)
    if cents is None:
        raise _Wrong(Reason.NOT_AN_AMOUNT)
    return cents


def _tags(text: str) -> tuple[str, ...]:
    parts = text.replace(";", ",").replace("|", ",").split(",")
    tags = tuple(dict.fromkeys(kept for part in parts if (kept := _tidy(part))))
    if any(len(tag) > TAG_LENGTH for tag in tags) or len(tags) > 50:
        raise _Wrong(Reason.TOO_LONG)
    return tags


def _consent(text: str, channel: Channel, style: Style | None, today: date) -> object:
    if cells.is_blank(text):
        return None
    said = cells.yes_or_no(text)
    if said is not None:
        return (channel, said, None)
    if cells.day(text, style) is None:
        raise _Wrong(Reason.NOT_YES_OR_NO)
    return (channel, True, _past_day(text, style, today))


def _person(row: int, values: dict[str, object], manner: Manner) -> Incoming | tuple[WrongCell, ...]:
    """The person, unless nothing says who they are or a purchase has no day."""
    given, family = _names(values)
    if not (given or values.get(_PHONE) or values.get(_EMAIL) or values.get(_OTHER_PHONE)):
        return (WrongCell(row, "", Reason.NOBODY, ""),)
    if len(given) > writing.NAME_LENGTH or len(family) > writing.NAME_LENGTH:
        return (WrongCell(row, _heading(manner, Field.NAME), Reason.TOO_LONG, f"{given} {family}"[:200]),)
    street = values.get(_STREET, "")
    if len(str(street)) > writing.STREET_LENGTH:
        return (WrongCell(row, _heading(manner, Field.STREET), Reason.TOO_LONG, str(street)[:200]),)
    note = values.get(_NOTE, "")
    if len(str(note)) > writing.NOTE_LENGTH:
        return (WrongCell(row, _heading(manner, Field.NOTE), Reason.TOO_LONG, str(note)[:200]),)
    cents, bought_on = values.get(_LAST_PURCHASE_AMOUNT), values.get(_LAST_PURCHASE_ON)
    if cents and bought_on is None:
        return (WrongCell(row, _heading(manner, Field.LAST_PURCHASE_ON), Reason.NO_DAY, ""),)
    return _made(row, given, family, values)


def _names(values: dict[str, object]) -> tuple[str, str]:
    given, family = str(values.get(_GIVEN_NAME, "")), str(values.get(_FAMILY_NAME, ""))
    if not given and not family and _NAME in values:
        given, family = split_full_name(str(values[_NAME]))
    return (given, family) if given else (family, "")


def _made(row: int, given: str, family: str, values: dict[str, object]) -> Incoming:
    phone, other = values.get(_PHONE, ""), values.get(_OTHER_PHONE, "")
    if not phone or phone == other:
        phone, other = phone or other, ""
    take = values.get
    return Incoming(
        row, given, family, phone, take(_EMAIL, ""), take(_STREET, ""), take(_POSTCODE, ""),  # type: ignore[arg-type]
        take(_CITY, ""), take(_LANGUAGE, ""), take(_CARD, ""), take(_SINCE),  # type: ignore[arg-type]
        take(_KNOWN_BEFORE), take(_TAGS, ()), take(_NOTE, ""), other,  # type: ignore[arg-type]
        () if _CONSENTS.isdisjoint(values) else tuple(values[one] for one in sorted(_CONSENTS & values.keys())),  # type: ignore[misc]
        take(_LAST_PURCHASE_ON),  # type: ignore[arg-type]
        take(_LAST_PURCHASE_AMOUNT) if take(_LAST_PURCHASE_ON) else None,  # type: ignore[arg-type]
    )


def _heading(manner: Manner, field: Field) -> str:
    return next((column.heading for column in manner.columns if column.field is field), "")


def stand_in(phone: str, email: str, country: str) -> str:
    """What stands as the name of somebody of whom only a phone or an e-mail is known."""
    return contacts.shown_phone(phone, country) or email[: writing.NAME_LENGTH]
