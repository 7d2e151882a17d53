"""The buttons that write files, one file at a time in another thread, and the line that says where each is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QMenu, QWidget

from parrainage_desktop.base import paths
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.reports import files, service
from parrainage_desktop.reports.counting import counted
from parrainage_desktop.reports.made_line import MadeLine
from parrainage_desktop.reports.owed import Owed
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.service import Month
from parrainage_desktop.reports.years import YearFigures
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.theme import font

Count = Callable[[Progress], MonthFigures | YearFigures | Owed]


class Exports(QWidget):
    """Never shown itself. `wanted` carries how the file of what is shown ends; files go to `folder` or the documents.

    `year_wanted` asks for the year's report, `outstanding_wanted` for the list of what is owed.
    """

    wanted = Signal(str)
    year_wanted = Signal()
    outstanding_wanted = Signal()

    def __init__(
        self, parent: QWidget, db: Database, actor: Actor, folder: Path | None, show: Callable[[QUrl], object]
    ) -> None:
        super().__init__(parent)
        self.hide()
        self._db, self._actor, self._folder = db, actor, folder
        self._job: jobs.Job | None = None
        self.pdf = Button(_("Export the PDF"), "primary", "file-pdf", _("Ctrl E"))
        self.tables, self.kinds = Button(_("Other exports"), icon="table"), QMenu(parent)
        self.band = MadeLine(show)
        self._fill_menu()
        self.pdf.clicked.connect(lambda: self.wanted.emit(".pdf"))
        self.tables.clicked.connect(lambda: self.kinds.popup(self.tables.mapToGlobal(self.tables.rect().bottomLeft())))

    def export_month(self, month: Month, suffix: str, reader: str) -> None:
        """Write a month as a PDF or as tables, whichever `suffix` says, in another thread."""
        db, actor = self._db, self._actor
        self._export(f"{files.name(*month)}{suffix}", reader, lambda steps: counted(db, actor, [month], steps)[0])

    def export_year(self, year: int, suffix: str, reader: str) -> None:
        """Write a year in the same way."""
        db, actor = self._db, self._actor

        def count(steps: Progress) -> YearFigures:
            with db.read(actor) as tx:
                months = service.months_of(tx, year)
            return YearFigures(counted(db, actor, months, steps))

        self._export(f"report-{year}{suffix}", reader, count)

    def export_outstanding(self, reader: str) -> None:
        """Write the list of every voucher still owed, as a table for the accountant."""
        db, actor = self._db, self._actor

        def count(_steps: Progress) -> Owed:
            with db.read(actor) as tx:
                return service.owed(tx, tx.today)

        self._export("outstanding.xlsx", reader, count)

    def _export(self, name: str, reader: str, count: Count) -> None:
        """Count and write in another thread, one file at a time."""
        if self._job is not None:
            return
        stem, dot, suffix = name.rpartition(".")
        path = (self._folder or paths.documents_dir()) / f"{stem}-{reader}{dot}{suffix}"
        self.band.hide()
        self._say_busy(True)
        self._job = jobs.start(lambda progress: files.write(path, count(progress), reader, progress), self._tell_made)
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
