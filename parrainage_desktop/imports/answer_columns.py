"""What the columns of a form's export hold: told by their headings, and the score also by what is in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from parrainage_desktop.base import writing
from parrainage_desktop.imports.answer_rules import REPEATABLE, AnswerColumn, AnswerField, Form
from parrainage_desktop.imports.rules import Style

_MEANINGS: tuple[tuple[str, AnswerField], ...] = (
    # The headings are folded: no accents, no case, no signs; “#” is nothing then, and is looked at apart.
    (r"entry id|respondent id|response id|reponse id|submission id|token|id|numero de reponse", AnswerField.NUMBER),
    (r"submit date utc|submitted at|date de soumission|horodateur|timestamp|date created|end date|completed at"
     r"|date de fin|date|day|jour|answered on|date de (?:la )?reponse", AnswerField.ON),
    (r"start date.*|stage date.*|last updated|updated by|created by|network id|collector id|ip address|tags|ending"
     r"|last page accessed|completion status|response type|custom data.*|first name|last name|prenom|nom|name"
     r"|score total|total score", AnswerField.NOTHING),
    (r".*(?:rappel|recontact|call ?back|call you|contact you).*", AnswerField.CALL_BACK),
    (r".*(?:citer|\bquote|publier|publish|temoignage|testimonial).*", AnswerField.QUOTABLE),
    (r".*(?:mail|courriel).*|nom d utilisateur|username", AnswerField.EMAIL),
    (r".*(?:telephone|phone|portable|mobile|\btel\b).*", AnswerField.PHONE),
    (r"(?:carte|card|code carte|card code|numero de carte|carte de parrainage|referral card)", AnswerField.CARD),
)  # fmt: skip
_SCORE = re.compile(
    r".*(?:recomm[ae]nd|\bnps\b|how likely|promoter score|(?:0|1) (?:a|to|et|and|sur) 10|sur 10\b|out of 10).*"
    r"|(?:score|note|notes|rating|answer)"
)
_WHY = re.compile(
    r".*(?:comment|pourquoi|\bwhy\b|raison|reason|expli|ameliorer|improve|verbatim|feedback|remarque|\bavis\b|tell us"
    r"|dites nous).*"
)
_PATTERNS = tuple((re.compile(pattern), field) for pattern, field in _MEANINGS)
_FROM_ONE = re.compile(r".*\b1 (?:a|to|et|and|through|jusqu a) 10\b.*|.*\b1 10\b.*")
_BEST_DAY = ("submit date utc", "horodateur", "timestamp", "end date", "date created")


def recognised(headings: Sequence[str]) -> tuple[AnswerColumn, ...]:
    """What each column most likely holds; one that may be the score is said to hold nothing yet."""
    columns = [_column(heading) for heading in headings]
    days = [i for i, one in enumerate(columns) if one.field is AnswerField.ON]
    if days:
        best = min(days, key=lambda i: _rank(headings[i]))
        columns = [_without(one) if i in days and i != best else one for i, one in enumerate(columns)]
    return tuple(_once(columns))


def _rank(heading: str) -> int:
    folded = writing.fold(heading)
    return _BEST_DAY.index(folded) if folded in _BEST_DAY else len(_BEST_DAY)


def _once(columns: Sequence[AnswerColumn]) -> list[AnswerColumn]:
    met: set[AnswerField] = set()
    found = []
    for one in columns:
        found.append(_without(one) if one.field in met - REPEATABLE else one)
        met.add(one.field)
    return found


def _without(column: AnswerColumn) -> AnswerColumn:
    return replace(column, field=AnswerField.NOTHING)


def _column(heading: str) -> AnswerColumn:
    folded, plain = writing.fold(heading), heading.strip().lower()
    utc = "utc" in folded.split()
    if plain == "#":
        return AnswerColumn(heading, AnswerField.NUMBER)
    named = next((field for field in AnswerField if field.value == plain), None)
    if named is not None and named is not AnswerField.SCORE:
        return AnswerColumn(heading, named, utc=utc)
    found = next((field for pattern, field in _PATTERNS if pattern.fullmatch(folded)), AnswerField.NOTHING)
    if found is AnswerField.NOTHING and _WHY.fullmatch(folded) and not is_a_why_of_none(folded):
        found = AnswerField.COMMENT
    return AnswerColumn(heading, found, utc=utc)


def is_a_why_of_none(folded: str) -> bool:
    """Whether a heading asks how likely somebody is to recommend, whatever else it says."""
    return bool(re.search(r"how likely|recomm[ae]nd(?:er)?(?:iez|ez)", folded)) and "why" not in folded


def is_score(heading: str) -> bool:
    """Whether a heading is that of a score."""
    return bool(_SCORE.fullmatch(writing.fold(heading)))


def is_free(column: AnswerColumn) -> bool:
    """Whether a column may turn out to be the score: nothing is known of it."""
    folded = writing.fold(column.heading)
    if column.field is AnswerField.COMMENT:
        return is_score(column.heading)
    return column.field is AnswerField.NOTHING and not any(pattern.fullmatch(folded) for pattern, _ in _PATTERNS)


def begins_at_one(heading: str) -> bool:
    """Whether a heading says that the scale is from 1 to 10."""
    return bool(_FROM_ONE.fullmatch(writing.fold(heading)))


def form(headings: Sequence[str]) -> Form:
    """Whose export a file is."""
    folded = {writing.fold(heading) for heading in headings}
    if {"network id", "submit date utc"} <= folded:
        return Form.TYPEFORM
    if {"entry id", "date created"} <= folded:
        return Form.WUFOO
    if {"respondent id", "collector id"} <= folded:
        return Form.SURVEYMONKEY
    return Form.GOOGLE if folded & {"timestamp", "horodateur"} else Form.OTHER


def mapped(
    columns: Sequence[AnswerColumn], wanted: Mapping[int, tuple[AnswerField, Style | None]]
) -> tuple[AnswerColumn, ...]:
    """Columns with some meanings given by hand; a column that had such a meaning before gives it up."""
    given = {field for field, _style in wanted.values()} - REPEATABLE
    kept = [_without(column) if column.field in given else column for column in columns]
    for place, (field, style) in wanted.items():
        kept[place] = replace(columns[place], field=field, style=style)
    return tuple(kept)
