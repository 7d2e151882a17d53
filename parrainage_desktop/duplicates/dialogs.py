"""A pair of records: side by side, each field to be chosen from either, with what would follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QWidget,
)

from parrainage_desktop.base.i18n import _, labelled
from parrainage_desktop.duplicates import wording
from parrainage_desktop.duplicates.likeness import Pair
from parrainage_desktop.duplicates.rules import FIELDS, Outlook
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel, Tag, card, label
from parrainage_desktop.ui.keys import ENTER
from parrainage_desktop.ui.layouts import empty, filled, in_column, in_row
from parrainage_desktop.ui.theme import colour, font
from parrainage_desktop.ui.tips import set_tip

_HEIGHT = 44


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records as it is shown: a line about it, and its values as people read them."""

    about: str
    values: Mapping[str, str]


class PairView(QWidget):
    """One pair, and what can be done about it."""

    merged = Signal()
    told_apart = Signal()
    put_off = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.comparison = Comparison()
        self._sure, self._reasons = QHBoxLayout(), ElidedLabel("", "body", "text-2")
        self._follows, self._warnings = label("", "body", wrap=True), label("", "small", "on-warn-soft", wrap=True)
        self._warning_band = card("warning")
        self.merge = Button(_("&Merge"), "primary", "check-bold", _("Enter"), 56)
        self.apart = Button(_("&Not the same person"), icon="users", height=56)
        self.later = Button(_("&Later"), icon="clock", height=56)
        self.merge.clicked.connect(self.merged)
        self.apart.clicked.connect(self.told_apart)
        self.later.clicked.connect(self.put_off)
        self._build()

    def show_pair(self, pair: Pair, kept: Side, other: Side, taken: frozenset[str]) -> None:
        """Show why two records look like one, and both of them."""
        empty(self._sure)
        sure = ("ok", "check-circle-fill") if pair.sure and not pair.family else ("info", "question")
        self._sure.addWidget(Tag(wording.surely(pair), *sure))
        self._reasons.setText(wording.reasons(pair))
        self.comparison.show_sides(kept, other, taken)

    def show_outlook(self, ahead: Outlook, currency: str) -> None:
        """Say what would follow to the kept record, and which referrals could not stand."""
        follows = ", ".join(wording.outlook(ahead, currency))
        self._follows.setText(_("Follows to the kept record: {things}").format(things=follows))
        warnings = " ".join(wording.settled(one) for one in ahead.settled)
        self._warnings.setText(warnings)
        self._warning_band.setVisible(bool(warnings))

    def _build(self) -> None:
        head = in_row(self._sure, (self._reasons, 1), gap=12)
        foot = in_row(self.later, ..., self.apart, self.merge, gap=12)
        column = in_column(
            label(_("One person or two?"), "screen"),
            head,
            (self.comparison, 1),
            self._follows,
            self._warning_band,
            foot,
            gap=12,
        )
        self.setLayout(column)
        self._warning_band.setLayout(in_row(self._warnings, edges=(16, 10, 16, 10)))


class Comparison(QScrollArea):
    """The fields of two records; what differs is marked by a word, and chosen by mouse or arrow keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._choices: dict[str, QButtonGroup] = {}

    def show_sides(self, kept: Side, other: Side, taken: frozenset[str]) -> None:
        """Show two records; the fields `taken` begin with the other's value chosen."""
        self._choices = {}
        box = card()
        grid = QGridLayout(box)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for number, stretch in enumerate((0, 1, 1, 0)):
            grid.setColumnStretch(number, stretch)
        for number, (title, side) in enumerate(((_("Kept record"), kept), (_("Other record"), other)), 1):
            grid.addWidget(_head(title, side.about), 0, number)
        known = [name for name in FIELDS if kept.values[name] or other.values[name]]
        for row, name in enumerate(known, 1):
            self._add_row(grid, row, name, (kept.values[name], other.values[name]), name in taken)
        inside = filled(QWidget(), in_column(box, ...))
        self.setWidget(inside)

    def taken(self) -> frozenset[str]:
        """The fields whose value is the other record's."""
        return frozenset(name for name, group in self._choices.items() if group.checkedId() == 1)

    def choose(self, name: str, other: bool) -> None:
        """Choose a field's value from the kept record or from the other."""
        self._choices[name].button(int(other)).setChecked(True)

    def first(self) -> QWidget | None:
        """The first value there is to choose."""
        return next((group.checkedButton() for group in self._choices.values()), None)

    def _add_row(self, grid: QGridLayout, row: int, name: str, values: Sequence[str], taken: bool) -> None:
        title = label(wording.field_name(name), "small-strong", "text-2")
        title.setMinimumHeight(36)
        grid.addWidget(title, row, 0)
        if values[0] == values[1]:
            for column in (1, 2):
                grid.addWidget(_same(values[0]), row, column)
            return
        group = QButtonGroup(self)
        for number, value in enumerate(values):
            button = _Value(wording.field_name(name), value)
            group.addButton(button, number)
            grid.addWidget(button, row, 1 + number)
        group.button(int(taken)).setChecked(True)
        self._choices[name] = group
        grid.addWidget(Tag(_("differs"), "warning", "warning-circle-fill"), row, 3)


class _Value(QAbstractButton):
    """One record's value of a field, to be chosen or not; a long one is shortened, spoken whole."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__()
        self._value = value
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(_HEIGHT)
        self.setAccessibleName(labelled(field, value or wording.value('', '')))
        if value:
            set_tip(self, value)

    def sizeHint(self) -> QSize:
        """Room for a few words; the rest is given by the column."""
        return QSize(160, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the page: Space and the arrow keys choose."""
        if event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the ring with its dot, and the value."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(colour("brand" if on else "border"), 2 if on else 1))
        painter.setBrush(colour("brand-soft" if on else "surface-2" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        middle = QPointF(22, self.height() / 2)
        painter.setPen(QPen(colour("brand" if on else "border-strong"), 2))
        painter.setBrush(colour("surface"))
        painter.drawEllipse(middle, 8, 8)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("brand"))
            painter.drawEllipse(middle, 4, 4)
        self._draw_value(painter, on)

    def _draw_value(self, painter: QPainter, on: bool) -> None:
        painter.setFont(font("strong" if on else "body"))
        painter.setPen(colour("on-brand-soft" if on else "text" if self._value else "text-3"))
        place = self.rect().adjusted(42, 0, -10, 0)
        shown = self._value or wording.value("", "")
        short = painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)


def _head(title: str, about: str) -> QWidget:
    column = in_column(label(title, "strong"), ElidedLabel(about, "small", "text-3"), gap=2, edges=(0, 0, 0, 8))
    return filled(QWidget(), column)


def _same(value: str) -> ElidedLabel:
    shown = ElidedLabel(value, "body", "text-2")
    shown.setContentsMargins(12, 0, 0, 0)
    return shown
