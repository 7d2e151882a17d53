"""The counter at rest: one field for everything, three things to do, the day in four figures."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from parrainage_desktop.base.i18n import _, money, ngettext, number
from parrainage_desktop.counter.people import PeopleList
from parrainage_desktop.counter.rules import Totals
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.ui import icons
from parrainage_desktop.ui.actions import draw_key, key_width
from parrainage_desktop.ui.fields import Dot, SearchLine, label, rule
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.messages import Band
from parrainage_desktop.ui.painted import Hero
from parrainage_desktop.ui.theme import colour, font

ROOM_FOR_SIGN, ROOM_FOR_HINT = 330, 210
LINE = 46
"""Pixels: what the panel needs to show its sign, its second line, and one person of a list."""


class ReadyView(QWidget):
    """Waiting for a scan; `entered` is what was typed, `typed` what is being typed, `chosen` a person."""

    entered = Signal(str)
    typed = Signal(str)
    chosen = Signal(int)
    friend = Signal()
    answer = Signal()
    cards = Signal()
    undo = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hero = Hero()
        self.field = ScanLine(
            _("… or type a code, a name, a phone number"), _("Voucher, card, name or phone"), large=True
        )
        self.results = PeopleList()
        self.band = Band()
        self._question, self._listing = "", False
        self._totals = TotalsStrip()
        self._sign = Dot(icon="barcode", size=112, tone=("brand", "on-brand"), icon_size=64)
        self._words = [
            label(_("Scan a voucher or a card"), "hero"),
            label(_("The scanner is ready, nothing to click."), "large", "text-2"),
        ]
        self._build()
        self.field.returnPressed.connect(self.enter)
        self.field.textEdited.connect(self.typed)
        self.field.moved.connect(self.results.step)
        self.results.chosen.connect(self.chosen)
        self.band.shown.connect(self._arrange)
        self.band.button.clicked.connect(self.undo)

    def ask(self, question: str) -> None:
        """Put a question above the field; an empty one brings back the usual words."""
        self._question = question
        title = self._words[0]
        title.setText(question or _("Scan a voucher or a card"))
        title.setFont(font("person" if question else "hero"))
        self._arrange()

    def show_day(self, totals: Totals, currency: str) -> None:
        """Show the four figures."""
        self._totals.show_day(totals, currency)

    def show_people(self, people: Sequence[Customer], phones: Sequence[str], nobody: str) -> None:
        """Show who is meant by what is being typed; an empty list with words says that nobody is."""
        self.results.show_people(people, phones, nobody)
        self._listing = bool(people or nobody)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up what is only pleasant before anything else loses its place."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        title, hint = self._words
        room = self.hero.height() - (self.band.height() if self.band.isVisibleTo(self) else 0)
        self.hero.set_quiet(self._listing or room < ROOM_FOR_SIGN)
        self._sign.setVisible(not self._listing and room >= ROOM_FOR_SIGN)
        title.setVisible(bool(self._question) or not self._listing)
        hint.setVisible(not self._listing and not self._question and room >= ROOM_FOR_HINT)
        self.results.limit(max(2, (room - 130) // LINE))

    def enter(self) -> None:
        """Answer to Enter."""
        self.entered.emit(self.field.text())

    def _build(self) -> None:
        self.setLayout(in_column((self._hero(), 1), self._tiles(), self._totals, gap=16))

    def _hero(self) -> Hero:
        self.hero.setMinimumHeight(190)
        inner = in_column(..., (self._sign, Qt.AlignmentFlag.AlignHCenter), 12, gap=6, edges=(24, 16, 24, 16))
        for part in self._words:
            inner.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addSpacing(18)
        self.field.setMaximumWidth(560)
        inner.addLayout(in_row(..., (self.field, 20), ...))
        inner.addLayout(in_row(..., (self.results, 20), ...))
        inner.addStretch(1)
        self.hero.setLayout(in_column((inner, 1), self.band, gap=0, edges=1))
        return self.hero

    def _tiles(self) -> QHBoxLayout:
        row = in_row(gap=16)
        for text, icon, key, signal in (
            (_("New referral"), "user-plus", "F2", self.friend),
            (_("Log an answer"), "chat-centered-text", "F3", self.answer),
            (_("Print cards"), "printer", "F4", self.cards),
        ):
            tile = Tile(text, icon, key)
            tile.clicked.connect(signal)
            row.addWidget(tile)
        return row


class ScanLine(SearchLine):
    """The field that always listens; while it is empty, Ctrl and Z means the last act, not the last letter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave to the page what is not about the text."""
        if event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class Tile(QPushButton):
    """A large button: an icon, the key that presses it, what it does."""

    def __init__(self, text: str, icon: str, key: str) -> None:
        super().__init__(text)
        self._icon, self._key = icon, key
        self.setProperty("role", "tile")
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(112)

    def sizeHint(self) -> QSize:
        """As wide as its third of the row."""
        return QSize(200, 112)

    def minimumSizeHint(self) -> QSize:
        """Room for its words on a small screen."""
        return QSize(150, 112)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, the icon in its disc, the key, the words."""
        painter, option = QPainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("brand-soft"))
        painter.drawEllipse(QRectF(18, 16, 44, 44))
        icons.paint(painter, self._icon, colour("on-brand-soft"), 27, 25, 26)
        draw_key(painter, self._key, self.width() - 18 - key_width(self._key), 38, None)
        painter.setFont(font("large-strong"))
        painter.setPen(colour("text"))
        short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width() - 28)
        painter.drawText(QRectF(18, 72, self.width() - 26, 26), Qt.AlignmentFlag.AlignVCenter, short)


class TotalsStrip(QFrame):
    """Four figures of the day."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setFixedHeight(92)
        self._row = in_row(edges=(20, 16, 20, 16))
        self.setLayout(self._row)
        self._cells = [
            (label("", "kpi"), label("", "strong", "text-2"), label("", "small-medium", "text-2")) for _cell in range(4)
        ]
        for place, (figure, amount, name) in enumerate(self._cells):
            if place:
                self._row.addWidget(rule(upright=True))
                self._row.addSpacing(20)
            top = in_row(figure, gap=8)
            top.addWidget(amount, 1, Qt.AlignmentFlag.AlignBottom)
            self._row.addLayout(in_column(top, name, gap=2), 1)

    def show_day(self, totals: Totals, currency: str) -> None:
        """Show the day's figures with the words that go with them."""
        shown = (
            (
                totals.redeemed,
                money(totals.redeemed_cents, currency),
                ngettext("voucher redeemed", "vouchers redeemed", totals.redeemed),
            ),
            (totals.rewarded, "", ngettext("referral completed", "referrals completed", totals.rewarded)),
            (
                totals.issued,
                money(totals.issued_cents, currency),
                ngettext("voucher issued", "vouchers issued", totals.issued),
            ),
            (totals.answers, "", ngettext("answer logged", "answers logged", totals.answers)),
        )
        for (figure, amount, name), (count, cents, words) in zip(self._cells, shown, strict=True):
            figure.setText(number(count))
            amount.setText(cents)
            name.setText(words)
