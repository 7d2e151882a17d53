"""Calls that are owed, and wishes for cards left at the kiosk."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Named,
    Row,
    String,
    Table,
    TypedColumns,
    and_,
    case,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from parrainage_desktop.base.clock import day_start
from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.surveys.callback_rules import CALL_DAYS, MADE, NEVER_MADE, TO_DO, CallBack, CardWish, Outcome
from parrainage_desktop.surveys.store import ANSWERS, ASKS_FOR_CALL, KEPT


class CallBackColumns(TypedColumns):
    """A call that is owed for an answer, and how it went."""

    id: Named[int] = Column(Key, primary_key=True)
    answer_id: Named[int] = Column(Key, ForeignKey("answers.id"), unique=True)
    phone: Named[str] = Column(String(20))
    due_at: Named[datetime] = Column(Instant)
    outcome: Named[str] = Column(String(12))
    note: Named[str] = Column(String(2_000))
    tries: Named[int]
    closed_at: Named[datetime | None] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


_OPEN = text("closed_at IS NULL")
CALL_BACKS = Table(
    "call_backs",
    METADATA,
    CallBackColumns,
    Index("ix_call_backs_due", "due_at", sqlite_where=_OPEN),
)


class CardWishColumns(TypedColumns):
    """A wish for cards that came with an answer; `served_at` when the till took it up."""

    answer_id: Named[int] = Column(Key, ForeignKey("answers.id"), primary_key=True)
    at: Named[datetime] = Column(Instant)
    served_at: Named[datetime | None] = Column(Instant)


CARD_WISHES = Table("card_wishes", METADATA, CardWishColumns)

_CALL = (
    CALL_BACKS.c.id, CALL_BACKS.c.answer_id, ANSWERS.c.customer_id, CALL_BACKS.c.phone, CALL_BACKS.c.due_at,
    CALL_BACKS.c.outcome, CALL_BACKS.c.note, CALL_BACKS.c.tries, CALL_BACKS.c.closed_at,
)  # fmt: skip


_CALLS = select(*_CALL).join_from(CALL_BACKS, ANSWERS)


def insert_call(tx: Transaction, answer_id: int, phone: str, due_at: datetime) -> int:
    """Write a call that is owed; its number."""
    values = {
        "answer_id": answer_id, "phone": phone, "due_at": due_at, "outcome": "",
        "note": "", "tries": 0, "closed_at": None, "staff": tx.actor.staff, "till": tx.actor.till,
    }  # fmt: skip
    return int(tx.execute(insert(CALL_BACKS).values(values).returning(CALL_BACKS.c.id)).scalar_one())


def get(tx: Transaction, call_id: int) -> CallBack | None:
    """A call by number."""
    row = tx.execute(_CALLS.where(CALL_BACKS.c.id == call_id)).one_or_none()
    return _call(row) if row else None


def of_answer(tx: Transaction, answer_id: int) -> CallBack | None:
    """The call owed for an answer, done or not."""
    row = tx.execute(_CALLS.where(CALL_BACKS.c.answer_id == answer_id)).one_or_none()
    return _call(row) if row else None


def open_of(tx: Transaction, customer_id: int) -> list[CallBack]:
    """The calls still owed to a person, the one due first before the others."""
    theirs = _CALLS.where(ANSWERS.c.customer_id == customer_id, CALL_BACKS.c.closed_at.is_(None))
    return [_call(row) for row in tx.execute(theirs.order_by(CALL_BACKS.c.due_at, CALL_BACKS.c.id))]


def left_waiting(tx: Transaction, customer_id: int, since: date | None) -> list[int]:
    """Answers of theirs that ask for a call and have no open one, and no call of theirs was made after them.

    First those whose call was joined to another, then those noted `since` a shop day, the newest before the others.
    """
    asking, made, own = ANSWERS.alias(), CALL_BACKS.alias(), CALL_BACKS
    later = select(made.c.id).join(asking, asking.c.id == made.c.answer_id).where(
        asking.c.customer_id == customer_id, made.c.outcome.in_([one.value for one in MADE]),
        made.c.closed_at >= ANSWERS.c.at,
    )  # fmt: skip
    never = own.c.id.is_(None) | own.c.outcome.in_([one.value for one in NEVER_MADE])
    wanted = own.c.outcome == Outcome.JOINED.value
    if since is not None:
        recent = ANSWERS.c.answered_on >= since - timedelta(days=CALL_DAYS)
        wanted = or_(wanted, and_(ANSWERS.c.at >= day_start(since, tx.zone), recent))
    query = select(ANSWERS.c.id).select_from(ANSWERS.outerjoin(own, own.c.answer_id == ANSWERS.c.id))
    query = query.where(ANSWERS.c.customer_id == customer_id, KEPT, ASKS_FOR_CALL, never, wanted, ~later.exists())
    joined_first = case((own.c.outcome == Outcome.JOINED.value, own.c.due_at))
    return list(tx.execute(query.order_by(joined_first.is_(None), joined_first, ANSWERS.c.id.desc())).scalars())


def to_do(tx: Transaction, skip: int, count: int) -> list[CallBack]:
    """Calls still owed, the one due first before the others."""
    query = _CALLS.where(CALL_BACKS.c.closed_at.is_(None)).order_by(CALL_BACKS.c.due_at, CALL_BACKS.c.id)
    return [_call(row) for row in tx.execute(query.offset(skip).limit(count))]


def done(tx: Transaction, skip: int, count: int) -> list[CallBack]:
    """Calls that are over, newest first."""
    query = _CALLS.where(CALL_BACKS.c.closed_at.is_not(None))
    return [_call(row) for row in tx.execute(query.order_by(CALL_BACKS.c.closed_at.desc()).offset(skip).limit(count))]


def waiting(tx: Transaction) -> int:
    """How many calls are still owed."""
    return int(tx.execute(select(func.count()).where(CALL_BACKS.c.closed_at.is_(None))).scalar_one())


def write_outcome(tx: Transaction, call: CallBack, outcome: Outcome, note: str, tries: int) -> None:
    """Write how a call went; one that is over forgets the phone it was given."""
    over = outcome not in TO_DO
    values = {
        "outcome": outcome.value, "note": note, "tries": tries, "phone": "" if over else call.phone,
        "closed_at": tx.now if over else None, "staff": tx.actor.staff, "till": tx.actor.till,
    }  # fmt: skip
    tx.execute(update(CALL_BACKS).where(CALL_BACKS.c.id == call.id).values(values))


def say_phone(tx: Transaction, call_id: int, phone: str) -> None:
    """Write where to call."""
    tx.execute(update(CALL_BACKS).where(CALL_BACKS.c.id == call_id).values(phone=phone))


def move(tx: Transaction, call_id: int, answer_id: int) -> None:
    """Let a call be owed for another answer of the same person."""
    tx.execute(update(CALL_BACKS).where(CALL_BACKS.c.id == call_id).values(answer_id=answer_id))


def name(tx: Transaction, answer_id: int, customer_id: int) -> None:
    """Write whose answer it is, once they said so."""
    tx.execute(update(ANSWERS).where(ANSWERS.c.id == answer_id).values(customer_id=customer_id))


def write_comment(tx: Transaction, answer_id: int, comment: str) -> None:
    """Put the words of an answer in the place of what it had."""
    tx.execute(update(ANSWERS).where(ANSWERS.c.id == answer_id).values(comment=comment))


def insert_wish(tx: Transaction, answer_id: int) -> None:
    """Write that somebody would like cards; a second time changes nothing."""
    known = select(CARD_WISHES.c.answer_id).where(CARD_WISHES.c.answer_id == answer_id)
    if tx.execute(known).one_or_none() is None:
        values = {"answer_id": answer_id, "at": tx.now, "served_at": None}
        tx.execute(insert(CARD_WISHES), values)


def wishes(tx: Transaction, since: datetime) -> list[CardWish]:
    """Wishes nobody took up yet, newest first."""
    columns = CARD_WISHES.c.answer_id, ANSWERS.c.customer_id, CARD_WISHES.c.at
    waiting = CARD_WISHES.c.served_at.is_(None) & (CARD_WISHES.c.at >= since)
    query = select(*columns).join_from(CARD_WISHES, ANSWERS).where(waiting)
    return [CardWish(*row) for row in tx.execute(query.order_by(CARD_WISHES.c.at.desc()))]


def serve_wish(tx: Transaction, answer_id: int) -> bool:
    """Write that the till took a wish up; False when it had already."""
    waiting = (CARD_WISHES.c.answer_id == answer_id) & CARD_WISHES.c.served_at.is_(None)
    return tx.execute(update(CARD_WISHES).where(waiting).values(served_at=tx.now)).rowcount == 1


def _call(row: Row[Any]) -> CallBack:
    kept = row._asdict()
    return CallBack(**{**kept, "outcome": Outcome(kept["outcome"])})
