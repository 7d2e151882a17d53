"""Correcting a voucher: given, cancelled, prolonged, replaced; each with a reason, each in its history."""

from datetime import date, timedelta

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.vouchers import corrections, lists, service
from parrainage_desktop.vouchers.rules import (
    Act,
    Owing,
    Reason,
    Redemption,
    Refused,
    Shown,
    Side,
    Standing,
    Voucher,
    Wanted,
)
from tests.stores import LUC, Till, broken_rules


def given(till: Till, cents: int = 700, reason: str = "patience during the works") -> Voucher:
    """A goodwill voucher of a new customer."""
    holder = till.customer()
    with till.db.write(till.actor) as tx:
        return corrections.give(tx, holder.id, cents, reason)


def cancelled(till: Till, code: str, reason: str = "printer stolen") -> Voucher | Refused:
    """A voucher taken out of the world."""
    with till.db.write(till.actor) as tx:
        return corrections.cancel(tx, code, reason)


def extended(till: Till, code: str, until: date, reason: str = "ill in hospital") -> Voucher | Refused:
    """A voucher whose last day is moved on."""
    with till.db.write(till.actor) as tx:
        return corrections.extend(tx, code, until, reason)


def reissued(till: Till, code: str, reason: str = "paper lost") -> Voucher | Refused:
    """A voucher replaced by another."""
    with till.db.write(till.actor) as tx:
        return corrections.reissue(tx, code, reason)


def owing(till: Till, wanted: Wanted) -> Owing:
    """How much a list is worth."""
    with till.db.read() as tx:
        return lists.owing(tx, wanted)


def test_a_gift_has_a_holder_an_amount_and_a_reason(till: Till) -> None:
    voucher = given(till)
    assert (voucher.side, voucher.value_cents, voucher.holder) == (Side.GOODWILL, 700, "Karim Haddad")
    with till.db.read() as tx:
        assert [(m.act, m.staff, m.till, m.reason) for m in corrections.history(tx, voucher.id)] == [
            (Act.ISSUED, "Ana", "till 1", "patience during the works")
        ]
    assert broken_rules(till) == []


@pytest.mark.parametrize(("cents", "reason"), [(0, "kind"), (-5, "kind"), (10_000_001, "kind"), (500, " ")])
def test_a_gift_of_nothing_too_much_or_without_a_reason_is_no_gift(till: Till, cents: int, reason: str) -> None:
    with pytest.raises(InvalidInput):
        given(till, cents, reason)
    assert till.count("vouchers") == 0


def test_a_cancelled_voucher_is_refused_and_tells_why(till: Till) -> None:
    voucher = till.usable_voucher()
    answer = cancelled(till.at(LUC), voucher.code)
    assert isinstance(answer, Voucher)
    assert answer.standing(date(2026, 11, 15)) is Standing.CANCELLED
    refusal = till.redeem(voucher.code)
    assert isinstance(refusal, Refused)
    assert (refusal.why, refusal.cancelled_by, refusal.cancelled_because) == (
        Reason.CANCELLED, "Luc", "printer stolen"
    )
    again = cancelled(till, voucher.code)
    assert isinstance(again, Refused)
    assert again.why is Reason.CANCELLED


def test_a_used_voucher_can_be_neither_cancelled_nor_prolonged_nor_replaced(till: Till) -> None:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    later = date(2028, 1, 1)
    answers = cancelled(till, voucher.code), extended(till, voucher.code, later), reissued(till, voucher.code)
    assert [answer.why for answer in answers if isinstance(answer, Refused)] == [Reason.ALREADY_USED] * 3
    assert broken_rules(till) == []


def test_an_expired_voucher_lives_again_until_the_day_it_is_prolonged_to_included(till: Till) -> None:
    voucher = till.usable_voucher()
    till.clock.advance(timedelta(days=200))
    refusal = till.check(voucher.code)
    assert isinstance(refusal, Refused)
    assert refusal.why is Reason.EXPIRED
    with till.db.read() as tx:
        today = tx.today
    assert isinstance(extended(till, voucher.code, today), Voucher)
    assert not isinstance(till.check(voucher.code), Refused)
    till.days_pass(1)
    assert isinstance(till.check(voucher.code), Refused)
    with till.db.read() as tx:
        assert [(m.act, m.until) for m in corrections.history(tx, voucher.id)][-1] == (Act.EXTENDED, today)


