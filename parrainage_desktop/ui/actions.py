"""Buttons: their size, icon and the key shown beside their words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from parrainage_desktop.ui import icons
from parrainage_desktop.ui.theme import colour, font
from parrainage_desktop.ui.tips import set_tip

_INKS = {
    "primary": "on-brand",
    "quiet": "brand",
    "danger": "err-text",
    "accept": "#0B4B38",
    "decline": "#FFFFFF",
    "next": "#FFFFFF",
    "history": "#14211B",
    "other": "#0B4B38",
    "light": "text-2",
    "quiet-warn": "on-warn-soft",
}
ONWARD = ("arrow-right", "caret-down")
"""The icons that stand after their words."""
_SIZES = {44: ("strong", 20, 16), 56: ("large-strong", 24, 22), 64: ("counter", 28, 28), 72: ("counter", 30, 28)}
LEAST_PADDING = 12


class Button(QPushButton):
    """A button of one of the roles, with an icon before its words and the key that presses it after them.

    It is never a default button: only the page decides what Enter means.
    """

    def __init__(
        self,
        text: str,
        role: str = "secondary",
        icon: str = "",
        key: str = "",
        height: int = 44,
        name: str = "",
        font_role: str = "",
    ) -> None:
        super().__init__(text)
        words, self._icon_size, self._padding = _SIZES[height]
        self._icon, self._key, self._role = icon, key, role
        self.setProperty("role", role)
        self.setFont(font(font_role or words))
        self.setFixedHeight(height)
        self.setAutoDefault(False)
        self.setDefault(False)
        self.setAccessibleName(name or text.replace("&", ""))
        if name:
            set_tip(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, words, key cap and padding; a bare icon is square."""
        if not self.text() and not self._key:
            return QSize(self.height(), self.height())
        return QSize(round(self._content_width()) + 2 * self._padding + 2, self.height())

    def minimumSizeHint(self) -> QSize:
        """A large button gives up its padding on a small screen, never its words."""
        spare = 2 * max(0, self._padding - LEAST_PADDING)
        return self.sizeHint() - QSize(spare if self.text() else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground the style gives, then icon, words and key in one row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        ink = self._ink()
        left = (self.width() - self._content_width()) / 2
        width = self.fontMetrics().horizontalAdvance(self._words())
        onward = self._icon in ONWARD
        if self._icon:
            place = left + width + 8 if onward else left
            icons.paint(painter, self._icon, ink, place, (self.height() - self._icon_size) / 2, self._icon_size)
        if self._icon and not onward:
            left += self._icon_size + (8 if self.text() else 0)
        painter.setPen(ink)
        painter.setFont(self.font())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(QRectF(left, 0, width + 4, self.height()), flags, self.text())
        if self._key:
            quiet = self._role in ("secondary", "light")
            draw_key(painter, self._key, left + width + 8, self.height() / 2, None if quiet else ink)

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return colour("disabled-text")
        name = _INKS.get(self._role, "text")
        return QColor(name) if name.startswith("#") else colour(name)

    def _words(self) -> str:
        return self.text().replace("&", "")

    def _content_width(self) -> float:
        width = self.fontMetrics().horizontalAdvance(self._words())
        if self._icon:
            width += self._icon_size + (8 if self.text() else 0)
        return width + (8 + key_width(self._key) if self._key else 0)


class KeyCap(QWidget):
    """The picture of a key, beside what it does."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setFixedSize(round(key_width(key)), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key."""
        draw_key(QPainter(self), self._key, 0, 12, None)


def key_width(key: str) -> float:
    """How wide the picture of a key is."""
    return QFontMetricsF(font("small-strong")).horizontalAdvance(key) + 14


def draw_key(painter: QPainter, key: str, left: float, middle: float, ink: QColor | None) -> None:
    """Draw a key with its centre line at `middle`; without an ink it is a quiet one on a light ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(left + 0.5, middle - 11, key_width(key) - 1, 22)
    painter.setBrush(colour("surface-2") if ink is None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("border") if ink is None else ink, 1))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(colour("text-3") if ink is None else ink)
    painter.setFont(font("small-strong"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
