"""The six figures of a month and the legend of its vouchers, as the page shows them."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _, money
from parrainage_desktop.reports import wording
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.ui.fields import ElidedLabel
from parrainage_desktop.ui.theme import colour, font


class KpiRow(QWidget):
    """Six cards side by side; three and three where the window is narrow."""

    WIDE = 1_000

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._cards = [_KpiCard() for _card in range(6)]
        for place, box in enumerate(self._cards):
            self._grid.addWidget(box, 0, place)

    def show_kpis(self, figures: MonthFigures) -> None:
        """Show the month's six figures, the same as on paper."""
        for box, kpi in zip(self._cards, wording.kpis(figures), strict=True):
            box.show_kpi(kpi.label, kpi.value, kpi.note)


class _KpiCard(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._parts = (
            ElidedLabel("", "small-medium", "text-2"),
            ElidedLabel("", "kpi"),
            ElidedLabel("", "small", "text-3"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 8, 12)
        column.setSpacing(4)
        for part in self._parts:
            column.addWidget(part)

    def show_kpi(self, name: str, value: str, note: str) -> None:
        """Show one figure, its name above and its note below."""
        for part, text in zip(self._parts, (name, value, note), strict=True):
            part.setText(text)
        self._parts[1].setFont(font("kpi" if len(value) < 10 else "card-large"))
        self.setAccessibleName(f"{name}: {value}. {note}")


class Legend(QWidget):
    """Which bar is which, with their totals."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = ("", "")
        self.setFixedHeight(20)
        self.setFont(font("small"))

    def show_totals(self, issued: int, redeemed: int, currency: str) -> None:
        """Name both kinds of bars with their totals in cents."""
        self._texts = (
            _("issued, {amount}").format(amount=money(issued, currency)),
            _("redeemed, {amount}").format(amount=money(redeemed, currency)),
        )
        self.setAccessibleName(", ".join(self._texts))
        self.setFixedWidth(sum(self.fontMetrics().horizontalAdvance(text) + 40 for text in self._texts))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw two small squares with their names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for text, fill, outline in zip(self._texts, ("accent", "brand"), ("accent-text", "brand"), strict=True):
            painter.setBrush(colour(fill))
            painter.setPen(QPen(colour(outline), 1.25))
            painter.drawRoundedRect(QRectF(left + 1, 4, 11, 11), 3, 3)
            painter.setPen(colour("text-2"))
            width = self.fontMetrics().horizontalAdvance(text) + 20
            painter.drawText(QRectF(left + 20, 0, width, 20), Qt.AlignmentFlag.AlignVCenter, text)
            left += width + 20
