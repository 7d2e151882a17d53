"""A person decides: what was put aside counts or does not, a reward is taken back, goods are returned."""

from datetime import timedelta

import pytest

from parrainage_desktop.base import journal
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.counter import deciding, decisions
from parrainage_desktop.counter.rules import Bought, CannotUndo, Decided, NotDecided, Returned
from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme.rules import Approval, Budget, Terms
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Claimed, Hindrance, ReferralState
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers.rules import Redemption, Refused, Voucher, VoucherState
from tests.duplicates.hands import merged, undone
from tests.stores import Till, broken_rules


def flagged(till: Till) -> Claimed:
    """A friend with nearly the referrer’s name: somebody must look."""
    claimed = till.friend(till.customer("Gilles", "Tournier").card, "Gilles", "Tournie")
    assert claimed.referral.state is ReferralState.FLAGGED
    return claimed


def approved(till: Till, referral_id: int) -> Decided | NotDecided:
    """Somebody lets it count."""
    with till.db.write(till.actor) as tx:
        return deciding.approve(tx, referral_id)


def rejected(till: Till, referral_id: int, reason: str = "same household card") -> Decided | NotDecided:
    """Somebody refuses it."""
    with till.db.write(till.actor) as tx:
        return deciding.reject(tx, referral_id, reason)


def voided(till: Till, referral_id: int, reason: str = "goods returned") -> Decided | NotDecided:
    """Somebody takes the reward back."""
    with till.db.write(till.actor) as tx:
        return deciding.void(tx, referral_id, reason)


def returned(till: Till, purchase_id: int) -> Returned:
    """The goods come back."""
    with till.db.write(till.actor) as tx:
        return deciding.take_return(tx, purchase_id, "goods returned")


def decided(answer: Decided | NotDecided) -> Decided:
    """The decision that was taken."""
    assert isinstance(answer, Decided)
    return answer


def test_an_approved_referral_waits_for_its_first_purchase_like_any_other(till: Till) -> None:
    claimed = flagged(till)
    answer = decided(approved(till, claimed.referral.id))
    assert (answer.referral.state, answer.issued) == (ReferralState.CLAIMED, ())
    assert len(till.buys(claimed.referral.referee_id).vouchers) == 2


def test_an_approved_referral_is_rewarded_at_once_with_the_first_purchase_since_the_friend_came(till: Till) -> None:
    claimed = flagged(till)
    first = till.buys(claimed.referral.referee_id)
    till.buys(claimed.referral.referee_id)
    assert (first.vouchers, first.hindrance) == ((), Hindrance.TO_CHECK)
    till.days_pass(3)
    answer = decided(approved(till, claimed.referral.id))
    assert answer.referral.state is ReferralState.REWARDED
    assert answer.referral.purchase_id == first.purchase.id
    assert [voucher.value_cents for voucher in answer.issued] == [500, 500]
    assert broken_rules(till) == []


def test_what_is_approved_too_late_for_its_purchase_minimum_or_budget_is_told(till: Till) -> None:
    till.scheme(Terms(approval=Approval.MANUAL, purchase_minimum_cents=2_000))
    claimed = till.friend(till.customer().card)
    till.buys(claimed.referral.referee_id, 1_999)
    answer = decided(approved(till, claimed.referral.id))
    assert (answer.referral.state, answer.hindrance) == (ReferralState.CLAIMED, Hindrance.BELOW_MINIMUM)


def test_manual_approval_still_respects_the_budget(till: Till) -> None:
    with till.db.read() as tx:
        today = tx.today
    till.scheme(Terms(approval=Approval.MANUAL, budget=Budget(999, today)))
    claimed = till.friend(till.customer().card)
    till.buys(claimed.referral.referee_id)
    answer = decided(approved(till, claimed.referral.id))
    assert (answer.issued, answer.hindrance) == ((), Hindrance.BUDGET_SPENT)
    assert till.count("vouchers") == 0


def test_a_rejected_referral_earns_nothing_and_keeps_its_reason(till: Till) -> None:
    claimed = flagged(till)
    answer = decided(rejected(till, claimed.referral.id))
    assert (answer.referral.state, answer.referral.reason) == (ReferralState.REJECTED, "same household card")
    assert till.buys(claimed.referral.referee_id).vouchers == ()


