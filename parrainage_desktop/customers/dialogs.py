"""A new customer, typed beside the list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers.rules import Channel, NewCustomer
from parrainage_desktop.customers.sheet import consents_card, form, pair
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Check
from parrainage_desktop.ui.fields import ElidedLabel, Field, card, label, show_text
from parrainage_desktop.ui.layouts import filled, foot, in_column, in_row

_NAME = 120


class NewCustomerForm(QWidget):
    """The form. `sent` carries the person, `looked` phone and e-mail when one was left, `left` that it was given up.

    `met` carries the number of somebody who is a customer already.
    """

    sent = Signal(object)
    looked = Signal(str, str)
    left = Signal()
    met = Signal(int)

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language, self._known_id = language, 0
        self.given, self.family = Field(_("First name"), large=True), Field(_("Last name"), large=True)
        self.phone, self.email = Field(_("Phone"), large=True), Field(_("E-mail (optional)"), large=True)
        self.city = Field(_("Town"), large=True)
        self.consents = {channel: Check(_agrees(channel)) for channel in Channel}
        self._known, self._band = ElidedLabel("", "strong", "accent-text"), card("accent")
        self.open = Button(_("Open"), name=_("Open the customer who is known already"))
        self._trouble = label("", "strong", "err-text", wrap=True)
        self.save = Button(_("Save"), "primary", "check-bold", _("Enter"), 56)
        self.give_up = Button(_("Give up"), icon="x", key=_("Esc"), height=56)
        self._build()
        self._connect()

    def begin(self, given: str = "", family: str = "", phone: str = "") -> None:
        """Start with what is known; no consent is ever ticked in advance."""
        self.remember((given, family, phone, "", ""))
        for field in self._fields():
            field.show_error("")
        for consent in self.consents.values():
            consent.setChecked(False)
        self.show_known(0, "")
        self.show_trouble("")
        (self.phone if given else self.given).line.setFocus()

    def submit(self) -> None:
        """Send the form; only a first name is needed."""
        self.show_trouble("")
        if not self.given.text().strip():
            self._blame(self.given, _("A first name is needed."))
            return
        self.sent.emit(self.person())

    def person(self) -> NewCustomer:
        """The person as typed."""
        yes = frozenset(channel for channel, consent in self.consents.items() if consent.isChecked())
        given, family, phone, email, city = self.memory()
        return NewCustomer(given, family, phone, email, city, self._language, yes)

    def show_known(self, customer_id: int, name: str) -> None:
        """Say who has this phone or e-mail already; nobody for an empty name."""
        self._known_id = customer_id
        self._known.setText(_("Already a customer: {name}").format(name=name) if name else "")
        self._band.setVisible(bool(name))

    def show_error(self, field: str, message: str, *, go: bool = True) -> None:
        """Say what is wrong under the field it is about."""
        long_family = len(self.family.text()) > _NAME >= len(self.given.text())
        fields = {"name": self.family if long_family else self.given, "phone": self.phone, "email": self.email}
        shown = {**fields, "city": self.city}.get(field, self.given)
        if go:
            self._blame(shown, message)
        else:
            shown.show_error(message)

    def show_trouble(self, message: str) -> None:
        """Say that nothing was saved, and why; the form stays as it is."""
        show_text(self._trouble, message)

    def memory(self) -> tuple[str, ...]:
        """What was typed."""
        return tuple(field.text() for field in self._fields())

    def remember(self, texts: Sequence[str]) -> None:
        """Type it again."""
        for field, text in zip(self._fields(), texts, strict=True):
            field.set_text(text)

    def _blame(self, field: Field, message: str) -> None:
        field.show_error(message)
        field.line.setFocus()

    def _fields(self) -> tuple[Field, Field, Field, Field, Field]:
        return self.given, self.family, self.phone, self.email, self.city

    def _look(self) -> None:
        for field in (self.phone, self.email):
            field.show_error("")
        self.looked.emit(self.phone.text(), self.email.text())

    def _connect(self) -> None:
        self.phone.left.connect(self._look)
        self.email.left.connect(self._look)
        self.given.line.textEdited.connect(lambda _text: self.given.show_error(""))
        self.family.line.textEdited.connect(lambda _text: self.family.show_error(""))
        self.open.clicked.connect(lambda: self.met.emit(self._known_id))
        self.save.clicked.connect(self.submit)
        self.give_up.clicked.connect(self.left)

    def _build(self) -> None:
        cards = (self._person_card(), self._known_band(), consents_card(self.consents.values()))
        title = label(_("New customer"), "screen")
        self.setLayout(form(title, cards, foot(self._trouble, self.give_up, self.save)))

    def _person_card(self) -> QFrame:
        rows = (pair(self.given, self.family), pair(self.phone, self.email), pair(self.city, QWidget()))
        return filled(card(), in_column(*rows, gap=14, edges=(24, 20, 24, 20)))

    def _known_band(self) -> QFrame:
        self._band.setLayout(in_row((self._known, 1), self.open, gap=12, edges=(24, 8, 12, 8)))
        return self._band


def _agrees(channel: Channel) -> str:
    return {
        Channel.EMAIL: _("Agrees to receive e-mails from the shop"),
        Channel.SMS: _("Agrees to receive text messages from the shop"),
        Channel.POST: _("Agrees to receive letters from the shop"),
    }[channel]
