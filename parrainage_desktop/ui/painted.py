"""What no style sheet can draw: tickets, the mark, the signs of the two verdicts."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from parrainage_desktop.ui import icons
from parrainage_desktop.ui.theme import colour, font, is_dark


class Mark(QWidget):
    """Two discs, the large one and the friend it brought."""

    def __init__(self, size: int = 38, large: str = "#FFFFFF", gap: str = "") -> None:
        super().__init__()
        self._large, self._gap = large, gap
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the discs."""
        gap = QColor(self._gap) if self._gap else colour("nav")
        draw_mark(QPainter(self), 0, 0, self.width(), QColor(self._large), colour("nav-mark"), gap)


def draw_mark(painter: QPainter, x: float, y: float, size: float, large: QColor, small: QColor, gap: QColor) -> None:
    """Draw the mark into a square of `size`; `gap` is the ground it stands on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    unit = size / 36
    for ink, centre, radius in ((large, (14.5, 15), 12.5), (gap, (26, 26), 9.6), (small, (26, 26), 7.4)):
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(x + centre[0] * unit, y + centre[1] * unit), radius * unit, radius * unit)


def ticket_path(box: QRectF, fold: float, radius: float, notch: float) -> QPainterPath:
    """A rounded ticket with a notch above and below its fold, `fold` pixels from its left."""
    path, holes = QPainterPath(), QPainterPath()
    path.addRoundedRect(box, radius, radius)
    for y in (box.top(), box.bottom()):
        holes.addEllipse(QPointF(box.left() + fold, y), notch, notch)
    return path.subtracted(holes)


def draw_ticket(
    painter: QPainter,
    box: QRectF,
    fold: float,
    fill: QColor,
    dots: QColor,
    outline: QColor | None = None,
    radius: float = 12,
    notch: float = 10,
) -> None:
    """Draw a ticket and the dotted line along its fold."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    painter.setPen(QPen(outline, 1.5) if outline else QPen(Qt.PenStyle.NoPen))
    painter.drawPath(ticket_path(box, fold, radius, notch))
    pen = QPen(dots, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.5, 3])
    painter.setPen(pen)
    x = box.left() + fold
    painter.drawLine(QPointF(x, box.top() + notch + 6), QPointF(x, box.bottom() - notch - 6))


class SmallTicket(QWidget):
    """A voucher to come: for whom, as what, how much."""

    def __init__(self, name: str, part: str, amount: str) -> None:
        super().__init__()
        self._texts = (name, part, amount)
        self.setFixedSize(214, 76)
        self.setAccessibleName(f"{name}, {part}, {amount}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ticket."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        draw_ticket(painter, box, 130, colour("surface"), colour("brand"), colour("brand"), 10, 8)
        name, part, amount = self._texts
        for text, role, ink, top in ((name, "ticket-name", "text", 22), (part, "small", "text-2", 44)):
            painter.setFont(font(role))
            painter.setPen(colour(ink))
            short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, 110)
            painter.drawText(QRectF(16, top, 112, 20), Qt.AlignmentFlag.AlignVCenter, short)
        painter.setFont(font("card"))
        painter.setPen(colour("text"))
        painter.drawText(QRectF(131, 0, 82, 76), Qt.AlignmentFlag.AlignCenter, amount)


ROOM_FOR_PERSON = 268
"""Pixels right of the fold: a last day of validity in full."""


