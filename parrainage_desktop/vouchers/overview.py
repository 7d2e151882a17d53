"""The card above the list: what the shop still owes, and by which month of expiry."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from parrainage_desktop.base import charts
from parrainage_desktop.base.charts import Bar, Drawing
from parrainage_desktop.base.i18n import _, money
from parrainage_desktop.ui.chart_view import ChartView
from parrainage_desktop.ui.fields import ElidedLabel, label, rule
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.theme import colour
from parrainage_desktop.vouchers import list_wording as words
from parrainage_desktop.vouchers.rules import Outstanding

HEIGHT = 186


class Overview(QFrame):
    """The outstanding amount with its two parts, and the chart."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setFixedHeight(HEIGHT)
        self.amount = label("", "tickets")
        self._parts = [(ElidedLabel("", "body", "text-2"), label("", "figures")) for _part in range(2)]
        self.chart = ChartView(130)
        self._build()

    def show_outstanding(self, found: Outstanding, today: date, currency: str) -> None:
        """Show what is owed on a shop day."""
        self.amount.setText(money(found.cents, currency))
        said = words.usable(found.usable), words.later(found.later)
        for (name, sum_), text, owing in zip(self._parts, said, (found.usable, found.later), strict=True):
            name.setText(text)
            sum_.setText(money(owing.cents, currency))
        cents, names = words.months(found, today)
        texts = [money(amount, currency, short=True) for amount in cents]
        self.chart.show_chart(
            lambda width, height: _drawn(cents, names, texts, width, height), words.chart(found, today, currency)
        )

    def _build(self) -> None:
        left = in_column(
            label(_("Outstanding: what the shop still owes"), "strong", "text-2"),
            (self.amount, 1),
            gap=2,
            edges=(24, 18, 24, 18),
        )
        for number, (name, sum_) in enumerate(self._parts):
            left.addLayout(in_row(_Square(full=number == 0), (name, 1), sum_, gap=8))
        right = in_column(
            label(_("Outstanding by month of expiry"), "small-medium", "text-2"),
            (self.chart, 1),
            gap=0,
            edges=(28, 12, 24, 8),
        )
        line = rule(upright=True)
        line.setFixedHeight(138)
        self.setLayout(in_row((left, 4), line, (right, 6), gap=0))


class _Square(QWidget):
    """The sign before a part: full for what is valid, hollow for what is not yet."""

    def __init__(self, *, full: bool) -> None:
        super().__init__()
        self._full = full
        self.setFixedSize(12, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("brand"), 3))
        painter.setBrush(colour("brand") if self._full else QColor(0, 0, 0, 0))
        painter.drawRoundedRect(QRectF(1.5, 5.5, 9, 9), 1.5, 1.5)


def _drawn(cents: list[int], names: list[str], texts: list[str], width: float, height: float) -> Drawing:
    """Columns of one colour, but for this month's, which expires first."""
    drawing = charts.columns(cents, names, width, height, 0, texts=texts)
    bars = [item for item in drawing.items if isinstance(item, Bar)]
    inks = {id(bar): "warn-fill" if number == 0 else "brand" for number, bar in enumerate(bars)}
    items = [replace(item, fill=inks[id(item)]) if isinstance(item, Bar) else item for item in drawing.items]
    return Drawing(drawing.width, drawing.height, tuple(items))
