"""The steps of bringing a file in: choose it, say what its columns hold, look at what would happen."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from parrainage_desktop.base.delimited import ENCODINGS, SEPARATORS
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.base.tables_in import Choices
from parrainage_desktop.imports import columns, wording
from parrainage_desktop.imports.rules import Choice, Column, Fate, Field, Line, Report, Survey, WrongCell
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chips import Chips
from parrainage_desktop.ui.choices import Check
from parrainage_desktop.ui.fields import Dot, ElidedLabel, card, label
from parrainage_desktop.ui.layouts import empty, scrolled
from parrainage_desktop.ui.picker import Picker
from parrainage_desktop.ui.rows import Row, RowList

SAMPLES = 3
_FATES = (Fate.ADDED, Fate.UPDATED, Fate.SKIPPED, Fate.WRONG)
_LOOKS = {
    Fate.ADDED: ("user-plus", ("brand-soft", "on-brand-soft")),
    Fate.UPDATED: ("copy", ("info-soft", "on-info-soft")),
    Fate.SKIPPED: ("check-circle", ("surface-2", "text-2")),
    Fate.WRONG: ("warning-circle-fill", ("err-soft", "on-err-soft")),
}


class ChooseStep(QFrame):
    """Where a file is dropped or chosen; `dropped` carries its path."""

    wanted = Signal()
    dropped = Signal(str)

    def __init__(self, drop: str, about: str) -> None:
        super().__init__()
        self.setProperty("card", "hero")
        self.setAcceptDrops(True)
        self.choose = Button(_("&Choose a file…"), "primary", "folder-open", height=56)
        self.choose.clicked.connect(self.wanted)
        said = (
            label(drop, "title-large", wrap=True),
            label(about, "large", "text-2", wrap=True),
        )
        more = _("Nothing is written before you have seen what would happen, and it can be undone afterwards.")
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(Dot(icon="table", size=96, icon_size=48), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        for part in said:
            column.addWidget(part)
        column.addSpacing(12)
        column.addWidget(self.choose)
        column.addSpacing(12)
        column.addWidget(label(more, "body", "text-2", wrap=True))
        column.addStretch(2)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which file it was."""
        self.dropped.emit(event.mimeData().urls()[0].toLocalFile())


class ColumnsStep(QWidget):
    """What each column holds, with some of its cells; how the file is read; what is wanted of the import."""

    read_again = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._survey: Survey | None = None
        self.fields: list[Picker] = []
        self.styles: dict[int, Picker] = {}
        self._reading, self._grid = QHBoxLayout(), QGridLayout()
        self.known_before = Check(_("These people are customers already: nobody is rewarded for bringing them"))
        self.overwrite = Check(_("Where the file differs from what is known, the file is right"))
        self.trouble = label("", "strong", "err-text", wrap=True)
        self.trouble.hide()
        self.known_before.setChecked(True)
        self._build()

    def show_survey(self, survey: Survey, samples: Sequence[Sequence[str]]) -> None:
        """Show a file's columns as they were understood."""
        self._survey = survey
        self._show_reading(survey)
        self.fields, self.styles = [], {}
        empty(self._grid)
        questions = {one.column for one in survey.questions}
        for place, column in enumerate(survey.columns):
            shown = [line[place] for line in samples if place < len(line) and line[place].strip()]
            self._show_column(place, column, " · ".join(shown), place in questions)
        self._grid.setRowStretch(len(survey.columns) + 1, 1)
        self.show_trouble(wording.question(survey.questions[0]) if survey.questions else "")

    def mapped(self) -> tuple[Column, ...]:
        """The columns as chosen; styles only where somebody said which."""
        assert self._survey is not None
        fields = list(Field)
        chosen = []
        for place, (column, picker) in enumerate(zip(self._survey.columns, self.fields, strict=True)):
            field = fields[picker.index()]
            style = self.styles.get(place)
            found = columns.styles_of(field)
            said = found[style.index() - 1] if style and style.index() and field is column.field else None
            chosen.append(Column(column.heading, field, said))
        return tuple(chosen)

    def choice(self) -> Choice:
        """What is wanted of the import."""
        return Choice(self.known_before.isChecked(), self.overwrite.isChecked())

    def show_trouble(self, message: str) -> None:
        """Say what keeps one from going on."""
        self.trouble.setText(message)
        self.trouble.setVisible(bool(message))

    def _show_column(self, place: int, column: Column, samples: str, asked: bool) -> None:
        heading = column.heading or _("Column {number}").format(number=number(place + 1))
        names = [wording.field_name(field) for field in Field]
        picker = Picker(names, _("What “{column}” holds").format(column=heading), list(Field).index(column.field))
        self.fields.append(picker)
        row = place + 1
        self._grid.addWidget(ElidedLabel(heading, "strong"), row, 0)
        self._grid.addWidget(ElidedLabel(samples, "body", "text-2"), row, 1)
        self._grid.addWidget(picker, row, 2, Qt.AlignmentFlag.AlignLeft)
        styles = columns.styles_of(column.field)
        if asked:
            texts = [_("Which?"), *(wording.style_name(style) for style in styles)]
            self.styles[place] = Picker(texts, _("How “{column}” is written").format(column=heading))
            self._grid.addWidget(self.styles[place], row, 3, Qt.AlignmentFlag.AlignLeft)
        elif column.style in styles:
            self._grid.addWidget(label(wording.style_name(column.style), "small", "text-2"), row, 3)

    def _show_reading(self, survey: Survey) -> None:
        empty(self._reading)
        source = survey.source
        count = ngettext("{count} row", "{count} rows", survey.rows).format(count=number(survey.rows))
        self._reading.addWidget(ElidedLabel(f"{source.path.name} · {count}", "strong"), 1)
        if source.form == "csv":
            self._reading.addWidget(self._encoding(source.chosen))
            self._reading.addWidget(self._separator(source.chosen))
        elif len(source.sheets) > 1:
            picker = Picker(source.sheets, _("Sheet"), source.sheets.index(source.chosen.sheet))
            picker.chosen.connect(lambda index: self.read_again.emit(Choices(sheet=source.sheets[index])))
            self._reading.addWidget(picker)

    def _encoding(self, chosen: Choices) -> Picker:
        known = [chosen.encoding, *(name for name in ENCODINGS if name not in chosen.encoding)]
        picker = Picker([_encoding_name(name) for name in known], _("Letters"))
        picker.chosen.connect(lambda index: self.read_again.emit(replace(chosen, encoding=known[index])))
        return picker

    def _separator(self, chosen: Choices) -> Picker:
        names = {";": _("Semicolon"), ",": _("Comma"), "\t": _("Tab"), "|": _("Bar")}
        picker = Picker(
            [names[sign] for sign in SEPARATORS], _("Between the columns"), SEPARATORS.index(chosen.separator)
        )
        picker.chosen.connect(lambda index: self.read_again.emit(replace(chosen, separator=SEPARATORS[index])))
        return picker

    def _build(self) -> None:
        self._reading.setSpacing(8)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        for place, stretch in ((0, 2), (1, 3), (2, 0), (3, 0)):
            self._grid.setColumnStretch(place, stretch)
        box = card()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(24, 12, 24, 12)
        inner.addLayout(self._grid)
        area = scrolled(box, sideways=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._reading)
        column.addWidget(area, 1)
        for part in (self.trouble, self.known_before, self.overwrite):
            column.addWidget(part)


