"""What screens do with their layouts: empty one to fill it anew, let one be higher than its room, end a form."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QWidget


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; what was shown goes at once."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


class Sheet(QWidget):
    """What is scrolled and holds long texts: as high as they need at its own width, not at a narrower one."""

    def minimumSizeHint(self) -> QSize:
        """Only a width: the height follows from it."""
        return QSize(super().minimumSizeHint().width(), 0)


def scrolled(inside: QWidget, *, sideways: bool = False) -> QScrollArea:
    """`inside` with a bar beside it where it is too high, and below it only if `sideways`; no stop of the Tab key."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def foot(said: QWidget, *buttons: QWidget) -> QHBoxLayout:
    """The foot of a form: what is wrong with it on the left, its buttons on the right."""
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(said, 1)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
