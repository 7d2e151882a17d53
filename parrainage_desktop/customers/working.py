"""Beside the list: whoever is looked at, and the forms in which something is done for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import service
from parrainage_desktop.customers.acts import Act, ActForm, ActTyped
from parrainage_desktop.customers.dialogs import NewCustomerForm
from parrainage_desktop.customers.person import PersonPane
from parrainage_desktop.customers.record import Record, RecordForm
from parrainage_desktop.customers.rules import Customer, NewCustomer, split_name
from parrainage_desktop.customers.story_rules import Brief, Story
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.inviting import Inviting


class Provider(Protocol):
    """Whoever knows of a person what other features hold, and does for them what those do."""

    def story(self, tx: Transaction, person: Customer) -> Story:
        """Everything about one person."""
        ...

    def briefs(self, tx: Transaction, people: Sequence[Customer]) -> dict[int, Brief]:
        """What a list says under each name."""
        ...

    def buys(self, tx: Transaction, customer_id: int, amount: str) -> str:
        """Note a purchase; what it earned, in words. Raises InvalidInput."""
        ...

    def called(self, tx: Transaction, customer_id: int) -> None:
        """Note that a person who waited for a call got it."""
        ...

    def gives(self, tx: Transaction, customer_id: int, amount: str, reason: str) -> str:
        """Give a voucher by hand; what was given, in words. Raises InvalidInput."""
        ...


Form = NewCustomerForm | RecordForm | ActForm


@dataclass(frozen=True, slots=True)
class Work:
    """Who is looked at, the topic of their story, and what is being typed."""

    person: int | None
    topic: int
    typed: tuple[str, ...] | Record | ActTyped | None


class Working(QStackedWidget):
    """`met` says who is looked at from now on, `left` that a form was given up."""

    met = Signal(int)
    left = Signal()

    def __init__(self, db: Database, actor: Actor, provider: Provider) -> None:
        super().__init__()
        self._db, self._actor, self._provider = db, actor, provider
        self._person: int | None = None
        with db.read(actor) as tx:
            reader = preferences.shop(tx).language
        self.person, self.form, self.record = PersonPane(), NewCustomerForm(reader), RecordForm()
        self.act: ActForm | None = None
        self._nobody = self._empty_view()
        for view in (self._nobody, self.person, self.form, self.record):
            self.addWidget(view)
        self._connect()

    def shown(self) -> int | None:
        """The number of whoever is looked at."""
        return self._person

    def working(self) -> Form | None:
        """The form that is open."""
        view = self.currentWidget()
        return view if isinstance(view, Form) else None

    def show_person(self, customer_id: int) -> None:
        """Show one customer, unless something is being typed."""
        with self._db.read(self._actor) as tx:
            story = self._provider.story(tx, service.get(tx, customer_id))
            today = tx.today
        if customer_id != self._person:
            self.person.say("")
        self._person = customer_id
        self.person.show_story(story, today)
        if not self.working():
            self.setCurrentWidget(self.person)

    def forget(self) -> None:
        """Show nobody."""
        self._person = None
        self.leave()

    def leave(self) -> None:
        """Give up what is being typed."""
        self.setCurrentWidget(self.person if self._person is not None else self._nobody)

    def submit(self) -> None:
        """Do what the open form is for."""
        if form := self.working():
            form.submit()

    def begin_new(self, typed: str = "") -> None:
        """Start the form of a new customer with what was searched for."""
        name = not any(sign.isdigit() or sign == "@" for sign in typed)
        given, family = split_name(typed) if name and " " in typed else ("", typed if name else "")
        self.setCurrentWidget(self.form)
        self.form.begin(_raised(given), _raised(family), "" if name or "@" in typed else typed)

    def begin_change(self) -> None:
        """Start changing the record of whoever is looked at."""
        if story := self.person.story():
            self.setCurrentWidget(self.record)
            self.record.begin(story, story.phone)

    def begin_act(self, act: Act) -> None:
        """Start something that is done for them with a few words."""
        story = self.person.story()
        if story is None:
            return
        if self.act is not None:
            self.removeWidget(self.act)
            self.act.deleteLater()
        self.act = ActForm(act, story.person.name)
        self.act.sent.connect(self._do)
        self.act.left.connect(self._give_up)
        self.addWidget(self.act)
        self.setCurrentWidget(self.act)
        self.act.take_focus()

    def memory(self) -> Work:
        """Who is looked at, and what is being typed."""
        form = self.working()
        return Work(self._person, self.person.topics.index(), form.memory() if form else None)

    def remember(self, work: Work) -> None:
        """Look at the same person again, and type the same."""
        self._person = work.person
        self.person.topics.choose(work.topic)
        if self._person is not None:
            self.show_person(self._person)
        match work.typed:
            case tuple() as texts:
                self.begin_new()
                self.form.remember(texts)
            case Record() as record:
                self.begin_change()
                self.record.remember(record)
            case ActTyped(act, texts):
                self.begin_act(act)
                if self.act:
                    self.act.remember(texts)

    # Writing.

    def _add(self, new: NewCustomer) -> None:
        added: list[int] = []
        if self._write(self.form, lambda tx: added.append(service.add(tx, new).id)):
            self.met.emit(added[0])

    def _change(self, record: Record) -> None:
        if self._write(self.record, lambda tx: self._keep(tx, record)):
            self._done(_("The record is changed."))

    def _keep(self, tx: Transaction, record: Record) -> None:
        assert self._person is not None
        service.change(tx, self._person, record.person)
        said = service.consents(tx, self._person)
        for channel, granted in record.consents.items():
            if granted or channel in said:
                service.set_consent(tx, self._person, channel, granted)
        for gone in set(service.tags(tx, self._person)) - set(record.tags):
            service.untag(tx, self._person, gone)
        for word in record.tags:
            service.tag(tx, self._person, word)

    def _do(self, typed: Sequence[str]) -> None:
        assert self.act is not None
        act, said = self.act.act, [""]

        def work(tx: Transaction) -> None:
            assert self._person is not None
            said[0] = _done(self._provider, tx, self._person, act, typed)

        if self._write(self.act, work):
            self._done(said[0])

    def _called(self, customer_id: int) -> None:
        with self._db.write(self._actor) as tx:
            self._provider.called(tx, customer_id)
        self._done(_("The call is noted."))

    def _write(self, form: Form, work: Callable[[Transaction], None]) -> bool:
        """Do some work in one transaction; what is wrong is said in the form, and nothing of it is kept."""
        try:
            with self._db.write(self._actor) as tx:
                work(tx)
        except InvalidInput as error:
            form.show_error(error.field, error.message)
        except UserError as error:
            form.show_trouble(error.message)
        else:
            return True
        return False

    def _done(self, said: str) -> None:
        assert self._person is not None
        self.setCurrentWidget(self.person)
        self.show_person(self._person)
        self.person.say(said)
        self.person.history.setFocus()

    def _give_up(self) -> None:
        self.leave()
        self.left.emit()

    def _look(self, phone: str, email: str) -> None:
        try:
            with self._db.read(self._actor) as tx:
                known = service.who_has(tx, phone, email)
        except InvalidInput as error:
            self.form.show_error(error.field, error.message, go=False)
            return
        self.form.show_known(known.id if known else 0, known.name if known else "")

    def _connect(self) -> None:
        self.form.sent.connect(self._add)
        self.form.looked.connect(self._look)
        self.form.met.connect(self.met)
        self.form.left.connect(self._give_up)
        self.record.sent.connect(self._change)
        self.record.left.connect(self._give_up)
        self.person.edit.connect(self.begin_change)
        self.person.wanted.connect(self.begin_act)
        self.person.called.connect(self._called)

    def _empty_view(self) -> QWidget:
        add = Button(_("New customer"), "primary", "plus-bold")
        add.clicked.connect(lambda _checked=False: self.begin_new())
        said = _("Customers appear here as soon as they are added here or welcomed at the counter.")
        return Inviting("users", _("No customer yet"), said, add)


def _done(provider: Provider, tx: Transaction, customer_id: int, act: Act, typed: Sequence[str]) -> str:
    """Do an act; what was done, in words. Raises InvalidInput."""
    if act is Act.PURCHASE:
        return provider.buys(tx, customer_id, typed[0])
    if act is Act.VOUCHER:
        return provider.gives(tx, customer_id, typed[0], typed[1])
    if act is Act.NOTE:
        service.note(tx, customer_id, typed[0])
        return _("The note is kept.")
    service.replace_card(tx, customer_id)
    return _("The old card counts no more. Print the new one.")


def _raised(name: str) -> str:
    """A name as it is written, from how it was typed in a hurry; what has capitals already stays."""
    return name.title() if name.islower() else name
