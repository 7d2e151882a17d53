"""The buttons that write files, one file at a time in another thread, and the line that says where each is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QMenu, QWidget

from parrainage_desktop.base import paths
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.reports import files
from parrainage_desktop.reports.made_line import MadeLine
from parrainage_desktop.reports.owed import Owed
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.years import YearFigures
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.theme import font

Count = Callable[[], MonthFigures | YearFigures | Owed]


class Exports(QWidget):
    """Never shown itself. `wanted` carries how the file of what is shown ends; files go to `folder` or the documents.

    `year_wanted` asks for the year's report, `outstanding_wanted` for the list of what is owed.
    """

    wanted = Signal(str)
    year_wanted = Signal()
    outstanding_wanted = Signal()

    def __init__(self, parent: QWidget, folder: Path | None, show: Callable[[QUrl], object]) -> None:
        super().__init__(parent)
        self.hide()
        self._folder = folder
        self._job: jobs.Job | None = None
        self.pdf = Button(_("Export the PDF"), "primary", "file-pdf", _("Ctrl E"))
        self.tables, self.kinds = Button(_("Other exports"), icon="table"), QMenu(parent)
        self.band = MadeLine(show)
        self._fill_menu()
        self.pdf.clicked.connect(lambda: self.wanted.emit(".pdf"))
        self.tables.clicked.connect(lambda: self.kinds.popup(self.tables.mapToGlobal(self.tables.rect().bottomLeft())))

    def export(self, name: str, reader: str, count: Count) -> None:
        """Count and write in another thread, one file at a time."""
        if self._job is not None:
            return
        stem, dot, suffix = name.rpartition(".")
        path = (self._folder or paths.documents_dir()) / f"{stem}-{reader}{dot}{suffix}"
        self.band.hide()
        self._say_busy(True)
        self._job = jobs.start(lambda progress: files.write(path, count(), reader, progress), self._tell_made)
        self._job.failed.connect(self._tell_failed)
        self._job.cancelled.connect(self._end)

    def _say_busy(self, busy: bool) -> None:
        """A busy button keeps its width."""
        self.pdf.setFixedWidth(max(self.pdf.width(), self.pdf.sizeHint().width()))
        self.pdf.setText(_("Working…") if busy else _("Export the PDF"))
        self.pdf.setEnabled(not busy)
        self.tables.setEnabled(not busy)

    def _end(self) -> None:
        self._job = None
        self._say_busy(False)

    def _tell_made(self, made: Path) -> None:
        self._end()
        self.band.say_made(_("Saved: {name}").format(name=made.name), made)

    def _tell_failed(self, error: BaseException) -> None:
        self._end()
        self.band.say_failed(error.message if isinstance(error, UserError) else _("The file could not be made."))

    def _fill_menu(self) -> None:
        self.kinds.setFont(font("body"))
        self.kinds.setAccessibleName(self.tables.text())
        self.kinds.addAction(_("For E&xcel or LibreOffice (.xlsx)"), partial(self.wanted.emit, ".xlsx"))
        self.kinds.addAction(_("For other &programs (.csv)"), partial(self.wanted.emit, ".csv"))
        self.kinds.addSeparator()
        self.kinds.addAction(_("The &charts as a picture (.png)"), partial(self.wanted.emit, ".png"))
        self.kinds.addAction(_("The charts for a &layout (.svg)"), partial(self.wanted.emit, ".svg"))
        self.kinds.addSeparator()
        self.kinds.addAction(_("The whole &year (.pdf)"), self.year_wanted.emit)
        self.kinds.addAction(_("Every &outstanding voucher (.xlsx)"), self.outstanding_wanted.emit)
