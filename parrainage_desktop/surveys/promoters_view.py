"""Promoters who are no referrers yet: whom to invite, and the cards to hand them."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.customers import contacts
from parrainage_desktop.customers import many as customers
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.surveys import lists
from parrainage_desktop.surveys.figure_wording import to_invite
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import card, label
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.rows import Row, RowList

MOST = 500
AT_ONCE = 50
"""How many people’s cards one paper holds."""


@dataclass(frozen=True, slots=True)
class Promoters:
    """How many there are, how many of them are no referrers yet, and these as lines."""

    all: int
    waiting: int
    rows: tuple[Row, ...]


def read(tx: Transaction) -> Promoters:
    """Gather them, the newest answer first."""
    ids, country = lists.promoters_to_invite(tx, 0, MOST), preferences.shop(tx).country
    people = customers.by_number(tx, ids)
    rows = []
    for one in (people[found] for found in ids):
        reached = filter(None, (contacts.shown_phone(one.phone, country) if one.phone else "", one.email, one.city))
        rows.append(Row(one.id, one.name, " · ".join(reached), one.initials, shape="promoter"))
    return Promoters(*lists.promoters(tx), tuple(rows))


class PromotersView(QWidget):
    """`cards_wanted` names customers whose cards to print, `person_wanted` one to look at."""

    narrowed = Signal()
    cards_wanted = Signal(list)
    person_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self.rows, self._title = RowList(_("Promoters to invite")), label("", "card")
        self._line = label("", "small", "text-2")
        self.one = Button(_("Print this person’s cards"), "primary", "printer")
        self.all, self.person = Button("", icon="printer"), Button(_("Open the customer"), "quiet", "users")
        box = card()
        column = in_column(edges=(1, 14, 1, 12))
        box.setLayout(column)
        for part in (self._title, self._line):
            part.setContentsMargins(20, 0, 20, 0)
            column.addWidget(part)
        column.addWidget(self.rows, 1)
        foot = in_row(self.person, self.all, self.one, edges=(20, 0, 20, 0))
        foot.insertStretch(1, 1)
        column.addLayout(foot)
        self.setLayout(in_column(box))
        self._connect()

    def show_read(self, found: Promoters) -> None:
        """Show whom to invite."""
        before, self._rows = self.rows.key(), found.rows
        for part, text in zip((self._title, self._line), to_invite(found.all, found.waiting), strict=True):
            part.setText(text)
        self.rows.show_rows(len(found.rows), lambda offset, count: found.rows[offset : offset + count])
        if found.rows and (before is None or not self.rows.choose(before)):
            self.rows.choose(found.rows[0].key)
        many = min(AT_ONCE, len(found.rows))
        said = ngettext("Cards of the first {count}", "Cards of the first {count}", many)
        self.all.setText(said.format(count=number(many)))
        self.all.setAccessibleName(self.all.text())
        for button in (self.one, self.all, self.person):
            button.setVisible(bool(found.rows))

    def _connect(self) -> None:
        self.one.clicked.connect(lambda: self.cards_wanted.emit([self.rows.key()]))
        self.all.clicked.connect(lambda: self.cards_wanted.emit([row.key for row in self._rows[:AT_ONCE]]))
        self.person.clicked.connect(lambda: self.person_wanted.emit(self.rows.key()))
        self.rows.opened.connect(self.person_wanted)