def _encoding_name(name: str) -> str:
    plain = {
        "utf-8": "Unicode (UTF-8)", "utf-8-sig": "Unicode (UTF-8)", "cp1252": "Windows", "mac_roman": "Mac",
        "cp850": "DOS", "utf-16": "Unicode (UTF-16)",
    }  # fmt: skip
    return plain[name]


class PreviewStep(QWidget):
    """What would become of each row, group by group."""

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        self.chips = Chips(
            [_("To add"), _("To update"), _("Already there"), _("Wrong")], _("What becomes of the rows")
        )
        self.list = RowList(_("Rows of the file"))
        self._note = label("", "body", "text-2", wrap=True)
        self.chips.chosen.connect(self._show)
        box = card()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(0, 8, 0, 8)
        inner.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.chips)
        column.addWidget(box, 1)
        column.addWidget(self._note)

    def show_report(self, report: Report) -> None:
        """Show what would happen, beginning where there is something to see."""
        self._report = report
        counts = (report.added, report.updated, report.skipped, report.wrong)
        self.chips.show_counts([number(count) for count in counts])
        self.chips.choose(next((place for place, count in enumerate(counts) if count), 0))

    def _show(self, index: int) -> None:
        assert self._report is not None
        fate, report = _FATES[index], self._report
        rows = [error_row(one) for one in report.errors] if fate is Fate.WRONG else [
            _line_row(one) for one in report.lines[fate]
        ]
        self.list.show_rows(len(rows), lambda offset, count: rows[offset : offset + count])
        count = (report.added, report.updated, report.skipped, report.wrong)[index]
        self._note.setText(_note(fate, len(rows), count))


def _note(fate: Fate, shown: int, count: int) -> str:
    if fate is Fate.WRONG and count:
        return _("Wrong rows are left out; the others go in. They can be saved afterwards, corrected and brought in.")
    if shown < count:
        return _("The first {shown} of {count}.").format(shown=number(shown), count=number(count))
    return "" if count else _("No rows.")


def _line_row(line: Line) -> Row:
    icon, tone = _LOOKS[line.fate]
    where = _("Row {row}").format(row=number(line.row))
    if line.fate is Fate.UPDATED:
        more = ", ".join(wording.field_name(Field(name)) for name in line.detail)
    elif line.detail:
        names = ", ".join(wording.field_name(Field(name)) for name in line.detail)
        more = _("stays as it is: {fields}").format(fields=names)
    else:
        more = line.contact
    return Row(line.row, line.name or line.contact, f"{where} · {more}" if more else where, icon=icon, tone=tone)


def error_row(cell: WrongCell) -> Row:
    """A wrong cell as a line of a list."""
    icon, tone = _LOOKS[Fate.WRONG]
    where = [_("Row {row}").format(row=number(cell.row)), cell.column, wording.reason(cell.reason)]
    title = cell.value.replace("\n", " ")[:120] or _("(empty)")
    return Row(cell.row, title, " · ".join(filter(None, where)), icon=icon, tone=tone)
