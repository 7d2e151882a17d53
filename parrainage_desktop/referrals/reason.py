"""The form that asks why, beside what a decision would lead to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from parrainage_desktop.base.i18n import _
from parrainage_desktop.referrals.board_rules import Act
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Field, label
from parrainage_desktop.ui.keys import is_enter
from parrainage_desktop.ui.layouts import in_column, in_row


class ReasonForm(QFrame):
    """`sent` carries the decision and the reason, `given_up` that nothing shall change."""

    sent = Signal(object, str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.act: Act | None = None
        self._title, self._lines = label("", "card"), label("", "body", "text-2", wrap=True)
        self.field = Field(_("Reason, kept with the referral"))
        self.field.line.setMaxLength(240)
        self.send, self.keep = Button(_("Refuse"), "primary"), Button(_("Change nothing"))
        self._build()
        self.send.clicked.connect(self._send)
        self.keep.clicked.connect(self.give_up)
        self.hide()

    def begin(self, act: Act, title: tuple[str, str], lines: Sequence[str]) -> None:
        """Ask for the reason of a decision: its question and button, and what it would lead to."""
        self.act = act
        self._title.setText(title[0])
        self.send.setText(title[1])
        self.send.setAccessibleName(title[1])
        self._lines.setText("\n".join(lines))
        self._lines.setVisible(bool(lines))
        self.field.set_text("")
        self.field.show_error("")
        self.show()
        self.field.line.setFocus()

    def show_error(self, message: str) -> None:
        """Say what is wrong with the reason."""
        self.field.show_error(message)
        self.field.line.setFocus()

    def give_up(self) -> None:
        """Put the form away."""
        self.hide()
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter decides, Esc changes nothing."""
        if is_enter(event):
            self._send()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        self.sent.emit(self.act, self.field.text())

    def _build(self) -> None:
        row = in_row(self.send, self.keep, ..., gap=8)
        self.setLayout(in_column(self._title, self._lines, self.field, row, gap=12, edges=(20, 16, 20, 16)))
