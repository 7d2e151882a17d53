"""The steps of bringing a file in: choose it, say what its columns hold, look at what would happen."""


from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.imports import wording
from parrainage_desktop.imports.rules import Fate, Field, Line, Report, WrongCell
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chips import Chips
from parrainage_desktop.ui.fields import Dot, card, label
from parrainage_desktop.ui.layouts import filled, in_column
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
        column = in_column(
            ...,
            (Dot(icon="table", size=96, icon_size=48), Qt.AlignmentFlag.AlignLeft),
            12,
            *said,
            12,
            self.choose,
            12,
            label(more, "body", "text-2", wrap=True),
            gap=12,
            edges=(48, 40, 48, 40),
        )
        self.setLayout(column)
        column.addStretch(2)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which file it was."""
        self.dropped.emit(event.mimeData().urls()[0].toLocalFile())


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
        box = filled(card(), in_column(self.list, edges=(0, 8, 0, 8)))
        self.setLayout(in_column(self.chips, (box, 1), self._note, gap=12))

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
