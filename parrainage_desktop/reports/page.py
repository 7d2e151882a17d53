"""The month on the screen: the figures, charts and words of the PDF, and the PDF itself one key away."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from parrainage_desktop.base import charts, paths
from parrainage_desktop.base.charts import Row
from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _, capital, language, money, month, month_short, ngettext, percent
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.reports import service, wording
from parrainage_desktop.reports.kpis import KpiRow, Legend
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chart_view import ChartView
from parrainage_desktop.ui.fields import Choice, ElidedLabel, card, label
from parrainage_desktop.ui.page import Page

TOP = 4


class ReportsPage(Page):
    """One month at a time, the last complete one first."""

    shows = frozenset({"vouchers", "redemptions", "reversals", "referrals", "purchases", "answers", "programmes"})

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
            self._today, self._launch = tx.today, service.launch(tx)
            self._month = service.last_complete_month(tx.today)
        if self._month < (self._launch.year, self._launch.month):
            self._month = (self._today.year, self._today.month)
        self._job: jobs.Job | None = None
        self._made: Path | None = None
        self._figures: MonthFigures | None = None
        self.earlier, self.later = _step("caret-left-bold", _("Earlier")), _step("caret-right-bold", _("Later"))
        self._name = label("", "strong", "on-brand-soft")
        self.reader = Choice(["FR", "EN"], _("Language of the PDF"))
        self.export = Button(_("Export the PDF"), "primary", "file-pdf", "Ctrl E")
        self._band, self._said = card("band"), ElidedLabel("", "strong", "on-brand-soft")
        self._open, self._where = Button(_("Open")), Button(_("Show in folder"))
        self._kpis = KpiRow()
        self._columns, self._pairs, self._top, self._outcomes = (ChartView(150) for _chart in range(4))
        self._columns_note, self._top_note, self._outcome_note = (label("", "small", "text-3") for _note in range(3))
        self._legend = Legend()
        self._outcome_title, self._top_title = ElidedLabel("", "strong"), label("", "strong")
        self._nps = label("", "body", "text-2", wrap=True)
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Count the month again and show it."""
        with self.db.read(self.actor) as tx:
            self._today = tx.today
            figures = service.figures(tx, *self._month)
        self._figures = figures
        self._name.setText(capital(month(*self._month)))
        first = (self._launch.year, self._launch.month)
        self.earlier.setEnabled(self._month > first)
        self.later.setEnabled(self._month < (self._today.year, self._today.month))
        self._kpis.show_kpis(figures)
        self._show_charts(figures)
        self._show_people(figures)

    def memory(self) -> Mapping[str, object]:
        """The month looked at."""
        return {"month": self._month}

    def remember(self, memory: Mapping[str, object]) -> None:
        """Look at the same month again."""
        held = memory.get("month")
        if isinstance(held, tuple):
            self._month = (int(held[0]), int(held[1]))
            self.reload()

    def export_pdf(self) -> None:
        """Write the PDF in another thread and say where it is."""
        if self._figures is None or self._job is not None:
            return
        figures, reader = self._figures, ("fr", "en")[self.reader.index()]
        folder = self._folder or paths.documents_dir()
        path = folder / f"report-{figures.year}-{figures.month:02d}-{reader}.pdf"
        self.export.setEnabled(False)
        self._job = jobs.start(lambda progress: _write(path, figures, reader, progress))
        self._job.done.connect(self._tell_made)
        self._job.failed.connect(self._tell_failed)
        self._job.cancelled.connect(self._ready_again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+E exports, Page Up and Page Down walk the months."""
        if event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.export_pdf()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            (self.earlier if event.key() == Qt.Key.Key_PageUp else self.later).click()
        else:
            super().keyPressEvent(event)

    def _go(self, months: int) -> None:
        year, number = self._month
        there = add_months(self._launch.replace(year=year, month=number, day=1), months)
        self._month = (there.year, there.month)
        self._band.hide()
        self.reload()

    def _tell_made(self, made: object) -> None:
        assert isinstance(made, Path)
        self._made = made
        self._tell("band", "on-brand-soft", _("Saved: {name}").format(name=made.name))
        for button in (self._open, self._where):
            button.show()

    def _tell_failed(self, error: object) -> None:
        said = error.message if isinstance(error, UserError) else _("The PDF could not be made.")
        self._tell("error", "on-err-soft", said)
        for button in (self._open, self._where):
            button.hide()

    def _tell(self, kind: str, ink: str, said: str) -> None:
        self._band.setProperty("card", kind)
        self._said.setProperty("ink", ink)
        self._said.setText(said)
        painted: tuple[QWidget, ...] = (self._band, self._said)
        for widget in painted:
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._band.show()
        self._ready_again()

    def _ready_again(self) -> None:
        self._job = None
        self.export.setEnabled(True)

    def _open_made(self, folder: bool) -> None:
        if self._made:
            self._show(QUrl.fromLocalFile(str(self._made.parent if folder else self._made)))

    def _show_charts(self, figures: MonthFigures) -> None:
        series = figures.series
        names = [month_short(point.month) for point in series]
        referrals = [point.referrals for point in series]
        self._columns_note.setText(wording.series_note(figures))
        self._columns.show_chart(
            lambda width, height: charts.columns(referrals, names, width, height),
            ", ".join(f"{name} {count}" for name, count in zip(names, referrals, strict=True)),
        )
        issued, redeemed = [p.issued_cents for p in series], [p.redeemed_cents for p in series]
        self._legend.show_totals(sum(issued), sum(redeemed), figures.currency)
        self._pairs.show_chart(
            lambda width, height: charts.pairs(
                issued, redeemed, names, width, height, lambda cents: money(cents, figures.currency, short=True)
            ),
            ", ".join(
                f"{name} {money(one, figures.currency)} {money(two, figures.currency)}"
                for name, one, two in zip(names, issued, redeemed, strict=True)
            ),
        )

    def _show_people(self, figures: MonthFigures) -> None:
        self._top_title.setText(_("The month’s referrers"))
        self._top_note.setText(
            ngettext("{count} referral", "{count} referrals", figures.new_customers).format(count=figures.new_customers)
        )
        rows = _top_rows(figures)
        self._top.show_chart(
            lambda width, height: charts.bars_beside(rows, width, width * 0.3), ", ".join(_spoken(row) for row in rows)
        )
        outcomes = figures.outcomes
        title = ngettext(
            "What became of the month’s {count} arrival?",
            "What became of the month’s {count} arrivals?",
            outcomes.claims,
        )
        self._outcome_title.setText(title.format(count=outcomes.claims))
        share = percent(outcomes.rewarded, outcomes.claims)
        self._outcome_note.setText(_("{share} completed").format(share=share) if outcomes.claims else _("n/a"))
        found = _outcome_rows(figures)
        self._outcomes.show_chart(
            lambda width, height: charts.bars_below(found, width), ", ".join(_spoken(row) for row in found)
        )
        score = " · ".join((wording.score(figures.nps.nps), *wording.score_note(figures)))
        self._nps.setText(f"{score}. {wording.comparison(figures)}".strip())

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(16)
        column.addLayout(self._head())
        column.addWidget(self._made_band())
        column.addWidget(self._kpis)
        column.addLayout(
            _beside(
                _boxed(_("Referrals completed by month"), self._columns, self._columns_note),
                _boxed(_("Vouchers issued and redeemed"), self._pairs, self._legend),
            ),
            1,
        )
        column.addLayout(
            _beside(
                _boxed(self._top_title, self._top, self._top_note),
                _boxed(self._outcome_title, self._outcomes, self._outcome_note),
            ),
            1,
        )
        column.addWidget(self._nps)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _head(self) -> QHBoxLayout:
        chooser = QFrame()
        chooser.setProperty("card", "band")
        inner = QHBoxLayout(chooser)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        for part in (self.earlier, self._name, self.later):
            inner.addWidget(part)
        self.reader.choose(0 if language() == "fr" else 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(label(_("Reports"), "screen"))
        row.addWidget(chooser)
        row.addStretch(1)
        row.addWidget(self.reader)
        row.addWidget(self.export)
        return row

    def _made_band(self) -> QFrame:
        row = QHBoxLayout(self._band)
        row.setContentsMargins(20, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._said, 1)
        row.addWidget(self._open)
        row.addWidget(self._where)
        self._band.hide()
        return self._band

    def _connect(self) -> None:
        self.earlier.clicked.connect(lambda: self._go(-1))
        self.later.clicked.connect(lambda: self._go(1))
        self.export.clicked.connect(self.export_pdf)
        self._open.clicked.connect(lambda: self._open_made(False))
        self._where.clicked.connect(lambda: self._open_made(True))


def _write(path: Path, figures: MonthFigures, reader: str, progress: Progress) -> Path:
    """Draw the PDF; ReportLab is loaded here, by the first report and not by the window."""
    from parrainage_desktop.reports import document

    document.monthly(path, figures, reader, progress)
    return path


def _step(icon: str, name: str) -> Button:
    return Button("", "secondary", icon, name=name)


def _boxed(title: str | QWidget, chart: ChartView, note: QWidget) -> QFrame:
    box = card()
    column = QVBoxLayout(box)
    column.setContentsMargins(20, 16, 20, 14)
    column.setSpacing(4)
    head = QHBoxLayout()
    head.addWidget(label(title, "strong") if isinstance(title, str) else title, 1)
    head.addWidget(note)
    column.addLayout(head)
    column.addWidget(chart, 1)
    return box


def _beside(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(left, 3)
    row.addWidget(right, 4)
    return row


def _top_rows(figures: MonthFigures) -> list[Row]:
    first, rest = figures.referrers[:TOP], figures.referrers[TOP:]
    rows = [Row(found.name, found.referrals, str(found.referrals)) for found in first]
    if rest:
        total = sum(found.referrals for found in rest)
        name = ngettext("{count} other referrer", "{count} other referrers", len(rest)).format(count=len(rest))
        rows.append(Row(name, total, str(total)))
    return rows


def _outcome_rows(figures: MonthFigures) -> list[Row]:
    found = figures.outcomes
    rows = [
        Row(_("Completed: vouchers issued"), found.rewarded, str(found.rewarded)),
        Row(_("Still waiting for a purchase"), found.waiting, str(found.waiting), "brand-muted"),
        Row(
            _("Refused, lapsed or to check"),
            found.refused + found.lapsed + found.to_check,
            str(found.refused + found.lapsed + found.to_check),
            "err",
        ),
    ]
    return rows if found.claims else []


def _spoken(row: Row) -> str:
    return f"{row.label} {row.text}"
