"""The month in figures, at one moment in time; drawing comes after the transaction is closed.

An entry belongs to the month of its business day. Recorded after that month had ended, it belongs to the month in
which it was recorded, as a correction: a month that is over stays as it was printed.
"""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import groupby

from parrainage_desktop.base import codes, journal
from parrainage_desktop.base.clock import add_months, local_day, previous_month
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import wording as people_wording
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.reports import key_service, ledger, store
from parrainage_desktop.reports.events import CLAIMED, Fold, fold, standing_before
from parrainage_desktop.reports.owed import Owed, OwedVoucher
from parrainage_desktop.reports.rules import (
    Corrections,
    Counted,
    MonthFigures,
    MonthPoint,
    Outcomes,
    Period,
    RewardedRow,
    TopReferrer,
    period_of,
)
from parrainage_desktop.reports.then import Then
from parrainage_desktop.reports.then import at as then_at
from parrainage_desktop.reports.years import YearFigures

SERIES_MONTHS = 12
COMMENTS = 4
EARLIEST_YEAR = 1900
LAST_MONTH = "last-month"

Month = tuple[int, int]


def figures(tx: Transaction, year: int, month: int) -> MonthFigures:
    """Everything the page and the PDF of a month show. Raises InvalidInput for a month to come."""
    if (year, month) > (tx.today.year, tx.today.month):
        raise InvalidInput("month", _("This month has not begun yet."))
    period = _period(tx, year, month)
    counted = min(period.last, tx.today)
    before = previous_month(year, month)
    launch = store.launch(tx).replace(day=1)
    had_before = date(*before, 1) >= launch
    moves = store.moves(tx, period)
    happened = fold(moves)
    then = _then(tx, period)
    terms = programmes.in_force(tx, counted).terms
    months = _completed(tx, launch, period)
    best_before = _best_before(tx, launch, period, months) if had_before else None
    rows, referrers = _rows(tx, period, happened, then)
    movements = ledger.movements(tx, period.first, counted)
    cancelled_again = ledger.cancelled_again(tx, period.first, counted)
    purchases, purchases_known, corrections = _purchases(tx, period, happened, then)
    return MonthFigures(
        shop=preferences.shop(tx),
        year=year,
        month=month,
        new_customers=len(rows),
        new_before=months[before] if had_before else None,
        best_before=best_before,
        purchases_cents=purchases.cents if purchases_known else None,
        first_purchases_cents=_sum(rows),
        usual_cost_cents=terms.usual_cost_cents,
        movements=movements,
        series=_series(tx, max(launch, add_months(period.first, 1 - SERIES_MONTHS)), period, months),
        rewarded=rows,
        referrers=referrers,
        outcomes=_outcomes(tx, period, happened, counted),
        nps=store.score(tx, period),
        nps_before=store.score(tx, _period(tx, *before)) if had_before else None,
        comments=store.comments(tx, period, COMMENTS),
        journal_head=journal.head(tx),
        journal_entries=tx.head.entry if tx.head else 0,
        cut_off=min(period.end, tx.now).astimezone(tx.zone),
        made_on=tx.today,
        made_by=tx.actor.staff,
        rewards_cents=ledger.rewards(tx, period.first, counted).cents,
        cancelled_again=cancelled_again,
        outside_rows_cents=movements.issued.cents - cancelled_again.cents - sum(row.issued_cents for row in rows),
        purchases=purchases.count,
        corrections=corrections,
        same_hands=ledger.same_hands(tx, period.first, counted),
        budget=key_service.budget(tx, terms.budget, counted),
        cards_refused=store.cards_refused(tx, period),
        key=key_service.counted(tx, period, moves, happened, then, terms.margin_basis_points),
    )