class BigTicket(QWidget):
    """The voucher on a verdict: its value in figures to be read from two metres, whose it is, until when."""

    def __init__(self) -> None:
        super().__init__()
        self._amount = self._code = self._name = self._from = self._issued = self._until = self._left = ""
        self.setMinimumSize(560, 200)
        self.setMaximumHeight(250)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_voucher(
        self, amount: str, code: str, name: str, referrer: str, issued: str, until: str, left: str
    ) -> None:
        """Put a voucher's texts on the ticket."""
        self._amount, self._code, self._name, self._from = amount, code, name, referrer
        self._issued, self._until, self._left = issued, until, left
        self.setAccessibleName(", ".join(filter(None, (amount, name, referrer, issued, until, left, code))))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ticket."""
        painter = QPainter(self)
        fold = min(self.width() * 0.55, self.width() - ROOM_FOR_PERSON)
        draw_ticket(painter, QRectF(self.rect()), fold, colour("verdict.ok-ticket"), QColor("#B9CCC2"), None, 16, 14)
        self._draw_value(painter, fold)
        self._draw_person(painter, fold + 26)

    def _draw_value(self, painter: QPainter, fold: float) -> None:
        painter.setPen(colour("verdict.ok-ticket-fg"))
        big = font("amount")
        number, _space, sign = self._amount.rpartition("\u00a0")
        if not number:
            number, sign = self._amount, ""
        small = font("unit")
        width = QFontMetricsF(big).horizontalAdvance(number)
        unit = QFontMetricsF(small).horizontalAdvance("\u00a0" + sign) if sign else 0
        room = fold - 60
        scale = min(1.0, room / (width + unit))
        middle = self.height() / 2
        painter.save()
        painter.translate(30, middle + 18)
        painter.scale(scale, scale)
        painter.setFont(big)
        painter.drawText(QPointF(0, 0), number)
        if sign:
            painter.setFont(small)
            painter.drawText(QPointF(width, 0), "\u00a0" + sign)
        painter.restore()
        painter.setFont(font("code"))
        painter.setPen(QColor("#42504A"))
        painter.drawText(QPointF(34, middle + 66), self._code)

    def _draw_person(self, painter: QPainter, left: float) -> None:
        room = self.width() - left - 24
        lines = [
            (self._name, "person", "#14211B", 34),
            (self._from, "body", "#42504A", 28),
            ("", "", "", 0),
            (self._issued, "body", "#42504A", 22),
            (self._until, "strong", "#14211B", 22),
            (self._left, "body", "#42504A", 22),
        ]
        height = sum(tall for text, _r, _i, tall in lines if text) + 28
        y = (self.height() - height) / 2
        for text, role, ink, tall in lines:
            if not role:
                painter.setPen(QPen(QColor("#D6DED8"), 1))
                painter.drawLine(QPointF(left, y + 10), QPointF(left + room - 4, y + 10))
                y += 28
            elif text:
                painter.setFont(font(role))
                painter.setPen(QColor(ink))
                short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(room))
                painter.drawText(QRectF(left, y, room, tall), Qt.AlignmentFlag.AlignVCenter, short)
                y += tall


class Hero(QFrame):
    """The counter at rest: two tickets peep in behind the words."""

    def __init__(self, amount: str = "") -> None:
        super().__init__()
        self._amount, self._quiet = amount, False
        self.setProperty("card", "hero")

    def set_quiet(self, quiet: bool) -> None:
        """Take the tickets away while something else needs the room."""
        self._quiet = quiet
        self.update()

    def set_amount(self, amount: str) -> None:
        """Show another reward on the tickets."""
        self._amount = amount
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, then the tickets inside its corners."""
        super().paintEvent(event)
        if self._quiet:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 15, 15)
        painter.setClipPath(inside)
        self._draw(painter, -12, 18, -12, colour("accent-soft"), colour("accent"))
        ink = QColor("#1D5140") if is_dark() else colour("surface")
        self._draw(painter, self.width() - 162, 28, 10, colour("brand-soft"), ink)

    def _draw(self, painter: QPainter, x: float, y: float, angle: float, fill: QColor, ink: QColor) -> None:
        painter.save()
        painter.translate(x + 125, y + 61)
        painter.rotate(angle)
        painter.translate(-125, -61)
        draw_ticket(painter, QRectF(0, 0, 250, 122), 164, fill, ink)
        painter.setFont(font("tickets"))
        painter.setPen(ink)
        painter.drawText(QRectF(24, 34, 140, 56), Qt.AlignmentFlag.AlignVCenter, self._amount)
        draw_mark(painter, 184, 36, 46, ink, ink, fill)
        painter.restore()


class CheckDisc(QWidget):
    """The sign of yes: a white disc with a tick."""

    def __init__(self, size: int = 84, ground: str = "#FFFFFF", ink: str = "#0B6B4B") -> None:
        super().__init__()
        self._ground, self._ink = ground, ink
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc and its tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ground))
        painter.drawEllipse(self.rect())
        tick = self.width() * 0.64
        place = (self.width() - tick) / 2
        icons.paint(painter, "check-bold", QColor(self._ink), place, place, tick)


class Octagon(QWidget):
    """The sign of no: a red octagon with a cross."""

    def __init__(self, size: int = 104) -> None:
        super().__init__()
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the octagon and its cross."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 104, self.width() / 104)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("verdict.no-frame"))
        corners = ((31, 2), (73, 2), (102, 31), (102, 73), (73, 102), (31, 102), (2, 73), (2, 31))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.setPen(QPen(QColor("#FFFFFF"), 12, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(34, 34, 70, 70)
        painter.drawLine(70, 34, 34, 70)


class AcceptedPanel(QWidget):
    """A field of dark green: yes."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("verdict.ok-bg"))
        painter.drawRoundedRect(self.rect(), 16, 16)


class RefusedPanel(QWidget):
    """A light field in a red frame under diagonal stripes: no."""

    STRIPES = 36

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the stripes and the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 14, 14)
        painter.fillPath(shape, colour("verdict.no-bg"))
        painter.save()
        painter.setClipPath(shape)
        self._draw_stripes(painter)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("verdict.no-frame"), 4))
        painter.drawPath(shape)

    def _draw_stripes(self, painter: QPainter) -> None:
        tall = self.STRIPES + 4
        painter.fillRect(QRectF(0, 0, self.width(), tall), QColor("#FFFFFF"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("verdict.no-frame"))
        for x in range(-tall, self.width() + tall, 48):
            corners = ((x, tall), (x + 24, tall), (x + 24 + tall, 0), (x + tall, 0))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
