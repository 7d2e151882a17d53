"""Charts as geometry: right lengths, everything inside, nothing drawn for nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parrainage_desktop.base import charts
from parrainage_desktop.base.charts import Bar, Drawing, Label, Line

MONTHS = ["avr.", "mai", "juin", "juil.", "août", "sept.", "oct."]
REFERRALS = [6, 9, 11, 8, 5, 14, 18]


def bars(drawing: Drawing, fill: str = "") -> list[Bar]:
    """The bars of one colour, or all."""
    return [item for item in drawing.items if isinstance(item, Bar) and (not fill or item.fill == fill)]


def labels(drawing: Drawing) -> list[Label]:
    """The texts."""
    return [item for item in drawing.items if isinstance(item, Label)]


def euros(cents: int) -> str:
    """An axis value."""
    return f"{cents // 100} €"


@pytest.mark.parametrize(
    ("largest", "intervals", "expected"),
    [
        (0, 4, (0,)),
        (1, 4, (0, 1)),
        (19_000, 2, (0, 10_000, 20_000)),
        (19_000, 4, (0, 5_000, 10_000, 15_000, 20_000)),
        (20_000, 4, (0, 5_000, 10_000, 15_000, 20_000)),
        (999, 4, (0, 500, 1_000)),
    ],
)
def test_an_axis_starts_at_zero_with_round_steps(largest: int, intervals: int, expected: tuple[int, ...]) -> None:
    assert charts.ticks(largest, intervals) == expected


@given(st.integers(1, 10**9), st.integers(1, 8))
def test_an_axis_reaches_the_largest_value_in_few_steps(largest: int, intervals: int) -> None:
    marks = charts.ticks(largest, intervals)
    assert marks[-1] >= largest
    assert len(marks) <= intervals + 1


def test_columns_are_in_proportion_and_the_last_is_darker() -> None:
    drawing = charts.columns(REFERRALS, MONTHS, 300, 204)
    tall = [bar.height for bar in bars(drawing)]
    assert [round(height / tall[-1] * 18) for height in tall] == REFERRALS
    assert [bar.fill for bar in bars(drawing)] == ["brand-muted"] * 6 + ["brand"]
    assert [label.text for label in labels(drawing)] == [*map(str, REFERRALS), *MONTHS]


def test_values_too_wide_for_their_columns_leave_every_other_one_out() -> None:
    drawing = charts.columns([4_400 + month for month in range(12)], [""] * 12, 422, 204)
    assert [label.text for label in labels(drawing) if label.text] == ["4401", "4403", "4405", "4407", "4409", "4411"]


def test_another_month_can_be_pointed_at() -> None:
    drawing = charts.columns(REFERRALS, MONTHS, 300, 204, highlight=2)
    assert [bar.fill for bar in bars(drawing)].index("brand") == 2
    assert [label.text for label in labels(drawing) if label.role == "strong"][-1] == "juin"


def test_twelve_months_in_little_room_leave_names_out_but_not_the_last() -> None:
    drawing = charts.columns([7] * 12, ["nov.", "déc.", "janv.", "févr.", "mars", *MONTHS], 300, 204)
    shown = [label.text for label in labels(drawing) if label.text != "7"]
    assert shown == ["déc.", "févr.", "avr.", "juin", "août", "oct."]


def test_pairs_stand_on_a_common_zero() -> None:
    drawing = charts.pairs([19_000, 0], [12_000, 500], ["sept.", "oct."], 350, 204, euros, intervals=2)
    issued, redeemed = bars(drawing, "accent"), bars(drawing, "brand")
    assert [bar.outline for bar in issued] == ["accent-text"]
    assert {round(bar.y + bar.height, 6) for bar in bars(drawing)} == {174}
    assert redeemed[0].height / issued[0].height == pytest.approx(12 / 19)
    assert [label.text for label in labels(drawing)][:3] == ["0 €", "100 €", "200 €"]


@pytest.mark.parametrize("values", [[], [0], [0, 0, 0]])
def test_a_shop_without_figures_gets_an_empty_chart(values: list[int]) -> None:
    names = ["m"] * len(values)
    assert all(bar.height == 0 for bar in bars(charts.columns(values, names, 300, 200)))
    assert not bars(charts.pairs(values, values, names, 300, 200, euros))


def test_a_wide_axis_text_pushes_the_bars_aside() -> None:
    drawing = charts.pairs([10**8], [0], ["oct."], 350, 204, lambda cents: f"{cents:,} CHF")
    left = min(bar.x for bar in bars(drawing))
    assert left > max(len(label.text) for label in labels(drawing)) * 13 * 0.5


@pytest.mark.parametrize(("score", "fill"), [(62.5, "nps-promoter"), (-40.0, "nps-detractor")])
def test_the_gauge_fills_from_zero_to_the_score(score: float, fill: str) -> None:
    drawing = charts.gauge(score, score - 5, score + 5, 200)
    (bar,) = bars(drawing, fill)
    assert sorted((bar.x, bar.x + bar.width)) == sorted((100, 100 + score))
    (box,) = [item for item in bars(drawing) if item.outline]
    assert (box.x, box.width) == pytest.approx((100 + score - 5, 10))
    assert any(isinstance(item, Line) and item.x1 == 100 + score for item in drawing.items)


def test_no_score_is_an_empty_gauge() -> None:
    drawing = charts.gauge(None, None, None, 200)
    assert [bar.fill for bar in bars(drawing)] == ["surface-2"]
    assert [label.text for label in labels(drawing)] == ["−100", "−50", "0", "+50", "+100"]


def test_rows_compare_with_the_longest_and_claims_with_their_sum() -> None:
    rows = [charts.Row("Sophie Lacombe", 3, "3"), charts.Row("10 autres", 10, "10"), charts.Row("x", 0, "0")]
    assert [bar.width for bar in bars(charts.bars_beside(rows, 400, 120), "brand")] == [36, 120]
    outcomes = [charts.Row("Validés", 18, "18"), charts.Row("Refusé", 2, "2", "err")]
    drawing = charts.bars_below(outcomes, 200)
    assert [bar.width for bar in bars(drawing) if bar.fill != "surface-2"] == [180, 20]
    assert labels(drawing)[0].limit == 140


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=12))
def test_nothing_is_drawn_outside(values: list[int]) -> None:
    names = ["m"] * len(values)
    for drawing in (
        charts.columns(values, names, 320, 204, size=12),
        charts.pairs(values, values[::-1], names, 360, 204, euros, size=12),
    ):
        for bar in bars(drawing):
            assert bar.x >= -1e-6
            assert bar.x + bar.width <= drawing.width + 1e-6
            assert bar.y >= 0
            assert bar.y + bar.height <= drawing.height
            assert bar.radius <= max(bar.height, bar.width) / 2