def test_a_reward_taken_back_kills_both_unused_vouchers_together(till: Till) -> None:
    claimed = till.friend(till.customer().card)
    vouchers = till.buys(claimed.referral.referee_id).vouchers
    answer = decided(voided(till, claimed.referral.id))
    assert answer.referral.state is ReferralState.VOIDED
    assert {one.id for one in answer.cancelled} == {one.id for one in vouchers}
    till.days_pass(1)
    assert all(isinstance(till.redeem(one.code), Refused) for one in vouchers)
    assert broken_rules(till) == []


def test_a_voucher_used_before_its_reward_is_taken_back_is_told_and_stays_used(till: Till) -> None:
    claimed = till.friend(till.customer().card)
    vouchers = till.buys(claimed.referral.referee_id).vouchers
    till.days_pass(1)
    assert isinstance(till.redeem(vouchers[0].code), Redemption)
    answer = decided(voided(till, claimed.referral.id))
    assert [one.id for one in answer.used] == [vouchers[0].id]
    assert [one.id for one in answer.cancelled] == [vouchers[1].id]
    assert broken_rules(till) == []


def test_a_used_voucher_dies_when_its_use_is_taken_back_after_its_purchase_was_returned(till: Till) -> None:
    claimed = till.friend(till.customer().card)
    bought = till.buys(claimed.referral.referee_id)
    used = bought.vouchers[0]
    till.days_pass(1)
    till.redeem(used.code)
    returned(till, bought.purchase.id)
    assert till.voucher(used).state is VoucherState.REDEEMED
    answer = till.reverse(used.code)
    assert isinstance(answer, Voucher)
    assert (answer.state, answer.balance_cents) == (VoucherState.CANCELLED, 500)
    assert isinstance(till.redeem(used.code), Refused)
    assert broken_rules(till) == []


def test_of_a_voucher_used_in_part_what_was_spent_is_to_settle_and_the_rest_cancelled(till: Till) -> None:
    till.scheme(Terms(part_use=True, lock_days=0))
    claimed = till.friend(till.customer().card)
    bought = till.buys(claimed.referral.referee_id)
    till.redeem(bought.vouchers[0].code, purchase_cents=200)
    with till.db.write(till.actor) as tx:
        said = decisions.take_return(tx, claimed.referral.id, "too small").said
        tags = [(one.standing, one.tone) for one in decisions.rewards(tx, claimed.referral.id)]
    holder = bought.vouchers[0].holder
    assert f"Cancelled: €3.00 for {holder}." in said
    assert f"Already used, to settle with the customer: €2.00 for {holder}." in said
    assert sorted(tags) == [("cancelled", "error"), ("to settle with the customer", "warning")]


def test_a_returned_purchase_takes_its_reward_along_and_an_ordinary_one_nothing(till: Till) -> None:
    claimed = till.friend(till.customer().card)
    first = till.buys(claimed.referral.referee_id)
    second = till.buys(claimed.referral.referee_id)
    assert returned(till, second.purchase.id).decided is None
    taken = returned(till, first.purchase.id).decided
    assert taken is not None
    assert (taken.referral.state, len(taken.cancelled)) == (ReferralState.VOIDED, 2)


def test_a_decision_is_taken_once_and_only_where_there_is_one_to_take(till: Till) -> None:
    claimed = flagged(till)
    approved(till, claimed.referral.id)
    assert isinstance(approved(till, claimed.referral.id), NotDecided)
    assert isinstance(voided(till, claimed.referral.id), NotDecided)
    decided(rejected(till, claimed.referral.id))
    assert isinstance(rejected(till, claimed.referral.id), NotDecided)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_refusal_needs_a_reason(till: Till, reason: str) -> None:
    claimed = flagged(till)
    with pytest.raises(InvalidInput):
        rejected(till, claimed.referral.id, reason)
    with pytest.raises(InvalidInput):
        approved(till, 999)


def test_every_decision_is_in_the_journal(till: Till) -> None:
    claimed = flagged(till)
    approved(till, claimed.referral.id)
    till.buys(claimed.referral.referee_id)
    voided(till, claimed.referral.id)
    with till.db.read() as tx:
        actions = [entry.action for entry in journal.entries(tx) if entry.action.startswith("referral.")]
    assert actions == ["referral.claimed", "referral.approved", "referral.rewarded", "referral.voided"]
    assert till.journal().ok


