"""Bringing a file in, step by step: the work is done beside the screen, and every step can be gone back from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from parrainage_desktop.base import table_files, tables_out
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.tables_in import Choices
from parrainage_desktop.imports import columns, service, wording
from parrainage_desktop.imports.rules import CannotUndo, Column, Report, Survey, Undone
from parrainage_desktop.imports.steps import SAMPLES, ChooseStep, ColumnsStep, PreviewStep, ResultStep
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import label

CHOOSE, COLUMNS, PREVIEW, RESULT = range(4)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A file looked through, and its first rows."""

    survey: Survey
    samples: Sequence[Sequence[str]]


class ImportView(QWidget):
    """The whole; `left` says that it is over."""

    left = Signal()

    def __init__(self, db: Database, actor: Actor) -> None:
        super().__init__()
        self._db, self._actor = db, actor
        self._survey: Survey | None = None
        self._report: Report | None = None
        self._job: jobs.Job | None = None
        self._then: Callable[[object], None] = lambda _value: None
        self.choose, self.columns = ChooseStep(), ColumnsStep()
        self.preview, self.result = PreviewStep(), ResultStep()
        self.steps = QStackedWidget()
        self.title = label(_("Bring customers in"), "screen")
        self.trouble = label("", "strong", "err-text", wrap=True)
        self.bar, self._doing = QProgressBar(), label("", "body", "text-2")
        self.back = Button(_("&Back"), "secondary", "arrow-left", height=56)
        self.stop = Button(_("Cancel"), "secondary", key=_("Esc"), height=56)
        self.on = Button(_("&Next"), "primary", "arrow-right", height=56)
        self._build()
        self._connect()
        self._go(CHOOSE)

    def take(self, path: str, choices: Choices | None = None) -> None:
        """Look into a file."""
        def look(progress: Progress) -> _Looked:
            source = table_files.open_source(path, choices)
            survey = service.survey(source, (), progress)
            return _Looked(survey, [line for _row, line in islice(source.rows(), SAMPLES)])

        self._start(look, self._show_columns)

    def ask_for_file(self) -> None:
        """Let a file be chosen."""
        kinds = _("Lists of people") + " (*.csv *.txt *.tsv *.xlsx *.vcf)"
        path, _kind = QFileDialog.getOpenFileName(self, _("Bring customers in"), "", kinds)
        if path:
            self.take(path)

    def ask_where_to_save(self) -> None:
        """Let a place be chosen for the wrong rows."""
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the wrong rows"), _("wrong-rows") + ".csv", "*.csv")
        if path:
            self.save_wrong_rows(path)

    def save_wrong_rows(self, path: str) -> None:
        """Write the rows that were left out, with the reasons, as a file that can be corrected and brought in."""
        survey, report = self._survey, self._report
        assert survey is not None
        assert report is not None
        self._start(
            lambda _progress: tables_out.write(path, service.wrong_rows(survey, report)),
            lambda _done: self.result.message.setText(_("Saved: {name}").format(name=Path(path).name)),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, else goes on; Escape cancels or goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            (focused if isinstance(focused, Button) else self.on).click()
        elif event.key() == Qt.Key.Key_Escape:
            (self.stop if self.stop.isVisible() else self.back).click()
        else:
            super().keyPressEvent(event)

    def _show_columns(self, looked: object) -> None:
        assert isinstance(looked, _Looked)
        self._survey = looked.survey
        self.columns.show_survey(looked.survey, looked.samples)
        self._go(COLUMNS)

    def _read_again(self, choices: object) -> None:
        assert isinstance(choices, Choices)
        assert self._survey is not None
        self.take(str(self._survey.source.path), choices)

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

    def _look_ahead(self) -> None:
        """Read the file as its columns are said to be, and show what would happen."""
        assert self._survey is not None
        mapped, source, choice = self.columns.mapped(), self._survey.source, self.columns.choice()
        if problem := _problem(mapped):
            self.columns.show_trouble(problem)
            return

        def look(progress: Progress) -> tuple[_Looked, Report | None]:
            survey = service.survey(source, mapped, progress)
            looked = _Looked(survey, [line for _row, line in islice(source.rows(), SAMPLES)])
            if survey.questions:
                return looked, None
            with self._db.read(self._actor) as tx:
                return looked, service.preview(tx, survey, choice, progress)

        self._start(look, self._show_preview)

    def _show_preview(self, found: object) -> None:
        assert isinstance(found, tuple)
        looked, report = found
        self._survey = looked.survey
        self.columns.show_survey(looked.survey, looked.samples)
        if report is None:
            return
        self.preview.show_report(report)
        self._go(PREVIEW)
        self.on.setEnabled(bool(report.added or report.updated))

    def _bring_in(self) -> None:
        survey, choice = self._survey, self.columns.choice()
        assert survey is not None

        def bring(progress: Progress) -> Report:
            with self._db.write(self._actor) as tx:
                return service.apply(tx, survey, choice, progress)

        self._start(bring, self._show_result)

    def _show_result(self, report: object) -> None:
        assert isinstance(report, Report)
        assert self._survey is not None
        self._report = report
        self.result.show_report(report, self._survey.source.path)
        self._go(RESULT)

    def _undo(self) -> None:
        assert self._report is not None
        number_of_import = self._report.import_id or 0

        def undo(_progress: Progress) -> Undone | CannotUndo:
            with self._db.write(self._actor) as tx:
                return service.undo(tx, number_of_import)

        self._start(undo, self._show_undone)

    def _show_undone(self, found: object) -> None:
        if isinstance(found, Undone):
            self.result.show_undone(wording.undone(found.removed, found.restored))
        elif isinstance(found, CannotUndo):
            self.result.message.setText(wording.cannot_undo(found))

    def _start(self, work: jobs.Work, then: Callable[[object], None]) -> None:
        """Do something beside the screen; the buttons wait."""
        self.trouble.hide()
        self._busy(True)
        self._job = jobs.start(work)
        self._job.progress.connect(self._show_progress)
        self._then = then
        self._job.done.connect(self._finish)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._cancelled)

    def _finish(self, value: object) -> None:
        self._busy(False)
        self._then(value)

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

    def _fail(self, raised: object) -> None:
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
        self.columns.read_again.connect(self._read_again)
        self.result.undo.connect(self._undo)
        self.result.save.connect(self.ask_where_to_save)
        self.back.clicked.connect(self._backward)
        self.on.clicked.connect(self._forward)
        self.stop.clicked.connect(self._cancel)

    def _build(self) -> None:
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        for step in (self.choose, self.columns, self.preview, self.result):
            self.steps.addWidget(step)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self._doing)
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(16)
        column.addWidget(self.title)
        column.addWidget(self.steps, 1)
        column.addWidget(self.trouble)
        column.addLayout(foot)
        self._busy(False)
        self.trouble.hide()


def _problem(mapped: Sequence[Column]) -> str:
    """What keeps these columns from being read."""
    doubled = columns.doubled(mapped)
    if doubled is not None:
        return _("Two columns cannot both be “{field}”.").format(field=wording.field_name(doubled))
    if columns.names_nobody(mapped):
        return _("Say which column holds the names, the phones or the e-mails.")
    return ""
