"""The month counted as it was known at its end, however late one asks.

What was recorded later, and what was taken back later, belongs to the month of its recording.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from parrainage_desktop.base.clock import local_day
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.journal import JournalRow
from parrainage_desktop.customers.store import CustomerRow
from parrainage_desktop.programme.store import ProgrammeRow
from parrainage_desktop.purchases.store import PurchaseRow
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.referrals.store import ReferralRow
from parrainage_desktop.reports.events import CLAIMED, FLAGGED, REWARDED, Move, became
from parrainage_desktop.reports.rules import Comment, Counted, Period
from parrainage_desktop.surveys.rules import Score
from parrainage_desktop.surveys.store import AnswerRow
from parrainage_desktop.vouchers.store import CancellationRow, VoucherRow

_REWARD = f"referral.{REWARDED}"
_OTHERS = ["referral.approved", "referral.reopened", "referral.refused"]
_MOVES = [f"referral.{state.value}" for state in ReferralState] + _OTHERS
_ENDINGS = [action for action in _MOVES if action.partition(".")[2] not in {REWARDED, CLAIMED, FLAGGED, "refused"}]
_FROM_REWARDED = f'%"from":"{REWARDED}"%'
_CHUNK = 5_000


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
    return _moves(tx, _recorded(period.start, period.end), JournalRow.action.in_(_MOVES), JournalRow.subject > 0)


def undoings(tx: Transaction, start: datetime, end: datetime | None) -> list[Move]:
    """Rewards taken back from one instant to another, with the rewards between them of the same referrals."""
    when = _recorded(start, end)
    undone = and_(JournalRow.action.in_(_ENDINGS), JournalRow.details.like(_FROM_REWARDED))
    taken_back = _moves(tx, when, undone)
    numbers = {move.referral_id for move in taken_back}
    given = [m for part in _chunks(numbers) for m in _moves(tx, when, JournalRow.action == _REWARD, _about(part))]
    return sorted(taken_back + given, key=lambda move: move.entry)


def rewards_given(tx: Transaction, period: Period) -> int:
    """How many rewards a month saw, those taken back included; counted in an index alone."""
    given = select(func.count(JournalRow.at)).where(
        JournalRow.action == _REWARD, JournalRow.at >= period.start, JournalRow.at < period.end
    )
    return int(tx.execute(given).scalar_one())


def rewarded(tx: Transaction, period: Period) -> dict[int, Rewarded]:
    """Every reward of a month by its journal entry, those taken back included."""
    referrer, referee, gone = aliased(CustomerRow), aliased(CustomerRow), aliased(CancellationRow)
    dead = select(gone.voucher_id).where(gone.voucher_id == VoucherRow.id, gone.cancelled_on <= period.last)
    earned = (
        select(func.coalesce(func.sum(VoucherRow.value_cents), 0))
        .where(VoucherRow.referral_id == ReferralRow.id, VoucherRow.issued_at == JournalRow.at, ~dead.exists())
        .scalar_subquery()
    )
    query = (
        select(
            JournalRow.id, JournalRow.at, ReferralRow.referrer_id,
            referrer.given_name, referrer.family_name, referee.given_name, referee.family_name, earned,
        )
        .join(ReferralRow, ReferralRow.id == JournalRow.subject)
        .join(referrer, referrer.id == ReferralRow.referrer_id)
        .join(referee, referee.id == ReferralRow.referee_id)
        .where(JournalRow.action == _REWARD, *_recorded(period.start, period.end))
    )  # fmt: skip
    return {
        entry: Rewarded(entry, local_day(at, tx.zone), number, (by, of), (given, family), int(cents))
        for entry, at, number, by, of, given, family, cents in tx.execute(query)
    }


def amounts(tx: Transaction, purchases: Iterable[int]) -> dict[int, int | None]:
    """The reference amounts of purchases."""
    query = select(PurchaseRow.id, PurchaseRow.amount_cents)
    parts = [tx.execute(query.where(PurchaseRow.id.in_(part))) for part in _chunks(purchases)]
    return {number: cents for part in parts for number, cents in part}


def claim_windows(tx: Transaction, first: date, last: date) -> dict[int, date]:
    """The last day on which a purchase completes each of the referrals claimed between two shop days."""
    query = select(ReferralRow.id, ReferralRow.claimed_on, ProgrammeRow.claim_window_days)
    query = query.join(ProgrammeRow, ProgrammeRow.id == ReferralRow.programme_id)
    rows = tx.execute(query.where(ReferralRow.claimed_on.between(first, last)))
    return {number: claimed_on + timedelta(days=window) for number, claimed_on, window in rows}


def own_purchases(tx: Transaction, period: Period, undone_later: Sequence[int]) -> tuple[Counted, bool]:
    """Purchases of the month by customers who were referred ones at its end, and whether an amount is known."""
    query = _purchases(period, undone_later).where(PurchaseRow.purchased_on.between(period.first, period.last))
    return _counted(tx, query.where(PurchaseRow.at < period.end))


def late_purchases(tx: Transaction, period: Period, undone_later: Sequence[int]) -> tuple[Counted, bool]:
    """The same of earlier days, recorded in the month."""
    added = and_(JournalRow.subject == PurchaseRow.id, JournalRow.action == "purchase.added")
    query = _purchases(period, undone_later).join(JournalRow, added)
    return _counted(tx, query.where(*_recorded(period.start, period.end), PurchaseRow.purchased_on < period.first))


def withdrawn_purchases(tx: Transaction, period: Period) -> list[Withdrawn]:
    """Purchases recorded before the month and withdrawn in it."""
    query = (
        select(PurchaseRow.customer_id, PurchaseRow.amount_cents, PurchaseRow.purchased_on, PurchaseRow.at)
        .join(JournalRow, JournalRow.subject == PurchaseRow.id)
        .where(JournalRow.action == "purchase.withdrawn", *_recorded(period.start, period.end))
        .where(PurchaseRow.at < period.start)
    )
    return [Withdrawn(*row) for row in tx.execute(query)]


def was_referred(tx: Transaction, customer_id: int, last: date, undone_later: Sequence[int]) -> bool:
    """Whether a person was a referred customer at the end of a shop day."""
    query = select(ReferralRow.id).where(ReferralRow.referee_id == customer_id, _referred(last, undone_later))
    return tx.execute(query.limit(1)).first() is not None


def score(tx: Transaction, period: Period) -> Score:
    """The answers of a month as they counted at its end."""
    counted = AnswerRow.answered_on.between(period.first, period.last), AnswerRow.at < period.end
    query = select(AnswerRow.score, func.count()).where(*counted, _not_excluded(period)).group_by(AnswerRow.score)
    counts: dict[int, int] = {row[0]: row[1] for row in tx.execute(query)}
    promoters, passives = counts.get(9, 0) + counts.get(10, 0), counts.get(7, 0) + counts.get(8, 0)
    return Score(promoters, passives, sum(counts.values()) - promoters - passives)


def answers_late(tx: Transaction, period: Period) -> int:
    """Answers of earlier days recorded in the month."""
    query = _answers("answer.recorded", period).where(AnswerRow.answered_on < period.first, _not_excluded(period))
    return int(tx.execute(query).scalar_one())


def answers_excluded(tx: Transaction, period: Period) -> int:
    """Answers recorded before the month and excluded in it."""
    return int(tx.execute(_answers("answer.excluded", period).where(AnswerRow.at < period.start)).scalar_one())


def comments(tx: Transaction, period: Period, limit: int) -> tuple[Comment, ...]:
    """The newest comments of a month, unnamed; one excluded since is not repeated."""
    query = select(AnswerRow.score, AnswerRow.answered_on, AnswerRow.comment).where(
        AnswerRow.answered_on.between(period.first, period.last),
        AnswerRow.at < period.end,
        AnswerRow.excluded == "",
        AnswerRow.comment != "",
    )
    rows = tx.execute(query.order_by(AnswerRow.answered_on.desc(), AnswerRow.id.desc()).limit(limit))
    return tuple(Comment(*row) for row in rows)


def launch(tx: Transaction) -> date:
    """The shop day on which the first version of the scheme took effect."""
    first: date = tx.execute(select(func.min(ProgrammeRow.effective_from))).scalar_one()
    return first


def _moves(tx: Transaction, when: list[ColumnElement[bool]], *which: ColumnElement[bool]) -> list[Move]:
    query = select(JournalRow.id, JournalRow.at, JournalRow.subject, JournalRow.action, JournalRow.details)
    return [_move(*row) for row in tx.execute(query.where(*which, *when).order_by(JournalRow.id))]


def _move(entry: int, at: datetime, subject: int, action: str, text: str) -> Move:
    details = json.loads(text)
    state, was = str(details.get("state") or ""), str(details.get("from") or "")
    claim = action == "referral.refused" or "referee" in details
    return Move(entry, at, subject, became(action, state), was, details.get("purchase"), claim)


def _recorded(start: datetime, end: datetime | None) -> list[ColumnElement[bool]]:
    return [JournalRow.at >= start, *([JournalRow.at < end] if end else [])]


def _about(numbers: Sequence[int]) -> ColumnElement[bool]:
    return JournalRow.subject.in_(numbers)


def _purchases(period: Period, undone_later: Sequence[int]) -> Select[int, int | None]:
    """Purchases that counted at the month's end, of people who were referred customers then."""
    buyer = ReferralRow.referee_id == PurchaseRow.customer_id
    brought = select(ReferralRow.id).where(buyer, _referred(period.last, undone_later)).exists()
    withdrawn_later = PurchaseRow.id.in_(_since(period.end, "purchase.withdrawn"))
    counts = or_(~PurchaseRow.withdrawn, withdrawn_later)
    return select(func.count(), func.sum(PurchaseRow.amount_cents)).select_from(PurchaseRow).where(counts, brought)


