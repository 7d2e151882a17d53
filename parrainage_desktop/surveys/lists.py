"""Answers read in lists: those a screen wants, and the promoters who are no referrers yet."""

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Join,
    Subquery,
    column,
    func,
    select,
    table,
)

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.surveys.list_rules import Wanted
from parrainage_desktop.surveys.rules import Answer, Category, Span
from parrainage_desktop.surveys.store import ANSWERS, COLUMNS, COUNTS, KEPT, NOTHING, answer

_people = table("customers", column("id", Integer), column("gone"), column("is_referrer", Boolean))
_RANGES = {Category.PROMOTER: (9, 10), Category.PASSIVE: (7, 8), Category.DETRACTOR: (0, 6)}


def within(span: Span) -> list[ColumnElement[bool]]:
    """The conditions of a span."""
    found: list[ColumnElement[bool]] = []
    if span.first is not None:
        found.append(ANSWERS.c.answered_on >= span.first)
    if span.last is not None:
        found.append(ANSWERS.c.answered_on <= span.last)
    if span.campaign_id is not None:
        found.append(ANSWERS.c.campaign_id == span.campaign_id)
    return found


def listed(tx: Transaction, wanted: Wanted, skip: int, count: int) -> list[Answer]:
    """The answers a list wants, newest first."""
    query = select(*COLUMNS).where(*_wanted(wanted))
    query = query.order_by(ANSWERS.c.answered_on.desc(), ANSWERS.c.id.desc()).offset(skip).limit(count)
    return [answer(row) for row in tx.execute(query)]


def count_listed(tx: Transaction, wanted: Wanted) -> int:
    """How many answers a list wants."""
    return int(tx.execute(select(func.count()).select_from(ANSWERS).where(*_wanted(wanted))).scalar_one())


def promoters(tx: Transaction) -> tuple[int, int]:
    """How many people said 9 or 10 last, and how many of them are no referrers yet."""
    latest = _latest()
    query = select(_people.c.is_referrer, func.count()).select_from(_known(latest)).where(*_promoting(latest))
    found = {bool(row[0]): int(row[1]) for row in tx.execute(query.group_by(_people.c.is_referrer))}
    return sum(found.values()), found.get(False, 0)


def promoters_to_invite(tx: Transaction, skip: int, count: int) -> list[int]:
    """Who said 9 or 10 last and is no referrer yet, the newest answer first."""
    latest = _latest()
    query = select(_people.c.id).select_from(_known(latest)).where(*_promoting(latest), ~_people.c.is_referrer)
    query = query.order_by(latest.c.answered_on.desc(), _people.c.id.desc())
    return list(tx.execute(query.offset(skip).limit(count)).scalars())


def scored(tx: Transaction, least: int, count: int) -> list[int]:
    """Who gave at least a score last, the newest answer first."""
    latest = _latest()
    high = latest.c.rank == 1, latest.c.score >= least, _people.c.gone == ""
    query = select(_people.c.id).select_from(_known(latest)).where(*high)
    return list(tx.execute(query.order_by(latest.c.answered_on.desc(), _people.c.id.desc()).limit(count)).scalars())


def _latest() -> Subquery:
    """The newest answer of each person that is in the score."""
    rank = func.row_number().over(
        partition_by=ANSWERS.c.customer_id, order_by=(ANSWERS.c.answered_on.desc(), ANSWERS.c.id.desc())
    )
    columns = ANSWERS.c.customer_id, ANSWERS.c.score, ANSWERS.c.answered_on, rank.label("rank")
    return select(*columns).where(ANSWERS.c.customer_id.is_not(None), *COUNTS).subquery()


def _known(latest: Subquery) -> Join:
    return latest.join(_people, _people.c.id == latest.c.customer_id)


def _promoting(latest: Subquery) -> list[ColumnElement[bool]]:
    return [latest.c.rank == 1, latest.c.score >= 9, _people.c.gone == ""]


def _wanted(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [*within(wanted.span), ANSWERS.c.excluded != NOTHING if wanted.left_out else KEPT]
    if wanted.category is not None:
        found += [ANSWERS.c.score.between(*_RANGES[wanted.category]), COUNTS[1]]
    if wanted.origin is not None:
        found.append(ANSWERS.c.origin == wanted.origin.value)
    if wanted.told:
        found.append(ANSWERS.c.comment != NOTHING)
    if wanted.words:
        found.append(func.lower(ANSWERS.c.comment).contains(wanted.words.lower(), autoescape=True))
    if wanted.quotable:
        found.append(ANSWERS.c.quotable)
    return found
