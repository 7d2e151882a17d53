"""Where the scheme lets a rest be kept: a purchase takes what it can, the rest stays until the same last day."""

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.counter.rules import Kind
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers.rules import Reason, Redemption, Refused, Voucher, VoucherState
from tests.stores import Till, broken_rules


@pytest.fixture
def voucher(till: Till) -> Voucher:
    """A voucher of 10.00 that may be used in parts, usable today."""
    till.scheme(Terms(part_use=True))
    return till.usable_voucher(1_000)


def honoured(answer: Redemption | Refused) -> tuple[int, int]:
    """Cents accepted and cents left."""
    assert isinstance(answer, Redemption)
    return answer.use.cents, answer.voucher.balance_cents


def test_a_purchase_takes_no_more_than_its_amount_and_the_rest_is_kept(till: Till, voucher: Voucher) -> None:
    assert honoured(till.redeem(voucher.code, purchase_cents=300)) == (300, 700)
    assert till.voucher(voucher).state is VoucherState.ISSUED
    assert honoured(till.redeem(voucher.code, purchase_cents=5_000)) == (700, 0)
    assert isinstance(till.redeem(voucher.code, purchase_cents=5_000), Refused)
    assert broken_rules(till) == []


def test_without_an_amount_the_whole_voucher_is_used(till: Till, voucher: Voucher) -> None:
    assert honoured(till.redeem(voucher.code)) == (1_000, 0)


def test_a_purchase_of_nothing_uses_nothing(till: Till, voucher: Voucher) -> None:
    with pytest.raises(InvalidInput):
        till.redeem(voucher.code, purchase_cents=0)
    assert till.voucher(voucher).balance_cents == 1_000


def test_a_scheme_without_part_use_takes_the_whole_voucher(till: Till) -> None:
    whole = till.usable_voucher(1_000)
    assert honoured(till.redeem(whole.code, purchase_cents=300)) == (1_000, 0)


def test_the_same_attempt_gives_the_same_rest_whatever_came_after(till: Till, voucher: Voucher) -> None:
    first = honoured(till.redeem(voucher.code, "one", purchase_cents=300))
    till.redeem(voucher.code, "two", purchase_cents=200)
    till.reverse(voucher.code)
    till.redeem(voucher.code, "three", purchase_cents=700)
    assert honoured(till.redeem(voucher.code, "one", purchase_cents=300)) == first == (300, 700)
    assert honoured(till.redeem(voucher.code, "two", purchase_cents=200)) == (200, 500)
    assert honoured(till.redeem(voucher.code, "three", purchase_cents=700)) == (700, 0)


def test_a_reversal_puts_back_what_that_use_took(till: Till, voucher: Voucher) -> None:
    till.redeem(voucher.code, purchase_cents=300)
    till.redeem(voucher.code, purchase_cents=200)
    till.reverse(voucher.code)
    assert till.voucher(voucher).balance_cents == 700
    till.reverse(voucher.code)
    assert till.voucher(voucher).balance_cents == 1_000
    assert broken_rules(till) == []


def test_a_use_taken_back_does_not_wake_a_cancelled_rest(till: Till, voucher: Voucher) -> None:
    till.redeem(voucher.code, purchase_cents=300)
    used = next(entry for entry in till.today().entries if entry.kind is Kind.REDEEMED)
    assert till.cancel(till.voucher(voucher))
    answer = till.reverse(voucher.code)
    assert isinstance(answer, Refused)
    assert answer.why is Reason.CANCELLED
    till.undo(used.id)
    assert till.voucher(voucher).state is VoucherState.CANCELLED
    assert isinstance(till.redeem(voucher.code), Refused)
    assert broken_rules(till) == []


def test_what_comes_back_to_a_cancelled_reward_is_no_longer_spent_of_the_budget(till: Till) -> None:
    till.scheme(Terms(part_use=True, lock_days=0))
    code = till.buys(till.friend(till.customer().card).referral.referee_id).vouchers[0].code
    till.redeem(code, purchase_cents=300)
    used = next(entry for entry in till.today().entries if entry.kind is Kind.REDEEMED)
    with till.db.write(till.actor) as tx:
        corrections.cancel(tx, code, "fraud")
    assert till.scalar("SELECT sum(cents) FROM spending") == 800
    till.undo(used.id)
    assert till.scalar("SELECT sum(cents) FROM spending") == 500
    assert broken_rules(till) == []
