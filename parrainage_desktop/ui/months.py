"""Which month a screen shows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from parrainage_desktop.base.i18n import _
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import label
from parrainage_desktop.ui.layouts import in_row


class MonthChooser(QFrame):
    """A month between two arrows; `stepped` says which way."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("segments", True)
        self.setFixedHeight(44)
        self.earlier = _arrow("caret-left-bold", _("Earlier"), "first")
        self.later = _arrow("caret-right-bold", _("Later"), "last")
        self._month = label("", "strong", "on-brand-soft")
        middle = QFrame()
        middle.setProperty("ground", "brand-soft")
        middle.setLayout(in_row(self._month, edges=(18, 0, 18, 0)))
        self.setLayout(in_row(self.earlier, middle, self.later, gap=0))
        self.earlier.clicked.connect(lambda: self.stepped.emit(-1))
        self.later.clicked.connect(lambda: self.stepped.emit(1))

    def show_month(self, name: str, *, earlier: bool, later: bool) -> None:
        """Show a month, and whether there is one before and after it."""
        self._month.setText(name)
        self.setAccessibleName(name)
        self.earlier.setEnabled(earlier)
        self.later.setEnabled(later)


def _arrow(icon: str, name: str, place: str) -> Button:
    button = Button("", "segment", icon, name=name)
    button.setProperty("place", place)
    button.setFixedSize(50, 42)
    return button
