"""Answers told apart by what is known of whoever gave them, or of how they came."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, FromClause, Integer, String, column, func, select, table

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.surveys import lists
from parrainage_desktop.surveys.campaign_store import CAMPAIGNS
from parrainage_desktop.surveys.rules import Segment, Span
from parrainage_desktop.surveys.store import ANSWERS, COUNTS

_people = table(
    "customers", column("id", Integer), column("city", String), column("is_referrer", Boolean),
    column("is_referee", Boolean),
)  # fmt: skip
_tags = table("customer_tags", column("customer_id", Integer), column("tag", String))


def by_part(tx: Transaction, span: Span, segment: Segment) -> list[tuple[str, dict[int, int]]]:
    """How many answers of each score each part has; what is known of nobody in particular is in no part.

    Two campaigns of one name are two parts.
    """
    part, source = _told_apart(segment)
    query = select(part.label("part"), ANSWERS.c.score, func.count()).select_from(source)
    query = query.where(*lists.within(span), *COUNTS).group_by(part, ANSWERS.c.score)
    found: dict[Any, dict[int, int]] = {}
    for key, score, answers in tx.execute(query):
        found.setdefault(key, {})[score] = answers
    names = _campaign_names(tx) if segment is Segment.CAMPAIGN else {}
    return [(names.get(key, "") if segment is Segment.CAMPAIGN else _name(key), each) for key, each in found.items()]


def _campaign_names(tx: Transaction) -> dict[int | None, str]:
    return {row.id: row.name for row in tx.execute(select(CAMPAIGNS.c.id, CAMPAIGNS.c.name))}


def _told_apart(segment: Segment) -> tuple[ColumnElement[Any], FromClause]:
    own = {Segment.ORIGIN: ANSWERS.c.origin, Segment.STAFF: ANSWERS.c.staff}
    if segment in own:
        return own[segment], ANSWERS
    if segment is Segment.TAG:
        return _tags.c.tag, ANSWERS.join(_tags, _tags.c.customer_id == ANSWERS.c.customer_id)
    if segment is Segment.CAMPAIGN:
        return ANSWERS.c.campaign_id, ANSWERS
    known = ANSWERS.join(_people, _people.c.id == ANSWERS.c.customer_id)
    return {
        Segment.CITY: _people.c.city,
        Segment.REFERRED: _people.c.is_referee,
        Segment.REFERRER: _people.c.is_referrer,
    }[segment], known


def _name(value: object) -> str:
    if isinstance(value, str):
        return value
    return "yes" if value else "no"