def months_of(tx: Transaction, year: int) -> list[Month]:
    """The months of a year there is something to say of. Raises InvalidInput for one to come or before the launch."""
    if year > tx.today.year:
        raise InvalidInput("year", _("This year has not begun yet."))
    first, last = max(date(year, 1, 1), store.launch(tx).replace(day=1)), min(date(year, 12, 1), tx.today)
    if first > last:
        raise InvalidInput("year", _("The scheme began later, in {year}.").format(year=first.year))
    return [(year, month) for month in range(first.month, last.month + 1)]


def year_figures(tx: Transaction, year: int) -> YearFigures:
    """A year counted at one moment. Raises InvalidInput, see `months_of`."""
    return YearFigures(tuple(figures(tx, *month) for month in months_of(tx, year)))


def owed(tx: Transaction, day: date) -> Owed:
    """What was owed at the end of a shop day; of today, until now. Raises InvalidInput for a day to come."""
    if day > tx.today:
        raise InvalidInput("day", _("This day has not come yet."))
    vouchers = tuple(
        OwedVoucher(codes.masked(code), holder, issued_on, until, value, left)
        for code, holder, issued_on, until, value, left in ledger.owed(tx, day)
    )
    head, entries, now = journal.head(tx), tx.head.entry if tx.head else 0, tx.now.astimezone(tx.zone)
    account = ledger.outstanding(tx, day)
    return Owed(preferences.shop(tx), day, vouchers, account, now, tx.actor.staff, head, entries)


def launch(tx: Transaction) -> date:
    """The shop day on which the scheme began: there is no month to report before it."""
    return store.launch(tx)


def reader(tx: Transaction) -> str:
    """The language the shop's papers speak when nobody says another."""
    return preferences.shop(tx).language


def last_complete_month(today: date) -> Month:
    """The month a report is usually wanted for."""
    return previous_month(today.year, today.month)


def named_month(tx: Transaction, text: str) -> Month:
    """Year and month of ``2026-10`` or of ``last-month``. Raises InvalidInput."""
    return last_complete_month(tx.today) if text.strip() == LAST_MONTH else parse_month(text)


def parse_month(text: str) -> Month:
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


def _period(tx: Transaction, year: int, month: int) -> Period:
    return period_of(year, month, tx.zone)


def _completed(tx: Transaction, launch: date, period: Period) -> Counter[Month]:
    """New customers of each month of the chart, as they stood at its own end."""
    months: Counter[Month] = Counter()
    start = max(launch, add_months(period.first, 1 - SERIES_MONTHS))
    undoings = store.undoings(tx, _period(tx, start.year, start.month).start, period.end)
    for month, part in groupby(undoings, lambda move: _month(tx, move.at)):
        moves = list(part)
        months[month] = len(fold(moves).standing) - sum(not move.undoes for move in moves)
    while start <= period.first:
        months[(start.year, start.month)] += store.rewards_given(tx, _period(tx, start.year, start.month))
        start = add_months(start, 1)
    return months


def _best_before(tx: Transaction, launch: date, period: Period, completed: Counter[Month]) -> int:
    """The most new customers of an earlier month, looked for back to the first month that had as many as this one.

    Before the months of the chart those undone are counted too, so that the best month is never claimed wrongly.
    """
    months = completed.copy()
    now = months.pop((period.first.year, period.first.month), 0)
    month, best = add_months(date(*min(months), 1), -1), max(months.values())
    while month >= launch and best < now:
        best = max(best, store.rewards_given(tx, _period(tx, month.year, month.month)))
        month = add_months(month, -1)
    return best


def _month(tx: Transaction, moment: datetime) -> Month:
    day = local_day(moment, tx.zone)
    return day.year, day.month


