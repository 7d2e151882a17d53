"""Where the cards go on a sheet that was begun, and how far this printer prints beside it."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QWidget

from parrainage_desktop.base.i18n import _, decimal, number
from parrainage_desktop.cards import wording
from parrainage_desktop.cards.rules import Placing
from parrainage_desktop.cards.stocks import FURTHEST, STEP, Stock
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import label
from parrainage_desktop.ui.keys import ENTER
from parrainage_desktop.ui.layouts import foot, in_column, in_row
from parrainage_desktop.ui.theme import colour, font

_ROOM = QSize(260, 340)
_KEYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class PlacingDialog(QDialog):
    """`placed` and `test_wanted` carry a Placing."""

    placed = Signal(object)
    test_wanted = Signal(object)

    def __init__(self, parent: QWidget, stock: Stock, placing: Placing) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("On the sheet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "bg")
        self.map = SheetMap(stock, placing.start)
        self.right, self.down = Shift(_("To the right"), placing.right), Shift(_("Down"), placing.down)
        self.test = Button(_("Make a &test page"), icon="file-pdf")
        self.use = Button(_("Print here"), "primary", key=_("Enter"), height=56)
        self.leave = Button(_("Change nothing"), key=_("Esc"), height=56)
        self._said = label("", "strong", wrap=True)
        self._build(stock)
        self.map.moved.connect(self._say)
        self.use.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self.test.clicked.connect(self._test)
        self._say(self.map.start)
        self.map.setFocus()

    def placing(self) -> Placing:
        """What is chosen."""
        return Placing(self.map.start, self.right.millimetres, self.down.millimetres)

    def submit(self) -> None:
        """Print there."""
        self.placed.emit(self.placing())
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prints there, from anywhere."""
        if event.key() in ENTER:
            self.submit()
        else:
            super().keyPressEvent(event)

    def _test(self) -> None:
        self.test_wanted.emit(replace(self.placing(), start=1))
        self.accept()

    def _say(self, start: int) -> None:
        said = _("First free place: {place} of {total}.")
        self._said.setText(said.format(place=number(start), total=number(self.map.stock.per_page)))

    def _build(self, stock: Stock) -> None:
        told = label(_("Point at the first place of the sheet that is still there."), "body", "text-2", wrap=True)
        put_right = _("If the test page lies beside the sheet’s own edges, put the printer right here.")
        said = label(_("Printer"), "card"), label(put_right, "small", "text-2", wrap=True)
        side = in_column(told, self._said, *said, self.right, self.down, self.test, ..., gap=12)
        row = in_row((self.map, Qt.AlignmentFlag.AlignTop), (side, 1), gap=24)
        column = in_column(
            label(wording.sheet_name(stock), "card-large", wrap=True),
            row,
            foot(label(), self.leave, self.use),
            gap=16,
            edges=(24, 20, 24, 20),
        )
        self.setLayout(column)
        self.setMinimumWidth(680)


class SheetMap(QWidget):
    """The sheet, seen from above: what is used is crossed out, what will be printed is filled. Arrow keys move."""

    moved = Signal(int)

    def __init__(self, stock: Stock, start: int) -> None:
        super().__init__()
        self.stock, self.start = stock, min(start, stock.per_page)
        self._scale = min(_ROOM.width() / stock.page[0], _ROOM.height() / stock.page[1])
        self.setFixedSize(round(stock.page[0] * self._scale), round(stock.page[1] * self._scale))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tell()

    def begin_at(self, start: int) -> None:
        """Begin at another place, counted from 1; one that is not there changes nothing."""
        if 1 <= start <= self.stock.per_page and start != self.start:
            self.start = start
            self._tell()
            self.update()
            self.moved.emit(start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a place."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.begin_at(self.start + step[0] + step[1] * self.stock.columns)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin at the place that was pointed at."""
        for place in range(self.stock.per_page):
            if self._box(place).contains(event.position()):
                self.begin_at(place + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paper and its places."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("focus" if self.hasFocus() else "border-strong"), 2 if self.hasFocus() else 1))
        painter.setBrush(colour("surface"))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        for place in range(self.stock.per_page):
            self._draw_place(painter, self._box(place), place + 1)

    def _draw_place(self, painter: QPainter, box: QRectF, place: int) -> None:
        free = place >= self.start
        painter.setPen(QPen(colour("border-strong"), 1))
        painter.setBrush(colour("brand-soft" if free else "surface-2"))
        painter.drawRect(box)
        if not free:
            painter.drawLine(box.topLeft(), box.bottomRight())
        elif place == self.start:
            painter.setBrush(colour("brand"))
            painter.drawRect(box)
            painter.setPen(colour("on-brand"))
            painter.setFont(font("small-strong"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number(place))

    def _box(self, place: int) -> QRectF:
        x, y = self.stock.corner(place)
        sides = (x, y, self.stock.width, self.stock.height)
        return QRectF(*(side * self._scale for side in sides)).adjusted(0.5, 0.5, -0.5, -0.5)

    def _tell(self) -> None:
        said = _("First free place: {place} of {total}.")
        self.setAccessibleName(said.format(place=number(self.start), total=number(self.stock.per_page)))


class Shift(QWidget):
    """By how many millimetres, between two buttons, in steps of a half."""

    def __init__(self, name: str, millimetres: float) -> None:
        super().__init__()
        self.millimetres = 0.0
        self._name = name
        self.less = Button("", icon="minus-bold", name=_("{name}: less").format(name=name))
        self.more = Button("", icon="plus-bold", name=_("{name}: more").format(name=name))
        self._said = label("", "body")
        self.setLayout(in_row((self._said, 1), self.less, self.more, gap=8))
        self.less.clicked.connect(lambda: self.shift(self.millimetres - STEP))
        self.more.clicked.connect(lambda: self.shift(self.millimetres + STEP))
        self.shift(millimetres)

    def shift(self, millimetres: float) -> None:
        """Show another distance, ten millimetres at most either way."""
        self.millimetres = max(-FURTHEST, min(FURTHEST, round(millimetres / STEP) * STEP))
        said = _("{name}: {distance} mm").format(name=self._name, distance=decimal(self.millimetres, 1))
        self._said.setText(said)
