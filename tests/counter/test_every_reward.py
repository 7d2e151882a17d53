"""Each way to reward beyond the plain voucher: in kind, early, several times, after a while, as a share of sales."""

from datetime import date

import pytest

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.counter import deciding, rewarding
from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter.rules import Bought, CannotUndo, Decided, UndoneEntry, Welcomed
from parrainage_desktop.counter.till import Till as CounterTill
from parrainage_desktop.counter.wording import offer
from parrainage_desktop.customers.rules import Customer, NewCustomer
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.gifts.rules import Gift as Owed
from parrainage_desktop.gifts.rules import GiftState, NotGiven
from parrainage_desktop.programme.rewards import Credit, Experience, Fixed, Gift, Nothing
from parrainage_desktop.programme.rules import Approval, Budget, Limits, RevenueShare, Terms, Trigger
from parrainage_desktop.referrals import board
from parrainage_desktop.referrals import board_wording as wording
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Hindrance, Referral, ReferralState
from parrainage_desktop.statements import service as statements
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Redemption
from tests.programme.test_comparing import compares, give, people
from tests.stores import Till, broken_rules

TODAY = date(2026, 11, 14)
JAM = Gift("a jar of jam", 300, 3)


def brings(till: Till, referrer: Customer, given: str = "Zoé", cents: int | None = 3_000) -> Bought:
    """A referrer's friend arrives and buys."""
    return till.buys(till.friend(referrer.card, given, "Lemaire").referral.referee_id, cents)


def registers(till: Till, referrer: Customer, given: str = "Zoé") -> Welcomed:
    """A friend arrives at the counter and buys nothing yet."""
    with till.db.write(till.actor) as tx:
        done = counter.welcome(tx, referrer.card, NewCustomer(given, "Lemaire"), None, buys_now=False)
    assert isinstance(done, Welcomed)
    return done


def returned(till: Till, bought: Bought) -> Decided | None:
    """The goods come back."""
    with till.db.write(till.actor) as tx:
        return deciding.take_return(tx, bought.purchase.id, "brought back").decided


def state(till: Till, bought: Bought) -> ReferralState:
    """Where the newest referral of whoever bought stands."""
    with till.db.read() as tx:
        return referrals.of_person(tx, bought.purchase.customer_id)[0].state


def owed(till: Till) -> list[tuple[str, str]]:
    """Everybody's gifts: the side and where it stands, the oldest first."""
    with till.db.read() as tx:
        return [(one.side, one.state.value) for one in reversed(gifts.listed(tx))]


def released(till: Till) -> int:
    """How many rewards a till gives that were on hold until today."""
    with till.db.write(till.actor) as tx:
        return len(rewarding.release(tx))


# In kind.


def test_a_gift_is_promised_to_each_side_and_handed_over_once(till: Till) -> None:
    till.scheme(Terms(Gift("a jar of jam", 300), Experience("an evening", 900)))
    bought = brings(till, till.customer())
    assert (bought.vouchers, owed(till)) == ((), [("referrer", "owed"), ("referee", "owed")])
    jam, evening = bought.gifts
    assert (jam.holder, jam.until, evening.invitation) == ("Karim Haddad", date(2027, 5, 14), True)
    till.days_pass(3)
    with till.db.write(till.actor) as tx:
        given = gifts.give(tx, jam.id)
        assert isinstance(given, Owed)
        assert (given.state, given.given_on, given.given_by) == (GiftState.GIVEN, date(2026, 11, 17), "Ana")
        assert isinstance(gifts.give(tx, jam.id), NotGiven)
        back = gifts.take_back(tx, jam.id)
        assert isinstance(back, Owed)
        assert back.state is GiftState.OWED
    assert broken_rules(till) == []


def test_a_stock_s_last_gift_is_given_and_not_one_more(till: Till) -> None:
    till.scheme(Terms(JAM, Nothing()))
    karim = till.customer()
    found = [len(brings(till, karim, name).gifts) for name in ("Zoé", "Inès", "Marc")]
    assert found == [1, 1, 1]
    over = brings(till, karim, "Paul")
    assert (over.hindrance, over.gifts, state(till, over)) == (Hindrance.OUT_OF_STOCK, (), ReferralState.REJECTED)


