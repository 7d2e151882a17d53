"""What an import of answers is: what its columns hold, on which scale, what becomes of each row."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from parrainage_desktop.base.tables_in import Source
from parrainage_desktop.imports.rules import Style, WrongCell
from parrainage_desktop.surveys.rules import Origin, Scale


class AnswerField(Enum):
    """What a column holds; the value is the word for it in ``--map`` and stays the same for ever."""

    SCORE = "score"
    COMMENT = "comment"
    ON = "on"
    EMAIL = "email"
    PHONE = "phone"
    CARD = "card"
    NUMBER = "number"
    CALL_BACK = "call_back"
    QUOTABLE = "quotable"
    NOTHING = "nothing"


REPEATABLE = frozenset({AnswerField.COMMENT, AnswerField.NOTHING})
"""What several columns may hold."""


class Form(Enum):
    """Whose export a file is, told by its columns."""

    TYPEFORM = "typeform"
    GOOGLE = "google"
    WUFOO = "wufoo"
    SURVEYMONKEY = "surveymonkey"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column of the file: what it holds and, for days, how they are written; None when that must be asked.

    `utc`: its moments are not the shop's.
    """

    heading: str
    field: AnswerField = AnswerField.NOTHING
    style: Style | None = None
    utc: bool = False


@dataclass(frozen=True, slots=True)
class AnswerSurvey:
    """A file once read through. `scale_sure` is False when nothing in it says which scale it is: 0 to 10 is supposed.

    `question` is an example of a day that can be read in two ways, empty when there is none; `headers` is how many
    rows under the headings go on with them.
    """

    source: Source
    columns: tuple[AnswerColumn, ...]
    rows: int
    form: Form
    scale: Scale
    scale_sure: bool
    question: str = ""
    headers: int = 0


@dataclass(frozen=True, slots=True)
class AnswerChoice:
    """What the shop wants of an import: the campaign the answers belong to, and the channel they came by."""

    campaign_id: int | None = None
    origin: Origin = Origin.IMPORT


class AnswerRow(NamedTuple):
    """A row that makes sense; `key` is what it is known by when it comes again."""

    row: int
    score: int
    comment: str
    on: date | None
    email: str
    phone: str
    card: str
    call_back: bool
    quotable: bool
    key: str


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """What an import did or would do: ``read = added + skipped + wrong``; `matched` of the added have a name.

    `import_id` is None when nothing was written.
    """

    read: int
    added: int
    skipped: int
    wrong: int
    matched: int
    scale: Scale
    errors: tuple[WrongCell, ...]
    import_id: int | None = None
