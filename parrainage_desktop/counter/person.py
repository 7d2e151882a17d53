"""A customer found by name at the counter: what they can use, what they can do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from parrainage_desktop.base.codes import masked
from parrainage_desktop.base.i18n import _, day, money
from parrainage_desktop.counter.purchase import PurchaseLine
from parrainage_desktop.counter.till import PersonFacts
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.gifts import wording as gift_wording
from parrainage_desktop.gifts.rules import Gift
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, ElidedLabel, label, rule
from parrainage_desktop.ui.layouts import empty, in_column, in_row
from parrainage_desktop.vouchers.rules import Voucher


class PersonView(QFrame):
    """One customer: `voucher` names the code to look at, `bought` the cents of a purchase or None, `handed` a gift.

    `touched` says that somebody is typing.
    """

    voucher = Signal(str)
    bought = Signal(object)
    friend = Signal(str)
    answer = Signal(int)
    handed = Signal(int)
    cards = Signal(int)
    left = Signal()
    touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "hero")
        self._facts: PersonFacts | None = None
        self._outer = in_column()
        self.setLayout(self._outer)
        self._column = QVBoxLayout()
        self._first: Button | None = None
        self.purchase: PurchaseLine | None = None

    def show_person(self, facts: PersonFacts) -> None:
        """Show a customer with the vouchers to be used now and, if a referral waits, its first purchase."""
        self._facts = facts
        self._fill(facts, buys=facts.waiting is not None)

    def ask_amount(self) -> None:
        """Open the line for a purchase, whether or not a referral waits for it."""
        if self._facts:
            self._fill(self._facts, buys=True)

    def enter(self) -> None:
        """Do what Enter means here: the purchase when there is a line for one, else the first voucher."""
        if self.purchase:
            self.purchase.enter()
        elif self._first:
            self._first.click()

    def _fill(self, facts: PersonFacts, buys: bool) -> None:
        self._start_over()
        self._column.addLayout(self._head(facts))
        self._column.addWidget(rule())
        if buys:
            self._column.addWidget(self._purchase(first=facts.waiting is not None))
        for voucher in facts.usable[:4]:
            self._column.addLayout(self._voucher(voucher, enters=not buys and voucher is facts.usable[0]))
        for gift in facts.gifts[:3]:
            self._column.addLayout(self._gift(gift))
        if not facts.usable and not facts.gifts:
            self._column.addWidget(label(_("No voucher to use today."), "large", "text-2"))
        self._column.addStretch(1)
        self._column.addLayout(self._actions(facts.person))
        takes_keys = self.purchase.amount.line if self.purchase else self._first or self
        takes_keys.setFocus()

    def _start_over(self) -> None:
        """Begin an empty body; the one before goes away with everything on it."""
        self._first, self.purchase = None, None
        empty(self._outer)
        body = QWidget()
        self._column = in_column(gap=12, edges=(28, 24, 28, 24))
        body.setLayout(self._column)
        self._outer.addWidget(body)

    def _head(self, facts: PersonFacts) -> QHBoxLayout:
        words = in_column(
            ElidedLabel(facts.person.name, "person"),
            ElidedLabel(" · ".join(filter(None, (facts.phone, facts.referrer))), "body", "text-2"),
            gap=0,
        )
        back = Button(_("Next customer"), key=_("Esc"))
        back.clicked.connect(self.left)
        return in_row(Dot(facts.person.initials, size=64, role="card-large"), (words, 1), back, gap=16)

    def _purchase(self, first: bool) -> PurchaseLine:
        self.purchase = PurchaseLine(first)
        self.purchase.touched.connect(self.touched)
        self.purchase.bought.connect(self.bought)
        return self.purchase

    def _voucher(self, voucher: Voucher, enters: bool) -> QHBoxLayout:
        until = _("until {day}").format(day=day(voucher.valid_until))
        role, key = ("primary", _("Enter")) if enters else ("secondary", "")
        button = Button(_("Redeem a voucher"), role, "ticket", key, 56)
        button.clicked.connect(lambda: self.voucher.emit(voucher.code))
        self._first = self._first or button
        return in_row(
            label(money(voucher.balance_cents, voucher.currency), "card-large"),
            (ElidedLabel(f"{masked(voucher.code)} · {until}", "large", "text-2"), 1),
            button,
            gap=16,
        )

    def _gift(self, gift: Gift) -> QHBoxLayout:
        button = Button(gift_wording.hand_over(gift), "secondary", "gift", height=56)
        button.clicked.connect(lambda: self.handed.emit(gift.id))
        return in_row(
            (ElidedLabel(gift.text, "card-large"), 1),
            label(gift_wording.detail(gift), "large", "text-2"),
            button,
            gap=16,
        )

    def _actions(self, person: Customer) -> QHBoxLayout:
        buy = (_("Record a purchase"), "receipt", self.ask_amount)
        others = (
            (_("New referral"), "user-plus", lambda: self.friend.emit(person.card)),
            (_("Log an answer"), "chat-centered-text", lambda: self.answer.emit(person.id)),
            (_("Print cards"), "printer", lambda: self.cards.emit(person.id)),
        )
        row = in_row(gap=8)
        for text, icon, act in others if self.purchase else (buy, *others):
            button = Button(text, icon=icon)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        return row
