"""The month counted as it was known at its end, however late one asks.

What was recorded later, and what was taken back later, belongs to the month of its recording.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, TextClause, and_, func, or_, select

from parrainage_desktop.base.clock import local_day
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.journal import JOURNAL
from parrainage_desktop.customers.store import CUSTOMERS
from parrainage_desktop.programme.store import PROGRAMMES
from parrainage_desktop.purchases.store import PURCHASES
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.referrals.store import REFERRALS
from parrainage_desktop.reports.events import CLAIMED, FLAGGED, REWARDED, Move, became
from parrainage_desktop.reports.rules import Comment, Counted, Period
from parrainage_desktop.surveys.rules import Scale, Score, scored
from parrainage_desktop.surveys.store import ANSWERS
from parrainage_desktop.vouchers.store import CANCELLATIONS, VOUCHERS

_REWARD = f"referral.{REWARDED}"
_OTHERS = ["referral.approved", "referral.reopened", "referral.refused"]
_MOVES = [f"referral.{state.value}" for state in ReferralState] + _OTHERS
_ENDINGS = [action for action in _MOVES if action.partition(".")[2] not in {REWARDED, CLAIMED, FLAGGED, "refused"}]
_FROM_REWARDED = f'%"from":"{REWARDED}"%'
MOVED = JOURNAL.c.action.in_(_MOVES)
_CHUNK = 5_000
_ZERO_TEN = ANSWERS.c.scale == Scale.ZERO_TEN.value


@dataclass(frozen=True, slots=True)
class Rewarded:
    """A reward of the month: when, for whom by whom, and the cents it earned that were not cancelled by its end."""

    entry: int
    day: date
    referrer_id: int
    referrer: tuple[str, str]
    referee: tuple[str, str]
    issued_cents: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A purchase taken out of the figures: whose it was, its amount, its day, and when it was recorded."""

    customer_id: int
    cents: int | None
    purchased_on: date
    at: datetime


def moves(tx: Transaction, period: Period) -> list[Move]:
    """Everything that happened to referrals in a month, in order."""
    return moves_where(tx, *_recorded(period.start, period.end), MOVED, JOURNAL.c.subject > 0)


def undoings(tx: Transaction, start: datetime, end: datetime | None) -> list[Move]:
    """Rewards taken back from one instant to another, with the rewards between them of the same referrals."""
    when = _recorded(start, end)
    undone = and_(JOURNAL.c.action.in_(_ENDINGS), JOURNAL.c.details.like(_FROM_REWARDED))
    taken_back = moves_where(tx, *when, undone)
    numbers = {move.referral_id for move in taken_back}
    given = [
        m for part in chunks(numbers) for m in moves_where(tx, *when, JOURNAL.c.action == _REWARD, _about(part))
    ]
    return sorted(taken_back + given, key=lambda move: move.entry)


def rewards_given(tx: Transaction, period: Period) -> int:
    """How many rewards a month saw, those taken back included; counted in an index alone."""
    given = select(func.count(JOURNAL.c.at)).where(
        JOURNAL.c.action == _REWARD, JOURNAL.c.at >= period.start, JOURNAL.c.at < period.end
    )
    return int(tx.execute(given).scalar_one())


def rewarded(tx: Transaction, period: Period) -> dict[int, Rewarded]:
    """Every reward of a month by its journal entry, those taken back included."""
    referrer, referee, gone = CUSTOMERS.alias(), CUSTOMERS.alias(), CANCELLATIONS.alias()
    dead = select(gone.c.voucher_id).where(gone.c.voucher_id == VOUCHERS.c.id, gone.c.cancelled_on <= period.last)
    earned = (
        select(func.coalesce(func.sum(VOUCHERS.c.value_cents), 0))
        .where(VOUCHERS.c.referral_id == REFERRALS.c.id, VOUCHERS.c.issued_at == JOURNAL.c.at, ~dead.exists())
        .scalar_subquery()
    )
    query = (
        select(
            JOURNAL.c.id, JOURNAL.c.at, REFERRALS.c.referrer_id,
            referrer.c.given_name, referrer.c.family_name, referee.c.given_name, referee.c.family_name, earned,
        )
        .join(REFERRALS, REFERRALS.c.id == JOURNAL.c.subject)
        .join(referrer, referrer.c.id == REFERRALS.c.referrer_id)
        .join(referee, referee.c.id == REFERRALS.c.referee_id)
        .where(JOURNAL.c.action == _REWARD, *_recorded(period.start, period.end))
    )  # fmt: skip
    return {
        entry: Rewarded(entry, local_day(at, tx.zone), number, (by, of), (given, family), int(cents))
        for entry, at, number, by, of, given, family, cents in tx.execute(query)
    }


