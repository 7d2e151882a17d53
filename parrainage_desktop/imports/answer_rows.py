"""Rows made into answers: every cell read as its column says, every wrong one named."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
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

Read = Callable[[int, Sequence[str]], AnswerRow | WrongCell]


def reader(survey: AnswerSurvey, country: str, today: date, zone: ZoneInfo) -> Read:
    """A function that makes a row into an answer, or names the cell that keeps it out.

    Contacts nobody can use only leave an answer without a name. Rows that are the same, word for word, are told apart
    by how often they were met.
    """
    met: Counter[str] = Counter()
    places: dict[AnswerField, list[int]] = {}
    for i, column in enumerate(survey.columns):
        places.setdefault(column.field, []).append(i)

    def text(line: Sequence[str], field: AnswerField) -> str:
        found = [line[i].strip() for i in places.get(field, ()) if i < len(line)]
        return "\n".join(one for one in found if not cells.is_blank(one))

    def read(row: int, line: Sequence[str]) -> AnswerRow | WrongCell:
        said = text(line, AnswerField.SCORE)
        points, why = _score(said, survey.scale)
        if why is not None:
            return _wrong(survey, AnswerField.SCORE, row, why, said)
        moment = text(line, AnswerField.ON)
        on, why = _day(moment, _of(survey, AnswerField.ON), today, zone)
        if why is not None:
            return _wrong(survey, AnswerField.ON, row, why, moment)
        comment = text(line, AnswerField.COMMENT)
        bare = tables_out.bare(comment) if survey.source.form == "csv" else comment
        kept = writing.tidy(bare, keep_lines=True)
        if len(kept) > writing.NOTE_LENGTH:
            return _wrong(survey, AnswerField.COMMENT, row, Reason.TOO_LONG, comment)
        email, phone = _email(text(line, AnswerField.EMAIL)), _phone(text(line, AnswerField.PHONE), country)
        card = _card(text(line, AnswerField.CARD))
        number = text(line, AnswerField.NUMBER)
        told = ("number", number, moment, said) if number else (moment, email, phone, card, said, comment)
        same = "\0".join(told)
        met[same] += 1
        key = hashlib.sha256(f"{same}\0{met[same]}".encode()).hexdigest()
        yes = [cells.yes_or_no(text(line, one)) is True for one in (AnswerField.CALL_BACK, AnswerField.QUOTABLE)]
        return AnswerRow(row, points, kept, on, email, phone, card, yes[0], yes[1], key)

    return read


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


def _of(survey: AnswerSurvey, field: AnswerField) -> AnswerColumn | None:
    return next((one for one in survey.columns if one.field is field), None)


def _wrong(survey: AnswerSurvey, field: AnswerField, row: int, reason: Reason, value: str) -> WrongCell:
    column = _of(survey, field)
    return WrongCell(row, column.heading if column else "", reason, value[:200])


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
