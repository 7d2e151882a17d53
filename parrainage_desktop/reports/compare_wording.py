"""Two months side by side: each figure of both, the difference, and what it means in words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.i18n import _, decimal, money, month, ngettext, number
from parrainage_desktop.reports import paper_wording, wording, year_wording
from parrainage_desktop.reports.rules import MonthFigures, Trend, trend
from parrainage_desktop.reports.service import Month


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of the month looked at, of the other one, and how they differ; empty where one is not known."""

    label: str
    now: str
    other: str
    change: str
    said: str


def beside(looked: Month, apart: int, first: Month, last: Month) -> Month | None:
    """The month `apart` months before the one looked at, moved to where there are months; None when it is alone."""
    wanted = min(max(moved(looked, -apart), first), last)
    if wanted != looked:
        return wanted
    return next((one for one in (moved(looked, -1), moved(looked, 1)) if first <= one <= last), None)


def moved(one: Month, months: int) -> Month:
    """The month so many months later."""
    there = add_months(date(*one, 1), months)
    return there.year, there.month


def headline(now: MonthFigures, other: MonthFigures) -> str:
    """What differs most, in a sentence."""
    more, name = now.new_customers - other.new_customers, month(other.year, other.month)
    if not more:
        return _("As many new customers as in {month}.").format(month=name)
    said = (
        ngettext(
            "{count} new customer more than in {month}.", "{count} new customers more than in {month}.", more
        )
        if more > 0
        else ngettext(
            "{count} new customer fewer than in {month}.", "{count} new customers fewer than in {month}.", -more
        )
    )
    return said.format(count=number(abs(more)), month=name)


def unfinished(now: MonthFigures, other: MonthFigures) -> str:
    """Which month is not over and so cannot be fairly compared, or nothing."""
    found = next((one for one in (now, other) if (one.cut_off.year, one.cut_off.month) == (one.year, one.month)), None)
    if found is None:
        return ""
    said = _("{month} is not over: it is counted up to now.")
    return said.format(month=wording.title(found))


def differences(now: MonthFigures, other: MonthFigures) -> tuple[Difference, ...]:
    """Every figure of two months, one below the other."""
    moved_now, moved_other = now.movements, other.movements
    return (
        _count(_("New customers"), now.new_customers, other.new_customers),
        _count(_("Arrivals"), now.outcomes.claims, other.outcomes.claims),
        _amount(_("Referred purchases (reference)"), now.purchases_cents, other.purchases_cents, now),
        _amount(_("Cost per new customer"), now.cost_per_customer_cents, other.cost_per_customer_cents, now),
        _amount(_("Vouchers issued"), moved_now.issued.cents, moved_other.issued.cents, now),
        _amount(_("Vouchers redeemed"), moved_now.redeemed.cents, moved_other.redeemed.cents, now),
        _amount(_("Vouchers expired"), moved_now.expired.cents, moved_other.expired.cents, now),
        _amount(_("Outstanding at the end"), moved_now.closing.cents, moved_other.closing.cents, now),
        _count(_("Answers"), now.nps.answers, other.nps.answers),
        _score(now, other),
        Difference(_("NPS score, between"), year_wording.ends(now.nps), year_wording.ends(other.nps), "", ""),
    )


def _count(label: str, now: int, other: int) -> Difference:
    change = now - other
    said = (
        ngettext("{count} more", "{count} more", change) if change > 0
        else ngettext("{count} fewer", "{count} fewer", -change) if change else _("as many")
    )  # fmt: skip
    return Difference(
        label, number(now), number(other), number(change, sign=True), said.format(count=number(abs(change)))
    )


def _amount(label: str, now: int | None, other: int | None, figures: MonthFigures) -> Difference:
    first, second = (_("n/a") if cents is None else money(cents, figures.currency) for cents in (now, other))
    if now is None or other is None:
        return Difference(label, first, second, "", _("nothing to compare"))
    change = now - other
    said = _("{amount} more") if change > 0 else _("{amount} less") if change else _("the same amount")
    return Difference(
        label, first, second, money(change, figures.currency, sign=True),
        said.format(amount=money(abs(change), figures.currency)),
    )  # fmt: skip


def _score(now: MonthFigures, other: MonthFigures) -> Difference:
    one, two = now.nps.nps, other.nps.nps
    shown = paper_wording.score(one), paper_wording.score(two)
    change = "" if one is None or two is None else decimal(one - two, 1, sign=True)
    return Difference(_("NPS score"), *shown, change, _TRENDS[trend(now.nps, other.nps)]())


_TRENDS: dict[Trend, Callable[[], str]] = {
    Trend.UNKNOWN: lambda: _("nothing to compare"),
    Trend.WITHIN_MARGIN: lambda: _("within the margin of error"),
    Trend.BETTER: lambda: _("a rise beyond the margin of error"),
    Trend.WORSE: lambda: _("a fall beyond the margin of error"),
}
