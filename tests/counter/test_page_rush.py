"""The counter when it is busy: real scans over open verdicts, held keys, a store that fails, a second thought."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.counter.page import CounterPage
from parrainage_desktop.programme.rewards import Percent, fixed
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.ui.painted import SmallTicket
from parrainage_desktop.ui.refresh import Refresher
from parrainage_desktop.ui.scanner import Scanner
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Voucher, VoucherState
from tests.stores import ANA, Till

RETURN, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


class Hand:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """A window with the counter, a scanner plugged in, and somebody at the keys."""

    def __init__(self, qtbot: QtBot, till: Till) -> None:
        self.qtbot, self.till, self.hand = qtbot, till, Hand()
        self.window = QWidget()
        self.page = CounterPage(till.db, ANA, self.hand)
        QHBoxLayout(self.window).addWidget(self.page)
        self.scanner = Scanner(self.window, self.hand)
        self.scanner.scanned.connect(self.page.scan)
        self.refresher = Refresher(till.db)
        self.refresher.watch(self.page)
        qtbot.addWidget(self.window)
        self.window.resize(1200, 800)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.page.ready.field.hasFocus)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the cursor is, a second after the last one."""
        self.hand.now += 1
        self.qtbot.keyClick(self.focused(), key, modifier)

    def write(self, text: str) -> None:
        """Type slowly, wherever the cursor is."""
        for letter in text:
            self.hand.now += 0.2
            self.qtbot.keyClicks(self.focused(), letter)

    def scan(self, text: str, gap: float = 0.01) -> None:
        """Pull the trigger: keys in a burst, then Enter, wherever the cursor is."""
        self.hand.now += 1
        for letter in text:
            self.hand.now += gap
            self.qtbot.keyClicks(self.focused(), letter)
        self.hand.now += gap
        self.qtbot.keyClick(self.focused(), RETURN)

    def hold(self, key: Qt.Key, text: str = "") -> None:
        """Let a key repeat itself."""
        self.hand.now += 1
        pressed = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
        QApplication.sendEvent(self.focused(), pressed)

    def settle(self) -> None:
        """Wait until every short timer has had its turn."""
        self.qtbot.wait(300)

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.page

    def panel(self) -> QWidget:
        return self.page.stage.at()

    def words(self) -> str:
        """Everything that can be read on the page now."""
        return "\n".join(found.text() for found in self.page.findChildren(QLabel) if found.isVisible())

    def two_vouchers(self) -> tuple[Voucher, Voucher]:
        """Vouchers of two people that may be used now."""
        first = self.till.issue(self.till.customer("Karim", "Haddad"))
        second = self.till.issue(self.till.customer("Lucie", "Perrin"), 700)
        self.till.days_pass(1)
        return first, second

    def used(self, voucher: Voucher) -> bool:
        return self.till.voucher(voucher).state is VoucherState.REDEEMED


@pytest.fixture
def desk(qtbot: QtBot, file_till: Till) -> Iterator[Desk]:
    """The counter of a shop."""
    made = Desk(qtbot, file_till)
    yield made
    made.refresher.close()


@pytest.mark.parametrize("gap", [0.002, 0.02, 0.045])
def test_a_scan_over_a_verdict_replaces_it_and_stays(desk: Desk, gap: float) -> None:
    first, second = desk.two_vouchers()
    desk.scan(first.code, gap)
    assert desk.panel() is desk.page.accepted
    desk.hand.now += 3
    desk.scan(second.code, gap)
    desk.settle()
    assert desk.panel() is desk.page.accepted
    assert "Lucie Perrin" in desk.page.accepted.ticket.accessibleName()
    desk.key(RETURN)
    assert (desk.used(first), desk.used(second)) == (False, True)
    assert desk.page.ready.field.text() == ""


