"""A voucher at the counter: honoured once, refused with the reason, taken back with a trace."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from parrainage_desktop.base import journal
from parrainage_desktop.base.codes import CodeKind, new_code
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers import store as voucher_store
from parrainage_desktop.vouchers.rules import (
    Accepted,
    Reason,
    Redemption,
    Refused,
    Standing,
    Voucher,
    VoucherState,
)
from parrainage_desktop.vouchers.wording import refusal
from tests.stores import ANA, LUC, NOW, Till, broken_rules


def refused(answer: object) -> Refused:
    """The refusal that an answer must be."""
    assert isinstance(answer, Refused)
    return answer


def honoured(answer: object) -> Redemption:
    """The redemption that an answer must be."""
    assert isinstance(answer, Redemption)
    return answer


def test_a_voucher_is_honoured_once_and_whole(till: Till) -> None:
    voucher = till.usable_voucher(500)
    assert isinstance(till.check(voucher.code), Accepted)
    answer = honoured(till.redeem(voucher.code, "first"))
    assert (answer.use.cents, answer.voucher.balance_cents, answer.repeated) == (500, 0, False)
    assert (answer.use.at, answer.use.till, answer.use.staff) == (till.clock.now(), "till 1", "Ana")
    assert till.voucher(voucher).state is VoucherState.REDEEMED
    assert broken_rules(till) == []


def test_a_second_scan_says_who_used_it_when_and_at_which_till(till: Till) -> None:
    voucher = till.usable_voucher()
    used_at = till.clock.now()
    till.at(LUC).redeem(voucher.code)
    till.clock.advance(timedelta(seconds=3))
    for answer in (refused(till.redeem(voucher.code)), refused(till.check(voucher.code))):
        assert answer.why is Reason.ALREADY_USED
        assert answer.use is not None
        assert (answer.use.staff, answer.use.till, answer.use.at) == ("Luc", "till 2", used_at)


def test_pressing_twice_gives_the_same_answer_and_spends_nothing(till: Till) -> None:
    voucher = till.usable_voucher()
    first = honoured(till.redeem(voucher.code, "press"))
    before = till.journal()
    again = honoured(till.redeem(voucher.code, "press"))
    assert again.repeated
    assert (again.use, again.voucher) == (first.use, first.voucher)
    assert till.count("redemptions") == 1
    assert till.journal() == before


def test_the_same_attempt_keeps_its_answer_after_a_reversal_and_at_a_throttled_till(till: Till) -> None:
    voucher = till.usable_voucher()
    first = honoured(till.redeem(voucher.code, "press"))
    till.reverse(voucher.code)
    for _ in range(3):
        till.redeem(new_code(CodeKind.VOUCHER))
    again = honoured(till.redeem(voucher.code, "press"))
    assert (again.repeated, again.use) == (True, first.use)
    assert till.count("redemptions") == 1


def test_an_attempt_made_for_one_voucher_is_not_taken_for_another(till: Till) -> None:
    one, other = till.usable_voucher(), till.usable_voucher()
    till.redeem(one.code, "press")
    with pytest.raises(InvalidInput) as wrong:
        till.redeem(other.code, "press")
    assert wrong.value.field == "attempt"
    assert till.voucher(other).state is VoucherState.ISSUED


def test_an_attempt_that_was_refused_may_be_tried_again(till: Till) -> None:
    voucher = till.issue(till.customer())
    assert refused(till.redeem(voucher.code, "press")).why is Reason.NOT_YET_VALID
    till.days_pass(1)
    assert not honoured(till.redeem(voucher.code, "press")).repeated


def test_an_attempt_s_name_is_as_long_as_the_store_keeps_it(till: Till) -> None:
    voucher = till.usable_voucher()
    with pytest.raises(InvalidInput) as wrong:
        till.redeem(voucher.code, "x" * 65)
    assert wrong.value.field == "attempt"
    assert not honoured(till.redeem(voucher.code, "x" * 64)).repeated


def test_what_became_of_an_attempt_can_be_asked(till: Till) -> None:
    voucher = till.usable_voucher()
    with till.db.read() as tx:
        assert vouchers.use_of_attempt(tx, "press") is None
    use = honoured(till.redeem(voucher.code, "press")).use
    with till.db.read() as tx:
        assert vouchers.use_of_attempt(tx, "press") == use


# Every reason to refuse, brought about through what people do.


def test_a_code_with_a_slip_is_malformed_and_costs_nothing(till: Till) -> None:
    for _ in range(5):
        assert refused(till.redeem("BGHDJGVDCTNKBTFRF")).why is Reason.MALFORMED
    assert isinstance(till.check(till.usable_voucher().code), Accepted)


def test_a_product_bar_code_is_another_shop_s(till: Till) -> None:
    assert refused(till.redeem("3017620422003")).why is Reason.OTHER_SHOP


def test_a_well_formed_code_nobody_issued_is_unknown(till: Till) -> None:
    assert refused(till.redeem(new_code(CodeKind.VOUCHER))).why is Reason.UNKNOWN


def test_a_card_scanned_as_a_voucher_says_whose_it_is(till: Till) -> None:
    karim = till.customer("Karim", "Haddad")
    answer = refused(till.redeem(karim.card))
    assert (answer.why, answer.card_holder, answer.card_holder_id) == (Reason.OTHER_KIND, "Karim Haddad", karim.id)
    strange = refused(till.redeem(new_code(CodeKind.CARD)))
    assert (strange.why, strange.card_holder) == (Reason.OTHER_KIND, "")


def test_a_card_misread_is_still_said_to_be_a_card(till: Till) -> None:
    letters = till.customer().card
    slip = letters[:-1] + ("B" if letters[-1] != "B" else "C")
    answer = refused(till.check(slip))
    assert (answer.why, answer.reasons) == (Reason.OTHER_KIND, (Reason.OTHER_KIND, Reason.MALFORMED))
    assert "17" not in refusal(answer, NOW.date(), till.db.zone).detail
    assert "card" in refusal(answer, NOW.date(), till.db.zone).detail


def test_a_voucher_is_not_yet_good_on_the_day_it_was_earned(till: Till) -> None:
    voucher = till.issue(till.customer())
    answer = refused(till.redeem(voucher.code))
    assert (answer.why, answer.voucher) == (Reason.NOT_YET_VALID, voucher)
    assert voucher.valid_from == date(2026, 11, 15)


def test_a_voucher_is_good_on_its_last_day_and_expired_on_the_next(till: Till) -> None:
    voucher = till.issue(till.customer())
    assert voucher.valid_until == date(2027, 5, 14)
    till.clock.set(NOW.replace(year=2027, month=5, day=14, hour=21, minute=59))
    assert isinstance(till.check(voucher.code), Accepted)
    till.clock.advance(timedelta(minutes=1))
    assert refused(till.redeem(voucher.code)).why is Reason.EXPIRED


def test_a_till_clock_set_back_does_not_revive_an_expired_voucher(till: Till) -> None:
    voucher = till.issue(till.customer())
    till.clock.set(NOW + timedelta(days=200))
    assert refused(till.redeem(voucher.code)).why is Reason.EXPIRED
    till.clock.set(NOW + timedelta(days=2))
    assert refused(till.redeem(voucher.code)).why is Reason.EXPIRED
    assert refused(till.check(voucher.code)).why is Reason.EXPIRED


def test_a_cancelled_voucher_says_when_by_whom_and_why(till: Till) -> None:
    voucher = till.usable_voucher()
    assert till.at(LUC).cancel(voucher, "printed twice")
    answer = refused(till.redeem(voucher.code))
    assert answer.why is Reason.CANCELLED
    told = (answer.cancelled_because, answer.cancelled_by, answer.cancelled_at)
    assert told == ("printed twice", "Luc", till.clock.now())


def test_a_purchase_below_the_minimum_says_what_is_missing(till: Till) -> None:
    till.scheme(Terms(voucher_minimum_cents=2_000))
    voucher = till.usable_voucher()
    answer = refused(till.redeem(voucher.code, purchase_cents=1_550))
    assert (answer.why, answer.missing_cents) == (Reason.BELOW_MINIMUM, 450)
    assert isinstance(till.redeem(voucher.code, purchase_cents=2_000), Redemption)


def test_a_voucher_never_reduces_the_purchase_that_earned_it(till: Till) -> None:
    till.scheme(Terms(lock_days=0))
    karim = till.customer()
    bought = till.buys(till.friend(karim.card).referral.referee_id)
    for voucher in bought.vouchers:
        answer = refused(till.redeem(voucher.code, purchase_id=bought.purchase.id))
        assert answer.why is Reason.SAME_PURCHASE
    next_one = till.buys(karim.id).purchase
    assert isinstance(till.redeem(bought.vouchers[0].code, purchase_id=next_one.id), Redemption)


def test_a_personal_voucher_is_for_its_holder_alone(till: Till) -> None:
    till.scheme(Terms(personal=True))
    holder, friend = till.customer("Karim"), till.customer("Zoé")
    voucher = till.issue(holder)
    till.days_pass(1)
    assert refused(till.redeem(voucher.code, customer_id=friend.id)).why is Reason.NOT_HOLDER
    assert isinstance(till.redeem(voucher.code, customer_id=holder.id), Redemption)


@pytest.mark.parametrize("one_per_purchase", [True, False])
def test_one_voucher_per_purchase_if_the_scheme_says_so(till: Till, one_per_purchase: bool) -> None:
    till.scheme(Terms(one_per_purchase=one_per_purchase))
    holder = till.customer()
    one, other = till.issue(holder), till.issue(holder)
    till.days_pass(1)
    purchase = till.buys(holder.id).purchase.id
    till.redeem(one.code, purchase_id=purchase)
    second = till.redeem(other.code, purchase_id=purchase)
    if one_per_purchase:
        assert refused(second).why is Reason.ONE_PER_PURCHASE
        till.reverse(one.code)
        assert isinstance(till.redeem(other.code, purchase_id=purchase), Redemption)
    else:
        assert isinstance(second, Redemption)


def test_several_reasons_are_all_told(till: Till) -> None:
    till.scheme(Terms(voucher_minimum_cents=2_000, personal=True))
    voucher = till.usable_voucher()
    till.cancel(voucher)
    till.days_pass(365)
    answer = refused(till.redeem(voucher.code, purchase_cents=0, customer_id=voucher.holder_id + 1))
    assert set(answer.reasons) == {
        Reason.CANCELLED, Reason.EXPIRED, Reason.NOT_HOLDER, Reason.BELOW_MINIMUM,
    }  # fmt: skip


def test_a_voucher_outlives_the_scheme_it_came_from(till: Till) -> None:
    till.scheme(Terms(ends_on=date(2026, 11, 20)))
    voucher = till.issue(till.customer())
    till.days_pass(10)
    assert isinstance(till.redeem(voucher.code), Redemption)


def test_a_refusal_points_to_another_voucher_of_the_same_customer(till: Till) -> None:
    holder = till.customer()
    first, second, third = (till.issue(holder) for _ in range(3))
    till.days_pass(1)
    till.redeem(first.code)
    answer = refused(till.redeem(first.code))
    assert answer.other is not None
    assert answer.other.code in {second.code, third.code}
    till.redeem(second.code)
    till.redeem(third.code)
    assert refused(till.redeem(first.code)).other is None


# Guessing.


def test_three_unknown_codes_in_ten_minutes_shut_the_till_for_codes(till: Till) -> None:
    voucher = till.usable_voucher()
    for minute in range(3):
        assert refused(till.redeem(new_code(CodeKind.VOUCHER))).why is Reason.UNKNOWN
        if minute < 2:
            till.clock.advance(timedelta(minutes=1))
    answer = refused(till.redeem(voucher.code))
    assert answer.why is Reason.THROTTLED
    assert answer.retry_at == till.clock.now() - timedelta(minutes=2) + timedelta(minutes=10)
    assert isinstance(till.at(LUC).check(voucher.code), Accepted)
    till.clock.set(answer.retry_at - timedelta(seconds=1))
    assert refused(till.check(voucher.code)).why is Reason.THROTTLED
    till.clock.set(answer.retry_at)
    assert isinstance(till.redeem(voucher.code), Redemption)


def test_unknown_codes_more_than_ten_minutes_apart_shut_nothing(till: Till) -> None:
    voucher = till.usable_voucher()
    for _ in range(6):
        assert refused(till.redeem(new_code(CodeKind.VOUCHER))).why is Reason.UNKNOWN
        till.clock.advance(timedelta(minutes=5, seconds=1))
    assert isinstance(till.redeem(voucher.code), Redemption)


def test_a_miss_is_kept_without_the_code(till: Till) -> None:
    code = new_code(CodeKind.VOUCHER)
    till.redeem(code)
    with till.db.read() as tx:
        entry = next(journal.entries(tx, newest_first=True))
    assert entry.action == "voucher.unknown"
    assert code not in str(entry)


def test_a_refusal_is_kept_in_the_journal(till: Till) -> None:
    voucher = till.issue(till.customer())
    till.redeem(voucher.code)
    with till.db.read() as tx:
        entry = next(journal.entries(tx, newest_first=True))
    assert (entry.action, entry.subject, entry.details) == (
        "voucher.refused",
        voucher.id,
        {"reason": "not_yet_valid"},
    )
    assert till.voucher(voucher) == voucher


# Taking back.


def test_a_reversed_voucher_is_worth_the_same_until_the_same_day(till: Till) -> None:
    voucher = till.usable_voucher(750)
    till.redeem(voucher.code)
    back = till.reverse(voucher.code)
    assert isinstance(back, Voucher)
    assert (back.state, back.balance_cents, back.valid_until) == (VoucherState.ISSUED, 750, voucher.valid_until)
    assert isinstance(till.redeem(voucher.code), Redemption)
    assert (till.count("redemptions"), till.count("reversals")) == (2, 1)
    assert broken_rules(till) == []


def test_a_reversed_voucher_past_its_last_day_stays_expired(till: Till) -> None:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    till.days_pass(200)
    till.reverse(voucher.code)
    assert refused(till.redeem(voucher.code)).why is Reason.EXPIRED


def test_a_use_is_taken_back_once(till: Till) -> None:
    voucher = till.usable_voucher()
    assert refused(till.reverse(voucher.code)).why is Reason.NOT_ALLOWED
    till.redeem(voucher.code)
    till.reverse(voucher.code)
    assert refused(till.reverse(voucher.code)).why is Reason.NOT_ALLOWED
    assert till.count("reversals") == 1


@pytest.mark.parametrize("reason", ["", "   ", "\x00", "x" * 241])
def test_a_reversal_needs_a_reason_that_can_be_kept(till: Till, reason: str) -> None:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    with pytest.raises(InvalidInput) as wrong:
        till.reverse(voucher.code, reason)
    assert wrong.value.field == "reason"
    assert till.voucher(voucher).state is VoucherState.REDEEMED


def test_only_an_unused_voucher_can_be_cancelled(till: Till) -> None:
    used, cancelled = till.usable_voucher(), till.usable_voucher()
    till.redeem(used.code)
    assert not till.cancel(till.voucher(used))
    assert till.cancel(cancelled)
    assert not till.cancel(till.voucher(cancelled))
    assert broken_rules(till) == []


# Three locks on one door: each alone must hold.


def test_the_conditional_write_refuses_a_voucher_that_changed_meanwhile(till: Till) -> None:
    voucher = till.usable_voucher()
    with till.db.write(ANA) as tx:
        assert voucher_store.spend(tx, voucher, 500)
        assert not voucher_store.spend(tx, voucher, 500)


def test_a_voucher_reversed_meanwhile_is_not_spent_on_the_old_sight_of_it(till: Till) -> None:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    till.reverse(voucher.code)
    with till.db.write(ANA) as tx:
        assert not voucher_store.spend(tx, voucher, 500)


def ledger_takes(till: Till, *uses: tuple[Voucher, str]) -> bool:
    """Whether the ledger accepts these uses (voucher and attempt) in one transaction."""
    try:
        with till.db.write(ANA) as tx:
            for voucher, attempt in uses:
                voucher_store.insert_redemption(tx, voucher, 500, attempt, None)
    except IntegrityError:
        return False
    return True


def test_the_ledger_refuses_a_second_use_of_the_same_turn(till: Till) -> None:
    voucher = till.usable_voucher()
    assert not ledger_takes(till, (voucher, "one"), (voucher, "other"))
    assert till.count("redemptions") == 0
    assert ledger_takes(till, (voucher, "one"))


def test_the_ledger_refuses_a_second_use_by_the_same_attempt(till: Till) -> None:
    one, other = till.usable_voucher(), till.usable_voucher()
    assert not ledger_takes(till, (one, "press"), (other, "press"))
    assert till.count("redemptions") == 0


def test_a_voucher_s_balance_stays_between_nothing_and_its_value(till: Till) -> None:
    voucher = till.usable_voucher(500)
    for cents in (501, -1):
        with pytest.raises(IntegrityError), till.db.write(ANA) as tx:
            voucher_store.spend(tx, voucher, cents)
    assert till.voucher(voucher).balance_cents == 500


# Lists.


def test_every_voucher_is_in_the_list_of_exactly_one_standing(till: Till) -> None:
    holder = till.customer()
    expired = till.issue(holder)
    till.days_pass(200)
    active, used, cancelled = (till.issue(holder) for _ in range(3))
    till.days_pass(1)
    till.redeem(used.code)
    till.cancel(cancelled)
    pending = till.issue(holder)
    with till.db.read() as tx:
        listed = {standing: [v.code for v in vouchers.listed(tx, standing)] for standing in Standing}
        everything = [v.code for v in vouchers.listed(tx)]
        newest = vouchers.listed(tx, limit=2)
        assert all(v.standing(tx.today) is standing for standing in Standing for v in vouchers.listed(tx, standing))
    assert listed == {
        Standing.PENDING: [pending.code],
        Standing.ACTIVE: [active.code],
        Standing.REDEEMED: [used.code],
        Standing.EXPIRED: [expired.code],
        Standing.CANCELLED: [cancelled.code],
    }
    assert sorted(code for codes in listed.values() for code in codes) == sorted(everything)
    assert [v.code for v in newest] == [pending.code, cancelled.code]


def test_todays_uses_of_a_customer_leave_out_what_was_taken_back(till: Till) -> None:
    holder = till.customer()
    kept, back = till.issue(holder), till.issue(holder)
    till.days_pass(1)
    for voucher in (kept, back):
        till.redeem(voucher.code)
    till.reverse(back.code)
    with till.db.read() as tx:
        assert [use.voucher_id for use in vouchers.used_today(tx, holder.id)] == [kept.id]
    till.days_pass(1)
    with till.db.read() as tx:
        assert vouchers.used_today(tx, holder.id) == []


def test_every_press_has_a_name_of_its_own() -> None:
    names = {vouchers.new_attempt() for _ in range(1_000)}
    assert len(names) == 1_000
    assert max(map(len, names)) <= 64
