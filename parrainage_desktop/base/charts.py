"""Charts as pure geometry: computed once, painted alike by the screen and by the PDF.

Coordinates start at the top left, x to the right, y down. The unit is the caller's (pixels or points); every
measure grows with `size`, the height of an axis label. Colours are names of design tokens.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Role = Literal["text", "strong", "title", "display"]
Anchor = Literal["start", "middle", "end"]


_TEXT, _STRONG = 0.56, 0.64
"""About how wide a sign of Inter is for its height, in words and in stressed figures."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; `fill` or `outline` may be empty, `radius` rounds all four corners."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    outline: str = ""
    outline_width: float = 1.0
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `rounded` asks for round ends."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str = "border"
    width: float = 1.0
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A plain text; (x, y) is the anchor on its baseline, `limit` > 0 a width past which it is shortened."""

    x: float
    y: float
    text: str
    size: float
    role: Role = "text"
    anchor: Anchor = "start"
    colour: str = "text-2"
    limit: float = 0.0


Item = Bar | Line | Label


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a drawing that stands for one figure, and that figure in words."""

    x: float
    y: float
    width: float
    height: float
    said: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What to paint, in painting order; `spots` tell the figures one by one."""

    width: float
    height: float
    items: tuple[Item, ...]
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a bar list: its name, its length, the figure as text, its colour."""

    label: str
    value: float
    text: str
    colour: str = "brand"


def signed(value: int) -> str:
    """A whole number with its sign, the true minus, and a bare zero: +50, −50, 0."""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value)}"


def ticks(maximum: float, intervals: int = 4) -> tuple[int, ...]:
    """Axis values from 0 up to `maximum` or more, by 1, 2 or 5 times a power of ten; (0,) when nothing."""
    if maximum <= 0:
        return (0,)
    rough = maximum / intervals
    power = 10 ** math.floor(math.log10(rough))
    step = max(1, int(next(s * power for s in (1, 2, 5, 10) if s * power >= rough)))
    return tuple(range(0, step * math.ceil(maximum / step) + 1, step))


def columns(
    values: Sequence[float],
    labels: Sequence[str],
    width: float,
    height: float,
    highlight: int | None = None,
    size: float = 13.0,
    texts: Sequence[str] | None = None,
) -> Drawing:
    """One column a month with its value above; `highlight` (else the last) is darker than the past."""
    unit, count = size / 13, max(1, len(values))
    floor, cell, top = height - 30 * unit, width / count, max([*values, 0]) or 1
    chosen = len(values) - 1 if highlight is None else highlight
    bar = min(48 * unit, cell * 0.62)
    said = texts or [f"{value:g}" for value in values]
    every = _every(said, size * 14 / 13 * _STRONG, cell)
    items: list[Item] = []
    for i, value in enumerate(values):
        tall, middle = max(0.0, value) / top * (floor - 24 * unit), cell * (i + 0.5)
        fill = "brand" if i == chosen else "brand-muted"
        items.append(Bar(middle - bar / 2, floor - tall, bar, tall, fill, radius=min(3 * unit, tall / 2)))
        if (i - chosen) % every == 0:
            items.append(Label(middle, floor - tall - 7 * unit, said[i], size * 14 / 13, "strong", "middle", "text"))
    items += _ground(labels, 0, width, floor, size, chosen)
    return Drawing(width, height, tuple(items))


def pairs(
    first: Sequence[int],
    second: Sequence[int],
    labels: Sequence[str],
    width: float,
    height: float,
    axis_text: Callable[[int], str],
    highlight: int | None = None,
    size: float = 13.0,
    intervals: int = 4,
) -> Drawing:
    """Two bars a month from a common zero: `first` outlined (issued), `second` full (redeemed), in cents."""
    unit, count = size / 13, max(1, len(first))
    marks = ticks(max([*first, *second, 0]), intervals)
    floor, head = height - 30 * unit, 14 * unit
    gutter = max(44 * unit, 8 * unit + max(_wide(axis_text(mark), size) for mark in marks))
    cell = (width - gutter) / count
    bar = min(26 * unit, cell * 0.34)

    def level(value: float) -> float:
        return floor - max(0.0, value) / (marks[-1] or 1) * (floor - head)

    items = [item for mark in marks for item in _mark(gutter, level(mark), width, axis_text(mark), size)]
    for i, (one, two) in enumerate(zip(first, second, strict=True)):
        middle = gutter + cell * (i + 0.5)
        items += _standing(middle - bar - 2 * unit, level(one), bar, floor, "accent", "accent-text", unit)
        items += _standing(middle + 2 * unit, level(two), bar, floor, "brand", "", unit)
    chosen = len(first) - 1 if highlight is None else highlight
    items += _ground(labels, gutter, width, floor, size, chosen)
    return Drawing(width, height, tuple(items))


def told(drawing: Drawing, texts: Sequence[str], left: float = 0.0) -> Drawing:
    """The same drawing, each of its columns from `left` on saying its figures in words."""
    cell = (drawing.width - left) / max(1, len(texts))
    spots = tuple(Spot(left + cell * i, 0, cell, drawing.height, text) for i, text in enumerate(texts))
    return replace(drawing, spots=spots)


