"""What goes wrong in a shop, seen in the real window: returned goods, a circle, one's own staff, an ended scheme.

The pictures taken on the way are kept in the folder named by PARRAINAGE_PICTURES, or with the test's own files.
"""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from parrainage_desktop.base.i18n import _, capital, day_month_year, money
from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.page import ReferralsPage
from parrainage_desktop.referrals.rules import Hindrance, Referral, ReferralReason, ReferralState
from parrainage_desktop.referrals.wording import hindrance, state_name, title, to_say
from parrainage_desktop.ui.painted import SmallTicket
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.cells import REMARK
from parrainage_desktop.vouchers.page import KINDS, VouchersPage
from parrainage_desktop.vouchers.rules import Refused, Shown, Side, Voucher, VoucherState
from tests.journeys.conftest import Day
from tests.stores import broken_rules

RETURN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
Opened = tuple[Day, str, str]
CIRCLE = ("Aline Morel", "Bruno Vasseur", "Chloé Delmas", "Driss Benali", "Elsa Fournier")


def friend_buys(at: Day, card: str, name: str = "Camille Roussel", phone: str = "06 39 98 52 03") -> None:
    """A friend comes with a card and buys at once."""
    given, family = name.split(" ", 1)
    at.fill_in_friend(card, given, family, phone, "32,40")
    at.press(RETURN, at.counter.friend.amount.line)
    at.settle()


def newest(at: Day) -> Referral:
    """The newest referral as the store has it."""
    with at.counter.db.read() as tx:
        return referrals.listed(tx)[0]


def issued(at: Day) -> dict[Side, Voucher]:
    """The vouchers of the only referral that was rewarded, by their side."""
    with at.counter.db.read() as tx:
        return {one.side: one for one in vouchers.listed(tx)}


def opened(at: Day) -> ReferralsPage:
    """The referrals' screen on the newest referral."""
    page = at.go("referrals")
    assert isinstance(page, ReferralsPage)
    page.open(newest(at).id)
    at.settle()
    return page


def give_reason(at: Day, page: ReferralsPage, reason: str) -> None:
    """Type a reason and press Enter."""
    at.qtbot.keyClicks(page.detail.reason.field.line, reason)
    at.press(RETURN, page.detail.reason.field.line)
    at.settle()


def remarks(at: Day) -> list[str]:
    """What the vouchers' screen remarks of all there are, newest first."""
    page = at.go("vouchers")
    assert isinstance(page, VouchersPage)
    page.chips.choose(KINDS.index(Shown.ALL))
    at.settle()
    lines = page.table.lines
    return [str(lines.index(row, REMARK).data()) for row in range(lines.rowCount())]


def tickets(at: Day) -> int:
    """How many vouchers the form of a friend promises."""
    return sum(one.isVisible() for one in at.counter.friend.findChildren(SmallTicket))


# Goods come back after a voucher was used.


@pytest.fixture
def used(day: Opened) -> tuple[Day, dict[Side, Voucher]]:
    """A shop where a friend used a voucher on the day it was earned; the vouchers of both."""
    at, _language, card = day
    at.till.scheme(Terms(lock_days=0))
    at.counter.reload()
    friend_buys(at, card)
    found = issued(at)
    at.scan(found[Side.REFEREE].code)
    at.press(RETURN)
    at.settle()
    return at, found


def test_the_counter_takes_no_used_reward_back_and_says_where_returned_goods_are_noted(
    used: tuple[Day, dict[Side, Voucher]]
) -> None:
    at, found = used
    (completed,) = (one for one in at.till.today().entries if one.amount_cents == 1_000)
    at.counter.stage.today.undo.emit(completed.id)
    said = _("A voucher from this referral has already been used: it stays. Returned goods are noted under Referrals.")
    at.settle()
    assert said in at.words()
    at.picture("bad-return-1-counter")
    assert newest(at).state is ReferralState.REWARDED
    assert at.till.voucher(found[Side.REFERRER]).state is VoucherState.ISSUED


