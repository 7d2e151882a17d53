"""The small parts a person's sheet is made of."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _, capital, labelled
from parrainage_desktop.customers import wording
from parrainage_desktop.customers.rules import Channel, Consent
from parrainage_desktop.customers.story_rules import Figure
from parrainage_desktop.ui.fields import ElidedLabel, Tag, card, label
from parrainage_desktop.ui.layouts import filled, in_column, in_row, scrolled
from parrainage_desktop.ui.theme import colour
from parrainage_desktop.ui.tips import set_tip


class Progress(QWidget):
    """A bar that is filled so far."""

    def __init__(self) -> None:
        super().__init__()
        self._part = 0.0
        self.setFixedHeight(10)

    def show_part(self, part: float) -> None:
        """Fill it from 0 to 1."""
        self._part = part
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and what is done of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for width, ink in ((float(self.width()), "surface-2"), (self.width() * self._part, "brand")):
            painter.setBrush(colour(ink))
            painter.drawRoundedRect(QRectF(0, 0, width, 10), 5, 5)


def agreement(channel: Channel, said: Consent | None) -> Tag:
    """A channel with the sign of a yes, a no or nothing said yet; the rest is in its name."""
    name = capital(wording.channel_name(channel))
    tone, icon = ("ok", "check-bold") if said and said.granted else ("plain", "prohibit" if said else "question")
    pill = Tag(name, tone, icon)
    spoken = labelled(name, wording.consent(said))
    pill.setAccessibleName(spoken)
    set_tip(pill, spoken)
    return pill


def form(title: QWidget, cards: Iterable[QWidget], below: QLayout) -> QVBoxLayout:
    """A form beside the list: its cards may be scrolled, its title and its foot stay in sight."""
    title.setMinimumHeight(44)
    area = scrolled(filled(QWidget(), in_column(*cards, ..., gap=16)), sideways=True)
    return in_column(title, (area, 1), below, gap=16, edges=(24, 24, 24, 20))


def pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    """Two fields side by side; an error under one leaves the other where it is."""
    row = in_row(gap=16)
    for field in (left, right):
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return row


def consents_card(checks: Iterable[QWidget]) -> QFrame:
    """What the customer agrees to, channel by channel, under the words that ask it."""
    inner = in_column(
        label(_("May the shop write?"), "strong"),
        label(_("Tick only what the customer said yes to, aloud."), "small", "text-3", wrap=True),
        *checks,
        gap=2,
        edges=(24, 12, 24, 8),
    )
    return filled(card(), inner)


def cell(figure: Figure, left: int) -> QWidget:
    """A figure over what it counts."""
    column = in_column(
        ElidedLabel(figure.value, "kpi-person"),
        ElidedLabel(figure.label, "small-medium", "text-2"),
        gap=1,
        edges=(left, 2, 4, 2),
    )
    return filled(QWidget(), column)


def upright() -> QFrame:
    """A hairline between two figures."""
    line = QFrame()
    line.setProperty("ground", "border")
    line.setFixedWidth(1)
    return line
