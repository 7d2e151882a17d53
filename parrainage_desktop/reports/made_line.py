"""A line over the figures: which file is there, or why it is not, and what to do with it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QFrame

from parrainage_desktop.base.i18n import _
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel, card
from parrainage_desktop.ui.layouts import in_row
from parrainage_desktop.ui.theme import restyle


class MadeLine(QFrame):
    """Hidden until there is something to say; `seen` once a file was opened or the line closed."""

    seen = Signal()

    def __init__(self, show: Callable[[QUrl], object]) -> None:
        super().__init__()
        self._show, self._path = show, Path()
        self.ground, self.said = card("band"), ElidedLabel("", "strong", "on-brand-soft")
        self.open, self.where = Button(_("Open"), icon="file-pdf"), Button(_("Show in folder"), icon="folder-open")
        self.close_line = Button("", "quiet", "x", name=_("Close this message"))
        row = in_row((self.said, 1), self.open, self.where, self.close_line, gap=8, edges=(20, 8, 8, 8))
        self.ground.setLayout(row)
        self.setLayout(in_row(self.ground))
        self.open.clicked.connect(lambda: self._open(self._path))
        self.where.clicked.connect(lambda: self._open(self._path.parent))
        self.close_line.clicked.connect(self._leave)
        self.hide()

    def say_made(self, text: str, path: Path) -> None:
        """Say that a file is there."""
        self._path = path
        self._say("band", "on-brand-soft", text)

    def say_failed(self, text: str) -> None:
        """Say why there is none."""
        self._path = Path()
        self._say("error", "on-err-soft", text)

    def _say(self, kind: str, ink: str, text: str) -> None:
        self.ground.setProperty("card", kind)
        self.said.setProperty("ink", ink)
        self.said.setText(text)
        self.setAccessibleName(text)
        for button in (self.open, self.where):
            button.setVisible(self._path != Path())
        restyle(self.ground, self.said)
        self.show()

    def _open(self, path: Path) -> None:
        self._show(QUrl.fromLocalFile(str(path)))
        self.seen.emit()

    def _leave(self) -> None:
        self.hide()
        self.seen.emit()
