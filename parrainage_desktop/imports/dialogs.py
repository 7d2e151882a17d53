"""Bringing customers in, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from PySide6.QtWidgets import QFileDialog

from parrainage_desktop.base import table_files
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.tables_in import Choices
from parrainage_desktop.base.tables_out import Table
from parrainage_desktop.imports import batches, columns, left_out, service, wording
from parrainage_desktop.imports.columns_step import ColumnsStep
from parrainage_desktop.imports.results import Afterwards, ResultStep
from parrainage_desktop.imports.rules import CannotUndo, Column, Report, Survey, Undone
from parrainage_desktop.imports.steps import SAMPLES, ChooseStep, PreviewStep
from parrainage_desktop.imports.wizard import COLUMNS, PREVIEW, RESULT, Wizard


@dataclass(frozen=True, slots=True)
class _Looked:
    """A file looked through, and its first rows."""

    survey: Survey
    samples: Sequence[Sequence[str]]


class ImportView(Wizard):
    """Customers; `left` says that it is over."""

    def __init__(self, db: Database, actor: Actor) -> None:
        self._db, self._actor = db, actor
        self._survey: Survey | None = None
        self._report: Report | None = None
        self.columns, self.preview, self.result = ColumnsStep(), PreviewStep(), ResultStep()
        steps = (self.columns, self.preview, self.result)
        drop = _("Drop your list of customers here")
        about = _("A spreadsheet (.xlsx), a .csv file, or an address book (.vcf).")
        super().__init__(_("Bring customers in"), ChooseStep(drop, about), steps)
        self.columns.read_again.connect(self._read_again)
        self.result.after.undo.connect(self._undo)
        self.result.after.save.connect(self._ask_where_to_save)

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

    def _wrong_rows(self) -> Table:
        assert self._survey is not None
        assert self._report is not None
        return left_out.table(self._survey.source, [one.heading for one in self._survey.columns], self._report.errors)

    def _after(self) -> Afterwards:
        return self.result.after

    def _show_columns(self, looked: _Looked) -> None:
        self._survey = looked.survey
        self.columns.show_survey(looked.survey, looked.samples)
        self._go(COLUMNS)

    def _read_again(self, choices: object) -> None:
        assert isinstance(choices, Choices)
        assert self._survey is not None
        self.take(str(self._survey.source.path), choices)

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
            return looked, batches.look_ahead(self._db, self._actor, survey, choice, progress)

        self._start(look, self._show_preview)

    def _show_preview(self, found: tuple[_Looked, Report | None]) -> None:
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
            return batches.bring_in(self._db, self._actor, survey, choice, progress)

        self._start(bring, self._show_result)

    def _show_result(self, report: Report) -> None:
        assert self._survey is not None
        self._report = report
        self.result.show_report(report, self._survey.source.path)
        self._go(RESULT)

    def _undo(self) -> None:
        assert self._report is not None
        number_of_import = self._report.import_id or 0

        def undo(_progress: Progress) -> Undone | CannotUndo:
            return batches.undo(self._db, self._actor, number_of_import)

        self._start(undo, self._show_undone)

    def _show_undone(self, found: Undone | CannotUndo) -> None:
        if isinstance(found, Undone):
            self.result.show_undone(wording.undone(found.removed, found.restored))
        else:
            self.result.after.say(wording.cannot_undo(found))


def _problem(mapped: Sequence[Column]) -> str:
    """What keeps these columns from being read."""
    doubled = columns.doubled(mapped)
    if doubled is not None:
        return _("Two columns cannot both be “{field}”.").format(field=wording.field_name(doubled))
    if columns.names_nobody(mapped):
        return _("Say which column holds the names, the phones or the e-mails.")
    return ""
