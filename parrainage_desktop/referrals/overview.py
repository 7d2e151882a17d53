"""The referrals' first view: month, figures, and below them the board or the list."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from parrainage_desktop.base.i18n import _, capital, month, number
from parrainage_desktop.referrals import board_wording as wording
from parrainage_desktop.referrals.board_rules import Figures, Group
from parrainage_desktop.referrals.columns import BoardView
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import ElidedLabel, card, label, rule, sign
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.months import MonthChooser
from parrainage_desktop.ui.theme import font
from parrainage_desktop.ui.tips import set_tip

if TYPE_CHECKING:
    from parrainage_desktop.referrals.listing import ListView

ROOM_FOR_WORDS = 1100


class Overview(QWidget):
    """`stepped` walks the months, `switched` tells that the other of board and list is shown.

    From the list, `opened` carries a referral's number, `narrowed` tells that others are wanted.
    """

    stepped = Signal(int)
    switched = Signal()
    opened = Signal(int)
    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.months = MonthChooser()
        self.choice = Choice([_("Board"), _("List")], _("Board or list"))
        self.new = Button(_("New friend"), "primary", "user-plus", "F2")
        self.refusals = Button(_("See the refusals"), "quiet", "arrow-right")
        self.board = BoardView()
        self._below = QStackedWidget()
        self._values = [label("", "kpi-month") for _figure in range(4)]
        self._names = [ElidedLabel("", "body", "text-2") for _figure in range(4)]
        self._build()
        self.months.stepped.connect(self.stepped)
        self.choice.chosen.connect(self._switch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the figures in smaller letters where the window is narrow."""
        super().resizeEvent(event)
        for name in self._names:
            name.setFont(font("body" if self.width() >= ROOM_FOR_WORDS else "small"))
            name.setText(name.accessibleName())

    @cached_property
    def listing(self) -> "ListView":
        """The list; made when it is first wanted."""
        from parrainage_desktop.referrals.listing import ListView

        listing = ListView()
        listing.opened.connect(self.opened)
        listing.narrowed.connect(self.narrowed)
        self._below.addWidget(listing)
        return listing

    def wanted(self) -> tuple[int, str]:
        """The place of the group the list shows, and what is searched for; the list is not made for that."""
        if "listing" not in self.__dict__:
            return 0, ""
        return self.listing.groups.index(), self.listing.typed()

    @property
    def lists(self) -> bool:
        """Whether the list is shown, not the board."""
        return self.choice.index() == 1

    def show_list(self, wanted: bool) -> None:
        """Show the list, or the board."""
        if self.lists != wanted:
            self.choice.choose(int(wanted))

    def show_figures(self, figures: Figures, shown: tuple[int, int], today: date) -> None:
        """Show how many referrals stand where, and which month is looked at."""
        rate, success = wording.success(figures)
        texts = (
            (number(figures.of(Group.ALL)), wording.registered(figures, today)),
            (number(figures.of(Group.COMPLETED)), wording.completed(figures)),
            (rate, success),
            (number(figures.of(Group.CLOSED)), wording.closed(figures)),
        )
        for value, name, (figure, said) in zip(self._values, self._names, texts, strict=True):
            value.setText(figure)
            name.setText(said)
            set_tip(name, said)
        since = figures.since or today
        later = shown < (today.year, today.month)
        self.months.show_month(capital(month(*shown)), earlier=shown > (since.year, since.month), later=later)

    def give_up(self) -> bool:
        """Empty the search, or go from the list to the board; whether there was either."""
        if not self.lists:
            return False
        if self.listing.typed():
            self.listing.search.clear()
        else:
            self.show_list(False)
        return True

    def take_focus(self) -> None:
        """Give the keyboard to what is shown."""
        (self.listing.rows if self.lists else self.new).setFocus()

    def _switch(self, _index: int) -> None:
        self._below.setCurrentWidget(self.listing if self.lists else self.board)
        self.months.setVisible(not self.lists)
        self.switched.emit()

    def _build(self) -> None:
        self.setFocusProxy(self.new)
        self._below.addWidget(self.board)
        self.setLayout(in_column(self._head(), self._figures(), (self._below, 1), gap=16, edges=(28, 24, 28, 20)))

    def _head(self) -> QHBoxLayout:
        return in_row(label(_("Referrals"), "screen"), ..., self.months, self.choice, self.new, gap=16)

    def _figures(self) -> QFrame:
        box = card()
        box.setFixedHeight(64)
        row = in_row(gap=8, edges=(20, 0, 6, 0))
        box.setLayout(row)
        for place, (value, name) in enumerate(zip(self._values, self._names, strict=True)):
            if place == 1:
                row.addWidget(sign("caret-right-bold", "text-3", 16))
            elif place:
                row.addWidget(_upright())
                row.addSpacing(4)
            row.addWidget(value)
            row.addWidget(name)
            row.addSpacing(4)
        row.addStretch(1)
        row.addWidget(self.refusals)
        return box


def _upright() -> QFrame:
    line = rule(upright=True)
    line.setFixedHeight(40)
    return line
