"""A chart on the screen: the same drawing the paper gets, painted at the size there is."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from parrainage_desktop.base.charts import Bar, Drawing, Label, Line, Spot
from parrainage_desktop.ui.theme import colour, font

_ROLES = {"text": "body", "strong": "figures", "title": "card", "display": "score"}


class ChartView(QWidget):
    """Paints the drawing that `draw` computes for its width and height in pixels; `name` tells it in words.

    A drawing with spots says each of their figures under the mouse, and to the arrow keys once it has the keyboard.
    """

    def __init__(self, height: int = 220) -> None:
        super().__init__()
        self._draw: Callable[[float, float], Drawing] | None = None
        self._height, self._at = height, -1
        self.setMinimumHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, draw: Callable[[float, float], Drawing], name: str) -> None:
        """Show another chart; `name` says its figures to whoever cannot see it."""
        self._draw, self._at = draw, -1
        self.setAccessibleName(name)
        told = bool(self._spots())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if told else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(told)
        self.update()

    def sizeHint(self) -> QSize:
        """As tall as was asked for."""
        return QSize(320, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart for the present size."""
        if self._draw is None:
            return
        painter, drawing = QPainter(self), self._draw(self.width(), self.height())
        if 0 <= self._at < len(drawing.spots):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("surface-2"))
            painter.drawRoundedRect(_place(drawing.spots[self._at]), 6, 6)
        paint(painter, drawing)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the figure under the mouse."""
        found = [i for i, spot in enumerate(self._spots()) if _place(spot).contains(event.position())]
        self._say(found[0] if found else -1, event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse went away."""
        self._say(-1, QPoint())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere."""
        self._say(-1, QPoint())
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk the figures, Home and End go to the first and the last."""
        spots = self._spots()
        last = len(spots) - 1
        there = {
            Qt.Key.Key_Left: max(0, self._at - 1) if self._at >= 0 else last,
            Qt.Key.Key_Right: min(last, self._at + 1), Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if there is None or not spots:
            super().keyPressEvent(event)
        else:
            self._say(there, self.mapToGlobal(_place(spots[there]).center().toPoint()))

    def _spots(self) -> tuple[Spot, ...]:
        return self._draw(self.width(), self.height()).spots if self._draw else ()

    def _say(self, spot: int, place: QPoint) -> None:
        if spot == self._at:
            return
        self._at = spot
        said = self._spots()[spot].said if spot >= 0 else ""
        self.setAccessibleDescription(said)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        QToolTip.showText(place, f"<qt>{escape(said)}</qt>" if said else "", self)
        self.update()


def _place(spot: Spot) -> QRectF:
    return QRectF(spot.x, spot.y, spot.width, spot.height)


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
    painter.drawText(QPointF(max(0.0, left), label.y), text)


def _ink(name: str) -> QColor:
    return QColor(name) if name.startswith("#") else colour(name)
