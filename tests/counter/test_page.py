"""The counter by keys alone: scan, look, Enter, next customer."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.codes import CodeKind, new_code
from parrainage_desktop.counter.page import CounterPage
from parrainage_desktop.surveys import campaigns
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.campaign_rules import NewCampaign
from parrainage_desktop.surveys.rules import Origin
from parrainage_desktop.ui.refresh import Refresher
from parrainage_desktop.vouchers.rules import VoucherState
from tests.stores import ANA, Till

HOSTILE = "<b onclick='x'>Jean</b> & “Élodie” 🎉"


class Hand:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Counter:
    """The page as a seller works it."""

    def __init__(self, qtbot: QtBot, till: Till) -> None:
        self.qtbot, self.till, self.hand = qtbot, till, Hand()
        self.page = CounterPage(till.db, ANA, self.hand)
        self.refresher = Refresher(till.db)
        self.refresher.watch(self.page)
        qtbot.addWidget(self.page)
        self.page.resize(1158, 768)
        with qtbot.waitExposed(self.page):
            self.page.show()

    def press(self, key: Qt.Key, on: QWidget | None = None) -> None:
        self.hand.now += 1
        self.qtbot.keyClick(on or self.page, key)

    def type_in(self, line: QLineEdit, text: str) -> None:
        line.setFocus()
        self.qtbot.keyClicks(line, text)

    def panel(self) -> QWidget | None:
        return self.page.stage.at()

    def words(self) -> str:
        """Everything that can be read on the page now."""
        return "\n".join(found.text() for found in self.page.findChildren(QLabel) if found.isVisible())


def button(at: Counter, text: str) -> QPushButton:
    """The one button in sight with these words."""
    (found,) = (one for one in at.page.findChildren(QPushButton) if one.text() == text and one.isVisible())
    return found


@pytest.fixture
def at(qtbot: QtBot, file_till: Till) -> Iterator[Counter]:
    """The counter of a shop."""
    counter = Counter(qtbot, file_till)
    yield counter
    counter.refresher.close()


def test_a_scan_and_enter_honour_a_voucher_and_the_day_shows_it(at: Counter) -> None:
    voucher = at.till.usable_voucher()
    at.page.scan(voucher.code)
    assert at.panel() is at.page.accepted
    at.press(Qt.Key.Key_Return)
    assert at.till.voucher(voucher).state is VoucherState.REDEEMED
    assert at.page.ready.band.isVisible()
    assert at.page.ready.field.hasFocus() or at.page.focusWidget() is at.page.ready.field
    at.qtbot.waitUntil(lambda: "€5.00" in at.words() and "Voucher redeemed" in at.words())


def test_the_enter_of_the_scanner_itself_confirms_nothing(at: Counter) -> None:
    voucher = at.till.usable_voucher()
    at.page.scan(voucher.code)
    at.qtbot.keyClick(at.page, Qt.Key.Key_Return)
    assert at.till.voucher(voucher).state is VoucherState.ISSUED
    assert at.panel() is at.page.accepted


def test_escape_writes_nothing_and_the_next_scan_replaces_the_verdict(at: Counter) -> None:
    voucher = at.till.usable_voucher()
    at.page.scan(voucher.code)
    at.press(Qt.Key.Key_Escape)
    assert at.panel() is at.page.ready
    assert at.till.voucher(voucher).state is VoucherState.ISSUED
    at.hand.now += 5
    at.page.scan(voucher.code)
    at.page.scan("3017620422003")
    assert at.panel() is at.page.refused
    assert "Not one of ours" in at.words()


def test_a_used_voucher_is_refused_in_large_type_with_who_and_when(at: Counter) -> None:
    voucher = at.till.usable_voucher()
    at.page.scan(voucher.code)
    at.press(Qt.Key.Key_Return)
    at.hand.now += 5
    at.page.scan(voucher.code)
    assert at.panel() is at.page.refused
    assert "Already used" in at.words()
    assert "by Ana" in at.words()
    at.press(Qt.Key.Key_Return)
    assert at.panel() is at.page.ready


def test_the_same_scan_twice_in_two_seconds_counts_once(at: Counter) -> None:
    voucher = at.till.usable_voucher()
    at.page.scan(voucher.code)
    attempt = at.page.at_hand.attempt
    at.hand.now += 1
    at.page.scan(voucher.code)
    assert at.page.at_hand.attempt == attempt


def test_a_day_without_anything_says_what_comes_there(at: Counter) -> None:
    at.till.days_pass(1)
    at.page.reload()
    at.qtbot.waitUntil(lambda: "Nothing yet today." in at.words())
    voucher = at.till.usable_voucher()
    at.page.scan(voucher.code)
    at.press(Qt.Key.Key_Return)
    at.qtbot.waitUntil(lambda: "Voucher redeemed" in at.words())
    assert "Nothing yet today." not in at.words()


def test_ctrl_z_takes_the_redemption_back(at: Counter) -> None:
    voucher = at.till.usable_voucher()
    at.page.scan(voucher.code)
    at.press(Qt.Key.Key_Return)
    at.qtbot.waitUntil(lambda: "Voucher redeemed" in at.words())
    at.qtbot.keyClick(at.page.ready.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.till.voucher(voucher).state is VoucherState.ISSUED
    assert "The voucher can be used again." in at.words()


def test_a_typed_code_needs_enter_twice(at: Counter) -> None:
    voucher = at.till.usable_voucher()
    at.type_in(at.page.ready.field, voucher.code.lower())
    at.press(Qt.Key.Key_Return, at.page.ready.field)
    assert at.panel() is at.page.accepted
    at.press(Qt.Key.Key_Return)
    assert at.till.voucher(voucher).state is VoucherState.REDEEMED


def test_a_mistyped_code_is_corrected_and_not_typed_again(at: Counter) -> None:
    code = at.till.usable_voucher().code
    wrong = code[:-1] + ("C" if code[-1] != "C" else "D")
    at.type_in(at.page.ready.field, wrong)
    at.press(Qt.Key.Key_Return, at.page.ready.field)
    assert at.panel() is at.page.refused
    assert at.page.refused.correct.isVisible()
    at.press(Qt.Key.Key_F6)
    assert at.panel() is at.page.ready
    assert at.page.ready.field.text() == wrong
    at.press(Qt.Key.Key_Backspace, at.page.ready.field)
    at.type_in(at.page.ready.field, code[-1])
    at.press(Qt.Key.Key_Return, at.page.ready.field)
    assert at.panel() is at.page.accepted


def test_a_misread_scan_is_scanned_again_and_a_refusal_that_holds_has_nothing_to_correct(at: Counter) -> None:
    voucher = at.till.usable_voucher()
    code = voucher.code
    at.page.scan(code[:-1] + ("C" if code[-1] != "C" else "D"))
    assert at.panel() is at.page.refused
    assert not at.page.refused.correct.isVisible()
    at.press(Qt.Key.Key_Return)
    at.till.redeem(code)
    at.type_in(at.page.ready.field, code)
    at.press(Qt.Key.Key_Return, at.page.ready.field)
    assert at.panel() is at.page.refused
    assert not at.page.refused.correct.isVisible()


def test_an_unknown_code_is_refused_and_remembered(at: Counter) -> None:
    for _try in range(4):
        at.hand.now += 5
        at.page.scan(new_code(CodeKind.VOUCHER))
    assert "Too many tries" in at.words()


def test_a_name_finds_the_person_and_enter_their_voucher(at: Counter) -> None:
    voucher = at.till.usable_voucher()
    at.type_in(at.page.ready.field, "hadd")
    at.qtbot.waitUntil(at.page.ready.results.isVisible)
    at.press(Qt.Key.Key_Return, at.page.ready.field)
    assert at.panel() is at.page.person
    at.press(Qt.Key.Key_Return)
    assert at.panel() is at.page.accepted
    at.press(Qt.Key.Key_Return)
    assert at.till.voucher(voucher).state is VoucherState.REDEEMED


def test_letters_typed_anywhere_land_in_the_field(at: Counter) -> None:
    at.page.scan("3017620422003")
    at.qtbot.keyClicks(at.page, "o")
    assert at.panel() is at.page.ready
    assert at.page.ready.field.text() == "o"


def test_any_purchase_of_a_known_customer_is_noted_in_three_acts(at: Counter) -> None:
    person = at.till.customer()
    at.page.show_person(person.id)
    button(at, "Record a purchase").click()
    assert at.page.person.purchase
    at.type_in(at.page.person.purchase.amount.line, "12,50")
    at.press(Qt.Key.Key_Return, at.page.person.purchase.amount.line)
    assert at.till.scalar("SELECT amount_cents FROM purchases") == 1_250
    assert "Purchase recorded" in at.page.ready.band.accessibleName()
    at.page.ready.band.button.click()
    assert at.till.scalar("SELECT count(*) FROM purchases WHERE NOT withdrawn") == 0


def test_a_purchase_may_do_without_an_amount_when_the_seller_says_so(at: Counter) -> None:
    person = at.till.customer()
    at.page.show_person(person.id)
    button(at, "Record a purchase").click()
    assert at.page.person.purchase
    at.page.person.purchase.without.click()
    assert (at.till.count("purchases"), at.till.scalar("SELECT amount_cents FROM purchases")) == (1, None)


def test_whoever_brought_friends_is_told_so_and_not_offered_it_again(at: Counter) -> None:
    karim, lucie = at.till.customer("Karim", "Haddad"), at.till.customer("Lucie", "Perrin")
    first = at.till.friend(karim.card).referral
    at.page.log_answer(karim.id)
    at.page.answering.choose(9)
    assert "Referrer: 1 friend registered" in at.words()
    assert not at.page.answering.enrol.isVisible()
    at.till.buys(first.referee_id)
    at.page.show_person(karim.id)
    assert "Referrer: 1 referral completed" in at.words()
    at.page.log_answer(lucie.id)
    at.page.answering.choose(9)
    assert at.page.answering.enrol.isVisible()
    assert "Become a referrer: a voucher of" in at.words()


def test_a_friend_is_welcomed_with_a_card_a_name_and_an_amount(at: Counter) -> None:
    referrer = at.till.customer()
    printed: list[list[str]] = []
    at.page.print_vouchers.connect(printed.append)
    at.page.scan(referrer.card)
    form = at.page.friend
    assert at.page.stage.at() is form
    at.type_in(form.given.line, "Camille")
    at.type_in(form.family.line, "Roussel")
    at.type_in(form.phone.line, "06 39 98 52 03")
    at.type_in(form.amount.line, "32,40")
    at.press(Qt.Key.Key_Return, form.amount.line)
    assert at.panel() is at.page.ready
    assert "2 vouchers issued" in at.page.ready.band.accessibleName()
    assert len(printed[0]) == 2
    assert not form.consent.isChecked()


def test_a_known_phone_is_said_before_anything_is_saved(at: Counter) -> None:
    referrer = at.till.customer(phone="06 39 98 71 05")
    at.page.scan(referrer.card)
    at.page.friend.given.set_text("Zoé")
    at.page.friend.phone.set_text("+33 6 39 98 71 05")
    at.page.friend.look_again()
    assert "Already a customer: Karim Haddad" in at.words()


@pytest.mark.parametrize("amount", ["1,234", "douze", "-5", "99999999999"])
def test_an_amount_that_cannot_be_read_is_asked_again(at: Counter, amount: str) -> None:
    referrer = at.till.customer()
    at.page.scan(referrer.card)
    at.page.friend.given.set_text("Zoé")
    at.page.friend.amount.set_text(amount)
    at.press(Qt.Key.Key_Return)
    assert at.page.stage.at() is at.page.friend
    assert at.page.friend.amount.line.accessibleDescription()


def test_a_refused_claim_says_what_to_tell_the_friend(at: Counter) -> None:
    referrer = at.till.customer(phone="06 39 98 71 05")
    at.page.scan(referrer.card)
    at.page.friend.given.set_text("Karim")
    at.page.friend.phone.set_text("06 39 98 71 05")
    at.press(Qt.Key.Key_Return)
    assert at.panel() is at.page.refused
    assert "Their own card" in at.words()


def test_f2_asks_for_the_referrer_by_name(at: Counter) -> None:
    at.till.customer()
    at.press(Qt.Key.Key_F2)
    at.type_in(at.page.ready.field, "karim")
    at.qtbot.waitUntil(at.page.ready.results.isVisible)
    at.press(Qt.Key.Key_Return, at.page.ready.field)
    assert at.page.stage.at() is at.page.friend


def test_an_answer_is_a_digit_and_enter(at: Counter) -> None:
    at.press(Qt.Key.Key_F3)
    at.qtbot.keyClicks(at.page.answering, "9")
    at.press(Qt.Key.Key_Return)
    assert [entry.score for entry in at.till.today().entries] == [9]


def test_one_then_zero_is_ten_also_on_the_french_row(at: Counter) -> None:
    for keys in ("10", "&à"):
        at.press(Qt.Key.Key_F3)
        for key in keys:
            pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, key)
            QApplication.sendEvent(at.page.answering, pressed)
        at.press(Qt.Key.Key_Return)
    assert [entry.score for entry in at.till.today().entries] == [10, 10]


def test_a_second_answer_to_a_campaign_is_asked_about_and_a_hasty_enter_replaces_nothing(at: Counter) -> None:
    person = at.till.customer()
    with at.till.db.write(ANA) as tx:
        campaigns.add(tx, NewCampaign("Autumn", tx.today, tx.today))
    for key in "79":
        at.page.log_answer(person.id)
        at.qtbot.keyClicks(at.page.answering, key)
        at.press(Qt.Key.Key_Return)
    assert "Replace the 7 of 14 Nov?" in at.words()
    at.page.answering.submit()
    assert [entry.score for entry in at.till.today().entries] == [7]
    at.press(Qt.Key.Key_Return)
    with at.till.db.read(ANA) as tx:
        assert [one.score for one in surveys.of_customer(tx, person.id)] == [9]


def test_a_call_wished_leave_to_quote_and_paper_are_kept(at: Counter) -> None:
    person = at.till.customer()
    at.page.log_answer(person.id)
    at.page.answering.choose(3)
    for check in (at.page.answering.call_back, at.page.answering.quotable, at.page.answering.paper):
        check.click()
    at.press(Qt.Key.Key_Return, at.page.answering)
    with at.till.db.read(ANA) as tx:
        kept = surveys.of_customer(tx, person.id)[0]
    assert (kept.call_back, kept.quotable, kept.origin) == (True, True, Origin.PAPER)


def test_enter_in_the_comment_saves_it(at: Counter) -> None:
    at.press(Qt.Key.Key_F3)
    at.page.answering.choose(3)
    at.qtbot.keyClicks(at.page.answering.comment, "Trop cher")
    at.press(Qt.Key.Key_Return, at.page.answering.comment)
    assert [entry.score for entry in at.till.today().entries] == [3]


def test_a_form_keeps_its_texts_when_the_screen_is_built_again(at: Counter, qtbot: QtBot) -> None:
    referrer = at.till.customer()
    at.page.scan(referrer.card)
    at.page.friend.given.set_text("Camille")
    at.page.friend.amount.set_text("32,40")
    again = CounterPage(at.till.db, ANA)
    qtbot.addWidget(again)
    again.remember(at.page.memory())
    assert again.stage.at() is again.friend
    assert (again.friend.given.text(), again.friend.amount.text()) == ("Camille", "32,40")


def test_a_name_is_shown_as_it_is_whatever_it_holds(at: Counter) -> None:
    person = at.till.customer(HOSTILE, "")
    at.page.show_person(person.id)
    assert "<b onclick='x'>Jean" in at.words()


def test_every_control_has_a_name(at: Counter) -> None:
    controls = [
        found
        for kind in (QPushButton, QLineEdit, QPlainTextEdit)
        for found in at.page.findChildren(kind)
        if found.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert controls
    named = [QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name) for control in controls]
    assert all(named)
