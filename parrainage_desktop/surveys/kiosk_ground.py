"""What every view of the kiosk stands on: the dark ground with its discs, the shop's sign, large plain buttons."""

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.ui.fields import ElidedLabel
from parrainage_desktop.ui.layouts import in_row
from parrainage_desktop.ui.painted import Mark
from parrainage_desktop.ui.theme import colour, font

HELD_MS = 2_000
_GROUND, _DISC, _PINK = "#0E3B2E", "#164A3A", "#F5B3C3"


class Ground(QWidget):
    """Fills the screen, the same in every look: what customers see does not follow the seller's."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and its discs."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(_GROUND))
        painter.setPen(Qt.PenStyle.NoPen)
        right, foot = self.width(), self.height()
        discs = (
            (right - 156, -60, 270, _DISC), (right + 24, 190, 150, _GROUND), (right + 24, 190, 126, _PINK),
            (120, foot + 62, 240, _DISC), (330, foot - 8, 84, _GROUND), (330, foot - 8, 64, "#1C5442"),
        )  # fmt: skip
        for x, y, radius, ink in discs:
            painter.setBrush(QColor(ink))
            painter.drawEllipse(QPointF(x, y), radius, radius)


class Sign(QWidget):
    """The shop's name; `held` when a finger stays on it for two seconds, or a key."""

    held = Signal()

    def __init__(self, shop: str) -> None:
        super().__init__()
        self.setFixedHeight(56)
        self.setAccessibleName(_("{shop}: hold for two seconds to leave").format(shop=shop))
        self._waiting = QTimer(self, singleShot=True, interval=HELD_MS)
        self._waiting.timeout.connect(self.held)
        name = ElidedLabel(shop, "screen")
        name.setProperty("ink", "white")
        self.setLayout(in_row(Mark(50, gap=_GROUND), (name, 1), gap=16))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to wait."""
        self._waiting.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A short touch means nothing."""
        self._waiting.stop()


class ScoreTile(QPushButton):
    """One score: white and neutral, all alike."""

    def __init__(self, value: int) -> None:
        super().__init__(str(value))
        self.value = value
        self.setAutoDefault(False)
        self.setFont(font("kiosk-key"))
        self.setFixedHeight(104)
        self.setMinimumWidth(60)
        self.setAccessibleName(_("Score {value}").format(value=value))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile; only a touch changes its ground, never its value."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#D5E5DC") if self.isDown() else QColor("#FFFFFF"))
        painter.drawRoundedRect(QRectF(self.rect()), 12, 12)
        painter.setPen(QColor(_GROUND))
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


def touch_button(text: str, *, filled: bool = False) -> QPushButton:
    """A large button on the dark ground, outlined or filled."""
    made = QPushButton(text)
    made.setProperty("role", "kiosk-filled" if filled else "kiosk")
    made.setAutoDefault(False)
    made.setFont(font("large-strong"))
    made.setMinimumHeight(56)
    made.setAccessibleName(text.replace("&", ""))
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def pale() -> QColor:
    """The ink of quiet words on the ground."""
    return colour("light.nav-text")
