"""The customers: whoever is meant is found while typing, with all that is known of them beside the list."""

from collections.abc import Mapping, Sequence
from typing import Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import service
from parrainage_desktop.customers.dialogs import NewCustomerForm
from parrainage_desktop.customers.pane import ListPane, found_text, group_text, matched
from parrainage_desktop.customers.person import PersonPane
from parrainage_desktop.customers.rules import (
    EVERYONE,
    Brief,
    Customer,
    Group,
    NewCustomer,
    Story,
    Which,
    split_name,
)
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, label
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.rows import Row

FOUND = 50
_COUNTED = (Group.ALL, Group.REFERRERS, Group.REFERRED, Group.TO_CALL)
"""The groups whose chips say how many they hold; the others say it once they are listed."""


class Provider(Protocol):
    """Whoever knows of a person what other features hold."""

    def story(self, tx: Transaction, person: Customer) -> Story:
        """Everything about one person."""
        ...

    def briefs(self, tx: Transaction, people: Sequence[Customer]) -> dict[int, Brief]:
        """What a list says under each name."""
        ...


class CustomersPage(Page):
    """List and person. The signals name what is to be done elsewhere, by customer number or by card letters."""

    shows = frozenset(
        "customers referrals purchases vouchers redemptions reversals cancellations answers shop".split()
    )
    answer_requested = Signal(int)
    friend_requested = Signal(str)
    cards_requested = Signal(int)
    counter_requested = Signal(int)

    def __init__(self, db: Database, actor: Actor, provider: Provider) -> None:
        super().__init__(db, actor)
        self._provider = provider
        self._person: int | None = None
        self._pages = service.Pages()
        with db.read(actor) as tx:
            reader = preferences.shop(tx).language
        self.list, self.person, self.form = ListPane(), PersonPane(), NewCustomerForm(reader)
        self._nobody = self._empty_view()
        self._right = QStackedWidget()
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Read the list and the person again."""
        if self.list.typed():
            self._find(self.list.typed())
        else:
            self._show_group()
        if self._person is not None:
            self.show_person(self._person)

    def show_person(self, customer_id: int) -> None:
        """Show one customer beside the list, unless somebody new is being typed there."""
        with self.db.read(self.actor) as tx:
            story = self._provider.story(tx, service.get(tx, customer_id))
            today = tx.today
        self._person = customer_id
        self.person.show_story(story, today)
        if self._right.currentWidget() is not self.form:
            self._right.setCurrentWidget(self.person)

    def memory(self) -> Mapping[str, object]:
        """Who is looked at, what is searched for, what is being typed."""
        held: dict[str, object] = {
            "search": self.list.typed(),
            "which": self.list.groups.which(),
            "topic": self.person.topics.index(),
            "person": self._person,
        }
        if self._right.currentWidget() is self.form:
            held["form"] = self.form.memory()
        return held

    def remember(self, memory: Mapping[str, object]) -> None:
        """Look at the same person again."""
        self._person = cast("int | None", memory.get("person"))
        self.person.topics.choose(cast("int", memory.get("topic", 0)))
        self.list.groups.choose(cast("Which", memory.get("which", EVERYONE)))
        self.list.search.setText(str(memory.get("search", "")))
        if self._person is not None:
            self.show_person(self._person)
        if "form" in memory:
            self.begin_new()
            self.form.remember(cast("tuple[object, ...]", memory["form"]))

    def begin_new(self, typed: str = "") -> None:
        """Start the form of a new customer with what was searched for."""
        name = not any(sign.isdigit() or sign == "@" for sign in typed)
        given, family = split_name(typed) if name and " " in typed else ("", typed if name else "")
        self._right.setCurrentWidget(self.form)
        self.form.begin(_raised(given), _raised(family), "" if name or "@" in typed else typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Slash searches, Esc gives up the form or the search, Enter saves the form."""
        in_form = self._right.currentWidget() is self.form
        if event.text() == "/":
            self.list.go()
        elif event.key() == Qt.Key.Key_Escape and (in_form or self.list.search.text()):
            if in_form:
                self._leave_form()
            else:
                self.list.search.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and in_form and not event.isAutoRepeat():
            self.form.submit()
        else:
            super().keyPressEvent(event)

    # The list.

    def _show_group(self) -> None:
        which = self.list.groups.which()
        with self.db.read(self.actor) as tx:
            counts = {group: service.count(tx, Which(group)) for group in _COUNTED}
            count = counts[which.group] if which.group in counts else service.count(tx, which)
        self.list.show_counts({**counts, which.group: count})
        self._pages = service.Pages(which)
        self.list.show_everyone(count, self._fetch, self._person, group_text(count, which.group))
        if self._person is None:
            self.list.rows.step(0)
        if not counts[Group.ALL] and self._right.currentWidget() is not self.form:
            self._right.setCurrentWidget(self._nobody)

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
        """Those found who belong to a group; None when there may be more than were found: the group must be searched."""
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

    # Somebody new.

    def _leave_form(self) -> None:
        self._right.setCurrentWidget(self.person if self._person is not None else self._nobody)
        self.list.go()

    def _meet(self, customer_id: int) -> None:
        self._right.setCurrentWidget(self.person)
        self.list.search.clear()
        self.show_person(customer_id)

    def _look(self, phone: str, email: str) -> None:
        try:
            with self.db.read(self.actor) as tx:
                known = service.who_has(tx, phone, email)
        except InvalidInput as error:
            self.form.show_error(error.field, error.message, go=False)
            return
        self.form.show_known(known.id if known else 0, known.name if known else "")

    def _add(self, new: object) -> None:
        try:
            with self.db.write(self.actor) as tx:
                added = service.add(tx, cast("NewCustomer", new))
        except InvalidInput as error:
            self.form.show_error(error.field, error.message)
        except UserError as error:
            self.form.show_trouble(error.message)
        else:
            self._person = added.id
            self._meet(added.id)
            self._show_group()

    # Building.

    def _build(self) -> None:
        self.setFocusProxy(self.list.search)
        for view in (self._nobody, self.person, self.form):
            self._right.addWidget(view)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._right, 1)

    def _empty_view(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setSpacing(16)
        column.addStretch(1)
        add = Button(_("New customer"), "primary", "plus-bold")
        add.clicked.connect(lambda _checked=False: self.begin_new())
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Dot(icon="users", size=64, icon_size=32), 0, middle)
        column.addWidget(label(_("No customer yet"), "card"), 0, middle)
        said = _("Customers appear here as soon as they are added here or welcomed at the counter.")
        column.addWidget(label(said, "body", "text-2"), 0, middle)
        column.addWidget(add, 0, middle)
        column.addStretch(1)
        return view

    def _connect(self) -> None:
        QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_F), self, self.list.go)
        self.list.searched.connect(self._find)
        self.list.entered.connect(self._search_everywhere)
        self.list.grouped.connect(self._regroup)
        self.list.groups.tags_wanted.connect(self._offer_tags)
        self.list.chosen.connect(self.show_person)
        self.list.wanted.connect(self.begin_new)
        self.person.answer.connect(self.answer_requested)
        self.person.friend.connect(self.friend_requested)
        self.person.cards.connect(self.cards_requested)
        self.person.counter.connect(self.counter_requested)
        self.form.sent.connect(self._add)
        self.form.looked.connect(self._look)
        self.form.met.connect(self._meet)
        self.form.left.connect(self._leave_form)


def _raised(name: str) -> str:
    """A name as it is written, from how it was typed in a hurry; what has capitals already stays."""
    return name.title() if name.islower() else name
