"""A chart on the screen: the same drawing the paper gets, painted at the size there is."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from parrainage_desktop.base.charts import Bar, Drawing, Label, Line
from parrainage_desktop.ui.theme import colour, font

_ROLES = {"text": "body", "strong": "figures", "title": "card", "display": "score"}


class ChartView(QWidget):
    """Paints the drawing that `draw` computes for its width and height in pixels; `name` tells it in words."""

    def __init__(self, height: int = 220) -> None:
        super().__init__()
        self._draw: Callable[[float, float], Drawing] | None = None
        self._height = height
        self.setMinimumHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, draw: Callable[[float, float], Drawing], name: str) -> None:
        """Show another chart; `name` says its figures to whoever cannot see it."""
        self._draw = draw
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """As tall as was asked for."""
        return QSize(320, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart for the present size."""
        if self._draw is not None:
            paint(QPainter(self), self._draw(self.width(), self.height()))


def paint(painter: QPainter, drawing: Drawing) -> None:
    """Draw every item of a drawing, in its order."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in drawing.items:
        match item:
            case Bar():
                _bar(painter, item)
            case Line():
                _line(painter, item)
            case Label():
                _label(painter, item)


def _bar(painter: QPainter, bar: Bar) -> None:
    painter.setPen(QPen(_ink(bar.outline), bar.outline_width) if bar.outline else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(_ink(bar.fill) if bar.fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(bar.x, bar.y, bar.width, bar.height), bar.radius, bar.radius)


def _line(painter: QPainter, line: Line) -> None:
    cap = Qt.PenCapStyle.RoundCap if line.rounded else Qt.PenCapStyle.FlatCap
    painter.setPen(QPen(_ink(line.colour), line.width, Qt.PenStyle.SolidLine, cap))
    painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2))


def _label(painter: QPainter, label: Label) -> None:
    face = QFont(font(_ROLES[label.role]))
    face.setPixelSize(round(label.size))
    if label.anchor != "start":
        face.setFeature(QFont.Tag("tnum"), 1)
    painter.setFont(face)
    painter.setPen(_ink(label.colour))
    text = label.text
    if label.limit > 0:
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(label.limit))
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    left = label.x - share * painter.fontMetrics().horizontalAdvance(text)
    painter.drawText(QPointF(left, label.y), text)


def _ink(name: str) -> QColor:
    return QColor(name) if name.startswith("#") else colour(name)
