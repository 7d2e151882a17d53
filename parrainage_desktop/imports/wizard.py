"""Four steps with their buttons and keys: a file is chosen, understood, looked ahead into, brought in.

The work is done beside the screen, and every step can be gone back from.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QWidget

from parrainage_desktop.base import tables_out
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.base.tables_in import Choices
from parrainage_desktop.imports.results import Afterwards
from parrainage_desktop.imports.steps import ChooseStep
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import label
from parrainage_desktop.ui.keys import ENTER
from parrainage_desktop.ui.layouts import in_column, in_row

CHOOSE, COLUMNS, PREVIEW, RESULT = range(4)


class Wizard(QWidget):
    """The plumbing; `left` says that it is over. Whoever builds on it says what each step does.

    What it leaves out is held by mypy alone: a widget cannot also be an ABC, their metaclasses differ.
    """

    left = Signal()

    def __init__(self, title: str, choose: ChooseStep, steps: Sequence[QWidget]) -> None:
        super().__init__()
        self._job: jobs.Job | None = None
        self._then: Callable[[Any], None] = lambda _found: None
        self.choose, self.steps = choose, QStackedWidget()
        self.title = label(title, "screen")
        self.trouble = label("", "strong", "err-text", wrap=True)
        self.bar, self._doing = QProgressBar(), label("", "body", "text-2")
        self.back = Button(_("&Back"), "secondary", "arrow-left", height=56)
        self.stop = Button(_("Cancel"), "secondary", key=_("Esc"), height=56)
        self.on = Button(_("&Next"), "primary", "arrow-right", height=56)
        self._build((choose, *steps))
        self._connect()
        self._go(CHOOSE)

    @abstractmethod
    def take(self, path: str, choices: Choices | None = None) -> None:
        """Look into a file."""

    @abstractmethod
    def ask_for_file(self) -> None:
        """Let a file be chosen."""

    def save_wrong_rows(self, path: str) -> None:
        """Write the rows that are left out, with the reasons, as a file that can be corrected and brought in."""
        table, after = self._wrong_rows(), self._after()
        self._start(
            lambda _progress: tables_out.write(path, table),
            lambda _done: after.say(_("Saved: {name}").format(name=Path(path).name)),
        )

    def _ask_where_to_save(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the wrong rows"), _("wrong-rows") + ".csv", "*.csv")
        if path:
            self.save_wrong_rows(path)

    @abstractmethod
    def _wrong_rows(self) -> tables_out.Table:
        """The rows that are left out."""

    @abstractmethod
    def _after(self) -> Afterwards:
        """What is offered once the file was read."""

    @abstractmethod
    def _look_ahead(self) -> None:
        """Show what would happen."""

    @abstractmethod
    def _bring_in(self) -> None:
        """Let it happen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, else goes on; Escape cancels or goes back."""
        if event.key() in ENTER:
            focused = self.focusWidget()
            (focused if isinstance(focused, Button) else self.on).click()
        elif event.key() == Qt.Key.Key_Escape:
            (self.stop if self.stop.isVisible() else self.back).click()
        else:
            super().keyPressEvent(event)

    def _forward(self) -> None:
        step = self.steps.currentIndex()
        if step == CHOOSE:
            self.ask_for_file()
        elif step == COLUMNS:
            self._look_ahead()
        elif step == PREVIEW:
            self._bring_in()
        else:
            self.left.emit()

    def _backward(self) -> None:
        step = self.steps.currentIndex()
        if step in (CHOOSE, RESULT):
            self.left.emit()
        else:
            self._go(step - 1)

    def _start(self, work: jobs.Work[jobs.Found], then: Callable[[jobs.Found], None]) -> None:
        """Do something beside the screen; the buttons wait."""
        self.trouble.hide()
        self._busy(True)
        self._then = then
        self._job = jobs.start(work, self._finish)
        self._job.progress.connect(self._show_progress)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._cancelled)

    def _finish(self, found: object) -> None:
        self._busy(False)
        self._then(found)

    def _show_progress(self, done: int, total: int, _what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        said = _("{done} of {total} rows").format(done=number(done), total=number(total)) if total else number(done)
        self._doing.setText(said)

    def _busy(self, busy: bool) -> None:
        self.bar.setRange(0, 0)
        self._doing.setText("")
        for part in (self.bar, self._doing, self.stop):
            part.setVisible(busy)
        self.stop.setEnabled(True)
        for part in (self.back, self.on):
            part.setVisible(not busy)
        self.steps.setEnabled(not busy)
        if busy:
            self.stop.setFocus()
        else:
            self._job = None
            self.take_focus()

    def _cancel(self) -> None:
        if self._job is not None:
            self.stop.setEnabled(False)
            self._job.cancel()

    def _cancelled(self) -> None:
        self._busy(False)
        self._say(_("Stopped. Nothing was brought in."))

    def _fail(self, raised: BaseException) -> None:
        self._busy(False)
        if isinstance(raised, UserError | InvalidInput):
            self._say(raised.message)
        else:
            self._say(_("Something broke in the program itself. Nothing was brought in."))

    def _say(self, message: str) -> None:
        self.trouble.setText(message)
        self.trouble.show()

    def _go(self, step: int) -> None:
        self.trouble.hide()
        self.steps.setCurrentIndex(step)
        self.on.setEnabled(True)
        self.on.setVisible(step != CHOOSE)
        self.back.setVisible(step != RESULT)
        self.on.setText({PREVIEW: _("&Bring them in"), RESULT: _("&Done")}.get(step, _("&Next")))
        self.on.setAccessibleName(self.on.text().replace("&", ""))
        self.on.set_icon("check-bold" if step in (PREVIEW, RESULT) else "arrow-right")
        self.on.updateGeometry()
        self.take_focus()

    def take_focus(self) -> None:
        """Give the keyboard to where this step begins."""
        step = self.steps.currentIndex()
        (self.choose.choose if step == CHOOSE else self.on).setFocus()

    def _connect(self) -> None:
        self.choose.wanted.connect(self.ask_for_file)
        self.choose.dropped.connect(self.take)
        self.back.clicked.connect(self._backward)
        self.on.clicked.connect(self._forward)
        self.stop.clicked.connect(self._cancel)

    def _build(self, steps: Sequence[QWidget]) -> None:
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        for step in steps:
            self.steps.addWidget(step)
        foot = in_row(self.back, (self.bar, 1), self._doing, ..., self.stop, self.on, gap=12)
        self.setLayout(in_column(self.title, (self.steps, 1), self.trouble, foot, gap=16, edges=(28, 24, 28, 20)))
        self._busy(False)
        self.trouble.hide()
