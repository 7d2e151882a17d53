"""The scale from 0 to 10 as the seller sees it: eleven keys, which of them make what, and digits typed for them."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.surveys.rules import Category, category
from parrainage_desktop.surveys.wording import category_range
from parrainage_desktop.ui.fields import nps_shape
from parrainage_desktop.ui.theme import colour, font

TEN_WITHIN = 0.8
"""Seconds in which a 0 after a 1 makes a 10."""
_AZERTY = dict(zip("&é\"'(-è_çà", (1, 2, 3, 4, 5, 6, 7, 8, 9, 0), strict=True))


class Digits:
    """Turns key presses into scores: of the pad, or of either row of an AZERTY keyboard."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds, self._one_at = seconds, -1.0

    def score(self, text: str, before: int | None) -> int | None:
        """The score after a key press; a 0 right after a 1 makes a 10. None when the key is no digit."""
        digit = int(text) if text.isascii() and text.isdigit() else _AZERTY.get(text)
        if digit is None:
            return None
        now = self._seconds()
        ten = digit == 0 and before == 1 and now - self._one_at <= TEN_WITHIN
        self._one_at = now if digit == 1 else -1.0
        return 10 if ten else digit


class ScoreKey(QPushButton):
    """One score; the chosen one takes its category's colour, for the seller's eyes."""

    def __init__(self, value: int) -> None:
        super().__init__(str(value))
        self.value = value
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFont(font("key"))
        self.setFixedHeight(76)
        self.setMinimumWidth(44)
        self.setAccessibleName(_("Score {value}").format(value=value))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setBrush(colour(f"nps-{category(self.value).value}") if chosen else colour("surface"))
        painter.setPen(Qt.PenStyle.NoPen if chosen else QPen(colour("border-strong"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setPen(colour("surface") if chosen else colour("text"))
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class ScaleLegend(QWidget):
    """Under the scale: which scores make what, with the shape of each."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(30)
        self.setAccessibleName(", ".join(category_range(found) for found in Category))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw three lines with their names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        key = (self.width() - 100) / 11
        painter.setFont(font("small"))
        for found, first, last in ((Category.DETRACTOR, 0, 6), (Category.PASSIVE, 7, 8), (Category.PROMOTER, 9, 10)):
            left, right = first * (key + 10), last * (key + 10) + key
            painter.fillRect(QRectF(left, 0, right - left, 3), colour(f"nps-{found.value}"))
            text = category_range(found)
            width = painter.fontMetrics().horizontalAdvance(text) + 22
            start = (left + right - width) / 2
            nps_shape(painter, found.value, start, 12, 14)
            painter.setPen(colour("text-2"))
            painter.drawText(QRectF(start + 22, 9, width, 20), Qt.AlignmentFlag.AlignVCenter, text)
