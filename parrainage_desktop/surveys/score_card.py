"""The score as it is shown: never without its interval and its counts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from parrainage_desktop.base import charts
from parrainage_desktop.base.i18n import _
from parrainage_desktop.surveys import figure_wording as words
from parrainage_desktop.surveys.campaign_rules import Response
from parrainage_desktop.surveys.rules import Category, Score
from parrainage_desktop.surveys.wording import score_line
from parrainage_desktop.ui.chart_view import ChartView
from parrainage_desktop.ui.fields import label, nps_shape, rule, show_text
from parrainage_desktop.ui.layouts import empty, in_column, in_row


class Shape(QWidget):
    """The shape of a category; decoration beside its name."""

    def __init__(self, category: Category) -> None:
        super().__init__()
        self._category = category
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        nps_shape(painter, self._category.value, 1, 1, 14)


class ScoreCard(QFrame):
    """Score, interval, counts, the scale from -100 to +100, and the period before in words."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._score, self._interval = label("", "score"), label("", "card-large")
        self._probable = label(_("True value probably\n(95% confidence)"), "small", "text-2")
        self._answers, self._before = label("", "small", "text-2"), label("", "small-strong", "text-2", wrap=True)
        self._counts = QGridLayout()
        self._gauge = ChartView(64)
        self._gauge.setFixedHeight(64)
        self._build()

    def show_score(self, score: Score, response: Response | None, compared: str) -> None:
        """Show a score, or that there is none."""
        self._score.setText(words.nps(score))
        self._interval.setText(words.interval(score))
        self._probable.setVisible(score.nps is not None)
        self._answers.setText(words.answers(score, response))
        show_text(self._before, compared)
        self._show_counts(score)
        low, high = score.interval or (None, None)
        self._gauge.show_chart(lambda width, _height: charts.gauge(score.nps, low, high, width), score_line(score))
        self.setAccessibleName(score_line(score))

    def _show_counts(self, score: Score) -> None:
        empty(self._counts)
        for row, (category, count, share) in enumerate(words.counts(score)):
            line = 2 * row
            self._counts.addWidget(rule(), line, 0, 1, 4)
            figures = label(count, "figures"), label(share, "figures", "text-2")
            for column, cell in enumerate((Shape(category), label(words.group(category)), *figures)):
                side = Qt.AlignmentFlag.AlignRight if column > 1 else Qt.AlignmentFlag.AlignLeft
                self._counts.addWidget(cell, line + 1, column, side)

    def _build(self) -> None:
        left = in_column(label(_("NPS score"), "strong", "text-2"), self._score, ..., gap=0)
        middle = in_column(..., self._probable, self._interval, ..., gap=4)
        right = in_column(self._answers, self._counts, ..., gap=6)
        self._counts.setColumnStretch(1, 1)
        self._counts.setHorizontalSpacing(12)
        self._counts.setVerticalSpacing(7)
        top = in_row(left, middle, ..., right, gap=16)
        self.setLayout(in_column(top, self._before, self._gauge, gap=6, edges=(20, 16, 20, 8)))
