"""What an import is: fields a column can mean, what becomes of each row, and what the whole comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from parrainage_desktop.base.tables_in import Source
from parrainage_desktop.customers.rules import Channel


class Field(Enum):
    """What a column holds; the value is the word for it in ``--map`` and stays the same for ever."""

    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    PHONE = "phone"
    OTHER_PHONE = "other_phone"
    EMAIL = "email"
    STREET = "street"
    POSTCODE = "postcode"
    CITY = "city"
    LANGUAGE = "language"
    TAGS = "tags"
    NOTE = "note"
    CARD = "card"
    SINCE = "since"
    KNOWN_BEFORE = "known_before"
    LAST_PURCHASE_ON = "last_purchase_on"
    LAST_PURCHASE_AMOUNT = "last_purchase_amount"
    CONSENT_EMAIL = "consent_email"
    CONSENT_SMS = "consent_sms"
    CONSENT_POST = "consent_post"
    NOTHING = "nothing"


DATES = frozenset({Field.SINCE, Field.LAST_PURCHASE_ON, Field.CONSENT_EMAIL, Field.CONSENT_SMS, Field.CONSENT_POST})
AMOUNTS = frozenset({Field.LAST_PURCHASE_AMOUNT})
REPEATABLE = frozenset({Field.STREET, Field.TAGS, Field.NOTE, Field.NOTHING})
"""Fields that several columns may add to."""
CONSENTS = {
    Field.CONSENT_EMAIL: Channel.EMAIL, Field.CONSENT_SMS: Channel.SMS, Field.CONSENT_POST: Channel.POST,
}  # fmt: skip


class Style(Enum):
    """How a column of days or amounts is written; decided for the whole column, never row by row."""

    PLAIN = "plain"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    DECIMAL_COMMA = "decimal_comma"
    DECIMAL_POINT = "decimal_point"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: what it holds and, for days and amounts, how; None when that is yet to be found out."""

    heading: str
    field: Field = Field.NOTHING
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A column whose days or amounts can be read in two ways; somebody must say which."""

    column: int
    heading: str
    styles: tuple[Style, Style]
    example: str


@dataclass(frozen=True, slots=True)
class Survey:
    """A file once read through: how many rows, columns with their styles, and what must be asked first."""

    source: Source
    columns: tuple[Column, ...]
    rows: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the shop wants of an import.

    `known_before`: the people are customers already; `overwrite`: a differing value in the file replaces the store's;
    `strict`: one wrong row refuses all.
    """

    known_before: bool = True
    overwrite: bool = False
    strict: bool = False


class Reason(Enum):
    """Why a cell is wrong; the value is a stable word for programs."""

    NOBODY = "nobody"
    TOO_LONG = "too_long"
    NOT_A_PHONE = "not_a_phone"
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_DAY = "not_a_day"
    FUTURE = "future"
    NOT_AN_AMOUNT = "not_an_amount"
    NO_DAY = "no_day"
    NOT_A_LANGUAGE = "not_a_language"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_CARD = "not_a_card"
    CARD_TAKEN = "card_taken"
    TWO_PEOPLE = "two_people"
    TOO_MANY_CELLS = "too_many_cells"
    NO_SCORE = "no_score"
    NOT_A_SCORE = "not_a_score"
    OUT_OF_SCALE = "out_of_scale"
    ERASED = "erased"
    ALREADY_ANSWERED = "already_answered"


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell that keeps its row out: the row as the spreadsheet counts, the column's heading, the value as it is."""

    row: int
    column: str
    reason: Reason
    value: str


class Incoming(NamedTuple):
    """A row that makes sense: a person as the store would keep them; a tuple, because a million of them are made.

    `other_phone` is kept as a note; a consent is yes or no, and the day it was given where the file says.
    """

    row: int
    given_name: str
    family_name: str
    phone: str = ""
    email: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    language: str = ""
    card: str = ""
    since: date | None = None
    known_before: bool | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    other_phone: str = ""
    consents: tuple[tuple[Channel, bool, date | None], ...] = ()
    bought_on: date | None = None
    bought_cents: int | None = None

    @property
    def name(self) -> str:
        """The whole name, empty for a phone or an e-mail alone."""
        return f"{self.given_name} {self.family_name}".strip()


class Fate(Enum):
    """What becomes of a row."""

    ADDED = "added"
    UPDATED = "updated"
    SKIPPED = "skipped"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """A row in the preview: who it is about and what becomes of it; `detail` names fields or the row it repeats."""

    row: int
    fate: Fate
    name: str
    contact: str
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did or would do: ``read = added + updated + skipped + wrong``, always.

    `errors` are all wrong cells, or the first of very many; `lines` the first rows of each fate; `import_id` is None
    when nothing was written.
    """

    read: int
    added: int
    updated: int
    skipped: int
    wrong: int
    errors: tuple[WrongCell, ...]
    lines: Mapping[Fate, Sequence[Line]] = field(default_factory=dict)
    import_id: int | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """A file that was brought in."""

    id: int
    at: datetime
    file_name: str
    added: int
    updated: int
    skipped: int
    wrong: int
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Undone:
    """An import taken back: how many people left again, how many got their earlier values back."""

    import_id: int
    removed: int
    restored: int


class Obstacle(Enum):
    """Why an import cannot be taken back; the value is a stable word for programs."""

    UNKNOWN = "unknown_import"
    UNDONE = "already_undone"
    USED = "people_used"


@dataclass(frozen=True, slots=True)
class CannotUndo:
    """An import that stays, and how many of its people have been used since."""

    obstacle: Obstacle
    people: int = 0


def split_full_name(name: str) -> tuple[str, str]:
    """Given and family name from one cell: ``Martin, Élodie``, ``MARTIN Élodie``, ``Mme Élodie Martin``."""
    family, comma, given = name.partition(",")
    if comma and given.strip() and "," not in given:
        return given.strip(), family.strip()
    words = name.split()
    if len(words) > 2 and words[0].rstrip(".").lower() in _TITLES:
        words = words[1:]
    shouted = [word for word in words if word.isupper() and len(word) > 1]
    if shouted and len(shouted) < len(words) and words[: len(shouted)] == shouted:
        return " ".join(words[len(shouted) :]), " ".join(shouted)
    return (words[0], " ".join(words[1:])) if words else ("", "")


_TITLES = frozenset("m mr mme mlle mrs ms miss monsieur madame mademoiselle".split())
