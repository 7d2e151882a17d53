"""What screens do with their layouts: empty one to fill it anew, let one be higher than its room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; what was shown goes at once."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


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
