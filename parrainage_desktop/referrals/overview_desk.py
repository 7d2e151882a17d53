"""The board of a month or the list of all: the screen’s part that reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.referrals import board
from parrainage_desktop.referrals.board_rules import Group, Item
from parrainage_desktop.referrals.overview import Overview
from parrainage_desktop.referrals.provider import Earned
from parrainage_desktop.ui import jobs

if TYPE_CHECKING:
    from parrainage_desktop.ui.rows import Row


@dataclass(frozen=True, slots=True)
class Sight:
    """What is looked at: a month on the board, or a group and a search in the list."""

    month: tuple[int, int]
    lists: bool
    group: int
    search: str


class OverviewDesk(QObject):
    """Joins the overview to the store; the present month comes first."""

    def __init__(self, view: Overview, db: Database, actor: Actor, earned: Earned) -> None:
        super().__init__(view)
        self._view, self._db, self._actor, self._earned = view, db, actor, earned
        with db.read(actor) as tx:
            self._month = (tx.today.year, tx.today.month)
        self._issued: dict[date, str] = {}
        view.stepped.connect(self._step)
        view.switched.connect(self.read)
        view.narrowed.connect(self.read)
        view.refusals.clicked.connect(lambda: self.show_group(Group.CLOSED))
        view.board.more.connect(self.show_group)

    def read(self) -> None:
        """Read again what is in sight."""
        with self._db.read(self._actor) as tx:
            if self._view.lists:
                self._read_list(tx)
            else:
                self._read_board(tx)

    def show_group(self, group: Group) -> None:
        """Go to a group of the list."""
        self._view.show_list(True)
        self._view.listing.go(group)

    def search(self) -> None:
        """Go to the list, ready to search it."""
        self._view.show_list(True)
        self.read()
        self._view.listing.look()

    def memory(self) -> Sight:
        """What is looked at."""
        return Sight(self._month, self._view.lists, *self._view.wanted())

    def remember(self, sight: Sight) -> None:
        """Look at the same again."""
        self._month = sight.month
        if (sight.group, sight.search) != self._view.wanted():
            self._view.listing.groups.choose(sight.group)
            self._view.listing.search.setText(sight.search)
        self._view.show_list(sight.lists)
        self.read()

    def _step(self, months: int) -> None:
        there = add_months(date(*self._month, 1), months)
        self._month = (there.year, there.month)
        self.read()

    def _read_board(self, tx: Transaction) -> None:
        found, scheme = board.board(tx, *self._month), programmes.current(tx)
        first, last, minimum = found.completed.first, found.completed.last, scheme.terms.purchase_minimum_cents
        self._view.show_figures(found.figures, self._month, tx.today)
        issued = self._issued.get(first, "")
        self._view.board.show_board(found, tx.today, tx.zone, scheme.currency, minimum, issued)
        jobs.start(lambda _progress: (first, self._read_earned(first, last)), self._show_earned)

    def _read_earned(self, first: date, last: date) -> str:
        with self._db.read(self._actor) as tx:
            return self._earned(tx, first, last)

    def _show_earned(self, found: tuple[date, str]) -> None:
        """The month's vouchers, gone through beside the screen; of another month they are kept for later."""
        first, issued = found
        self._issued[first] = issued
        if first == date(*self._month, 1):
            self._view.board.show_issued(first, issued)

    def _read_list(self, tx: Transaction) -> None:
        figures, listing = board.figures(tx), self._view.listing
        self._view.show_figures(figures, self._month, tx.today)
        listing.show_counts(figures)
        if listing.typed():
            found = board.found(tx, listing.typed(), listing.group)
            listing.show_found(self._rows(tx, found), board.MOST_FOUND)
        else:
            listing.show_group(figures.of(listing.group), self._fetch)

    def _fetch(self, group: Group, offset: int, count: int) -> "Sequence[Row]":
        with self._db.read(self._actor) as tx:
            return self._rows(tx, board.page(tx, group, offset, count))

    def _rows(self, tx: Transaction, items: Sequence[Item]) -> "Sequence[Row]":
        from parrainage_desktop.referrals.listing import row_of

        currency = programmes.current(tx).currency
        return [row_of(item, tx.today, currency) for item in items]