def test_a_gift_for_both_sides_needs_two(till: Till) -> None:
    till.scheme(Terms(JAM, JAM))
    karim = till.customer()
    assert len(brings(till, karim, "Zoé").gifts) == 2
    assert brings(till, karim, "Inès").hindrance is Hindrance.OUT_OF_STOCK


def test_a_new_version_of_the_scheme_restocks_nothing(till: Till) -> None:
    till.scheme(Terms(Gift("a jar of jam", 300, 1), Nothing()))
    karim = till.customer()
    brings(till, karim, "Zoé")
    till.scheme(Terms(Gift("a jar of jam", 300, 1), Nothing(), lock_days=2))
    assert brings(till, karim, "Inès").hindrance is Hindrance.OUT_OF_STOCK
    till.scheme(Terms(Gift("a jar of jam", 300, 2), Nothing()))
    assert len(brings(till, karim, "Marc").gifts) == 1


def test_a_returned_purchase_calls_the_gift_off_and_puts_it_back_in_stock(till: Till) -> None:
    till.scheme(Terms(Gift("a jar of jam", 300, 1), Nothing()))
    karim = till.customer()
    done = returned(till, brings(till, karim, "Zoé"))
    assert done is not None
    assert [one.text for one in done.called_off] == ["a jar of jam"]
    assert len(brings(till, karim, "Inès").gifts) == 1
    assert broken_rules(till) == []


def test_a_gift_handed_over_is_told_when_the_referral_is_taken_back(till: Till) -> None:
    till.scheme(Terms(JAM, Nothing()))
    bought = brings(till, till.customer())
    with till.db.write(till.actor) as tx:
        gifts.give(tx, bought.gifts[0].id)
    done = returned(till, bought)
    assert done is not None
    assert (done.called_off, len(done.given)) == ((), 1)
    assert broken_rules(till) == []


def test_gifts_count_against_the_budget_at_their_cost(till: Till) -> None:
    till.scheme(Terms(Gift("a jar of jam", 300), Nothing(), budget=Budget(600, TODAY)))
    karim = till.customer()
    found = [brings(till, karim, name).hindrance for name in ("Zoé", "Inès", "Marc")]
    assert found == [None, None, Hindrance.BUDGET_SPENT]


def test_a_reward_with_a_gift_handed_over_cannot_be_undone_at_the_counter(till: Till) -> None:
    till.scheme(Terms(JAM, Nothing()))
    bought = brings(till, till.customer())
    entry = till.today().entries[0].id
    with till.db.write(till.actor) as tx:
        gifts.give(tx, bought.gifts[0].id)
    assert till.undo(entry) is CannotUndo.VOUCHER_USED
    with till.db.write(till.actor) as tx:
        gifts.take_back(tx, bought.gifts[0].id)
    assert isinstance(till.undo(entry), UndoneEntry)
    assert owed(till) == [("referrer", "cancelled")]
    assert broken_rules(till) == []


# By registering.


def test_registering_earns_at_once_and_once_only(till: Till) -> None:
    till.scheme(Terms(trigger=Trigger.REGISTRATION))
    done = registers(till, till.customer())
    assert [one.value_cents for one in done.granted.vouchers] == [500, 500]
    assert done.claimed.referral.state is ReferralState.REWARDED
    assert till.buys(done.claimed.referral.referee_id).vouchers == ()
    assert broken_rules(till) == []


def test_an_arrival_that_earned_is_undone_whole(till: Till) -> None:
    till.scheme(Terms(trigger=Trigger.REGISTRATION))
    done = registers(till, till.customer())
    assert isinstance(till.undo(till.today().entries[0].id), UndoneEntry)
    with till.db.read() as tx:
        found = referrals.find(tx, done.claimed.referral.id)
    assert found is not None
    assert found.state is ReferralState.VOIDED
    assert till.scalar("SELECT count(*) FROM vouchers WHERE state = 'cancelled'") == 2
    assert broken_rules(till) == []


def test_a_registration_put_aside_earns_once_approved(till: Till) -> None:
    till.scheme(Terms(trigger=Trigger.REGISTRATION, approval=Approval.MANUAL))
    waiting = registers(till, till.customer())
    assert waiting.granted.vouchers == ()
    with till.db.write(till.actor) as tx:
        done = deciding.approve(tx, waiting.claimed.referral.id)
    assert isinstance(done, Decided)
    assert len(done.issued) == 2