def gauge(score: float | None, low: float | None, high: float | None, width: float, size: float = 13.0) -> Drawing:
    """The NPS from -100 to +100 with the interval as a box; an empty scale when there is no score."""
    unit = size / 13

    def at(value: float) -> float:
        return (value + 100) / 200 * width

    items: list[Item] = [Bar(0, 12 * unit, width, 18 * unit, "surface-2", radius=9 * unit)]
    items.append(Line(at(0), 12 * unit, at(0), 30 * unit, "border-strong", unit))
    if score is not None:
        fill = "nps-promoter" if score >= 0 else "nps-detractor"
        left, right = sorted((at(0), at(score)))
        items.append(Bar(left, 12 * unit, right - left, 18 * unit, fill))
    if score is not None and low is not None and high is not None:
        box = Bar(at(low), 4 * unit, at(high) - at(low), 34 * unit, "", "text", 2 * unit, 5 * unit)
        items += [box, Line(at(score), unit, at(score), 41 * unit, "text", 4 * unit, rounded=True)]
    for mark in (-100, -50, 0, 50, 100):
        anchor: Anchor = "start" if mark == -100 else "end" if mark == 100 else "middle"
        items.append(Line(at(mark), 34 * unit, at(mark), 40 * unit, "border-strong", unit))
        items.append(Label(at(mark), 58 * unit, signed(mark), size, "text", anchor))
    return Drawing(width, 64 * unit, tuple(items))


def bars_beside(rows: Sequence[Row], width: float, bar_width: float, size: float = 15.0, step: float = 35.0) -> Drawing:
    """Names on the left, bars of `bar_width` and figures on the right (the month's referrers)."""
    unit, top = size / 15, max([row.value for row in rows], default=0) or 1
    left = width - bar_width - max([36 * unit, *(len(row.text) * size * _STRONG + 7 * unit for row in rows)])
    items: list[Item] = []
    for i, row in enumerate(rows):
        middle = step * (i + 0.5)
        base = middle + 5 * unit
        items.append(Label(0, base, row.label, size, "text", "start", "text", left - 12 * unit))
        items += _lying(left, middle - 5 * unit, bar_width, 10 * unit, row, top, 5 * unit)
        items.append(Label(width, base, row.text, size, "strong", "end", "text"))
    return Drawing(width, step * len(rows), tuple(items))


def bars_below(rows: Sequence[Row], width: float, size: float = 15.0, step: float = 54.0) -> Drawing:
    """Names and figures, each above its bar; lengths are shares of the sum (what became of the claims)."""
    unit, total = size / 15, sum(row.value for row in rows) or 1
    items: list[Item] = []
    for i, row in enumerate(rows):
        base = step * i + 15 * unit
        items.append(Label(0, base, row.label, size, "text", "start", "text", width - 60 * unit))
        items.append(Label(width, base, row.text, size, "strong", "end", "text"))
        items += _lying(0, step * i + 24 * unit, width, 14 * unit, row, total, 4 * unit)
    return Drawing(width, step * len(rows), tuple(items))


def _ground(labels: Sequence[str], left: float, width: float, floor: float, size: float, chosen: int) -> list[Item]:
    """The line columns stand on, with a month's name under each; every second or third one when they would touch."""
    unit, cell = size / 13, (width - left) / max(1, len(labels))
    every = _every(labels, size * _TEXT, cell)
    names = [
        Label(left + cell * (i + 0.5), floor + 21 * unit, label, size, "strong" if i == chosen else "text", "middle")
        for i, label in enumerate(labels)
        if (i - chosen) % every == 0
    ]
    return [*names, Line(0, floor + unit / 2, width, floor + unit / 2, "border-strong", unit)]


def _mark(left: float, y: float, width: float, text: str, size: float) -> list[Item]:
    """A value of the axis: its text left of `left`, and a hairline from there on."""
    unit = size / 13
    said = Label(left - 8 * unit, y + 4.5 * unit, text, size, "text", "end")
    return [Line(left, y, width, y, "border", unit), said]


def _standing(x: float, top: float, width: float, floor: float, fill: str, outline: str, unit: float) -> list[Item]:
    """A column from `top` down to `floor`, or nothing when it has no height."""
    tall = floor - top
    return [Bar(x, top, width, tall, fill, outline, 1.25 * unit, min(3 * unit, tall / 2))] if tall > 0 else []


def _lying(x: float, y: float, width: float, height: float, row: Row, top: float, radius: float) -> list[Item]:
    """A grey track and, over it, the row's share of `top`."""
    track: list[Item] = [Bar(x, y, width, height, "surface-2", radius=radius)]
    long = width * max(0.0, min(1.0, row.value / top))
    return [*track, Bar(x, y, long, height, row.colour, radius=min(radius, long / 2))] if long else track


def _every(texts: Sequence[str], sign: float, cell: float) -> int:
    """Which of texts stand over cells, all or every second or third, so that none touch; `sign` is a sign's width."""
    widest = max((len(text) * sign for text in texts), default=0.0)
    return max(1, math.ceil(widest / cell)) if cell > 0 else 1


def _wide(text: str, size: float) -> float:
    """A safe guess of a text's width in Inter, without a font at hand."""
    return len(text) * size * _TEXT
