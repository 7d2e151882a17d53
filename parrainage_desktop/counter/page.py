"""The counter: one field that is always listening, one clear answer, today's list with its way back."""

import time
from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, money
from parrainage_desktop.counter import service, wording
from parrainage_desktop.counter.answering import AnsweringView, Given
from parrainage_desktop.counter.header import Header
from parrainage_desktop.counter.new_friend import Filled, NewFriendView
from parrainage_desktop.counter.person import PersonView
from parrainage_desktop.counter.ready import ReadyView
from parrainage_desktop.counter.rules import Bought, CannotUndo, CardAnswer, CounterAnswer, PeopleAnswer, VoucherAnswer
from parrainage_desktop.counter.till import Till
from parrainage_desktop.counter.today import TodayList
from parrainage_desktop.counter.verdict import AcceptedView, RefusedView
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.referrals.rules import ClaimRefused
from parrainage_desktop.referrals.wording import flagged_to_say, hindrance
from parrainage_desktop.ui import sounds
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.scanner import EnterGuard
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Accepted, Refused

T = TypeVar("T")

REST_MS = 60_000
BAND_MS = 30_000
TYPED_MS = 40
SAME_SCAN_SECONDS = 2.0
FRIEND, ANSWER, CARDS = "friend", "answer", "cards"


