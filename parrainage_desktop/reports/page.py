"""The month on the screen: the figures, charts and words of the PDF, and the PDF itself one key away."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from parrainage_desktop.base import paths
from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _, capital, month
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.reports import exchange, pictures, service
from parrainage_desktop.reports.month_view import MonthView
from parrainage_desktop.reports.owed import Owed
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.years import YearFigures
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import ElidedLabel, card, label
from parrainage_desktop.ui.layouts import scrolled
from parrainage_desktop.ui.months import MonthChooser
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.theme import font

_LANGUAGES = ("fr", "en")


class ReportsPage(Page):
    """One month at a time, the last complete one first. The PDF goes to `folder`, else to the person's documents."""

    shows = frozenset(
        "customers referrals purchases vouchers redemptions reversals cancellations answers programmes shop".split()
    )

    def __init__(
        self,
        db: Database,
        actor: Actor,
        folder: Path | None = None,
        show: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(db, actor)
        self._folder, self._show = folder, show
        with db.read(actor) as tx:
            self._launch = service.launch(tx)
            self._month = max(service.last_complete_month(tx.today), (self._launch.year, self._launch.month))
        self._job: jobs.Job | None = None
        self._made: Path | None = None
        self.chooser, self.view = MonthChooser(), MonthView()
        self.reader = Choice(["FR", "EN"], _("Language of the PDF"))
        self.export = Button(_("Export the PDF"), "primary", "file-pdf", _("Ctrl E"))
        self.tables, self.kinds = Button(_("Other exports"), icon="table"), QMenu(self)
        self.band, self.said = card("band"), ElidedLabel("", "strong", "on-brand-soft")
        self.open, self.where = Button(_("Open"), icon="file-pdf"), Button(_("Show in folder"), icon="folder-open")
        self.close_band = Button("", "quiet", "x", name=_("Close this message"))
        self._build()
        self._connect()
        self.reload()
        self.reader.choose(_LANGUAGES.index(self._figures.shop.language))

    def reload(self) -> None:
        """Count the month again and show it."""
        with self.db.read(self.actor) as tx:
            now = (tx.today.year, tx.today.month)
            self._figures: MonthFigures = service.figures(tx, *self._month)
        first = (self._launch.year, self._launch.month)
        self.chooser.show_month(capital(month(*self._month)), earlier=self._month > first, later=self._month < now)
        self.view.show_month(self._figures)

    def memory(self) -> Mapping[str, object]:
        """The month looked at, and the language of its PDF."""
        return {"month": self._month, "reader": self.reader.index()}

    def remember(self, memory: Mapping[str, object]) -> None:
        """Look at the same month again."""
        match memory:
            case {"month": (int(year), int(number)), "reader": int(reader)}:
                self._month = (year, number)
                self.reader.choose(reader)
                self.reload()

    def export_pdf(self) -> None:
        """Write the PDF of what is shown in another thread, and say where it is."""
        self.export_as(".pdf")

    def export_as(self, suffix: str) -> None:
        """Write what is shown as a PDF or as tables, whichever `suffix` says."""
        figures = self._figures
        self._export(f"report-{figures.year}-{figures.month:02d}", suffix, lambda: figures)

    def export_year(self) -> None:
        """Write the report of the year looked at."""
        self._export(f"report-{self._month[0]}", ".pdf", self._year)

    def export_outstanding(self) -> None:
        """Write the list of every voucher still owed, as a table for the accountant."""
        self._export("outstanding", ".xlsx", self._owed)

    def _year(self) -> YearFigures:
        """Each month in a transaction of its own: counting a year keeps nobody waiting."""
        with self.db.read(self.actor) as tx:
            wanted = service.months_of(tx, self._month[0])
        counted = []
        for one in wanted:
            with self.db.read(self.actor) as tx:
                counted.append(service.figures(tx, *one))
        return YearFigures(tuple(counted))

    def _owed(self) -> Owed:
        with self.db.read(self.actor) as tx:
            return service.owed(tx, tx.today)

    def _export(self, name: str, suffix: str, count: Callable[[], MonthFigures | YearFigures | Owed]) -> None:
        """Count and write in another thread, one file at a time."""
        if self._job is not None:
            return
        reader = _LANGUAGES[self.reader.index()]
        path = (self._folder or paths.documents_dir()) / f"{name}-{reader}{suffix}"
        self.band.hide()
        self._say_busy(True)
        self._job = jobs.start(lambda progress: _write(path, count(), reader, progress))
        self._job.done.connect(self._tell_made)
        self._job.failed.connect(self._tell_failed)
        self._job.cancelled.connect(self._end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+E exports, Page Up and Page Down walk the months."""
        steps = {Qt.Key.Key_PageUp: self.chooser.earlier, Qt.Key.Key_PageDown: self.chooser.later}
        if event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.export_pdf()
        elif arrow := steps.get(Qt.Key(event.key())):
            arrow.click()
        else:
            super().keyPressEvent(event)

    def _go(self, months: int) -> None:
        there = add_months(self._launch.replace(year=self._month[0], month=self._month[1], day=1), months)
        self._month = (there.year, there.month)
        self.band.hide()
        self.reload()

    def _say_busy(self, busy: bool) -> None:
        """A busy button keeps its width."""
        self.export.setFixedWidth(max(self.export.width(), self.export.sizeHint().width()))
        self.export.setText(_("Working…") if busy else _("Export the PDF"))
        self.export.setEnabled(not busy)
        self.tables.setEnabled(not busy)

    def _end(self) -> None:
        self._job = None
        self._say_busy(False)

    def _tell_made(self, made: object) -> None:
        assert isinstance(made, Path)
        self._made = made
        self._tell("band", "on-brand-soft", _("Saved: {name}").format(name=made.name))

    def _tell_failed(self, error: object) -> None:
        self._made = None
        said = error.message if isinstance(error, UserError) else _("The file could not be made.")
        self._tell("error", "on-err-soft", said)

    def _tell(self, kind: str, ink: str, said: str) -> None:
        self._end()
        self.band.setProperty("card", kind)
        self.said.setProperty("ink", ink)
        self.said.setText(said)
        self.band.setAccessibleName(said)
        for button in (self.open, self.where):
            button.setVisible(self._made is not None)
        painted: tuple[QWidget, ...] = (self.band, self.said)
        for widget in painted:
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.band.show()

    def _open_made(self, path: Callable[[Path], Path]) -> None:
        if self._made:
            self._show(QUrl.fromLocalFile(str(path(self._made))))

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(16)
        column.addLayout(self._head())
        column.addWidget(self._made_band())
        column.addWidget(self.view, 1)
        area = scrolled(inside, sideways=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(label(_("Reports"), "screen"))
        row.addWidget(self.chooser)
        row.addStretch(1)
        row.addWidget(self.reader)
        row.addWidget(self.tables)
        row.addWidget(self.export)
        return row

    def _made_band(self) -> QFrame:
        row = QHBoxLayout(self.band)
        row.setContentsMargins(20, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        for button in (self.open, self.where, self.close_band):
            row.addWidget(button)
        self.band.hide()
        return self.band

    def _connect(self) -> None:
        self.chooser.stepped.connect(self._go)
        self.export.clicked.connect(self.export_pdf)
        self.kinds.setFont(font("body"))
        self.kinds.setAccessibleName(self.tables.text())
        self.kinds.addAction(_("For E&xcel or LibreOffice (.xlsx)"), partial(self.export_as, ".xlsx"))
        self.kinds.addAction(_("For other &programs (.csv)"), partial(self.export_as, ".csv"))
        self.kinds.addSeparator()
        self.kinds.addAction(_("The &charts as a picture (.png)"), partial(self.export_as, ".png"))
        self.kinds.addAction(_("The charts for a &layout (.svg)"), partial(self.export_as, ".svg"))
        self.kinds.addSeparator()
        self.kinds.addAction(_("The whole &year (.pdf)"), self.export_year)
        self.kinds.addAction(_("Every &outstanding voucher (.xlsx)"), self.export_outstanding)
        self.tables.clicked.connect(lambda: self.kinds.popup(self.tables.mapToGlobal(self.tables.rect().bottomLeft())))
        self.open.clicked.connect(lambda: self._open_made(lambda path: path))
        self.where.clicked.connect(lambda: self._open_made(lambda path: path.parent))
        self.close_band.clicked.connect(self.band.hide)


def _write(path: Path, figures: MonthFigures | YearFigures | Owed, reader: str, progress: Progress) -> Path:
    """Write the file; ReportLab is loaded here, by the first report and not by the window.

    The paper speaks its reader's language; why it could not be written is told in the screen's.
    """
    from parrainage_desktop.reports import document

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if exchange.is_table(path):
            exchange.write(path, figures, reader)
        elif pictures.is_picture(path) and not isinstance(figures, Owed):
            pictures.write(path, figures, reader)
        else:
            document.write(path, figures, reader, progress)
    except (UserError, OSError) as error:
        if isinstance(error, UserError) and error.kind != "file_unwritable":
            raise
        said = _(
            "The file “{name}” could not be written. Close it if another program shows it, make sure that "
            "the disk is not full, or choose another folder."
        )
        raise UserError("file_unwritable", said.format(name=path.name)) from error
    return path
