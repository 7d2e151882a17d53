"""The one sound the base installation can make, for refusals only; it never carries meaning alone."""

from PySide6.QtWidgets import QApplication


def refused() -> None:
    """Two low notes where the system has them."""
    QApplication.beep()
