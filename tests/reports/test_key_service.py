"""The counts behind the key figures, one rule at a time; what is done later leaves a closed month as it was."""

from dataclasses import replace
from datetime import date

import pytest

from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.duplicates.rules import Merged
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.programme.rewards import Experience, Gift, Nothing
from parrainage_desktop.programme.rules import Budget, RevenueShare, Terms
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.reports.key_figures import Brought, Buyers, Ended, Spent
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.statements import service as statements
from parrainage_desktop.vouchers import corrections
from tests.reports.shop import figures, lasting
from tests.stores import Till

JAM = Terms(Gift("a jar of jam", 300), Experience("an evening", 900))


@pytest.fixture
def odile(till: Till) -> Customer:
    """Somebody with a card, in November."""
    return till.customer("Odile", "Marchand")


def november(till: Till) -> MonthFigures:
    """The month all of these begin in."""
    return figures(till, 2026, 11)


def december(till: Till) -> MonthFigures:
    """The month after it."""
    return figures(till, 2026, 12)


def test_who_brings_and_what_comes_of_it(till: Till, odile: Customer) -> None:
    paul = till.customer("Paul", "Etchart")
    first = till.friend(odile.card, "Zoé").referral.referee_id
    till.friend(odile.card, "Karim", "Haddad")
    till.friend(paul.card, "Ines", "Coppe")
    till.claim(odile.card, "Odile", "Marchand", phone="0639987105")
    till.days_pass(4)
    till.buys(first)
    found = november(till).key.brought
    assert (found.people, found.referrers, found.arrivals, found.converted) == (
        till.scalar("SELECT count(*) FROM customers WHERE gone = ''"), 2, found.arrivals, 1,
    )  # fmt: skip
    assert found.arrivals == till.scalar("SELECT count(*) FROM referrals")
    assert (found.accepted, found.referrers_before, found.stayed) == (2, 0, 0)
    assert (found.timed, found.middle_days) == (1, (4, 4))
    till.days_pass(20)
    till.friend(paul.card, "Marc", "Diallo")
    later = december(till).key.brought
    assert (later.referrers, later.referrers_before, later.stayed) == (1, 2, 1)


@pytest.mark.parametrize(("waits", "middle"), [((0, 3), (0, 3)), ((1, 2, 9), (2, 2)), ((0, 1, 5, 9), (1, 5))])
def test_half_take_less_and_half_more_than_the_middle(
    file_till: Till, waits: tuple[int, ...], middle: tuple[int, int]
) -> None:
    card = file_till.customer().card
    friends = [file_till.friend(card, f"Ami{wait}", f"Né{wait}") for wait in waits]
    for day in range(10):
        for friend, wait in zip(friends, waits, strict=True):
            if wait == day:
                file_till.buys(friend.referral.referee_id)
        file_till.days_pass(1)
    found = november(file_till).key.brought
    assert (found.timed, found.middle_days) == (len(waits), middle)


def test_people_merged_or_added_later_change_no_closed_month(till: Till, odile: Customer) -> None:
    twin = till.customer("Odile", "Marchand")
    till.days_pass(20)
    closed = november(till)
    till.customer("Paul", "Etchart")
    with till.db.write(till.actor) as tx:
        merged = duplicates.merge(tx, odile.id, twin.id)
    assert isinstance(merged, Merged)
    assert november(till).key.brought == closed.key.brought
    assert closed.key.brought.people == 2
    assert december(till).key.brought.people == till.scalar("SELECT count(*) FROM customers WHERE gone = ''") == 2


def test_arrivals_count_as_over_when_their_last_day_to_buy_has_passed(till: Till, odile: Customer) -> None:
    till.scheme(Terms(claim_window_days=10))
    bought = till.friend(odile.card, "Zoé").referral.referee_id
    till.friend(odile.card, "Karim", "Haddad")
    till.buys(bought)
    assert (november(till).key.brought.over, november(till).key.brought.qualified) == (0, 0)
    till.days_pass(11)
    assert (november(till).key.brought.over, november(till).key.brought.qualified) == (2, 1)
    till.days_pass(20)
    assert december(till).key.brought.over == 0