class CounterPage(Page):
    """The counter. `print_cards` names a customer, `print_vouchers` the codes of vouchers to put on paper."""

    shows = frozenset({"journal", "programmes", "shop"})
    print_cards = Signal(int)
    print_vouchers = Signal(list)

    def __init__(self, db: Database, actor: Actor, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__(db, actor)
        self._till = Till(db, actor)
        self._seconds, self._guard = seconds, EnterGuard(seconds)
        self._code = self._attempt = ""
        self._last_scan: tuple[str, float] = ("", -SAME_SCAN_SECONDS)
        self._wanted = ""
        self._seen: Customer | None = None
        self.ready, self.person = ReadyView(), PersonView()
        self.accepted, self.refused = AcceptedView(db.zone), RefusedView(db.zone)
        self.today = TodayList(db.zone, self._till.shop.currency)
        self.friend = NewFriendView(self._till.look, self._till.shop.language)
        self.answering = AnsweringView(self._offer())
        self._header = Header(db)
        self._panels, self._views = QStackedWidget(), QStackedWidget()
        self._rest, self._fade, self._typing = QTimer(self), QTimer(self), QTimer(self)
        terms = self._till.programme.terms
        self.ready.hero.set_amount(money(terms.referee_cents, self._till.programme.currency, short=True))
        self._build()
        self._connect()
        self.reload()

    # What the window and the other screens ask.

    def scan(self, text: str) -> None:
        """Take what a scanner read, whatever the screen shows."""
        now = self._seconds()
        again = text == self._last_scan[0] and now - self._last_scan[1] < SAME_SCAN_SECONDS
        self._last_scan = (text, now)
        if not again:
            answer = self._asked(lambda: self._till.answer(text))
            if isinstance(answer, PeopleAnswer) and not answer.people:
                answer = service.foreign()
            self._show(answer)

    def enter(self, text: str) -> None:
        """Take what was typed in the field."""
        if text.strip():
            self._show(self._asked(lambda: self._till.answer(text)))

    def rest(self) -> None:
        """Back to ready; nothing is written."""
        self._code = self._attempt = self._wanted = ""
        self._rest.stop()
        self.ready.field.clear()
        self.ready.show_people((), (), "")
        self.ready.ask("")
        self._panels.setCurrentWidget(self.ready)
        self._views.setCurrentIndex(0)
        self.ready.field.setFocus()

    def welcome_friend(self, card: str = "") -> None:
        """Start a friend's arrival with a card, or ask for the referrer first."""
        if card:
            self.enter(card)
        else:
            self._ask_for(FRIEND, _("Who is the referrer? Scan the card or type a name."))

    def log_answer(self, customer_id: int | None = None) -> None:
        """Start logging an answer, of somebody or of whoever was seen last."""
        person = self._till.person(customer_id).person if customer_id is not None else self._seen
        self.answering.begin(person, self._till.phone(person) if person else "")
        self._views.setCurrentWidget(self.answering)
        self.answering.setFocus()

    def ask_for_cards(self) -> None:
        """Ask whose cards shall be printed."""
        self._ask_for(CARDS, _("Whose cards? Type a name or scan the card."))

    def show_person(self, customer_id: int) -> None:
        """Show what a customer can do here."""
        facts = self._till.person(customer_id)
        self._seen = facts.person
        self.person.show_person(facts.person, facts.phone, facts.usable, facts.waiting)
        self._to_panel(self.person)

    def reload(self) -> None:
        """Read today's list again."""
        today = self._asked(self._till.today)
        if today:
            self.today.show_day(today)
            self.ready.show_day(today.totals, self._till.shop.currency)

    def memory(self) -> Mapping[str, object]:
        """Which form is open and what it holds."""
        view = self._views.currentWidget()
        held: dict[str, object] = {"field": self.ready.field.text()}
        if view is self.friend:
            held["friend"] = self.friend.memory()
        elif view is self.answering:
            held["answer"] = self.answering.memory()
        return held

    def remember(self, memory: Mapping[str, object]) -> None:
        """Open the same form again."""
        self.ready.field.setText(str(memory.get("field") or ""))
        if held := memory.get("friend"):
            form = cast("Mapping[str, object]", held)
            self.enter(str(form.get("card")))
            self.friend.remember(form)
        elif held := memory.get("answer"):
            form = cast("Mapping[str, object]", held)
            person = form.get("person")
            self.log_answer(person if isinstance(person, int) else None)
            self.answering.remember(form)

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the counter, wherever the cursor is; letters go to the field."""
        acts = {
            Qt.Key.Key_Escape: self.rest,
            Qt.Key.Key_F5: self.rest,
            Qt.Key.Key_F2: self.welcome_friend,
            Qt.Key.Key_F3: self.log_answer,
            Qt.Key.Key_F4: self.ask_for_cards,
            Qt.Key.Key_F6: self.refused.show_other,
            Qt.Key.Key_Return: self._press_enter,
            Qt.Key.Key_Enter: self._press_enter,
        }
        act = acts.get(Qt.Key(event.key()))
        if act:
            act()
        elif event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.today.undo_last()
        elif event.text().isprintable() and event.text() and self._views.currentIndex() == 0:
            self._type_ahead(event.text())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Listen as soon as the screen is shown."""
        super().showEvent(event)
        if self._panels.currentWidget() is self.ready and self._views.currentIndex() == 0:
            self.ready.field.setFocus()

    def _press_enter(self) -> None:
        if not self._guard.is_open():
            return
        view, panel = self._views.currentWidget(), self._panels.currentWidget()
        if view is self.friend:
            self.friend.submit()
        elif view is self.answering:
            self.answering.submit()
        elif panel is self.ready and not self.ready.field.hasFocus():
            self.ready.enter()
        elif panel is self.accepted:
            self._redeem()
        elif panel is self.refused:
            self.rest()
        elif panel is self.person:
            self.person.enter()

    def _type_ahead(self, text: str) -> None:
        if self._panels.currentWidget() is not self.ready:
            self.rest()
        self.ready.field.setFocus()
        self.ready.field.insert(text)
        self._typing.start()

    # Answers.

    def _show(self, answer: CounterAnswer | None) -> None:
        match answer:
            case VoucherAnswer(verdict=Accepted() as accepted):
                self._show_accepted(accepted, answer)
            case VoucherAnswer(verdict=Refused() as refused):
                self._show_refused(refused)
            case CardAnswer():
                self._show_card(answer)
            case PeopleAnswer(people=people) if people:
                self._show_people()
            case PeopleAnswer(query=query):
                self.ready.show_people((), (), _("Nobody called “{query}”.").format(query=query[:60]))
                self._to_panel(self.ready)

    def _show_accepted(self, accepted: Accepted, answer: VoucherAnswer) -> None:
        self._code, self._attempt = accepted.voucher.code, vouchers.new_attempt()
        self.accepted.show_answer(accepted, answer, self._till.day())
        self._to_panel(self.accepted)

    def _show_refused(self, refused: Refused) -> None:
        sounds.refused()
        self.refused.show_voucher(refused, self._till.day())
        self._to_panel(self.refused)

    def _show_claim_refused(self, refused: ClaimRefused) -> None:
        sounds.refused()
        self.refused.show_claim(refused)
        self._to_panel(self.refused)

    def _show_card(self, answer: CardAnswer) -> None:
        if isinstance(answer.referrer, ClaimRefused):
            self._show_claim_refused(answer.referrer)
        elif self._wanted in (CARDS, ANSWER):
            self._choose(answer.referrer.id)
        else:
            self.friend.begin(answer.card, answer.referrer, answer.rewarded)
            self._views.setCurrentWidget(self.friend)
            self._guard.close()

    def _show_people(self) -> None:
        typed = self.ready.field.text()
        people, phones = self._asked(lambda: self._till.people(typed)) or ([], [])
        self.ready.show_people(people, phones, "")
        self._panels.setCurrentWidget(self.ready)

    def _look_up_typed(self) -> None:
        typed = self.ready.field.text().strip()
        if len(typed) >= 2:
            self._show_people()
        else:
            self.ready.show_people((), (), "")

    def _choose(self, customer_id: int) -> None:
        wanted = self._wanted
        self.rest()
        if wanted == CARDS:
            self.print_cards.emit(customer_id)
        elif wanted == ANSWER:
            self.log_answer(customer_id)
        elif wanted == FRIEND:
            self.enter(self._till.person(customer_id).person.card)
        else:
            self.show_person(customer_id)

    def _ask_for(self, wanted: str, question: str) -> None:
        self.rest()
        self._wanted = wanted
        self.ready.ask(question)

    # Acts.

    def _redeem(self) -> None:
        done = self._asked(lambda: self._till.redeem(self._code, self._attempt))
        if isinstance(done, Refused):
            self._show_refused(done)
        elif done:
            self._seen = self._till.person(done.voucher.holder_id).person
            self.rest()
            self._tell(*wording.redeemed(done.voucher, done.use.cents))

    def _welcome(self, filled: Filled) -> None:
        try:
            done = self._asked(
                lambda: self._till.welcome(filled.card, filled.new, filled.amount_cents, filled.buys_now)
            )
        except InvalidInput as error:
            self.friend.show_error(error.field, error.message)
            return
        if isinstance(done, ClaimRefused):
            self._views.setCurrentIndex(0)
            self._show_claim_refused(done)
        elif done:
            self._seen = self._till.person(done.claimed.referral.referee_id).person
            self.rest()
            self._tell_earned(done.bought, done.claimed.referral.referee, filled.prints)

    def _buy(self, cents: object) -> None:
        if self._seen is None:
            return
        person = self._seen
        bought = self._asked(lambda: self._till.buy(person.id, cents if isinstance(cents, int) else None))
        if bought:
            self.rest()
            self._tell_earned(bought, person.name, prints=True)

    def _tell_earned(self, bought: Bought | None, name: str, prints: bool) -> None:
        if bought and bought.vouchers:
            total = money(sum(voucher.value_cents for voucher in bought.vouchers), self._till.shop.currency)
            self._tell(wording.issued(bought.vouchers), f"{name}, {total}")
            if prints:
                self.print_vouchers.emit([voucher.code for voucher in bought.vouchers])
        elif bought and bought.hindrance:
            said = hindrance(bought.hindrance, bought.missing_cents, self._till.shop.currency)
            self._tell(_("Registered: {name}").format(name=name), f"{said}. {flagged_to_say()}")
        else:
            self._tell(_("Registered: {name}").format(name=name), _("The vouchers come with the first purchase."))

    def _log(self, given: Given) -> None:
        recorded = self._asked(lambda: self._till.log(given.customer_id, given.score, given.comment))
        if recorded:
            self.rest()
            self._tell(_("Answer saved: {score}").format(score=given.score), "")
            if given.enrols and given.customer_id is not None:
                self.print_cards.emit(given.customer_id)

    def _undo(self, entry_id: int) -> None:
        done = self._asked(lambda: self._till.undo(entry_id))
        if isinstance(done, CannotUndo):
            self._fail(_("Nothing was undone."), wording.cannot_undo(done))
        elif done:
            self.rest()
            self._tell(_("Undone"), "", undoable=False)

    def _asked(self, ask: Callable[[], T]) -> T | None:
        """Ask the store; when the environment fails, say so in place and go on."""
        try:
            return ask()
        except UserError as error:
            self.rest()
            self._fail(_("Nothing was accepted."), error.message)
            return None

    def _tell(self, title: str, detail: str, undoable: bool = True) -> None:
        self.ready.band.show_done(title, detail, undoable)
        self._fade.start()

    def _fail(self, title: str, detail: str) -> None:
        self.ready.band.show_failed(title, detail)
        self._fade.stop()

    def _to_panel(self, panel: QWidget) -> None:
        self.ready.band.hide()
        self._views.setCurrentIndex(0)
        self._panels.setCurrentWidget(panel)
        if panel is self.ready:
            self.ready.field.setFocus()
            return
        self._guard.close()
        self._rest.start()
        if panel is not self.person:
            self.setFocus()

    def _offer(self) -> str:
        terms = self._till.programme.terms
        amount = money(terms.referrer_cents, self._till.programme.currency)
        return _("Become a referrer: a voucher of {amount} for each friend, and one for the friend.").format(
            amount=amount
        )

    # Making it.

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for panel in (self.ready, self.accepted, self.refused, self.person):
            self._panels.addWidget(panel)
        middle = QVBoxLayout()
        middle.setContentsMargins(28, 24, 28, 20)
        middle.setSpacing(14)
        middle.addWidget(self._header)
        middle.addWidget(self._panels, 1)
        desk = QWidget()
        row = QHBoxLayout(desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(middle, 1)
        row.addWidget(self.today)
        for view in (desk, self.friend, self.answering):
            self._views.addWidget(view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._views)

    def _connect(self) -> None:
        for timer, after, act in (
            (self._rest, REST_MS, self.rest),
            (self._fade, BAND_MS, self.ready.band.hide),
            (self._typing, TYPED_MS, self._look_up_typed),
        ):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(act)
        self.ready.entered.connect(self.enter)
        self.ready.typed.connect(lambda _text: self._typing.start())
        self.ready.chosen.connect(self._choose)
        self.ready.friend.connect(self.welcome_friend)
        self.ready.answer.connect(self.log_answer)
        self.ready.cards.connect(self.ask_for_cards)
        self.ready.undo.connect(self.today.undo_last)
        self.today.undo.connect(self._undo)
        self.accepted.used.connect(self._redeem)
        self.accepted.left.connect(self.rest)
        self.refused.next.connect(self.rest)
        self.refused.other.connect(self.enter)
        self.person.voucher.connect(self.enter)
        self.person.bought.connect(self._buy)
        self.person.friend.connect(self.enter)
        self.person.answer.connect(self.log_answer)
        self.person.cards.connect(self.print_cards)
        self.person.left.connect(self.rest)
        self.friend.sent.connect(self._welcome)
        self.friend.left.connect(self.rest)
        self.friend.change_referrer.connect(self.welcome_friend)
        self.answering.sent.connect(self._log)
        self.answering.left.connect(self.rest)
        self.answering.other.connect(lambda: self._ask_for(ANSWER, _("Who answers? Type a name or scan the card.")))
