"""A customer found by name at the counter: what they can use, what they can do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from parrainage_desktop.base.codes import masked
from parrainage_desktop.base.i18n import _, day, money
from parrainage_desktop.base.money import BadAmount, parse_amount
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.referrals.rules import Referral
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, ElidedLabel, Field, label, rule
from parrainage_desktop.vouchers.rules import Voucher


class PersonView(QFrame):
    """One customer: `voucher` names the code to look at, `bought` the cents of a purchase or None.

    `touched` says that somebody is typing.
    """

    voucher = Signal(str)
    bought = Signal(object)
    friend = Signal(str)
    answer = Signal(int)
    cards = Signal(int)
    left = Signal()
    touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "hero")
        self._person: Customer | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout()
        self._first: Button | None = None
        self.amount: Field | None = None

    def show_person(self, person: Customer, phone: str, usable: Sequence[Voucher], waiting: Referral | None) -> None:
        """Show a customer with the vouchers to be used now and, if a referral waits, its first purchase."""
        self._person = person
        self._start_over()
        self._column.addLayout(self._head(person, phone))
        self._column.addWidget(rule())
        if waiting:
            self._column.addLayout(self._purchase(waiting))
        for voucher in usable[:4]:
            self._column.addLayout(self._voucher(voucher, enters=not waiting and voucher is usable[0]))
        if not usable:
            self._column.addWidget(label(_("No voucher to use today."), "large", "text-2"))
        self._column.addStretch(1)
        self._column.addLayout(self._actions(person))
        if self.amount:
            self.amount.line.setFocus()
        elif self._first:
            self._first.setFocus()
        else:
            self.setFocus()

    def enter(self) -> None:
        """Do what Enter means here: the first purchase, else the first voucher."""
        if self.amount is not None and not self.amount.line.text().strip() and self._first:
            self._first.click()
        elif self.amount is not None:
            self._buy()
        elif self._first:
            self._first.click()

    def _start_over(self) -> None:
        """Begin an empty body; the one before goes away with everything on it."""
        self._first, self.amount = None, None
        while item := self._outer.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(28, 24, 28, 24)
        self._column.setSpacing(12)
        self._outer.addWidget(body)

    def _head(self, person: Customer, phone: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Dot(person.initials, size=64, role="card-large"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(person.name, "person"))
        words.addWidget(label(phone, "body", "text-2"))
        row.addLayout(words, 1)
        back = Button(_("Next customer"), key=_("Esc"))
        back.clicked.connect(self.left)
        row.addWidget(back)
        return row

    def _purchase(self, waiting: Referral) -> QHBoxLayout:
        self.amount = Field(_("First purchase: reference amount, not a payment"), large=True)
        self.amount.line.textEdited.connect(lambda _text: self.touched.emit())
        button = Button(_("Record the first purchase"), "primary", "receipt", _("Enter"), 56)
        button.clicked.connect(self._buy)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.amount, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _buy(self) -> None:
        if self.amount is None:
            return
        try:
            cents = parse_amount(self.amount.text()) if self.amount.text().strip() else None
        except BadAmount:
            self.amount.show_error(_("Type an amount such as 12.50."))
            return
        self.bought.emit(cents)

    def _voucher(self, voucher: Voucher, enters: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(label(money(voucher.balance_cents, voucher.currency), "card-large"))
        until = _("until {day}").format(day=day(voucher.valid_until))
        row.addWidget(ElidedLabel(f"{masked(voucher.code)} · {until}", "large", "text-2"), 1)
        role, key = ("primary", _("Enter")) if enters else ("secondary", "")
        button = Button(_("Redeem a voucher"), role, "ticket", key, 56)
        button.clicked.connect(lambda: self.voucher.emit(voucher.code))
        self._first = self._first or button
        row.addWidget(button)
        return row

    def _actions(self, person: Customer) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for text, icon, act in (
            (_("New referral"), "user-plus", lambda: self.friend.emit(person.card)),
            (_("Log an answer"), "chat-centered-text", lambda: self.answer.emit(person.id)),
            (_("Print cards"), "printer", lambda: self.cards.emit(person.id)),
        ):
            button = Button(text, icon=icon)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        return row
