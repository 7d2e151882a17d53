"""A month on the screen: six figures, two charts, its referrers, what became of its arrivals."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from parrainage_desktop.base import charts
from parrainage_desktop.base.charts import Drawing, Row
from parrainage_desktop.base.i18n import _, ngettext, number, percent
from parrainage_desktop.reports import notes, wording
from parrainage_desktop.reports.kpis import KpiRow
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.series_view import SeriesView, beside, boxed, head
from parrainage_desktop.ui.chart_view import ChartView
from parrainage_desktop.ui.fields import ElidedLabel, label
from parrainage_desktop.ui.layouts import in_column

TOP = 4
_ROW, _LEAST_ROW = 35.0, 28.0
_BAR, _LEAST_BAR = 54.0, 38.0


class MonthView(QWidget):
    """Shows what the PDF shows, from the same figures."""

    def __init__(self) -> None:
        super().__init__()
        self._kpis, self._series = KpiRow(), SeriesView()
        self._top, self._outcomes = ChartView(round(_LEAST_ROW) * (TOP + 1)), ChartView(round(_LEAST_BAR) * 3)
        self._brought, self._share = (label("", "small", "text-3") for _note in range(2))
        self._what = ElidedLabel("", "strong")
        self._satisfaction = label("", "small", "text-2", wrap=True)
        self._build()

    def show_month(self, figures: MonthFigures) -> None:
        """Show a month."""
        self._kpis.show_kpis(wording.screen_kpis(figures))
        self._series.show_series(figures.series, figures.currency, wording.series_note(figures))
        self._show_top(figures)
        self._show_outcomes(figures)
        said = _("NPS score. {comparison}").format(comparison=wording.comparison(figures))
        self._satisfaction.setText("\n".join(filter(None, (said, notes.corrected(figures), notes.budget(figures)))))

    def _show_top(self, figures: MonthFigures) -> None:
        count = figures.new_customers
        said = ngettext("{count} referral", "{count} referrals", count)
        self._brought.setText(said.format(count=number(count)) if count else "")
        rows = top_rows(figures)

        def draw(width: float, height: float) -> Drawing:
            step = max(_LEAST_ROW, min(_ROW, height / max(1, len(rows))))
            return charts.bars_beside(rows, width, min(120.0, width * 0.3), step=step)

        self._top.show_chart(draw, _spoken(rows) or _("n/a"))

    def _show_outcomes(self, figures: MonthFigures) -> None:
        found = figures.outcomes
        title = ngettext(
            "What became of the month’s {count} arrival?", "What became of the month’s {count} arrivals?", found.claims
        )
        self._what.setText(title.format(count=number(found.claims)) if found.claims else _("No arrival this month"))
        share = percent(found.rewarded, found.claims)
        self._share.setText(_("{share} completed").format(share=share) if found.claims else "")
        rows = outcome_rows(figures)

        def draw(width: float, height: float) -> Drawing:
            step = max(_LEAST_BAR, min(_BAR, height / max(1, len(rows))))
            return charts.bars_below(rows, width, step=step)

        self._outcomes.setMinimumHeight(round(_LEAST_BAR) * max(3, len(rows)))
        self._outcomes.show_chart(draw, _spoken(rows) or _("n/a"))

    def _build(self) -> None:
        top = boxed(label(_("The month’s referrers"), "strong"), self._top, 2)
        head(top).addWidget(self._brought)
        outcomes = boxed(self._what, self._outcomes, 12)
        head(outcomes).addWidget(self._share)
        column = in_column(self._kpis, (self._series, 29), (beside(top, outcomes), 23), self._satisfaction, gap=16)
        self.setLayout(column)


def top_rows(figures: MonthFigures) -> list[Row]:
    """The month's first referrers, and all others in one row."""
    first, rest = figures.referrers[:TOP], figures.referrers[TOP:]
    if len(rest) == 1:
        first, rest = figures.referrers, ()
    rows = [Row(found.name, found.referrals, number(found.referrals)) for found in first]
    if rest:
        total = sum(found.referrals for found in rest)
        name = ngettext("{count} other referrer", "{count} other referrers", len(rest))
        rows.append(Row(name.format(count=number(len(rest))), total, number(total)))
    return rows


def outcome_rows(figures: MonthFigures) -> list[Row]:
    """What became of the month's arrivals: what usually happens always, the rest when it did."""
    found = figures.outcomes
    if not found.claims:
        return []
    always = [
        (_("Completed: vouchers issued"), found.rewarded, "brand"),
        (_("Still waiting for a purchase"), found.waiting, "brand-muted"),
    ]
    sometimes = [
        (_("To check: a person decides"), found.to_check, "warn-fill"),
        (_("No purchase in time"), found.lapsed, "border-strong"),
        (_("Refused"), found.refused, "err"),
    ]
    shown = always + [row for row in sometimes if row[1]]
    return [Row(name, count, number(count), colour) for name, count, colour in shown]


def _spoken(rows: Sequence[Row]) -> str:
    return "; ".join(f"{row.label} {row.text}" for row in rows)
