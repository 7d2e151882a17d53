"""What is chosen rather than typed: a yes or no, and one of a few."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QPushButton, QSizePolicy

from parrainage_desktop.ui import icons
from parrainage_desktop.ui.layouts import in_row
from parrainage_desktop.ui.theme import colour, font


class Check(QCheckBox):
    """A yes or no with a 24 px box, painted so that it is the same on every system."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFont(font("body"))
        self.setMinimumHeight(44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and its text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - 24) / 2
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("brand"))
            painter.drawRoundedRect(QRectF(0, top, 24, 24), 5, 5)
            icons.paint(painter, "check-bold", colour("on-brand"), 4, top + 4, 16)
        else:
            painter.setPen(QPen(colour("border-strong"), 2))
            painter.setBrush(colour("surface"))
            painter.drawRoundedRect(QRectF(1, top + 1, 22, 22), 4, 4)
        painter.setPen(colour("text" if self.isEnabled() else "disabled-text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(self.rect().adjusted(36, 0, 0, 0), flags, self.text())

    def sizeHint(self) -> QSize:
        """The box, a gap, the text."""
        return QSize(40 + self.fontMetrics().horizontalAdvance(self.text().replace("&", "")), 44)

    def hitButton(self, pos: object) -> bool:
        """The whole width answers to a touch."""
        return True


class OneOf(QFrame):
    """Buttons side by side of which exactly one is on, the first to begin with; `chosen` says the index."""

    chosen = Signal(int)

    def __init__(self, buttons: Sequence[QPushButton], name: str, gap: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.row = in_row(gap=gap)
        self.setLayout(self.row)
        for index, button in enumerate(buttons):
            button.setCheckable(True)
            button.setAutoDefault(False)
            self._group.addButton(button, index)
            self.row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.chosen)

    def index(self) -> int:
        """Which one is on."""
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Put one on, and say so."""
        self._group.button(index).setChecked(True)
        for button in self._group.buttons():
            # Only a click does this by itself; without it the Tab key would skip the one that is on.
            on = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(on)
        self.chosen.emit(index)


class Choice(OneOf):
    """One of a few answers."""

    def __init__(self, texts: list[str], name: str, height: int = 44) -> None:
        super().__init__([_segment(text, place, len(texts)) for place, text in enumerate(texts)], name, gap=0)
        self.setProperty("segments", True)
        self.setFixedHeight(height)


def _segment(text: str, place: int, count: int) -> QPushButton:
    part = QPushButton(text)
    part.setProperty("role", "segment")
    part.setProperty("place", "first" if place == 0 else "last" if place == count - 1 else "between")
    part.setFont(font("medium"))
    part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return part