def _referred(last: date, undone_later: Sequence[int]) -> ColumnElement[bool]:
    standing = and_(ReferralRow.state == REWARDED, ReferralRow.rewarded_on <= last)
    return or_(standing, ReferralRow.id.in_(undone_later)) if undone_later else standing


def _counted(tx: Transaction, query: Select[int, int | None]) -> tuple[Counted, bool]:
    count, cents = tx.execute(query).one()
    return Counted(count, int(cents or 0)), cents is not None


def _answers(action: str, period: Period) -> Select[int]:
    """How many answers the month's entries of a kind are about."""
    query = select(func.count()).select_from(JournalRow).join(AnswerRow, AnswerRow.id == JournalRow.subject)
    return query.where(JournalRow.action == action, *_recorded(period.start, period.end))


def _not_excluded(period: Period) -> ColumnElement[bool]:
    return or_(AnswerRow.excluded == "", AnswerRow.id.in_(_since(period.end, "answer.excluded")))


def _since(moment: datetime, action: str) -> Select[int]:
    return select(JournalRow.subject).where(JournalRow.action == action, JournalRow.at >= moment)


def _chunks(numbers: Iterable[int]) -> list[list[int]]:
    """Parts a database takes as parameters of one statement."""
    known = sorted(set(numbers))
    return [known[i : i + _CHUNK] for i in range(0, len(known), _CHUNK)]
