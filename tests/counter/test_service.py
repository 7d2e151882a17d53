"""One field for everything, a friend welcomed in one go, and any act of today taken back."""

from datetime import timedelta

import pytest

from parrainage_desktop.base.codes import CodeKind, new_code
from parrainage_desktop.counter import deciding
from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter.rules import (
    CannotUndo,
    CardAnswer,
    CounterAnswer,
    Kind,
    PeopleAnswer,
    UndoneEntry,
    VoucherAnswer,
    Welcomed,
)
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.programme.rules import Approval, Budget, Friends, Terms
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import ClaimRefused, Hindrance, ReferralReason, ReferralState
from parrainage_desktop.surveys import at_kiosk, callbacks, campaigns, figures
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.campaign_rules import Campaign, NewCampaign
from parrainage_desktop.surveys.rules import Given, Origin, Recorded
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers.rules import Accepted, Reason, Redemption, Refused, VoucherState
from tests.stores import ANA, NOW, Till, broken_rules


def answered(till: Till, text: str) -> CounterAnswer:
    """What the counter says to a scan or a word."""
    with till.db.read(ANA) as tx:
        return counter.answer(tx, text)


def newest(till: Till, kind: Kind) -> int:
    """The number of the newest line of a kind in today's list."""
    return next(entry.id for entry in till.today().entries if entry.kind is kind)


def welcome(till: Till, card: str, cents: int | None = 3_000, buys_now: bool = True) -> Welcomed | ClaimRefused:
    """A friend arrives with a card, and perhaps buys at once."""
    with till.db.write(ANA) as tx:
        return counter.welcome(tx, card, NewCustomer("Zoé", "Martin", "06 39 98 71 05"), cents, buys_now)


def campaign(till: Till, origin: Origin = Origin.COUNTER) -> Campaign:
    """A campaign that asks today."""
    with till.db.write(ANA) as tx:
        return campaigns.add(tx, NewCampaign("Autumn", tx.today, tx.today, origins=frozenset({origin})))


def replacing(till: Till, given: Given) -> int:
    """The number of an answer that takes the place of an earlier one."""
    with till.db.write(ANA) as tx:
        kept = surveys.answer(tx, given, replacing=True)
    assert isinstance(kept, Recorded)
    return kept.answer.id


def standing(till: Till, customer_id: int) -> list[int]:
    """A person's answers that count."""
    with till.db.read() as tx:
        return [one.id for one in surveys.of_customer(tx, customer_id)]


def called_about(till: Till) -> list[int]:
    """The answers that calls are owed for."""
    with till.db.read() as tx:
        return [call.answer_id for call in callbacks.to_do(tx)]


# The one field.


def test_a_voucher_scanned_is_judged_and_says_through_whom_it_came(till: Till) -> None:
    karim = till.customer("Karim", "Haddad")
    mine, theirs = till.buys(till.friend(karim.card).referral.referee_id).vouchers
    till.days_pass(1)
    for voucher, referrer in ((mine, ""), (theirs, "Karim Haddad")):
        answer = answered(till, voucher.code)
        assert isinstance(answer, VoucherAnswer)
        assert isinstance(answer.verdict, Accepted)
        assert (answer.referrer, answer.one_per_purchase, answer.used_today_at) == (referrer, True, None)


def test_the_seller_is_reminded_of_a_voucher_used_earlier_today(till: Till) -> None:
    holder = till.customer()
    one, other = till.issue(holder), till.issue(holder)
    till.days_pass(1)
    till.redeem(one.code)
    used_at = till.clock.now()
    till.clock.advance(timedelta(minutes=5))
    answer = answered(till, other.code)
    assert isinstance(answer, VoucherAnswer)
    assert answer.used_today_at == used_at


def test_a_voucher_with_a_slip_and_one_nobody_issued_are_told_apart(till: Till) -> None:
    for text, why in (("BGHDJGVDCTNKBTFRF", Reason.MALFORMED), (new_code(CodeKind.VOUCHER), Reason.UNKNOWN)):
        answer = answered(till, text)
        assert isinstance(answer, VoucherAnswer)
        assert isinstance(answer.verdict, Refused)
        assert answer.verdict.why is why


