"""Today's list, at the right of the counter: what was done, and one button to take it back."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _, clock_time, money
from parrainage_desktop.counter import wording
from parrainage_desktop.counter.rules import Entry, Kind, Today
from parrainage_desktop.surveys.callback_rules import CardWish
from parrainage_desktop.surveys.rules import category
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, ElidedLabel, Tag, card, label, rule
from parrainage_desktop.ui.layouts import empty, filled, in_column, in_row
from parrainage_desktop.ui.theme import restyle

WIDTH = 399
SHOWN, WISHES = 60, 3
NEW_MS = 4_000
_SIGNS = {
    Kind.REDEEMED: ("ticket", ("brand-soft", "on-brand-soft")),
    Kind.REWARDED: ("handshake", ("accent-soft", "accent-text")),
    Kind.CLAIMED: ("user-plus", ("accent-soft", "accent-text")),
    Kind.ANSWERED: ("chat-centered-text", ("info-soft", "on-info-soft")),
    Kind.BOUGHT: ("receipt", ("surface-2", "text-2")),
}


class TodayList(QFrame):
    """The day so far; `undo` names the entry to take back, `undo_newest` leaves it to the store.

    `served` names the answer whose wish for cards is taken up.
    """

    undo = Signal(int)
    served = Signal(int)
    undo_newest = Signal()

    def __init__(self, zone: ZoneInfo, currency: str) -> None:
        super().__init__()
        self._zone, self._currency = zone, currency
        self.setProperty("ground", "surface")
        self.setFixedWidth(WIDTH)
        self._newest: int | None = None
        self._count = label("", "small", "text-3")
        self._rows, self._wishes = QVBoxLayout(), QVBoxLayout()
        self._undo = Button(_("Undo last"), icon="arrow-counter-clockwise", key="Ctrl Z")
        self._undo.clicked.connect(self.undo_newest)
        self._build()

    def show_day(self, today: Today) -> None:
        """Show the lines, newest first."""
        self._count.setText(wording.count(len(today.entries)))
        empty(self._wishes)
        for wish in today.wishes[:WISHES]:
            self._wishes.addWidget(self._wish(wish))
        empty(self._rows)
        for entry in today.entries[:SHOWN]:
            row = self._row(entry)
            self._rows.addWidget(row)
            if self._newest is not None and entry.id > self._newest:
                _light_up(row)
        if not today.entries:
            said = _("Nothing yet today. Vouchers used, referrals and answers come here, and are undone here.")
            self._rows.addWidget(filled(QWidget(), in_column(label(said, "body", "text-2", wrap=True), edges=20)))
        self._newest = max((entry.id for entry in today.entries), default=0)
        self._rows.addStretch(1)
        self._undo.setEnabled(any(entry.undone is None for entry in today.entries))

    def _build(self) -> None:
        head = in_row((label(_("Today"), "card-large"), 1), self._count, edges=(20, 8, 20, 0))
        holder = QWidget()
        holder.setFixedHeight(80)
        holder.setLayout(head)
        foot = in_row(..., self._undo, edges=(16, 14, 16, 14))
        self.setLayout(in_column(holder, rule(), self._wishes, (self._scroller(), 1), rule(), foot, gap=0))

    def _scroller(self) -> QScrollArea:
        inside = QWidget()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        inside.setLayout(self._rows)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _wish(self, wish: CardWish) -> QWidget:
        band = card("accent")
        at = clock_time(wish.at.astimezone(self._zone))
        given = Button(_("Done"), "quiet", "check-bold")
        given.clicked.connect(lambda: self.served.emit(wish.answer_id))
        row = in_row(
            (ElidedLabel(_("Cards wished for at the kiosk, {time}").format(time=at), "medium"), 1),
            given,
            edges=(20, 6, 16, 6),
        )
        band.setLayout(row)
        return band

    def _row(self, entry: Entry) -> QWidget:
        line = QWidget()
        icon, tone = _SIGNS[entry.kind]
        row = in_row(Dot(icon=icon, tone=tone), (self._words(entry), 1), gap=12, edges=(20, 8, 16, 8))
        line.setLayout(row)
        if entry.score is not None:
            found = category(entry.score).value
            row.addWidget(Tag(str(entry.score), found, shape=found))
        elif entry.amount_cents is not None:
            noted = "text-3" if entry.kind is Kind.BOUGHT else ""
            row.addWidget(label(money(entry.amount_cents, self._currency), "figures", noted))
        row.addWidget(self._taker(entry))
        return filled(QWidget(), in_column(line, rule(), gap=0))

    def _words(self, entry: Entry) -> QWidget:
        words = QWidget()
        title = ElidedLabel(wording.kind(entry), "medium", "text-3" if entry.undone else "")
        if entry.undone:
            struck = QFont(title.font())
            struck.setStrikeOut(True)
            title.setFont(struck)
        column = in_column(
            title, ElidedLabel(wording.about(entry, self._zone, self._currency), "small", "text-3"), gap=1
        )
        words.setLayout(column)
        return words

    def _taker(self, entry: Entry) -> QWidget:
        if entry.undone:
            gap = QWidget()
            gap.setFixedSize(44, 44)
            return gap
        who = wording.about(entry, self._zone, self._currency)
        name = _("Undo: {what}, {who}").format(what=wording.kind(entry), who=who)
        button = Button("", "light", "arrow-counter-clockwise", name=name)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.undo.emit(entry.id))
        return button


def _light_up(row: QWidget) -> None:
    """Let a new row stand out while its band can still be read."""
    _ground(row, "brand-soft")
    QTimer.singleShot(NEW_MS, row, lambda: _ground(row, "surface"))


def _ground(widget: QWidget, name: str) -> None:
    """Put a widget on another ground."""
    widget.setProperty("ground", name)
    restyle(widget)
