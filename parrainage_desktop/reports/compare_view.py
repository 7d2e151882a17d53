"""Two months on the screen: which other one, what differs in words and figures, and both in two charts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from parrainage_desktop.base.i18n import _, capital, money, month, number, pgettext
from parrainage_desktop.reports import compare_wording, wording
from parrainage_desktop.reports.figure_table import FigureTable
from parrainage_desktop.reports.kpis import Legend
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.series_view import Write, beside, boxed, head, show_pairs
from parrainage_desktop.reports.service import Month
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chart_view import ChartView
from parrainage_desktop.ui.fields import card, label, show_text
from parrainage_desktop.ui.layouts import filled, in_column, in_row
from parrainage_desktop.ui.months import MonthChooser

YEAR = 12


class CompareView(QWidget):
    """`stepped` walks the other month; `apart_wanted` asks for the one so many months before."""

    stepped = Signal(int)
    apart_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.chooser = MonthChooser()
        self.month_before = Button(_("The month before"), "quiet")
        self.year_before = Button(_("A year earlier"), "quiet")
        self.table = FigureTable([_("Figure"), "", "", _("Difference"), _("In words")], _("Two months side by side"))
        self._said, self._unfinished = label("", "strong", wrap=True), label("", "small", "text-2", wrap=True)
        self._arrivals, self._vouchers = ChartView(150), ChartView(150)
        self._legends = Legend(), Legend()
        self._build()
        self.chooser.earlier.setAccessibleName(_("Compare with an earlier month"))
        self.chooser.later.setAccessibleName(_("Compare with a later month"))
        self.chooser.stepped.connect(self.stepped)
        self.month_before.clicked.connect(lambda: self.apart_wanted.emit(1))
        self.year_before.clicked.connect(lambda: self.apart_wanted.emit(YEAR))

    def offer(self, looked: Month, other: Month | None, first: Month, last: Month) -> None:
        """Show which month is compared with, and which others there are."""
        others = [one for one in (first, last) if one != looked]
        self.chooser.setVisible(other is not None)
        if other is not None:
            earlier, later = any(one < other for one in others), any(one > other for one in others)
            self.chooser.show_month(capital(month(*other)), earlier=earlier, later=later)
        for button, apart in ((self.month_before, 1), (self.year_before, YEAR)):
            wanted = compare_wording.moved(looked, -apart)
            button.setVisible(first <= wanted != other)

    def show_alone(self) -> None:
        """Say that there is no other month yet."""
        self._said.setText(_("There is no other month to compare with yet."))
        self._body.hide()

    def show_months(self, now: MonthFigures, other: MonthFigures) -> None:
        """Show two months, the one looked at first."""
        self._said.setText(compare_wording.headline(now, other))
        show_text(self._unfinished, compare_wording.unfinished(now, other))
        names = [wording.title(one) for one in (now, other)]
        for column, name in enumerate(names, start=1):
            self.table.headerItem().setText(column, name)
        rows = compare_wording.differences(now, other)
        self.table.show_rows([(row.label, row.now, row.other, row.change, row.said) for row in rows])
        ordered = sorted((now, other), key=lambda one: (one.year, one.month))
        for legend in self._legends:
            legend.show_names(*(wording.title(one) for one in ordered))
        self._show_arrivals(*ordered)
        self._show_vouchers(*ordered)
        self._body.show()

    def _show_arrivals(self, before: MonthFigures, after: MonthFigures) -> None:
        names = [_("Arrivals"), _("Completed"), _("Waiting"), _("Refused")]
        counts = [
            (one.outcomes.claims, one.outcomes.rewarded, one.outcomes.waiting, one.outcomes.refused)
            for one in (before, after)
        ]
        _pairs(self._arrivals, names, (before, after), counts, number)

    def _show_vouchers(self, before: MonthFigures, after: MonthFigures) -> None:
        names = [
            pgettext("column of amounts", "Issued"), pgettext("column of amounts", "Redeemed"),
            pgettext("column of amounts", "Expired"), _("Outstanding"),
        ]  # fmt: skip
        moved = [one.movements for one in (before, after)]
        cents = [(one.issued.cents, one.redeemed.cents, one.expired.cents, one.closing.cents) for one in moved]
        _pairs(
            self._vouchers, names, (before, after), cents, lambda one: money(one, after.currency),
            lambda one: money(one, after.currency, short=True),
        )  # fmt: skip

    def _build(self) -> None:
        row = in_row(
            label(_("Compared with"), "strong"), self.chooser, self.month_before, self.year_before, ..., gap=12
        )
        charts = [
            boxed(label(_("What became of arrivals"), "strong"), self._arrivals, 8),
            boxed(label(_("Vouchers"), "strong"), self._vouchers, 8),
        ]
        for box, legend in zip(charts, self._legends, strict=True):
            head(box).addWidget(legend)
        self._body = QWidget()
        self._body.setLayout(in_column(self._tabled(), (beside(*charts), 1), gap=16))
        column = in_column(row, self._said, (self._body, 1), gap=12)
        self.setLayout(column)
        column.addStretch(0)

    def _tabled(self) -> QFrame:
        return filled(card(), in_column(self.table, self._unfinished, gap=8, edges=(22, 12, 22, 10)))


def _pairs(
    view: ChartView, names: Sequence[str], months: tuple[MonthFigures, MonthFigures],
    values: Sequence[Sequence[int]], write: Write, axis: Write | None = None,
) -> None:
    """Show the same figures of two months, the earlier one first."""
    spoken = _("{figure}: {first} in {month}, {second} in {other}")
    one, two = (month(found.year, found.month) for found in months)
    said = [
        spoken.format(figure=name, first=write(first), month=one, second=write(second), other=two)
        for name, first, second in zip(names, *values, strict=True)
    ]
    show_pairs(view, values[0], values[1], names, said, axis or write, highlight=-1)
