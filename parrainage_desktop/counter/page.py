"""The counter: one field that is always listening, one clear answer, today's list with its way back."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.i18n import _
from parrainage_desktop.counter import service, wording
from parrainage_desktop.counter.acts import Acts
from parrainage_desktop.counter.answering import AnswerTyped
from parrainage_desktop.counter.at_hand import AtHand
from parrainage_desktop.counter.errand import Errand, For
from parrainage_desktop.counter.keys import Keys
from parrainage_desktop.counter.new_friend import FriendTyped
from parrainage_desktop.counter.outcome import Outcome
from parrainage_desktop.counter.person import PersonView
from parrainage_desktop.counter.review_link import ReviewLinkView
from parrainage_desktop.counter.rules import CardAnswer, CounterAnswer, PeopleAnswer, VoucherAnswer
from parrainage_desktop.counter.search import Search
from parrainage_desktop.counter.stage import Stage
from parrainage_desktop.counter.till import Till
from parrainage_desktop.counter.verdict import AcceptedView, RefusedView
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.programme.wording import wide
from parrainage_desktop.referrals.rules import ClaimRefused
from parrainage_desktop.testimonials.review_rules import ReviewChannel
from parrainage_desktop.ui.layouts import in_column
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.scanner import EnterGuard
from parrainage_desktop.vouchers.rules import Accepted, Refused

SAME_SCAN_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class _Memory:
    """Where the screen stood."""

    field: str
    form: FriendTyped | AnswerTyped | None


class CounterPage(Page):
    """The counter. `print_cards` names a customer, `print_vouchers` the codes of vouchers to put on paper."""

    shows = frozenset({"journal", "programmes", "shop"})
    print_cards = Signal(int)
    kiosk_requested = Signal(object)
    print_vouchers = Signal(list)

    def __init__(self, db: Database, actor: Actor, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__(db, actor)
        self._till = Till(db, actor)
        self._acts = Acts(self._till)
        self._seconds, self._guard = seconds, EnterGuard(seconds)
        self._last_scan: tuple[str, float] = ("", -SAME_SCAN_SECONDS)
        self._typed = ""
        self.stage = stage = Stage(db, self._till, actor.staff, seconds)
        self.ready, self.person = stage.ready, stage.person
        self.accepted, self.refused = stage.accepted, stage.refused
        self.friend, self.answering, self.today = stage.friend, stage.answering, stage.today
        self.at_hand = AtHand(stage, self._till, self._acts)
        self._errand = Errand(stage, self._till, self._acts)
        self._outcome = Outcome(stage, self._acts)
        self._keys = self._all_keys()
        self._search = Search(self.ready, lambda typed: self._acts.asked(lambda: self._till.people(typed)) or ((), ()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(in_column(stage))
        self._connect()
        self.reload()

    # What the window and the other screens ask.

    def scan(self, text: str) -> None:
        """Take what a scanner read, whatever the screen shows."""
        self._search.forget()
        self._typed = ""
        now = self._seconds()
        again = text == self._last_scan[0] and now - self._last_scan[1] < SAME_SCAN_SECONDS
        self._last_scan = (text, now)
        if again:
            self._take_up_again()
            return
        answer = self._acts.asked(lambda: self._till.answer(text))
        if isinstance(answer, PeopleAnswer) and not answer.people:
            answer = service.foreign()
        self._show(answer)

    def enter(self, text: str) -> None:
        """Take what was typed in the field."""
        if text.strip():
            self._typed = text
            self._show(self._acts.asked(lambda: self._till.answer(text)))

    def rest(self) -> None:
        """Back to ready; nothing is written."""
        self.at_hand.forget()
        self._clear()

    def welcome_friend(self, card: str = "") -> None:
        """Start a friend's arrival with a card, or ask for the referrer first."""
        if card:
            self.enter(card)
        else:
            self._errand.ask(For.FRIEND)

    def log_answer(self, customer_id: int | None = None) -> None:
        """Start logging an answer, of somebody or of whoever was seen last."""
        asked = customer_id if customer_id is not None else self._acts.seen.id if self._acts.seen else None
        facts = self._acts.asked(lambda: self._till.person(asked)) if asked is not None else None
        campaign = self._acts.asked(self._till.campaign)
        promised = self._acts.asked(lambda: self._till.promised(facts.person.id)) if facts else None
        programme = promised or self._till.programme
        self.answering.begin(facts, "" if programme.stopped(self._till.day) else wording.offer(programme), campaign)
        self.answering.review.setVisible(bool(self._acts.asked(self._till.invites)))
        self.stage.show_form(self.answering)
        self.answering.setFocus()

    def ask_for_cards(self) -> None:
        """Ask whose cards shall be printed."""
        self._errand.ask(For.CARDS)

    def show_person(self, customer_id: int) -> None:
        """Show what a customer can do here."""
        facts = self._acts.asked(lambda: self._till.person(customer_id))
        if facts:
            self._acts.seen = facts.person
            self.person.show_person(facts)
            self._to_panel(self.person)

    def reload(self) -> None:
        """Read the shop, its scheme and today's list again."""
        self._acts.asked(self._till.refresh)
        today = self._acts.asked(self._till.today)
        self.stage.header.check_clock()
        programme = self._till.programme
        sides = () if programme.stopped(self._till.day) else ("referee", "referrer")
        promised = [wide(programme.terms, side, programme.currency) for side in sides]
        self.ready.hero.set_amount(next(filter(None, promised), ""))
        if today:
            self.today.show_day(today)
            self.ready.show_day(today.totals, self._till.shop.currency)

    def memory(self) -> _Memory:
        """What stands in the field; which form is open and what it holds."""
        view = self.stage.at()
        open_form = view if view is self.friend or view is self.answering else None
        return _Memory(self.ready.field.text(), open_form.memory() if open_form else None)

    def remember(self, memory: object) -> None:
        """Open the same form again."""
        if not isinstance(memory, _Memory):
            return
        self.ready.field.setText(memory.field)
        match memory.form:
            case FriendTyped() as typed:
                self.enter(typed.card)
                self.friend.remember(typed)
            case AnswerTyped() as typed:
                self.log_answer(typed.person)
                self.answering.remember(typed)

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the counter, wherever the cursor is; letters go to the field."""
        if self._keys.press(event):
            return
        if event.text().isprintable() and event.text() and self.stage.is_desk():
            self._search.take(event.text())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Listen as soon as the screen is shown."""
        super().showEvent(event)
        if self.stage.at() is self.ready:
            self.ready.field.setFocus()

    def _all_keys(self) -> Keys:
        acts = {
            Qt.Key.Key_Escape: self.rest,
            Qt.Key.Key_F5: self.rest,
            Qt.Key.Key_F2: self.welcome_friend,
            Qt.Key.Key_F3: self.log_answer,
            Qt.Key.Key_F4: self.ask_for_cards,
            Qt.Key.Key_F6: self._show_other,
        }
        enters = {
            self.friend: self.friend.submit,
            self.answering: self.answering.submit,
            self.accepted: self.at_hand.redeem,
            self.refused: self.rest,
            self.person: self.person.enter,
            self.stage.review: self.rest,
            self.ready: self._enter_from_afar,
        }
        return Keys(self, self.stage, self._guard, self._acts.undo_last, acts, enters)

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

    def _correct(self) -> None:
        """What was typed stands in the field again; a letter is wrong, not all of them."""
        typed = self._typed
        self.rest()
        self.ready.field.setText(typed)
        self.ready.field.setFocus()

    def _clear(self) -> None:
        self._errand.forget()
        self._search.forget()
        self.ready.field.clear()
        self.ready.show_people((), (), "")
        self.ready.ask("")
        self.stage.show_panel(self.ready)

    def _make_ready(self) -> None:
        """Letters typed over an answer want the field; the answer is kept until it is plain that a hand typed them."""
        if self.stage.at() is not self.ready:
            self.at_hand.put_aside()
            self._clear()

    def _take_up_again(self) -> None:
        """The same trigger pulled twice: what stood there stays."""
        if self.at_hand.bring_back():
            self._guard.close()
            self.setFocus()

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

    def _to_panel(self, panel: AcceptedView | RefusedView | PersonView | ReviewLinkView) -> None:
        """Show an answer; the Enter that asked for it does not press anything on it."""
        self._guard.close()
        self._search.forget()
        self.stage.show_panel(panel)
        if panel is not self.person:
            self.setFocus()

    def _show_accepted(self, accepted: Accepted, answer: VoucherAnswer) -> None:
        self.at_hand.accept(accepted, answer)
        self._to_panel(self.accepted)

    def _show_refused(self, refused: Refused | ClaimRefused) -> None:
        self.at_hand.refuse(refused)
        self.refused.offer_correction(bool(self._typed) and refused.misread)
        self._to_panel(self.refused)

    def _show_review(self, page: ReviewChannel, said: str) -> None:
        self.stage.review.show_link(page, said)
        self._to_panel(self.stage.review)

    def _show_card(self, answer: CardAnswer) -> None:
        if isinstance(answer.referrer, ClaimRefused):
            self._show_refused(answer.referrer)
        else:
            self._guard.close()
            self._errand.show(answer, answer.referrer)

    def _list(self, people: tuple[Customer, ...]) -> None:
        self.stage.show_panel(self.ready)
        self.ready.show_people(people, [self._till.phone(person) for person in people], "")

    def _connect(self) -> None:
        self.stage.rested.connect(self.rest)
        self.stage.header.day_turned.connect(self.reload)
        self._search.begun.connect(self._make_ready)
        self._search.entered.connect(self.enter)
        self._connect_others()
        self.ready.friend.connect(self.welcome_friend)
        self.ready.answer.connect(self.log_answer)
        self.ready.cards.connect(self.ask_for_cards)
        self.accepted.used.connect(self.at_hand.redeem)
        self.accepted.left.connect(self.rest)
        self.refused.next.connect(self.rest)
        self.refused.other.connect(self.enter)
        self.refused.back.connect(self._correct)
        self.person.voucher.connect(self.enter)
        self.person.friend.connect(self.enter)
        self.person.answer.connect(self.log_answer)
        self.person.cards.connect(self.print_cards)
        self.person.left.connect(self.rest)
        self.friend.left.connect(self.rest)
        self.answering.left.connect(self.rest)
        self.answering.handed.connect(self.kiosk_requested)

    def _connect_others(self) -> None:
        self.ready.chosen.connect(self._errand.choose)
        self.friend.change_referrer.connect(self._errand.change_referrer)
        self.answering.other.connect(lambda: self._errand.ask(For.ANSWER))
        self._errand.begun.connect(self.rest)
        self._errand.cards.connect(self.print_cards)
        self._errand.answer.connect(self.log_answer)
        self._errand.person.connect(self.show_person)
        self._errand.card.connect(self.enter)
        self._outcome.over.connect(self.rest)
        self._acts.refused.connect(self._show_refused)
        self._acts.review.connect(self._show_review)
        self.stage.review.left.connect(self.rest)
        self._acts.print_cards.connect(self.print_cards)
        self._acts.print_vouchers.connect(self.print_vouchers)
