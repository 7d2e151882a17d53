"""The counts of a month's key figures, gathered as they were known when it ended."""

from collections.abc import Sequence
from datetime import date, timedelta

from parrainage_desktop.base.clock import add_months, day_start, previous_month
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.programme.rules import Budget
from parrainage_desktop.referrals.rules import LIVE, ReferralState
from parrainage_desktop.reports import key_store, ledger, store
from parrainage_desktop.reports.events import REWARDED, Fold, Move
from parrainage_desktop.reports.key_figures import Brought, KeyFigures, Spent
from parrainage_desktop.reports.rules import BudgetUse, Period, period_of
from parrainage_desktop.reports.then import Then

COHORT_MONTHS = 12
"""Vouchers that ended in so many months tell how many of those still out will be used."""
_CONVERTED = frozenset({REWARDED, ReferralState.ON_HOLD.value})
_ACCEPTED = frozenset(state.value for state in LIVE)


def counted(
    tx: Transaction, period: Period, moves: Sequence[Move], happened: Fold, then: Then, margin: int
) -> KeyFigures:
    """Everything the key figures of a month rest on; `margin` in hundredths of a percent."""
    until = min(period.last, tx.today)
    before = period_of(*previous_month(period.first.year, period.first.month), tx.zone)
    referred, others = key_store.buyers(tx, period, before, then)
    return KeyFigures(
        brought=_brought(tx, period, before, moves, happened),
        issued=Spent(
            0, key_store.promised_in_kind(tx, period.start, period.end),
            key_store.shares_earned(tx, period.first, until, then),
        ),
        used=Spent(
            key_store.rewards_used(tx, period.first, until),
            key_store.given_in_kind(tx, period.start, period.end),
            key_store.shares_paid(tx, period),
        ),
        ended=ledger.ended(tx, add_months(period.first, 1 - COHORT_MONTHS), _passed(tx, period)),
        referred=referred,
        others=others,
        margin_basis_points=margin,
    )  # fmt: skip


def budget(tx: Transaction, found: Budget | None, until: date) -> BudgetUse | None:
    """What of a budget was spent by the end of a shop day, in vouchers and in kind."""
    if found is None or found.since > until:
        return None
    end = day_start(until + timedelta(days=1), tx.zone)
    in_kind = key_store.promised_in_kind(tx, day_start(found.since, tx.zone), end)
    return BudgetUse(found.cents, ledger.rewards(tx, found.since, until).cents + in_kind, found.since)


def _brought(tx: Transaction, period: Period, before: Period, moves: Sequence[Move], happened: Fold) -> Brought:
    came = {move.referral_id: move.referrer for move in moves if move.claim and move.referrer is not None}
    came_before = key_store.referrers(tx, before)
    states = happened.claims
    mine = set(came.values())
    over = key_store.over(tx, period.first, _passed(tx, period), period.end)
    bought = [(number, move.purchase_id) for number, move in happened.standing.items()]
    days = key_store.days_to_purchase(tx, ((number, one) for number, one in bought if one is not None))
    return Brought(
        people=key_store.people(tx, period.end),
        referrers=len(mine),
        accepted=len({came[one] for one, state in states.items() if one in came and state in _ACCEPTED}),
        referrers_before=len(came_before),
        stayed=len(mine & came_before),
        cards=len(states) + store.cards_refused(tx, period),
        arrivals=len(states),
        converted=sum(state in _CONVERTED for state in states.values()),
        over=len(over),
        qualified=sum(state in _CONVERTED for state in over),
        rewarded=len({move.referral_id for move in moves if move.became == REWARDED != move.was}),
        timed=len(days),
        middle_days=(days[(len(days) - 1) // 2], days[len(days) // 2]) if days else (),
    )


def _passed(tx: Transaction, period: Period) -> date:
    """The last day of the month that is over."""
    return min(period.last, tx.today - timedelta(days=1))
