"""What a referral earns is earned once and whole, in whatever order things happen."""

from dataclasses import replace
from datetime import date

import pytest

from parrainage_desktop.base import journal
from parrainage_desktop.counter import deciding, decisions, rewarding
from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter.rules import Bought, Decided, Kind, UndoneEntry, Welcomed
from parrainage_desktop.customers.rules import Customer, NewCustomer
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.duplicates.rules import Merged
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.gifts.rules import Gift as Owed
from parrainage_desktop.gifts.rules import GiftState
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.programme.rewards import Credit, Fixed, Gift, Nothing, Step
from parrainage_desktop.programme.rules import Approval, Budget, Limits, RevenueShare, Terms, Trigger
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import board_wording, touch_wording
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Hindrance, Referral, ReferralState
from parrainage_desktop.statements import service as statements
from parrainage_desktop.vouchers import corrections
from tests.stores import Till, broken_rules

EACH = Terms(Fixed(500), Nothing(), trigger=Trigger.EACH_PURCHASE, trigger_purchases=3)
SHARE = Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_000))


def brings(till: Till, referrer: Customer, given: str = "Zoé", cents: int | None = 3_000) -> Bought:
    """A referrer's friend arrives and buys."""
    return till.buys(till.friend(referrer.card, given, "Lemaire").referral.referee_id, cents)


def registers(till: Till, referrer: Customer, given: str = "Zoé") -> Welcomed:
    """A friend arrives at the counter and buys nothing yet."""
    with till.db.write(till.actor) as tx:
        done = counter.welcome(tx, referrer.card, NewCustomer(given, "Lemaire"), None, buys_now=False)
    assert isinstance(done, Welcomed)
    return done


def approves(till: Till, referral: Referral) -> Decided:
    """Somebody lets a referral count."""
    with till.db.write(till.actor) as tx:
        done = deciding.approve(tx, referral.id)
    assert isinstance(done, Decided)
    return done


def returned(till: Till, bought: Bought) -> Decided | None:
    """The goods come back."""
    with till.db.write(till.actor) as tx:
        return deciding.take_return(tx, bought.purchase.id, "brought back").decided


def newest(till: Till, customer_id: int) -> Referral:
    """The newest referral somebody is part of."""
    with till.db.read() as tx:
        return referrals.of_person(tx, customer_id)[0]


def released(till: Till) -> int:
    """Cents a till gives that were on hold until today."""
    with till.db.write(till.actor) as tx:
        return sum(voucher.value_cents for one in rewarding.release(tx) for voucher in one.vouchers)


def undone(till: Till, kind: Kind, last: bool = False) -> bool:
    """Take back the newest line of a kind in today's list, or the oldest."""
    lines = [one.id for one in till.today().entries if one.kind is kind]
    return isinstance(till.undo(lines[-1 if last else 0]), UndoneEntry)


def good(till: Till) -> int:
    """Cents of every voucher that stands."""
    return int(till.scalar("SELECT COALESCE(sum(value_cents), 0) FROM vouchers WHERE state <> 'cancelled'"))


def due(till: Till) -> int:
    """Cents of everybody's statements."""
    with till.db.read() as tx:
        return sum(one.due_cents for one in statements.statements(tx))


# Somebody decides only after the friend has bought several times.


def test_each_purchase_made_before_the_approval_earns(till: Till) -> None:
    till.scheme(replace(EACH, approval=Approval.MANUAL))
    referral = till.friend(till.customer().card).referral
    for _one in range(4):
        till.buys(referral.referee_id)
    assert [one.value_cents for one in approves(till, referral).issued] == [500, 500, 500]
    assert broken_rules(till) == []


def test_each_purchase_made_before_the_approval_counts_for_the_share(till: Till) -> None:
    till.scheme(replace(SHARE, approval=Approval.MANUAL))
    referral = till.friend(till.customer().card).referral
    till.buys(referral.referee_id, 1_000)
    till.buys(referral.referee_id, 2_000)
    approves(till, referral)
    assert due(till) == 300


def test_an_approval_too_late_says_so_however_often_the_friend_bought_since(till: Till) -> None:
    till.scheme(Terms(approval=Approval.MANUAL, purchase_minimum_cents=1_000))
    referral = till.friend(till.customer().card).referral
    till.buys(referral.referee_id, 900)
    till.days_pass(91)
    with till.db.write(till.actor) as tx:
        purchases.add(tx, referral.referee_id, 2_000)
        purchases.add(tx, referral.referee_id, 2_000)
    assert approves(till, referral).hindrance is Hindrance.LAPSED


# A first purchase is taken back although others count.


def test_undoing_the_first_of_two_rewarded_purchases_leaves_the_second_s_reward(till: Till) -> None:
    till.scheme(replace(EACH, milestones=(Step(1, 200),)))
    friend = till.friend(till.customer().card).referral.referee_id
    first, second = till.buys(friend), till.buys(friend)
    assert undone(till, Kind.REWARDED, last=True)
    assert good(till) == 700
    left = newest(till, friend)
    assert (left.state, left.purchase_id) == (ReferralState.REWARDED, second.purchase.id)
    with till.db.read() as tx:
        assert purchases.find(tx, first.purchase.id) is None
    assert broken_rules(till) == []