def test_the_thirty_third_friend_earns_nothing(till: Till) -> None:
    till.scheme(Terms(trigger=Trigger.REGISTRATION, limits=Limits(total=1)))
    karim = till.customer()
    assert registers(till, karim, "Zoé").granted.vouchers
    over = registers(till, karim, "Inès").granted
    assert (over.hindrance, over.vouchers) == (Hindrance.LIMIT_REACHED, ())


# A credit on services.


def test_a_credit_gives_a_part_on_registering_and_the_rest_on_buying(till: Till) -> None:
    till.scheme(Terms(Credit("the next service", 0, 5_000, 2_500, 3, 10_000, 8_001), Nothing()))
    karim, found = till.customer(), []
    for name in ("Zoé", "Inès", "Marc"):
        done = registers(till, karim, name)
        bought = till.buys(done.claimed.referral.referee_id)
        found.append([one.value_cents for one in (*done.granted.vouchers, *bought.vouchers)])
    assert found == [[2_000, 2_001], [2_000, 2_001], [2_000, 6_001]]
    assert broken_rules(till) == []


def test_a_refused_referral_keeps_no_early_part(till: Till) -> None:
    till.scheme(Terms(Credit("the next service", 0, 5_000, 2_500, 0, 0, 8_000), Nothing()))
    done = registers(till, till.customer())
    with till.db.write(till.actor) as tx:
        refused = deciding.reject(tx, done.claimed.referral.id, "not a friend")
    assert isinstance(refused, Decided)
    assert [one.value_cents for one in refused.cancelled] == [2_000]


def test_undoing_the_purchase_leaves_the_early_part(till: Till) -> None:
    till.scheme(Terms(Credit("the next service", 0, 5_000, 2_500, 0, 0, 8_000), Nothing()))
    done = registers(till, till.customer())
    till.days_pass(1)
    till.buys(done.claimed.referral.referee_id)
    assert isinstance(till.undo(till.today().entries[0].id), UndoneEntry)
    assert till.scalar("SELECT sum(balance_cents) FROM vouchers WHERE state = 'issued'") == 2_000
    again = till.buys(done.claimed.referral.referee_id)
    assert [one.value_cents for one in again.vouchers] == [2_000]
    assert broken_rules(till) == []


ADVANCE = Credit("the next service", 0, 5_000, 2_500, 0, 0, 8_000)
"""Twenty euros of eighty when the friend registers, forty in all."""


def credits(till: Till, done: Welcomed) -> list[int]:
    """The cents a friend's arrival earned."""
    return [one.value_cents for one in done.granted.vouchers]


def test_an_advance_counts_against_its_referrer_s_limit(till: Till) -> None:
    till.scheme(Terms(ADVANCE, Nothing(), limits=Limits(month=1)))
    karim = till.customer()
    first, over = registers(till, karim, "Zoé"), registers(till, karim, "Inès")
    assert (credits(till, first), credits(till, over)) == ([2_000], [])
    assert over.granted.hindrance is Hindrance.LIMIT_REACHED
    assert till.buys(over.claimed.referral.referee_id).hindrance is Hindrance.LIMIT_REACHED
    assert [one.value_cents for one in till.buys(first.claimed.referral.referee_id).vouchers] == [2_000]
    till.days_pass(20)
    assert credits(till, registers(till, karim, "Marc")) == [2_000]
    assert broken_rules(till) == []


def test_a_friend_counts_on_the_day_of_the_advance_and_once(till: Till) -> None:
    till.scheme(Terms(ADVANCE, Nothing(), limits=Limits(month=1)))
    karim = till.customer()
    first = registers(till, karim, "Zoé")
    till.days_pass(20)
    second = registers(till, karim, "Inès")
    assert credits(till, second) == [2_000]
    for done in (first, second):
        assert till.buys(done.claimed.referral.referee_id).vouchers
    till.days_pass(31)
    assert credits(till, registers(till, karim, "Marc")) == [2_000]


def test_an_advance_that_died_makes_room_for_another_friend(till: Till) -> None:
    till.scheme(Terms(ADVANCE, Nothing(), limits=Limits(total=1)))
    karim = till.customer()
    first = registers(till, karim, "Zoé")
    with till.db.write(till.actor) as tx:
        deciding.reject(tx, first.claimed.referral.id, "not a friend")
    assert credits(till, registers(till, karim, "Inès")) == [2_000]


