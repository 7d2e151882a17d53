"""What a year's figures say, in words and side by side; the paper, the screen and the tables show the same."""

from datetime import date, timedelta

from parrainage_desktop.base.i18n import (
    _,
    capital,
    day_month_long,
    decimal,
    money,
    month_name,
    ngettext,
    number,
    percent,
)
from parrainage_desktop.reports import paper_wording, wording
from parrainage_desktop.reports.rules import MonthFigures, MonthPoint, Movements, Tally
from parrainage_desktop.reports.wording import Kpi, Piece
from parrainage_desktop.reports.years import YearFigures
from parrainage_desktop.surveys.rules import Score


def headline(figures: YearFigures) -> tuple[Piece, ...]:
    """The year in a sentence or two, computed from the figures."""
    count, cost = figures.new_customers, figures.cost_per_customer_cents
    if cost is None:
        return wording.pieces(_("No new customer came through a referrer this year."))
    named = ngettext("{count} new customer", "{count} new customers", count).format(count=number(count))
    came = ngettext("{customers} came through a referrer", "{customers} came through a referrer", count)
    best = max(figures.months, key=lambda month: month.new_customers)
    came = came.format(customers=wording.strong(named))
    most = _("{came}; the best month was {month} ({count}).")
    said = most.format(came=came, month=month_name(best.month), count=number(best.new_customers))
    each = wording.costs(cost, figures.currency, figures.only_vouchers)
    return wording.pieces(f"{said} {each}")


def kpis(figures: YearFigures) -> tuple[Kpi, ...]:
    """The six headline figures of the year."""
    moved, currency = figures.movements, figures.currency
    last, usual = day_month_long(figures.last.last_day), wording.usually(figures.last)
    first = _("of which first purchases {amount}").format(amount=_amount(figures.first_purchases_cents, currency))
    return (
        Kpi(_("New customers"), number(figures.new_customers), undone(figures)),
        Kpi(_("Referred purchases (reference)"), _amount(figures.purchases_cents, currency), first),
        Kpi(_("Cost per new customer"), _amount(figures.cost_per_customer_cents, currency), usual),
        _kpi(_("Vouchers issued"), moved.issued, currency),
        _kpi(_("Vouchers redeemed"), moved.redeemed, currency),
        _kpi(_("Outstanding on {day}").format(day=last), moved.closing, currency),
    )


def undone(figures: YearFigures) -> str:
    """How many referrals counted earlier were undone later in the year."""
    if not figures.undone:
        return _("none undone later")
    return ngettext("{count} undone later", "{count} undone later", figures.undone).format(count=number(figures.undone))


def series(figures: YearFigures) -> tuple[MonthPoint, ...]:
    """The year's months for the charts."""
    return tuple(
        MonthPoint(
            month.year, month.month, month.new_customers, month.movements.issued.cents, month.movements.redeemed.cents
        )
        for month in figures.months
    )


def series_note(figures: YearFigures) -> str:
    """How many referrals the chart shows."""
    count = figures.new_customers
    said = ngettext("{count} in {year}", "{count} in {year}", count)
    return said.format(count=number(count), year=figures.year)


def satisfaction(figures: YearFigures) -> str:
    """What the year's score is made of."""
    return _("All the answers of the year that counted when their month ended.")


def account(figures: YearFigures) -> list[tuple[str, ...]]:
    """The account month by month: new customers, issued, redeemed, expired, cancelled, outstanding; then the totals.

    What was taken back is taken off what was redeemed, and what was prolonged off what had expired, so that each
    row leads from the outstanding amount above it to its own.
    """
    currency, first = figures.currency, figures.months[0]
    eve = date(first.year, first.month, 1) - timedelta(days=1)
    opening = (wording.outstanding_on(eve), "", "", "", "", "", money(first.movements.opening.cents, currency))
    rows = [_account(name(month), month.new_customers, month.movements, currency) for month in figures.months]
    return [opening, *rows, _account(_("Total"), figures.new_customers, figures.movements, currency)]


def ratios(figures: YearFigures) -> list[tuple[str, ...]]:
    """What rests on counts, month by month: arrivals completed, purchases, cost, answers and score; then the year's."""
    rows = [
        _ratios(
            name(one), one.outcomes.rewarded, one.outcomes.claims, one.purchases_cents, one.cost_per_customer_cents,
            one.nps, figures.currency,
        )
        for one in figures.months
    ]  # fmt: skip
    completed = sum(one.outcomes.rewarded for one in figures.months)
    claims = sum(one.outcomes.claims for one in figures.months)
    whole = _ratios(
        _("Year"), completed, claims, figures.purchases_cents, figures.cost_per_customer_cents, figures.nps,
        figures.currency,
    )  # fmt: skip
    return [*rows, whole]


def name(month: MonthFigures) -> str:
    """A month's name at the head of a row."""
    return capital(month_name(month.month))


def used(moved: Movements) -> int:
    """Cents redeemed, less those taken back."""
    return moved.redeemed.cents - moved.reversed.cents


def expired(moved: Movements) -> int:
    """Cents expired, less those prolonged afterwards."""
    return moved.expired.cents - moved.revived.cents


def ends(score: Score) -> str:
    """The interval of a score, or n/a."""
    if score.interval is None:
        return _("n/a")
    low, high = (decimal(end, 1, sign=True) for end in score.interval)
    return _("{low} to {high}").format(low=low, high=high)


def _account(label: str, new: int, moved: Movements, currency: str) -> tuple[str, ...]:
    went = (-used(moved), -expired(moved), -moved.cancelled.cents)
    changes = (money(cents, currency, sign=True) for cents in (moved.issued.cents, *went))
    return (label, number(new), *changes, money(moved.closing.cents, currency))


def _ratios(
    label: str, completed: int, claims: int, bought: int | None, cost: int | None, score: Score, currency: str
) -> tuple[str, ...]:
    share = _("{share} of {count}").format(share=percent(completed, claims), count=number(claims))
    success = share if claims else _("n/a")
    return (
        label, success, _amount(bought, currency), _amount(cost, currency), number(score.answers),
        paper_wording.score(score.nps), ends(score),
    )  # fmt: skip


def _kpi(label: str, tally: Tally, currency: str) -> Kpi:
    note = ngettext("{count} voucher", "{count} vouchers", tally.vouchers).format(count=number(tally.vouchers))
    return Kpi(label, money(tally.cents, currency), note)


def _amount(cents: int | None, currency: str) -> str:
    return _("n/a") if cents is None else money(cents, currency)
