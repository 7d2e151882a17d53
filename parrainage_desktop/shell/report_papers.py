"""The reports' screen and its papers: looked at like every other, and the one that was made by itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from parrainage_desktop.reports import service
from parrainage_desktop.reports.page import ReportsPage
from parrainage_desktop.shell import month_end
from parrainage_desktop.shell.desk import Desk
from parrainage_desktop.shell.paperwork import Paperwork
from parrainage_desktop.shell.settings import MadeReport, Settings


class ReportPapers(QObject):
    """Joined to one desk and its screen; `paperwork` is built with the first paper."""

    def __init__(self, desk: Desk, settings: Settings, page: ReportsPage, paperwork: Callable[[], Paperwork]) -> None:
        super().__init__(desk)
        self._settings, self._page, self._paperwork = settings, page, paperwork
        self._store = month_end.name(desk.db)
        page.paper_wanted.connect(self._look)
        page.ready_seen.connect(self._forget)
        desk.report_made.connect(self._tell)
        self._tell()

    def _look(self, name: str, months: str, reader: str) -> None:
        self._paperwork().report(name, months, reader)

    def _tell(self) -> None:
        made = self._settings.made_report(self._store)
        if made.path and Path(made.path).exists():
            self._page.tell_ready(service.parse_month(made.month), Path(made.path))

    def _forget(self) -> None:
        """Whoever opened the report or closed the line is not told again."""
        month = self._settings.made_report(self._store).month
        self._settings.keep_made_report(self._store, MadeReport(month))
