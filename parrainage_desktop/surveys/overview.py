"""The first view of what customers think: the score, how it moves and is distributed, the newest comments."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from parrainage_desktop.base import answer_charts as charts
from parrainage_desktop.base.answer_charts import Whisker
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.surveys import campaigns, figures, lists, told, wording
from parrainage_desktop.surveys import figure_wording as words
from parrainage_desktop.surveys.campaign_rules import Response
from parrainage_desktop.surveys.list_rules import Wanted
from parrainage_desktop.surveys.periods import Looked
from parrainage_desktop.surveys.rules import Category, Figures, Point, Step
from parrainage_desktop.surveys.score_card import ScoreCard
from parrainage_desktop.surveys.told import CATEGORIES, Comment, Told, kinds
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chart_view import ChartView
from parrainage_desktop.ui.fields import card, label, rule, sign
from parrainage_desktop.ui.layouts import empty, filled, in_column, in_row, scrolled

_SHOWN, _CHART = 12, 96
_ROOM_FOR_COMMENTS = 1_010
"""Narrower than this, the comments are read among the answers: a score that is cut says something else."""


@dataclass(frozen=True, slots=True)
class Overlook:
    """Everything the first view shows; `promoters` are those known by name, `waiting` no referrers yet."""

    figures: Figures
    step: Step
    response: Response | None
    compared: str
    told: Told
    promoters: int
    waiting: int


def read(tx: Transaction, looked: Looked, category: Category | None) -> Overlook:
    """Count and gather it."""
    span = looked.span
    response = campaigns.response(tx, span.campaign_id) if span.campaign_id is not None else None
    said = ""
    if looked.before is not None:
        compared = figures.compared(tx, looked.before, span)
        earlier = _("Before: {score}").format(score=wording.score_line(compared.before))
        said = f"{wording.compared(compared)} {earlier}" if compared.before.answers else ""
    found = figures.figures(tx, span, looked.step)
    return Overlook(
        found, looked.step, response, said, told.read(tx, Wanted(span, category), _SHOWN), *lists.promoters(tx)
    )


class Overview(QWidget):
    """`invited` asks for the promoters, `all_wanted` for all comments, `narrowed` says another category is shown."""

    invited = Signal()
    all_wanted = Signal()
    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.score = ScoreCard()
        self.trend, self.distribution = ChartView(_CHART), ChartView(_CHART)
        self.kinds = kinds(_("Comments of"))
        self.invite, self.all = Button(_("Invite them"), "primary"), Button("", "quiet")
        self._trend_title = label("", "strong")
        self._comments, self._promoters = QVBoxLayout(), label("", "strong")
        self._already, self._band = label("", "small", "text-2"), card("accent")
        self._talk = self._talking()
        self._build()
        self.kinds.chosen.connect(self.narrowed)
        self.invite.clicked.connect(self.invited)
        self.all.clicked.connect(self.all_wanted)

    @property
    def category(self) -> Category | None:
        """Which comments are shown."""
        return CATEGORIES[self.kinds.index()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the score its room."""
        super().resizeEvent(event)
        self._talk.setVisible(self.width() >= _ROOM_FOR_COMMENTS)

    def show_read(self, found: Overlook) -> None:
        """Show what was counted."""
        self.score.show_score(found.figures.score, found.response, found.compared)
        self._trend_title.setText(words.trend_title(found.step))
        points = found.figures.trend
        marks = [_whisker(points, place, found.step) for place in range(len(points))]
        self.trend.show_chart(lambda w, h: charts.whiskers(marks, w, h), words.trend_said(found.figures))
        counts = found.figures.distribution
        texts, total = [number(count) for count in counts], sum(counts)
        said = [words.column_said(value, count, total) for value, count in enumerate(counts)]
        self.distribution.show_chart(
            lambda w, h: charts.distribution(counts, texts, said, w, h), words.distribution_said(found.figures)
        )
        title, line = words.to_invite(found.promoters, found.waiting)
        self._promoters.setText(title)
        self._already.setText(line)
        self._band.setVisible(found.waiting > 0)
        self._show_comments(found.told)

    def _show_comments(self, found: Told) -> None:
        empty(self._comments)
        for answer in found.answers:
            self._comments.addWidget(rule())
            self._comments.addWidget(Comment(found, answer))
        if not found.answers:
            nothing = label(_("No comment yet."), ink="text-2")
            nothing.setContentsMargins(20, 12, 20, 12)
            self._comments.addWidget(nothing)
        self._comments.addStretch(1)
        said = ngettext("See the {count} comment", "See the {count} comments", found.count)
        self.all.setText(said.format(count=number(found.count)))
        self.all.setAccessibleName(self.all.text())
        self.all.setVisible(found.count > 0)

    def _build(self) -> None:
        trend_note = _("The bars give the margin of error.")
        title = label(_("Scores received"), "strong")
        charts_row = in_row(
            (_chart(self._trend_title, trend_note, self.trend), 1),
            (_chart(title, _("Number of answers by score, 0 to 10."), self.distribution), 1),
            gap=16,
        )
        left = in_column(self.score, (charts_row, 1), self._inviting(), gap=16)
        self.setLayout(in_row((left, 2), (self._talk, 1), gap=16))

    def _inviting(self) -> QFrame:
        mark = sign("megaphone", "accent-text", 28)
        said = in_column(self._promoters, self._already, gap=0)
        self._band.setLayout(in_row(mark, (said, 1), self.invite, gap=16, edges=(20, 11, 12, 11)))
        return self._band

    def _talking(self) -> QFrame:
        box = card()
        box.setMaximumWidth(396)
        head = in_row((label(_("Comments"), "card"), 1), self.kinds, gap=12, edges=(20, 8, 8, 8))
        inside = QWidget()
        inside.setProperty("ground", "surface")
        inside.setLayout(self._comments)
        self._comments.setContentsMargins(0, 0, 0, 0)
        self._comments.setSpacing(0)
        foot = in_row(..., self.all, ..., edges=(8, 0, 8, 0))
        box.setLayout(in_column(head, (scrolled(inside), 1), rule(), foot, gap=0, edges=1))
        return box


def _whisker(points: tuple[Point, ...], place: int, step: Step) -> Whisker:
    point = points[place]
    low, high = point.score.interval or (0.0, 0.0)
    name, below = words.point_name(point, step), words.point_below(points, place, step)
    return Whisker(point.score.nps or 0.0, low, high, name, words.nps(point.score), words.point_said(point), below)


def _chart(title: QWidget, note: str, chart: ChartView) -> QFrame:
    column = in_column(title, label(note, "small", "text-2"), 8, (chart, 1), gap=2, edges=(18, 14, 14, 10))
    return filled(card(), column)
