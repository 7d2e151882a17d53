"""The one question about the computer's date: asked where the screens are, answered once for the session."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.shell.plain_view import PlainView
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import label
from parrainage_desktop.ui.keys import ENTER

if TYPE_CHECKING:
    from parrainage_desktop.base.database import Database
    from parrainage_desktop.shell.program import Program


class Dates(QObject):
    """Asks when a shop is opened on a doubtful date, and again when something could not be written for it."""

    _refused = Signal()

    def __init__(self, program: "Program", db: "Database") -> None:
        super().__init__(program)
        self._program, self._db = program, db
        # A job writes in its own thread, and whoever was refused first says so where they stand.
        self._refused.connect(self._ask, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """Ask at once if there is something to ask about the store just opened, and be there if there is later."""
        self._db.when_doubtful.append(self._refused.emit)
        self._ask()

    def _ask(self) -> None:
        desk, db = self._program.desk, self._db
        if desk is None or desk.db is not db:
            return
        try:
            doubt = db.date_doubt()
        except UserError:
            return  # Whoever asks the store next hears what is wrong with it.
        if doubt is None:
            return
        screens, shown = desk.frame.screens, desk.current
        if isinstance(screens.currentWidget(), DateView):
            return
        view = DateView(doubt.sentence)
        view.right.connect(db.confirm_date)
        for answered in (view.right, view.wrong):
            answered.connect(lambda: desk.show_page(shown))
            answered.connect(view.deleteLater)
        screens.addWidget(view)
        screens.setCurrentWidget(view)
        view.setFocus()


class DateView(PlainView):
    """Two days that do not go together, and the two things that can be true: `right`, or `wrong` for now."""

    right = Signal()
    wrong = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__("calendar-check", _("Is the date right?"), sentence, ("warn-soft", "on-warn-soft"))
        right = Button(_("The date is &right"), "primary", "check-bold", height=56)
        wrong = Button(_("I will &correct the clock"), "secondary", "clock", height=56)
        right.clicked.connect(self.right)
        wrong.clicked.connect(self.wrong)
        until = _("Vouchers go by the date: until this is answered, everything can be read and nothing is written.")
        self.column.addWidget(label(until, "large", wrap=True))
        self.column.addSpacing(24)
        self.add_buttons(right, wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, and nothing by itself: a scanner sends it too."""
        focused = self.focusWidget()
        if event.key() in ENTER and isinstance(focused, Button):
            focused.click()
        else:
            super().keyPressEvent(event)
