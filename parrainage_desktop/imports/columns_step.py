"""A step of bringing people in: what each column of the file holds, and how the file is read."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from parrainage_desktop.base.delimited import ENCODINGS, SEPARATORS
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.base.tables_in import Choices
from parrainage_desktop.imports import columns, wording
from parrainage_desktop.imports.rules import Choice, Column, Field, Survey
from parrainage_desktop.ui.choices import Check
from parrainage_desktop.ui.fields import ElidedLabel, card, label, show_text
from parrainage_desktop.ui.layouts import empty, filled, in_column, scrolled
from parrainage_desktop.ui.picker import Picker


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
        show_text(self.trouble, message)

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
        box = filled(card(), in_column(self._grid, edges=(24, 12, 24, 12)))
        area = scrolled(box, sideways=True)
        self.setLayout(in_column(self._reading, (area, 1), self.trouble, self.known_before, self.overwrite, gap=12))


def _encoding_name(name: str) -> str:
    plain = {
        "utf-8": "Unicode (UTF-8)", "utf-8-sig": "Unicode (UTF-8)", "cp1252": "Windows", "mac_roman": "Mac",
        "cp850": "DOS", "utf-16": "Unicode (UTF-16)",
    }  # fmt: skip
    return plain[name]
