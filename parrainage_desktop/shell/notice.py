"""The strip at the foot of the window: what a job made or why it could not, and what to do with it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame

from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel
from parrainage_desktop.ui.layouts import in_row
from parrainage_desktop.ui.theme import restyle

STAYS_MS = 30_000


class Notice(QFrame):
    """Hidden until there is something to say; good news goes away by itself, bad news when it is closed."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._text = ElidedLabel("", "strong")
        self._open = Button(_("&Open"), "secondary", "file-pdf")
        self._folder = Button(_("Show in &folder"), "secondary", "folder-open")
        self._stop = Button(_("Cancel"), "secondary")
        self._again = Button(_("&Retry"), "secondary", "arrow-counter-clockwise")
        self._close = Button("", "quiet", "x", name=_("Close this message"))
        self._away = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._away.timeout.connect(self.hide)
        self._retry: Callable[[], None] = self.hide
        self._buttons = (self._open, self._folder, self._stop, self._again, self._close)
        self.setLayout(in_row((self._text, 1), *self._buttons, gap=8, edges=(28, 8, 28, 8)))
        self._open.clicked.connect(lambda: open_file(self._path))
        self._folder.clicked.connect(lambda: open_file(self._path.parent))
        self._stop.clicked.connect(self.stopped)
        self._again.clicked.connect(self._try_again)
        self._close.clicked.connect(self.hide)
        self.hide()

    def say_busy(self, text: str) -> None:
        """Say that something is being made."""
        self._say(text, "notice-busy", self._stop)

    def say_step(self, text: str, done: int, total: int) -> None:
        """Say how far that is; nothing once it is over."""
        if self._stop.isVisible():
            self._text.setText(f"{text} {number(done)}/{number(total)}")

    def say_done(self, text: str) -> None:
        """Say that something was done."""
        self._say(text, "notice-done", self._close)
        self._away.start()

    def say_made(self, text: str, path: Path) -> None:
        """Say that a file is there."""
        self._path = path
        self._say(f"{text} {path.name}", "notice-done", self._open, self._folder, self._close)
        self._away.start()

    def say_failed(self, text: str, again: Callable[[], None] | None = None) -> None:
        """Say why it was not done, and offer to try again where that may help."""
        self._retry = again or self.hide
        self._say(text, "notice-failed", *([self._again] if again else []), self._close)

    def _try_again(self) -> None:
        self._retry()

    def _say(self, text: str, kind: str, *buttons: Button) -> None:
        self._away.stop()
        self.setProperty("card", kind)
        restyle(self)
        self._text.setText(text)
        for button in self._buttons:
            button.setVisible(button in buttons)
        self.show()


def open_file(path: Path) -> None:
    """Let the system show a file or a folder in its own way."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
