"""How answers from 0 to 10 are distributed, and how their score moves, as geometry for screen and paper alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parrainage_desktop.base.charts import Bar, Drawing, Item, Label, Line, Spot, signed

Place = tuple[float, float]
_FILLS = ("nps-detractor",) * 7 + ("nps-passive",) * 2 + ("nps-promoter",) * 2


@dataclass(frozen=True, slots=True)
class Whisker:
    """A score with the ends of its interval; `name` and `below` stand under it, `text` above, `said` tells it whole."""

    score: float
    low: float
    high: float
    name: str
    text: str
    said: str
    below: str = ""


def distribution(
    counts: Sequence[int], texts: Sequence[str], said: Sequence[str], width: float, height: float, size: float = 13.0
) -> Drawing:
    """A column for each of the answers 0 to 10, in the colour of what it makes of a customer."""
    unit, cell, top = size / 13, width / 11, max([*counts, 1])
    floor = height - 24 * unit
    bar = min(26 * unit, cell * 0.8)
    items: list[Item] = []
    spots = []
    for value, count in enumerate(counts):
        middle, tall = cell * (value + 0.5), count / top * (floor - 24 * unit)
        if count:
            tall = max(tall, 2 * unit)
            items.append(Bar(middle - bar / 2, floor - tall, bar, tall, _FILLS[value], radius=min(3 * unit, tall / 2)))
        items.append(Label(middle, floor - tall - 6 * unit, texts[value], size, "strong", "middle", "text"))
        items.append(Label(middle, height - 6 * unit, str(value), size, "text", "middle"))
        spots.append(Spot(cell * value, 0, cell, height, said[value]))
    items.append(Line(0, floor + unit / 2, width, floor + unit / 2, "border-strong", unit))
    return Drawing(width, height, tuple(items), tuple(spots))


def whiskers(points: Sequence[Whisker], width: float, height: float, size: float = 13.0) -> Drawing:
    """Scores joined by a line, each with a whisker as long as its interval; the axis shows what they reach."""
    unit = size / 13
    marks = _marks(points)
    head, floor, gutter = 18 * unit, height - 44 * unit, 44 * unit
    cell = (width - gutter) / max(1, len(points))
    edge = max(0.0, _widest(points, size) - cell) / 2 * len(points) / max(1, len(points) - 1)
    cell -= 2 * edge / max(1, len(points))  # so that the first and the last score have room beside them

    def level(value: float) -> float:
        return floor - (value - marks[0]) / (marks[-1] - marks[0]) * (floor - head)

    items: list[Item] = []
    for mark in marks:
        items.append(Line(gutter, level(mark), width, level(mark), "border", unit))
        items.append(Label(gutter - 8 * unit, level(mark) + 4.5 * unit, signed(mark), size, "text", "end"))
    centres = [(gutter + edge + cell * (i + 0.5), level(point.score)) for i, point in enumerate(points)]
    for (x, _y), point in zip(centres, points, strict=True):
        items += _whisker(x, level(point.low), level(point.high), unit)
    for (x1, y1), (x2, y2) in pairwise(centres):
        items.append(Line(x1, y1, x2, y2, "nps-promoter", 2.5 * unit, rounded=True))
    for x, y in centres:
        left, top, round_ = x - 6 * unit, y - 6 * unit, 6 * unit
        items.append(Bar(left, top, 12 * unit, 12 * unit, "nps-promoter", "surface", 2 * unit, round_))
    items += _names(points, centres, cell, height, size)
    items += _scores(points, centres, level, cell, floor, size)
    spots = [Spot(x - cell / 2, 0, cell, height, point.said) for (x, _y), point in zip(centres, points, strict=True)]
    return Drawing(width, height, tuple(items), tuple(spots))


def _whisker(x: float, low: float, high: float, unit: float) -> list[Item]:
    ends: list[Item] = [Line(x - 7 * unit, y, x + 7 * unit, y, "nps-promoter", 1.5 * unit) for y in (low, high)]
    return [Line(x, low, x, high, "nps-promoter", 1.5 * unit), *ends]


def _names(
    points: Sequence[Whisker], centres: Sequence[Place], cell: float, height: float, size: float
) -> list[Item]:
    """Names below, every second or third when they would touch; the last is always there."""
    unit = size / 13
    items: list[Item] = []
    for i, ((x, _y), point) in enumerate(zip(centres, points, strict=True)):
        if _has_room(i, points, cell, size):
            items.append(Label(x, height - 24 * unit, point.name, size, "text", "middle"))
        if point.below:
            items.append(Label(x, height - 5 * unit, point.below, size, "text", "middle"))
    return items


def _scores(
    points: Sequence[Whisker], centres: Sequence[Place], level: Callable[[float], float], cell: float, floor: float,
    size: float,
) -> list[Item]:
    """Scores above their whiskers or, where only there the line leaves room, below; on a ground of their own."""
    unit, items = size / 13, list[Item]()
    for i, ((x, _y), point) in enumerate(zip(centres, points, strict=True)):
        if not _has_room(i, points, cell, size):
            continue
        wide, tall = _wide(point, size), 15 * unit
        above, below = level(point.high) - 19 * unit, level(point.low) + 5 * unit
        crossed = {
            top: any(_crosses(line, x, top, wide, tall) for line in pairwise(centres[max(0, i - 1) : i + 2]))
            for top in (above, below)
        }
        top = below if crossed[above] and not crossed[below] and below + tall <= floor + 6 * unit else above
        items.append(Bar(x - wide / 2, top, wide, tall, "surface", radius=4 * unit))
        items.append(Label(x, top + 12 * unit, point.text, size * 14 / 13, "strong", "middle", "text"))
    return items


def _crosses(line: tuple[Place, Place], x: float, top: float, wide: float, tall: float) -> bool:
    """Whether a line from left to right touches the box around `x` below `top`."""
    (x1, y1), (x2, y2) = line
    left, right = max(x1, x - wide / 2), min(x2, x + wide / 2)
    if left >= right:
        return False
    ends = [y1 + (y2 - y1) * (at - x1) / (x2 - x1) for at in (left, right)]
    return min(ends) < top + tall and max(ends) > top


def _has_room(place: int, points: Sequence[Whisker], cell: float, size: float) -> bool:
    """Whether this name and score stand, when not all can."""
    every = max(1, -int(-_widest(points, size) // cell)) if cell > 0 else 1
    return (len(points) - 1 - place) % every == 0


def _widest(points: Sequence[Whisker], size: float) -> float:
    """About how wide the longest name or score is drawn."""
    return max((max(len(point.name) * size * 0.62, _wide(point, size)) for point in points), default=0)


def _wide(point: Whisker, size: float) -> float:
    """About how wide a score's ground is."""
    return len(point.text) * size * 0.68 + 4 * size / 13


def _marks(points: Sequence[Whisker]) -> list[int]:
    """Round values from below the lowest whisker to above the highest, never more than seven of them."""
    low, high = min((p.low for p in points), default=-100), max((p.high for p in points), default=100)
    for step in (5, 10, 20, 25, 50):
        first, last = int(low // step) * step, -int(-high // step) * step
        if last == first:
            last += step
        if (last - first) // step <= 6:
            return list(range(first, last + 1, step))
    return [-100, -50, 0, 50, 100]
