"""Referrals as a screen asks for them: how many stand where, some of a list, who brought whom."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Select, func, select

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.referrals import store
from parrainage_desktop.referrals.rules import LIVE, Check, Referral, ReferralState, Result
from parrainage_desktop.referrals.store import CHECKS, REFERRALS

_LIVE = sorted(state.value for state in LIVE)


def counts(tx: Transaction) -> dict[ReferralState, int]:
    """How many referrals stand in each state; states nobody is in are left out."""
    query = select(REFERRALS.c.state, func.count()).group_by(REFERRALS.c.state)
    return {ReferralState(state): int(count) for state, count in tx.execute(query)}


def flagged(tx: Transaction) -> int:
    """How many referrals wait for a person."""
    query = select(func.count()).where(REFERRALS.c.state == ReferralState.FLAGGED.value)
    return int(tx.execute(query).scalar_one())


def first_day(tx: Transaction) -> date | None:
    """The shop day of the first referral there was."""
    found: date | None = tx.execute(select(func.min(REFERRALS.c.claimed_on))).scalar_one()
    return found


def page(tx: Transaction, states: Collection[ReferralState], offset: int, count: int) -> list[Referral]:
    """Some of the referrals in some states, newest first."""
    found = _in(select(REFERRALS.c.id), states).order_by(REFERRALS.c.id.desc())
    return _fetched(tx, found.offset(offset).limit(count))


def of_people(tx: Transaction, people: Sequence[int], states: Collection[ReferralState], most: int) -> list[Referral]:
    """Referrals in some states in which one of these people is either side, newest first."""
    part = REFERRALS.c.referrer_id.in_(people) | REFERRALS.c.referee_id.in_(people)
    return _fetched(tx, _in(select(REFERRALS.c.id).where(part), states).order_by(REFERRALS.c.id.desc()).limit(most))


def completed(tx: Transaction, first: date, last: date, most: int) -> tuple[list[Referral], int]:
    """The newest referrals rewarded between two shop days, and how many there are in all."""
    done = (REFERRALS.c.state == ReferralState.REWARDED.value) & REFERRALS.c.rewarded_on.between(first, last)
    newest = select(REFERRALS.c.id).where(done).order_by(REFERRALS.c.rewarded_on.desc(), REFERRALS.c.id.desc())
    found = list(tx.execute(newest.limit(most)).scalars())
    by_id = store.many(tx, found)
    count = tx.execute(select(func.count()).where(done)).scalar_one()
    return [by_id[one] for one in found], int(count)


def of_friend(tx: Transaction, referee_id: int) -> list[Referral]:
    """Every time somebody was said to have brought this friend, the first one first."""
    return _fetched(tx, select(REFERRALS.c.id).where(REFERRALS.c.referee_id == referee_id))[::-1]


def friends(tx: Transaction, referrer_ids: Sequence[int], most: int) -> list[Referral]:
    """The referrals that count of these people's friends, in the order they came."""
    query = select(REFERRALS.c.id).where(REFERRALS.c.referrer_id.in_(referrer_ids), REFERRALS.c.state.in_(_LIVE))
    return _fetched(tx, query.order_by(REFERRALS.c.id).limit(most))[::-1]


def card(tx: Transaction, referral_id: int) -> str:
    """The letters of the card the friend came with."""
    return str(tx.execute(select(REFERRALS.c.card).where(REFERRALS.c.id == referral_id)).scalar_one())


def doubts(tx: Transaction, ids: Sequence[int]) -> dict[int, tuple[Check, ...]]:
    """What a person should look at in each of these referrals."""
    query = select(CHECKS.c.referral_id, CHECKS.c.name).where(
        CHECKS.c.referral_id.in_(ids), CHECKS.c.result == Result.FLAG.value
    )
    raised = [(referral_id, Check(name)) for referral_id, name in tx.execute(query)]
    return {one: tuple(check for check in Check if (one, check) in raised) for one in {found for found, _ in raised}}


def _in(query: Select[int], states: Collection[ReferralState]) -> Select[int]:
    """Narrow to some states; all of them narrow nothing."""
    if len(states) == len(ReferralState):
        return query
    return query.where(REFERRALS.c.state.in_(sorted(state.value for state in states)))


def _fetched(tx: Transaction, ids: Select[int]) -> list[Referral]:
    """The referrals with these numbers, newest first."""
    found = store.many(tx, list(tx.execute(ids).scalars()))
    return [found[number] for number in sorted(found, reverse=True)]
