"""A year on the screen: six figures, its months in two charts, and side by side with their totals."""

from PySide6.QtWidgets import QFrame, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.reports import notes, year_account, year_wording
from parrainage_desktop.reports.figure_table import FigureTable
from parrainage_desktop.reports.kpis import KpiRow
from parrainage_desktop.reports.series_view import SeriesView
from parrainage_desktop.reports.years import YearFigures
from parrainage_desktop.ui.fields import card, label
from parrainage_desktop.ui.layouts import in_column


class YearView(QWidget):
    """Shows what the year's PDF shows, from the same figures."""

    def __init__(self) -> None:
        super().__init__()
        self._kpis, self._series = KpiRow(), SeriesView()
        account, ratios = year_account.account_columns(), year_account.ratio_columns()
        self.account = FigureTable([column.heading for column in account], _("Accounts of the year"))
        self.ratios = FigureTable([column.heading for column in ratios], _("Month by month"))
        self._foot = label("", "small", "text-2", wrap=True)
        self._series.setMinimumHeight(236)
        column = in_column(
            self._kpis,
            (self._series, 1),
            _titled(self.account, year_account.year_account_note()),
            _titled(self.ratios, ""),
            self._foot,
            gap=16,
        )
        self.setLayout(column)

    def show_year(self, figures: YearFigures) -> None:
        """Show a year."""
        self._kpis.show_kpis(year_wording.kpis(figures))
        self._series.show_series(
            year_wording.series(figures), figures.currency, year_wording.series_note(figures)
        )
        self.account.show_rows(year_wording.account(figures), strong=(0, -1))
        self.ratios.show_rows(year_wording.ratios(figures), strong=(-1,))
        said = (year_wording.satisfaction(figures), notes.budget(figures.last))
        self._foot.setText("\n".join(filter(None, said)))


def _titled(table: FigureTable, note: str) -> QFrame:
    box = card()
    column = in_column(label(table.accessibleName(), "strong"), table, gap=8, edges=(22, 16, 22, 10))
    box.setLayout(column)
    if note:
        column.addWidget(label(note, "small", "text-3", wrap=True))
    return box
