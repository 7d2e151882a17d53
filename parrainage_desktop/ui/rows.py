"""A long list of painted rows: only what is in sight is ever fetched, so a million rows scroll as ten do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from parrainage_desktop.ui import icons
from parrainage_desktop.ui.fields import nps_shape
from parrainage_desktop.ui.paged import Paged
from parrainage_desktop.ui.theme import colour, font

SEARCHED = 100
HEIGHT = 60
ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a disc with initials or an icon, two lines of text, a figure and an NPS shape at the right.

    `key` is the caller's own (an id); `shape` is promoter, passive, detractor or empty; `tone` ground and ink;
    `marks` where the title's matched letters begin and end, to be underlined.
    """

    key: int
    title: str
    detail: str = ""
    initials: str = ""
    icon: str = ""
    tone: tuple[str, str] = ("brand-soft", "on-brand-soft")
    figure: str = ""
    shape: str = ""
    marks: tuple[tuple[int, int], ...] = ()

    def spoken(self) -> str:
        """The row in one breath, for whoever cannot see it."""
        return ", ".join(filter(None, (self.title, self.detail, self.figure)))


Fetch = Callable[[int, int], Sequence[Row]]


class RowModel(QAbstractListModel):
    """`count` rows, asked for in pages from `fetch(offset, count)`; the least used pages are forgotten."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Paged[Row] = Paged()

    def show_rows(self, count: int, fetch: Fetch) -> None:
        """Begin anew with other rows."""
        self.beginResetModel()
        self._pages = Paged(count, fetch)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt’s own default)
        """How many there are, fetched or not."""
        return 0 if parent.isValid() else self._pages.count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself, or its words."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        return row.title if role == Qt.ItemDataRole.DisplayRole else None

    def row(self, number: int) -> Row | None:
        """One row; None when the rows have become fewer since they were counted."""
        return self._pages.line(number)


class RowList(QTableView):
    """The list; `chosen` carries the key of the row the person is at, `opened` that of one entered or clicked twice.

    `typed` carries letters typed in it, which belong into a search.
    """

    chosen = Signal(int)
    opened = Signal(int)
    typed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self._lay_out()
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(HEIGHT)
        self.selectionModel().currentChanged.connect(self._say_chosen)
        self.activated.connect(self._say_opened)

    def show_rows(self, count: int, fetch: Fetch, key: int | None = None) -> None:
        """Show other rows, in the same place when the row that had `key` is among the first of them."""
        self.rows.show_rows(count, fetch)
        self.updateGeometries()
        if key is not None:
            self.choose(key)

    def choose(self, key: int) -> bool:
        """Go to the row with this key; only the first ones are searched. Whether it was there."""
        for number in range(min(SEARCHED, self.rows.rowCount())):
            row = self.rows.row(number)
            if row is not None and row.key == key:
                self.setCurrentIndex(self.rows.index(number))
                return True
        return False

    def key(self) -> int | None:
        """The key of the row the person is at."""
        row = self._row(self.currentIndex())
        return row.key if row else None

    def step(self, by: int) -> None:
        """Walk `by` rows, for arrow keys pressed in a search line above."""
        last = self.rows.rowCount() - 1
        if last >= 0:
            number = max(0, min(last, self.currentIndex().row() + by))
            self.setCurrentIndex(self.rows.index(number))

    def keyboardSearch(self, search: str) -> None:
        """Leave searching to others: Qt would fetch every row to find one by its first letter."""
        self.typed.emit(search)

    def _lay_out(self) -> None:
        """A table of one column: unlike a list it does not measure every row before it shows the first."""
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)

    def _row(self, index: QModelIndex) -> Row | None:
        return self.rows.row(index.row()) if index.isValid() else None

    def _say_chosen(self, index: QModelIndex) -> None:
        if row := self._row(index):
            self.chosen.emit(row.key)

    def _say_opened(self, index: QModelIndex) -> None:
        if row := self._row(index):
            self.opened.emit(row.key)


class _Painter(QStyledItemDelegate):
    """Draws one row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Every row is as tall as the others."""
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground, the disc, the words and what stands at the right."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        box = _rect(option)
        state = _state(option)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, box, chosen, bool(state & QStyle.StateFlag.State_MouseOver))
        _disc(painter, QRectF(box.left() + 20, box.top() + 12, 36, 36), row, chosen)
        right = _at_right(painter, box, row)
        _words(painter, QRect(box.left() + 68, box.top() + 10, right - box.left() - 80, 40), row, chosen)
        painter.restore()


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


def _ground(painter: QPainter, box: QRect, chosen: bool, under_mouse: bool) -> None:
    painter.fillRect(box, colour("brand-soft" if chosen else "bg" if under_mouse else "surface"))
    painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), colour("border"))
    if chosen:
        painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), colour("brand"))


def _disc(painter: QPainter, place: QRectF, row: Row, chosen: bool) -> None:
    ground, ink = row.tone
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("surface" if chosen else ground))
    painter.drawEllipse(place)
    if row.icon:
        icons.paint(painter, row.icon, colour(ink), place.left() + 8, place.top() + 8, 20)
        return
    draw_line(painter, place.toRect(), row.initials, "small-strong", colour(ink), Qt.AlignmentFlag.AlignCenter)


def _words(painter: QPainter, place: QRect, row: Row, chosen: bool) -> None:
    top, bottom = (
        QRect(place.left(), place.top(), place.width(), 22),
        QRect(place.left(), place.top() + 21, place.width(), 18),
    )
    draw_line(painter, top, row.title, "strong", colour("text"))
    for first, last in row.marks:
        _mark(painter, top, row.title, first, last)
    draw_line(painter, bottom, row.detail, "small", colour("text-2" if chosen else "text-3"))


def _mark(painter: QPainter, place: QRect, text: str, first: int, last: int) -> None:
    """Draw some letters of an already drawn line once more, underlined."""
    metrics = painter.fontMetrics()
    left, right = (place.left() + metrics.horizontalAdvance(text, count) for count in (first, last))
    if right > place.right():
        return
    part = QRect(left, place.top(), right - left, place.height())
    painter.save()
    painter.setClipRect(part)
    draw_line(painter, place, text, "strong", colour("accent-text"))
    painter.restore()
    painter.fillRect(QRect(left, place.top() + 20, right - left, 2), colour("accent-text"))


def _at_right(painter: QPainter, box: QRect, row: Row) -> int:
    """Draw the figure and the shape; where they begin."""
    right = box.right() - 16
    if row.shape:
        right -= 16
        nps_shape(painter, row.shape, right, box.top() + (box.height() - 16) / 2, 16)
        right -= 12
    if row.figure:
        painter.setFont(font("figures"))
        width = painter.fontMetrics().horizontalAdvance(row.figure)
        place = QRect(right - width, box.top(), width, box.height())
        draw_line(painter, place, row.figure, "figures", colour("text"))
        right -= width + 12
    return right


def draw_line(
    painter: QPainter,
    place: QRect,
    text: str,
    role: str,
    ink: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> None:
    """Draw one line of text in the font of `role`, shortened where there is no room."""
    painter.setFont(font(role))
    painter.setPen(ink)
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)
    painter.drawText(place, align, short)