def test_a_card_scanned_says_whose_it_is_and_how_many_it_brought(till: Till) -> None:
    karim = till.customer("Karim")
    till.buys(till.friend(karim.card).referral.referee_id)
    answer = answered(till, karim.card)
    assert isinstance(answer, CardAnswer)
    assert (answer.referrer, answer.rewarded) == (karim, 1)
    strange = answered(till, new_code(CodeKind.CARD))
    assert isinstance(strange, CardAnswer)
    assert isinstance(strange.referrer, ClaimRefused)
    assert strange.referrer.why is ReferralReason.CARD_UNKNOWN


def test_a_card_with_a_slip_is_called_a_card(till: Till) -> None:
    card = till.customer().card
    slip = card[:-1] + ("B" if card[-1] != "B" else "C")
    for text in (slip, card[:-1]):
        answer = answered(till, text)
        assert isinstance(answer, CardAnswer)
        assert isinstance(answer.referrer, ClaimRefused)
        assert answer.referrer.why is ReferralReason.CARD_MISREAD


def test_anything_else_is_taken_for_somebody_s_name(till: Till) -> None:
    zoe = till.customer("Zoé", "Martin")
    answer = answered(till, "zoe")
    assert isinstance(answer, PeopleAnswer)
    assert answer.people == (zoe,)


def test_a_bar_code_of_another_shop_is_called_that(till: Till) -> None:
    verdict = counter.foreign().verdict
    assert isinstance(verdict, Refused)
    assert verdict.why is Reason.OTHER_SHOP


def test_answering_writes_nothing(till: Till) -> None:
    voucher, before = till.usable_voucher(), till.journal()
    for text in (voucher.code, new_code(CodeKind.VOUCHER), "zoe", "P", ""):
        answered(till, text)
    assert till.journal() == before


# A friend.


def test_a_friend_who_buys_at_once_rewards_both_sides_in_one_go(till: Till) -> None:
    answer = welcome(till, till.customer("Karim").card)
    assert isinstance(answer, Welcomed)
    assert answer.bought is not None
    assert len(answer.bought.vouchers) == 2
    assert answer.bought.rewarded is not None
    assert answer.bought.rewarded.id == answer.claimed.referral.id
    assert broken_rules(till) == []


def test_a_friend_who_only_comes_in_is_not_rewarded_yet(till: Till) -> None:
    answer = welcome(till, till.customer("Karim").card, buys_now=False)
    assert isinstance(answer, Welcomed)
    assert answer.bought is None
    assert till.count("purchases") == 0


def test_a_refused_friend_buys_nothing_through_the_scheme(till: Till) -> None:
    answer = welcome(till, new_code(CodeKind.CARD))
    assert isinstance(answer, ClaimRefused)
    assert (till.count("purchases"), till.count("vouchers"), till.count("customers")) == (0, 0, 0)


def test_a_first_purchase_too_small_welcomes_all_the_same(till: Till) -> None:
    till.scheme(Terms(purchase_minimum_cents=2_000))
    answer = welcome(till, till.customer("Karim").card, 500)
    assert isinstance(answer, Welcomed)
    assert answer.bought is not None
    assert (answer.bought.vouchers, answer.bought.missing_cents) == ((), 1_500)


# Undo.


def test_a_redemption_taken_back_gives_the_voucher_back(till: Till) -> None:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    entry = newest(till, Kind.REDEEMED)
    assert till.undo(entry) == UndoneEntry(Kind.REDEEMED)
    assert till.voucher(voucher).state is VoucherState.ISSUED
    assert till.undo(entry) is CannotUndo.ALREADY_UNDONE
    assert isinstance(till.redeem(voucher.code), Redemption)
    assert till.undo(entry) is CannotUndo.ALREADY_UNDONE
    assert till.voucher(voucher).state is VoucherState.REDEEMED
    assert broken_rules(till) == []


def test_a_reward_taken_back_takes_everything_it_brought(till: Till) -> None:
    karim = till.customer("Karim")
    welcome(till, karim.card)
    entry = newest(till, Kind.REWARDED)
    assert till.undo(entry) == UndoneEntry(Kind.REWARDED)
    with till.db.read() as tx:
        referral = referrals.listed(tx)[0]
    assert referral.state is ReferralState.VOIDED
    assert till.scalar("SELECT count(*) FROM vouchers WHERE state = 'cancelled'") == 2
    assert till.count("cancellations") == 2
    assert till.scalar("SELECT count(*) FROM purchases WHERE NOT withdrawn") == 0
    assert till.undo(entry) is CannotUndo.ALREADY_UNDONE
    assert broken_rules(till) == []


