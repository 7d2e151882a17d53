"""The icons the screens use, drawn from their files in any colour and size."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from parrainage_desktop.base.paths import resource


def icon(name: str, colour: QColor, size: int = 20) -> QIcon:
    """An icon for a button, sharp on this screen."""
    return QIcon(pixmap(name, colour, size))


def pixmap(name: str, colour: QColor, size: int = 20) -> QPixmap:
    """The icon as a picture of `size` logical pixels."""
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    return _drawn(name, colour.name(QColor.NameFormat.HexArgb), size, ratio)


def paint(painter: QPainter, name: str, colour: QColor, x: float, y: float, size: float) -> None:
    """Draw an icon straight into a painting."""
    _renderer(name, colour.name()).render(painter, QRectF(x, y, size, size))


@cache
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, QColor(colour).name()).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("#000", colour)
    return QSvgRenderer(QByteArray(svg.encode()))
