"""What was done with a file that was brought in, the way back, and its wrong rows."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.imports import wording
from parrainage_desktop.imports.rules import Report
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, label, rule, show_text
from parrainage_desktop.ui.layouts import in_column, in_row


class Afterwards(QWidget):
    """What can be done then: take the import back, save the wrong rows; `message` says how it went."""

    undo = Signal()
    save = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.undo_button = Button(_("&Undo this import"), "secondary", "arrow-counter-clockwise", height=56)
        self.save_button = Button(_("Save the &wrong rows…"), "secondary", "download-simple", height=56)
        self.message = label("", "strong", "text-2", wrap=True)
        self.undo_button.clicked.connect(self.undo)
        self.save_button.clicked.connect(self.save)
        row = in_row(self.undo_button, self.save_button, ..., gap=12)
        self.setLayout(in_column(row, self.message, gap=12))
        self.message.hide()

    def offer(self, undo: bool, save: bool) -> None:
        """Show what can be done."""
        self.undo_button.setVisible(undo)
        self.save_button.setVisible(save)
        self.say("")

    def say(self, message: str) -> None:
        """Say how it went."""
        show_text(self.message, message)


class ResultStep(QFrame):
    """What was done with a list of customers."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "hero")
        self._title = label("", "title-large", wrap=True)
        self._counts = label("", "large", wrap=True)
        self.after = Afterwards()
        column = in_column(
            (Dot(icon="check-bold", size=72, icon_size=36), Qt.AlignmentFlag.AlignLeft),
            self._title,
            self._counts,
            rule(),
            self.after,
            ...,
            gap=12,
            edges=(48, 40, 48, 40),
        )
        self.setLayout(column)

    def show_report(self, report: Report, path: Path) -> None:
        """Say what was done."""
        changed = report.added or report.updated or report.wrong
        said = _("{file} has been brought in") if changed else _("Nothing in {file} was new")
        self._title.setText(said.format(file=path.name))
        self._counts.setText("\n".join(wording.counts(report)))
        self.after.offer(report.import_id is not None, bool(report.wrong))

    def show_undone(self, message: str) -> None:
        """Say that it was taken back."""
        self._title.setText(_("The import has been undone"))
        self._counts.setText(message)
        self.after.undo_button.hide()
