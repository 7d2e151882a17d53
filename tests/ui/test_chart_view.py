"""The screen paints the very drawing the paper gets."""

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.charts import (
    Bar,
    Drawing,
    Label,
    Line,
    Row,
    bars_below,
    bars_beside,
    columns,
    gauge,
    pairs,
)
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.chart_view import ChartView

MONTHS = ["Sept", "Oct", "Nov"]
CHARTS = {
    "columns": lambda width, height: columns([14, 18, 0], MONTHS, width, height),
    "nothing yet": lambda width, height: columns([], [], width, height),
    "pairs": lambda width, height: pairs([100, 0, 5], [0, 0, 5], MONTHS, width, height, str),
    "gauge": lambda width, height: gauge(62.5, 58.1, 66.4, width),
    "no score": lambda width, height: gauge(None, None, None, width),
    "beside": lambda width, height: bars_beside([Row("Jean-Noël <b>F.</b>", 3, "3")], width, 120),
    "below": lambda width, height: bars_below([Row("Completed", 18, "18")], width),
}


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot) -> ChartView:
    """An empty chart of 400 by 220 pixels in the light look."""
    theme.apply(qapp, theme.Look.LIGHT)
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(400, 220)
    return made


def shot(view: ChartView) -> QImage:
    """What it looks like, at one pixel a pixel."""
    return view.grab().toImage()


def test_every_item_is_painted_where_it_says_and_in_its_colour(view: ChartView) -> None:
    items = (Bar(10, 10, 50, 80, "brand"), Line(0, 150, 400, 150, "accent-text", 4), Label(200, 200, "XXXX", 40))
    view.show_chart(lambda width, height: Drawing(width, height, items), "A bar")
    picture = shot(view)
    assert picture.pixelColor(35, 50) == theme.colour("brand")
    assert picture.pixelColor(300, 150) == theme.colour("accent-text")
    around = [picture.pixelColor(x, y) for x in range(200, 260) for y in range(170, 200)]
    assert any(_near(ink, theme.colour("text-2")) for ink in around)


def _near(one: QColor, other: QColor) -> bool:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue()) < 40


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_paints_at_any_size_and_tells_its_figures(view: ChartView, name: str) -> None:
    view.setMinimumHeight(0)
    view.show_chart(CHARTS[name], name)
    assert view.accessibleName() == name
    for width, height in ((60, 40), (2000, 900)):
        view.resize(width, height)
        painted = shot(view)
        view.show_chart(lambda width, height: Drawing(width, height, ()), name)
        assert painted != shot(view)
        view.show_chart(CHARTS[name], name)