@pytest.mark.parametrize("days", [-400, 0, 4_000])
def test_a_last_day_only_moves_on_and_not_beyond_five_years(till: Till, days: int) -> None:
    voucher = till.usable_voucher()
    with pytest.raises(InvalidInput):
        extended(till, voucher.code, voucher.valid_until + timedelta(days=days))
    assert till.voucher(voucher) == voucher
    assert till.count("extensions") == 0


def test_a_replaced_voucher_dies_and_its_heir_is_worth_what_was_left_until_the_same_day(till: Till) -> None:
    voucher = till.usable_voucher(900)
    heir = reissued(till, voucher.code)
    assert isinstance(heir, Voucher)
    assert heir.code != voucher.code
    assert (heir.value_cents, heir.valid_from, heir.valid_until) == (900, voucher.valid_from, voucher.valid_until)
    assert isinstance(till.redeem(voucher.code), Refused)
    assert not isinstance(till.redeem(heir.code), Refused)
    assert broken_rules(till) == []


def test_a_stolen_batch_is_cancelled_in_one_go(till: Till) -> None:
    mine = [given(till.at(LUC)) for _number in range(3)]
    other = given(till)
    with till.db.write(till.actor) as tx:
        batch = lists.page(tx, Wanted(issued_on=tx.today, till="till 2"), 0, 10)
        done = corrections.cancel_all(tx, [voucher.id for voucher in batch], "printer stolen")
    assert {voucher.id for voucher in done} == {voucher.id for voucher in mine}
    assert till.voucher(other).state.value == "issued"
    assert owing(till, Wanted(Shown.CANCELLED)) == Owing(3, 2_100)


def test_what_is_owed_equals_the_rows_to_the_cent(till: Till) -> None:
    for cents in (500, 700, 1_299):
        given(till, cents)
    used = till.usable_voucher(400)
    till.redeem(used.code)
    with till.db.read() as tx:
        found = lists.outstanding(tx)
        rows = lists.page(tx, Wanted(), 0, 100)
        counts = lists.counts(tx, Wanted())
    assert found.cents == sum(row.balance_cents for row in rows) == 2_499
    assert found.usable.vouchers + found.later.vouchers == len(rows) == 3
    assert sum(cents for _year, _month, cents in found.months) == 2_499
    assert counts == {shown: owing(till, Wanted(shown)).vouchers for shown in Shown}
    assert owing(till, Wanted(Shown.REDEEMED)) == Owing(1, 400)


def test_lists_narrow_by_holder_side_and_what_expires_soon(till: Till) -> None:
    first, second = given(till, 100), given(till, 200)
    assert owing(till, Wanted(holder_ids=(first.holder_id,))) == Owing(1, 100)
    assert owing(till, Wanted(side=Side.REFERRER)) == Owing(0, 0)
    assert owing(till, Wanted(Shown.SOON)) == Owing(0, 0)
    till.clock.advance(timedelta(days=160))
    assert owing(till, Wanted(Shown.SOON)) == Owing(2, 300)
    till.clock.advance(timedelta(days=60))
    assert owing(till, Wanted(Shown.EXPIRED)) == Owing(2, 300)
    assert second.value_cents == 200


def test_a_history_says_what_was_left_at_the_cancellation_not_what_is_left_now(till: Till) -> None:
    till.scheme(Terms(part_use=True, lock_days=0))
    voucher = given(till, 1_000)
    till.redeem(voucher.code, purchase_cents=300)
    use = till.redeem(voucher.code, purchase_cents=200)
    assert isinstance(use, Redemption)
    till.clock.advance(timedelta(minutes=1))
    cancelled(till, voucher.code)
    till.clock.advance(timedelta(minutes=1))
    with till.db.write(till.actor) as tx:
        service.take_back(tx, use.use, "goods returned")
    with till.db.read() as tx:
        told = [(one.act, one.cents) for one in corrections.history(tx, voucher.id)]
    assert told == [
        (Act.ISSUED, 1_000), (Act.REDEEMED, 300), (Act.REDEEMED, 200), (Act.CANCELLED, 500), (Act.REVERSED, 200),
    ]  # fmt: skip