def test_after_an_undone_reward_the_friend_may_be_brought_again(till: Till) -> None:
    karim, lea = till.customer("Karim", "Haddad"), till.customer("Léa", "Petit")
    welcome(till, karim.card)
    till.undo(newest(till, Kind.REWARDED))
    again = welcome(till, lea.card)
    assert isinstance(again, Welcomed)
    assert again.bought is not None
    assert {v.holder for v in again.bought.vouchers} == {"Léa Petit", "Zoé Martin"}
    assert broken_rules(till) == []


def test_a_claim_taken_back_leaves_the_friend_a_customer(till: Till) -> None:
    karim = till.customer("Karim")
    claimed = till.friend(karim.card)
    entry = newest(till, Kind.CLAIMED)
    assert till.undo(entry) == UndoneEntry(Kind.CLAIMED)
    assert till.undo(entry) is CannotUndo.ALREADY_UNDONE
    assert till.count("customers") == 2
    assert till.buys(claimed.referral.referee_id).vouchers == ()


@pytest.mark.parametrize("side", [0, 1])
def test_a_reward_stays_once_a_voucher_of_it_was_used(till: Till, side: int) -> None:
    till.scheme(Terms(lock_days=0))
    answer = welcome(till, till.customer("Karim").card)
    assert isinstance(answer, Welcomed)
    assert answer.bought is not None
    voucher = answer.bought.vouchers[side]
    till.redeem(voucher.code)
    before = till.journal()
    assert till.undo(newest(till, Kind.REWARDED)) is CannotUndo.VOUCHER_USED
    assert till.journal() == before
    assert [till.voucher(v).state.value for v in answer.bought.vouchers].count("cancelled") == 0
    till.undo(newest(till, Kind.REDEEMED))
    assert till.undo(newest(till, Kind.REWARDED)) == UndoneEntry(Kind.REWARDED)
    assert broken_rules(till) == []


def test_an_answer_taken_back_counts_no_more(till: Till) -> None:
    till.answers(0)
    entry = newest(till, Kind.ANSWERED)
    assert till.undo(entry) == UndoneEntry(Kind.ANSWERED)
    assert till.undo(entry) is CannotUndo.ALREADY_UNDONE
    with till.db.read() as tx:
        assert figures.score(tx).nps is None


def test_an_answer_undone_brings_the_one_it_replaced_back_with_its_call(till: Till) -> None:
    zoe = till.customer("Zoé").id
    asked = campaign(till)
    first, second, third = (replacing(till, Given(score, zoe, campaign_id=asked.id)) for score in (3, 2, 9))
    assert (standing(till, zoe), called_about(till)) == ([third], [])
    assert till.undo(newest(till, Kind.ANSWERED)) == UndoneEntry(Kind.ANSWERED)
    assert (standing(till, zoe), called_about(till)) == ([second], [second])
    lines = till.today().entries
    assert [(line.score, line.undone is None) for line in lines] == [(9, False), (2, True), (3, False)]
    assert till.today().totals.answers == 1
    assert broken_rules(till) == []
    assert till.undo(lines[0].id) is CannotUndo.ALREADY_UNDONE
    assert till.undo(lines[1].id) == UndoneEntry(Kind.ANSWERED)
    assert (standing(till, zoe), called_about(till)) == ([first], [first])
    assert till.undo(lines[2].id) == UndoneEntry(Kind.ANSWERED)
    assert (standing(till, zoe), called_about(till)) == ([], [])
    assert till.journal().ok
    assert broken_rules(till) == []


def test_an_answer_undone_brings_nothing_back_that_was_left_out_before_it_came(till: Till) -> None:
    zoe, asked = till.customer("Zoé").id, campaign(till)
    replacing(till, Given(3, zoe, campaign_id=asked.id))
    mistaken = replacing(till, Given(4, zoe, campaign_id=asked.id))
    till.clock.advance(timedelta(minutes=1))
    with till.db.write(ANA) as tx:
        surveys.exclude(tx, mistaken, "wrong person")
    replacing(till, Given(9, zoe, campaign_id=asked.id))
    till.undo(newest(till, Kind.ANSWERED))
    assert standing(till, zoe) == []