@pytest.mark.parametrize("days_ago", [0, 30])
def test_a_day_typed_wrongly_closes_no_referral_for_good(till: Till, days_ago: int) -> None:
    """Bought long before the claim, or after its window: the mistaken purchase goes, and the right one counts."""
    till.scheme(Terms(claim_window_days=20))
    friend = till.friend(till.customer().card).referral.referee_id
    till.days_pass(25)
    day = till.clock.now().date()
    mistaken = till.buys(friend, on=day - timedelta(days=days_ago))
    assert mistaken.hindrance in (Hindrance.LAPSED, Hindrance.ALREADY_CUSTOMER)
    answer = returned(till, mistaken.purchase.id)
    assert answer.decided is None
    assert len(till.buys(friend, on=day - timedelta(days=10)).vouchers) == 2
    assert broken_rules(till) == []


def test_a_returned_purchase_wakes_no_referral_a_person_refused(till: Till) -> None:
    referral = till.friend(till.customer().card).referral
    bought = till.buys(referral.referee_id)
    voided(till, referral.id)
    returned(till, bought.purchase.id)
    assert till.buys(referral.referee_id).vouchers == ()
    assert till.scalar("SELECT state FROM referrals") == "voided"


def test_a_referral_in_doubt_is_not_let_through_by_a_purchase_taken_back(till: Till) -> None:
    friend = flagged(till).referral.referee_id
    mistaken = till.buys(friend, on=till.clock.now().date() - timedelta(days=1))
    assert mistaken.hindrance is Hindrance.ALREADY_CUSTOMER
    returned(till, mistaken.purchase.id)
    assert till.buys(friend).vouchers == ()


def test_what_was_used_of_a_voucher_replaced_since_is_told_too(till: Till) -> None:
    till.scheme(Terms(part_use=True))
    claimed = till.friend(till.customer().card)
    vouchers = till.buys(claimed.referral.referee_id).vouchers
    till.days_pass(1)
    assert isinstance(till.redeem(vouchers[0].code, purchase_cents=200), Redemption)
    with till.db.write(till.actor) as tx:
        new = corrections.reissue(tx, vouchers[0].code, "lost")
    assert isinstance(new, Voucher)
    with till.db.read() as tx:
        assert sum("Already used" in line for line in decisions.taking_back(tx, claimed.referral.id)) == 1
    answer = decided(voided(till, claimed.referral.id))
    assert [(one.id, one.value_cents - one.balance_cents) for one in answer.used] == [(vouchers[0].id, 200)]
    assert {one.id for one in answer.cancelled} == {vouchers[1].id, new.id}
    assert broken_rules(till) == []


def bought_and_parted(till: Till) -> Bought:
    """A friend was rewarded while two records were one; parted again, the purchase stays with the other record."""
    referral = till.friend(till.customer("Inès", "Martin").card, "Karim", "Haddad").referral
    kept = till.customer("Karime", "Haddad")
    with till.db.read() as tx:
        friend = customers.get(tx, referral.referee_id)
    merge = merged(till, kept, friend)
    bought = till.buys(kept.id)
    assert len(bought.vouchers) == 2
    undone(till, merge)
    with till.db.read() as tx:
        assert referrals.brought_by(tx, bought.purchase.customer_id) is None
    return bought


def test_returned_goods_take_the_reward_back_also_after_records_were_parted(till: Till) -> None:
    bought = bought_and_parted(till)
    answer = returned(till, bought.purchase.id).decided
    assert answer is not None
    assert answer.referral.state is ReferralState.VOIDED
    assert {till.voucher(one).state for one in bought.vouchers} == {VoucherState.CANCELLED}
    assert broken_rules(till) == []


def test_a_rewarded_purchase_is_not_simply_undone_also_after_records_were_parted(till: Till) -> None:
    bought = bought_and_parted(till)
    with till.db.read() as tx:
        noted = [one for one in journal.entries(tx, tx.now - timedelta(hours=1)) if one.action == "purchase.added"]
    assert [one.subject for one in noted] == [bought.purchase.id]
    assert till.undo(noted[0].id) is CannotUndo.COMPLETED_REFERRAL
