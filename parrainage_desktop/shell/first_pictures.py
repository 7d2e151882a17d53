"""What a first start shows in pictures: choices, the tickets they lead to, a voucher to try, its verdict."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.i18n import _, money
from parrainage_desktop.ui import icons
from parrainage_desktop.ui.painted import draw_ticket
from parrainage_desktop.ui.theme import colour, font

WIDTH = 560
TRIAL_CENTS = 500
_NOTCH = 364


class Option(QPushButton):
    """A large choice: a headline, why, and what it costs."""

    def __init__(self, head: str, why: str, cost: str) -> None:
        super().__init__()
        self._head, self._why, self._cost = head, why, cost
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFixedHeight(132)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{head}. {why}. {cost}")

    def sizeHint(self) -> QSize:
        """A third of a narrow window."""
        return QSize(220, 132)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, thicker when it is chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = 3.0 if self.isChecked() else 1.0
        painter.setPen(QPen(colour("brand" if self.isChecked() else "border-strong"), thick))
        painter.setBrush(colour("surface-2" if self.underMouse() and not self.isChecked() else "surface"))
        half = thick / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 12, 12)
        self._sign(painter)
        for top, height, role, ink, text in (
            (20, 32, "person", "text", self._head),
            (62, 20, "strong", "text", self._why),
            (82, 18, "small", "text-2", self._cost),
        ):
            painter.setPen(colour(ink))
            painter.setFont(font(role))
            painter.drawText(QRectF(23, top, self.width() - 30, height), Qt.AlignmentFlag.AlignVCenter, text)

    def _sign(self, painter: QPainter) -> None:
        name, ink = ("check-circle-fill", "brand") if self.isChecked() else ("circle", "border-strong")
        icons.paint(painter, name, colour(ink), self.width() - 50, 22, 28)


class Ticket(QWidget):
    """A voucher as it will be, with a role and an amount."""

    def __init__(self, role: str, ground: str, ink: str) -> None:
        super().__init__()
        self._role, self._ground, self._ink, self._amount = role, ground, ink, ""
        self.setFixedSize(296, 112)

    def set_amount(self, amount: str) -> None:
        """Show an amount."""
        self._amount = amount
        self.setAccessibleName(_("Voucher for the {role}: {amount}").format(role=self._role, amount=amount))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ticket with its two notches and its perforation."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = colour(self._ink)
        draw_ticket(painter, QRectF(self.rect()), 194, colour(self._ground), ink)
        painter.setPen(ink)
        painter.setFont(font("small"))
        painter.drawText(QRectF(21, 26, 170, 18), Qt.AlignmentFlag.AlignVCenter, _("Voucher for the"))
        painter.setFont(font("ticket-role"))
        painter.drawText(QRectF(21, 44, 172, 30), Qt.AlignmentFlag.AlignVCenter, self._role)
        painter.setFont(font("ticket-amount"))
        painter.drawText(QRectF(196, 0, 100, 112), Qt.AlignmentFlag.AlignCenter, self._amount)


class Plus(QWidget):
    """The sign between the two tickets; decoration."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        icons.paint(QPainter(self), "plus-bold", colour("text-3"), 0, 0, 28)


class Verdict(QWidget):
    """One line about the trial: white on green, or white on red, with its sign."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._more, self._ground = "", "", "bg"
        self.setFixedHeight(76)
        self.setMaximumWidth(WIDTH)

    def say(self, title: str, more: str, ground: str) -> None:
        """Show a verdict."""
        self._title, self._more, self._ground = title, more, ground
        self.setAccessibleName(f"{title}. {more}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, or nothing yet."""
        if not self._title:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._ground))
        painter.drawRoundedRect(self.rect(), 10, 10)
        white = QColor("#FFFFFF")
        icons.paint(painter, "check-bold" if self._ground != "err" else "x", white, 20, 22, 32)
        painter.setPen(white)
        painter.setFont(font("card-large"))
        painter.drawText(QRectF(72, 14, self.width() - 84, 26), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(font("body"))
        painter.drawText(QRectF(72, 42, self.width() - 84, 20), Qt.AlignmentFlag.AlignVCenter, self._more)


class TrialVoucher(QAbstractButton):
    """A voucher with its QR symbol, black on white whatever the look, so that scanners read it."""

    _CELL = 5

    def __init__(self, code: str) -> None:
        super().__init__()
        from parrainage_desktop.base import qr

        self._code = code
        self._matrix = qr.matrix(code)
        self.setFixedSize(WIDTH, 184)
        self.setAccessibleName(_("Trial voucher: press to use it"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ticket, the symbol and the code."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = colour("brand-hover" if self.underMouse() else "brand"), colour("on-brand")
        draw_ticket(painter, QRectF(self.rect()), _NOTCH, ground, ink)
        painter.setPen(ink)
        for top, height, role, text in (
            (36, 20, "body", _("Trial voucher")),
            (60, 44, "welcome", money(TRIAL_CENTS)),
            (120, 20, "strong", grouped(self._code)),
        ):
            painter.setFont(font(role))
            painter.drawText(QRectF(28, top, 350, height), Qt.AlignmentFlag.AlignVCenter, text)
        self._symbol(painter)

    def _symbol(self, painter: QPainter) -> None:
        side, quiet = len(self._matrix) * self._CELL, 4 * self._CELL
        left, top = _NOTCH + (self.width() - _NOTCH - side) / 2, (self.height() - side) / 2
        painter.fillRect(QRectF(left, top, side, side).adjusted(-quiet, -quiet, quiet, quiet), QColor("#FFFFFF"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for row, cells in enumerate(self._matrix):
            for column, dark in enumerate(cells):
                if dark:
                    box = QRectF(left + column * self._CELL, top + row * self._CELL, self._CELL, self._CELL)
                    painter.fillRect(box, QColor("#000000"))
