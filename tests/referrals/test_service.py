"""From a card to two vouchers: a friend is welcomed once, both sides are rewarded together or not at all."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from parrainage_desktop.base.codes import CodeKind, grouped, new_code
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import CardState, Customer, Gone, NewCustomer
from parrainage_desktop.customers.store import CardRow
from parrainage_desktop.programme.rewards import fixed
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals import claiming
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals import store as referral_store
from parrainage_desktop.referrals.rules import (
    CLAIMS_AN_HOUR,
    Check,
    Claimed,
    ClaimRefused,
    Hindrance,
    Referral,
    ReferralReason,
    ReferralState,
    Result,
)
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Redemption, Side
from tests.stores import ANA, Mishap, Till, broken_rules

PHONE = "06 39 98 71 05"


def refused(answer: Claimed | ClaimRefused) -> ClaimRefused:
    """The refusal that an answer must be."""
    assert isinstance(answer, ClaimRefused)
    return answer


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


# Refused claims.


@pytest.mark.parametrize(
    "text", ["BGHDJGVDCTNKBTFRG", "BGHDJGVDCTNKBTFRF", "3017620422003", "", "Karim Haddad"]
)
def test_what_is_no_card_of_ours_is_unknown(till: Till, text: str) -> None:
    assert refused(till.claim(text)).why is ReferralReason.CARD_UNKNOWN


def test_a_card_with_a_wrong_letter_is_called_misread_and_not_unknown(till: Till) -> None:
    assert refused(till.claim("PNXVVNTBCTFF")).why is ReferralReason.CARD_MISREAD
    with till.db.read() as tx:
        looked = claiming.preview(tx, "PNXVVNTBCTFF", NewCustomer("Zoé"))
    assert isinstance(looked, ClaimRefused)
    assert looked.why is ReferralReason.CARD_MISREAD


def test_a_card_nobody_holds_is_unknown(till: Till) -> None:
    assert refused(till.claim(new_code(CodeKind.CARD))).why is ReferralReason.CARD_UNKNOWN
    assert till.count("customers") == 0


def test_a_dead_card_says_so(till: Till) -> None:
    karim = till.customer()
    with till.db.write(ANA) as tx:
        tx.execute(update(CardRow).where(CardRow.code == karim.card).values(state=CardState.DEAD.value))
    assert refused(till.claim(karim.card)).why is ReferralReason.CARD_DEAD


def test_a_replaced_card_names_whoever_has_another_now(till: Till) -> None:
    karim = till.customer()
    with till.db.write(ANA) as tx:
        anew = customers.replace_card(tx, karim.id)
    told = refused(till.claim(karim.card))
    assert (told.why, told.known_id, told.known_name) == (ReferralReason.CARD_DEAD, karim.id, "Karim Haddad")
    assert till.friend(anew.card).referral.referrer_id == karim.id


def test_the_card_of_somebody_erased_names_nobody(till: Till) -> None:
    karim = till.customer()
    with till.db.write(ANA) as tx:
        customers.replace_card(tx, karim.id)
        customers.mark_gone(tx, karim.id, Gone.ERASED)
    assert refused(till.claim(karim.card)).known_id is None


def test_whoever_bought_before_the_scheme_began_is_no_new_customer(till: Till) -> None:
    old = till.customer("Odile", "Marchand", phone=PHONE, known_before=True)
    told = refused(till.claim(till.customer().card, "Odile", "Marchand", phone=PHONE))
    assert (told.why, told.known_id) == (ReferralReason.ALREADY_CUSTOMER, old.id)


@pytest.mark.parametrize(
    "contact",
    [{"phone": "+33 6 39 98 71 05"}, {"email": "KARIM@example.org"}, {"phone": PHONE, "email": "k@example.org"}],
)
def test_nobody_brings_themselves(till: Till, contact: dict[str, str]) -> None:
    karim = till.customer("Karim", "Haddad", phone=PHONE, email="karim@example.org")
    answer = refused(till.claim(karim.card, "K.", "H.", **contact))
    assert (answer.why, answer.known_id) == (ReferralReason.SELF, karim.id)
    assert till.count("customers") == 1


def test_nobody_brings_themselves_behind_another_customer_s_phone(till: Till) -> None:
    till.customer("Zoé", "Martin", phone=PHONE)
    karim = till.customer("Karim", "Haddad", email="karim@example.org")
    answer = till.claim(karim.card, "K.", "H.", phone=PHONE, email="karim@example.org")
    assert refused(answer).why is ReferralReason.SELF


def test_who_bought_before_is_a_customer_already(till: Till) -> None:
    karim, zoe = till.customer("Karim"), till.customer("Zoé", "Martin", phone=PHONE)
    till.buys(zoe.id)
    answer = refused(till.claim(karim.card, phone=PHONE))
    assert (answer.why, answer.known_name) == (ReferralReason.ALREADY_CUSTOMER, "Zoé Martin")


def test_somebody_known_who_never_bought_may_still_be_brought(till: Till) -> None:
    karim, zoe = till.customer("Karim"), till.customer("Zoé", "Martin", phone=PHONE)
    assert till.friend(karim.card, phone=PHONE).referral.referee_id == zoe.id
    assert till.count("customers") == 2


def test_a_withdrawn_purchase_makes_nobody_a_customer(till: Till) -> None:
    karim, zoe = till.customer("Karim"), till.customer("Zoé", "Martin", phone=PHONE)
    from parrainage_desktop.purchases import service as purchases

    bought = till.buys(zoe.id)
    with till.db.write(ANA) as tx:
        purchases.withdraw(tx, bought.purchase.id)
    assert isinstance(till.claim(karim.card, phone=PHONE), Claimed)


def test_the_first_referrer_stands_and_the_attempt_is_kept(till: Till) -> None:
    karim, lea = till.customer("Karim", "Haddad"), till.customer("Léa", "Petit")
    first = till.friend(karim.card, phone=PHONE).referral
    answer = refused(till.claim(lea.card, phone=PHONE))
    assert (answer.why, answer.referrer_name) == (ReferralReason.ALREADY_REFERRED, "Karim Haddad")
    with till.db.read() as tx:
        rejected = referrals.listed(tx, ReferralState.REJECTED)
    assert [(r.referrer_id, r.referee_id, r.reason) for r in rejected] == [
        (lea.id, first.referee_id, "already_referred")
    ]
    rewarded = till.buys(first.referee_id).rewarded
    assert rewarded is not None
    assert rewarded.referrer_id == karim.id
    assert broken_rules(till) == []


def test_after_its_window_a_claim_no_longer_keeps_others_from_bringing_the_friend(till: Till) -> None:
    karim, lea = till.customer("Karim", "Haddad"), till.customer("Léa", "Petit")
    old = till.friend(karim.card, phone=PHONE).referral
    till.days_pass(90)
    assert refused(till.claim(lea.card, phone=PHONE)).why is ReferralReason.ALREADY_REFERRED
    till.days_pass(1)
    new = till.friend(lea.card, phone=PHONE).referral
    assert brought(till, old).state is ReferralState.LAPSED
    assert [v.holder_id for v in till.buys(new.referee_id).vouchers] == [lea.id, new.referee_id]
    assert broken_rules(till) == []


def test_a_scheme_that_has_ended_takes_no_more_claims(till: Till) -> None:
    karim = till.customer()
    till.scheme(Terms(ends_on=date(2026, 11, 20)))
    till.days_pass(6)
    assert isinstance(till.claim(karim.card, phone=PHONE), Claimed)
    till.days_pass(1)
    answer = refused(till.claim(karim.card, "Léa"))
    assert (answer.why, answer.ended_on) == (ReferralReason.WINDOW_OVER, date(2026, 11, 20))
    with till.db.read() as tx:
        assert claiming.preview(tx, karim.card, NewCustomer("Léa")) == answer


def test_what_a_scheme_promised_before_its_end_is_kept_after_it(till: Till) -> None:
    till.scheme(Terms(ends_on=date(2026, 11, 20)))
    voucher, waiting = till.usable_voucher(), till.friend(till.customer("Karim").card).referral
    till.days_pass(20)
    assert isinstance(till.redeem(voucher.code), Redemption)
    assert len(till.buys(waiting.referee_id).vouchers) == 2
    assert broken_rules(till) == []


def test_a_refused_claim_is_kept_in_the_journal(till: Till) -> None:
    before = till.journal().entries
    till.claim(new_code(CodeKind.CARD))
    assert till.journal().entries == before + 1


def test_what_cannot_be_kept_is_refused_before_anything_is_written(till: Till) -> None:
    karim = till.customer()
    for wrong in ({"phone": "12"}, {"email": "nobody"}, {"language": "de"}):
        with pytest.raises(InvalidInput) as error:
            till.claim(karim.card, **wrong)
        assert error.value.field == next(iter(wrong))
    with pytest.raises(InvalidInput):
        till.claim(karim.card, "   ")
    assert (till.count("customers"), till.count("referrals")) == (1, 0)


def test_looking_first_writes_nothing(till: Till) -> None:
    karim = till.customer()
    before = till.journal()
    with till.db.read() as tx:
        checks = claiming.preview(tx, karim.card, NewCustomer("Zoé", "Martin"))
        assert isinstance(checks, tuple)
        assert {checked.result for checked in checks} == {Result.PASS}
        assert isinstance(claiming.preview(tx, "nothing", NewCustomer("Zoé")), ClaimRefused)
        assert isinstance(claiming.referrer_behind(tx, karim.card), Customer)
    assert till.journal() == before


# Flags.


def test_a_circle_is_looked_at_by_a_person(till: Till) -> None:
    karim = till.customer("Karim", "Haddad", phone=PHONE)
    zoe = till.friend(karim.card, "Zoé", "Martin")
    lea = till.friend(zoe.referee_card, "Léa", "Petit")
    claimed = till.friend(lea.referee_card, "Karim", "Haddad", phone=PHONE)
    assert claimed.referral.referee_id == karim.id
    assert claimed.referral.state is ReferralState.FLAGGED
    assert Check.NO_CIRCLE in {c.check for c in claimed.checks if c.result is Result.FLAG}


def test_a_flagged_referral_is_not_rewarded_until_somebody_looked(till: Till) -> None:
    claimed = till.friend(till.customer("Karim", "Haddad").card, "Karim", "Hadad")
    assert claimed.referral.state is ReferralState.FLAGGED
    bought = till.buys(claimed.referral.referee_id)
    assert (bought.hindrance, bought.vouchers) == (Hindrance.TO_CHECK, ())
    assert brought(till, claimed.referral).state is ReferralState.FLAGGED


def test_many_claims_in_an_hour_are_looked_at(till: Till) -> None:
    card = till.customer().card
    states = [till.friend(card, name).referral.state for name in "ABCDEF"[: CLAIMS_AN_HOUR + 1]]
    assert states == [ReferralState.CLAIMED] * CLAIMS_AN_HOUR + [ReferralState.FLAGGED]
    till.clock.advance(timedelta(hours=1, seconds=1))
    assert till.friend(card, "Later").referral.state is ReferralState.CLAIMED


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
    with pytest.raises(IntegrityError), till.db.write(ANA) as tx:
        referral_store.insert_referral(
            tx, ReferralState.CLAIMED, karim.id, referral.referee_id, karim.card, referral.programme_id, ""
        )


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
