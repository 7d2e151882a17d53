"""The ring around whatever the keyboard is at; the style sheet cannot draw outside a widget."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from parrainage_desktop.ui.theme import colour

WIDTH, GAP, RADIUS = 3, 2, 6
_MOVES = {
    QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest,
}
_OWN_BORDER = (QLineEdit, QPlainTextEdit)
"""What thickens its own border instead."""
_RINGED = (QAbstractButton, QAbstractItemView, QAbstractSlider)
"""What one acts on; a whole screen that listens for keys gets no ring."""


class FocusRing(QWidget):
    """Lies over its window and follows the keyboard's focus; a mouse or a finger needs no ring."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._followed: list[QWidget] = []
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay around the widget while it, or anything it lies in, moves."""
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("focus"), WIDTH))
        edge = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), RADIUS + GAP, RADIUS + GAP)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        for widget in self._followed:
            widget.removeEventFilter(self)
        self._followed = []
        if now is None or not self._wants_ring(now):
            self.hide()
            return
        self._followed = _up_to(now, self._window)
        for widget in self._followed:
            widget.installEventFilter(self)
        self._place()

    def _wants_ring(self, widget: QWidget) -> bool:
        if isinstance(widget, _OWN_BORDER) or not isinstance(widget, _RINGED):
            return False
        by_hand = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        inside = self._window.isAncestorOf(widget) and widget.window() is self._window
        return inside and not by_hand

    def _place(self) -> None:
        if not self._followed:
            return
        widget, out = self._followed[0], WIDTH + GAP
        seen = widget.visibleRegion().boundingRect()
        if not widget.isVisible() or seen.isEmpty():
            self.hide()
            return
        corner = widget.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(QRect(corner, widget.size()).adjusted(-out, -out, out, out))
        self.raise_()
        self.show()


def _up_to(widget: QWidget, window: QWidget) -> list[QWidget]:
    """The widget and all it lies in, below the window."""
    found: list[QWidget] = []
    step: QWidget | None = widget
    while step is not None and step is not window:
        found.append(step)
        step = step.parentWidget()
    return found
