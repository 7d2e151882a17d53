"""Charts on paper: each piece of a drawing as lines, boxes and texts of a page."""

from parrainage_desktop.base import charts, pdf
from parrainage_desktop.base.pdf import Align, Sheet

_ROLES = {"text": "Text", "strong": "TextSemiBold", "title": "Title", "display": "Display"}
_ANCHORS: dict[charts.Anchor, Align] = {"start": "left", "middle": "center", "end": "right"}


def draw(sheet: Sheet, drawing: charts.Drawing, x: float, y: float) -> None:
    """Paint a chart with its upper left corner at (x, y), one unit a point."""
    with pdf.frame(sheet, x, y):
        for item in drawing.items:
            _paint(sheet, item)


def _paint(sheet: Sheet, item: charts.Item) -> None:
    match item:
        case charts.Bar():
            pdf.box(
                sheet, item.x, item.y, item.width, item.height,
                item.fill, item.outline, item.radius, item.outline_width,
            )  # fmt: skip
        case charts.Line():
            sheet.setLineCap(1 if item.rounded else 0)
            pdf.rule(sheet, item.x1, item.y1, item.x2, item.y2, item.colour, item.width)
        case charts.Label():
            pdf.text(
                sheet, item.x, item.y, item.text, _ROLES[item.role], item.size, item.colour,
                _ANCHORS[item.anchor], item.limit,
            )  # fmt: skip
