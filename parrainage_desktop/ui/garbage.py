"""Python's garbage, looked for in the window's thread alone: there may be widgets in it, and Qt ends them nowhere else.

Left to itself Python looks in whichever thread makes something new, a job's too.
"""

import gc

from PySide6.QtCore import QObject, QTimer

SECONDS_BETWEEN_LOOKS = 1


class Garbage(QObject):
    """Looks now and then for as long as it lives, in the thread that made it; nobody else looks meanwhile."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(take_out)
        timer.start(SECONDS_BETWEEN_LOOKS * 1_000)


def take_out() -> None:
    """Let go of as much as Python would have by now."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > limits[generation]]
    if due:
        gc.collect(due[-1])
