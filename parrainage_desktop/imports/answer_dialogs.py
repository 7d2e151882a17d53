"""Bringing the answers of a form in, step by step: its columns, the scale, the campaign, what would happen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QWidget

from parrainage_desktop.base import table_files
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.base.tables_in import Choices
from parrainage_desktop.base.tables_out import Table
from parrainage_desktop.imports import answers, left_out, wording
from parrainage_desktop.imports.answer_rules import (
    AnswerChoice,
    AnswerColumn,
    AnswerField,
    AnswerReport,
    AnswerSurvey,
)
from parrainage_desktop.imports.results import Afterwards
from parrainage_desktop.imports.rules import CannotUndo, Style
from parrainage_desktop.imports.steps import SAMPLES, ChooseStep, error_row
from parrainage_desktop.imports.wizard import COLUMNS, PREVIEW, RESULT, Wizard
from parrainage_desktop.surveys import campaigns
from parrainage_desktop.surveys.campaign_rules import Campaign
from parrainage_desktop.surveys.rules import Origin, Scale
from parrainage_desktop.surveys.wording import origin_name, scale_note
from parrainage_desktop.ui.fields import Dot, ElidedLabel, card, label
from parrainage_desktop.ui.layouts import empty, filled, in_column, in_row, scrolled
from parrainage_desktop.ui.picker import Picker
from parrainage_desktop.ui.rows import RowList

_ORIGINS = (Origin.IMPORT, Origin.FORM, Origin.EMAIL, Origin.PAPER, Origin.KIOSK)
_STYLES = (None, Style.DAY_FIRST, Style.MONTH_FIRST)
_FIELDS = tuple(AnswerField)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A file looked through, its first rows, and the campaigns it can belong to."""

    survey: AnswerSurvey
    samples: Sequence[Sequence[str]]
    campaigns: Sequence[Campaign]


class AnswerColumns(QWidget):
    """What each column holds, how days are written, on which scale; the campaign and the channel of the answers."""

    def __init__(self) -> None:
        super().__init__()
        self._looked: _Looked | None = None
        self.fields: list[Picker] = []
        self.scale = Picker([_("Scale from 0 to 10"), _("Scale from 1 to 10")], _("Scale"))
        self.day_order = Picker([_("Days: which order?"), _("Day first"), _("Month first")], _("How days are written"))
        self.campaign = Picker([_("No campaign")], _("Campaign"))
        self.origin = Picker([origin_name(one) for one in _ORIGINS], _("Channel"))
        self._file, self._note = ElidedLabel("", "strong"), label("", "strong", "text-2", wrap=True)
        self._grid = QGridLayout()
        box = filled(card(), in_column(self._grid, edges=(24, 12, 24, 12)))
        choices = in_row(self.scale, self.day_order, self.campaign, self.origin, ..., gap=8)
        self.setLayout(in_column(self._file, (scrolled(box, sideways=True), 1), choices, self._note, gap=12))

    def show_looked(self, looked: _Looked) -> None:
        """Show a file's columns as they were understood."""
        self._looked, survey = looked, looked.survey
        rows = ngettext("{count} row", "{count} rows", survey.rows).format(count=number(survey.rows))
        self._file.setText(f"{survey.source.path.name} · {rows}")
        self.scale.show_index(int(survey.scale is Scale.ONE_TEN))
        self.day_order.setVisible(any(one.field is AnswerField.ON for one in survey.columns))
        self.day_order.show_index(next((_STYLES.index(one.style) for one in survey.columns if one.style in _STYLES), 0))
        self.campaign.offer([_("No campaign"), *(one.name for one in looked.campaigns)], self._campaign_place(looked))
        said = _("Is “{day}” the day or the month first?").format(day=survey.question) if survey.question else ""
        self._note.setText(" ".join(filter(None, (said, wording.unsure_scale(survey), scale_note(survey.scale)))))
        empty(self._grid)
        self.fields = [self._column(place, looked) for place in range(len(survey.columns))]
        self._grid.setRowStretch(len(survey.columns), 1)

    def mapped(self) -> tuple[AnswerColumn, ...]:
        """The columns as chosen."""
        assert self._looked is not None
        style = _STYLES[self.day_order.index()]
        chosen = []
        for column, picker in zip(self._looked.survey.columns, self.fields, strict=True):
            field = _FIELDS[picker.index()]
            chosen.append(AnswerColumn(
                column.heading, field, style or column.style if field is AnswerField.ON else None, column.utc
            ))
        return tuple(chosen)

    def wanted_scale(self) -> Scale:
        """The scale as chosen."""
        return Scale.ONE_TEN if self.scale.index() else Scale.ZERO_TEN

    def choice(self) -> AnswerChoice:
        """The campaign and the channel."""
        assert self._looked is not None
        place = self.campaign.index()
        chosen = self._looked.campaigns[place - 1].id if place else None
        return AnswerChoice(chosen, _ORIGINS[self.origin.index()])

    def _campaign_place(self, looked: _Looked) -> int:
        return min(self.campaign.index(), len(looked.campaigns))

    def _column(self, place: int, looked: _Looked) -> Picker:
        column = looked.survey.columns[place]
        heading = column.heading or _("Column {number}").format(number=number(place + 1))
        names = [wording.answer_field_name(field) for field in _FIELDS]
        picker = Picker(names, _("What “{column}” holds").format(column=heading), _FIELDS.index(column.field))
        samples = [line[place] for line in looked.samples if place < len(line) and line[place].strip()]
        self._grid.addWidget(ElidedLabel(heading, "strong"), place, 0)
        self._grid.addWidget(ElidedLabel(" · ".join(samples), "body", "text-2"), place, 1)
        self._grid.addWidget(picker, place, 2, Qt.AlignmentFlag.AlignLeft)
        return picker


