"""From a card to two vouchers: a friend is welcomed once, both sides are rewarded together or not at all."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.programme.rewards import fixed
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals import store as referral_store
from parrainage_desktop.referrals.rules import (
    Check,
    Hindrance,
    Referral,
    ReferralState,
    Result,
)
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side
from tests.stores import ANA, Mishap, Till, broken_rules

PHONE = "06 39 98 71 05"


def brought(till: Till, referral: Referral) -> Referral:
    """The same referral as the store has it now."""
    with till.db.read() as tx:
        found = referrals.find(tx, referral.id)
    assert found is not None
    return found


def test_a_friend_with_a_card_counts_and_gets_a_card_of_their_own(till: Till) -> None:
    karim = till.customer("Karim", "Haddad")
    claimed = till.friend(grouped(karim.card).lower(), "Zoé", "Martin", phone=PHONE)
    referral = claimed.referral
    assert (referral.state, referral.referrer, referral.referee) == (
        ReferralState.CLAIMED,
        "Karim Haddad",
        "Zoé Martin",
    )
    assert claimed.referee_card not in {"", karim.card}
    assert {c.check: c.result for c in claimed.checks} == dict.fromkeys(Check, Result.PASS)
    with till.db.read() as tx:
        assert referrals.checks(tx, referral.id) == claimed.checks
    assert till.count("vouchers") == 0


def test_the_first_purchase_rewards_both_sides(till: Till) -> None:
    karim = till.customer("Karim")
    referral = till.friend(karim.card).referral
    bought = till.buys(referral.referee_id, 3_000)
    sides = {v.side: (v.holder_id, v.value_cents, v.valid_from, v.valid_until) for v in bought.vouchers}
    life = (date(2026, 11, 15), date(2027, 5, 14))
    assert sides == {Side.REFERRER: (karim.id, 500, *life), Side.REFEREE: (referral.referee_id, 500, *life)}
    now = brought(till, referral)
    assert (now.state, now.rewarded_on, now.purchase_id) == (
        ReferralState.REWARDED,
        date(2026, 11, 14),
        bought.purchase.id,
    )
    assert broken_rules(till) == []


def test_the_second_purchase_earns_nothing_more(till: Till) -> None:
    friend = till.friend(till.customer().card).referral.referee_id
    till.buys(friend)
    again = till.buys(friend)
    assert (again.rewarded, again.vouchers, again.hindrance) == (None, (), None)
    assert till.count("vouchers") == 2


def test_an_ordinary_customer_s_purchase_earns_nothing(till: Till) -> None:
    bought = till.buys(till.customer().id)
    assert (bought.rewarded, bought.vouchers, bought.hindrance) == (None, (), None)


def test_both_sides_exist_or_neither(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    friend = till.friend(till.customer().card).referral
    issue, issued = vouchers.issue, list[int]()

    def fail_on_the_second(*args: object, **more: object) -> object:
        if issued:
            raise Mishap
        issued.append(1)
        return issue(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(vouchers, "issue", fail_on_the_second)
    with pytest.raises(Mishap):
        till.buys(friend.referee_id)
    assert (till.count("vouchers"), till.count("purchases")) == (0, 0)
    assert brought(till, friend).state is ReferralState.CLAIMED
    monkeypatch.undo()
    assert len(till.buys(friend.referee_id).vouchers) == 2
    assert broken_rules(till) == []


def test_a_side_without_a_reward_gets_no_voucher(till: Till) -> None:
    till.scheme(Terms(referrer=fixed(0), referee=fixed(700)))
    bought = till.buys(till.friend(till.customer().card).referral.referee_id)
    assert [(v.side, v.value_cents) for v in bought.vouchers] == [(Side.REFEREE, 700)]


def test_a_referral_keeps_the_scheme_it_was_claimed_under(till: Till) -> None:
    referral = till.friend(till.customer().card).referral
    till.scheme(Terms(referrer=fixed(900), referee=fixed(900), purchase_minimum_cents=10_000))
    assert [v.value_cents for v in till.buys(referral.referee_id, 100).vouchers] == [500, 500]


# The first purchase.


def test_a_purchase_on_the_last_day_of_the_window_still_counts(till: Till) -> None:
    referral = till.friend(till.customer().card).referral
    till.days_pass(90)
    assert len(till.buys(referral.referee_id).vouchers) == 2


def test_a_referral_lapses_the_day_after_its_window(till: Till) -> None:
    referral = till.friend(till.customer().card).referral
    till.days_pass(91)
    bought = till.buys(referral.referee_id)
    assert (bought.hindrance, bought.vouchers) == (Hindrance.LAPSED, ())
    assert brought(till, referral).state is ReferralState.LAPSED
    assert till.buys(referral.referee_id).hindrance is None


def test_a_late_entry_of_a_purchase_inside_the_window_counts(till: Till) -> None:
    referral = till.friend(till.customer().card).referral
    till.days_pass(120)
    assert len(till.buys(referral.referee_id, 3_000, on=date(2026, 12, 1)).vouchers) == 2


@pytest.mark.parametrize("names", [("Zoé", "Martin"), ("Karim", "Hadad")])
def test_a_purchase_of_a_day_before_the_claim_shows_an_old_customer(till: Till, names: tuple[str, str]) -> None:
    referral = till.friend(till.customer("Karim", "Haddad").card, *names).referral
    bought = till.buys(referral.referee_id, 3_000, on=date(2026, 11, 13))
    assert (bought.hindrance, bought.vouchers) == (Hindrance.ALREADY_CUSTOMER, ())
    kept = brought(till, referral)
    assert (kept.state, kept.reason) == (ReferralState.REJECTED, "already_customer")
    assert kept.purchase_id == bought.purchase.id
    assert till.buys(referral.referee_id).vouchers == ()
    with till.db.read() as tx:
        assert referrals.listed(tx, ReferralState.REJECTED) == [kept]
    assert broken_rules(till) == []


def test_an_earlier_purchase_found_out_after_the_reward_leaves_it_to_people(till: Till) -> None:
    referral = till.friend(till.customer().card).referral
    till.buys(referral.referee_id)
    late = till.buys(referral.referee_id, 3_000, on=date(2026, 11, 13))
    assert (late.hindrance, brought(till, referral).state) == (None, ReferralState.REWARDED)


def test_a_purchase_below_the_minimum_says_what_is_missing_and_the_next_may_reach_it(till: Till) -> None:
    till.scheme(Terms(purchase_minimum_cents=2_000))
    referral = till.friend(till.customer().card).referral
    small = till.buys(referral.referee_id, 1_550)
    assert (small.hindrance, small.missing_cents, small.vouchers) == (Hindrance.BELOW_MINIMUM, 450, ())
    unknown = till.buys(referral.referee_id, None)
    assert (unknown.hindrance, unknown.missing_cents) == (Hindrance.BELOW_MINIMUM, 2_000)
    assert len(till.buys(referral.referee_id, 2_000).vouchers) == 2


def test_a_purchase_cannot_be_in_the_future(till: Till) -> None:
    zoe = till.customer()
    with pytest.raises(InvalidInput) as wrong:
        till.buys(zoe.id, 3_000, on=date(2026, 11, 15))
    assert wrong.value.field == "on"
    assert till.count("purchases") == 0


# What the store itself refuses.


def test_the_store_refuses_a_second_live_referral_of_one_friend(till: Till) -> None:
    karim = till.customer("Karim")
    referral = till.friend(karim.card).referral
    zoe = replace(till.customer("Zoé"), id=referral.referee_id)
    with pytest.raises(IntegrityError), till.db.write(ANA) as tx:
        referral_store.insert_referral(tx, ReferralState.CLAIMED, karim, zoe, karim.card, referral.programme_id, "")


def test_a_referral_moved_meanwhile_is_not_moved_again(till: Till) -> None:
    referral = till.friend(till.customer().card).referral
    with till.db.write(ANA) as tx:
        assert referral_store.move(tx, referral, ReferralState.VOIDED)
        assert not referral_store.move(tx, referral, ReferralState.REWARDED)


def test_a_person_s_referrals_are_found_from_either_side(till: Till) -> None:
    karim = till.customer("Karim")
    zoe = till.friend(karim.card, "Zoé")
    lea = till.friend(zoe.referee_card, "Léa")
    with till.db.read() as tx:
        assert [r.id for r in referrals.of_person(tx, zoe.referral.referee_id)] == [
            lea.referral.id,
            zoe.referral.id,
        ]
        assert referrals.rewarded_count(tx, karim.id) == 0
        waiting = referrals.open_for(tx, zoe.referral.referee_id)
        assert waiting is not None
        assert waiting.id == zoe.referral.id
    till.buys(zoe.referral.referee_id)
    with till.db.read() as tx:
        assert referrals.rewarded_count(tx, karim.id) == 1
        assert referrals.open_for(tx, zoe.referral.referee_id) is None
