"""The cards of the referrals' board: painted, so that three columns of them are shown at once."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from parrainage_desktop.ui import icons
from parrainage_desktop.ui.keys import is_enter
from parrainage_desktop.ui.rows import draw_line
from parrainage_desktop.ui.theme import colour, font

TALL = 95


class CardFace(QAbstractButton):
    """A name and when, who brought them, and a line below; pressed by a click, Space or Enter."""

    def __init__(self, name: str, by: str, when: str, detail: str, *, bare: bool = False) -> None:
        super().__init__()
        self._words, self._bare = (name, by, when, detail), bare
        self.setAccessibleName(", ".join(filter(None, (name, f"← {by}" if by else "", detail, when))))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(220, TALL - (8 if self._bare else 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if self._bare else QPen(colour("border"), 1))
        painter.setBrush(colour("bg" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        name, by, when, detail = self._words
        inside = self.rect().adjusted(14, 0, -14, 0)
        painter.setFont(font("small"))
        wide = painter.fontMetrics().horizontalAdvance(when)
        left, width = inside.left(), inside.width()
        draw_line(painter, QRect(inside.right() - wide, 14, wide + 1, 20), when, "small", colour("text-3"))
        draw_line(painter, QRect(left, 12, width - wide - 12, 22), name, "strong", colour("text"))
        icons.paint(painter, "arrow-left", colour("text-3"), left, 39, 14)
        draw_line(painter, QRect(left + 19, 37, width - 19, 18), by, "small", colour("text-2"))
        draw_line(painter, QRect(left, 62, width, 18), detail, "small", colour("text-2"))
