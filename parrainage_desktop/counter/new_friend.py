"""A friend arrives with a card: who sent them, who they are, what both will get."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from parrainage_desktop.base.codes import masked
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _, month, ngettext
from parrainage_desktop.base.money import BadAmount, Problem, parse_amount
from parrainage_desktop.counter.arrival import ReferrerCard
from parrainage_desktop.counter.rules import Arrival
from parrainage_desktop.customers.rules import Channel, Customer, NewCustomer
from parrainage_desktop.referrals.rules import Hindrance
from parrainage_desktop.referrals.wording import hindrance
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Check, Choice
from parrainage_desktop.ui.fields import Field, card, label, rule, sign
from parrainage_desktop.ui.layouts import empty, in_column, in_row
from parrainage_desktop.ui.painted import SmallTicket
from parrainage_desktop.ui.theme import font
from parrainage_desktop.vouchers.service import new_attempt

LOOK_AGAIN_MS = 250


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it was sent; `amount_cents` is None when no purchase was made or no amount noted.

    `attempt` is the same however often one form is sent.
    """

    card: str
    new: NewCustomer
    buys_now: bool
    amount_cents: int | None
    prints: bool
    attempt: str


@dataclass(frozen=True, slots=True)
class FriendTyped:
    """The form as it was left: whose card, what its fields hold, and when the first purchase is."""

    card: str
    attempt: str
    texts: tuple[str, ...]
    consent: bool
    when: int


