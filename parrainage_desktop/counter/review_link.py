"""The code that leads to the shop's page for reviews, for a customer's telephone; this computer opens nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.testimonials.review_rules import ReviewChannel
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel, card, label
from parrainage_desktop.ui.layouts import in_column, in_row

_SIDE, _QUIET = 248, 4
"""Pixels of the code with its white edge; modules of that edge."""

Modules = Sequence[Sequence[bool]]


class ReviewLinkView(QWidget):
    """The same for everyone; `left` says that the next customer comes."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = LinkCode()
        self.go_on = Button(_("Next customer"), "primary", key=_("Enter"), height=64)
        self._said, self._name = label("", "strong", "text-2"), ElidedLabel("", "card")
        self._address = ElidedLabel("", "small", "text-2")
        self._build()
        self.go_on.clicked.connect(self.left)

    def show_link(self, page: ReviewChannel, said: str) -> None:
        """Show the code of a page, under what was just done."""
        self._said.setText(said)
        self._name.setText(page.name)
        self._address.setText(page.address)
        spoken = _("QR code: {address}").format(address=page.address)
        self.code.setAccessibleName(spoken)
        self.setAccessibleName(f"{said}. {spoken}")
        self.code.show_modules(())
        jobs.start(lambda _progress: _modules(page.address), self.code.show_modules)

    def _build(self) -> None:
        box = card("hero")
        row = in_row(self.code, (self._words(), 1), gap=28)
        inner = in_column(
            self._said, ..., row, ..., (self.go_on, Qt.AlignmentFlag.AlignRight), gap=8, edges=(28, 16, 28, 20)
        )
        box.setLayout(inner)
        self.setLayout(in_column(box))

    def _words(self) -> QVBoxLayout:
        opinion = label(_("Your opinion, whatever it is, helps us and those who come after you."), "body", wrap=True)
        return in_column(
            ...,
            label(_("What did you think of it?"), "screen", wrap=True),
            opinion,
            label(_("Point a phone’s camera at the code."), "small", "text-2", wrap=True),
            self._name,
            self._address,
            ...,
            gap=8,
        )


class LinkCode(QWidget):
    """Black on white whatever the look: telephones read nothing else as well."""

    def __init__(self) -> None:
        super().__init__()
        self._modules: Modules = ()
        self.setFixedSize(_SIDE, _SIDE)

    def show_modules(self, modules: Modules) -> None:
        """Show a code; an empty one is white."""
        self._modules = modules
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw whole pixels, so that no seam shows."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        across = len(self._modules) + 2 * _QUIET
        cell = _SIDE // across
        edge = (_SIDE - cell * len(self._modules)) // 2
        for row, cells in enumerate(self._modules):
            for column, dark in enumerate(cells):
                if dark:
                    painter.fillRect(QRectF(edge + column * cell, edge + row * cell, cell, cell), QColor("#000000"))


def _modules(address: str) -> Modules:
    from parrainage_desktop.base import qr

    return qr.link(address)
