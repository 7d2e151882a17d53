"""What every report says alike: who made it and up to when, the journal's fingerprint, a score with its answers."""

from dataclasses import dataclass
from datetime import date, datetime

from parrainage_desktop.base.i18n import _, clock_time, day_month_year, decimal, ngettext, number
from parrainage_desktop.reports.rules import MonthFigures, percentages
from parrainage_desktop.surveys.rules import Score


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One kind of answer: its name, how many, which share."""

    label: str
    count: str
    share: str


def score(value: float | None) -> str:
    """An NPS with its sign and one decimal, or n/a."""
    return _("n/a") if value is None else decimal(value, 1, sign=True)


def score_note(found: Score) -> tuple[str, ...]:
    """How many answers the score rests on, and the interval that comes with it."""
    interval, count = found.interval, found.answers
    if interval is None:
        return (_("no answer"),)
    low, high = (decimal(end, 1, sign=True) for end in interval)
    said = ngettext("{count} answer", "{count} answers", count).format(count=number(count))
    return said, _("between {low} and {high}").format(low=low, high=high)


def score_lines(found: Score) -> tuple[ScoreLine, ...]:
    """Promoters, passives, detractors; their shares add up to 100."""
    counts = (found.promoters, found.passives, found.detractors)
    labels = (_("Promoters (9 or 10)"), _("Passives (7 or 8)"), _("Detractors (0 to 6)"))
    places, shares = percentages(counts)
    known = found.answers > 0
    return tuple(
        ScoreLine(label, number(count), _percent(part, places) if known else _("n/a"))
        for label, count, part in zip(labels, counts, shares, strict=True)
    )


def made(figures: MonthFigures) -> str:
    """Who made the document, and when."""
    return made_on(figures.made_on, figures.made_by)


def made_on(day: date, name: str) -> str:
    """Who made a paper, and when."""
    return _("Made on {day} by {name}").format(day=day_month_year(day), name=name)


def cut_off(figures: MonthFigures) -> str:
    """Up to which instant things were counted."""
    return cut_off_at(figures.last_day, figures.cut_off)


def cut_off_at(last_day: date, local: datetime) -> str:
    """Up to which instant of the shop things were counted: the end of the last day, or `local` while it lasts."""
    day = day_month_year(last_day)
    if local.date() != last_day:
        return _("Figures up to {day} at midnight").format(day=day)
    return _("Figures up to {day} at {time}").format(day=day, time=clock_time(local))


def fingerprint(entries: int, head: str) -> str:
    """The journal's head: whoever keeps this paper can prove that the past was not rewritten."""
    said = ngettext(
        "Journal: {count} entry, fingerprint {head}", "Journal: {count} entries, fingerprint {head}", entries
    )
    return said.format(count=number(entries), head=head)


def _percent(value: float, places: int) -> str:
    return _("{number}%").format(number=decimal(value, places))
