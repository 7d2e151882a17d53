"""When people disagree: what was refused is kept and shown, what looks odd waits, rights once given stay."""

from datetime import date

import pytest

from parrainage_desktop.base.database import Actor
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.counter import deciding, decisions, story
from parrainage_desktop.counter.rules import Decided
from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals import board
from parrainage_desktop.referrals.rules import Check, Checked, ClaimRefused, ReferralReason, ReferralState, Result
from parrainage_desktop.vouchers.rules import Redemption, VoucherState
from tests.stores import ANA, Till

PHONE = "06 39 98 12 34"


def flags(checks: tuple[Checked, ...]) -> set[Check]:
    """What asks for a person."""
    return {one.check for one in checks if one.result is Result.FLAG}


def told(till: Till, customer_id: int) -> list[tuple[str, str]]:
    """The lines of somebody's record, newest first."""
    with till.db.read(ANA) as tx:
        return [(one.title, one.detail) for one in story.story(tx, customers.get(tx, customer_id)).events]


def test_a_refused_second_claim_is_on_both_records_and_beside_the_referral_that_stands(till: Till) -> None:
    karim, lea = till.customer("Karim", "Haddad"), till.customer("Léa", "Petit")
    first = till.friend(karim.card, phone=PHONE).referral
    refused = till.claim(lea.card, phone=PHONE)
    assert isinstance(refused, ClaimRefused)
    assert (refused.why, refused.referrer_name) == (ReferralReason.ALREADY_REFERRED, "Karim Haddad")
    assert ("Referral refused: Zoé Martin", "Already has a referrer") in told(till, lea.id)
    assert [title for title, _detail in told(till, first.referee_id)][:2] == [
        "Referral refused: Léa Petit", "Referrer: Karim Haddad",
    ]  # fmt: skip
    with till.db.read(ANA) as tx:
        found = board.detail(tx, first.id)
    assert found
    assert [(one.id, one.referrer, one.state) for one in found.others] == [
        (refused.referral_id, "Léa Petit", ReferralState.REJECTED)
    ]


def test_five_friends_in_a_circle_wait_for_a_person_and_are_rewarded_once_somebody_looked(till: Till) -> None:
    first = till.customer("Odile", "Marchand", phone=PHONE)
    card = first.card
    for name in ("Inès Carvalho", "Bruno Vidal", "Simon Weber", "Aïcha Diop"):
        friend = till.friend(card, *name.split())
        card = friend.referee_card
    closing = till.friend(card, "Odile", "Marchand", phone=PHONE)
    assert closing.referral.referee_id == first.id
    assert (closing.referral.state, flags(closing.checks)) == (ReferralState.FLAGGED, {Check.NO_CIRCLE})
    assert till.buys(first.id).vouchers == ()
    with till.db.write(ANA) as tx:
        done = deciding.approve(tx, closing.referral.id)
        branches = board.tree(tx, first.id).branches
    assert isinstance(done, Decided)
    assert len(done.issued) == 2
    assert [(one.depth, one.again) for one in branches] == [*((depth, False) for depth in range(5)), (5, True)]


@pytest.mark.parametrize("side", ["referrer", "friend"])
def test_somebody_who_acts_at_the_till_on_either_side_waits_for_a_person(till: Till, side: str) -> None:
    at_work = till.at(Actor("zoe  martin" if side == "friend" else "Karim Haddad", "till 1"))
    claimed = at_work.friend(till.customer("Karim", "Haddad").card, "Zoé", "Martin")
    assert (claimed.referral.state, flags(claimed.checks)) == (ReferralState.FLAGGED, {Check.NO_STAFF})
    assert at_work.buys(claimed.referral.referee_id).vouchers == ()


@pytest.mark.parametrize("word", ["Équipe", "staff", "PERSONNEL"])
@pytest.mark.parametrize("side", ["referrer", "friend"])
def test_somebody_filed_as_staff_on_either_side_waits_for_a_person(till: Till, side: str, word: str) -> None:
    karim, zoe = till.customer("Karim", "Haddad"), till.customer("Zoé", "Martin", phone=PHONE)
    with till.db.write(ANA) as tx:
        customers.tag(tx, (karim if side == "referrer" else zoe).id, word)
    claimed = till.friend(karim.card, "Zoé", "Martin", phone=PHONE)
    assert flags(claimed.checks) == {Check.NO_STAFF}


def test_a_first_name_alone_accuses_nobody(till: Till) -> None:
    at_work = till.at(Actor("Karim", "till 1"))
    assert flags(at_work.friend(till.customer("Karim", "Haddad").card).checks) == set()


def test_a_scheme_stopped_with_vouchers_out_welcomes_nobody_more_and_honours_them_to_their_last_day(till: Till) -> None:
    karim = till.customer()
    friend = till.friend(karim.card)
    given = till.buys(friend.referral.referee_id).vouchers
    till.scheme(Terms(ends_on=date(2026, 11, 20)))
    till.days_pass(10)
    refused = till.claim(karim.card, "Inès", "Carvalho")
    assert isinstance(refused, ClaimRefused)
    assert (refused.why, refused.ended_on) == (ReferralReason.WINDOW_OVER, date(2026, 11, 20))
    assert isinstance(till.redeem(given[0].code), Redemption)
    till.days_pass((given[1].valid_until - date(2026, 11, 24)).days)
    assert isinstance(till.redeem(given[1].code), Redemption), "its last day counts"


def test_a_friend_welcomed_before_the_end_is_still_rewarded_after_it(till: Till) -> None:
    friend = till.friend(till.customer().card)
    till.scheme(Terms(ends_on=date(2026, 11, 14)))
    till.days_pass(5)
    assert len(till.buys(friend.referral.referee_id).vouchers) == 2


def test_a_purchase_returned_after_a_voucher_was_used_cancels_the_other_and_says_what_to_settle(till: Till) -> None:
    till.scheme(Terms(lock_days=0))
    friend = till.friend(till.customer().card)
    bought = till.buys(friend.referral.referee_id)
    mine, theirs = bought.vouchers
    till.redeem(mine.code)
    with till.db.read(ANA) as tx:
        before = decisions.taking_back(tx, friend.referral.id)
    with till.db.write(ANA) as tx:
        said = decisions.take_return(tx, friend.referral.id, "too small")
    assert till.voucher(mine).state is VoucherState.REDEEMED
    assert till.voucher(theirs).state is VoucherState.CANCELLED
    settle = [line for line in (*before, *said.said) if "€5.00" in line and "Karim Haddad" in line]
    assert len(settle) == 2, "said before and after"
    with in_language("fr"), till.db.read(ANA) as tx:
        assert any("Karim Haddad" in line for line in decisions.taking_back(tx, friend.referral.id))
    with till.db.read(ANA) as tx:
        found = board.detail(tx, friend.referral.id)
    assert found
    assert found.item.referral.state is ReferralState.VOIDED
    assert found.item.referral.reason == "too small"
