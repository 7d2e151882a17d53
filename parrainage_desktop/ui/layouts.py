"""What screens do with their layouts: fill one, empty it to fill it anew, let it be higher than its room, end a form.

What stands in a column or a row is said in order: a widget or a layout, `...` for room that gives, a number for so
many pixels; `(part, 2)` gives a part its share of the room, `(part, alignment)` its place in it.
"""

from types import EllipsisType
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

Part = QWidget | QLayout
Placed = Part | EllipsisType | int | tuple[Part, int | Qt.AlignmentFlag]
Edges = int | tuple[int, int, int, int]
Box = TypeVar("Box", bound=QBoxLayout)
Holder = TypeVar("Holder", bound=QWidget)


def in_column(*parts: Placed, gap: int = -1, edges: Edges = 0) -> QVBoxLayout:
    """Parts one below the other, `gap` pixels apart (else as the layout around them), `edges` pixels around them."""
    return _laid(QVBoxLayout(), parts, gap, edges)


def in_row(*parts: Placed, gap: int = -1, edges: Edges = 0) -> QHBoxLayout:
    """Parts side by side, `gap` pixels apart (else as the layout around them), `edges` pixels around them."""
    return _laid(QHBoxLayout(), parts, gap, edges)


def filled(holder: Holder, layout: QLayout) -> Holder:
    """A widget that holds nothing yet, with this in it."""
    holder.setLayout(layout)
    return holder


def _laid(box: Box, parts: tuple[Placed, ...], gap: int, edges: Edges) -> Box:
    box.setContentsMargins(*(edges if isinstance(edges, tuple) else (edges,) * 4))
    box.setSpacing(gap)
    for part in parts:
        match part:
            case int():
                box.addSpacing(part)
            case EllipsisType():
                box.addStretch(1)
            case _:
                _place(box, part)
    return box


def _place(box: QBoxLayout, placed: Part | tuple[Part, int | Qt.AlignmentFlag]) -> None:
    part, where = placed if isinstance(placed, tuple) else (placed, 0)
    share, alignment = (0, where) if isinstance(where, Qt.AlignmentFlag) else (where, Qt.AlignmentFlag(0))
    if isinstance(part, QLayout):
        box.addLayout(part, share)
    else:
        box.addWidget(part, share, alignment)


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
    return in_row((said, 1), ..., *buttons, gap=12)
