"""How many answers of each score a day brought, kept beside the answers and changed with them."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Column, ColumnElement, Date, Named, Table, TypedColumns, bindparam, func, select, text

from parrainage_desktop.base.database import METADATA, Key, Transaction
from parrainage_desktop.surveys.rules import Span

NO_CAMPAIGN = 0
Place = tuple[date, int, int]
"""A shop day, a campaign's number or `NO_CAMPAIGN`, and a score."""


class AnswerCountColumns(TypedColumns):
    """Answers that count, from 0 to 10, of one day, campaign and score; a million of them are a few thousand rows."""

    answered_on: Named[date] = Column(primary_key=True)
    campaign_id: Named[int] = Column(Key, primary_key=True, autoincrement=False)
    score: Named[int] = Column(primary_key=True, autoincrement=False)
    answers: Named[int]


ANSWER_COUNTS = Table("answer_counts", METADATA, AnswerCountColumns)


_ADD = text(
    "INSERT INTO answer_counts (answered_on, campaign_id, score, answers) VALUES (:day, :campaign, :score, :answers)"
    " ON CONFLICT (answered_on, campaign_id, score) DO UPDATE SET answers = answer_counts.answers + excluded.answers"
).bindparams(bindparam("day", type_=Date))


def add(tx: Transaction, changes: Mapping[Place, int]) -> None:
    """Count answers that came (above 0) or count no more (below)."""
    rows = [
        {"day": day, "campaign": campaign, "score": score, "answers": answers}
        for (day, campaign, score), answers in changes.items()
    ]
    if rows:
        tx.execute(_ADD, rows)
        tx.changed.add(ANSWER_COUNTS.name)


def by_score(tx: Transaction, span: Span) -> dict[int, int]:
    """How many answers of each score a span has."""
    total = func.sum(ANSWER_COUNTS.c.answers)
    query = select(ANSWER_COUNTS.c.score, total).where(*_within(span)).group_by(ANSWER_COUNTS.c.score)
    return {score: int(answers) for score, answers in tx.execute(query) if answers}


def by_day(tx: Transaction, span: Span) -> list[tuple[date, int, int]]:
    """Days, scores and how many answers, in the order of the days."""
    columns = ANSWER_COUNTS.c.answered_on, ANSWER_COUNTS.c.score
    query = select(*columns, func.sum(ANSWER_COUNTS.c.answers)).where(*_within(span)).group_by(*columns)
    return [(day, score, int(answers)) for day, score, answers in tx.execute(query.order_by(columns[0])) if answers]


def _within(span: Span) -> list[ColumnElement[bool]]:
    found = []
    if span.first is not None:
        found.append(ANSWER_COUNTS.c.answered_on >= span.first)
    if span.last is not None:
        found.append(ANSWER_COUNTS.c.answered_on <= span.last)
    if span.campaign_id is not None:
        found.append(ANSWER_COUNTS.c.campaign_id == span.campaign_id)
    return found
