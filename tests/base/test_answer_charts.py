"""The trend of a score: no line runs through a number, wherever the points lie."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

import pytest

from parrainage_desktop.base.answer_charts import Whisker, whiskers
from parrainage_desktop.base.charts import Bar, Drawing, Label, Line

MONTHS = ("mai", "juin", "juil.", "août", "sept.", "oct.", "nov.")


def trend(scores: Sequence[int], margin: float = 3.0) -> Drawing:
    """A chart of as many months as there are scores."""
    names = MONTHS[-len(scores) :]
    named = zip(scores, names, strict=True)
    points = [Whisker(one, one - margin, one + margin, name, f"{one:+}", "") for one, name in named]
    return whiskers(points, 520, 250)


def scores(drawing: Drawing) -> list[Label]:
    """The numbers at the points."""
    return [item for item in drawing.items if isinstance(item, Label) and item.role == "strong"]


def test_the_first_score_leaves_the_axis_its_numbers() -> None:
    points = [Whisker(50, 0, 70, "nov.", "+33,3", "") for _month in range(13)]
    drawing = whiskers(points, 300, 250)
    grounds = [item.x for item in drawing.items if isinstance(item, Bar) and item.fill == "surface"]
    numbers = [item.x for item in drawing.items if isinstance(item, Label) and item.anchor == "end"]
    assert min(grounds) > max(numbers)


def test_scores_stand_clear_of_each_other() -> None:
    points = [Whisker(50, 0, 70, "nov.", "+62.5", "") for _month in range(13)]
    grounds = [item for item in whiskers(points, 320, 250).items if isinstance(item, Bar) and item.fill == "surface"]
    assert all(one.x + one.width <= other.x for one, other in pairwise(grounds))


def test_a_peak_has_its_score_above_and_a_valley_below() -> None:
    peak, valley, last = scores(trend([70, 10, 60]))
    points = [bar.y + 6 for bar in trend([70, 10, 60]).items if isinstance(bar, Bar) and bar.fill == "nps-promoter"]
    assert peak.y < points[0]
    assert valley.y > points[1]
    assert last.y < points[2]


def test_even_scores_stand_above_all_alike() -> None:
    drawing = trend([64, 64, 64, 64])
    assert len({label.y for label in scores(drawing)}) == 1
    assert scores(drawing)[0].y < min(item.y1 for item in drawing.items if isinstance(item, Line) and item.rounded)


@pytest.mark.parametrize("seed", range(30))
def test_what_runs_behind_a_score_is_covered(seed: int) -> None:
    chance = Random(seed)
    drawing = trend([chance.randrange(-95, 96) for _month in MONTHS], chance.choice((1.0, 4.0, 20.0)))
    last_line = max(place for place, item in enumerate(drawing.items) if isinstance(item, Line))
    for place, item in enumerate(drawing.items):
        if isinstance(item, Label) and item.role == "strong":
            ground = drawing.items[place - 1]
            assert isinstance(ground, Bar)
            assert place - 1 > last_line
            assert ground.fill == "surface"
            assert ground.y < item.y - item.size * 0.73 < item.y < ground.y + ground.height
            assert abs(ground.x + ground.width / 2 - item.x) < 0.01
            assert ground.width >= len(item.text) * item.size * 0.6


@pytest.mark.parametrize("seed", range(30))
def test_a_score_keeps_to_the_chart_and_off_the_names(seed: int) -> None:
    chance = Random(seed)
    drawing = trend([chance.randrange(-95, 96) for _month in MONTHS])
    names = [item for item in drawing.items if isinstance(item, Label) and item.text in MONTHS]
    for label in scores(drawing):
        assert label.y < min(name.y - name.size for name in names) + 4
        assert label.y > label.size * 0.73
