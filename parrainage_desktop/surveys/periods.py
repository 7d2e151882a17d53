"""The periods the satisfaction screen offers, and the one before each to compare it with."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from parrainage_desktop.base.clock import add_months
from parrainage_desktop.surveys.campaign_rules import Campaign
from parrainage_desktop.surveys.rules import Span, Step


class Lately(Enum):
    """A period that ends today."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    EVER = "ever"


Period = Lately | Campaign
_MONTHS = {Lately.MONTH: 1, Lately.QUARTER: 3, Lately.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at, what it is compared with (None for all there is), and the steps of its trend."""

    span: Span
    before: Span | None
    step: Step


def looked(period: Period, today: date) -> Looked:
    """The days of a period; what stands before it is as long as itself."""
    if period is Lately.EVER:
        return Looked(Span(), None, Step.MONTH)
    if isinstance(period, Campaign):
        days = (period.last - period.first).days + 1
        before = Span(period.first - timedelta(days=days), period.first - timedelta(days=1))
        return Looked(Span(campaign_id=period.id), before, _step(days))
    first = add_months(today, -_MONTHS[period]) + timedelta(days=1)
    before = Span(add_months(first, -_MONTHS[period]), first - timedelta(days=1))
    return Looked(Span(first, today), before, _step((today - first).days))


def _step(days: int) -> Step:
    """Few enough points to be read apart."""
    if days <= 62:
        return Step.WEEK
    return Step.HALF_MONTH if days <= 186 else Step.MONTH