def test_returned_goods_cancel_the_unused_voucher_and_the_used_one_is_to_be_settled(
    used: tuple[Day, dict[Side, Voucher]]
) -> None:
    at, found = used
    page, five = opened(at), money(500, "EUR")
    at.click(_("Goods returned…"))
    settle = _("Already used, to settle with the customer: {amount} for {name}.")
    settle = settle.format(amount=five, name="Camille Roussel")
    assert _("Will be cancelled: {amount} for {name}.").format(amount=five, name="Karim Haddad") in at.words()
    assert settle in at.words()
    give_reason(at, page, "too small")
    at.picture("bad-return-2-referral")
    assert settle in at.words()
    assert _("Cancelled: {amount} for {name}.").format(amount=five, name="Karim Haddad") in at.words()
    assert _("to settle with the customer").capitalize() in at.words(), "also whoever looks tomorrow"
    assert all(area.verticalScrollBar().value() == 0 for area in page.detail.findChildren(QScrollArea))
    assert newest(at).state is ReferralState.VOIDED

    now = [at.till.voucher(found[side]).standing(at.clock.now().date()).value for side in (Side.REFEREE, Side.REFERRER)]
    assert now == ["redeemed", "cancelled"]
    assert len(remarks(at)) == 2
    at.picture("bad-return-3-vouchers")
    at.scan(found[Side.REFERRER].code)
    at.settle()
    assert "too small" in at.words(), "the counter says why"
    at.picture("bad-return-4-counter")
    assert broken_rules(at.till) == []


