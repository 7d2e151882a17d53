"""The month in figures, at one moment in time; drawing comes after the transaction is closed."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from parrainage_desktop.base import journal
from parrainage_desktop.base.clock import add_months, day_start, month_bounds, previous_month
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.reports import store
from parrainage_desktop.reports.rules import (
    MonthFigures,
    MonthPoint,
    Movements,
    Outcomes,
    RewardedRow,
    TopReferrer,
)
from parrainage_desktop.surveys import service as surveys

SERIES_MONTHS = 12
COMMENTS = 4
EARLIEST_YEAR = 1900


def figures(tx: Transaction, year: int, month: int) -> MonthFigures:
    """Everything the page and the PDF of a month show. Raises InvalidInput for a month to come."""
    first, last = month_bounds(year, month)
    if first > tx.today:
        raise InvalidInput("month", _("This month has not begun yet."))
    counted = min(last, tx.today)
    before = previous_month(year, month)
    launch = store.launch(tx).replace(day=1)
    had_before = date(*before, 1) >= launch
    months = _by_month(store.rewarded_by_day(tx, last))
    rewarded = store.rewarded(tx, first, last)
    rows = _rows(tx, rewarded)
    movements = _movements(tx, first, counted)
    return MonthFigures(
        shop=preferences.shop(tx),
        year=year,
        month=month,
        new_customers=len(rows),
        new_before=months[before] if had_before else None,
        best_before=max((months[m] for m in months if m < (year, month)), default=0) if had_before else None,
        purchases_cents=store.referred_purchases(tx, first, last),
        first_purchases_cents=_sum(row.purchase_cents for row in rows),
        usual_cost_cents=programmes.in_force(tx, counted).terms.usual_cost_cents,
        movements=movements,
        series=_series(tx, max(launch, add_months(first, 1 - SERIES_MONTHS)), first, last, months),
        rewarded=rows,
        referrers=_top(rows, rewarded),
        outcomes=_outcomes(tx, first, last),
        nps=surveys.score(tx, first, last),
        nps_before=surveys.score(tx, *month_bounds(*before)) if had_before else None,
        comments=store.comments(tx, first, last, COMMENTS),
        journal_head=journal.head(tx),
        journal_entries=tx.head.entry if tx.head else 0,
        cut_off=_cut_off(tx, last),
        made_on=tx.today,
        made_by=tx.actor.staff,
        outside_rows_cents=movements.issued.cents - sum(row.issued_cents for row in rows),
    )


def launch(tx: Transaction) -> date:
    """The shop day on which the scheme began: there is no month to report before it."""
    return store.launch(tx)


def last_complete_month(today: date) -> tuple[int, int]:
    """The month a report is usually wanted for."""
    return previous_month(today.year, today.month)


def parse_month(text: str) -> tuple[int, int]:
    """Year and month of ``2026-10``. Raises InvalidInput."""
    try:
        when = datetime.strptime(text.strip(), "%Y-%m").replace(tzinfo=UTC)
        if when.year < EARLIEST_YEAR:
            raise ValueError
    except ValueError:
        raise InvalidInput(
            "month", _("“{text}” is not a month such as 2026-10.").format(text=text[:20])
        ) from None
    return when.year, when.month


def _movements(tx: Transaction, first: date, last: date) -> Movements:
    return Movements(
        opening=store.outstanding(tx, first - timedelta(days=1)),
        issued=store.issued(tx, first, last),
        redeemed=store.redeemed(tx, first, last),
        reversed=store.reversed_uses(tx, first, last),
        expired=store.expired(tx, first, last),
        cancelled=store.cancelled(tx, first, last),
        closing=store.outstanding(tx, last),
    )


def _rows(tx: Transaction, rewarded: list[store.Rewarded]) -> tuple[RewardedRow, ...]:
    people = store.names(tx, {i for r in rewarded for i in (r.referrer_id, r.referee_id)})
    return tuple(
        RewardedRow(
            r.day,
            _shortened(*people[r.referrer_id]),
            _shortened(*people[r.referee_id]),
            r.purchase_cents,
            r.issued_cents,
        )
        for r in rewarded
    )


def _shortened(given: str, family: str) -> str:
    return f"{given} {family[:1]}." if family else given


def _top(rows: tuple[RewardedRow, ...], rewarded: list[store.Rewarded]) -> tuple[TopReferrer, ...]:
    names = {r.referrer_id: row.referrer for r, row in zip(rewarded, rows, strict=True)}
    ranked = Counter(r.referrer_id for r in rewarded).most_common()
    return tuple(TopReferrer(names[person], count) for person, count in ranked)


def _series(
    tx: Transaction, start: date, first: date, last: date, months: Counter[tuple[int, int]]
) -> tuple[MonthPoint, ...]:
    issued = _by_month(store.issued_by_day(tx, start, last))
    redeemed = _by_month(store.redeemed_by_day(tx, start, last))
    points = []
    while start <= first:
        key = (start.year, start.month)
        points.append(MonthPoint(*key, months[key], issued[key], redeemed[key]))
        start = add_months(start, 1)
    return tuple(points)


def _by_month(days: dict[date, int]) -> Counter[tuple[int, int]]:
    totals: Counter[tuple[int, int]] = Counter()
    for day, amount in days.items():
        totals[(day.year, day.month)] += amount
    return totals


def _outcomes(tx: Transaction, first: date, last: date) -> Outcomes:
    counts: Counter[str] = Counter()
    for claim in store.claims(tx, first, last):
        counts[_outcome(claim, tx.today)] += 1
    return Outcomes(**counts)


def _outcome(claim: store.Claim, today: date) -> str:
    if claim.state is ReferralState.CLAIMED:
        return "lapsed" if today > claim.last_day else "waiting"
    return {
        ReferralState.REWARDED: "rewarded",
        ReferralState.FLAGGED: "to_check",
        ReferralState.LAPSED: "lapsed",
    }.get(claim.state, "refused")


def _cut_off(tx: Transaction, last: date) -> datetime:
    midnight = day_start(last + timedelta(days=1), tx.zone)
    return min(midnight, tx.now).astimezone(tx.zone)


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