def test_an_answer_that_named_itself_at_the_kiosk_gives_its_place_back(till: Till) -> None:
    zoe = till.customer("Zoé", phone="06 39 98 71 05").id
    asked = campaign(till, Origin.KIOSK)
    first = replacing(till, Given(3, zoe, campaign_id=asked.id))
    with till.db.write(ANA) as tx:
        answer = at_kiosk.touch(tx, 9, None, asked.id)
        at_kiosk.call_me(tx, answer, "06 39 98 71 05")
    assert standing(till, zoe) == [answer]
    till.undo(newest(till, Kind.ANSWERED))
    assert standing(till, zoe) == [first]
    assert broken_rules(till) == []


def test_a_plain_purchase_taken_back_counts_no_more(till: Till) -> None:
    buyer = till.customer().id
    till.buys(buyer)
    entry = newest(till, Kind.BOUGHT)
    assert till.undo(entry) == UndoneEntry(Kind.BOUGHT)
    assert till.undo(entry) is CannotUndo.ALREADY_UNDONE
    with till.db.read() as tx:
        assert not purchases.has_any(tx, buyer)


def test_a_purchase_that_completes_a_referral_meanwhile_is_undone_by_the_referral_s_line(till: Till) -> None:
    till.scheme(Terms(approval=Approval.MANUAL))
    referral = till.friend(till.customer().card).referral
    till.clock.advance(timedelta(minutes=1))
    till.buys(referral.referee_id)
    entry = newest(till, Kind.BOUGHT)
    with till.db.write(till.actor) as tx:
        deciding.approve(tx, referral.id)
    before = till.journal()
    assert till.undo(entry) is CannotUndo.COMPLETED_REFERRAL
    assert till.journal() == before
    assert till.undo(newest(till, Kind.REWARDED)) == UndoneEntry(Kind.REWARDED)
    assert broken_rules(till) == []


def test_a_referral_closed_by_a_mistaken_purchase_waits_again(till: Till) -> None:
    till.scheme(Terms(budget=Budget(0, NOW.date())))
    friend = till.friend(till.customer().card).referral.referee_id
    till.clock.advance(timedelta(minutes=1))
    assert till.buys(friend).hindrance is Hindrance.BUDGET_SPENT
    assert till.undo(newest(till, Kind.BOUGHT)) == UndoneEntry(Kind.BOUGHT)
    till.scheme(Terms())
    assert len(till.buys(friend).vouchers) == 2
    assert till.scalar("SELECT reason FROM referrals") == ""
    assert broken_rules(till) == []


def test_a_friend_brought_again_since_keeps_the_second_referral(till: Till) -> None:
    till.scheme(Terms(budget=Budget(0, NOW.date()), friends=Friends.INACTIVE))
    first, second = till.customer("Karim", "Haddad"), till.customer("Léa", "Petit")
    friend = till.friend(first.card, phone="06 39 98 71 05").referral.referee_id
    till.clock.advance(timedelta(minutes=1))
    till.buys(friend)
    till.clock.advance(timedelta(minutes=1))
    till.friend(second.card, phone="06 39 98 71 05")
    assert till.undo(newest(till, Kind.BOUGHT)) == UndoneEntry(Kind.BOUGHT)
    assert till.scalar("SELECT state FROM referrals WHERE reason <> ''") == "rejected"
    assert broken_rules(till) == []


def test_yesterday_is_not_undone_at_the_counter(till: Till) -> None:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    entry = newest(till, Kind.REDEEMED)
    till.clock.set(NOW + timedelta(days=2))
    assert till.undo(entry) is CannotUndo.NOT_TODAY
    assert till.voucher(voucher).state is VoucherState.REDEEMED


def test_what_is_no_line_of_the_list_cannot_be_undone(till: Till) -> None:
    voucher = till.usable_voucher()
    till.redeem(new_code(CodeKind.VOUCHER))
    till.redeem(voucher.code)
    before = till.journal()
    lines = {entry.id for entry in till.today().entries}
    others = [number for number in range(before.entries + 3) if number not in lines]
    assert {till.undo(number) for number in others} == {CannotUndo.NOT_TODAY}
    assert till.journal() == before


def test_undoing_adds_to_the_journal_and_takes_nothing_away(till: Till) -> None:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    before = till.journal().entries
    till.undo(newest(till, Kind.REDEEMED))
    after = till.journal()
    assert (after.ok, after.entries) == (True, before + 1)
    assert (till.count("redemptions"), till.count("reversals")) == (1, 1)


