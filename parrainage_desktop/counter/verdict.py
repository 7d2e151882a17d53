"""The two answers a voucher can get, to be read from two metres."""

from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.counter import wording
from parrainage_desktop.counter.part_use import PartLine
from parrainage_desktop.counter.rules import VoucherAnswer
from parrainage_desktop.referrals.rules import ClaimRefused
from parrainage_desktop.referrals.wording import refusal as claim_refusal
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel, label, sign
from parrainage_desktop.ui.layouts import filled, in_column, in_row
from parrainage_desktop.ui.painted import AcceptedPanel, BigTicket, CheckDisc, Octagon, RefusedPanel
from parrainage_desktop.vouchers.rules import Accepted, Refused, Voucher
from parrainage_desktop.vouchers.wording import refusal as voucher_refusal


class AcceptedView(AcceptedPanel):
    """A voucher that may be honoured; `used` when the seller says so, `left` when not."""

    used = Signal()
    left = Signal()

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone
        self.ticket = BigTicket()
        self._reminder = label("", "large", "white", wrap=True)
        self._strip, self.part = QFrame(), PartLine()
        self.use = Button(_("Redeem this voucher"), "accept", "check-circle", _("Enter"), 72)
        self.leave = Button(_("Don’t redeem"), "decline", key=_("Esc"), height=72, font_role="counter-beside")
        self._build()
        self.use.clicked.connect(self.used)
        self.leave.clicked.connect(self.left)

    def show_answer(self, accepted: Accepted, answer: VoucherAnswer, today: date) -> None:
        """Show a voucher and what to check before honouring it."""
        voucher = accepted.voucher
        self.ticket.show_voucher(*wording.ticket(voucher, answer.referrer, today))
        said = wording.reminder(voucher, answer.one_per_purchase, answer.used_today_at, self._zone)
        self._reminder.setText(said)
        self._strip.setVisible(bool(said))
        self.part.show_voucher(voucher, answer.part_use)
        self._column.setSpacing(10 if answer.part_use else 16)
        self.setAccessibleName(f"{_('Voucher valid')}. {self.ticket.accessibleName()}. {said}")

    def _build(self) -> None:
        self.use.setSizePolicy(self.ticket.sizePolicy().horizontalPolicy(), self.use.sizePolicy().verticalPolicy())
        foot = in_row((self.use, 1), self.leave, gap=12)
        self._column = in_column(
            self._title(), ..., (self.ticket, 8), ..., self._reminding(), self.part, foot,
            gap=16, edges=(28, 28, 28, 24),
        )  # fmt: skip
        self.setLayout(self._column)

    def _title(self) -> QHBoxLayout:
        words = in_column(
            label(_("Voucher valid"), "verdict", "white"), label(_("You can accept it."), "lead", "white"), gap=0
        )
        return in_row(CheckDisc(), (words, 1), gap=20)

    def _reminding(self) -> QFrame:
        self._strip.setProperty("card", "reminder")
        self._strip.setMinimumHeight(56)
        mark = sign("receipt", "verdict.ok-fg", 26)
        self._strip.setLayout(in_row(mark, (self._reminder, 1), gap=12, edges=(18, 8, 18, 8)))
        return self._strip


class RefusedView(RefusedPanel):
    """A refusal: the big word, why, what to say; `next` goes on, `other` asks for the customer's other voucher.

    `back` asks for what was typed, to correct it.
    """

    next = Signal()
    other = Signal(str)
    back = Signal()

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone
        self._label = label("", "large-strong", "no-label")
        self._title = label("", "refusal", "no-title")
        self._detail = label("", "lead", "no-text", wrap=True)
        self._say = label("", "speech", "no-text", wrap=True)
        self._facts = ElidedLabel("", "body", "no-text-2")
        self._other = _OtherVoucher()
        self.go_on = Button(_("Next customer"), "next", key=_("Enter"), height=72)
        self.correct = Button(_("Correct the code"), "other", key="F6", height=72)
        self._other_code = ""
        self._build()
        self.go_on.clicked.connect(self.next)
        self.correct.clicked.connect(self.back)
        self._other.button.clicked.connect(self.show_other)

    def show_voucher(self, refused: Refused, today: date, taken_here: str) -> None:
        """Show why a voucher is not honoured; `taken_here` says that this till took it a moment ago."""
        said = voucher_refusal(refused, today, self._zone)
        self._show(said.label, said.title, taken_here or said.detail, said.to_say)
        self._facts.setText(wording.facts(refused.voucher) if refused.voucher else "")
        self._offer(refused.other)

    def show_claim(self, refused: ClaimRefused) -> None:
        """Show why a friend's arrival earns nothing."""
        said = claim_refusal(refused)
        self._show(said.label, said.title, said.detail, said.to_say)
        self._facts.setText("")
        self._offer(None)

    def offer_correction(self, offered: bool) -> None:
        """Whether what was typed may be taken up again."""
        self.correct.setVisible(offered)

    def show_other(self) -> None:
        """Go to the customer's other voucher, if there is one, or back to what was typed."""
        if self._other_code:
            self.other.emit(self._other_code)
        elif self.correct.isVisibleTo(self):
            self.back.emit()

    def _show(self, name: str, title: str, detail: str, say: str) -> None:
        for part, text in ((self._label, name), (self._title, title), (self._detail, detail), (self._say, say)):
            part.setText(text)
        self.setAccessibleName(f"{name}. {title}. {detail}")

    def _offer(self, voucher: Voucher | None) -> None:
        self._other_code = voucher.code if voucher else ""
        self._other.setVisible(voucher is not None)
        if voucher:
            self._other.show_voucher(*wording.other(voucher))

    def _build(self) -> None:
        self.go_on.setSizePolicy(self._say.sizePolicy().horizontalPolicy(), self.go_on.sizePolicy().verticalPolicy())
        row = in_row((self.go_on, 1), self.correct, gap=12)
        column = in_column(
            self._head(), ..., self._speech(), self._other, ..., self._facts, row, gap=12, edges=(30, 58, 30, 26)
        )
        self.setLayout(column)

    def _head(self) -> QHBoxLayout:
        words = in_column(self._label, self._title, self._detail, gap=2)
        return in_row(Octagon(), (words, 1), gap=24)

    def _speech(self) -> QFrame:
        box = QFrame()
        box.setProperty("card", "refused")
        mark = sign("quotes-fill", "verdict.no-label", 20)
        head = in_row(mark, (label(_("Say to the customer"), "strong", "no-label"), 1), gap=8)
        box.setLayout(in_column(head, self._say, gap=6, edges=(20, 16, 20, 16)))
        return box


class _OtherVoucher(QFrame):
    """The customer's other voucher, one key away."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "refused")
        self._title = label("", "large-strong", "no-text", wrap=True)
        self._detail = label("", "strong", "no-text-2")
        self.button = Button(_("See this voucher"), "other", key="F6", height=56)
        mark = sign("ticket", "verdict.ok-ticket-fg", 30)
        words = filled(QWidget(), in_column(self._title, self._detail, gap=0))
        self.setLayout(in_row(mark, (words, 1), self.button, gap=16, edges=(20, 9, 12, 9)))

    def show_voucher(self, title: str, detail: str) -> None:
        """Name the other voucher."""
        self._title.setText(title)
        self._detail.setText(detail)
