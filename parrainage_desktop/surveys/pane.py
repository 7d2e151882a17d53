"""A list with the one chosen beside it: what is known of it above, what can be done with it below."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from parrainage_desktop.ui.fields import rule
from parrainage_desktop.ui.layouts import in_column, in_row, scrolled

WIDTH = 340


def fill(pane: QFrame, told: Sequence[QWidget], acts: Sequence[QWidget]) -> QFrame:
    """Put what is told, which may be long, over the acts, which stay in sight."""
    pane.setFixedWidth(WIDTH)
    inside = QWidget()
    inside.setProperty("ground", "surface")
    inside.setLayout(in_column(*told, ...))
    column = in_column((scrolled(inside), 1), rule(), gap=10, edges=(20, 16, 20, 16))
    pane.setLayout(column)
    for act in acts:
        act.setSizePolicy(QSizePolicy.Policy.Expanding, act.sizePolicy().verticalPolicy())
        column.addWidget(act)
    return pane


def stand(view: QWidget, left: QWidget, right: QWidget) -> None:
    """Let both stand side by side in a view; the left one takes the room that is left."""
    view.setLayout(in_row((left, 1), right, gap=16))
