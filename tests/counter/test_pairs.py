"""Every pair of things that can be wrong, through the very services people use: neither hides the other."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from parrainage_desktop.base import journal
from parrainage_desktop.counter import deciding
from parrainage_desktop.counter.rules import Bought, Decided
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Budget, Limits, Terms
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Check, Claimed, ClaimRefused, Hindrance, ReferralState, Result
from parrainage_desktop.vouchers.rules import Reason, Redemption, Refused, Voucher
from tests.stores import ANA, Till, broken_rules

TERMS = Terms(voucher_minimum_cents=2_000, personal=True, lock_days=5)
PHONE = "06 39 98 12 34"

# A voucher that is held out.


@dataclass
class Desk:
    """A voucher of Karim’s held out with a purchase of his, both good; what is wrong with them is done in turn."""

    till: Till
    voucher: Voucher
    other: Voucher
    shown: dict[str, Any] = field(default_factory=dict)

    def too_early(self) -> None:
        """Its first day has not come."""

    def too_late(self) -> None:
        """Its last day is over."""
        self.till.days_pass(365)

    def used(self) -> None:
        """It was used before, when all was right."""
        assert isinstance(self.till.redeem(self.voucher.code), Redemption)

    def cancelled(self) -> None:
        """It was cancelled."""
        self.till.cancel(self.voucher)

    def cheap(self) -> None:
        """The purchase is a cent short."""
        self.shown["purchase_cents"] = 1_999

    def another(self) -> None:
        """Somebody else brings it."""
        self.shown["customer_id"] = self.till.customer("Léa", "Petit").id

    def second(self) -> None:
        """A voucher was used on this purchase already."""
        purchase_id = self.shown["purchase_id"]
        assert isinstance(self.till.redeem(self.other.code, purchase_id=purchase_id), Redemption)

    def earned_by_it(self) -> None:
        """It was earned by this very purchase."""
        self.shown["purchase_id"] = self.voucher.purchase_id


WRONG: dict[Reason, Callable[[Desk], None]] = {
    Reason.CANCELLED: Desk.cancelled,
    Reason.ALREADY_USED: Desk.used,
    Reason.EXPIRED: Desk.too_late,
    Reason.SAME_PURCHASE: Desk.earned_by_it,
    Reason.NOT_YET_VALID: Desk.too_early,
    Reason.NOT_HOLDER: Desk.another,
    Reason.BELOW_MINIMUM: Desk.cheap,
    Reason.ONE_PER_PURCHASE: Desk.second,
}
"""The gravest first, as they are reported."""
WRONG_IN_TURN = sorted(WRONG, key=lambda reason: reason is Reason.EXPIRED)
"""What can only be done while a voucher is alive comes before its end."""
APART = {
    frozenset({Reason.CANCELLED, Reason.ALREADY_USED}),
    frozenset({Reason.EXPIRED, Reason.NOT_YET_VALID}),
    frozenset({Reason.ALREADY_USED, Reason.NOT_YET_VALID}),
}
"""Pairs that no voucher and no day can have."""


def desk(till: Till) -> Desk:
    """A voucher that is good from the fifth day on, and a purchase to use it on."""
    till.scheme(TERMS)
    karim = till.customer()
    earning, reduced = (till.buys(karim.id, 2_000).purchase.id for _purchase in range(2))
    voucher = till.issue(karim, 500, purchase_id=earning)
    till.scheme(replace(TERMS, lock_days=0))
    other = till.issue(karim, 100)
    return Desk(till, voucher, other, {"purchase_cents": 2_000, "customer_id": karim.id, "purchase_id": reduced})


def test_with_nothing_wrong_it_is_honoured(file_till: Till) -> None:
    good = desk(file_till)
    file_till.days_pass(5)
    assert isinstance(file_till.redeem(good.voucher.code, **good.shown), Redemption)


@pytest.mark.parametrize("pair", [p for p in combinations(WRONG, 2) if frozenset(p) not in APART], ids=str)
def test_a_voucher_with_two_things_wrong_is_refused_for_both(file_till: Till, pair: tuple[Reason, Reason]) -> None:
    held = desk(file_till)
    if Reason.NOT_YET_VALID not in pair:
        file_till.days_pass(5)
    for reason in sorted(pair, key=WRONG_IN_TURN.index):
        WRONG[reason](held)
    answer = file_till.redeem(held.voucher.code, **held.shown)
    assert isinstance(answer, Refused)
    assert (answer.why, answer.reasons) == (pair[0], pair)


# A purchase that may complete a referral.


@dataclass
class Case:
    """A friend about to buy, and what is wrong."""

    till: Till
    wrong: tuple[Hindrance, ...]

    def claimed(self) -> Claimed:
        """The friend arrives under a scheme in which what shall be wrong can be."""
        wrong, today = set(self.wrong), date(2026, 11, 14)
        self.till.scheme(Terms(
            purchase_minimum_cents=1_000,
            limits=Limits(total=1) if Hindrance.LIMIT_REACHED in wrong else Limits(),
        ))
        karim = self.till.customer()
        self.till.buys(self.till.friend(karim.card, "Inès", "Carvalho").referral.referee_id, 1_000)
        family = "Haddad" if Hindrance.TO_CHECK in wrong else "Martin"
        friend = self.till.friend(karim.card, "Karim" if Hindrance.TO_CHECK in wrong else "Zoé", family)
        if Hindrance.BUDGET_SPENT in wrong:
            with self.till.db.write(ANA) as tx:
                terms = programmes.current(tx).terms
                programmes.start(tx, replace(terms, budget=Budget(1_999, today)))
        if Hindrance.LAPSED in wrong:
            self.till.days_pass(91)
        return friend

    def buys(self, friend: Claimed, cents: int) -> Bought:
        """The friend buys."""
        return self.till.buys(friend.referral.referee_id, cents)


ORDER = (
    Hindrance.LAPSED, Hindrance.BELOW_MINIMUM, Hindrance.TO_CHECK, Hindrance.LIMIT_REACHED, Hindrance.BUDGET_SPENT,
)  # fmt: skip


@pytest.mark.parametrize("pair", list(combinations(ORDER, 2)), ids=str)
def test_a_purchase_with_two_things_wrong_earns_nothing_until_both_are_right(
    till: Till, pair: tuple[Hindrance, Hindrance]
) -> None:
    case = Case(till, pair)
    friend = case.claimed()
    bought = case.buys(friend, 999 if Hindrance.BELOW_MINIMUM in pair else 1_000)
    assert (bought.hindrance, bought.vouchers) == (pair[0], ())
    if pair[0] is Hindrance.BELOW_MINIMUM:
        bought = case.buys(friend, 1_000)
        assert (bought.hindrance, bought.vouchers) == (pair[1], ())
    if pair[0] is Hindrance.TO_CHECK:
        with till.db.write(ANA) as tx:
            decided = deciding.approve(tx, friend.referral.id)
        assert isinstance(decided, Decided)
        assert (decided.hindrance, decided.issued) == (pair[1], ())
    if pair[0] is Hindrance.LIMIT_REACHED:
        with till.db.read() as tx:
            kept = next(journal.entries(tx, actions=("referral.unrewarded",)))
        assert kept.details == {"limit_reached": True, "budget_spent": True}
    assert till.count("vouchers") == 2, "only the first friend’s"
    assert broken_rules(till) == []


@pytest.mark.parametrize("cure", [Hindrance.BELOW_MINIMUM, Hindrance.TO_CHECK])
def test_what_was_wrong_and_is_right_again_is_rewarded(till: Till, cure: Hindrance) -> None:
    case = Case(till, (cure,))
    friend = case.claimed()
    assert case.buys(friend, 999).vouchers == ()
    case.buys(friend, 1_000)
    with till.db.write(ANA) as tx:
        deciding.approve(tx, friend.referral.id)
        found = referrals.find(tx, friend.referral.id)
    assert found
    assert found.state is ReferralState.REWARDED
    assert till.count("vouchers") == 4


# A friend who arrives: the checks are all kept, whatever the answer.


def test_every_check_is_kept_when_several_fail(till: Till) -> None:
    till.scheme(Terms(referrer_months=2))
    karim, zoe = till.customer(), till.customer("Karim", "Hadad", phone=PHONE)
    till.buys(zoe.id, 1_000)
    refused = till.claim(karim.card, "Karim", "Hadad", phone=PHONE)
    assert isinstance(refused, ClaimRefused)
    assert {one.check for one in refused.checks if one.result is not Result.PASS} == {
        Check.NEW_CUSTOMER, Check.NAMES_DIFFER, Check.MAY_REFER,
    }  # fmt: skip
    with till.db.read() as tx:
        assert {one.check for one in referrals.checks(tx, refused.referral_id or 0)} == set(Check)