class AnswerReportStep(QFrame):
    """What would happen, or did: counts, the scale, and every wrong row with its reason."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.title, self._counts = label("", "title-large", wrap=True), label("", "large", wrap=True)
        self.after = Afterwards()
        self.rows = RowList(_("Wrong rows"))
        column = in_column(
            (Dot(icon="table", size=56, icon_size=28), Qt.AlignmentFlag.AlignLeft),
            self.title,
            self._counts,
            self.after,
            (self.rows, 1),
            gap=12,
            edges=(24, 20, 24, 20),
        )
        self.setLayout(column)

    def show_report(self, title: str, report: AnswerReport) -> None:
        """Show what would be or was brought in, under a title."""
        self.title.setText(title)
        notes = filter(None, (*wording.answer_counts(report), scale_note(report.scale)))
        self._counts.setText("\n".join(notes))
        self.after.offer(report.import_id is not None, bool(report.wrong))
        rows = [error_row(one) for one in report.errors]
        self.rows.show_rows(len(rows), lambda offset, count: rows[offset : offset + count])
        self.rows.setVisible(bool(rows))

    def show_undone(self, message: str) -> None:
        """Say that it was taken back, or why it was not."""
        self.title.setText(message)
        self.after.undo_button.hide()


class AnswerImportView(Wizard):
    """Answers; `left` says that it is over."""

    def __init__(self, db: Database, actor: Actor) -> None:
        self._db, self._actor = db, actor
        self._survey: AnswerSurvey | None = None
        self._report: AnswerReport | None = None
        self.columns, self.preview, self.result = AnswerColumns(), AnswerReportStep(), AnswerReportStep()
        drop = _("Drop the export of your form here")
        about = _("Typeform, Google Forms, Wufoo, SurveyMonkey or any other table: .csv or .xlsx.")
        steps = (self.columns, self.preview, self.result)
        super().__init__(_("Bring answers in"), ChooseStep(drop, about), steps)
        self.result.after.undo.connect(self._undo)
        for step in (self.preview, self.result):
            step.after.save.connect(self._ask_where_to_save)

    def take(self, path: str, choices: Choices | None = None) -> None:
        """Look into a file."""
        self._start(lambda _progress: self._looked(path, choices), self._show_columns)

    def ask_for_file(self) -> None:
        """Let a file be chosen."""
        kinds = _("Exports of forms") + " (*.csv *.txt *.tsv *.xlsx)"
        path, _kind = QFileDialog.getOpenFileName(self, _("Bring answers in"), "", kinds)
        if path:
            self.take(path)

    def _wrong_rows(self) -> Table:
        assert self._survey is not None
        assert self._report is not None
        return left_out.table(self._survey.source, [one.heading for one in self._survey.columns], self._report.errors)

    def _after(self) -> Afterwards:
        return (self.preview if self.steps.currentIndex() == PREVIEW else self.result).after

    def _looked(
        self, path: str, choices: Choices | None, columns: tuple[AnswerColumn, ...] = (), scale: Scale | None = None
    ) -> _Looked:
        source = table_files.open_source(path, choices)
        survey = answers.survey(source, columns, scale)
        with self._db.read(self._actor) as tx:
            known = campaigns.newest(tx)
        return _Looked(survey, [line for _row, line in islice(source.rows(), SAMPLES)], known)

    def _show_columns(self, looked: _Looked) -> None:
        self._survey = looked.survey
        self.columns.show_looked(looked)
        self._go(COLUMNS)

    def _look_ahead(self) -> None:
        """Read the file as its columns are said to be, and show what would happen."""
        assert self._survey is not None
        path, choices = str(self._survey.source.path), self._survey.source.chosen
        mapped, scale, choice = self.columns.mapped(), self.columns.wanted_scale(), self.columns.choice()

        def look(progress: Progress) -> tuple[_Looked, AnswerReport | None]:
            looked = self._looked(path, choices, mapped, scale)
            if looked.survey.question:
                return looked, None
            with self._db.read(self._actor) as tx:
                return looked, answers.preview(tx, looked.survey, choice, progress)

        self._start(look, self._show_preview)

    def _show_preview(self, found: tuple[_Looked, AnswerReport | None]) -> None:
        looked, report = found
        self._survey = looked.survey
        self.columns.show_looked(looked)
        if report is not None:
            self._report = report
            self.preview.show_report(_("This is what would happen"), report)
            self._go(PREVIEW)
            self.on.setEnabled(bool(report.added))

    def _bring_in(self) -> None:
        survey, choice = self._survey, self.columns.choice()
        assert survey is not None

        def bring(progress: Progress) -> AnswerReport:
            with self._db.write(self._actor) as tx:
                return answers.apply(tx, survey, choice, progress)

        self._start(bring, self._show_result)

    def _show_result(self, report: AnswerReport) -> None:
        assert self._survey is not None
        self._report = report
        said = _("{file} has been brought in").format(file=self._survey.source.path.name)
        self.result.show_report(said, report)
        self._go(RESULT)

    def _undo(self) -> None:
        assert self._report is not None
        number_of_import = self._report.import_id or 0

        def undo(_progress: Progress) -> int | CannotUndo:
            with self._db.write(self._actor) as tx:
                return answers.undo(tx, number_of_import)

        self._start(undo, self._show_undone)

    def _show_undone(self, found: int | CannotUndo) -> None:
        if isinstance(found, CannotUndo):
            self.result.show_undone(wording.cannot_undo(found))
        else:
            self.result.show_undone(_("The import has been undone"))