def _rows(
    tx: Transaction, period: Period, happened: Fold, then: Then
) -> tuple[tuple[RewardedRow, ...], tuple[TopReferrer, ...]]:
    """The rewards that stand at the month's end, in order, and who brought most."""
    given = store.rewarded(tx, period, then)
    moves = sorted(happened.standing.values(), key=lambda move: move.entry)
    amounts = store.amounts(tx, (move.purchase_id for move in moves if move.purchase_id))
    found = [(given[move.entry], amounts.get(move.purchase_id or 0)) for move in moves]
    rows = tuple(
        RewardedRow(reward.day, _shortened(*reward.referrer), _shortened(*reward.referee), bought, reward.issued_cents)
        for reward, bought in found
    )
    names = {reward.referrer_id: _shortened(*reward.referrer) for reward, _bought in found}
    ranked = Counter(reward.referrer_id for reward, _bought in found).most_common()
    return rows, tuple(TopReferrer(names[person], count) for person, count in ranked)


def _shortened(given: str, family: str) -> str:
    return f"{given} {family[:1]}." if family else people_wording.name(given)


def _purchases(
    tx: Transaction, period: Period, happened: Fold, then: Then
) -> tuple[Counted, bool, Corrections]:
    """The month's reference amounts, whether any is known, and what of them corrects earlier months."""
    own, own_known = store.own_purchases(tx, period, then)
    late, late_known = store.late_purchases(tx, period, then)
    gone = [one for one in store.withdrawn_purchases(tx, period) if _had_counted(tx, one)]
    withdrawn = Counted(len(gone), sum(one.cents or 0 for one in gone))
    corrections = Corrections(
        late,
        withdrawn,
        Counted(happened.undone_since, ledger.rewards_cancelled_since(tx, period.first, min(period.last, tx.today))),
        store.answers_late(tx, period),
        store.answers_excluded(tx, period),
        store.answers_included(tx, period),
    )
    total = Counted(own.count + late.count - withdrawn.count, own.cents + late.cents - withdrawn.cents)
    return total, own_known or late_known or any(one.cents is not None for one in gone), corrections


def _had_counted(tx: Transaction, gone: store.Withdrawn) -> bool:
    """Whether a withdrawn purchase was one of a referred customer in the month that counted it."""
    own = _period(tx, gone.purchased_on.year, gone.purchased_on.month)
    counted = own if gone.at < own.end else _period(tx, *_month(tx, gone.at))
    return store.had_counted(tx, gone, counted.last, _then(tx, counted))


def _then(tx: Transaction, period: Period) -> Then:
    """How referrals stood when a month ended, and whose they and purchases were."""
    return then_at(tx, period.end, standing_before(store.undoings(tx, period.end, None)))


def _series(tx: Transaction, start: date, period: Period, completed: Counter[Month]) -> tuple[MonthPoint, ...]:
    issued = _by_month(ledger.issued_by_day(tx, start, period.last))
    redeemed = _by_month(ledger.redeemed_by_day(tx, start, period.last))
    points = []
    while start <= period.first:
        key = (start.year, start.month)
        points.append(MonthPoint(*key, completed[key], issued[key], redeemed[key]))
        start = add_months(start, 1)
    return tuple(points)


def _by_month(days: dict[date, int]) -> Counter[Month]:
    totals: Counter[Month] = Counter()
    for day, amount in days.items():
        totals[(day.year, day.month)] += amount
    return totals


def _outcomes(tx: Transaction, period: Period, happened: Fold, counted: date) -> Outcomes:
    """What had become of the month's arrivals when it ended."""
    windows = store.claim_windows(tx, period.first, period.last)
    states = happened.claims.items()
    return Outcomes(**Counter(_outcome(state, counted > windows.get(number, counted)) for number, state in states))


def _outcome(state: str, over: bool) -> str:
    if state == CLAIMED and over:
        return "lapsed"
    return {
        ReferralState.REWARDED.value: "rewarded",
        ReferralState.FLAGGED.value: "to_check",
        ReferralState.LAPSED.value: "lapsed",
        ReferralState.REJECTED.value: "refused",
        ReferralState.VOIDED.value: "refused",
    }.get(state, "waiting")


def _sum(rows: tuple[RewardedRow, ...]) -> int | None:
    known = [row.purchase_cents for row in rows if row.purchase_cents is not None]
    return sum(known) if known else None
