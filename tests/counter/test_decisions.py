"""Decisions in words: what taking back would lead to is told before, what it led to after."""

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.counter import decisions
from parrainage_desktop.referrals.board_rules import Outcome
from parrainage_desktop.vouchers import service as vouchers
from tests.stores import Till


def rewarded(till: Till) -> int:
    """The number of a referral that earned both sides 5,00."""
    claimed = till.friend(till.customer("Odile", "Marchand").card, "Yanis", "Belkacem")
    till.buys(claimed.referral.referee_id, 3_850)
    return claimed.referral.id


def used(till: Till, referral_id: int) -> None:
    """The friend's voucher is used the next day."""
    till.days_pass(1)
    with till.db.read() as tx:
        mine = [one for one in vouchers.of_referral(tx, referral_id) if one.holder == "Yanis Belkacem"]
    till.redeem(mine[0].code)


def test_what_taking_back_would_lead_to_is_what_it_leads_to(till: Till) -> None:
    referral_id = rewarded(till)
    used(till, referral_id)
    with till.db.read() as tx:
        before = decisions.taking_back(tx, referral_id)
    with till.db.write(till.actor) as tx:
        after = decisions.void(tx, referral_id, "goods returned")
    assert sorted(before) == [
        "Already used, to settle with the customer: €5.00 for Yanis Belkacem.",
        "Will be cancelled: €5.00 for Odile Marchand.",
    ]
    assert after == Outcome(True, (
        "Odile Marchand → Yanis Belkacem: cancelled.",
        "Cancelled: €5.00 for Odile Marchand.",
        "Already used, to settle with the customer: €5.00 for Yanis Belkacem.",
    ))
    with till.db.read() as tx:
        assert decisions.taking_back(tx, referral_id) == (
            "Already used, to settle with the customer: €5.00 for Yanis Belkacem.",
        )


def test_returned_goods_take_the_purchase_and_its_reward_back(till: Till) -> None:
    referral_id = rewarded(till)
    with till.db.write(till.actor) as tx:
        answer = decisions.take_return(tx, referral_id, "goods returned")
    assert answer.done
    assert answer.said[0] == "The purchase of €38.50 no longer counts."
    assert len(answer.said) == 4


def test_there_are_no_goods_to_return_before_a_purchase(till: Till) -> None:
    claimed = till.friend(till.customer().card)
    with till.db.write(till.actor) as tx:
        assert decisions.take_return(tx, claimed.referral.id, "goods returned") == Outcome(
            False, ("No purchase completed this referral.",)
        )


def test_what_cannot_be_decided_any_more_says_why(till: Till) -> None:
    referral_id = rewarded(till)
    with till.db.write(till.actor) as tx:
        answer = decisions.approve(tx, referral_id)
    assert not answer.done
    assert "this one is completed" in answer.said[0]


def test_a_reason_is_asked_for(till: Till) -> None:
    referral_id = rewarded(till)
    for decide in (decisions.void, decisions.take_return, decisions.reject):
        with pytest.raises(InvalidInput), till.db.write(till.actor) as tx:
            decide(tx, referral_id, "  ")


def test_each_voucher_tells_what_became_of_it(till: Till) -> None:
    referral_id = rewarded(till)
    used(till, referral_id)
    with till.db.read() as tx:
        told = {one.title: (one.detail.split(" · ")[1], one.standing) for one in decisions.rewards(tx, referral_id)}
    assert told == {
        "€5.00 for Odile Marchand": ("until 14 May 2027", "valid"),
        "€5.00 for Yanis Belkacem": ("used, €5.00, 15 Nov 2026, Ana", "redeemed"),
    }
