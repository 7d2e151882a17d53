"""Two records made one after a month has ended: the month stays as it was printed, to the purchase."""

from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.duplicates.rules import Merged, Unmerged
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.reports.key_figures import Buyers
from parrainage_desktop.reports.rules import Counted, MonthFigures
from tests.reports.shop import figures, lasting
from tests.stores import Till, broken_rules

NOVEMBER, DECEMBER, JANUARY = (2026, 11), (2026, 12), (2027, 1)


def merged(till: Till, keep_id: int, other_id: int) -> int:
    """The number of a merge."""
    with till.db.write(till.actor) as tx:
        done = duplicates.merge(tx, keep_id, other_id)
    assert isinstance(done, Merged)
    return done.id


def parted(till: Till, merge_id: int) -> None:
    """Two records are two people after all."""
    with till.db.write(till.actor) as tx:
        assert isinstance(duplicates.undo(tx, merge_id), Unmerged)


def november(till: Till) -> tuple[int, int, MonthFigures]:
    """A friend who bought for 30, somebody else for 20, and November as it was printed on the first of December."""
    friend = till.buys(till.friend(till.customer("Odile", "Marchand").card, "Zoé").referral.referee_id, 3_000)
    other = till.customer("Zoe", "Martin").id
    till.buys(other, 2_000)
    till.days_pass(20)
    found = figures(till, *NOVEMBER)
    assert (found.key.referred, found.key.others) == (Buyers(1, 1, 3_000, 1), Buyers(1, 1, 2_000, 1))
    return friend.purchase.customer_id, other, found


def test_a_stranger_s_purchases_do_not_become_a_friend_s_in_a_closed_month(till: Till) -> None:
    friend, other, then = november(till)
    merged(till, friend, other)
    assert lasting(figures(till, *NOVEMBER)) == lasting(then)
    till.buys(friend, 4_000)
    assert figures(till, *DECEMBER).key.referred == Buyers(1, 1, 4_000, 1, before=1, again=1)


def test_nor_a_friend_s_a_stranger_s_when_the_other_record_is_kept(till: Till) -> None:
    friend, other, then = november(till)
    merged(till, other, friend)
    assert lasting(figures(till, *NOVEMBER)) == lasting(then)


def test_parted_again_both_months_stay_as_they_were(till: Till) -> None:
    friend, other, then = november(till)
    number = merged(till, other, friend)
    till.days_pass(31)
    december = figures(till, *DECEMBER)
    parted(till, number)
    assert lasting(figures(till, *NOVEMBER)) == lasting(then)
    assert lasting(figures(till, *DECEMBER)) == lasting(december)


def test_merged_twice_a_month_keeps_three_people(till: Till) -> None:
    friend, other, then = november(till)
    third = till.customer("Zo", "Martin").id
    merged(till, other, friend)
    merged(till, third, other)
    assert lasting(figures(till, *NOVEMBER)) == lasting(then)


def test_two_referrers_made_one_stay_two_on_the_printed_list(till: Till) -> None:
    odile, odette = till.customer("Odile", "Marchand"), till.customer("Odette", "Marchant")
    for card, name in ((odile.card, "Zoé"), (odette.card, "Inès")):
        till.buys(till.friend(card, name, "Lemaire").referral.referee_id)
    till.days_pass(20)
    then = figures(till, *NOVEMBER)
    assert [one.referrals for one in then.referrers] == [1, 1]
    merged(till, odile.id, odette.id)
    assert lasting(figures(till, *NOVEMBER)) == lasting(then)


def test_a_reward_that_a_merge_takes_back_is_a_correction_and_one_that_comes_back_is_new(till: Till) -> None:
    odile = till.customer("Odile", "Marchand")
    friend = till.buys(till.friend(odile.card, "Zoé").referral.referee_id, 3_000).purchase.customer_id
    till.days_pass(20)
    then = figures(till, *NOVEMBER)
    number = merged(till, odile.id, friend)
    till.days_pass(31)
    december = figures(till, *DECEMBER)
    assert (december.corrections.undone.count, december.corrections.undone.cents) == (1, 0)
    parted(till, number)
    assert lasting(figures(till, *NOVEMBER)) == lasting(then)
    assert lasting(figures(till, *DECEMBER)) == lasting(december)
    january = figures(till, *JANUARY)
    assert (january.new_customers, january.rewards_cents, january.outside_rows_cents) == (1, 0, 0)
    assert [point.referrals for point in january.series] == [1, 0, 1]
    assert broken_rules(till) == []


def test_a_reward_taken_back_and_given_again_by_the_records_of_one_month(till: Till) -> None:
    odile = till.customer("Odile", "Marchand")
    friend = till.buys(till.friend(odile.card, "Zoé").referral.referee_id, 3_000).purchase.customer_id
    number = merged(till, odile.id, friend)
    assert (figures(till, *NOVEMBER).new_customers, figures(till, *NOVEMBER).outside_rows_cents) == (0, 1_000)
    parted(till, number)
    found = figures(till, *NOVEMBER)
    assert (found.new_customers, found.corrections.undone.count) == (1, 0)
    assert sum(row.issued_cents for row in found.rewarded) + found.outside_rows_cents == 1_000


def test_a_withdrawn_purchase_is_taken_from_whoever_it_counted_for(till: Till) -> None:
    friend, other, _then = november(till)
    merged(till, friend, other)
    with till.db.write(till.actor) as tx:
        strangers = next(one for one in purchases.of_customer(tx, friend) if one.amount_cents == 2_000)
        purchases.withdraw(tx, strangers.id)
    assert figures(till, *DECEMBER).corrections.withdrawn == Counted()