def test_a_used_voucher_of_a_reward_taken_back_does_not_live_again_when_its_use_is_taken_back(
    used: tuple[Day, dict[Side, Voucher]]
) -> None:
    at, found = used
    page = opened(at)
    at.click(_("Goods returned…"))
    give_reason(at, page, "too small")
    at.go("counter")
    at.qtbot.keyClick(at.counter, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert _("The referral that earned it no longer counts: the voucher is cancelled.") in at.words()
    assert at.till.voucher(found[Side.REFEREE]).state is VoucherState.CANCELLED
    assert isinstance(at.till.redeem(found[Side.REFEREE].code), Refused)
    at.scan(found[Side.REFEREE].code)
    at.settle()
    at.picture("bad-return-5-dead-again")
    assert broken_rules(at.till) == []


# A circle of five friends.


@pytest.fixture
def circle(day: Opened) -> Day:
    """Five friends, each brought by the one before; the first of them comes with the card of the last, and buys."""
    at, _language, _card = day
    first, phone = at.till.customer(*CIRCLE[0].split(" "), phone="06 39 98 10 01"), "06 39 98 10 01"
    card = first.card
    for number, name in enumerate(CIRCLE[1:], 2):
        card = at.till.friend(card, *name.split(" "), phone=f"06 39 98 10 0{number}").referee_card
    at.fill_in_friend(card, "Aline", "Morel", phone, "32,40")
    return at


CIRCLE_SAID = "To check: a circle, the referrer came through this friend"


def close(at: Day) -> None:
    """The first of the circle is registered as a friend of the last."""
    at.press(RETURN, at.counter.friend.amount.line)
    at.settle()


def test_a_circle_of_five_is_seen_while_the_form_is_filled_and_promises_no_paper(circle: Day) -> None:
    said = circle.words()
    circle.picture("bad-circle-1-form")
    assert _(CIRCLE_SAID) in said
    assert hindrance(Hindrance.TO_CHECK, 0, "EUR") in said
    assert _("On file already: {name}").format(name="Aline Morel") in said
    assert circle.counter.friend.send.text() == _("Save"), "nothing is printed before somebody looked"
    close(circle)
    circle.picture("bad-circle-2-counter")
    assert hindrance(Hindrance.TO_CHECK, 0, "EUR") in circle.words()
    assert (newest(circle).state, issued(circle)) == (ReferralState.FLAGGED, {})


def test_a_circle_of_five_is_explained_and_approving_it_rewards_both(circle: Day) -> None:
    close(circle)
    opened(circle)
    assert _(CIRCLE_SAID) in circle.words()
    circle.click(_("Who brought whom"))
    circle.picture("bad-circle-3-tree")
    circle.press(ESCAPE, circle.go("referrals"))
    circle.click(_("Approve"))
    circle.picture("bad-circle-4-approved")
    assert capital(state_name(ReferralState.REWARDED)) in circle.words()
    assert {one.holder for one in issued(circle).values()} == {"Aline Morel", "Elsa Fournier"}
    assert broken_rules(circle.till) == []


def test_a_circle_of_five_that_is_refused_earns_nothing_and_keeps_the_reason(circle: Day) -> None:
    close(circle)
    circle.go("referrals")
    circle.picture("bad-circle-5-board")
    page = opened(circle)
    circle.click(_("Refuse…"))
    give_reason(circle, page, "five colleagues in turn")
    circle.picture("bad-circle-6-refused")
    assert "five colleagues in turn" in circle.words()
    assert (newest(circle).state, issued(circle)) == (ReferralState.REJECTED, {})
    assert broken_rules(circle.till) == []


# Staff on either side.


@pytest.mark.parametrize("side", ["referrer", "friend"])
def test_somebody_who_works_here_is_looked_at_on_either_side(day: Opened, side: str) -> None:
    at, _language, card = day
    name = "Nora B."
    if side == "referrer":
        sami, name = at.till.customer("Sami", "Lenoir"), "Lou Faure"
        card = sami.card
        with at.counter.db.write(at.counter.actor) as tx:
            customers.tag(tx, sami.id, "Équipe")
    given, family = name.split(" ")
    at.fill_in_friend(card, given, family, "06 39 98 10 02", "32,40")
    assert _("To check: one of the two works in the shop") in at.words()
    at.picture(f"bad-staff-1-{side}")
    at.press(RETURN, at.counter.friend.amount.line)
    at.settle()
    assert hindrance(Hindrance.TO_CHECK, 0, "EUR") in at.words()
    assert (newest(at).state, issued(at)) == (ReferralState.FLAGGED, {})
    at.go("referrals")
    assert at.board_says(name, _("One of the two works in the shop"))
    at.picture(f"bad-staff-2-{side}")
    opened(at)
    at.click(_("Approve"))
    assert len(issued(at)) == 2


# A scheme that ended with vouchers still out.


@pytest.fixture
def ended(day: Opened) -> tuple[Day, str, dict[Side, Voucher]]:
    """A shop whose scheme ended ten days ago with two vouchers out."""
    at, _language, card = day
    at.till.scheme(Terms(ends_on=date(2026, 11, 20)))
    at.counter.reload()
    friend_buys(at, card)
    at.press(ESCAPE)
    at.clock.advance(timedelta(days=16))
    at.counter.reload()
    return at, card, issued(at)


def test_after_its_end_a_scheme_promises_nothing_and_takes_no_friend(
    ended: tuple[Day, str, dict[Side, Voucher]]
) -> None:
    at, card, _found = ended
    over = _("the scheme ended on {day}").format(day=day_month_year(date(2026, 11, 20)))
    at.fill_in_friend(card, "Hugo", "Blin", "06 39 98 52 04", "32,40")
    at.picture("bad-ended-1-form")
    assert capital(over) in at.words()
    assert (tickets(at), at.counter.friend.send.text()) == (0, _("Save"))
    at.press(RETURN, at.counter.friend.amount.line)
    at.settle()
    at.picture("bad-ended-2-refused")
    for said in (title(ReferralReason.WINDOW_OVER), over, to_say(ReferralReason.WINDOW_OVER)):
        assert said in at.words()
    at.press(ESCAPE)
    at.press(Qt.Key.Key_F3)
    at.qtbot.keyClicks(at.counter.answering, "9")
    at.picture("bad-ended-3-answer")
    assert not at.counter.answering.enrol.isVisible(), "nobody is made a referrer of a scheme that has ended"


def test_vouchers_of_an_ended_scheme_are_honoured_until_their_date(
    ended: tuple[Day, str, dict[Side, Voucher]]
) -> None:
    at, _card, found = ended
    page = at.go("programme")
    page.reload()
    at.picture("bad-ended-4-programme")
    said = _("Ended on {day}: no new friend is registered. Vouchers already issued are good until their date.")
    assert said.format(day=day_month_year(date(2026, 11, 20))) in at.words()
    assert _("Ended") in at.words()
    at.scan(found[Side.REFEREE].code)
    at.picture("bad-ended-5-voucher")
    assert at.counter.stage.at() is at.counter.accepted
    at.press(RETURN)
    at.settle()
    assert at.till.voucher(found[Side.REFEREE]).state is VoucherState.REDEEMED
    remarks(at)
    at.picture("bad-ended-6-vouchers")
    last = found[Side.REFERRER].valid_until
    at.clock.advance(timedelta(days=(last - at.clock.now().date()).days))
    at.scan(found[Side.REFERRER].code)
    assert at.counter.stage.at() is at.counter.accepted, "the last day counts"
    at.clock.advance(timedelta(days=1))
    at.scan(found[Side.REFERRER].code)
    assert at.counter.stage.at() is at.counter.refused
    assert broken_rules(at.till) == []
