"""A list with the one chosen beside it: what is known of it above, what can be done with it below."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from parrainage_desktop.ui.fields import rule
from parrainage_desktop.ui.layouts import scrolled

WIDTH = 340


def fill(pane: QFrame, told: Sequence[QWidget], acts: Sequence[QWidget]) -> QFrame:
    """Put what is told, which may be long, over the acts, which stay in sight."""
    pane.setFixedWidth(WIDTH)
    inside = QWidget()
    inside.setProperty("ground", "surface")
    words = QVBoxLayout(inside)
    words.setContentsMargins(0, 0, 0, 0)
    for part in told:
        words.addWidget(part)
    words.addStretch(1)
    column = QVBoxLayout(pane)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(10)
    column.addWidget(scrolled(inside), 1)
    column.addWidget(rule())
    for act in acts:
        act.setSizePolicy(QSizePolicy.Policy.Expanding, act.sizePolicy().verticalPolicy())
        column.addWidget(act)
    return pane


def stand(view: QWidget, left: QWidget, right: QWidget) -> None:
    """Let both stand side by side in a view; the left one takes the room that is left."""
    row = QHBoxLayout(view)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    row.addWidget(left, 1)
    row.addWidget(right)