def test_a_milestone_stays_when_another_purchase_of_the_friend_counts(till: Till) -> None:
    till.scheme(replace(EACH, milestones=(Step(1, 200),)))
    first = brings(till, till.customer())
    till.buys(first.purchase.customer_id)
    returned(till, first)
    assert good(till) == 700


def test_purchases_are_returned_one_after_the_other_from_the_referral_itself(till: Till) -> None:
    till.scheme(EACH)
    friend = brings(till, till.customer()).purchase.customer_id
    till.buys(friend)
    referral = newest(till, friend)
    for left in (500, 0):
        with till.db.write(till.actor) as tx:
            assert decisions.take_return(tx, referral.id, "brought back").done
        assert good(till) == left
    assert newest(till, friend).state is ReferralState.VOIDED
    assert broken_rules(till) == []


def test_what_happened_to_a_referral_is_told_in_words(till: Till) -> None:
    till.scheme(replace(EACH, limits=Limits(total=1)))
    karim = till.customer()
    first, over = brings(till, karim), brings(till, karim, "Inès")
    till.buys(first.purchase.customer_id)
    returned(till, first)
    for one in (first, over):
        referral = newest(till, one.purchase.customer_id)
        with till.db.read() as tx:
            entries = journal.of_referral(tx, referral.id)
            told = [board_wording.happened(entry.at, entry, referral, False)[0] for entry in entries]
        assert not any("referral." in words for words in told), told


def test_a_purchase_made_meanwhile_takes_the_place_of_one_returned_on_hold(till: Till) -> None:
    till.scheme(replace(SHARE, referrer=Fixed(500), return_days=14))
    first = brings(till, till.customer(), cents=1_000)
    till.days_pass(3)
    till.buys(first.purchase.customer_id, 2_000)
    assert returned(till, first) is None
    assert newest(till, first.purchase.customer_id).state is ReferralState.ON_HOLD
    till.days_pass(15)
    assert (released(till), due(till)) == (500, 200)
    assert broken_rules(till) == []


# What is written down late.


def test_a_purchase_written_down_late_on_hold_is_not_lost(till: Till) -> None:
    till.scheme(replace(EACH, return_days=14))
    friend = till.friend(till.customer().card).referral.referee_id
    till.days_pass(5)
    till.buys(friend)
    till.buys(friend, on=date(2026, 11, 15))
    till.days_pass(12)
    assert released(till) == 500
    till.days_pass(10)
    assert released(till) == 500


def test_a_purchase_written_down_after_its_window_completes_what_another_holds(till: Till) -> None:
    till.scheme(replace(EACH, return_days=14))
    friend = till.friend(till.customer().card).referral.referee_id
    till.days_pass(20)
    till.buys(friend)
    assert [one.value_cents for one in till.buys(friend, on=date(2026, 11, 15)).vouchers] == [500]
    till.days_pass(20)
    assert released(till) == 500


def test_no_share_of_what_was_bought_before_the_friend_was_brought(till: Till) -> None:
    till.scheme(SHARE)
    till.days_pass(10)
    friend = brings(till, till.customer(), cents=1_000).purchase.customer_id
    till.buys(friend, 9_000, on=date(2026, 11, 15))
    assert due(till) == 100


def test_what_was_on_hold_and_is_refused_brings_no_share(till: Till) -> None:
    till.scheme(replace(SHARE, referrer=Fixed(500), return_days=14, budget=Budget(400, date(2026, 11, 14))))
    bought = brings(till, till.customer())
    till.days_pass(15)
    assert released(till) == 0
    assert newest(till, bought.purchase.customer_id).state is ReferralState.REJECTED
    assert due(till) == 0


# Twice.


def test_a_milestone_reached_again_is_not_paid_again(till: Till) -> None:
    till.scheme(Terms(Nothing(), Fixed(100), milestones=(Step(2, 900), Step(3, 900))))
    karim = till.customer()
    first = brings(till, karim, "Zoé")
    brings(till, karim, "Inès")
    returned(till, first)
    assert [one.value_cents for one in brings(till, karim, "Marc").vouchers] == [100]
    assert sorted(one.value_cents for one in brings(till, karim, "Paul").vouchers) == [100, 900]


def test_an_early_part_replaced_after_use_is_not_given_again(till: Till) -> None:
    half = Credit("a massage", basis_points=5_000, registered_basis_points=2_500, price_cents=10_000)
    till.scheme(Terms(Nothing(), half, part_use=True))
    done = registers(till, till.customer())
    (early,) = done.granted.vouchers
    till.days_pass(1)
    till.redeem(early.code, purchase_cents=1_000)
    with till.db.write(till.actor) as tx:
        corrections.reissue(tx, early.code, "lost")
    (rest,) = till.buys(done.claimed.referral.referee_id).vouchers
    assert rest.value_cents == 2_500


