"""What the month's figures say, in words; a page and the PDF show the same texts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from parrainage_desktop.base.clock import previous_month
from parrainage_desktop.base.i18n import (
    _,
    capital,
    day_month_long,
    day_month_year,
    decimal,
    money,
    month,
    month_name,
    ngettext,
    number,
)
from parrainage_desktop.reports import notes, paper_wording
from parrainage_desktop.reports.rules import MonthFigures, Tally, Trend

_STRONG, _PLAIN = "\ue000", "\ue001"
"""Private signs that frame what a sentence stresses, so that a translation may move it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence, and whether it is stressed."""

    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Kpi:
    """A headline figure: its name, its value, a note under it."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Movement:
    """A line of the reconciliation, its figures already signed; `total` lines are stressed."""

    label: str
    vouchers: str
    amount: str
    total: bool


def title(figures: MonthFigures) -> str:
    """The month as a heading: ``Octobre 2026``."""
    return capital(month(figures.year, figures.month))


def headline(figures: MonthFigures) -> tuple[Piece, ...]:
    """The month in a sentence or two, computed from the figures."""
    said = _sentence(figures)
    cost = figures.cost_per_customer_cents
    if cost is not None:
        said = f"{said} {costs(cost, figures.currency, figures.only_vouchers)}"
    return pieces(said)


def costs(cents: int, currency: str, only_vouchers: bool) -> str:
    """What each new customer costs, as a sentence."""
    said = _("Each costs you {cost} in vouchers.") if only_vouchers else _("Each costs you {cost} in rewards.")
    return said.format(cost=strong(money(cents, currency)))


def earned(found: Tally, currency: str) -> str:
    """So many vouchers, and their amount."""
    said = ngettext("{count} voucher issued, {amount}", "{count} vouchers issued, {amount}", found.vouchers)
    return said.format(count=number(found.vouchers), amount=money(found.cents, currency))


def kpis(figures: MonthFigures) -> tuple[Kpi, ...]:
    """The six headline figures; what has no data reads n/a, never zero."""
    moved = figures.movements
    last = day_month_long(figures.last_day)
    return (
        Kpi(_("New customers"), number(figures.new_customers), _before(figures)),
        _purchases(figures),
        _cost(figures),
        _issued(figures),
        _redeemed(figures),
        _tally(_("Outstanding on {day}").format(day=last), moved.closing, figures),
    )


def screen_kpis(figures: MonthFigures) -> tuple[Kpi, ...]:
    """The six the screen shows: what was issued stands at its chart, so that the score has room, ends and all."""
    new, bought, cost, _issued, redeemed, outstanding = kpis(figures)
    first = _("first purchases: {amount}").format(amount=_amount(figures.first_purchases_cents, figures))
    said = Kpi(_("NPS score"), paper_wording.score(figures.nps.nps), _score_ends(figures))
    return new, Kpi(bought.label, bought.value, first), redeemed, outstanding, cost, said


def movements(figures: MonthFigures) -> tuple[Movement, ...]:
    """From the opening to the closing outstanding amount; what came back only when something did."""
    moved = figures.movements
    eve = date(figures.year, figures.month, 1) - timedelta(days=1)
    undone = [
        _moved(label, tally, 1, figures)
        for label, tally in (
            (_("Redemptions taken back"), moved.reversed),
            (_("Expired vouchers prolonged"), moved.revived),
        )
        if tally != Tally()
    ]
    return (
        _balance(eve, moved.opening, figures),
        _moved(_("Vouchers issued"), moved.issued, 1, figures),
        _moved(_("Vouchers redeemed"), moved.redeemed, -1, figures),
        *undone,
        _moved(_("Vouchers expired"), moved.expired, -1, figures),
        _moved(_("Vouchers cancelled"), moved.cancelled, -1, figures),
        _balance(figures.last_day, moved.closing, figures),
    )


def outstanding_on(day: date) -> str:
    """The name of either end of the account."""
    return _("Outstanding on {day}").format(day=day_month_year(day))


def series_note(figures: MonthFigures) -> str:
    """How many referrals the chart shows, and since when."""
    if not figures.series:
        return _("n/a")
    first = figures.series[0]
    count = sum(point.referrals for point in figures.series)
    return _("{count} since {month}").format(count=number(count), month=month(first.year, first.month))


def comparison(figures: MonthFigures) -> str:
    """The previous month's score, and whether the difference means anything."""
    name = capital(month_name(previous_month(figures.year, figures.month)[1]))
    before = figures.nps_before
    if before is None or before.nps is None:
        return _("{month}: no score to compare with.").format(month=name)
    said = ngettext("{month}: {score} ({count} answer).", "{month}: {score} ({count} answers).", before.answers)
    said = said.format(month=name, score=paper_wording.score(before.nps), count=number(before.answers))
    return f"{said} {_TRENDS[figures.trend]()}".strip()


