"""Months in two charts: referrals completed, and vouchers issued and redeemed."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from parrainage_desktop.base import charts
from parrainage_desktop.base.charts import Drawing, Line
from parrainage_desktop.base.i18n import _, money, month_short, number
from parrainage_desktop.reports.kpis import Legend
from parrainage_desktop.reports.rules import MonthPoint
from parrainage_desktop.ui.chart_view import ChartView
from parrainage_desktop.ui.fields import card, label
from parrainage_desktop.ui.layouts import in_column, in_row

Write = Callable[[int], str]


class SeriesView(QWidget):
    """Two cards; each month says its figures under the mouse and to the arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self._columns, self._pairs, self._legend = ChartView(104), ChartView(122), Legend()
        self._note = label("", "small", "text-3")
        series = boxed(label(_("Referrals completed by month"), "strong"), self._columns, 8)
        top = head(series)
        top.setDirection(QBoxLayout.Direction.TopToBottom)
        top.setSpacing(0)
        top.addWidget(self._note)
        vouchers = boxed(label(_("Vouchers issued and redeemed"), "strong"), self._pairs, 8)
        head(vouchers).addWidget(self._legend)
        row = beside(series, vouchers)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)

    def show_series(self, series: Sequence[MonthPoint], currency: str, note: str) -> None:
        """Show months, oldest first."""
        self._note.setText(note)
        names = [month_short(point.month) for point in series]
        self._show_referrals(series, names)
        self._show_vouchers(series, names, currency)

    def _show_referrals(self, series: Sequence[MonthPoint], names: Sequence[str]) -> None:
        counts = [point.referrals for point in series]
        completed = [f"{name} {number(count)}" for name, count in zip(names, counts, strict=True)]
        self._columns.show_chart(
            lambda width, height: charts.told(charts.columns(counts, names, width, height), completed),
            "; ".join(completed),
        )

    def _show_vouchers(self, series: Sequence[MonthPoint], names: Sequence[str], currency: str) -> None:
        issued, redeemed = [point.issued_cents for point in series], [point.redeemed_cents for point in series]
        self._legend.show_totals(sum(issued), sum(redeemed), currency)
        spoken = _("{month}: issued {issued}, redeemed {redeemed}")
        both = [
            spoken.format(month=name, issued=money(one, currency), redeemed=money(two, currency))
            for name, one, two in zip(names, issued, redeemed, strict=True)
        ]
        show_pairs(self._pairs, issued, redeemed, names, both, lambda cents: money(cents, currency, short=True))


def show_pairs(
    view: ChartView, first: Sequence[int], second: Sequence[int], names: Sequence[str], said: Sequence[str],
    axis: Write, highlight: int | None = None,
) -> None:
    """Show two figures over each name; `said` tells each pair in words, `axis` writes the marks beside them."""

    def draw(width: float, height: float) -> Drawing:
        drawing = charts.pairs(first, second, names, width, height, axis, highlight)
        return charts.told(drawing, said, next(item.x1 for item in drawing.items if isinstance(item, Line)))

    view.show_chart(draw, "; ".join(said))


def boxed(title: QWidget, chart: ChartView, gap: int) -> QFrame:
    """A card with a title; its head takes what belongs beside or below it."""
    box = card()
    top = in_row((title, 1), gap=12)
    box.setLayout(in_column(top, (chart, 1), gap=gap, edges=(22, 16, 22, 10)))
    return box


def head(box: QFrame) -> QBoxLayout:
    """Where the title of a card stands."""
    found = box.layout().itemAt(0).layout() if box.layout() else None  # type: ignore[union-attr]
    assert isinstance(found, QBoxLayout)
    return found


def beside(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Two cards, the right one a little wider."""
    return in_row((left, 100), (right, 132), gap=16)
