"""Many answers at once: as a file brings them, and as a file is taken back."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice

from sqlalchemy import func, select, text, update

from parrainage_desktop.base import bulk
from parrainage_desktop.base.database import Transaction, stamp
from parrainage_desktop.surveys import counts
from parrainage_desktop.surveys.rules import Answer, Excluded, Given, Scale
from parrainage_desktop.surveys.store import ANSWERS, COLUMNS, KEPT, answer

_AT_ONCE = 500
_WRITTEN = (
    "id", "customer_id", "score", "comment", "origin", "at", "answered_on", "staff", "till", "excluded", "campaign_id",
    "call_back", "quotable", "scale",
)  # fmt: skip


def insert_all(tx: Transaction, given: Sequence[Given]) -> list[int]:
    """Write answers and count them; their numbers, in order."""
    numbers = _new_numbers(tx, len(given))
    at, staff, till = stamp(tx.now), tx.actor.staff, tx.actor.till
    bulk.insert_rows(tx, ANSWERS, _WRITTEN, [
        (
            number, one.customer_id, one.score, one.comment, one.origin.value, at, (one.on or tx.today).isoformat(),
            staff, till, "", one.campaign_id, one.call_back, one.quotable, one.scale.value,
        )
        for number, one in zip(numbers, given, strict=True)
    ])
    counted = Counter(
        (one.on or tx.today, one.campaign_id or counts.NO_CAMPAIGN, one.score)
        for one in given
        if one.scale is Scale.ZERO_TEN
    )
    counts.add(tx, counted)
    return numbers


def leave_out(tx: Transaction, ids: Sequence[int], why: Excluded) -> tuple[list[Answer], list[Answer]]:
    """Exclude these answers: those that counted, and those left out before, now for this reason but since then."""
    found, before = list[Answer](), list[Answer]()
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        these = ANSWERS.c.id.in_(some)
        change = update(ANSWERS).where(these, ANSWERS.c.excluded == "")
        counted = change.values(excluded=why.value, excluded_at=tx.now).returning(*COLUMNS)
        found += [answer(row) for row in tx.execute(counted)]
        others = update(ANSWERS).where(these, ANSWERS.c.excluded != why.value).values(excluded=why.value)
        before += [answer(row) for row in tx.execute(others.returning(*COLUMNS))]
    gone = Counter(
        (one.answered_on, one.campaign_id or counts.NO_CAMPAIGN, one.score)
        for one in found
        if one.scale is Scale.ZERO_TEN
    )
    counts.add(tx, {place: -answers for place, answers in gone.items()})
    return found, before


def answered(tx: Transaction, campaign_id: int, ids: Collection[int]) -> set[int]:
    """Who of these people has an answer to a campaign that counts."""
    theirs = ANSWERS.c.campaign_id == campaign_id, ANSWERS.c.customer_id.in_(ids), KEPT
    return {row[0] for row in tx.execute(select(ANSWERS.c.customer_id).where(*theirs))}


def _new_numbers(tx: Transaction, count: int) -> list[int]:
    if tx.on_sqlite:
        last = int(tx.execute(select(func.coalesce(func.max(ANSWERS.c.id), 0))).scalar_one())
        return list(range(last + 1, last + 1 + count))
    drawn = text("SELECT nextval(pg_get_serial_sequence('answers', 'id')) FROM generate_series(1, :count)")
    return list(tx.execute(drawn, {"count": count}).scalars())
