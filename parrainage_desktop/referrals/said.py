"""The strip at the foot of the referrals' screen: what a decision led to, or why it could not be taken."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from parrainage_desktop.base.i18n import _
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import label
from parrainage_desktop.ui.layouts import in_row
from parrainage_desktop.ui.theme import restyle


class SaidBand(QFrame):
    """Stays until it is closed, or another decision or screen takes its place."""

    def __init__(self) -> None:
        super().__init__()
        self._text = label("", "strong", "on-brand-soft", wrap=True)
        close = Button("", "quiet", "x", name=_("Close this message"))
        close.clicked.connect(self.hide)
        self.setLayout(in_row((self._text, 1), close, gap=12, edges=(28, 10, 16, 10)))
        self.hide()

    def show_done(self, lines: Sequence[str]) -> None:
        """Say what was done, a line each."""
        self._show("notice-done", "on-brand-soft", lines)

    def show_failed(self, lines: Sequence[str]) -> None:
        """Say what could not be done, and why."""
        self._show("notice-failed", "on-err-soft", lines)

    def _show(self, kind: str, ink: str, lines: Sequence[str]) -> None:
        self.setProperty("card", kind)
        self._text.setProperty("ink", ink)
        self._text.setText("\n".join(lines))
        self.setAccessibleName(" ".join(lines))
        restyle(self, self._text)
        self.show()
