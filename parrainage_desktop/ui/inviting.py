"""An empty view: it says why it is empty, and carries the one thing to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, label


class Inviting(QWidget):
    """A sign, a title, one sentence and one button in the middle of the room there is."""

    def __init__(self, icon: str, title: str, said: str, button: Button) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(1)
        sign = Dot(icon=icon, size=64, icon_size=32)
        for part in (sign, label(title, "card"), label(said, "body", "text-2"), button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
