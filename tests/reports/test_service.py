"""What counts in a month, one rule at a time: rewards that stand, what was known at its end, corrections after it."""

from datetime import date

import pytest
from sqlalchemy import update

from parrainage_desktop.counter import deciding
from parrainage_desktop.counter.rules import Bought, Kind, Today
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.programme.rules import Budget, Terms
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import ClaimRefused
from parrainage_desktop.reports import earned
from parrainage_desktop.reports.rules import BudgetUse, Corrections, Counted, Movements, Outcomes, Tally
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.rules import Given
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers import store as voucher_store
from parrainage_desktop.vouchers.rules import Voucher
from parrainage_desktop.vouchers.store import VOUCHERS
from tests.reports.shop import figures, lasting
from tests.stores import LUC, Till

OCTOBER_DAY = date(2026, 10, 30)


@pytest.fixture
def odile(file_till: Till) -> Customer:
    """Somebody with a card, in November."""
    return file_till.customer("Odile", "Marchand")


def reward(till: Till, odile: Customer, given: str = "Zoé", cents: int | None = 3_000) -> Bought:
    """A friend arrives and buys."""
    return till.buys(till.friend(odile.card, given).referral.referee_id, cents)


def entry(today: Today, kind: Kind) -> int:
    """The line of today's list that tells of something."""
    return next(entry.id for entry in today.entries if entry.kind is kind)


def void(till: Till, bought: Bought) -> None:
    """A reward is taken back, with its vouchers."""
    assert bought.rewarded is not None
    with till.db.write(till.actor) as tx:
        referrals.void(tx, bought.rewarded, "fraud")
        for voucher in bought.vouchers:
            vouchers.cancel(tx, voucher, "fraud")


def test_a_reward_undone_in_its_month_is_no_cost_and_no_customer(file_till: Till, odile: Customer) -> None:
    reward(file_till, odile)
    file_till.days_pass(1)
    reward(file_till, odile, "Karim")
    file_till.undo(entry(file_till.today(), Kind.REWARDED))
    found = figures(file_till, 2026, 11)
    assert (found.new_customers, found.cost_per_customer_cents, found.rewards_cents) == (1, 1_000, 1_000)
    assert found.movements == Movements(issued=Tally(4, 2_000), cancelled=Tally(2, 1_000), closing=Tally(2, 1_000))
    assert found.cancelled_again == Tally(2, 1_000)
    assert [point.referrals for point in found.series] == [1]
    assert found.outcomes == Outcomes(rewarded=1, waiting=1)
    assert found.balances()
    assert found.corrections == Corrections()


def test_a_reward_undone_later_leaves_its_month_alone(file_till: Till, odile: Customer) -> None:
    bought = reward(file_till, odile)
    november = figures(file_till, 2026, 11)
    file_till.days_pass(20)
    void(file_till, bought)
    again = figures(file_till, 2026, 11)
    assert (again.new_customers, again.rewards_cents, again.outcomes) == (1, 1_000, november.outcomes)
    assert again.rewarded == november.rewarded
    december = figures(file_till, 2026, 12)
    assert (december.new_customers, december.new_before, december.rewards_cents) == (0, 1, 0)
    assert december.corrections.undone == Counted(1, 1_000)
    assert december.movements.cancelled == Tally(2, 1_000)


def test_a_reward_given_again_counts_where_it_stands(file_till: Till, odile: Customer) -> None:
    bought = reward(file_till, odile)
    file_till.days_pass(20)
    assert bought.rewarded is not None
    with file_till.db.write(file_till.actor) as tx:
        referrals.reopen(tx, bought.rewarded)
        for voucher in bought.vouchers:
            vouchers.cancel(tx, voucher, "mistake")
    file_till.buys(bought.rewarded.referee_id, 4_000)
    december = figures(file_till, 2026, 12)
    assert (december.new_customers, december.corrections.undone.count, december.first_purchases_cents) == (1, 1, 4_000)
    assert [point.referrals for point in december.series] == [1, 1]


def test_goodwill_is_no_cost_of_a_new_customer(file_till: Till, odile: Customer) -> None:
    reward(file_till, odile)
    file_till.issue(odile, 2_500)
    found = figures(file_till, 2026, 11)
    assert (found.cost_per_customer_cents, found.movements.issued, found.outside_rows_cents) == (
        1_000, Tally(3, 3_500), 2_500,
    )  # fmt: skip


