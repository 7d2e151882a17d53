"""A friend arrives with a card: whom the scheme takes, whom it refuses and why, and whom a person looks at."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from parrainage_desktop.base.codes import CodeKind, new_code
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import CardState, Customer, Gone, NewCustomer
from parrainage_desktop.customers.store import CARDS
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals import claiming, wording
from parrainage_desktop.referrals import service as referrals
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
from parrainage_desktop.vouchers.rules import Redemption
from tests.stores import ANA, Till, broken_rules

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
        tx.execute(update(CARDS).where(CARDS.c.code == karim.card).values(state=CardState.DEAD.value))
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
    told = refused(till.claim(karim.card))
    assert told.known_id is None
    assert "replaced" not in wording.refusal(told).to_say


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
