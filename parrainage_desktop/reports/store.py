"""The month counted as it was known at its end, however late one asks.

What was recorded later, and what was taken back later, belongs to the month of its recording.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, TextClause, and_, func, literal, or_, select

from parrainage_desktop.base.clock import local_day
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.journal import JOURNAL
from parrainage_desktop.customers.store import CUSTOMERS
from parrainage_desktop.programme.store import PROGRAMMES
from parrainage_desktop.purchases.store import PURCHASES
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.referrals.store import REFERRALS
from parrainage_desktop.reports import then
from parrainage_desktop.reports.events import CLAIMED, FLAGGED, REWARDED, Move, became
from parrainage_desktop.reports.rules import Comment, Counted, Period
from parrainage_desktop.reports.then import Then
from parrainage_desktop.surveys import absences
from parrainage_desktop.surveys.absences import ABSENCES
from parrainage_desktop.surveys.rules import Scale, Score, scored
from parrainage_desktop.surveys.store import ANSWERS
from parrainage_desktop.vouchers.store import CANCELLATIONS, VOUCHERS

_REWARD = f"referral.{REWARDED}"
_RESTORED = "referral.restored"
_BY_MERGES = ["referral.settled", _RESTORED]
_OTHERS = ["referral.approved", "referral.reopened", "referral.refused", *_BY_MERGES]
_MOVES = [f"referral.{state.value}" for state in ReferralState] + _OTHERS
_ENDINGS = [action for action in _MOVES if action.partition(".")[2] not in {REWARDED, CLAIMED, FLAGGED, "refused"}]
_FROM_REWARDED = f'%"from":"{REWARDED}"%'
_AGAIN = and_(JOURNAL.c.action == _RESTORED, JOURNAL.c.details.like(f'%"to":"{REWARDED}"%'))
"""A reward that a merge had taken back stands again: the two records are two people after all."""
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
    """A purchase taken out of the figures: whose it is now, its amount, its day, and when it was recorded."""

    purchase_id: int
    customer_id: int
    cents: int | None
    purchased_on: date
    at: datetime


def moves(tx: Transaction, period: Period) -> list[Move]:
    """Everything that happened to referrals in a month, in order."""
    return moves_where(tx, *_recorded(period.start, period.end), MOVED, JOURNAL.c.subject > 0)


def undoings(tx: Transaction, start: datetime, end: datetime | None) -> list[Move]:
    """Rewards taken back from one instant to another, or back again, with those of the same referrals between."""
    when = _recorded(start, end)
    undone = and_(JOURNAL.c.action.in_(_ENDINGS), JOURNAL.c.details.like(_FROM_REWARDED))
    taken_back = moves_where(tx, *when, or_(undone, _AGAIN))
    numbers = {move.referral_id for move in taken_back}
    given = [
        m for part in chunks(numbers) for m in moves_where(tx, *when, JOURNAL.c.action == _REWARD, _about(part))
    ]
    return sorted(taken_back + given, key=lambda move: move.entry)


def rewards_given(tx: Transaction, period: Period) -> int:
    """How many rewards a month saw, those taken back included; all but a few counted in an index alone."""
    when = _recorded(period.start, period.end)
    given = select(func.count(JOURNAL.c.at)).where(JOURNAL.c.action == _REWARD, *when)
    again = select(func.count(JOURNAL.c.at)).where(_AGAIN, *when)
    return int(tx.execute(given).scalar_one()) + int(tx.execute(again).scalar_one())


def rewarded(tx: Transaction, period: Period, stood: Then) -> dict[int, Rewarded]:
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
            JOURNAL.c.id, JOURNAL.c.at, referrer.c.id,
            referrer.c.given_name, referrer.c.family_name, referee.c.given_name, referee.c.family_name, earned,
        )
        .join(REFERRALS, REFERRALS.c.id == JOURNAL.c.subject)
        .join(referrer, referrer.c.id == then.referrer(stood))
        .join(referee, referee.c.id == then.referee(stood))
        .where(or_(JOURNAL.c.action == _REWARD, _AGAIN), *_recorded(period.start, period.end))
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


def own_purchases(tx: Transaction, period: Period, stood: Then) -> tuple[Counted, bool]:
    """Purchases of the month by customers who were referred ones at its end, and whether an amount is known."""
    query = _purchases(tx, period, stood).where(PURCHASES.c.purchased_on.between(period.first, period.last))
    return _counted(tx, query.where(PURCHASES.c.at < period.end))


def late_purchases(tx: Transaction, period: Period, stood: Then) -> tuple[Counted, bool]:
    """The same of earlier days, recorded in the month."""
    added = and_(JOURNAL.c.subject == PURCHASES.c.id, JOURNAL.c.action == "purchase.added")
    query = _purchases(tx, period, stood).join(JOURNAL, added)
    return _counted(tx, query.where(*_recorded(period.start, period.end), PURCHASES.c.purchased_on < period.first))


def withdrawn_purchases(tx: Transaction, period: Period) -> list[Withdrawn]:
    """Purchases recorded before the month and withdrawn in it."""
    query = (
        select(*(PURCHASES.c[name] for name in ("id", "customer_id", "amount_cents", "purchased_on", "at")))
        .join(JOURNAL, JOURNAL.c.subject == PURCHASES.c.id)
        .where(JOURNAL.c.action == "purchase.withdrawn", *_recorded(period.start, period.end))
        .where(PURCHASES.c.at < period.start)
    )
    return [Withdrawn(*row) for row in tx.execute(query)]


def had_counted(tx: Transaction, gone: Withdrawn, last: date, stood: Then) -> bool:
    """Whether a purchase was one of a referred customer at the end of a shop day."""
    who = literal(stood.buyers.get(gone.purchase_id, gone.customer_id))
    return bool(tx.execute(select(then.was_referred(tx, who, last, stood))).scalar_one())


def score(tx: Transaction, period: Period) -> Score:
    """The answers of a month as they counted at its end."""
    counted = ANSWERS.c.answered_on.between(period.first, period.last), ANSWERS.c.at < period.end, _ZERO_TEN
    query = select(ANSWERS.c.score, func.count()).where(*counted, _had_counted(period.end)).group_by(ANSWERS.c.score)
    return scored({row[0]: row[1] for row in tx.execute(query)})


def answers_late(tx: Transaction, period: Period) -> int:
    """Answers of earlier days recorded in the month."""
    recorded = ANSWERS.c.at >= period.start, ANSWERS.c.at < period.end, ANSWERS.c.answered_on < period.first
    return _answers(tx, *recorded, _had_counted(period.end))


def answers_excluded(tx: Transaction, period: Period) -> int:
    """Answers recorded before the month that counted when it began and not when it ended."""
    again = select(ABSENCES.c.answer_id).where(ABSENCES.c.out_at >= period.start, ABSENCES.c.out_at < period.end)
    still = (ANSWERS.c.excluded_at >= period.start) & (ANSWERS.c.excluded_at < period.end)
    changed = _had_counted(period.start), ~_had_counted(period.end)
    return _answers(tx, or_(still, ANSWERS.c.id.in_(again)), ANSWERS.c.at < period.start, *changed)


def answers_included(tx: Transaction, period: Period) -> int:
    """Answers recorded before the month that did not count when it began, and did when it ended."""
    back = select(ABSENCES.c.answer_id).where(ABSENCES.c.back_at >= period.start, ABSENCES.c.back_at < period.end)
    changed = ~_had_counted(period.start), _had_counted(period.end)
    return _answers(tx, ANSWERS.c.id.in_(back), ANSWERS.c.at < period.start, *changed)


def comments(tx: Transaction, period: Period, limit: int) -> tuple[Comment, ...]:
    """The newest comments of a month that may be quoted, unnamed; one excluded at its end or now is not repeated."""
    query = select(ANSWERS.c.score, ANSWERS.c.answered_on, ANSWERS.c.comment).where(
        ANSWERS.c.answered_on.between(period.first, period.last),
        ANSWERS.c.at < period.end,
        ANSWERS.c.excluded == "",
        _had_counted(period.end),
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
    state, was = str(details.get("state") or details.get("to") or ""), str(details.get("from") or "")
    claim, purchase, referrer = "referee" in details, details.get("purchase"), details.get("referrer")
    return Move(entry, at, subject, became(action, state), was, purchase, claim, referrer)


def _recorded(start: datetime, end: datetime | None) -> list[ColumnElement[bool]]:
    return [JOURNAL.c.at >= start, *([JOURNAL.c.at < end] if end else [])]


def _about(numbers: Sequence[int]) -> ColumnElement[bool]:
    return JOURNAL.c.subject.in_(numbers)


def _purchases(tx: Transaction, period: Period, stood: Then) -> Select[int, int | None]:
    """Purchases that counted at the month's end, of people who were referred customers then."""
    brought = then.was_referred(tx, then.buyer(PURCHASES, stood), period.last, stood)
    withdrawn_later = PURCHASES.c.id.in_(since(period.end, "purchase.withdrawn"))
    counts = or_(~PURCHASES.c.withdrawn, withdrawn_later)
    return select(func.count(), func.sum(PURCHASES.c.amount_cents)).select_from(PURCHASES).where(counts, brought)


def _counted(tx: Transaction, query: Select[int, int | None]) -> tuple[Counted, bool]:
    count, cents = tx.execute(query).one()
    return Counted(count, int(cents or 0)), cents is not None


def _answers(tx: Transaction, *which: ColumnElement[bool]) -> int:
    return int(tx.execute(select(func.count()).select_from(ANSWERS).where(_ZERO_TEN, *which)).scalar_one())


def _had_counted(moment: datetime) -> ColumnElement[bool]:
    """Whether an answer, if it was there, was not left out just before an instant."""
    kept = or_(ANSWERS.c.excluded == "", ANSWERS.c.excluded_at >= moment)
    return kept & ANSWERS.c.id.not_in(absences.over(moment))


def since(moment: datetime, action: str) -> Select[int]:
    """What something was done to from an instant on."""
    return select(JOURNAL.c.subject).where(JOURNAL.c.action == action, JOURNAL.c.at >= moment)


def chunks(numbers: Iterable[int]) -> list[list[int]]:
    """Parts a database takes as parameters of one statement."""
    known = sorted(set(numbers))
    return [known[i : i + _CHUNK] for i in range(0, len(known), _CHUNK)]
