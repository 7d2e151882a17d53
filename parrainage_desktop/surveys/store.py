"""Answers, and who was asked."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Named,
    String,
    Table,
    TypedColumns,
    exists,
    func,
    insert,
    select,
    update,
)

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.surveys.rules import Answer, Origin, Score


class AnswerColumns(TypedColumns):
    """An answer from 0 to 10; a mistaken one is excluded with a reason, never deleted."""

    id: Named[int] = Column(Key, primary_key=True)
    customer_id: Named[int | None] = Column(Key, ForeignKey("customers.id"), index=True)
    score: Named[int]
    comment: Named[str] = Column(String(2_000))
    origin: Named[str] = Column(String(10))
    at: Named[datetime] = Column(Instant)
    answered_on: Named[date]
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))
    excluded: Named[str] = Column(String(240))


ANSWERS = Table(
    "answers",
    METADATA,
    AnswerColumns,
    CheckConstraint("score BETWEEN 0 AND 10", name="score"),
    Index("ix_answers_answered_on_score", "answered_on", "score"),
)


class AskColumns(TypedColumns):
    """A customer was asked on a day; nobody twice on the same day."""

    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"), primary_key=True)
    asked_on: Named[date] = Column(primary_key=True)


ASKS = Table("asks", METADATA, AskColumns)


_ANSWER = (ANSWERS.c.id, ANSWERS.c.customer_id, ANSWERS.c.score, ANSWERS.c.comment, ANSWERS.c.at)


def insert_answer(
    tx: Transaction, customer_id: int | None, score: int, comment: str, origin: Origin
) -> Answer:
    """Write an answer."""
    values = {
        "customer_id": customer_id,
        "score": score,
        "comment": comment,
        "origin": origin.value,
        "at": tx.now,
        "answered_on": tx.today,
        "staff": tx.actor.staff,
        "till": tx.actor.till,
        "excluded": "",
    }
    number = tx.execute(insert(ANSWERS).values(values).returning(ANSWERS.c.id)).scalar_one()
    return Answer(number, customer_id, score, comment, tx.now)


def insert_ask(tx: Transaction, customer_id: int) -> None:
    """Write that a person was asked today; a second time on a day changes nothing."""
    today = exists().where(ASKS.c.customer_id == customer_id, ASKS.c.asked_on == tx.today)
    if not tx.execute(select(today)).scalar_one():
        tx.execute(insert(ASKS), {"customer_id": customer_id, "asked_on": tx.today})


def asked(tx: Transaction) -> int:
    """How many times anybody was asked."""
    return int(tx.execute(select(func.count()).select_from(ASKS)).scalar_one())


def exclude(tx: Transaction, answer_id: int, reason: str) -> bool:
    """Leave an answer out of every score; False when it already was."""
    kept = (ANSWERS.c.id == answer_id) & (ANSWERS.c.excluded == "")
    return tx.execute(update(ANSWERS).where(kept).values(excluded=reason)).rowcount == 1


def unhappy_since(tx: Transaction, customer_id: int, since: date) -> bool:
    """Whether a detractor's answer of theirs counts, from a shop day on."""
    theirs = (ANSWERS.c.customer_id == customer_id) & (ANSWERS.c.excluded == "") & (ANSWERS.c.score <= 6)
    return bool(tx.execute(select(exists().where(theirs, ANSWERS.c.answered_on >= since))).scalar_one())


def many(tx: Transaction, ids: list[int]) -> dict[int, Answer]:
    """Answers by number."""
    return {row.id: Answer(*row) for row in tx.execute(select(*_ANSWER).where(ANSWERS.c.id.in_(ids)))}


def of_customer(tx: Transaction, customer_id: int, limit: int) -> list[Answer]:
    """A person's answers that count, newest first."""
    query = select(*_ANSWER).where(ANSWERS.c.customer_id == customer_id, ANSWERS.c.excluded == "")
    return [Answer(*row) for row in tx.execute(query.order_by(ANSWERS.c.id.desc()).limit(limit))]


def score(tx: Transaction, first: date | None, last: date | None) -> Score:
    """Counts of the answers between two shop days, both inclusive; an open end has no limit."""
    query = select(ANSWERS.c.score, func.count()).where(ANSWERS.c.excluded == "").group_by(ANSWERS.c.score)
    if first is not None:
        query = query.where(ANSWERS.c.answered_on >= first)
    if last is not None:
        query = query.where(ANSWERS.c.answered_on <= last)
    counts: dict[int, int] = {row[0]: row[1] for row in tx.execute(query)}
    total = sum(counts.values())
    promoters, detractors = (sum(counts.get(v, 0) for v in values) for values in ((9, 10), range(7)))
    return Score(promoters, total - promoters - detractors, detractors)


def latest_of_customers(tx: Transaction, ids: list[int]) -> dict[int, int]:
    """The newest score of each of these people who ever gave one."""
    query = select(ANSWERS.c.customer_id, ANSWERS.c.score).where(ANSWERS.c.customer_id.in_(ids))
    rows = tx.execute(query.where(ANSWERS.c.excluded == "").order_by(ANSWERS.c.id))
    return {customer: value for customer, value in rows if customer is not None}


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's answers be another's; which ones."""
    return hand_over(tx, ANSWERS, "customer_id", "id", from_id, to_id, only)


def asked_days(tx: Transaction, customer_id: int) -> list[date]:
    """The shop days on which a person was asked."""
    return list(tx.execute(select(ASKS.c.asked_on).where(ASKS.c.customer_id == customer_id)).scalars())


def follow_asks(tx: Transaction, from_id: int, to_id: int, days: Collection[date]) -> list[date]:
    """Let the days on which one person was asked count for another; which ones."""
    return hand_over(tx, ASKS, "customer_id", "asked_on", from_id, to_id, days)