def test_a_purchase_recorded_late_is_a_correction_of_the_month_in_which_it_was(
    file_till: Till, odile: Customer
) -> None:
    friend = reward(file_till, odile).purchase.customer_id
    file_till.days_pass(18)
    november = figures(file_till, 2026, 11)
    file_till.buys(friend, 1_240, on=date(2026, 11, 29))
    file_till.buys(friend, None, on=date(2026, 11, 29))
    file_till.buys(friend, 700)
    file_till.buys(odile.id, 99_900, on=date(2026, 11, 29))
    assert lasting(figures(file_till, 2026, 11)) == lasting(november)
    december = figures(file_till, 2026, 12)
    assert december.corrections.late == Counted(2, 1_240)
    assert (december.purchases, december.purchases_cents) == (3, 1_940)


def test_a_purchase_withdrawn_late_is_taken_off_where_it_was(file_till: Till, odile: Customer) -> None:
    bought = reward(file_till, odile)
    own = file_till.buys(odile.id, 5_000)
    file_till.days_pass(20)
    november = figures(file_till, 2026, 11)
    with file_till.db.write(file_till.actor) as tx:
        purchases.withdraw(tx, bought.purchase.id)
        purchases.withdraw(tx, own.purchase.id)
    void(file_till, bought)
    assert lasting(figures(file_till, 2026, 11)) == lasting(november)
    december = figures(file_till, 2026, 12)
    assert december.corrections.withdrawn == Counted(1, 3_000)
    assert (december.purchases, december.purchases_cents) == (-1, -3_000)


def test_an_arrival_is_told_as_it_stood_when_the_month_ended(file_till: Till, odile: Customer) -> None:
    friend = file_till.friend(odile.card).referral.referee_id
    file_till.days_pass(20)
    file_till.buys(friend)
    november, december = figures(file_till, 2026, 11), figures(file_till, 2026, 12)
    assert (november.outcomes, november.new_customers) == (Outcomes(waiting=1), 0)
    assert (december.outcomes, december.new_customers) == (Outcomes(), 1)
    assert figures(file_till, 2026, 12).rewarded[0].day == date(2026, 12, 4)


def test_a_claim_bought_in_the_same_month_is_told_as_completed(file_till: Till, odile: Customer) -> None:
    reward(file_till, odile)
    assert figures(file_till, 2026, 11).outcomes == Outcomes(rewarded=1)


def test_an_answer_excluded_later_still_counts_where_it_was(file_till: Till) -> None:
    answer = file_till.answers(3).answer
    file_till.answers(9)
    file_till.days_pass(20)
    with file_till.db.write(file_till.actor) as tx:
        surveys.exclude(tx, answer.id, "mistake")
    assert figures(file_till, 2026, 11).nps.answers == 2
    december = figures(file_till, 2026, 12)
    assert (december.nps.nps, december.nps_before and december.nps_before.answers) == (None, 2)
    assert december.corrections.answers_excluded == 1


def test_an_answer_counted_again_later_stays_out_of_the_month_that_left_it_out(file_till: Till) -> None:
    answer = file_till.answers(3).answer
    file_till.answers(9)
    with file_till.db.write(file_till.actor) as tx:
        surveys.exclude(tx, answer.id, "mistake")
    file_till.days_pass(20)
    november = figures(file_till, 2026, 11)
    with file_till.db.write(file_till.actor) as tx:
        surveys.include(tx, answer.id)
    assert lasting(figures(file_till, 2026, 11)) == lasting(november)
    december = figures(file_till, 2026, 12)
    assert (november.nps.answers, december.nps_before and december.nps_before.answers) == (1, 1)
    assert december.corrections == Corrections(answers_included=1)


def test_an_answer_left_out_and_counted_again_is_a_correction_in_each_month(file_till: Till) -> None:
    answer = file_till.answers(3).answer
    for again in (False, True, False):
        file_till.days_pass(30)
        with file_till.db.write(file_till.actor) as tx:
            surveys.include(tx, answer.id) if again else surveys.exclude(tx, answer.id, "mistake")
    found = [figures(file_till, *month) for month in ((2026, 11), (2026, 12), (2027, 1), (2027, 2))]
    assert [one.nps.answers for one in found] == [1, 0, 0, 0]
    told = [(one.corrections.answers_excluded, one.corrections.answers_included) for one in found]
    assert told == [(0, 0), (1, 0), (0, 1), (1, 0)]