def test_undoing_a_mistaken_purchase_lets_the_friend_come_back_for_the_reward(till: Till) -> None:
    friend = till.friend(till.customer().card)
    till.days_pass(3)
    till.buys(friend.referral.referee_id)
    assert isinstance(till.undo(newest(till, Kind.REWARDED)), UndoneEntry)
    line = till.today().entries[0]
    assert line.undone is not None
    assert till.undo(line.id) is CannotUndo.ALREADY_UNDONE
    assert till.today().totals.issued == 0
    till.days_pass(1)
    assert len(till.buys(friend.referral.referee_id).vouchers) == 2
    assert not broken_rules(till)


def test_a_purchase_undone_and_made_again_the_same_day_shows_once_undone_and_once_standing(till: Till) -> None:
    friend = till.friend(till.customer().card)
    till.days_pass(3)
    for _time in range(2):
        till.buys(friend.referral.referee_id)
        till.clock.advance(timedelta(minutes=1))
        if _time == 0:
            till.undo(newest(till, Kind.REWARDED))
            till.clock.advance(timedelta(minutes=1))
    lines = [entry.undone is None for entry in till.today().entries if entry.kind is Kind.REWARDED]
    assert lines == [True, False]
    assert till.today().totals.issued == 2


def test_undoing_a_welcome_takes_its_too_small_purchase_along(till: Till) -> None:
    till.scheme(Terms(purchase_minimum_cents=2_000))
    card = till.customer().card
    assert isinstance(welcome(till, card, 250), Welcomed)
    till.clock.advance(timedelta(minutes=1))
    till.undo(newest(till, Kind.CLAIMED))
    till.clock.advance(timedelta(minutes=1))
    again = welcome(till, card, 2_500)
    assert isinstance(again, Welcomed)
    assert again.bought is not None
    assert len(again.bought.vouchers) == 2


def test_a_reward_stays_once_a_voucher_of_it_was_used_and_then_replaced(till: Till) -> None:
    till.scheme(Terms(lock_days=0, part_use=True))
    answer = welcome(till, till.customer("Karim").card)
    assert isinstance(answer, Welcomed)
    assert answer.bought is not None
    till.redeem(answer.bought.vouchers[0].code, purchase_cents=200)
    with till.db.write(ANA) as tx:
        corrections.reissue(tx, answer.bought.vouchers[0].code, "lost")
    assert till.undo(newest(till, Kind.REWARDED)) is CannotUndo.VOUCHER_USED


def test_after_a_clock_was_set_back_an_undo_takes_back_its_own_act_only(till: Till) -> None:
    """Every act then has the newest entry's instant, and these two have the same person at the same till."""
    karim = till.customer("Karim")
    till.clock.advance(-timedelta(hours=1))
    claimed = till.friend(karim.card)
    till.buys(claimed.referral.referee_id)
    assert till.scalar("SELECT count(DISTINCT at) FROM journal WHERE staff = 'Ana' AND subject > 0 AND id > 2") == 1
    assert till.undo(newest(till, Kind.REWARDED)) == UndoneEntry(Kind.REWARDED)
    with till.db.read() as tx:
        assert referrals.listed(tx)[0].state is ReferralState.CLAIMED
    assert len(till.buys(claimed.referral.referee_id).vouchers) == 2
    assert broken_rules(till) == []


def test_after_a_clock_was_set_back_an_undone_arrival_leaves_other_purchases(till: Till) -> None:
    till.scheme(Terms(purchase_minimum_cents=2_000))
    karim = till.customer("Karim")
    till.clock.advance(-timedelta(hours=1))
    answer = welcome(till, karim.card, 500)
    assert isinstance(answer, Welcomed)
    later = till.buys(answer.claimed.referral.referee_id, 700).purchase
    assert till.undo(newest(till, Kind.CLAIMED)) == UndoneEntry(Kind.CLAIMED)
    assert till.scalar("SELECT count(*) FROM purchases WHERE NOT withdrawn") == 1
    with till.db.read() as tx:
        assert purchases.find(tx, later.id) == later


def test_a_reward_somebody_let_count_is_undone_without_the_arrival(till: Till) -> None:
    till.scheme(Terms(approval=Approval.MANUAL))
    answer = welcome(till, till.customer("Karim").card)
    assert isinstance(answer, Welcomed)
    with till.db.write(ANA) as tx:
        deciding.approve(tx, answer.claimed.referral.id)
    assert till.undo(newest(till, Kind.REWARDED)) == UndoneEntry(Kind.REWARDED)
    with till.db.read() as tx:
        assert referrals.listed(tx)[0].state is not ReferralState.VOIDED
