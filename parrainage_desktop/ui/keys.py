"""Keys told apart."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_enter(event: QKeyEvent) -> bool:
    """Whether it is an Enter that was pressed, not one that is held down and repeats itself."""
    return event.key() in ENTER and not event.isAutoRepeat()