def test_an_answer_left_out_and_counted_again_within_a_month_is_no_correction(file_till: Till) -> None:
    answer = file_till.answers(3).answer
    file_till.days_pass(30)
    for _again in range(2):
        with file_till.db.write(file_till.actor) as tx:
            surveys.exclude(tx, answer.id, "mistake")
            surveys.include(tx, answer.id)
    assert figures(file_till, 2026, 12).corrections == Corrections()
    assert figures(file_till, 2026, 11).nps.answers == 1


def test_vouchers_used_by_whoever_issued_them_are_listed(file_till: Till, odile: Customer) -> None:
    by_hand, reward_code = file_till.issue(odile, 700), reward(file_till, odile).vouchers[0].code
    other = file_till.issue(odile, 900)
    file_till.days_pass(1)
    file_till.redeem(by_hand.code)
    file_till.redeem(reward_code)
    file_till.at(LUC).redeem(other.code)
    found = figures(file_till, 2026, 11).same_hands
    assert [(one.staff, one.cents, one.by_hand) for one in found] == [("Ana", 700, True), ("Ana", 500, False)]
    assert by_hand.code not in found[0].code
    file_till.reverse(by_hand.code)
    assert [one.cents for one in figures(file_till, 2026, 11).same_hands] == [500]


def test_part_uses_keep_the_account_to_the_cent_and_to_the_voucher(file_till: Till, odile: Customer) -> None:
    code = file_till.issue(odile, 500).code
    file_till.days_pass(1)
    for cents, attempt in ((200, "a"), (300, "b")):
        with file_till.db.write(file_till.actor) as tx:
            voucher = vouchers.by_code(tx, code)
            assert voucher is not None
            assert voucher_store.spend(tx, voucher, cents)
            voucher_store.insert_redemption(tx, voucher, cents, attempt, None)
    moved = figures(file_till, 2026, 11).movements
    assert (moved.redeemed, moved.closing, moved.balances()) == (Tally(1, 500), Tally(), True)
    file_till.reverse(code)
    moved = figures(file_till, 2026, 11).movements
    assert (moved.reversed, moved.closing, moved.balances()) == (Tally(1, 300), Tally(1, 300), True)
    file_till.days_pass(200)
    june = figures(file_till, 2027, 5).movements
    assert (june.expired, june.balances()) == (Tally(1, 300), True)


def test_the_budget_stands_beside_what_was_spent_of_it(file_till: Till, odile: Customer) -> None:
    assert figures(file_till, 2026, 11).budget is None
    file_till.scheme(Terms(budget=Budget(100_000, date(2026, 11, 1))))
    reward(file_till, odile)
    void(file_till, reward(file_till, odile, "Karim"))
    assert figures(file_till, 2026, 11).budget == BudgetUse(100_000, 1_000, date(2026, 11, 1))


def test_a_month_without_anything_knows_nothing(file_till: Till) -> None:
    found = figures(file_till, 2026, 11)
    assert (found.purchases_cents, found.first_purchases_cents, found.cost_per_customer_cents) == (None, None, None)
    assert (found.nps.nps, found.new_before, found.nps_before, found.purchases) == (None, None, None, 0)


def test_a_voucher_prolonged_after_its_end_comes_back_and_its_month_stays(file_till: Till, odile: Customer) -> None:
    code = file_till.issue(odile, 500).code
    file_till.days_pass(200)
    may = figures(file_till, 2027, 5)
    assert may.movements.expired == Tally(1, 500)
    file_till.days_pass(10)
    with file_till.db.write(file_till.actor) as tx:
        corrections.extend(tx, code, tx.today, "was ill")
    assert lasting(figures(file_till, 2027, 5)).movements == may.movements
    june = figures(file_till, 2027, 6).movements
    assert (june.revived, june.closing, june.balances()) == (Tally(1, 500), Tally(1, 500), True)


def test_a_voucher_replaced_later_is_no_second_cost(file_till: Till, odile: Customer) -> None:
    code = reward(file_till, odile).vouchers[0].code
    file_till.days_pass(20)
    with file_till.db.write(file_till.actor) as tx:
        corrections.reissue(tx, code, "lost")
    november, december = figures(file_till, 2026, 11), figures(file_till, 2026, 12)
    assert (november.rewards_cents, december.rewards_cents, december.corrections) == (1_000, 0, Corrections())
    assert (december.movements.issued, december.movements.cancelled) == (Tally(1, 500), Tally(1, 500))


