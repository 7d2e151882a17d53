"""A person's history as a list that is painted, not built: five hundred lines cost what ten do."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from parrainage_desktop.base.i18n import _, clock_time, day_month
from parrainage_desktop.customers.story_rules import Event, Remark, Topic
from parrainage_desktop.ui import icons
from parrainage_desktop.ui.fields import Tag, nps_shape
from parrainage_desktop.ui.rows import draw_line
from parrainage_desktop.ui.theme import colour, font

HEIGHT = 59
EVENT = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_SIGNS = {
    Topic.JOINED: ("identification-card", "surface-2", "text-2"),
    Topic.PURCHASE: ("receipt", "surface-2", "text-2"),
    Topic.REFERRAL: ("handshake", "accent-soft", "accent-text"),
    Topic.VOUCHER: ("ticket", "brand-soft", "on-brand-soft"),
    Topic.ANSWER: ("chat-centered-text", "info-soft", "on-info-soft"),
    Topic.NOTE: ("quotes-fill", "surface-2", "text-2"),
    Topic.CHANGE: ("clock-counter-clockwise", "surface-2", "text-2"),
}


class HistoryModel(QAbstractListModel):
    """What happened, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.events: Sequence[Event] = ()
        self.today = date.min

    def show_events(self, events: Sequence[Event], today: date) -> None:
        """Begin anew with other events."""
        self.beginResetModel()
        self.events, self.today = events, today
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt’s own default)
        """How many there are."""
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The event itself, or its words."""
        event = self.events[index.row()]
        if role == EVENT:
            return event
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            tag = event.remark.text if event.remark else ""
            when = " ".join(filter(None, self.when(event)))
            return ", ".join(filter(None, (when, event.title, event.detail, tag, event.amount)))
        return None

    def when(self, event: Event) -> tuple[str, str]:
        """The day in few letters, and below it the time of day, behind the year when it is another."""
        shown = _("Today") if event.on == self.today else day_month(event.on)
        year = str(event.on.year) if event.on.year != self.today.year else ""
        return shown, " ".join(filter(None, (year, clock_time(event.at) if event.at else "")))


class HistoryList(QListView):
    """The history, scrolled by wheel, finger or keys."""

    def __init__(self) -> None:
        super().__init__()
        self.history = HistoryModel()
        self.setModel(self.history)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(_("History"))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(HEIGHT)

    def show_events(self, events: Sequence[Event], today: date) -> None:
        """Show other events from their beginning."""
        self.history.show_events(events, today)
        self.scrollToTop()


class _Painter(QStyledItemDelegate):
    """Draws one event: when, sign, words, pill, amount."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Every line is as tall as the others."""
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the line."""
        event, model = index.data(EVENT), index.model()
        if not isinstance(event, Event) or not isinstance(model, HistoryModel):
            return
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _when(painter, box, *model.when(event))
        _thread(painter, box, index.row() > 0, index.row() < model.rowCount() - 1)
        _sign(painter, box, event.topic, bool(state & QStyle.StateFlag.State_HasFocus))
        right = _amount(painter, box, event.amount)
        right = _pill(painter, box, right, event.remark)
        _words(painter, QRect(box.left() + 166, box.top(), right - box.left() - 166, HEIGHT), event)
        painter.restore()


def _when(painter: QPainter, box: QRect, when: str, at: str) -> None:
    """Day and time of day, on two lines; a day alone stands beside the sign's middle."""
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    top = QRect(box.left() + 12, box.top() + (10 if at else 0), 90, 20 if at else HEIGHT)
    draw_line(painter, top, when, "medium", colour("text"), right)
    below = QRect(box.left() + 20, box.top() + 30, 82, 18)
    draw_line(painter, below, at, "small", colour("text-3"), right)


def _thread(painter: QPainter, box: QRect, up: bool, down: bool) -> None:
    middle = box.top() + HEIGHT // 2
    top, bottom = box.top() if up else middle, box.top() + HEIGHT if down else middle
    painter.fillRect(QRect(box.left() + 133, top, 2, bottom - top), colour("border"))


def _sign(painter: QPainter, box: QRect, topic: Topic, focused: bool) -> None:
    icon, ground, ink = _SIGNS[topic]
    place = QRectF(box.left() + 116, box.top() + 12, 36, 36)
    painter.setPen(colour("focus") if focused else Qt.PenStyle.NoPen)
    painter.setBrush(colour(ground))
    painter.drawEllipse(place)
    icons.paint(painter, icon, colour(ink), place.left() + 8, place.top() + 8, 20)


def _amount(painter: QPainter, box: QRect, amount: str) -> int:
    """Draw the amount; where the pills end, which is the same on every line."""
    painter.setFont(font("figures"))
    wide = max(76, painter.fontMetrics().horizontalAdvance(amount))
    place = QRect(box.right() - 24 - wide, box.top(), wide, HEIGHT)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    draw_line(painter, place, amount, "figures", colour("text"), right)
    return place.left() - 12


def _pill(painter: QPainter, box: QRect, right: int, remark: Remark | None) -> int:
    """Draw the pill; where the words must end."""
    if remark is None:
        return right
    role = "small-figures" if remark.shape else "small-strong"
    painter.setFont(font(role))
    mark = 19 if remark.shape else 0
    wide = painter.fontMetrics().horizontalAdvance(remark.text) + 20 + mark
    place = QRect(right - wide, box.top() + (HEIGHT - 26) // 2, wide, 26)
    ground, ink = Tag.TONES[remark.tone]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(place, 13, 13)
    if remark.shape:
        nps_shape(painter, remark.shape, place.left() + 10, place.top() + 6.5, 13)
    draw_line(painter, place.adjusted(10 + mark, 0, -6, 0), remark.text, role, colour(ink))
    return place.left() - 12


def _words(painter: QPainter, place: QRect, event: Event) -> None:
    top, tall = place.top() + (10 if event.detail else 0), 20 if event.detail else HEIGHT
    draw_line(painter, QRect(place.left(), top, place.width(), tall), event.title, "strong", colour("text"))
    below = QRect(place.left(), place.top() + 30, place.width(), 18)
    draw_line(painter, below, event.detail, "small", colour("text-2"))
