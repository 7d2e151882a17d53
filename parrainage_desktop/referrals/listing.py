"""All referrals as a list: by group, by name, scrolled without end."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.referrals import board_wording as wording
from parrainage_desktop.referrals.board_rules import Figures, Group, Item
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.ui.chips import Chips
from parrainage_desktop.ui.fields import SearchLine, card, label
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.rows import Row, RowList

GROUPS = tuple(Group)
_SIGNS = {
    ReferralState.CLAIMED: ("hourglass-medium", ("info-soft", "on-info-soft")),
    ReferralState.FLAGGED: ("magnifying-glass", ("warn-soft", "on-warn-soft")),
    ReferralState.ON_HOLD: ("hourglass-medium", ("info-soft", "on-info-soft")),
    ReferralState.REWARDED: ("check-circle", ("brand-soft", "on-brand-soft")),
    ReferralState.REJECTED: ("prohibit", ("err-soft", "on-err-soft")),
    ReferralState.LAPSED: ("clock", ("surface-2", "text-2")),
    ReferralState.VOIDED: ("prohibit", ("err-soft", "on-err-soft")),
}


class Fetching(Protocol):
    """Whoever reads the rows."""

    def __call__(self, group: Group, offset: int, count: int) -> Sequence[Row]:
        """Some rows of a group."""
        ...


class ListView(QWidget):
    """Groups, a search and the rows. `narrowed` when either changed, `opened` with a referral's number."""

    narrowed = Signal()
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchLine(_("Name of either person…"), _("Find a referral"))
        self.search.setMaxLength(200)
        self.groups = Chips([wording.group_name(group) for group in GROUPS], _("Which referrals"), tight=True)
        self.rows = RowList(_("Referrals"))
        self._said = label("", "small", "text-3")
        self._nothing = label(_("No referral of this kind."), "body", "text-2", wrap=True)
        self._build()
        self._connect()

    @property
    def group(self) -> Group:
        """Which referrals are wanted."""
        return GROUPS[self.groups.index()]

    def typed(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def show_counts(self, figures: Figures) -> None:
        """Show how many each group holds."""
        self.groups.show_counts([number(figures.of(group)) for group in GROUPS])

    def show_group(self, count: int, fetch: Fetching) -> None:
        """Show a whole group, fetched as it is scrolled; the place scrolled to is kept."""
        group, bar = self.group, self.rows.verticalScrollBar()
        key, place = self.rows.key(), bar.value()
        self.rows.show_rows(count, lambda offset, many: fetch(group, offset, many))
        if key is None or not self.rows.choose(key):
            bar.setValue(place)
        self._show(count, wording.found(count, count + 1))

    def show_found(self, rows: Sequence[Row], most: int) -> None:
        """Show what a search found."""
        self.rows.show_rows(len(rows), lambda offset, count: rows[offset : offset + count], self.rows.key())
        self._show(len(rows), wording.found(len(rows), most))

    def go(self, group: Group) -> None:
        """List a group and give the keyboard to its rows."""
        self.search.clear()
        self.groups.choose(GROUPS.index(group))
        self.rows.setFocus()

    def look(self) -> None:
        """Go to the search."""
        self.search.setFocus()
        self.search.selectAll()

    def _show(self, count: int, said: str) -> None:
        self._said.setText(said)
        self._nothing.setVisible(not count)
        self.rows.setVisible(bool(count))

    def _type(self, text: str) -> None:
        """Put letters typed in the list into the search; a slash only goes there."""
        self.look()
        if text != "/":
            self.search.insert(text)

    def _enter(self) -> None:
        """Enter in the search opens what was found first, or where the arrows went."""
        if self.rows.key() is None:
            self.rows.step(0)
        if (key := self.rows.key()) is not None:
            self.opened.emit(key)

    def _build(self) -> None:
        self.setFocusProxy(self.search)
        head = in_row((self.search, 1), self.groups, gap=16)
        box: QFrame = card()
        self._nothing.setContentsMargins(20, 12, 20, 12)
        box.setLayout(in_column(self._nothing, (self.rows, 1), gap=0, edges=(1, 8, 1, 8)))
        self.setLayout(in_column(head, self._said, (box, 1), gap=10))

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self.narrowed.emit())
        self.search.moved.connect(self.rows.step)
        self.search.returnPressed.connect(self._enter)
        self.groups.chosen.connect(lambda _index: self._regroup())
        self.rows.opened.connect(self.opened)
        self.rows.typed.connect(self._type)

    def _regroup(self) -> None:
        self.rows.verticalScrollBar().setValue(0)
        self.narrowed.emit()


def row_of(item: Item, today: date, currency: str) -> Row:
    """A referral as a line of the list."""
    referral = item.referral
    icon, tone = _SIGNS[referral.state]
    title = f"{referral.referee} ← {referral.referrer}"
    return Row(referral.id, title, wording.listed(item, today, currency), icon=icon, tone=tone)
