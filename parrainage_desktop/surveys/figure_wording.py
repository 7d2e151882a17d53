"""The satisfaction screen in words: periods, figures, and what a chart shows."""

from datetime import date

from parrainage_desktop.base.i18n import (
    _,
    capital,
    day,
    day_month,
    decimal,
    labelled,
    month_short,
    ngettext,
    number,
    percent,
)
from parrainage_desktop.surveys.campaign_rules import Response
from parrainage_desktop.surveys.periods import Lately, Period
from parrainage_desktop.surveys.rules import Category, Figures, Point, Score, Step
from parrainage_desktop.surveys.wording import score_line

_LONG = 28
"""Letters of a campaign’s name that fit beside its days."""


def period(found: Period) -> str:
    """A period as the choice of periods names it."""
    if not isinstance(found, Lately):
        name = found.name if len(found.name) <= _LONG else found.name[: _LONG - 1].rstrip() + "…"
        return _("{name}: {first} to {last}").format(name=name, first=day_month(found.first), last=day(found.last))
    return {
        Lately.MONTH: _("Last month to today"),
        Lately.QUARTER: _("Last 3 months to today"),
        Lately.YEAR: _("Last 12 months to today"),
        Lately.EVER: _("All answers"),
    }[found]


def nps(score: Score) -> str:
    """The score with its sign, or that there is none."""
    return _("no score") if score.nps is None else decimal(score.nps, 1, sign=True)


def interval(score: Score) -> str:
    """Both ends at 95 %."""
    if score.interval is None:
        return ""
    low, high = (decimal(end, 1, sign=True) for end in score.interval)
    return _("{low} to {high}").format(low=low, high=high)


def answers(score: Score, response: Response | None) -> str:
    """How many answered, and of how many asked where that is known."""
    count = score.answers
    if response is None or response.rate is None:
        return ngettext("{count} answer", "{count} answers", count).format(count=number(count))
    said = ngettext(
        "{count} answer of {asked} asked ({rate})", "{count} answers of {asked} asked ({rate})", count
    )
    rate = percent(response.answers, response.asked, 2)
    return said.format(count=number(count), asked=number(response.asked), rate=rate)


def group(category: Category) -> str:
    """A category, as the head of its line."""
    return {
        Category.PROMOTER: _("Promoters"),
        Category.PASSIVE: _("Passives"),
        Category.DETRACTOR: _("Detractors"),
    }[category]


def counts(score: Score) -> tuple[tuple[Category, str, str], ...]:
    """Each category with its count and share."""
    found = (
        (Category.PROMOTER, score.promoters), (Category.PASSIVE, score.passives),
        (Category.DETRACTOR, score.detractors),
    )
    return tuple((one, number(count), percent(count, score.answers, 2)) for one, count in found)


def trend_title(step: Step) -> str:
    """What one point of the trend stands for."""
    return {
        Step.WEEK: _("Change week by week"),
        Step.HALF_MONTH: _("Change by half-month"),
        Step.MONTH: _("Change month by month"),
    }[step]


def point_name(point: Point, step: Step) -> str:
    """The days of a point, as they stand under it."""
    if step is Step.MONTH:
        return capital(month_short(point.first.month))
    if step is Step.WEEK:
        return day_month(point.first)
    return f"{point.first.day}–{point.last.day}"


def point_below(points: tuple[Point, ...], place: int, step: Step) -> str:
    """The month under the first of its halves, the year under the first of its months; else empty."""
    here, before = points[place].first, points[place - 1].first if place else None
    if step is Step.HALF_MONTH and (before is None or before.month != here.month):
        return month_short(here.month)
    if step is Step.MONTH and (before is None or before.year != here.year):
        return str(here.year)
    return ""


def point_said(point: Point) -> str:
    """A point of the trend, told whole."""
    return _("{first} to {last}: {score}").format(
        first=day_month(point.first), last=day(point.last), score=score_line(point.score)
    )


def column_said(value: int, count: int, total: int) -> str:
    """A column of the distribution, told whole."""
    said = ngettext("Score {value}: {count} answer, {share}", "Score {value}: {count} answers, {share}", count)
    return said.format(value=value, count=number(count), share=percent(count, total, 1))


def distribution_said(figures: Figures) -> str:
    """The distribution in one breath."""
    parts = [labelled(str(value), number(count)) for value, count in enumerate(figures.distribution) if count]
    return _("Answers by score. {parts}").format(parts=", ".join(parts) or _("None yet."))


def trend_said(figures: Figures) -> str:
    """The trend in one breath."""
    return " ".join(point_said(point) for point in figures.trend) or _("No answer, no score.")


def answered(on: date, today: date) -> str:
    """The day of an answer."""
    return _("today") if on == today else day(on)


def to_invite(promoters: int, waiting: int) -> tuple[str, str]:
    """How many promoters are no referrers yet, in a title and a line."""
    title = ngettext(
        "{count} promoter is not a referrer yet", "{count} promoters are not referrers yet", waiting
    ).format(count=number(waiting))
    line = _("Of {all} promoters known by name, {already} are already.").format(
        all=number(promoters), already=number(promoters - waiting)
    )
    return title, line
