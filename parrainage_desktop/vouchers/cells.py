"""How the list of vouchers is painted: its columns, what stands over them, and each cell."""

from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from parrainage_desktop.ui import icons
from parrainage_desktop.ui.fields import Tag
from parrainage_desktop.ui.rows import draw_line
from parrainage_desktop.ui.theme import colour, font
from parrainage_desktop.vouchers.list_wording import Line

LINE = Qt.ItemDataRole.UserRole
TICK, CODE, HOLDER, SIDE, ISSUED, UNTIL, REMARK, AMOUNT, MORE = range(9)
WIDTHS = {TICK: 60, CODE: 112, SIDE: 100, ISSUED: 132, UNTIL: 136, REMARK: 196, AMOUNT: 112, MORE: 60}
_Index = QModelIndex | QPersistentModelIndex


class Header(QHeaderView):
    """What stands over the columns; `order` is a sign for the one the list follows."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._order = ""
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(40)

    def show_order(self, sign: str) -> None:
        """Show which way the list follows the last day; nothing for an empty sign."""
        self._order = sign
        # Asking Qt for the viewport would have it load every kind of widget there is to find out which one that is.
        self.updateSection(UNTIL)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the ground, the words, and the sign of the order."""
        painter.fillRect(rect, colour("surface-2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("border"))
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        align = Qt.AlignmentFlag.AlignVCenter
        if section == AMOUNT:
            align |= Qt.AlignmentFlag.AlignRight
        draw_line(painter, rect.adjusted(8, 0, -8, 0), text, "small-strong", colour("text-2"), align)
        if section == UNTIL and self._order:
            left = rect.left() + 14 + painter.fontMetrics().horizontalAdvance(text)
            icons.paint(painter, self._order, colour("text-2"), left, rect.center().y() - 6, 12)


class Painter(QStyledItemDelegate):
    """Draws one cell."""

    ROLES: ClassVar = {CODE: ("strong", "text"), HOLDER: ("medium", "text"), UNTIL: ("body", "text")}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground, and what the cell holds."""
        line, box = index.data(LINE), _rect(option)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column = index.column()
        on = index.sibling(index.row(), TICK).data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
        _ground(painter, box, option, on, first=column == TICK)
        inside, inks = box.adjusted(8, 0, -8, 0), (colour("text"), colour("text-2"))
        if column == TICK:
            _tick(painter, box, on)
        elif column == REMARK:
            _pill(painter, inside, line)
        elif column == AMOUNT:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_line(painter, inside, line.amount, "figures", inks[0], right)
        elif column == MORE:
            icons.paint(painter, "dots-three-bold", inks[1], box.center().x() - 10, box.center().y() - 10, 20)
        else:
            role, ink = self.ROLES.get(column, ("body", "text-2"))
            draw_line(painter, inside, str(index.data() or ""), role, colour(ink))
        painter.restore()


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect


def _ground(painter: QPainter, box: QRect, option: QStyleOptionViewItem, ticked: bool, *, first: bool) -> None:
    state: QStyle.StateFlag = option.state
    here, over = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
    painter.fillRect(box, colour("brand-soft" if ticked else "bg" if here or over else "surface"))
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), colour("border"))
    if here and first:
        painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), colour("brand"))


def _tick(painter: QPainter, box: QRect, on: bool) -> None:
    place = QRectF(box.left() + 20, box.center().y() - 12, 24, 24)
    painter.setPen(QPen(QColor(0, 0, 0, 0)) if on else QPen(colour("border-strong"), 2))
    painter.setBrush(colour("brand" if on else "surface"))
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 5, 5)
    if on:
        icons.paint(painter, "check-bold", colour("on-brand"), place.left() + 4, place.top() + 4, 16)


def _pill(painter: QPainter, box: QRect, line: Line) -> None:
    """Draw the remark; one that presses carries a sign, so that colour never stands alone."""
    if not line.remark:
        return
    painter.setFont(font("small-strong"))
    mark = 20 if line.tone == "warning" else 0
    wide = min(box.width(), painter.fontMetrics().horizontalAdvance(line.remark) + 21 + mark)
    place = QRect(box.left(), box.center().y() - 12, wide, 26)
    ground, ink = Tag.TONES[line.tone]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(place, 13, 13)
    if mark:
        icons.paint(painter, "hourglass-medium", colour(ink), place.left() + 9, place.top() + 5, 16)
    draw_line(painter, place.adjusted(10 + mark, 0, -8, 0), line.remark, "small-strong", colour(ink))