def test_a_use_taken_back_from_a_replaced_voucher_is_lost_and_a_correction(file_till: Till, odile: Customer) -> None:
    file_till.scheme(Terms(part_use=True))
    code = reward(file_till, odile).vouchers[0].code
    file_till.days_pass(20)
    file_till.redeem(code, purchase_cents=150)
    used = entry(file_till.today(), Kind.REDEEMED)
    with file_till.db.write(file_till.actor) as tx:
        new = corrections.reissue(tx, code, "torn")
    file_till.undo(used)
    december = figures(file_till, 2026, 12)
    assert isinstance(new, Voucher)
    assert (new.value_cents, december.corrections.undone.cents, december.rewards_cents) == (350, 150, 0)
    assert (december.movements.closing, december.movements.balances()) == (Tally(2, 850), True)


def test_an_expired_reward_that_died_with_its_use_taken_back_is_counted_out_once(
    file_till: Till, odile: Customer
) -> None:
    bought = reward(file_till, odile)
    file_till.days_pass(1)
    file_till.redeem(bought.vouchers[0].code)
    with file_till.db.write(file_till.actor) as tx:
        deciding.take_return(tx, bought.purchase.id, "goods returned")
    file_till.days_pass(230)
    assert isinstance(file_till.reverse(bought.vouchers[0].code), Voucher)
    july = figures(file_till, 2027, 7).movements
    assert (july.reversed, july.expired, july.cancelled, july.closing) == (
        Tally(1, 500), Tally(1, 500), Tally(), Tally(),
    )  # fmt: skip
    assert july.balances()


def test_the_rest_of_a_replacement_cancelled_for_good_is_a_correction(file_till: Till, odile: Customer) -> None:
    code = reward(file_till, odile).vouchers[0].code
    file_till.days_pass(20)
    for _time in range(2):
        with file_till.db.write(file_till.actor) as tx:
            new = corrections.reissue(tx, code, "lost")
            assert isinstance(new, Voucher)
            code = new.code
    assert figures(file_till, 2026, 12).corrections == Corrections()
    with file_till.db.write(file_till.actor) as tx:
        corrections.cancel(tx, code, "fraud")
    assert figures(file_till, 2026, 12).corrections.undone.cents == 500


def test_an_arrival_approved_by_a_person_waits_for_its_purchase(file_till: Till, odile: Customer) -> None:
    flagged = file_till.friend(odile.card, "Odile", "Marchand").referral
    assert figures(file_till, 2026, 11).outcomes == Outcomes(to_check=1)
    with file_till.db.write(file_till.actor) as tx:
        referrals.approve(tx, flagged)
    assert figures(file_till, 2026, 11).outcomes == Outcomes(waiting=1)


def test_a_card_refused_at_the_counter_registers_nobody(file_till: Till, odile: Customer) -> None:
    friend = file_till.friend(odile.card).referral.referee_id
    karim = file_till.customer("Karim", "Haddad", phone="06 39 98 71 05")
    file_till.buys(karim.id)
    assert isinstance(file_till.claim(odile.card, "Karim", "Haddad", phone="06 39 98 71 05"), ClaimRefused)
    found = figures(file_till, 2026, 11)
    assert (found.outcomes, found.cards_refused) == (Outcomes(waiting=1), 1)
    file_till.buys(friend)
    assert figures(file_till, 2026, 11).outcomes == Outcomes(rewarded=1)


def test_only_words_that_may_be_quoted_are(file_till: Till) -> None:
    with file_till.db.write(file_till.actor) as tx:
        for words, quotable in (("Between us.", False), ("Tell everybody!", True)):
            surveys.answer(tx, Given(9, comment=words, quotable=quotable))
    assert [comment.text for comment in figures(file_till, 2026, 11).comments] == ["Tell everybody!"]


def test_a_voucher_replaced_is_earned_once_even_when_nobody_knows_why_any_more(
    file_till: Till, odile: Customer
) -> None:
    code = reward(file_till, odile).vouchers[0].code
    with file_till.db.write(file_till.actor) as tx:
        corrections.reissue(tx, code, "lost")
        tx.execute(update(VOUCHERS).values(reason=""))
        assert earned.between(tx, tx.today, tx.today) == "2 vouchers issued, €10.00"
    assert figures(file_till, 2026, 11).rewards_cents == 1_000
