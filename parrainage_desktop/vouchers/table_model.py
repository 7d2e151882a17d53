"""The list of vouchers as a table that is painted, not built: only the lines in sight are ever read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from parrainage_desktop.base.i18n import _, pgettext
from parrainage_desktop.ui.paged import Paged
from parrainage_desktop.vouchers.cells import (
    AMOUNT,
    CODE,
    HOLDER,
    ISSUED,
    LINE,
    MORE,
    REMARK,
    SIDE,
    TICK,
    UNTIL,
    WIDTHS,
    Header,
    Painter,
)
from parrainage_desktop.vouchers.list_wording import Line
from parrainage_desktop.vouchers.rules import Voucher

HEIGHT = 50
_Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[int, int], Sequence[Line]]


class VoucherModel(QAbstractTableModel):
    """`count` lines, asked for in pages from `fetch(offset, count)`, and which of them are ticked."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ticked: dict[int, Voucher] = {}
        self._pages: Paged[Line] = Paged()
        value = pgettext("voucher", "Value")
        self._names = ("", _("Code"), _("Customer"), _("Side"), _("Issued"), _("Last day"), "", value, "")

    def show_lines(self, count: int, fetch: Fetch) -> None:
        """Begin anew with other lines; what is ticked is the caller's to keep or forget."""
        self.beginResetModel()
        self._pages = Paged(count, fetch)
        self.endResetModel()

    def line(self, number: int) -> Line | None:
        """One line; None when they have become fewer since they were counted."""
        return self._pages.line(number)

    def tick(self, vouchers: Sequence[Voucher], *, add: bool = False) -> None:
        """Tick these, or these too."""
        self.ticked = {**(self.ticked if add else {}), **{voucher.id: voucher for voucher in vouchers}}
        self._tell_ticks()

    def turn(self, number: int) -> None:
        """Tick a line, or take its tick away."""
        if line := self.line(number):
            if line.voucher.id in self.ticked:
                del self.ticked[line.voucher.id]
            else:
                self.ticked[line.voucher.id] = line.voucher
            self._tell_ticks()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt’s own default)
        """How many there are, read or not."""
        return 0 if parent.isValid() else self._pages.count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt’s own default)
        """The columns of the list."""
        return 0 if parent.isValid() else MORE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What stands over each column."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._names[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line itself, or the words of a cell."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TICK:
            return Qt.CheckState.Checked if line.voucher.id in self.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._cell(line, index.column())
            return line.spoken() if index.column() in (TICK, CODE) else words
        return self._cell(line, index.column()) if role == Qt.ItemDataRole.DisplayRole else None

    def _cell(self, line: Line, column: int) -> str:
        return {
            CODE: line.code, HOLDER: line.voucher.holder, SIDE: line.side, ISSUED: line.issued, UNTIL: line.until,
            REMARK: line.remark, AMOUNT: line.amount, MORE: _("More"),
        }.get(column, "")  # fmt: skip

    def _tell_ticks(self) -> None:
        if self._pages.count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._pages.count - 1, MORE))
        self.ticks_changed.emit()


class VoucherTable(QTableView):
    """The list; Space ticks, Enter and the menu key ask for the menu of the line, Ctrl+A to tick all."""

    asked = Signal(int)
    all_wanted = Signal()
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lines = VoucherModel()
        self.setModel(self.lines)
        self.setItemDelegate(Painter(self))
        self.head = Header()
        self.setHorizontalHeader(self.head)
        self.setAccessibleName(_("Vouchers"))
        self._lay_out()
        self.customContextMenuRequested.connect(lambda place: self._ask(self.indexAt(place)))
        self.doubleClicked.connect(self._ask)

    def show_lines(self, count: int, fetch: Fetch) -> None:
        """Show other lines, at the same place of the list when it still has as many."""
        at, bar = self.currentIndex().row(), self.verticalScrollBar().value()
        self.lines.show_lines(count, fetch)
        self.updateGeometries()
        if count:
            self.setCurrentIndex(self.lines.index(max(0, min(at, count - 1)), CODE))
        self.verticalScrollBar().setValue(bar)

    def current(self) -> Voucher | None:
        """The voucher the person is at."""
        index = self.currentIndex()
        line = self.lines.line(index.row()) if index.isValid() else None
        return line.voucher if line else None

    def step(self, by: int) -> None:
        """Walk `by` lines, for arrow keys pressed in a search line above."""
        last = self.lines.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.lines.index(max(0, min(last, self.currentIndex().row() + by)), CODE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, ask for the menu, or walk."""
        key, at = Qt.Key(event.key()), self.currentIndex()
        if key == Qt.Key.Key_Space and at.isValid():
            self.lines.turn(at.row())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu) and not event.isAutoRepeat():
            self._ask(at)
        elif key == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.all_wanted.emit()
        elif key == Qt.Key.Key_Escape and self.lines.ticked:
            self.lines.tick(())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A touch on the box ticks, one on the dots asks for the menu."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        if index.column() == TICK:
            self.lines.turn(index.row())
        elif index.column() == MORE:
            self._ask(index)

    def keyboardSearch(self, search: str) -> None:
        """Leave searching to others: Qt would read every line to find one by its first letter."""
        self.typed.emit(search)

    def _ask(self, index: QModelIndex) -> None:
        line = self.lines.line(index.row()) if index.isValid() else None
        if line:
            self.setCurrentIndex(index)
            self.asked.emit(line.voucher.id)

    def _lay_out(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.verticalScrollBar().setSingleStep(HEIGHT)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.setSectionResizeMode(HOLDER, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