def test_an_advance_kept_by_a_friend_who_never_bought_counts_although_it_was_replaced(till: Till) -> None:
    till.scheme(Terms(ADVANCE, Nothing(), limits=Limits(year=1), claim_window_days=30))
    karim = till.customer()
    first = registers(till, karim, "Zoé").granted.vouchers[0]
    till.days_pass(60)
    with till.db.write(till.actor) as tx:
        corrections.reissue(tx, first.code, "lost")
    # In January the advance of November is of last year, although the paper is of January.
    assert credits(till, registers(till, karim, "Inès")) == [2_000]
    assert registers(till, karim, "Marc").granted.hindrance is Hindrance.LIMIT_REACHED


def test_advances_count_against_the_budget(till: Till) -> None:
    till.scheme(Terms(ADVANCE, Nothing(), budget=Budget(5_999, TODAY)))
    karim = till.customer()
    first, second = registers(till, karim, "Zoé"), registers(till, karim, "Inès")
    assert (credits(till, first), credits(till, second)) == ([2_000], [2_000])
    assert till.buys(first.claimed.referral.referee_id).hindrance is Hindrance.BUDGET_SPENT


# Each of the first purchases.


def several(**more: object) -> Terms:
    """Five euros to the referrer for each of the friend's first three purchases of ten euros."""
    return Terms(
        Fixed(500), Nothing(), purchase_minimum_cents=1_000, trigger=Trigger.EACH_PURCHASE, trigger_purchases=3,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_each_of_the_first_three_purchases_earns_and_no_fourth(till: Till) -> None:
    till.scheme(several())
    first = brings(till, till.customer())
    friend = first.purchase.customer_id
    found = [len(first.vouchers), *(len(till.buys(friend, cents).vouchers) for cents in (999, 1_000, 1_000, 1_000))]
    assert found == [1, 0, 1, 1, 0]
    assert broken_rules(till) == []


def test_a_purchase_after_the_window_earns_no_more(till: Till) -> None:
    till.scheme(several(claim_window_days=10))
    friend = brings(till, till.customer()).purchase.customer_id
    till.days_pass(10)
    assert till.buys(friend).vouchers
    till.days_pass(1)
    assert not till.buys(friend).vouchers


def test_a_later_purchase_returned_takes_back_its_own_reward_only(till: Till) -> None:
    till.scheme(several())
    first = brings(till, till.customer())
    second = till.buys(first.purchase.customer_id)
    done = returned(till, second)
    assert done is not None
    assert [one.id for one in done.cancelled] == [second.vouchers[0].id]
    assert state(till, first) is ReferralState.REWARDED
    assert till.buys(first.purchase.customer_id).vouchers
    assert broken_rules(till) == []


def test_the_referral_ends_when_every_purchase_that_counted_came_back(till: Till) -> None:
    till.scheme(several())
    first = brings(till, till.customer())
    second = till.buys(first.purchase.customer_id)
    returned(till, first)
    assert state(till, first) is ReferralState.REWARDED
    returned(till, second)
    assert state(till, first) is ReferralState.VOIDED
    assert till.scalar("SELECT count(*) FROM vouchers WHERE state = 'issued'") == 0


def test_a_milestone_is_reached_once_however_often_the_friend_buys(till: Till) -> None:
    from_one = several(milestones=())
    till.scheme(from_one)
    karim = till.customer()
    assert referral_place(till, brings(till, karim, "Zoé")) == 1
    assert referral_place(till, brings(till, karim, "Inès")) == 2


def referral_place(till: Till, bought: Bought) -> int:
    """The how manieth of its referrer's referrals the one a purchase completed is."""
    with till.db.read() as tx:
        found = bought.rewarded and referrals.find(tx, bought.rewarded.id)
        assert isinstance(found, Referral)
        return referrals.place(tx, found)


# The return window.


def test_a_purchase_is_on_hold_until_its_last_day_of_return_is_over(till: Till) -> None:
    till.scheme(Terms(return_days=14))
    bought = brings(till, till.customer())
    assert (bought.hindrance, bought.due_on, bought.vouchers) == (Hindrance.ON_HOLD, date(2026, 11, 29), ())
    assert state(till, bought) is ReferralState.ON_HOLD
    till.days_pass(14)
    assert (released(till), till.count("vouchers")) == (0, 0)
    till.days_pass(1)
    assert (released(till), till.count("vouchers")) == (1, 2)
    assert (released(till), till.count("vouchers")) == (0, 2)
    assert till.scalar("SELECT min(valid_from) FROM vouchers") in ("2026-11-30", date(2026, 11, 30))
    assert state(till, bought) is ReferralState.REWARDED
    assert broken_rules(till) == []


def test_what_is_given_late_is_issued_that_day_usable_at_once_and_lives_as_long_as_any(till: Till) -> None:
    till.scheme(Terms(return_days=14))
    bought = brings(till, till.customer())
    till.days_pass(21)  # due since 29 November, usable from the 30th had the program been opened
    assert released(till) == 1
    with till.db.read() as tx:
        found = vouchers.of_holder(tx, bought.purchase.customer_id)
    days = [(one.issued_on, one.valid_from, one.valid_until) for one in found]
    assert days == [(date(2026, 12, 5), date(2026, 12, 5), date(2027, 6, 5))]
    assert isinstance(till.redeem(found[0].code), Redemption)
    assert broken_rules(till) == []


def test_what_is_given_a_day_late_keeps_the_days_until_it_may_be_used(till: Till) -> None:
    till.scheme(Terms(return_days=14, lock_days=3))
    bought = brings(till, till.customer())
    till.days_pass(16)
    assert released(till) == 1
    with till.db.read() as tx:
        found = vouchers.of_holder(tx, bought.purchase.customer_id)
    assert [(one.issued_on, one.valid_from) for one in found] == [(date(2026, 11, 30), date(2026, 12, 2))]


def test_the_next_act_at_the_counter_gives_what_is_due(till: Till) -> None:
    till.scheme(Terms(return_days=14))
    brings(till, till.customer())
    till.days_pass(20)
    till.buys(till.customer("Léa", "Petit").id)
    assert till.count("vouchers") == 2


def test_opening_the_store_gives_what_is_due(till: Till) -> None:
    till.scheme(Terms(return_days=14))
    brings(till, till.customer())
    till.days_pass(15)
    rewarding.attend(till.db, till.actor)
    rewarding.attend(till.db, till.actor)
    assert till.count("vouchers") == 2


def test_a_purchase_returned_in_time_leaves_the_referral_waiting(till: Till) -> None:
    till.scheme(Terms(return_days=14))
    bought = brings(till, till.customer())
    assert returned(till, bought) is None
    assert state(till, bought) is ReferralState.CLAIMED
    till.days_pass(15)
    assert (released(till), till.count("vouchers")) == (0, 0)
    again = till.buys(bought.purchase.customer_id)
    assert again.hindrance is Hindrance.ON_HOLD
    till.days_pass(15)
    assert released(till) == 1
    assert broken_rules(till) == []


def test_a_purchase_on_hold_is_undone_from_today_s_list(till: Till) -> None:
    till.scheme(Terms(return_days=14))
    friend = till.friend(till.customer().card).referral.referee_id
    till.days_pass(1)
    bought = till.buys(friend)
    assert isinstance(till.undo(till.today().entries[0].id), UndoneEntry)
    assert state(till, bought) is ReferralState.CLAIMED
    assert broken_rules(till) == []


def test_nobody_else_may_bring_a_friend_whose_referral_is_on_hold(till: Till) -> None:
    till.scheme(Terms(return_days=200))
    karim, lea = till.customer(), till.customer("Léa", "Petit")
    friend = till.friend(karim.card, phone="06 39 98 12 34").referral
    till.buys(friend.referee_id)
    till.days_pass(100)
    again = till.claim(lea.card, phone="06 39 98 12 34")
    assert [one.check.value for one in again.checks if one.result.value == "fail"] == [
        "new_customer", "first_referrer"
    ]


def test_a_budget_spent_meanwhile_refuses_what_was_on_hold(till: Till) -> None:
    till.scheme(Terms(return_days=14, budget=Budget(1_000, TODAY)))
    karim = till.customer()
    first, second = brings(till, karim, "Zoé"), brings(till, karim, "Inès")
    till.days_pass(15)
    assert released(till) == 2
    assert (state(till, first), state(till, second)) == (ReferralState.REWARDED, ReferralState.REJECTED)


def test_a_purchase_written_down_after_its_window_is_rewarded_at_once(till: Till) -> None:
    till.scheme(Terms(return_days=14))
    friend = till.friend(till.customer().card).referral.referee_id
    till.days_pass(20)
    assert len(till.buys(friend, on=date(2026, 11, 15)).vouchers) == 2


def test_a_referral_refused_while_on_hold_is_never_released(till: Till) -> None:
    till.scheme(Terms(return_days=14))
    bought = brings(till, till.customer())
    with till.db.write(till.actor) as tx:
        assert isinstance(deciding.reject(tx, referral_id(tx, bought), "a mistake"), Decided)
    till.days_pass(15)
    assert (released(till), till.count("vouchers")) == (0, 0)


def test_the_second_purchase_takes_the_place_of_a_first_one_returned_on_hold(till: Till) -> None:
    till.scheme(several(return_days=14))
    first = brings(till, till.customer())
    second = till.buys(first.purchase.customer_id)
    returned(till, first)
    assert state(till, first) is ReferralState.ON_HOLD
    till.days_pass(15)
    released(till)
    assert till.scalar("SELECT count(*) FROM vouchers WHERE state = 'issued'") == 1
    assert till.scalar("SELECT purchase_id FROM referrals") == second.purchase.id
    assert broken_rules(till) == []


# A share of what the friend buys.


@pytest.mark.parametrize(("first", "wanted"), [(0, [450, 151, 75]), (2, [450, 151])])
def test_whoever_brought_a_friend_earns_a_share_of_what_they_buy(till: Till, first: int, wanted: list[int]) -> None:
    till.scheme(Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500, first)))
    karim = till.customer()
    friend = brings(till, karim, cents=3_000).purchase.customer_id
    till.buys(friend, None)
    till.buys(friend, 1_005)
    till.buys(friend, 503)
    with till.db.read() as tx:
        (found,) = statements.statements(tx)
        lines = statements.lines(tx, found)
    assert [one.due_cents for one in lines] == wanted
    assert (found.holder_id, found.due_cents) == (karim.id, sum(wanted))
    assert broken_rules(till) == []


