"""Labels that never read customer text as markup, and the fields forms are made of."""

from typing import ClassVar

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QSizePolicy, QWidget

from parrainage_desktop.ui import icons
from parrainage_desktop.ui.layouts import in_column
from parrainage_desktop.ui.theme import colour, font, restyle
from parrainage_desktop.ui.tips import set_tip


class PlainLabel(QLabel):
    """A label whose text is shown as it is, whatever signs it holds."""

    def __init__(self, text: str = "", role: str = "body", ink: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role))
        if ink:
            self.setProperty("ink", ink)
        self.setText(text)


class ElidedLabel(PlainLabel):
    """One line that ends in … where there is no room; the whole text is its accessible name."""

    def setText(self, text: str) -> None:
        """Show `text`, shortened to fit."""
        self._whole = text
        self.setAccessibleName(text)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten again for the new width."""
        super().resizeEvent(event)
        self._shorten()

    def minimumSizeHint(self) -> QSize:
        """A label that may shrink to nothing."""
        return QSize(24, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Room for the whole text, if there is any."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24))
        super().setText(shown)


def label(text: str = "", role: str = "body", ink: str = "", *, wrap: bool = False) -> PlainLabel:
    """A plain text; `ink` names its colour."""
    made = PlainLabel(text, role, ink)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def card(kind: str = "true") -> QFrame:
    """A surface with hairline border (``true``), large radius (``hero``), or a soft band (``band``, ``accent``…)."""
    frame = QFrame()
    frame.setProperty("card", kind)
    return frame


def sign(icon: str, ink: str, size: int = 20) -> PlainLabel:
    """An icon beside words; decoration, so it has no name of its own."""
    made = PlainLabel()
    made.setPixmap(icons.pixmap(icon, colour(ink), size))
    return made


def show_text(made: QLabel, text: str) -> None:
    """Show a text; an empty one takes no room."""
    made.setText(text)
    made.setVisible(bool(text))


def rule(*, upright: bool = False) -> QFrame:
    """A hairline across, or upright."""
    line = QFrame()
    line.setProperty("rule", "upright" if upright else True)
    if upright:
        line.setFixedWidth(1)
    return line


class Line(QLineEdit):
    """A line to type in; while its content is wrong, a sign at its end says so besides the red border."""

    def mark(self, *, bad: bool) -> None:
        """Show whether its content is wrong."""
        self.setProperty("bad", bad)
        self.setTextMargins(0, 0, 30 if bad else 0, 0)
        restyle(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign after the text."""
        super().paintEvent(event)
        if self.property("bad"):
            place = self.width() - 33
            icons.paint(QPainter(self), "warning-circle-fill", colour("err-text"), place, (self.height() - 20) / 2, 20)


class Field(QWidget):
    """A name, a line to type in, and the error under it; the name is the field's buddy."""

    left = Signal()

    def __init__(self, name: str, *, large: bool = False) -> None:
        super().__init__()
        self.line = Line()
        self.line.setFont(font("large" if large else "body"))
        self.line.setMinimumHeight(48 if large else 44)
        self.line.setAccessibleName(name.replace("&", ""))
        self.line.editingFinished.connect(self.left)
        self._error = label("", "small", "err-text", wrap=True)
        self._error.hide()
        caption = label(name, "small-strong", "text-2")
        caption.setBuddy(self.line)
        column = in_column(caption, self.line, self._error, gap=6)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)  # beside a field with an error, its own line stays where it is
        self.setLayout(column)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show `text` as if typed."""
        self.line.setText(text)

    def show_error(self, message: str) -> None:
        """Say what is wrong under the field; an empty message takes it away."""
        show_text(self._error, message)
        self.line.mark(bad=bool(message))
        self.line.setAccessibleDescription(message)


class SearchLine(QLineEdit):
    """A line with a magnifying glass; Down and Up are offered to whoever shows the results."""

    moved = Signal(int)

    def __init__(self, hint: str, name: str, *, large: bool = False) -> None:
        super().__init__()
        self._size = 26 if large else 20
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setFont(font("lead" if large else "body"))
        self.setProperty("scan", large)
        self.setFixedHeight(64 if large else 48)
        self.setTextMargins(self._size + 12, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow keys walk the results; undoing is the screen's affair."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Undo):
            event.ignore()
        elif step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glass before the text."""
        super().paintEvent(event)
        painter = QPainter(self)
        icons.paint(painter, "magnifying-glass", colour("text-3"), 14, (self.height() - self._size) / 2, self._size)


