"""Answers, and who was asked."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Named,
    String,
    Table,
    TypedColumns,
    Update,
    and_,
    exists,
    false,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    update,
)

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.surveys import absences, counts
from parrainage_desktop.surveys.rules import Answer, Excluded, Given, Origin, Scale


class AnswerColumns(TypedColumns):
    """An answer; a mistaken one is excluded with a reason, never deleted. One from 1 to 10 is in no score."""

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
    excluded_at: Named[datetime | None] = Column(Instant)
    campaign_id: Named[int | None] = Column(Key, ForeignKey("campaigns.id"))
    call_back: Named[bool] = Column(server_default=false())
    quotable: Named[bool] = Column(server_default=false())
    scale: Named[str] = Column(String(5), server_default=text("'0-10'"))


_COUNTING_IN_CAMPAIGN = text("campaign_id IS NOT NULL AND excluded = ''")
_TOLD = text("comment <> '' AND excluded = ''")
_LEFT_OUT = text("excluded_at IS NOT NULL")
ANSWERS = Table(
    "answers",
    METADATA,
    AnswerColumns,
    CheckConstraint("score BETWEEN 0 AND 10", name="score"),
    Index("ix_answers_answered_on_score", "answered_on", "score"),
    Index(
        "ix_answers_one_of_a_campaign", "campaign_id", "customer_id", unique=True, sqlite_where=_COUNTING_IN_CAMPAIGN
    ),
    Index("ix_answers_told", "answered_on", "id", sqlite_where=_TOLD),
    Index("ix_answers_at", "at"),
    Index("ix_answers_excluded_at", "excluded_at", sqlite_where=_LEFT_OUT),
)
NOTHING = literal_column("''", String)
"""The empty text, written into a statement as the partial indexes have it: SQLite uses one only for its very words."""
KEPT = ANSWERS.c.excluded == NOTHING
"""An answer that was not left out."""
COUNTS = (KEPT, ANSWERS.c.scale == Scale.ZERO_TEN.value)
"""An answer that is in the score."""


ASKS_FOR_CALL = or_(ANSWERS.c.call_back, and_(*COUNTS, ANSWERS.c.score <= 6))


class AskColumns(TypedColumns):
    """A customer was asked on a day; nobody twice on the same day."""

    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"), primary_key=True)
    asked_on: Named[date] = Column(primary_key=True)


ASKS = Table("asks", METADATA, AskColumns, Index("ix_asks_asked_on", "asked_on"))


class CampaignPersonColumns(TypedColumns):
    """Somebody chosen for a campaign, and the shop day they were asked."""

    campaign_id: Named[int] = Column(Key, ForeignKey("campaigns.id"), primary_key=True)
    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"), primary_key=True)
    asked_on: Named[date | None]


CAMPAIGN_PEOPLE = Table(
    "campaign_people", METADATA, CampaignPersonColumns, Index("ix_campaign_people_customer_id", "customer_id")
)


COLUMNS = (
    ANSWERS.c.id, ANSWERS.c.customer_id, ANSWERS.c.score, ANSWERS.c.comment, ANSWERS.c.at, ANSWERS.c.answered_on,
    ANSWERS.c.origin, ANSWERS.c.staff, ANSWERS.c.campaign_id, ANSWERS.c.call_back, ANSWERS.c.quotable,
    ANSWERS.c.scale, ANSWERS.c.excluded,
)  # fmt: skip


def answer(row: Sequence[Any]) -> Answer:
    """An answer from a row of `COLUMNS`."""
    number, customer, score, comment, at, on, origin, staff, campaign, call_back, quotable, scale, excluded = row
    return Answer(
        number, customer, score, comment, at, on, Origin(origin), staff, campaign, call_back, quotable,
        Scale(scale), excluded,
    )


def insert_answer(tx: Transaction, given: Given) -> Answer:
    """Write an answer, and count it."""
    values = {
        "customer_id": given.customer_id,
        "score": given.score,
        "comment": given.comment,
        "origin": given.origin.value,
        "at": tx.now,
        "answered_on": given.on or tx.today,
        "staff": tx.actor.staff,
        "till": tx.actor.till,
        "excluded": "",
        "campaign_id": given.campaign_id,
        "call_back": given.call_back,
        "quotable": given.quotable,
        "scale": given.scale.value,
    }
    kept = answer(tx.execute(insert(ANSWERS).values(values).returning(*COLUMNS)).one())
    _count(tx, kept, 1)
    return kept


def _count(tx: Transaction, kept: Answer, by: int) -> None:
    if kept.scale is Scale.ZERO_TEN:
        counts.add(tx, {(kept.answered_on, kept.campaign_id or counts.NO_CAMPAIGN, kept.score): by})


def of_campaign(tx: Transaction, campaign_id: int, customer_id: int) -> Answer | None:
    """The answer of a person to a campaign that counts, if they gave one."""
    theirs = ANSWERS.c.campaign_id == campaign_id, ANSWERS.c.customer_id == customer_id, KEPT
    row = tx.execute(select(*COLUMNS).where(*theirs)).first()
    return answer(row) if row else None


def stood_before(tx: Transaction, answer_id: int) -> int | None:
    """The answer of the same person to the same campaign that was left out last for the sake of this one."""
    before, this = ANSWERS, ANSWERS.alias()
    query = select(before.c.id).join(
        this, (this.c.campaign_id == before.c.campaign_id) & (this.c.customer_id == before.c.customer_id)
    ).where(
        this.c.id == answer_id, before.c.id != this.c.id, before.c.excluded_at >= this.c.at,
        before.c.excluded.in_([Excluded.REPLACED.value, Excluded.ANSWERED_TWICE.value]),
    )  # fmt: skip
    return tx.execute(query.order_by(before.c.excluded_at.desc(), before.c.id.desc()).limit(1)).scalar_one_or_none()


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
    return _changed(tx, update(ANSWERS).where(kept).values(excluded=reason, excluded_at=tx.now), -1)


def include(tx: Transaction, answer_id: int) -> bool:
    """Let an answer count again; False when it did."""
    left_out = (ANSWERS.c.id == answer_id) & (ANSWERS.c.excluded != "")
    since = tx.execute(select(ANSWERS.c.excluded_at).where(left_out)).scalar_one_or_none()
    if since is not None:
        absences.ended(tx, answer_id, since)
    return _changed(tx, update(ANSWERS).where(left_out).values(excluded="", excluded_at=None), 1)


def _changed(tx: Transaction, change: Update, by: int) -> bool:
    row = tx.execute(change.returning(*COLUMNS)).first()
    if row is None:
        return False
    _count(tx, answer(row), by)
    return True


def many(tx: Transaction, ids: list[int]) -> dict[int, Answer]:
    """Answers by number."""
    return {row.id: answer(row) for row in tx.execute(select(*COLUMNS).where(ANSWERS.c.id.in_(ids)))}


def of_customer(tx: Transaction, customer_id: int, limit: int) -> list[Answer]:
    """A person's answers that count, newest first."""
    query = select(*COLUMNS).where(ANSWERS.c.customer_id == customer_id, ANSWERS.c.excluded == "")
    return [answer(row) for row in tx.execute(query.order_by(ANSWERS.c.id.desc()).limit(limit))]


