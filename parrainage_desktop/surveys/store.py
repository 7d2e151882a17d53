"""Answers, and who was asked."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from parrainage_desktop.base.database import Instant, Table, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.surveys.rules import Answer, Origin, Score

Key = BigInteger().with_variant(Integer, "sqlite")


class AnswerRow(Table):
    """An answer from 0 to 10; a mistaken one is excluded with a reason, never deleted."""

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"), index=True)
    score: Mapped[int]
    comment: Mapped[str] = mapped_column(String(2_000))
    origin: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant)
    answered_on: Mapped[date]
    staff: Mapped[str] = mapped_column(String(80))
    till: Mapped[str] = mapped_column(String(80))
    excluded: Mapped[str] = mapped_column(String(240))

    __table_args__ = (
        CheckConstraint("score BETWEEN 0 AND 10", name="score"),
        Index("ix_answers_answered_on_score", "answered_on", "score"),
    )


class AskRow(Table):
    """A customer was asked on a day; nobody twice on the same day."""

    __tablename__ = "asks"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    asked_on: Mapped[date] = mapped_column(primary_key=True)


_ANSWER = (AnswerRow.id, AnswerRow.customer_id, AnswerRow.score, AnswerRow.comment, AnswerRow.at)


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
    number = tx.execute(insert(AnswerRow).values(values).returning(AnswerRow.id)).scalar_one()
    return Answer(number, customer_id, score, comment, tx.now)


def insert_ask(tx: Transaction, customer_id: int) -> None:
    """Write that a person was asked today; a second time on a day changes nothing."""
    today = exists().where(AskRow.customer_id == customer_id, AskRow.asked_on == tx.today)
    if not tx.execute(select(today)).scalar_one():
        tx.execute(insert(AskRow), {"customer_id": customer_id, "asked_on": tx.today})


def asked(tx: Transaction) -> int:
    """How many times anybody was asked."""
    return int(tx.execute(select(func.count()).select_from(AskRow)).scalar_one())


def exclude(tx: Transaction, answer_id: int, reason: str) -> bool:
    """Leave an answer out of every score; False when it already was."""
    kept = (AnswerRow.id == answer_id) & (AnswerRow.excluded == "")
    return tx.execute(update(AnswerRow).where(kept).values(excluded=reason)).rowcount == 1


def unhappy_since(tx: Transaction, customer_id: int, since: date) -> bool:
    """Whether a detractor's answer of theirs counts, from a shop day on."""
    theirs = (AnswerRow.customer_id == customer_id) & (AnswerRow.excluded == "") & (AnswerRow.score <= 6)
    return bool(tx.execute(select(exists().where(theirs, AnswerRow.answered_on >= since))).scalar_one())


def many(tx: Transaction, ids: list[int]) -> dict[int, Answer]:
    """Answers by number."""
    return {row.id: Answer(*row) for row in tx.execute(select(*_ANSWER).where(AnswerRow.id.in_(ids)))}


def of_customer(tx: Transaction, customer_id: int, limit: int) -> list[Answer]:
    """A person's answers that count, newest first."""
    query = select(*_ANSWER).where(AnswerRow.customer_id == customer_id, AnswerRow.excluded == "")
    return [Answer(*row) for row in tx.execute(query.order_by(AnswerRow.id.desc()).limit(limit))]


def score(tx: Transaction, first: date | None, last: date | None) -> Score:
    """Counts of the answers between two shop days, both inclusive; an open end has no limit."""
    query = select(AnswerRow.score, func.count()).where(AnswerRow.excluded == "").group_by(AnswerRow.score)
    if first is not None:
        query = query.where(AnswerRow.answered_on >= first)
    if last is not None:
        query = query.where(AnswerRow.answered_on <= last)
    counts: dict[int, int] = {row[0]: row[1] for row in tx.execute(query)}
    total = sum(counts.values())
    promoters, detractors = (sum(counts.get(v, 0) for v in values) for values in ((9, 10), range(7)))
    return Score(promoters, total - promoters - detractors, detractors)


def latest_of_customers(tx: Transaction, ids: list[int]) -> dict[int, int]:
    """The newest score of each of these people who ever gave one."""
    query = select(AnswerRow.customer_id, AnswerRow.score).where(AnswerRow.customer_id.in_(ids))
    rows = tx.execute(query.where(AnswerRow.excluded == "").order_by(AnswerRow.id))
    return {customer: value for customer, value in rows if customer is not None}


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's answers be another's; which ones."""
    return hand_over(tx, AnswerRow, "customer_id", "id", from_id, to_id, only)


def asked_days(tx: Transaction, customer_id: int) -> list[date]:
    """The shop days on which a person was asked."""
    return list(tx.execute(select(AskRow.asked_on).where(AskRow.customer_id == customer_id)).scalars())


def follow_asks(tx: Transaction, from_id: int, to_id: int, days: Collection[date]) -> list[date]:
    """Let the days on which one person was asked count for another; which ones."""
    return hand_over(tx, AskRow, "customer_id", "asked_on", from_id, to_id, days)