def cards_refused(tx: Transaction, period: Period) -> int:
    """How many cards were refused in a month as they were shown: nobody was registered with these."""
    refused = select(func.count(JOURNAL.c.at)).where(JOURNAL.c.action == "referral.refused")
    return int(tx.execute(refused.where(*_recorded(period.start, period.end))).scalar_one())


def amounts(tx: Transaction, purchases: Iterable[int]) -> dict[int, int | None]:
    """The reference amounts of purchases."""
    query = select(PURCHASES.c.id, PURCHASES.c.amount_cents)
    parts = [tx.execute(query.where(PURCHASES.c.id.in_(part))) for part in chunks(purchases)]
    return {number: cents for part in parts for number, cents in part}


def claim_windows(tx: Transaction, first: date, last: date) -> dict[int, date]:
    """The last day on which a purchase completes each of the referrals claimed between two shop days."""
    query = select(REFERRALS.c.id, REFERRALS.c.claimed_on, PROGRAMMES.c.claim_window_days)
    query = query.join(PROGRAMMES, PROGRAMMES.c.id == REFERRALS.c.programme_id)
    rows = tx.execute(query.where(REFERRALS.c.claimed_on.between(first, last)))
    return {number: claimed_on + timedelta(days=window) for number, claimed_on, window in rows}


def own_purchases(tx: Transaction, period: Period, undone_later: Sequence[int]) -> tuple[Counted, bool]:
    """Purchases of the month by customers who were referred ones at its end, and whether an amount is known."""
    query = _purchases(period, undone_later).where(PURCHASES.c.purchased_on.between(period.first, period.last))
    return _counted(tx, query.where(PURCHASES.c.at < period.end))


def late_purchases(tx: Transaction, period: Period, undone_later: Sequence[int]) -> tuple[Counted, bool]:
    """The same of earlier days, recorded in the month."""
    added = and_(JOURNAL.c.subject == PURCHASES.c.id, JOURNAL.c.action == "purchase.added")
    query = _purchases(period, undone_later).join(JOURNAL, added)
    return _counted(tx, query.where(*_recorded(period.start, period.end), PURCHASES.c.purchased_on < period.first))


def withdrawn_purchases(tx: Transaction, period: Period) -> list[Withdrawn]:
    """Purchases recorded before the month and withdrawn in it."""
    query = (
        select(PURCHASES.c.customer_id, PURCHASES.c.amount_cents, PURCHASES.c.purchased_on, PURCHASES.c.at)
        .join(JOURNAL, JOURNAL.c.subject == PURCHASES.c.id)
        .where(JOURNAL.c.action == "purchase.withdrawn", *_recorded(period.start, period.end))
        .where(PURCHASES.c.at < period.start)
    )
    return [Withdrawn(*row) for row in tx.execute(query)]


def was_referred(tx: Transaction, customer_id: int, last: date, undone_later: Sequence[int]) -> bool:
    """Whether a person was a referred customer at the end of a shop day."""
    query = select(REFERRALS.c.id).where(REFERRALS.c.referee_id == customer_id, was_standing(last, undone_later))
    return tx.execute(query.limit(1)).first() is not None


def score(tx: Transaction, period: Period) -> Score:
    """The answers of a month as they counted at its end."""
    counted = ANSWERS.c.answered_on.between(period.first, period.last), ANSWERS.c.at < period.end, _ZERO_TEN
    query = select(ANSWERS.c.score, func.count()).where(*counted, _not_excluded(period)).group_by(ANSWERS.c.score)
    return scored({row[0]: row[1] for row in tx.execute(query)})


def answers_late(tx: Transaction, period: Period) -> int:
    """Answers of earlier days recorded in the month."""
    recorded = ANSWERS.c.at >= period.start, ANSWERS.c.at < period.end, ANSWERS.c.answered_on < period.first
    return _answers(tx, *recorded, _not_excluded(period))