def latest_of_customers(tx: Transaction, ids: list[int]) -> dict[int, int]:
    """The newest score of each of these people who ever gave one."""
    query = select(ANSWERS.c.customer_id, ANSWERS.c.score).where(ANSWERS.c.customer_id.in_(ids))
    rows = tx.execute(query.where(*COUNTS).order_by(ANSWERS.c.answered_on, ANSWERS.c.id))
    return {customer: value for customer, value in rows if customer is not None}


def doubled(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None) -> list[int]:
    """Of each two answers that would be one person's to one campaign, the earlier."""
    theirs, others = ANSWERS.alias(), ANSWERS.alias()
    both = (theirs.c.customer_id == from_id, others.c.customer_id == to_id, theirs.c.excluded == "")
    query = select(theirs.c.id, theirs.c.answered_on, others.c.id, others.c.answered_on).join(
        others, (others.c.campaign_id == theirs.c.campaign_id) & (others.c.excluded == "")
    )
    if only is not None:
        query = query.where(theirs.c.id.in_(only))
    pairs = tx.execute(query.where(*both))
    return [min((one_on, one), (other_on, other))[1] for one, one_on, other, other_on in pairs]


def no_longer_doubled(tx: Transaction, ids: Collection[int]) -> list[int]:
    """Answers of these people that were left out beside another one, which is not theirs any more; the newest of each.

    Of three records made one, two may be left out for the sake of the third.
    """
    other = ANSWERS.alias()
    beside = exists().where(
        other.c.campaign_id == ANSWERS.c.campaign_id, other.c.customer_id == ANSWERS.c.customer_id,
        other.c.excluded == "",
    )
    left_out = ANSWERS.c.customer_id.in_(ids), ANSWERS.c.excluded == Excluded.ANSWERED_TWICE.value
    columns = ANSWERS.c.customer_id, ANSWERS.c.campaign_id, ANSWERS.c.id
    found = tx.execute(select(*columns).where(*left_out, ~beside).order_by(ANSWERS.c.answered_on, ANSWERS.c.id))
    return list({(customer, campaign): number for customer, campaign, number in found}.values())


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's answers be another's; which ones."""
    return hand_over(tx, ANSWERS, "customer_id", "id", from_id, to_id, only)


def asked_days(tx: Transaction, customer_id: int) -> list[date]:
    """The shop days on which a person was asked."""
    return list(tx.execute(select(ASKS.c.asked_on).where(ASKS.c.customer_id == customer_id)).scalars())


def follow_asks(tx: Transaction, from_id: int, to_id: int, days: Collection[date]) -> list[date]:
    """Let the days on which one person was asked count for another; which ones."""
    return hand_over(tx, ASKS, "customer_id", "asked_on", from_id, to_id, days)
