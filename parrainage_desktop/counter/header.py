"""The counter's heading: the day and the time on the shop's wall, and a word when the clock cannot be right."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.database import Database
from parrainage_desktop.base.i18n import _, capital, clock_time, long_day
from parrainage_desktop.ui.fields import ElidedLabel, label
from parrainage_desktop.ui.layouts import in_row

EVERY_MS = 5_000


class Header(QWidget):
    """Title, date and time; `day_turned` says that it is another day."""

    day_turned = Signal()

    def __init__(self, db: Database) -> None:
        super().__init__()
        self._db = db
        self._day, self._time = label("", "body", "text-2"), label("", "clock")
        self._warning = ElidedLabel("", "strong", "err-text")
        self.setFixedHeight(44)
        self.setLayout(in_row(label(_("Counter"), "screen"), (self._warning, 1), self._day, self._time, gap=16))
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.show_now)
        self._timer.start()
        self.show_now()

    def show_now(self) -> None:
        """Show the present minute."""
        local = self._db.clock.now().astimezone(self._db.zone)
        said, before = capital(long_day(local.date())), self._day.text()
        self._day.setText(said)
        self._time.setText(clock_time(local))
        if before and said != before:
            self.day_turned.emit()

    def check_clock(self) -> None:
        """Warn while the computer's clock is behind what the store has already seen."""
        behind = self._db.clock_is_behind()
        self._warning.setText(_("This computer’s clock is late: check the date.") if behind else "")
