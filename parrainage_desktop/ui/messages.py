"""The band at the foot of a panel: what was just done, with the way back, or what went wrong, with the remedy."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel

from parrainage_desktop.base.i18n import _
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, ElidedLabel, label, show_text
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.theme import restyle

DONE_MS = 30_000


class Band(QFrame):
    """Stays for half a minute when something was done, until the next act when it was not; `shown` tells both."""

    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(76)
        self._done = Dot(icon="check-bold", size=32, tone=("#FFFFFF", "#0B6B4B"))
        self._failed = Dot(icon="warning-octagon-fill", size=32, tone=("err-soft", "on-err-soft"), icon_size=28)
        self._title, self._detail = ElidedLabel("", "card"), ElidedLabel("", "body")
        self._remedy = label("", "body", wrap=True)
        self.button = Button(_("Undo"), "decline", "arrow-counter-clockwise", "Ctrl Z", 56)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(DONE_MS)
        self._leaving.timeout.connect(self.hide)
        self._build()
        self.hide()

    def show_done(self, title: str, detail: str, undoable: bool = True) -> None:
        """Say what was done."""
        self._show("done", "white", title, detail)
        self.button.setVisible(undoable)
        self._leaving.start()

    def show_failed(self, title: str, detail: str) -> None:
        """Say what could not be done, and what to do about it."""
        self._show("failed", "on-err-soft", title, detail)
        self.button.hide()
        self._leaving.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that room was taken."""
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that room came back."""
        super().hideEvent(event)
        self.shown.emit()

    def _build(self) -> None:
        words = in_column(..., self._title, self._detail, self._remedy, ..., gap=0)
        self.setLayout(in_row(self._done, self._failed, (words, 1), self.button, gap=16, edges=(26, 6, 16, 6)))

    def _show(self, kind: str, ink: str, title: str, detail: str) -> None:
        self.setProperty("card", kind)
        done = kind == "done"
        texts: tuple[tuple[QLabel, str], ...] = (
            (self._title, title), (self._detail, detail if done else ""), (self._remedy, "" if done else detail),
        )
        for part, text in texts:
            part.setProperty("ink", ink)
            show_text(part, text)
        self._done.setVisible(done)
        self._failed.setVisible(not done)
        restyle(self, self._title, self._detail, self._remedy)
        self.setAccessibleName(f"{title}. {detail}")
        self.show()
