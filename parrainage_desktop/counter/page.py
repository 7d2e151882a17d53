"""The counter: one field that is always listening, one clear answer, today's list with its way back."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, money
from parrainage_desktop.counter import service, wording
from parrainage_desktop.counter.acts import Acts
from parrainage_desktop.counter.new_friend import Filled
from parrainage_desktop.counter.person import PersonView
from parrainage_desktop.counter.rules import CardAnswer, CounterAnswer, PeopleAnswer, VoucherAnswer
from parrainage_desktop.counter.search import Search
from parrainage_desktop.counter.stage import Stage
from parrainage_desktop.counter.till import Till
from parrainage_desktop.counter.verdict import AcceptedView, RefusedView
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.referrals.rules import ClaimRefused
from parrainage_desktop.ui import sounds
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.scanner import EnterGuard
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Accepted, Refused

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
        self._acts = Acts(self._till)
        self._seconds, self._guard = seconds, EnterGuard(seconds)
        self._code = self._attempt = self._wanted = ""
        self._last_scan: tuple[str, float] = ("", -SAME_SCAN_SECONDS)
        self._typed_before: Mapping[str, object] | None = None
        self.stage = stage = Stage(db, self._till, actor.staff, seconds)
        self.ready, self.person = stage.ready, stage.person
        self.accepted, self.refused = stage.accepted, stage.refused
        self.friend, self.answering, self.today = stage.friend, stage.answering, stage.today
        self._search = Search(self.ready, self._people)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(stage)
        self._connect()
        self.reload()

    # What the window and the other screens ask.

    def scan(self, text: str) -> None:
        """Take what a scanner read, whatever the screen shows."""
        self._search.forget()
        now = self._seconds()
        again = text == self._last_scan[0] and now - self._last_scan[1] < SAME_SCAN_SECONDS
        self._last_scan = (text, now)
        if again:
            return
        answer = self._acts.asked(lambda: self._till.answer(text))
        if isinstance(answer, PeopleAnswer) and not answer.people:
            answer = service.foreign()
        self._show(answer)

    def enter(self, text: str) -> None:
        """Take what was typed in the field."""
        if text.strip():
            self._show(self._acts.asked(lambda: self._till.answer(text)))

    def rest(self) -> None:
        """Back to ready; nothing is written."""
        self._code = self._attempt = self._wanted = ""
        self._typed_before = None
        self._search.forget()
        self.ready.field.clear()
        self.ready.show_people((), (), "")
        self.ready.ask("")
        self.stage.show_panel(self.ready)

    def welcome_friend(self, card: str = "") -> None:
        """Start a friend's arrival with a card, or ask for the referrer first."""
        if card:
            self.enter(card)
        else:
            self._ask_for(FRIEND, _("Who is the referrer? Scan the card or type a name."))

    def log_answer(self, customer_id: int | None = None) -> None:
        """Start logging an answer, of somebody or of whoever was seen last."""
        asked = customer_id if customer_id is not None else self._acts.seen.id if self._acts.seen else None
        facts = self._acts.asked(lambda: self._till.person(asked)) if asked is not None else None
        person = facts.person if facts else None
        self.answering.begin(person, facts.lately if facts else "", wording.offer(self._till.programme))
        self.stage.show_form(self.answering)
        self.answering.setFocus()

    def ask_for_cards(self) -> None:
        """Ask whose cards shall be printed."""
        self._ask_for(CARDS, _("Whose cards? Type a name or scan the card."))

    def show_person(self, customer_id: int) -> None:
        """Show what a customer can do here."""
        facts = self._acts.asked(lambda: self._till.person(customer_id))
        if facts:
            self._acts.seen = facts.person
            self.person.show_person(facts.person, facts.phone, facts.usable, facts.waiting)
            self._to_panel(self.person)

    def reload(self) -> None:
        """Read the shop, its scheme and today's list again."""
        self._acts.asked(self._till.refresh)
        today = self._acts.asked(self._till.today)
        self.stage.header.check_clock()
        programme = self._till.programme
        self.ready.hero.set_amount(money(programme.terms.referee_cents, programme.currency, short=True))
        if today:
            self.today.show_day(today)
            self.ready.show_day(today.totals, self._till.shop.currency)

    def memory(self) -> Mapping[str, object]:
        """Which form is open and what it holds."""
        view = self.stage.at()
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
        """The keys of the counter, wherever the cursor is; letters go to the field. A held key acts once."""
        act = self._acts_by_key().get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            act = self._acts.undo_last
        if act:
            if not event.isAutoRepeat():
                act()
        elif event.text().isprintable() and event.text() and self.stage.is_desk():
            self._search.hold(event.text())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Listen as soon as the screen is shown."""
        super().showEvent(event)
        if self.stage.at() is self.ready:
            self.ready.field.setFocus()

    def _acts_by_key(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_Escape: self.rest,
            Qt.Key.Key_F5: self.rest,
            Qt.Key.Key_F2: self.welcome_friend,
            Qt.Key.Key_F3: self.log_answer,
            Qt.Key.Key_F4: self.ask_for_cards,
            Qt.Key.Key_F6: self._show_other,
            Qt.Key.Key_Return: self._press_enter,
            Qt.Key.Key_Enter: self._press_enter,
        }

    def _press_enter(self) -> None:
        if not self._guard.is_open():
            return
        act = {
            self.friend: self.friend.submit,
            self.answering: self.answering.submit,
            self.accepted: self._redeem,
            self.refused: self.rest,
            self.person: self.person.enter,
            self.ready: self._enter_from_afar,
        }.get(self.stage.at())
        if act:
            act()

    def _enter_from_afar(self) -> None:
        """Enter while the field has not the cursor; with it, the field answers itself."""
        if not self.ready.field.hasFocus():
            self.ready.enter()

    def _show_other(self) -> None:
        """The customer's other voucher after a refusal, the owner of a card shown by a friend."""
        shown = self.stage.at()
        if shown is self.friend and self.friend.referrer:
            self.show_person(self.friend.referrer.id)
        elif shown is self.refused:
            self.refused.show_other()

    def _make_ready(self) -> None:
        if self.stage.at() is not self.ready:
            self.rest()

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
                self._list(people)
            case PeopleAnswer(query=query):
                self.stage.show_panel(self.ready)
                self.ready.show_people((), (), _("Nobody called “{query}”.").format(query=query[:60]))

    def _to_panel(self, panel: AcceptedView | RefusedView | PersonView) -> None:
        """Show an answer; the Enter that asked for it does not press anything on it."""
        self._guard.close()
        self._search.forget()
        self.stage.show_panel(panel)
        if panel is not self.person:
            self.setFocus()

    def _show_accepted(self, accepted: Accepted, answer: VoucherAnswer) -> None:
        self._code, self._attempt = accepted.voucher.code, vouchers.new_attempt()
        self.accepted.show_answer(accepted, answer, self._till.day)
        self._to_panel(self.accepted)

    def _show_refused(self, refused: Refused | ClaimRefused) -> None:
        sounds.refused()
        if isinstance(refused, Refused):
            here = self._acts.asked(lambda: self._till.taken_here(refused))
            self.refused.show_voucher(refused, self._till.day, here or "")
        else:
            self.refused.show_claim(refused)
        self._to_panel(self.refused)

    def _show_card(self, answer: CardAnswer) -> None:
        if isinstance(answer.referrer, ClaimRefused):
            self._show_refused(answer.referrer)
        elif self._wanted in (CARDS, ANSWER):
            self._choose(answer.referrer.id)
        else:
            self._open_form(answer.card, answer.referrer, answer.rewarded)

    def _open_form(self, card: str, referrer: Customer, rewarded: int) -> None:
        self.stage.show_form(self.friend)
        self._guard.close()
        self.friend.begin(card, referrer, rewarded)
        if self._typed_before:
            self.friend.remember(self._typed_before)
            self._typed_before = None

    def _list(self, people: tuple[Customer, ...]) -> None:
        self.stage.show_panel(self.ready)
        self.ready.show_people(people, [self._till.phone(person) for person in people], "")

    def _people(self, typed: str) -> tuple[Sequence[Customer], Sequence[str]]:
        return self._acts.asked(lambda: self._till.people(typed)) or ((), ())

    def _choose(self, customer_id: int) -> None:
        wanted, typed = self._wanted, self._typed_before
        self.rest()
        if wanted == CARDS:
            self.print_cards.emit(customer_id)
        elif wanted == ANSWER:
            self.log_answer(customer_id)
        elif wanted == FRIEND and (facts := self._acts.asked(lambda: self._till.person(customer_id))):
            self._typed_before = typed
            self.enter(facts.person.card)
        elif wanted != FRIEND:
            self.show_person(customer_id)

    def _ask_for(self, wanted: str, question: str) -> None:
        self.rest()
        self._wanted = wanted
        self.ready.band.hide()
        self.ready.ask(question)

    def _change_referrer(self) -> None:
        typed = self.friend.memory()
        self.welcome_friend()
        self._typed_before = typed

    # Acts.

    def _redeem(self) -> None:
        self._acts.redeem(self._code, self._attempt)

    def _welcome(self, filled: Filled) -> None:
        try:
            self._acts.welcome(filled)
        except InvalidInput as error:
            self.friend.show_error(error.field, error.message)

    def _buy(self, cents: object) -> None:
        if self._acts.seen:
            self._acts.buy(self._acts.seen.id, self._acts.seen.name, cents if isinstance(cents, int) else None)

    def _tell(self, title: str, detail: str) -> None:
        self.rest()
        self.ready.band.show_done(title, detail)

    def _tell_undone(self, title: str) -> None:
        self.rest()
        self.ready.band.show_done(title, "", undoable=False)

    def _fail(self, title: str, detail: str) -> None:
        """Say what went wrong where the seller is looking; what was typed stays."""
        shown = self.stage.at()
        if shown is self.friend:
            self.friend.show_trouble(f"{title} {detail}")
        elif shown is self.answering:
            self.answering.show_trouble(f"{title} {detail}")
        else:
            self.rest()
            self.ready.band.show_failed(title, detail)

    def _connect(self) -> None:
        self.stage.rested.connect(self.rest)
        self.stage.header.day_turned.connect(self.reload)
        self._search.begun.connect(self._make_ready)
        self._search.entered.connect(self.enter)
        self._connect_acts()
        self.ready.chosen.connect(self._choose)
        self.ready.friend.connect(self.welcome_friend)
        self.ready.answer.connect(self.log_answer)
        self.ready.cards.connect(self.ask_for_cards)
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
        self.friend.change_referrer.connect(self._change_referrer)
        self.answering.left.connect(self.rest)
        self.answering.other.connect(lambda: self._ask_for(ANSWER, _("Who answers? Type a name or scan the card.")))

    def _connect_acts(self) -> None:
        self.ready.undo.connect(self._acts.undo_last)
        self.today.undo_newest.connect(self._acts.undo_last)
        self.today.undo.connect(self._acts.undo)
        self.answering.sent.connect(self._acts.log)
        self._acts.done.connect(self._tell)
        self._acts.undone.connect(self._tell_undone)
        self._acts.failed.connect(self._fail)
        self._acts.refused.connect(self._show_refused)
        self._acts.print_cards.connect(self.print_cards)
        self._acts.print_vouchers.connect(self.print_vouchers)
