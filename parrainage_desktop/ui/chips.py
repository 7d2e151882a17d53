"""Chips and tabs: which of a few groups a list shows, and how many are in each."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from parrainage_desktop.ui.choices import OneOf
from parrainage_desktop.ui.theme import colour, font

_USUAL, _TIGHT = (14, 8), (9, 5)
"""Room at either end, and before the count."""


class Chip(QPushButton):
    """One group and its count, on or off; `tight` for rows with little room."""

    def __init__(self, text: str, count: str = "", *, tight: bool = False) -> None:
        super().__init__(text)
        self._count = count
        self._padding, self._gap = _TIGHT if tight else _USUAL
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFont(font("strong"))
        self.setFixedHeight(44)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(count)

    def show_count(self, count: str) -> None:
        """Show how many there are; nothing for an empty text."""
        self._count = count
        self.setAccessibleName(f"{self.text()} {count}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the words in bold, so that the row does not move when another is chosen."""
        return QSize(round(self._words_width() + self._count_width()) + 2 * self._padding, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, the words and the count."""
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("brand" if on else "border-strong"))
        painter.setBrush(colour("brand-soft" if on else "surface-2" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 21.5, 21.5)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font("strong" if on else "medium"))
        painter.setPen(colour("on-brand-soft" if on else "text"))
        painter.drawText(QRectF(self._padding, 0, self._words_width() + 2, 44), flags, self.text())
        painter.setFont(font("figures"))
        painter.setPen(colour("on-brand-soft" if on else "text-3"))
        place = self.rect().adjusted(0, 0, -self._padding, 0)
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignRight, self._count)

    def _words_width(self) -> float:
        return QFontMetricsF(font("strong")).horizontalAdvance(self.text())

    def _count_width(self) -> float:
        return self._gap + QFontMetricsF(font("figures")).horizontalAdvance(self._count) if self._count else 0


class Chips(OneOf):
    """Groups of a list, each with how many are in it."""

    def __init__(self, texts: list[str], name: str, *, tight: bool = False) -> None:
        chips = [Chip(text, tight=tight) for text in texts]
        super().__init__(chips, name, gap=8)
        self._chips = chips
        self.row.addStretch()

    def show_counts(self, counts: list[str]) -> None:
        """Show how many are in each group."""
        for chip, count in zip(self._chips, counts, strict=True):
            chip.show_count(count)


class Tabs(OneOf):
    """Words that say which part of the card below is shown."""

    def __init__(self, texts: list[str], name: str) -> None:
        super().__init__([_tab(text) for text in texts], name, gap=2)


def _tab(text: str) -> QPushButton:
    tab = QPushButton(text)
    tab.setProperty("role", "tab")
    tab.setFont(font("medium"))
    wide = QFontMetricsF(font("strong")).horizontalAdvance(text.replace("&", ""))
    tab.setFixedSize(max(44, round(wide) + 22), 44)
    return tab