def answers_excluded(tx: Transaction, period: Period) -> int:
    """Answers recorded before the month and excluded in it."""
    excluded = ANSWERS.c.excluded_at >= period.start, ANSWERS.c.excluded_at < period.end
    return _answers(tx, *excluded, ANSWERS.c.at < period.start)


def comments(tx: Transaction, period: Period, limit: int) -> tuple[Comment, ...]:
    """The newest comments of a month that may be quoted, unnamed; one excluded since is not repeated."""
    query = select(ANSWERS.c.score, ANSWERS.c.answered_on, ANSWERS.c.comment).where(
        ANSWERS.c.answered_on.between(period.first, period.last),
        ANSWERS.c.at < period.end,
        ANSWERS.c.excluded == "",
        ANSWERS.c.comment != "",
        ANSWERS.c.quotable,
        _ZERO_TEN,
    )
    rows = tx.execute(query.order_by(ANSWERS.c.answered_on.desc(), ANSWERS.c.id.desc()).limit(limit))
    return tuple(Comment(*row) for row in rows)


def launch(tx: Transaction) -> date:
    """The shop day on which the first version of the scheme took effect."""
    first: date = tx.execute(select(func.min(PROGRAMMES.c.effective_from))).scalar_one()
    return first


def moves_where(tx: Transaction, *which: ColumnElement[bool] | TextClause) -> list[Move]:
    """Journal entries about referrals, in order."""
    query = select(JOURNAL.c.id, JOURNAL.c.at, JOURNAL.c.subject, JOURNAL.c.action, JOURNAL.c.details)
    return [_move(*row) for row in tx.execute(query.where(*which).order_by(JOURNAL.c.id))]


def _move(entry: int, at: datetime, subject: int, action: str, text: str) -> Move:
    details = json.loads(text)
    state, was = str(details.get("state") or ""), str(details.get("from") or "")
    return Move(entry, at, subject, became(action, state), was, details.get("purchase"), "referee" in details)


def _recorded(start: datetime, end: datetime | None) -> list[ColumnElement[bool]]:
    return [JOURNAL.c.at >= start, *([JOURNAL.c.at < end] if end else [])]


def _about(numbers: Sequence[int]) -> ColumnElement[bool]:
    return JOURNAL.c.subject.in_(numbers)


def _purchases(period: Period, undone_later: Sequence[int]) -> Select[int, int | None]:
    """Purchases that counted at the month's end, of people who were referred customers then."""
    buyer = REFERRALS.c.referee_id == PURCHASES.c.customer_id
    brought = select(REFERRALS.c.id).where(buyer, was_standing(period.last, undone_later)).exists()
    withdrawn_later = PURCHASES.c.id.in_(since(period.end, "purchase.withdrawn"))
    counts = or_(~PURCHASES.c.withdrawn, withdrawn_later)
    return select(func.count(), func.sum(PURCHASES.c.amount_cents)).select_from(PURCHASES).where(counts, brought)


def was_standing(last: date, undone_later: Sequence[int]) -> ColumnElement[bool]:
    """Whether a referral stood at a day's end, found by its customer: by its state one would read all there were."""
    state, rewarded_on = (func.coalesce(column, column) for column in (REFERRALS.c.state, REFERRALS.c.rewarded_on))
    standing = and_(state == REWARDED, rewarded_on <= last)
    return or_(standing, REFERRALS.c.id.in_(undone_later)) if undone_later else standing


def _counted(tx: Transaction, query: Select[int, int | None]) -> tuple[Counted, bool]:
    count, cents = tx.execute(query).one()
    return Counted(count, int(cents or 0)), cents is not None


def _answers(tx: Transaction, *which: ColumnElement[bool]) -> int:
    return int(tx.execute(select(func.count()).select_from(ANSWERS).where(_ZERO_TEN, *which)).scalar_one())


def _not_excluded(period: Period) -> ColumnElement[bool]:
    return or_(ANSWERS.c.excluded == "", ANSWERS.c.excluded_at >= period.end)


def since(moment: datetime, action: str) -> Select[int]:
    """What something was done to from an instant on."""
    return select(JOURNAL.c.subject).where(JOURNAL.c.action == action, JOURNAL.c.at >= moment)


def chunks(numbers: Iterable[int]) -> list[list[int]]:
    """Parts a database takes as parameters of one statement."""
    known = sorted(set(numbers))
    return [known[i : i + _CHUNK] for i in range(0, len(known), _CHUNK)]
