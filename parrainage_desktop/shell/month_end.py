"""The report of a month that ended: made once, beside the screen, when the shop is opened; told of in a quiet line."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from parrainage_desktop.base import paths
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.reports import files, service
from parrainage_desktop.shell.settings import MadeReport
from parrainage_desktop.ui import jobs

if TYPE_CHECKING:
    from parrainage_desktop.shell.program import Program

PATIENCE_MS = 2_000
"""The first scan of the day comes before any report."""


def watch(program: "Program", db: Database, actor: Actor) -> None:
    """Make the report of the last month in a moment, unless it was made before or is being made."""
    if not any(other.name == name(db) for other in program.findChildren(MonthEnd)):
        QTimer.singleShot(PATIENCE_MS, MonthEnd(program, db, actor).begin)


def name(db: Database) -> str:
    """Which store a made report is of; never with its password."""
    return str(db.engine.url)


class MonthEnd(QObject):
    """One try, which says nothing when it fails: the next opening tries again."""

    def __init__(self, program: "Program", db: Database, actor: Actor) -> None:
        super().__init__(program)
        self._program, self._db, self._actor = program, db, actor
        self.name = name(db)

    def begin(self) -> None:
        """Start the job, if the shop is still open."""
        desk, before = self._program.desk, self._program.settings.made_report(self.name).month
        if desk is None or desk.db is not self._db:
            self.deleteLater()
            return
        db, actor = self._db, self._actor
        job = jobs.start(lambda progress: make(db, actor, before, progress), self._keep)
        for ended in (job.done, job.failed, job.cancelled):
            ended.connect(self.deleteLater)

    def _keep(self, made: MadeReport | None) -> None:
        if made is not None:
            self._program.settings.keep_made_report(self.name, made)
            if self._program.desk:
                self._program.desk.report_made.emit()


def make(db: Database, actor: Actor, before: str, progress: Progress) -> MadeReport | None:
    """Write the last complete month's report beside what is there; nothing on a doubtful date or if `before` has it.

    Raises UserError, Cancelled.
    """
    if db.date_doubt() is not None:
        return None
    with db.read(actor) as tx:
        launch, (year, month) = service.launch(tx), service.last_complete_month(tx.today)
        wanted = f"{year:04d}-{month:02d}"
        if wanted <= before or (year, month) < (launch.year, launch.month):
            return None
        figures = service.figures(tx, year, month)
    reader = figures.shop.language
    path = unused(paths.documents_dir(), f"{files.name(year, month)}-{reader}")
    return MadeReport(wanted, str(files.write(path, figures, reader, progress)))


def unused(folder: Path, stem: str) -> Path:
    """A PDF's place that nothing has yet."""
    path, number = folder / f"{stem}.pdf", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.pdf"
    return path
