"""What every sheet about personal data is made of: its frame, long work that can be stopped, a word to type first."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QWidget

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Field, card, label, show_text
from parrainage_desktop.ui.jobs import Found, Job, Work
from parrainage_desktop.ui.layouts import filled, in_column, in_row
from parrainage_desktop.ui.theme import restyle

WIDTH = 640


class Surely(QWidget):
    """A word to type before something is done that cannot be undone, and the button that does it."""

    meant = Signal()

    def __init__(self, act: str) -> None:
        super().__init__()
        self._word = _("ERASE")
        self.field = Field(_("To be sure, type {word}").format(word=self._word))
        self.button = Button(act, "danger", "eye-slash", _("Enter"))
        self.button.setEnabled(False)
        self.setLayout(in_row((self.field, 1), (self.button, Qt.AlignmentFlag.AlignBottom), gap=16))
        self.field.line.textChanged.connect(lambda _text: self.button.setEnabled(self._is_sure()))
        self.field.line.returnPressed.connect(self._press)
        self.button.clicked.connect(self._press)

    def _is_sure(self) -> bool:
        return self.field.text().strip().casefold() == self._word.casefold()

    def _press(self) -> None:
        if self._is_sure() and self.isEnabled():
            self.meant.emit()


class PrivacyDialog(QDialog):
    """A sheet over the window: a title, cards, what was done or went wrong, and the way out by Esc."""

    def __init__(self, parent: QWidget, db: Database, actor: Actor, title: str) -> None:
        super().__init__(parent)
        self.db, self.actor = db, actor
        self._working = False
        self.setWindowTitle(_("Personal data"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "bg")
        self.setMinimumWidth(WIDTH)
        self.body = in_column(gap=16)
        self._said = label("", "strong", wrap=True)
        self._said.hide()
        self.stop, self.leave = Button(_("Stop"), icon="x"), Button(_("Close"), icon="x", key=_("Esc"))
        self.stop.hide()
        self.leave.clicked.connect(self.reject)
        self.title = label(title, "screen", wrap=True)
        foot = in_row(..., self.stop, self.leave, gap=12)
        self.setLayout(in_column(self.title, self.body, self._said, ..., foot, gap=16, edges=(24, 24, 24, 20)))

    def say(self, text: str, ink: str = "text") -> None:
        """Say what was done, or why it was not."""
        self._said.setProperty("ink", ink)
        restyle(self._said)
        show_text(self._said, text)
        self.fit()

    def fit(self) -> None:
        """Be as high as what is shown."""
        layout = self.layout()
        if layout and self.isVisible():
            layout.invalidate()
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin as high as what is shown."""
        super().showEvent(event)
        self.fit()

    def run(self, work: Work[Found], busy: str, done: Callable[[Found], None], *, stops: bool = True) -> Job:
        """Do long work; meanwhile the dialog can be neither closed nor pressed, but the work be stopped if it can."""
        self.say(busy)
        self._rest(working=True, stops=stops)
        job = jobs.start(work)
        job.progress.connect(lambda done, total, _what: self.say(f"{busy} {number(done)} / {number(total)}"))
        self.stop.clicked.connect(job.cancel)
        job.done.connect(lambda _found: self._rest(working=False))
        job.done.connect(done)
        job.cancelled.connect(self._stopped)
        job.failed.connect(self._fail)
        return job

    def reject(self) -> None:
        """Close, unless work is under way."""
        if not self._working:
            super().reject()

    def _rest(self, *, working: bool, stops: bool = False) -> None:
        self._working = working
        for place in range(self.body.count()):
            item = self.body.itemAt(place)
            widget = item.widget() if item else None
            if widget:
                widget.setEnabled(not working)
        self.stop.setVisible(stops)
        self.leave.setVisible(not working)

    def _stopped(self) -> None:
        self._rest(working=False)
        self.say(_("Stopped. Nothing was left half done."))

    def _fail(self, raised: BaseException) -> None:
        self._rest(working=False)
        if not isinstance(raised, UserError):
            self.say(_("It could not be done: something broke in the program itself."), "err-text")
            raise raised
        self.say(raised.message, "err-text")


def titled(title: str, said: str, *parts: QWidget | QHBoxLayout) -> QFrame:
    """A card with its title, what it says, and what it holds."""
    about = label(said, "body", "text-2", wrap=True)
    return filled(card(), in_column(label(title, "card"), about, *parts, gap=12, edges=(24, 16, 24, 20)))