def test_the_trigger_pulled_twice_leaves_the_verdict_where_it_is(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.scan(voucher.code)
    attempt = desk.page.at_hand.attempt
    desk.hand.now -= 0.5
    desk.scan(voucher.code)
    desk.settle()
    assert desk.panel() is desk.page.accepted
    assert desk.page.at_hand.attempt == attempt
    assert not desk.used(voucher)


def test_a_scan_after_half_a_name_shows_its_verdict_and_keeps_it(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.write("ka")
    desk.scan(voucher.code)
    desk.settle()
    assert desk.panel() is desk.page.accepted


def test_a_scan_while_a_button_has_the_cursor_presses_nothing(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.key(Qt.Key.Key_Tab)
    assert not desk.page.ready.field.hasFocus()
    desk.scan(voucher.code)
    desk.settle()
    assert desk.panel() is desk.page.accepted
    assert not desk.used(voucher)


def test_letters_over_a_verdict_reach_the_field_at_once(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.scan(voucher.code)
    desk.write("h")
    assert desk.panel() is desk.page.ready
    assert desk.page.ready.field.text() == "h"
    desk.write("ad")
    assert desk.page.ready.field.text() == "had"


def test_letters_and_enter_typed_in_haste_over_a_verdict_look_somebody_up_and_redeem_nothing(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.scan(voucher.code)
    desk.hand.now += 1
    for letter in "hadd":
        desk.hand.now += 0.06
        desk.qtbot.keyClicks(desk.focused(), letter)
    desk.qtbot.keyClick(desk.focused(), RETURN)
    assert "Karim Haddad" in desk.words()
    assert not desk.used(voucher)


def test_a_scan_without_enter_over_a_verdict_replaces_it_too(desk: Desk) -> None:
    first, second = desk.two_vouchers()
    desk.scan(first.code)
    desk.hand.now += 3
    for letter in second.code:
        desk.hand.now += 0.01
        desk.qtbot.keyClicks(desk.focused(), letter)
    desk.qtbot.waitUntil(lambda: desk.panel() is desk.page.accepted)
    assert desk.page.at_hand.code == second.code
    desk.key(Qt.Key.Key_Escape)
    assert desk.page.ready.field.text() == ""


def test_the_same_trigger_after_a_letter_brings_the_verdict_back(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.scan(voucher.code)
    attempt = desk.page.at_hand.attempt
    desk.write("h")
    desk.hand.now -= 0.5
    desk.scan(voucher.code)
    assert desk.panel() is desk.page.accepted
    assert desk.page.at_hand.attempt == attempt
    desk.key(RETURN)
    assert desk.used(voucher)
    assert desk.page.ready.field.text() == ""


def test_enter_twice_without_an_amount_records_no_first_purchase(desk: Desk) -> None:
    friend = desk.till.friend(desk.till.customer().card).referral
    desk.page.show_person(friend.referee_id)
    desk.key(RETURN)
    desk.key(RETURN)
    assert desk.panel() is desk.page.person
    assert "choose “Without an amount”" in desk.words()
    assert desk.till.count("purchases") == 0
    desk.write("32,40")
    desk.key(RETURN)
    desk.key(RETURN)
    assert desk.till.count("purchases") == 1


def test_enter_on_a_button_presses_that_button_and_not_the_primary_one(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.scan(voucher.code)
    desk.page.accepted.leave.setFocus()
    desk.key(RETURN)
    assert desk.panel() is desk.page.ready
    assert not desk.used(voucher)


def test_enter_twice_in_haste_honours_one_voucher_and_opens_nothing_else(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.page.show_person(voucher.holder_id)
    desk.key(RETURN)
    desk.qtbot.keyClick(desk.focused(), RETURN)
    assert desk.panel() is desk.page.accepted
    assert not desk.used(voucher)
    desk.key(RETURN)
    desk.qtbot.keyClick(desk.focused(), RETURN)
    assert desk.used(voucher)
    assert desk.till.count("redemptions") == 1
    assert desk.panel() is desk.page.ready


def test_ctrl_z_after_a_plain_purchase_takes_back_that_purchase_and_no_earlier_act(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.scan(voucher.code)
    desk.key(RETURN)
    desk.page.show_person(voucher.holder_id)
    desk.page.person.ask_amount()
    desk.write("12,50")
    desk.key(RETURN)
    desk.key(Qt.Key.Key_Z, CONTROL)
    assert desk.used(voucher)
    assert desk.till.scalar("SELECT count(*) FROM purchases WHERE NOT withdrawn") == 0
    assert "Undone" in desk.words()


def test_slow_letters_over_a_verdict_begin_a_search(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.scan(voucher.code)
    desk.write("had")
    desk.qtbot.waitUntil(desk.page.ready.results.isVisible)
    assert desk.panel() is desk.page.ready
    assert desk.page.ready.field.text() == "had"
    assert not desk.used(voucher)


def test_ctrl_z_with_the_cursor_in_the_empty_field_undoes_the_last_act(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.scan(voucher.code)
    desk.key(RETURN)
    desk.qtbot.waitUntil(lambda: "Voucher redeemed" in desk.words())
    assert desk.page.ready.field.hasFocus()
    desk.key(Qt.Key.Key_Z, CONTROL)
    assert not desk.used(voucher)


def test_ctrl_z_right_after_an_act_undoes_that_act_and_no_other(desk: Desk) -> None:
    first, second = desk.two_vouchers()
    desk.till.redeem(first.code)
    desk.qtbot.waitUntil(lambda: "Voucher redeemed" in desk.words())
    desk.page.scan(second.code)
    desk.hand.now += 1
    desk.page._keys.press_enter()
    desk.page._acts.undo_last()
    assert (desk.used(first), desk.used(second)) == (True, False)


def test_a_held_enter_confirms_nothing(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.write(voucher.code)
    desk.key(RETURN)
    assert desk.panel() is desk.page.accepted
    for _again in range(3):
        desk.hold(RETURN, "\r")
    assert not desk.used(voucher)
    assert desk.panel() is desk.page.accepted


def test_enter_before_the_list_has_caught_up_takes_nobody(desk: Desk) -> None:
    desk.till.customer("Karim", "Haddad")
    desk.till.customer("Katia", "Nowak")
    desk.write("ka")
    desk.qtbot.waitUntil(desk.page.ready.results.isVisible)
    desk.write("rim")
    desk.key(RETURN)
    assert desk.panel() is desk.page.ready
    desk.key(RETURN)
    assert desk.panel() is desk.page.person
    assert "Karim Haddad" in desk.words()


def test_enter_finds_also_those_who_sound_alike_or_stand_in_the_middle(desk: Desk) -> None:
    desk.till.customer("Jean-Noël", "Lefèvre")
    desk.page.ready.field.setText("oel")
    desk.page.enter("oel")
    assert "Jean-Noël Lefèvre" in desk.words()


def test_f6_means_nothing_once_the_refusal_is_gone(desk: Desk) -> None:
    holder = desk.till.customer()
    used, other = desk.till.issue(holder), desk.till.issue(holder)
    desk.till.days_pass(1)
    desk.till.redeem(used.code)
    desk.scan(used.code)
    assert desk.panel() is desk.page.refused
    desk.key(Qt.Key.Key_F6)
    assert desk.panel() is desk.page.accepted
    assert desk.page.at_hand.code == other.code
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_F6)
    assert desk.panel() is desk.page.ready


def test_f6_on_a_card_shows_its_owner(desk: Desk) -> None:
    owner = desk.till.customer()
    voucher = desk.till.issue(owner)
    desk.till.days_pass(1)
    desk.scan(owner.card)
    assert desk.panel() is desk.page.friend
    desk.key(Qt.Key.Key_F6)
    assert desk.panel() is desk.page.person
    desk.key(RETURN)
    assert desk.page.at_hand.code == voucher.code


def test_the_minute_of_a_verdict_does_not_close_the_form_that_followed_it(desk: Desk) -> None:
    first, _second = desk.two_vouchers()
    desk.scan(first.code)
    desk.scan(desk.till.customer().card)
    assert desk.panel() is desk.page.friend
    assert not desk.page.stage.minute.isActive()
    desk.key(Qt.Key.Key_F3)
    assert desk.panel() is desk.page.answering
    assert not desk.page.stage.minute.isActive()


def test_the_minute_starts_again_with_every_key_in_a_customer_s_panel(desk: Desk) -> None:
    referrer = desk.till.customer()
    friend = desk.till.friend(referrer.card)
    desk.page.show_person(friend.referral.referee_id)
    desk.page.stage.minute.setInterval(200)
    desk.page.stage.minute.start()
    for _key in range(4):
        desk.qtbot.wait(80)
        desk.write("1")
    assert desk.panel() is desk.page.person


def fail(*_args: object) -> None:
    raise UserError("disk_full", "Not done: the disk is full. Free some space and try again.")


def test_a_full_disk_says_nothing_was_accepted_and_the_form_keeps_its_texts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    referrer = desk.till.customer()
    desk.scan(referrer.card)
    form = desk.page.friend
    desk.write("Camille")
    monkeypatch.setattr(desk.page._till, "welcome", fail)
    desk.key(RETURN)
    assert desk.panel() is form
    assert form.given.text() == "Camille"
    assert "the disk is full" in desk.words()
    monkeypatch.undo()
    desk.key(RETURN)
    assert desk.panel() is desk.page.ready
    assert "the disk is full" not in desk.words()


def test_a_full_disk_keeps_the_answer_on_the_screen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.key(Qt.Key.Key_F3)
    desk.write("7")
    monkeypatch.setattr(desk.page._till, "log", fail)
    desk.key(RETURN)
    assert desk.panel() is desk.page.answering
    assert "the disk is full" in desk.words()
    monkeypatch.undo()
    desk.key(RETURN)
    assert [entry.score for entry in desk.till.today().entries] == [7]


def test_a_failure_while_redeeming_spends_nothing_and_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    voucher = desk.till.usable_voucher()
    desk.scan(voucher.code)
    monkeypatch.setattr(vouchers, "redeem", fail)
    desk.key(RETURN)
    assert desk.panel() is desk.page.ready
    assert "Nothing was accepted." in desk.words()
    assert "the disk is full" in desk.words()
    assert not desk.used(voucher)


def test_when_nobody_can_tell_whether_it_went_through_the_counter_does_not_pretend(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    voucher = desk.till.usable_voucher()
    desk.scan(voucher.code)
    monkeypatch.setattr(vouchers, "redeem", fail)
    monkeypatch.setattr(vouchers, "use_of_attempt", fail)
    desk.key(RETURN)
    assert "Nothing was accepted." not in desk.words()
    assert "Scan the voucher again" in desk.words()


def test_a_failure_to_look_somebody_up_is_said_and_stops_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    person = desk.till.customer()
    for name in ("person", "people", "today", "refresh", "taken_here", "last_act"):
        monkeypatch.setattr(desk.page._till, name, fail)
    desk.page.show_person(person.id)
    desk.page.log_answer(person.id)
    desk.page.rest()
    desk.write("kar")
    desk.settle()
    desk.scan(person.card)
    desk.page.reload()
    assert "the disk is full" in desk.words()


def test_scanned_again_at_once_it_says_that_this_till_has_just_taken_it(desk: Desk) -> None:
    voucher = desk.till.usable_voucher()
    desk.scan(voucher.code)
    desk.key(RETURN)
    desk.hand.now += 10
    desk.scan(voucher.code)
    assert desk.panel() is desk.page.refused
    assert "accepted at this till at 11:42" in desk.words()
    desk.key(RETURN)
    desk.till.clock.advance(timedelta(minutes=3))
    desk.hand.now += 180
    desk.scan(voucher.code)
    assert "accepted at this till" not in desk.words()


def test_a_purchase_too_small_says_what_is_missing_and_nothing_of_a_manager(desk: Desk) -> None:
    desk.till.scheme(Terms(purchase_minimum_cents=1_500))
    referrer = desk.till.customer()
    desk.scan(referrer.card)
    desk.write("Camille")
    desk.page.friend.amount.set_text("9,80")
    desk.key(RETURN)
    said = desk.page.ready.band.accessibleName()
    assert "€5.20 more" in said
    assert "checked" not in said


def test_changing_the_referrer_keeps_what_was_typed(desk: Desk) -> None:
    first, second = desk.till.customer(), desk.till.customer("Odile", "Marchand")
    desk.scan(first.card)
    desk.write("Camille")
    desk.page.friend.side.change.click()
    desk.scan(second.card)
    assert desk.page.friend.given.text() == "Camille"
    assert desk.page.friend.referrer == second
    desk.key(Qt.Key.Key_Escape)
    desk.scan(first.card)
    assert desk.page.friend.given.text() == ""


def test_tab_leads_from_the_scores_to_the_comment(desk: Desk) -> None:
    desk.key(Qt.Key.Key_F3)
    desk.write("9")
    desk.key(Qt.Key.Key_Tab)
    desk.write("Parfait")
    desk.key(RETURN)
    assert desk.till.scalar("SELECT comment FROM answers") == "Parfait"


def test_tab_walks_the_friend_s_form_in_reading_order(desk: Desk) -> None:
    desk.scan(desk.till.customer().card)
    form = desk.page.friend
    for field in (form.given, form.family, form.phone, form.email):
        assert field.line.hasFocus()
        desk.key(Qt.Key.Key_Tab)
    assert form.consent.hasFocus()
    desk.write(" ")
    assert form.consent.isChecked()


def test_the_scheme_of_the_moment_is_the_one_that_is_shown(desk: Desk) -> None:
    desk.till.scheme(Terms(referrer=fixed(900), referee=fixed(800)))
    desk.settle()
    desk.scan(desk.till.customer().card)
    desk.settle()
    shown = " ".join(found.accessibleName() for found in desk.page.friend.findChildren(SmallTicket))
    assert "€9.00" in shown
    assert "€8.00" in shown


def test_a_share_is_announced_as_a_share(desk: Desk) -> None:
    desk.till.scheme(Terms(referrer=fixed(0), referee=Percent(1_000)))
    desk.settle()
    desk.scan(desk.till.customer().card)
    desk.settle()
    tickets = [found for found in desk.page.friend.findChildren(SmallTicket) if found.isVisible()]
    assert [found.accessibleName().rpartition(", ")[2] for found in tickets] == ["10%"]


def test_the_day_turns_at_midnight_without_a_commit(desk: Desk) -> None:
    desk.till.answers(9)
    desk.qtbot.waitUntil(lambda: "1 entry" in desk.words())
    desk.till.clock.advance(timedelta(days=1))
    desk.page.stage.header.show_now()
    assert "0 entries" in desk.words()


def test_a_clock_set_back_is_said(desk: Desk) -> None:
    desk.till.answers(9)
    desk.till.clock.advance(timedelta(days=-1))
    desk.page.reload()
    assert "clock is late" in desk.words()
