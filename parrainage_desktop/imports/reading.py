"""One cell made into what its column holds; whatever nobody can use says why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from parrainage_desktop.base import codes, tables_out, writing
from parrainage_desktop.base.codes import CodeKind
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import contacts
from parrainage_desktop.customers.rules import Channel
from parrainage_desktop.imports import cells
from parrainage_desktop.imports.rules import CONSENTS, Column, Field, Reason, Style

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
_tidy = lru_cache(maxsize=32_768)(writing.tidy)
fold = lru_cache(maxsize=32_768)(writing.fold)
Consent = tuple[Channel, bool, date | None]
"""What a cell says of one way to write to somebody: yes or no, and the day it was given if it names one."""


class Wrong(Exception):
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


def reading(column: Column, manner: Manner) -> Callable[[str], object]:
    """A function that reads a cell of this column. It raises Wrong."""
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
            raise Wrong(Reason.TOO_LONG)
        return kept

    return read


def _note(text: str) -> str:
    kept = writing.tidy(text, keep_lines=True)
    if len(kept) > writing.NOTE_LENGTH:
        raise Wrong(Reason.TOO_LONG)
    return kept


def _phone(text: str, country: str) -> str:
    bare = text.removeprefix("'")
    try:
        return contacts.phone_number(bare, country)
    except InvalidInput:
        if cells.is_blank(bare):
            return ""
        raise Wrong(Reason.NOT_A_PHONE) from None


def _email(text: str) -> str:
    try:
        kept = contacts.email_address(text.strip().removeprefix("mailto:"))
    except InvalidInput:
        if cells.is_blank(text):
            return ""
        raise Wrong(Reason.NOT_AN_EMAIL) from None
    if len(kept) > 254:
        raise Wrong(Reason.TOO_LONG)
    return kept


def _language(text: str) -> str:
    if cells.is_blank(text):
        return ""
    found = _LANGUAGES.get(fold(text))
    if found is None:
        raise Wrong(Reason.NOT_A_LANGUAGE)
    return found


def _card(text: str) -> str:
    if cells.is_blank(text):
        return ""
    try:
        code = codes.read_code(text)
    except (codes.ForeignCode, codes.MisreadCode):
        raise Wrong(Reason.NOT_A_CARD) from None
    if code.kind is not CodeKind.CARD:
        raise Wrong(Reason.NOT_A_CARD)
    return code.letters


def _yes_or_no(text: str) -> bool | None:
    if cells.is_blank(text):
        return None
    said = cells.yes_or_no(text)
    if said is None:
        raise Wrong(Reason.NOT_YES_OR_NO)
    return said


def _past_day(text: str, style: Style | None, today: date) -> date | None:
    if cells.is_blank(text):
        return None
    found = cells.day(text, style)
    if found is None or found < cells.EARLIEST:
        raise Wrong(Reason.NOT_A_DAY)
    if found > today:
        raise Wrong(Reason.FUTURE)
    return found


def _amount(text: str, style: Style | None) -> int | None:
    if cells.is_blank(text):
        return None
    cents = cells.amount(text, style)
    if cents is None:
        raise Wrong(Reason.NOT_AN_AMOUNT)
    return cents


def _tags(text: str) -> tuple[str, ...]:
    parts = text.replace(";", ",").replace("|", ",").split(",")
    tags = tuple(dict.fromkeys(kept for part in parts if (kept := _tidy(part))))
    if any(len(tag) > TAG_LENGTH for tag in tags) or len(tags) > 50:
        raise Wrong(Reason.TOO_LONG)
    return tags


def _consent(text: str, channel: Channel, style: Style | None, today: date) -> Consent | None:
    if cells.is_blank(text):
        return None
    said = cells.yes_or_no(text)
    if said is not None:
        return (channel, said, None)
    if cells.day(text, style) is None:
        raise Wrong(Reason.NOT_YES_OR_NO)
    return (channel, True, _past_day(text, style, today))