def test_gifts_cost_what_they_cost_the_shop_when_promised_and_when_handed_over(till: Till, odile: Customer) -> None:
    till.scheme(JAM)
    bought = till.buys(till.friend(odile.card).referral.referee_id)
    jam, evening = bought.gifts
    with till.db.write(till.actor) as tx:
        gifts.give(tx, jam.id)
    found = november(till)
    assert (found.key.issued, found.key.used) == (Spent(0, 1_200, 0), Spent(0, 300, 0))
    assert (found.cost_per_customer_cents, found.rewards_cents, found.only_vouchers) == (1_200, 0, False)
    till.days_pass(20)
    closed = november(till)
    with till.db.write(till.actor) as tx:
        gifts.take_back(tx, jam.id)
        gifts.give(tx, evening.id)
        gifts.cancel(tx, jam)
    assert lasting(november(till)) == lasting(closed)
    assert december(till).key.used == Spent(0, 600, 0)


def test_the_budget_counts_what_is_given_in_kind(till: Till, odile: Customer) -> None:
    till.scheme(replace(JAM, budget=Budget(5_000, date(2026, 11, 1))))
    till.buys(till.friend(odile.card).referral.referee_id)
    found = november(till).budget
    assert found is not None
    assert found.spent_cents == 1_200


def test_a_share_costs_when_it_is_earned_and_again_is_used_when_it_is_paid(till: Till, odile: Customer) -> None:
    till.scheme(Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500)))
    till.buys(till.friend(odile.card).referral.referee_id, 10_000)
    till.days_pass(20)
    closed = november(till)
    assert (closed.key.issued, closed.key.used, closed.cost_per_customer_cents) == (
        Spent(0, 0, 1_500), Spent(), 1_500,
    )  # fmt: skip
    with till.db.write(till.actor) as tx:
        statements.pay(tx, odile.id, date(2026, 11, 1))
    assert (december(till).key.issued, december(till).key.used) == (Spent(), Spent(0, 0, 1_500))
    with till.db.write(till.actor) as tx:
        statements.take_back(tx, odile.id, date(2026, 11, 1))
    assert december(till).key.used == Spent()
    assert lasting(november(till)) == lasting(closed)


def test_rewards_used_are_those_honoured_less_those_taken_back_and_no_goodwill(till: Till, odile: Customer) -> None:
    bought = till.buys(till.friend(odile.card).referral.referee_id)
    gesture = till.issue(odile, 700)
    till.days_pass(1)
    for voucher in (*bought.vouchers, gesture):
        till.redeem(voucher.code)
    assert november(till).key.used == Spent(1_000)
    till.days_pass(20)
    till.reverse(bought.vouchers[0].code)
    assert (november(till).key.used, december(till).key.used) == (Spent(1_000), Spent(-500))


def test_vouchers_that_ended_were_used_or_not(till: Till, odile: Customer) -> None:
    till.scheme(Terms(valid_months=0, valid_days=10, part_use=True))
    used, half, _never, torn, longer = (till.issue(odile, 1_000) for _each in range(5))
    till.days_pass(1)
    till.redeem(used.code)
    till.redeem(half.code, purchase_cents=400)
    till.cancel(torn)
    till.days_pass(9)
    assert november(till).key.ended == Ended()
    till.days_pass(1)
    ended = Ended(4, 4_000, 1_400)
    assert november(till).key.ended == ended
    till.days_pass(20)
    closed = november(till)
    assert closed.key.ended == ended
    with till.db.write(till.actor) as tx:
        corrections.extend(tx, longer.code, date(2027, 2, 1), "was ill")
    till.reverse(used.code)
    till.days_pass(1)
    assert november(till).key.ended == ended
    assert december(till).key.ended == Ended(3, 3_000, 400)


def test_referred_customers_are_counted_apart_from_all_others(till: Till, odile: Customer) -> None:
    friend = till.friend(odile.card).referral.referee_id
    till.buys(friend, 3_000)
    till.buys(friend, None)
    own = till.buys(odile.id, 5_000).purchase
    wrong = till.buys(odile.id, 99_000).purchase
    with till.db.write(till.actor) as tx:
        purchases.withdraw(tx, wrong.id)
    found = november(till).key
    assert (found.referred, found.others) == (Buyers(2, 1, 3_000, 1), Buyers(1, 1, 5_000, 1))
    till.days_pass(20)
    closed = november(till)
    late = till.buys(friend, 1_200).purchase
    assert december(till).key.referred == Buyers(1, 1, 1_200, 1, 1, 1)
    assert december(till).key.others == Buyers(0, 0, 0, 0, 1, 0)
    with till.db.write(till.actor) as tx:
        purchases.withdraw(tx, late.id)
        purchases.withdraw(tx, own.id)
    assert december(till).key.referred == Buyers(before=1)
    assert lasting(november(till)) == lasting(closed)


def test_a_month_before_anything_happened_counts_nothing(till: Till) -> None:
    found = november(till).key
    assert (found.brought, found.issued, found.used, found.ended) == (Brought(), Spent(), Spent(), Ended())