def test_a_friend_whose_referral_earned_nothing_brings_no_share(till: Till) -> None:
    till.scheme(Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500), limits=Limits(total=1)))
    karim = till.customer()
    brings(till, karim, "Zoé")
    brings(till, karim, "Inès")
    assert till.count("shares") == 1


def referral_id(tx: Transaction, bought: Bought) -> int:
    """The newest referral of whoever bought."""
    return referrals.of_person(tx, bought.purchase.customer_id)[0].id


# What is said before it is done.


@pytest.mark.parametrize(
    ("terms", "tickets", "said"),
    [
        (Terms(), ("€5.00", "€5.00"), "To be used from tomorrow"),
        (Terms(JAM, Nothing()), ("", ""), "For the referrer: “a jar of jam” (while stocks last)."),
        (Terms(return_days=14), ("", ""), "On hold: the reward comes once the time for returning"),
    ],
)
def test_the_friend_s_form_promises_only_what_comes_now(
    file_till: Till, terms: Terms, tickets: tuple[str, str], said: str
) -> None:
    file_till.scheme(terms)
    found = CounterTill(file_till.db, file_till.actor).look(file_till.customer().card, NewCustomer("Zoé", "Martin"))
    assert (found.referee_gets, found.referrer_gets) == tickets
    assert said in found.days


def test_what_is_promised_at_the_counter_is_what_was_drawn(file_till: Till) -> None:
    usual, other = people(file_till, 2)
    scheme = compares(file_till)
    give(file_till, usual, "a")
    give(file_till, other, "b")
    at = CounterTill(file_till.db, file_till.actor)
    forms = [at.look(person.card, NewCustomer("Zoé", "Martin")) for person in (usual, other)]
    assert [(one.referee_gets, one.referrer_gets) for one in forms] == [("€5.00", "€5.00"), ("€3.00", "€8.00")]
    assert "a voucher of €8.00 for each friend, and a voucher of €3.00" in offer(at.promised(other.id))
    assert offer(scheme) == "Become a referrer: you are thanked for each friend you bring.", "to nobody knows whom"
    waiting = file_till.friend(usual.card, "Zoé", "Martin").referral
    with file_till.db.read() as tx:
        detail = board.detail(tx, waiting.id)
    assert detail is not None
    assert "by lot" not in wording.scheme(detail.programme)


def test_a_share_is_offered_as_a_share(file_till: Till) -> None:
    scheme = file_till.scheme(Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500)))
    assert offer(scheme) == "Become a referrer: 15% of what the friends you bring buy."