def test_an_early_part_is_taken_off_the_first_purchase_only(till: Till) -> None:
    half = Credit("a massage", basis_points=5_000, registered_basis_points=2_500, price_cents=10_000)
    till.scheme(replace(EACH, referrer=Nothing(), referee=half))
    friend = registers(till, till.customer()).claimed.referral.referee_id
    found = [one.value_cents for _one in range(3) for one in till.buys(friend).vouchers]
    assert found == [2_500, 5_000, 5_000]


def test_a_registration_approved_and_undone_leaves_nothing(till: Till) -> None:
    till.scheme(Terms(trigger=Trigger.REGISTRATION, approval=Approval.MANUAL))
    approves(till, registers(till, till.customer()).claimed.referral)
    assert good(till) == 1_000
    assert undone(till, Kind.REWARDED)
    assert good(till) == 0
    assert broken_rules(till) == []


def test_the_same_press_again_tells_what_a_further_purchase_earned(till: Till) -> None:
    till.scheme(EACH)
    friend = brings(till, till.customer()).purchase.customer_id
    once, again = till.buys(friend, attempt="one"), till.buys(friend, attempt="one")
    assert [one.code for one in again.vouchers] == [one.code for one in once.vouchers] != []


# Somebody who is gone.


@pytest.mark.parametrize("days", [0, 14])
def test_nobody_erased_earns_by_what_their_friend_buys_later(till: Till, days: int) -> None:
    till.scheme(replace(EACH, return_days=days, revenue_share=RevenueShare(1_000)))
    karim = till.customer()
    first = brings(till, karim, cents=1_000)
    till.days_pass(days + 1)
    till.buys(first.purchase.customer_id, 1_000)
    before = till.count("vouchers"), till.count("shares")
    with till.db.write(till.actor) as tx:
        privacy.erase(tx, karim.id)
    till.buys(first.purchase.customer_id, 1_000)
    till.days_pass(30)
    assert released(till) == 0
    assert (till.count("vouchers"), till.count("shares")) == before


# Gifts.


def test_a_gift_restocked_is_there_for_those_who_came_before_too(till: Till) -> None:
    jam = Gift("a jar of jam", 300, 1)
    till.scheme(Terms(jam, Nothing()))
    karim = till.customer()
    brings(till, karim, "Zoé")
    waiting = till.friend(karim.card, "Inès", "Lemaire").referral.referee_id
    till.scheme(Terms(replace(jam, stock=2), Nothing()))
    assert len(till.buys(waiting).gifts) == 1


def test_fewer_gifts_than_there_were_are_given_to_nobody(till: Till) -> None:
    jam = Gift("a jar of jam", 300, 2)
    till.scheme(Terms(jam, Nothing()))
    karim = till.customer()
    brings(till, karim, "Zoé")
    waiting = till.friend(karim.card, "Inès", "Lemaire").referral.referee_id
    till.scheme(Terms(replace(jam, stock=1), Nothing()))
    assert till.buys(waiting).hindrance is Hindrance.OUT_OF_STOCK


def test_a_gift_no_longer_earned_is_not_owed_again(till: Till) -> None:
    till.scheme(Terms(Gift("a jar of jam", 300, 1), Nothing(), budget=Budget(300, date(2026, 11, 14))))
    karim = till.customer()
    bought = brings(till, karim, "Zoé")
    with till.db.write(till.actor) as tx:
        gifts.give(tx, bought.gifts[0].id)
    returned(till, bought)
    with till.db.write(till.actor) as tx:
        back = gifts.take_back(tx, bought.gifts[0].id)
    assert isinstance(back, Owed)
    assert back.state is GiftState.CANCELLED
    assert len(brings(till, karim, "Inès").gifts) == 1
    assert broken_rules(till) == []


# What is told.


def test_a_purchase_that_counts_is_in_the_journal(till: Till) -> None:
    till.scheme(replace(EACH, return_days=14))
    bought = brings(till, till.customer())
    again = till.buys(bought.purchase.customer_id)
    with till.db.read() as tx:
        told = [(one.subject, one.details["due"]) for one in journal.entries(tx, actions=("purchase.counted",))]
    assert sorted(told) == [(bought.purchase.id, "2026-11-29"), (again.purchase.id, "2026-11-29")]


def test_a_referral_on_hold_is_said_to_count(till: Till) -> None:
    till.scheme(Terms(return_days=14))
    referral = newest(till, brings(till, till.customer()).purchase.customer_id)
    assert "Karim Haddad, whose card was shown first" in touch_wording.rewarded(referral)


# Two records made one, and parted again.


def test_a_referral_on_hold_parted_again_after_its_day_is_rewarded(till: Till) -> None:
    till.scheme(Terms(return_days=14))
    karim = till.customer()
    bought = brings(till, karim)
    with till.db.write(till.actor) as tx:
        merged = duplicates.merge(tx, karim.id, bought.purchase.customer_id)
    assert isinstance(merged, Merged)
    till.days_pass(15)
    assert released(till) == 0
    with till.db.write(till.actor) as tx:
        duplicates.undo(tx, merged.id)
    assert released(till) == 1_000
    assert newest(till, bought.purchase.customer_id).state is ReferralState.REWARDED
