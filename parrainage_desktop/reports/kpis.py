"""The small parts of the screen: its figures, and the legend of two kinds of bars."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from parrainage_desktop.base.i18n import _, labelled, money
from parrainage_desktop.reports.wording import Kpi
from parrainage_desktop.ui.fields import PlainLabel, card
from parrainage_desktop.ui.layouts import in_column
from parrainage_desktop.ui.theme import colour, font

_SMALLEST = 15


class KpiRow(QWidget):
    """Six cards side by side, each as wide as its words ask for; where these need two lines, they do in a row."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        self._columns = [_column(grid, place) for place in range(6)]
        grid.setRowMinimumHeight(0, 38)
        grid.setRowMinimumHeight(2, 38)

    def show_kpis(self, kpis: Sequence[Kpi]) -> None:
        """Show six figures."""
        for (box, name, value, note), kpi in zip(self._columns, kpis, strict=True):
            for part, text in ((name, kpi.label), (value, kpi.value), (note, kpi.note)):
                part.setText(text)
            box.setAccessibleName(f"{labelled(kpi.label, kpi.value)}. {kpi.note}")


def _column(grid: QGridLayout, place: int) -> tuple[QFrame, PlainLabel, PlainLabel, PlainLabel]:
    """One card: a ground, and its words on it in the rows all cards share."""
    box, name, value, note = card(), _Words("small-medium"), _Value(), _Words("small")
    grid.addWidget(box, 0, place, 3, 1)
    for row, part, below in ((0, name, 6), (1, value, 0), (2, note, 15)):
        holder = in_column(part, edges=(13, 15 if row == 0 else 6 if row == 2 else 0, 8, below))
        holder.addStretch(1 if row == 2 else 0)
        grid.addLayout(holder, row, place)
    return box, name, value, note


class _Words(PlainLabel):
    """A line that becomes two where the window is narrow."""

    def __init__(self, role: str) -> None:
        super().__init__("", role, "text-2")
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        """Room for one line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Room for the longest word."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(word) for word in self.text().split(" ")), default=0)
        return QSize(widest + 2, metrics.height())


class _Value(PlainLabel):
    """A figure that becomes smaller rather than lose a digit."""

    def __init__(self) -> None:
        super().__init__("", "kpi-month")
        self.setFixedHeight(32)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the smallest type allows."""
        return QSize(self.sizeHint().width() * _SMALLEST // font("kpi-month").pixelSize(), 32)

    def sizeHint(self) -> QSize:
        """Room for the figure in its own size."""
        return QSize(round(QFontMetricsF(font("kpi-month")).horizontalAdvance(self.text())) + 2, 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the largest type that fits."""
        super().resizeEvent(event)
        face = QFont(font("kpi-month"))
        wanted = face.pixelSize() * self.width() / max(1, self.sizeHint().width())
        face.setPixelSize(max(_SMALLEST, min(face.pixelSize(), int(wanted))))
        self.setFont(face)


class Legend(QWidget):
    """Which bar is which, with their totals."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = ("", "")
        self.setFixedHeight(20)
        self.setFont(font("small"))

    def show_totals(self, issued: int, redeemed: int, currency: str) -> None:
        """Name both kinds of bars with their totals in cents."""
        self.show_names(
            _("issued, {amount}").format(amount=money(issued, currency)),
            _("redeemed, {amount}").format(amount=money(redeemed, currency)),
        )

    def show_names(self, first: str, second: str) -> None:
        """Name both kinds of bars."""
        self._texts = (first, second)
        self.setAccessibleName(", ".join(self._texts))
        widths = [self.fontMetrics().horizontalAdvance(text) + 20 for text in self._texts]
        self.setFixedWidth(sum(widths) + 16)
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
            width = self.fontMetrics().horizontalAdvance(text)
            painter.drawText(QRectF(left + 20, 0, width + 2, 20), Qt.AlignmentFlag.AlignVCenter, text)
            left += width + 36