class NewFriendView(QWidget):
    """The form; `sent` carries it filled, `left` says that it was given up.

    `look` is asked, a moment after each change, how the arrival stands.
    """

    sent = Signal(object)
    left = Signal()
    change_referrer = Signal()

    def __init__(self, look: Callable[[str, NewCustomer], Arrival], language: str, staff: str) -> None:
        super().__init__()
        self._look, self._language, self._staff = look, language, staff
        self._card = self._attempt = ""
        self.referrer: Customer | None = None
        self._trouble, self._agreed = label("", "strong", "err-text", wrap=True), label("", "small", "text-3")
        self.given, self.family = Field(_("First name"), large=True), Field(_("Last name"), large=True)
        self.phone, self.email = Field(_("Phone"), large=True), Field(_("E-mail (optional)"), large=True)
        self.consent = Check(_("Agrees to receive text messages from the shop"))
        self.when = Choice([_("Paid now"), _("Later")], _("First purchase"), 56)
        self.amount = Field(_("Receipt amount"), large=True)
        self.send = Button(_("Save"), "primary", "printer", _("Enter"), 64)
        self.send_only = Button(_("Save without printing"), height=64, font_role="large-strong")
        self.give_up = Button(_("Give up"), icon="x", key=_("Esc"))
        self.side = ReferrerCard()
        self._tickets, self._days, self._band = QHBoxLayout(), label("", "body", "on-brand-soft"), card("band")
        self._timer = QTimer(self)
        self._build()
        self._connect()

    def begin(self, code: str, referrer: Customer, rewarded: int) -> None:
        """Start an empty form for a friend of `referrer`."""
        self._card, self.referrer, self._attempt = code, referrer, new_attempt()
        self.show_trouble("")
        self.side.show_referrer(
            referrer,
            masked(code),
            month(referrer.since.year, referrer.since.month),
            ngettext("{count} referral completed", "{count} referrals completed", rewarded).format(count=rewarded),
        )
        for field in (self.given, self.family, self.phone, self.email, self.amount):
            field.set_text("")
            field.show_error("")
        self.consent.setChecked(False)
        self.when.choose(0)
        self.look_again()
        self.given.line.setFocus()

    def submit(self, *, prints: bool = True) -> None:
        """Send the form if it can be read."""
        if not self.given.text().strip():
            self.given.show_error(_("A first name is needed."))
            self.given.line.setFocus()
            return
        try:
            cents = self._cents()
        except BadAmount as bad:
            ambiguous = bad.problem is Problem.AMBIGUOUS
            self.amount.show_error(
                _("Write it without a thousands separator.") if ambiguous else _("Type an amount such as 12.50.")
            )
            self.amount.line.setFocus()
            return
        self.show_trouble("")
        self.sent.emit(Filled(self._card, self._new(), self._buys_now(), cents, prints, self._attempt))

    def show_error(self, field: str, message: str) -> None:
        """Say what is wrong under the field it is about."""
        fields = {"name": self.given, "phone": self.phone, "email": self.email, "amount": self.amount}
        shown = fields.get(field, self.given)
        shown.show_error(message)
        shown.line.setFocus()

    def show_trouble(self, message: str) -> None:
        """Say that nothing was saved, and why; the form stays as it is."""
        self._trouble.setText(message)

    def look_again(self) -> None:
        """Ask how the arrival stands and show it."""
        try:
            arrival = self._look(self._card, self._new())
        except UserError as error:
            self.show_trouble(error.message)
            return
        self.side.show_checks(arrival)
        for field, message in ((self.phone, arrival.phone_error), (self.email, arrival.email_error)):
            if not field.line.hasFocus():
                field.show_error(message)
        self._show_tickets(arrival)

    def memory(self) -> FriendTyped:
        """What was typed, and for whose card."""
        texts = tuple(field.text() for field in self._typed())
        return FriendTyped(self._card, self._attempt, texts, self.consent.isChecked(), self.when.index())

    def remember(self, typed: FriendTyped) -> None:
        """Type it again."""
        self._attempt = typed.attempt
        for field, text in zip(self._typed(), typed.texts, strict=True):
            field.set_text(text)
        self.consent.setChecked(typed.consent)
        self.when.choose(typed.when)
        self.look_again()

    def _typed(self) -> tuple[Field, ...]:
        return self.given, self.family, self.phone, self.email, self.amount

    def _build(self) -> None:
        head = in_row((label(_("New referral"), "screen"), 1), self.give_up)
        middle = in_row(self.side, (self._form(), 1), gap=20)
        foot = in_row((self._trouble, 1), self.send_only, self.send, gap=16)
        self.setLayout(in_column(head, (middle, 1), foot, gap=16, edges=(28, 24, 28, 24)))

    def _form(self) -> QFrame:
        box = card("hero")
        column = in_column(label(_("The new customer"), "card-large"), ..., gap=8, edges=(24, 14, 24, 14))
        box.setLayout(column)
        for left, right in ((self.given, self.family), (self.phone, self.email)):
            column.addLayout(in_row((left, 1), (right, 1), gap=16))
        column.addLayout(in_row((self.consent, 1), self._agreed))
        column.addWidget(rule())
        column.addStretch(1)
        column.addLayout(self._purchase())
        column.addStretch(2)
        column.addWidget(self._preview())
        return box

    def _purchase(self) -> QHBoxLayout:
        chooser = in_column(label(_("First purchase"), "small-strong", "text-2"), self.when, gap=6)
        self.amount.line.setMinimumHeight(56)
        self.amount.line.setFont(font("person"))
        self.amount.setFixedWidth(190)
        top = Qt.AlignmentFlag.AlignTop
        return in_row(
            chooser, (self.amount, top), (label(_("Reference amount,\nnot a payment."), "small", "text-3"), 1), gap=16
        )

    def _preview(self) -> QFrame:
        band = self._band
        self._tickets.setSpacing(13)
        days = in_row(sign("calendar-check", "on-brand-soft", 20), (self._days, 1), gap=8)
        band.setLayout(in_column(self._tickets, days, gap=8, edges=(16, 12, 16, 10)))
        band.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return band

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.look_again)
        for field in (self.given, self.family, self.phone, self.email, self.amount):
            field.line.textEdited.connect(lambda _text: self._timer.start())
            field.left.connect(self._timer.start)
        self.when.chosen.connect(self._choose_when)
        self.consent.toggled.connect(self._note_agreement)
        self.give_up.clicked.connect(self.left)
        self.send.clicked.connect(lambda: self.submit(prints=True))
        self.send_only.clicked.connect(lambda: self.submit(prints=False))
        self.side.change.clicked.connect(self.change_referrer)

    def _new(self) -> NewCustomer:
        consents = frozenset({Channel.SMS}) if self.consent.isChecked() else frozenset()
        return NewCustomer(
            self.given.text(), self.family.text(), self.phone.text(), self.email.text(), language=self._language,
            consents=consents,
        )  # fmt: skip

    def _choose_when(self, index: int) -> None:
        self.amount.setVisible(index == 0)
        self._timer.start()

    def _note_agreement(self, agreed: bool) -> None:
        self._agreed.setText(_("Agreement noted by {staff}").format(staff=self._staff) if agreed else "")

    def _buys_now(self) -> bool:
        return self.when.index() == 0

    def _cents(self) -> int | None:
        if not self._buys_now() or not self.amount.text().strip():
            return None
        return parse_amount(self.amount.text())

    def _show_tickets(self, arrival: Arrival) -> None:
        empty(self._tickets)
        tickets = self._tickets_of(arrival)
        for ticket in tickets:
            self._tickets.addWidget(ticket)
        self._tickets.addStretch(1)
        self._days.setText(hindrance(Hindrance.TO_CHECK, 0, "") if arrival.waits else arrival.days)
        self._band.setVisible(not arrival.refusal)
        self._say_what_enter_does(len(tickets) if self._buys_now() and not arrival.waits else 0)

    def _say_what_enter_does(self, papers: int) -> None:
        many = ngettext("Save and print {count} voucher", "Save and print {count} vouchers", papers)
        self.send.setText(many.format(count=papers) if papers else _("Save"))
        self.send.setAccessibleName(self.send.text())
        self.send.set_icon("printer" if papers else "check-bold")
        self.send.updateGeometry()
        self.send_only.setVisible(bool(papers))

    def _tickets_of(self, arrival: Arrival) -> Sequence[SmallTicket]:
        friend = f"{self.given.text()} {self.family.text()}".strip() or _("The new customer")
        sides = (
            (friend, _("referred customer"), arrival.referee_gets),
            (self.referrer.name if self.referrer else "", _("referrer"), arrival.referrer_gets),
        )
        return [SmallTicket(name, part, amount) for name, part, amount in sides if amount and not arrival.refusal]
