"""The board: what waits for a purchase, what waits for a person, what a month completed."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _, capital, month, number
from parrainage_desktop.referrals import board_wording as wording
from parrainage_desktop.referrals.board_rules import Board, Group, Item
from parrainage_desktop.referrals.cards import CardFace
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, ElidedLabel, card, label
from parrainage_desktop.ui.layouts import empty, in_column, in_row, scrolled


def _nothing(group: Group) -> str:
    """What comes into a column that is empty."""
    return {
        Group.WAITING: _("Nobody is waiting. Scan a friend’s card at the counter, or press F2."),
        Group.TO_CHECK: _("Nothing to check. Doubtful cases come here, and a person approves or refuses them."),
        Group.COMPLETED: _("None this month yet. A referral is completed by the friend’s first purchase."),
    }[group]


class BoardView(QWidget):
    """Three columns. `opened`, `approved` and `refused` carry a referral's number, `more` the group to list."""

    opened = Signal(int)
    approved = Signal(int)
    refused = Signal(int)
    more = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.waiting = Column(wording.group_name(Group.WAITING), "hourglass-medium", ("info-soft", "on-info-soft"))
        self.to_check = Column(wording.group_name(Group.TO_CHECK), "magnifying-glass", ("warn-soft", "on-warn-soft"))
        self.completed = Column(wording.group_name(Group.COMPLETED), "check-circle", ("brand-soft", "on-brand-soft"))
        row = in_row(gap=14)
        self.setLayout(row)
        groups = ((self.waiting, Group.WAITING), (self.to_check, Group.TO_CHECK), (self.completed, Group.COMPLETED))
        for column, group in groups:
            row.addWidget(column, 1)
            column.nothing = _nothing(group)
            column.more.clicked.connect(partial(self.more.emit, group))

    def show_board(
        self, found: Board, today: date, zone: ZoneInfo, currency: str, minimum_cents: int, issued: str
    ) -> None:
        """Show what the store holds; `issued` are the month's vouchers in words, if they are known yet."""
        waits = wording.waiting_for(minimum_cents, currency)
        missing = [self._face(one, wording.missing(one, today, currency), today) for one in found.waiting]
        self.waiting.show_cards(missing, found.figures.of(Group.WAITING), waits)
        checks = [self._to_check(one, today) for one in found.to_check]
        self.to_check.show_cards(checks, found.figures.of(Group.TO_CHECK), _("A person decides"))
        done = [self._done(one, today, zone, currency) for one in found.completed.items]
        self.completed.show_cards(done, found.completed.count, "")
        self.show_issued(found.completed.first, issued)

    def show_issued(self, first: date, issued: str) -> None:
        """Say what the month earned, in words; nothing but the month while that is not known yet."""
        name = capital(month(first.year, first.month))
        said = _("{month}: {vouchers}")
        self.completed.say(said.format(month=name, vouchers=issued) if issued else name)

    def _face(self, item: Item, detail: str, today: date, *, bare: bool = False) -> CardFace:
        referral = item.referral
        ago = wording.ago(referral.claimed_on, today)
        return self._opening(CardFace(referral.referee, referral.referrer, ago, detail, bare=bare), referral.id)

    def _done(self, item: Item, today: date, zone: ZoneInfo, currency: str) -> CardFace:
        local = item.first.at.astimezone(zone) if item.first else None
        when, said = wording.when_completed(item, today, local), wording.first_purchase(item, currency)
        return self._opening(CardFace(item.referral.referee, item.referral.referrer, when, said), item.referral.id)

    def _opening(self, face: CardFace, referral_id: int) -> CardFace:
        face.clicked.connect(partial(self._emit, self.opened.emit, referral_id))
        return face

    def _to_check(self, item: Item, today: date) -> QFrame:
        frame, referral = card(), item.referral
        approve = Button(_("Approve"), name=_("Approve: {name}").format(name=referral.referee))
        refuse = Button(_("Refuse…"), name=_("Refuse: {name}").format(name=referral.referee))
        approve.clicked.connect(partial(self._emit, self.approved.emit, referral.id))
        refuse.clicked.connect(partial(self._emit, self.refused.emit, referral.id))
        for button in (approve, refuse):
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        row = in_row(approve, refuse, gap=8, edges=(14, 0, 14, 14))
        column = in_column(
            self._face(item, wording.doubts(item.doubts), today, bare=True), row, gap=2, edges=(1, 1, 1, 0)
        )
        frame.setLayout(column)
        return frame

    @staticmethod
    def _emit(emit: Callable[[int], None], referral_id: int, _checked: bool = False) -> None:
        emit(referral_id)


class Column(QFrame):
    """A titled column of cards with how many there are in all; `more` leads to the rest."""

    def __init__(self, title: str, icon: str, tone: tuple[str, str]) -> None:
        super().__init__()
        self.setProperty("card", "column")
        self.setAccessibleName(title)
        self._title, self.nothing = title, ""
        self._count = label("", "card", "text-3")
        self._sub = ElidedLabel("", "small", "text-2")
        self.more = Button("", "quiet")
        self._inside = QWidget()
        self._cards = QVBoxLayout(self._inside)
        self._build(icon, tone)

    def show_cards(self, cards: Sequence[QWidget], count: int, said: str) -> None:
        """Show other cards, which are some of `count`."""
        focused = self._focused()
        empty(self._cards)
        for made in cards:
            self._cards.addWidget(made)
        if not count:
            self._cards.addWidget(label(self.nothing, "body", "text-2", wrap=True))
        self._cards.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._cards.addStretch(1)
        rest = count - len(cards)
        self.more.setText(wording.others(rest))
        self.more.setAccessibleName(f"{self._title}, {wording.others(rest)}")
        self.more.setVisible(rest > 0)
        self._count.setText(number(count))
        self.say(said)
        if focused is not None and cards:
            self._focus(cards[min(focused, len(cards) - 1)])

    def say(self, text: str) -> None:
        """Say something under the title."""
        self._sub.setText(text)

    def _focused(self) -> int | None:
        """Which card the keyboard is at."""
        at = QApplication.focusWidget()
        if at is None or at is self.more or not self._inside.isAncestorOf(at):
            return None
        places = [self._cards.itemAt(place) for place in range(self._cards.count())]
        held = [place.widget() if place else None for place in places]
        return next((n for n, one in enumerate(held) if one and (one is at or one.isAncestorOf(at))), None)

    @staticmethod
    def _focus(widget: QWidget) -> None:
        face = widget if isinstance(widget, CardFace) else widget.findChild(CardFace)
        if face:
            face.setFocus()

    def _build(self, icon: str, tone: tuple[str, str]) -> None:
        head = in_row(Dot(icon=icon, tone=tone), label(self._title, "card"), self._count, ..., gap=10)
        self._cards.setContentsMargins(0, 0, 8, 0)
        self._cards.setSpacing(10)
        area = scrolled(self._inside)
        self.setLayout(in_column(head, self._sub, (area, 1), gap=10, edges=(12, 14, 4, 12)))