class Dot(QWidget):
    """A round badge with an icon or initials; decoration, so it has no name of its own."""

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        size: int = 36,
        tone: tuple[str, str] = ("brand-soft", "on-brand-soft"),
        icon_size: int = 20,
        role: str = "small-strong",
    ) -> None:
        super().__init__()
        self._text, self._icon, self._tone, self._icon_size = text, icon, tone, icon_size
        self.setFixedSize(size, size)
        self.setFont(font(role))

    def set_text(self, text: str) -> None:
        """Show other initials."""
        self._text = text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc and what it holds."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = (QColor(t) if t.startswith("#") else colour(t) for t in self._tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(self.rect())
        if self._icon:
            place = (self.width() - self._icon_size) / 2
            icons.paint(painter, self._icon, ink, place, place, self._icon_size)
        else:
            painter.setPen(ink)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class Tag(QWidget):
    """A small pill: a state or a fact, with an icon before it."""

    TONES: ClassVar = {
        "plain": ("surface-2", "text-2"),
        "ok": ("brand-soft", "on-brand-soft"),
        "error": ("err-soft", "on-err-soft"),
        "warning": ("warn-soft", "on-warn-soft"),
        "info": ("info-soft", "on-info-soft"),
        "accent": ("accent-soft", "accent-text"),
        "promoter": ("nps-promoter-soft", "text"),
        "passive": ("nps-passive-soft", "text"),
        "detractor": ("nps-detractor-soft", "text"),
    }

    def __init__(self, text: str, tone: str = "plain", icon: str = "", shape: str = "") -> None:
        super().__init__()
        self._tone, self._icon, self._shape = self.TONES[tone], icon, shape
        self._text = text
        self.setFont(font("small-figures" if shape else "small-strong"))
        self.setAccessibleName(text)
        self._mark = 22 if icon else 19 if shape else 0
        self.setFixedSize(self.fontMetrics().horizontalAdvance(text) + 20 + self._mark, 26)

    def let_shrink(self) -> None:
        """Give way where the room is short; what is cut is said in full in the tip."""
        self.setMinimumWidth(self._mark + 52)
        set_tip(self, self._text)

    def sizeHint(self) -> QSize:
        """The whole text."""
        return self.maximumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._tone[0]))
        painter.drawRoundedRect(self.rect(), 13, 13)
        left = 10 + self._mark
        if self._icon:
            size = 14 if self._icon.endswith("-bold") else 16
            icons.paint(painter, self._icon, colour(self._tone[1]), 18 - size / 2, 13 - size / 2, size)
        if self._shape:
            nps_shape(painter, self._shape, 9, 6, 14)
        painter.setPen(colour(self._tone[1]))
        room = self.rect().adjusted(left, 0, -8, 0)
        text = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room.adjusted(0, 0, 8, 0), Qt.AlignmentFlag.AlignVCenter, text)


def nps_shape(painter: QPainter, category: str, x: float, y: float, size: float) -> None:
    """Triangle up for a promoter, disc for a passive, triangle down for a detractor."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(f"nps-{category}"))
    unit = size / 14
    if category == "passive":
        painter.drawEllipse(QPointF(x + 7 * unit, y + 7 * unit), 5.6 * unit, 5.6 * unit)
        return
    base, tip = (12.5, 1.5) if category == "promoter" else (1.5, 12.5)
    corners = ((7, tip), (13.2, base), (0.8, base))
    painter.drawPolygon(QPolygonF([QPointF(x + across * unit, y + down * unit) for across, down in corners]))
