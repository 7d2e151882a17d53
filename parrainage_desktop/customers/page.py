"""The customers: whoever is meant is found while typing, with all that is known of them beside the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.customers import service
from parrainage_desktop.customers.groups import group_text
from parrainage_desktop.customers.pane import ListPane, found_text, matched
from parrainage_desktop.customers.rules import Customer, Group, Which
from parrainage_desktop.customers.working import Provider, Work, Working
from parrainage_desktop.ui.keys import is_enter
from parrainage_desktop.ui.layouts import in_row
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.rows import Row

FOUND = 50
_COUNTED = (Group.ALL, Group.REFERRERS, Group.REFERRED, Group.TO_CALL)
"""The groups whose chips say how many they hold; the others say it once they are listed."""


@dataclass(frozen=True, slots=True)
class _Memory:
    """Where the screen stood."""

    search: str
    which: Which
    beside: Work


class CustomersPage(Page):
    """List and person. The signals name what is to be done elsewhere, by customer number or by card letters."""

    shows = frozenset(
        "customers referrals purchases vouchers redemptions reversals cancellations answers shop"
        " consents customer_tags customer_notes customer_tiers ambassador_notes ambassador_tiers cards"
        " programmes".split()
    )
    answer_requested = Signal(int)
    friend_requested = Signal(str)
    cards_requested = Signal(int)
    counter_requested = Signal(int)
    import_requested = Signal()
    export_requested = Signal()
    duplicates_requested = Signal()
    personal_data_requested = Signal(int)
    statements_requested = Signal(int)
    ambassador_requested = Signal(int)
    ambassadors_requested = Signal()

    def __init__(self, db: Database, actor: Actor, provider: Provider) -> None:
        super().__init__(db, actor)
        self._provider = provider
        self._pages = service.Pages()
        self.list, self.beside = ListPane(), Working(db, actor, provider)
        self.person, self.form = self.beside.person, self.beside.form
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Read the list and the person again."""
        if self.list.typed():
            self._find(self.list.typed())
        else:
            self._show_group()
        self._show_again()

    def show_person(self, customer_id: int) -> None:
        """Show one customer beside the list, unless something is being typed there."""
        self.beside.show_person(customer_id)

    def memory(self) -> _Memory:
        """Who is looked at, what is searched for, what is being typed."""
        return _Memory(self.list.typed(), self.list.groups.which(), self.beside.memory())

    def remember(self, memory: object) -> None:
        """Look at the same person again."""
        if isinstance(memory, _Memory):
            self.list.groups.choose(memory.which)
            self.list.search.setText(memory.search)
            self.beside.remember(memory.beside)

    def begin_new(self, typed: str = "") -> None:
        """Start the form of a new customer with what was searched for."""
        self.beside.begin_new(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Slash searches, Esc gives up the form or the search, Enter saves the form; the menu’s keys act."""
        form = self.beside.working()
        if event.text() == "/":
            self.list.go()
        elif event.key() == Qt.Key.Key_Escape and form:
            self.beside.leave()
            self.list.go()
        elif event.key() == Qt.Key.Key_Escape and self.list.search.text():
            self.list.search.clear()
        elif is_enter(event) and form:
            self.beside.submit()
        elif form or not self.person.press(QKeySequence(event.keyCombination()).toString()):
            super().keyPressEvent(event)

    def _show_group(self) -> None:
        which = self.list.groups.which()
        with self.db.read(self.actor) as tx:
            counts = {group: service.count(tx, Which(group)) for group in _COUNTED}
            count = counts[which.group] if which.group in counts else service.count(tx, which)
        self.list.show_counts({**counts, which.group: count})
        self._pages = service.Pages(which)
        self.list.show_everyone(count, self._fetch, self.beside.shown(), group_text(count, which.group))
        if self.beside.shown() is None:
            self.list.rows.step(0)

    def _fetch(self, offset: int, many: int) -> Sequence[Row]:
        with self.db.read(self.actor) as tx:
            return self._rows(tx, self._pages.page(tx, offset, many))

    def _find(self, query: str, *, everywhere: bool = False) -> None:
        """List who is meant: within what a key press may take, or everywhere."""
        if len(query) < 2:
            self._show_group()
            return
        which = self.list.groups.which()
        look = service.find if everywhere else service.find_as_typed
        with self.db.read(self.actor) as tx:
            found = look(tx, query, FOUND)[:FOUND]
            mine = self._members(tx, found, which)
            if mine is None:
                mine = look(tx, query, FOUND, which)[:FOUND]
            counts = {group: self._members(tx, found, Which(group)) for group in _COUNTED}
            rows = self._rows(tx, mine, query)
        self.list.show_counts({group: len(some) for group, some in counts.items() if some is not None})
        self.list.show_found(rows, found_text(len(rows), FOUND), query)

    @staticmethod
    def _members(tx: Transaction, found: Sequence[Customer], which: Which) -> list[Customer] | None:
        """Those found who belong to a group; None when not everybody was found: then the group must be searched."""
        if which.group is not Group.ALL and len(found) >= FOUND:
            return None
        members = service.among(tx, which, [one.id for one in found])
        return [one for one in found if one.id in members]

    def _offer_tags(self) -> None:
        with self.db.read(self.actor) as tx:
            tags = service.all_tags(tx)
        self.list.groups.show_tags(tags)

    def _search_everywhere(self, query: str) -> None:
        """Enter in the search: look everywhere when nobody was found, then go to the person."""
        if query and not self.list.rows.rows.rowCount():
            self._find(query, everywhere=True)
        if self.list.rows.rows.rowCount():
            self.person.history.setFocus()

    def _regroup(self) -> None:
        if self.list.typed():
            self._find(self.list.typed())
            return
        self.list.rows.verticalScrollBar().setValue(0)
        self._show_group()
        if self.list.rows.key() is None:
            self.list.rows.step(0)

    def _rows(self, tx: Transaction, people: Sequence[Customer], query: str = "") -> list[Row]:
        said = self._provider.briefs(tx, people)
        words = service.needle(tx, query) if query else []
        return [
            Row(
                person.id, person.name, said[person.id].detail, person.initials, shape=said[person.id].shape,
                marks=matched(person.name, words),
            )
            for person in people
        ]  # fmt: skip

    def _show_again(self) -> None:
        """Read the person again, or show nobody when they are gone meanwhile."""
        number = self.beside.shown()
        if number is None:
            return
        with self.db.read(self.actor) as tx:
            gone = service.get(tx, number).gone
        if gone:
            self.beside.forget()
            self.list.rows.step(0)
        else:
            self.show_person(number)

    def _meet(self, customer_id: int) -> None:
        """Look at somebody just added or named by a form."""
        self.beside.leave()
        self.list.search.clear()
        self.show_person(customer_id)
        self._show_group()

    def _build(self) -> None:
        self.setFocusProxy(self.list.search)
        self.setLayout(in_row(self.list, (self.beside, 1), gap=0))

    def _connect(self) -> None:
        QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_F), self, self.list.go)
        self.list.searched.connect(self._find)
        self.list.entered.connect(self._search_everywhere)
        self.list.grouped.connect(self._regroup)
        self.list.groups.tags_wanted.connect(self._offer_tags)
        self.list.chosen.connect(self.show_person)
        self.list.wanted.connect(self.begin_new)
        self.beside.met.connect(self._meet)
        self.beside.left.connect(self.list.go)
        self.person.answer.connect(self.answer_requested)
        self.person.friend.connect(self.friend_requested)
        self.person.cards.connect(self.cards_requested)
        self.person.counter.connect(self.counter_requested)
        self.person.data.connect(self.personal_data_requested)
        self.person.statements.connect(self.statements_requested)
        self.person.ambassador.connect(self.ambassador_requested)
        self.list.taken_out.connect(self.export_requested)
        self.list.compared.connect(self.duplicates_requested)
        self.list.praised.connect(self.ambassadors_requested)
        self.list.brought_in.connect(self.import_requested)