def rewarded_title(figures: MonthFigures) -> str:
    """The heading over the list of rewarded referrals."""
    count = len(figures.rewarded)
    if not count:
        return _("Completed referrals")
    said = ngettext("{count} completed referral", "The {count} completed referrals", count)
    return said.format(count=number(count))


def milestone(count: int) -> str:
    """Why a row carries a bonus."""
    return _("tier of {count}").format(count=number(count))


_TRENDS: dict[Trend, Callable[[], str]] = {
    Trend.UNKNOWN: lambda: "",
    Trend.WITHIN_MARGIN: lambda: _("The difference between the two months is within the margin of error."),
    Trend.BETTER: lambda: _("The rise is larger than the margin of error."),
    Trend.WORSE: lambda: _("The fall is larger than the margin of error."),
}


def _score_ends(figures: MonthFigures) -> str:
    interval, count = figures.nps.interval, figures.nps.answers
    if interval is None:
        return _("no answer this month")
    low, high = (decimal(end, 1, sign=True) for end in interval)
    said = ngettext("{low} to {high}, {count} answer", "{low} to {high}, {count} answers", count)
    return said.format(low=low, high=high, count=number(count))


def _sentence(figures: MonthFigures) -> str:
    count = figures.new_customers
    if not count:
        return _("No new customer came through a referrer this month.")
    named = ngettext("{count} new customer", "{count} new customers", count).format(count=number(count))
    came = ngettext("{customers} came through a referrer", "{customers} came through a referrer", count)
    came = came.format(customers=strong(named))
    change = _change(figures)
    said = _("{came}, {change}.").format(came=came, change=change) if change else f"{came}."
    return _("Your best month since the launch: {said}").format(said=said) if figures.best_yet else said


def _change(figures: MonthFigures) -> str:
    if figures.new_before is None:
        return ""
    name = month_name(previous_month(figures.year, figures.month)[1])
    more = figures.new_customers - figures.new_before
    if not more:
        return _("as many as in {month}").format(month=name)
    said = (
        ngettext("{count} more than in {month}", "{count} more than in {month}", more)
        if more > 0
        else ngettext("{count} fewer than in {month}", "{count} fewer than in {month}", -more)
    )
    return said.format(count=number(abs(more)), month=name)


def _before(figures: MonthFigures) -> str:
    if figures.new_before is None:
        return _("first month")
    name = month_name(previous_month(figures.year, figures.month)[1])
    return _("{count} in {month}").format(count=number(figures.new_before), month=name)


def _purchases(figures: MonthFigures) -> Kpi:
    first = _("of which first purchases {amount}").format(amount=_amount(figures.first_purchases_cents, figures))
    label = _("Referred purchases (reference)")
    return Kpi(label, _amount(figures.purchases_cents, figures), first)


def _cost(figures: MonthFigures) -> Kpi:
    label = _("Cost per new customer")
    return Kpi(label, _amount(figures.cost_per_customer_cents, figures), usually(figures))


def usually(figures: MonthFigures) -> str:
    """What winning a customer costs by other means, if the shop has entered it."""
    if not figures.usual_cost_cents:
        return _("usual cost not entered")
    return _("{amount} usually").format(amount=money(figures.usual_cost_cents, figures.currency))


def _tally(label: str, tally: Tally, figures: MonthFigures) -> Kpi:
    note = ngettext("{count} voucher", "{count} vouchers", tally.vouchers)
    return Kpi(label, money(tally.cents, figures.currency), note.format(count=number(tally.vouchers)))


def _issued(figures: MonthFigures) -> Kpi:
    said = _tally(_("Vouchers issued"), figures.movements.issued, figures)
    return Kpi(said.label, said.value, notes.cancelled_again(figures, said.note))


def _redeemed(figures: MonthFigures) -> Kpi:
    said = _tally(_("Vouchers redeemed"), figures.movements.redeemed, figures)
    return Kpi(said.label, said.value, notes.taken_back(figures, said.note))


def _balance(day: date, tally: Tally, figures: MonthFigures) -> Movement:
    return Movement(outstanding_on(day), number(tally.vouchers), money(tally.cents, figures.currency), True)


def _moved(label: str, tally: Tally, sign: int, figures: MonthFigures) -> Movement:
    amount = money(sign * tally.cents, figures.currency, sign=True)
    return Movement(label, number(sign * tally.vouchers, sign=True), amount, False)


def _amount(cents: int | None, figures: MonthFigures) -> str:
    return _("n/a") if cents is None else money(cents, figures.currency)


def strong(text: str) -> str:
    """A piece of a sentence, stressed."""
    return f"{_STRONG}{text}{_PLAIN}"


def pieces(said: str) -> tuple[Piece, ...]:
    """Cut a sentence at the private signs."""
    cut = said.replace(_PLAIN, _STRONG).split(_STRONG)
    return tuple(Piece(text, i % 2 == 1) for i, text in enumerate(cut) if text)
