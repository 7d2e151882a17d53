"""What answers come to: the score with its interval, how they are distributed, how they move, and how parts differ."""

from collections.abc import Iterable
from datetime import date, timedelta

from parrainage_desktop.base.clock import month_bounds
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.surveys import counts, segment_store
from parrainage_desktop.surveys.rules import EVER, Compared, Figures, Part, Point, Score, Segment, Span, Step, scored


def score(tx: Transaction, span: Span = EVER) -> Score:
    """Counts of a span's answers."""
    return scored(counts.by_score(tx, span))


def figures(tx: Transaction, span: Span, step: Step) -> Figures:
    """The score of a span, how its answers are distributed, and its trend."""
    days = counts.by_day(tx, span)
    distribution = [0] * 11
    for _day, points, answers in days:
        distribution[points] += answers
    return Figures(scored(dict(enumerate(distribution))), tuple(distribution), tuple(_trend(days, span, step)))


def compared(tx: Transaction, before: Span, now: Span) -> Compared:
    """Two spans side by side."""
    return Compared(score(tx, before), score(tx, now))


def segments(tx: Transaction, span: Span, segment: Segment) -> list[Part]:
    """The score of each part of a span's answers, most answers first; people with two tags are in two parts."""
    found = segment_store.by_part(tx, span, segment)
    parts = [Part(name, scored(answers)) for name, answers in found]
    return sorted(parts, key=lambda part: (-part.score.answers, part.name))


def _trend(days: Iterable[tuple[date, int, int]], span: Span, step: Step) -> Iterable[Point]:
    """A point for each step that has answers, its days cut at the ends of the span."""
    steps: dict[tuple[date, date], dict[int, int]] = {}
    bounds: tuple[date, date] | None = None
    for day, points, answers in days:
        if bounds is None or day > bounds[1]:
            bounds = _step(day, step)
        found = steps.setdefault(bounds, {})
        found[points] = found.get(points, 0) + answers
    for (first, last), found in steps.items():
        yield Point(max(first, span.first or first), min(last, span.last or last), scored(found))


def _step(day: date, step: Step) -> tuple[date, date]:
    """The first and last day of the step a day belongs to."""
    if step is Step.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    first, last = month_bounds(day.year, day.month)
    if step is Step.MONTH:
        return first, last
    return (first, day.replace(day=15)) if day.day <= 15 else (day.replace(day=16), last)
