"""Rows made into answers: every cell read as its column says, every wrong one named."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from parrainage_desktop.base import codes, tables_out, writing
from parrainage_desktop.base.codes import CodeKind
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import contacts
from parrainage_desktop.imports import answer_cells, cells
from parrainage_desktop.imports.answer_rules import AnswerColumn, AnswerField, AnswerRow, AnswerSurvey
from parrainage_desktop.imports.rules import Reason, WrongCell
from parrainage_desktop.surveys.rules import Scale


class Reader:
    """Makes rows into answers. Contacts nobody can use only leave an answer without a name.

    Rows that are the same, word for word, are told apart by how often they were met. `country` is where phones need
    no prefix.
    """

    def __init__(self, survey: AnswerSurvey, country: str, today: date, zone: ZoneInfo) -> None:
        self._survey, self._country, self._today, self._zone = survey, country, today, zone
        self._met: Counter[str] = Counter()
        self._places: dict[AnswerField, list[int]] = {}
        for i, column in enumerate(survey.columns):
            self._places.setdefault(column.field, []).append(i)

    def read(self, row: int, line: Sequence[str]) -> AnswerRow | WrongCell:
        """The answer in a row, or the cell that keeps it out."""
        said, moment = self._text(line, AnswerField.SCORE), self._text(line, AnswerField.ON)
        points, why = _score(said, self._survey.scale)
        if why is not None:
            return self._wrong(AnswerField.SCORE, row, why, said)
        on, why = _day(moment, self._column(AnswerField.ON), self._today, self._zone)
        if why is not None:
            return self._wrong(AnswerField.ON, row, why, moment)
        comment = self._text(line, AnswerField.COMMENT)
        bare = tables_out.bare(comment) if self._survey.source.form == "csv" else comment
        kept = writing.tidy(bare, keep_lines=True)
        if len(kept) > writing.NOTE_LENGTH:
            return self._wrong(AnswerField.COMMENT, row, Reason.TOO_LONG, comment)
        email = _email(self._text(line, AnswerField.EMAIL))
        phone = _phone(self._text(line, AnswerField.PHONE), self._country)
        card = _card(self._text(line, AnswerField.CARD))
        number = self._text(line, AnswerField.NUMBER)
        told = ("number", number, moment, said) if number else (moment, email, phone, card, said, comment)
        wishes, quotable = (self._is_yes(line, field) for field in (AnswerField.CALL_BACK, AnswerField.QUOTABLE))
        return AnswerRow(row, points, kept, on, email, phone, card, wishes, quotable, self._key(told))

    def _text(self, line: Sequence[str], field: AnswerField) -> str:
        found = [line[i].strip() for i in self._places.get(field, ()) if i < len(line)]
        return "\n".join(one for one in found if not cells.is_blank(one))

    def _is_yes(self, line: Sequence[str], field: AnswerField) -> bool:
        return cells.yes_or_no(self._text(line, field)) is True

    def _key(self, told: Sequence[str]) -> str:
        same = "\0".join(told)
        self._met[same] += 1
        return hashlib.sha256(f"{same}\0{self._met[same]}".encode()).hexdigest()

    def _column(self, field: AnswerField) -> AnswerColumn | None:
        return next((one for one in self._survey.columns if one.field is field), None)

    def _wrong(self, field: AnswerField, row: int, reason: Reason, value: str) -> WrongCell:
        column = self._column(field)
        return WrongCell(row, column.heading if column else "", reason, value[:200])


def _score(text: str, scale: Scale) -> tuple[int, Reason | None]:
    if not text:
        return 0, Reason.NO_SCORE
    points = answer_cells.score(text)
    if points is None:
        return 0, Reason.NOT_A_SCORE
    least = 1 if scale is Scale.ONE_TEN else 0
    return points, None if least <= points <= 10 else Reason.OUT_OF_SCALE


def _day(text: str, column: AnswerColumn | None, today: date, zone: ZoneInfo) -> tuple[date | None, Reason | None]:
    if column is None:
        return None, None
    found = answer_cells.day(text, column.style, column.utc, zone)
    if found is None or found < cells.EARLIEST:
        return None, Reason.NOT_A_DAY
    return found, Reason.FUTURE if found > today else None


def _email(text: str) -> str:
    try:
        return contacts.email_address(text)
    except InvalidInput:
        return ""


def _phone(text: str, country: str) -> str:
    try:
        return contacts.phone_number(text.removeprefix("'"), country)
    except InvalidInput:
        return ""


def _card(text: str) -> str:
    if not text:
        return ""
    try:
        code = codes.read_code(text)
    except (codes.ForeignCode, codes.MisreadCode):
        return ""
    return code.letters if code.kind is CodeKind.CARD else ""
