"""Several tills at the same instant: one voucher is spent once, one friend is brought once."""

from collections import Counter
from typing import Any

import pytest

from parrainage_desktop.counter.rules import Kind
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rewards import Gift, Nothing, Step
from parrainage_desktop.programme.rules import Budget, Limits, Terms
from parrainage_desktop.referrals import claiming
from parrainage_desktop.referrals.rules import Claimed
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side
from tests.faults import hands
from tests.stores import ANA, Till, broken_rules

TILLS = 4
ROUNDS = 50


def issued(till: Till, count: int) -> list[str]:
    """Codes of vouchers that may be used now."""
    holder = till.customer()
    with till.db.write(ANA) as tx:
        scheme = programmes.current(tx)
        codes = [vouchers.issue(tx, scheme, Side.GOODWILL, holder.id, 500).code for _ in range(count)]
    till.days_pass(1)
    return codes


def raced(till: Till, url: str, *runners: tuple[hands.Task, list[Any]]) -> list[list[str]]:
    """A race at the till's own moment."""
    return hands.race(url, till.clock.now(), *runners)


def test_four_tills_spend_two_hundred_vouchers_exactly_two_hundred_times(till: Till, store_url: str) -> None:
    codes = issued(till, 200)
    rounds = raced(till, store_url, *[(hands.redeem, list(codes))] * TILLS)
    assert [Counter(outcomes) for outcomes in rounds] == [Counter(won=1, already_used=TILLS - 1)] * 200
    assert till.count("redemptions") == 200
    assert till.scalar("SELECT sum(cents) FROM redemptions") == 200 * 500
    assert till.scalar("SELECT sum(balance_cents) FROM vouchers") == 0
    assert broken_rules(till) == []


def test_the_race_is_real_as_looking_first_and_writing_later_spends_vouchers_twice(till: Till, store_url: str) -> None:
    steps = [code for code in issued(till, 40) for _ in ("look", "write")]
    rounds = raced(till, store_url, *[(hands.RedeemNaively(), steps) for _ in range(TILLS)])
    doubled = sum(outcomes.count("won") > 1 for outcomes in rounds[1::2])
    assert doubled >= 20, "the harness no longer shows the fault it is there for"


def two_queues(till: Till, rounds: int, presses: int) -> tuple[list[Any], list[Any]]:
    """Steps of two tills: each round a budget for one referral more, then a friend at each till."""
    since = till.clock.now().date()
    steps: tuple[list[Any], list[Any]] = [], []
    with till.db.write(ANA) as tx:
        for number in range(1, rounds + 1):
            for side, first in enumerate((Budget(1_000 * number, since), None)):
                card = customers.add(tx, NewCustomer("Karim", f"Haddad {number} {side}")).card
                claimed = claiming.claim(tx, card, NewCustomer("Zoé", f"Ami {number} {side}"))
                assert isinstance(claimed, Claimed)
                steps[side].extend([first, *[claimed.referral.referee_id] * presses])
    return steps


def test_a_budget_s_last_cents_are_given_to_one_of_two_friends_each_time(till: Till, store_url: str) -> None:
    steps = two_queues(till, ROUNDS, presses=1)
    rounds = raced(till, store_url, *[(hands.buy_or_set_budget, queue) for queue in steps])
    assert [Counter(outcomes) for outcomes in rounds[1::2]] == [Counter(won=1, lost=1)] * ROUNDS
    assert till.scalar("SELECT sum(value_cents) FROM vouchers") == 1_000 * ROUNDS
    assert till.scalar("SELECT count(*) FROM referrals WHERE reason = 'budget_spent'") == ROUNDS
    assert broken_rules(till) == []


def test_that_race_is_real_too_as_looking_first_spends_more_than_the_budget(till: Till, store_url: str) -> None:
    steps = two_queues(till, 10, presses=2)
    rounds = raced(till, store_url, *[(hands.BuyNaively(), queue) for queue in steps])
    assert rounds[2].count("won") == 2, "the harness no longer shows the fault it is there for"
    assert till.scalar("SELECT sum(cents) FROM spending") > 1_000


def test_a_referrer_s_last_place_and_its_bonus_go_to_one_of_four_friends(till: Till, store_url: str) -> None:
    till.scheme(Terms(limits=Limits(total=1), milestones=(Step(1, 300),)))
    card = till.customer().card
    friends = [till.friend(card, "Zoé", f"Ami {name}").referral.referee_id for name in ("Un", "Deux", "Trois", "Quat")]
    rounds = raced(till, store_url, *[(hands.buy, [friend]) for friend in friends])
    assert [Counter(outcomes) for outcomes in rounds] == [Counter(won=1, lost=TILLS - 1)]
    assert till.scalar("SELECT count(*) FROM vouchers WHERE side = 'bonus'") == 1
    assert till.scalar("SELECT count(*) FROM referrals WHERE reason = 'limit_reached'") == TILLS - 1
    assert broken_rules(till) == []


def test_a_gift_s_last_piece_goes_to_one_of_four_friends(till: Till, store_url: str) -> None:
    till.scheme(Terms(Gift("a jar of jam", 300, 1), Nothing()))
    card = till.customer().card
    friends = [till.friend(card, "Zoé", f"Ami {name}").referral.referee_id for name in ("Un", "Deux", "Trois", "Quat")]
    raced(till, store_url, *[(hands.buy, [friend]) for friend in friends])
    assert till.count("gifts") == 1
    assert till.scalar("SELECT count(*) FROM referrals WHERE reason = 'out_of_stock'") == TILLS - 1
    assert broken_rules(till) == []


def test_what_was_on_hold_is_given_once_by_four_tills(till: Till, store_url: str) -> None:
    till.scheme(Terms(return_days=14))
    till.buys(till.friend(till.customer().card).referral.referee_id)
    others = [till.customer("Léa", f"Petit {number}").id for number in range(TILLS)]
    till.days_pass(15)
    raced(till, store_url, *[(hands.buy, [other]) for other in others])
    assert till.scalar("SELECT sum(value_cents) FROM vouchers") == 1_000
    assert broken_rules(till) == []


def test_one_press_sent_by_four_tills_is_one_redemption(till: Till, store_url: str) -> None:
    codes = issued(till, 20)
    rounds = raced(till, store_url, *[(hands.redeem_as_one_attempt, list(codes))] * TILLS)
    assert [Counter(outcomes) for outcomes in rounds] == [Counter(won=1, repeated=TILLS - 1)] * 20
    assert till.count("redemptions") == 20
    assert broken_rules(till) == []


def test_of_redeeming_and_cancelling_exactly_one_wins(till: Till, store_url: str) -> None:
    codes = issued(till, ROUNDS)
    rounds = raced(till, store_url, (hands.redeem, list(codes)), (hands.cancel, list(codes)))
    assert all(outcomes in (["won", "lost"], ["cancelled", "won"]) for outcomes in rounds), rounds
    assert till.count("redemptions") + till.count("cancellations") == ROUNDS
    assert broken_rules(till) == []


def test_a_voucher_prolonged_while_it_is_used_is_used_once_and_prolonged_before_or_not_at_all(
    till: Till, store_url: str
) -> None:
    codes = issued(till, ROUNDS)
    rounds = raced(till, store_url, (hands.redeem, list(codes)), (hands.extend, list(codes)))
    assert all(outcomes in (["won", "won"], ["won", "already_used"]) for outcomes in rounds), rounds
    assert till.count("redemptions") == ROUNDS
    moved_on = "SELECT count(*) FROM vouchers v JOIN extensions e ON e.voucher_id = v.id AND until_after = valid_until"
    assert till.scalar(moved_on) == [outcomes[1] for outcomes in rounds].count("won") == till.count("extensions")
    assert broken_rules(till) == []


def test_those_races_are_real_as_who_looks_first_both_uses_and_cancels(till: Till, store_url: str) -> None:
    steps = [code for code in issued(till, 20) for _ in ("look", "write")]
    rounds = raced(till, store_url, (hands.RedeemNaively(), steps), (hands.CancelNaively(), steps))
    assert rounds[1::2].count(["won", "won"]) == 20, "the harness no longer shows the fault it is there for"


def test_who_writes_a_whole_record_back_lets_a_used_voucher_live_again(till: Till, store_url: str) -> None:
    codes = issued(till, 20)
    using = [step for code in codes for step in (None, code, None)]
    prolonging = [step for code in codes for step in (code, None, code)]
    raced(till, store_url, (hands.redeem_or_look_on, using), (hands.ExtendNaively(), prolonging))
    alive = "SELECT count(*) FROM vouchers WHERE state = 'issued' AND id IN (SELECT voucher_id FROM redemptions)"
    assert till.scalar(alive) == 20, "the harness no longer shows the fault it is there for"
    assert broken_rules(till) != []


def test_of_redeeming_and_undoing_the_reward_exactly_one_wins(till: Till, store_url: str) -> None:
    till.scheme(Terms(lock_days=0))
    codes = []
    for number in range(20):
        card = till.customer(f"Referrer{number}", "Petit").card
        friend = till.friend(card, f"Friend{number}", "Martin").referral.referee_id
        codes.append(till.buys(friend).vouchers[0].code)
    lines = [entry.id for entry in reversed(till.today().entries) if entry.kind is Kind.REWARDED]
    rounds = raced(till, store_url, (hands.redeem, list(codes)), (hands.undo, list(lines)))
    assert all(outcomes in (["won", "voucher_used"], ["cancelled", "won"]) for outcomes in rounds), rounds
    assert broken_rules(till) == []


def test_of_two_cards_for_one_new_friend_exactly_one_counts(till: Till, store_url: str) -> None:
    one, other = till.customer("Karim", "Haddad").card, till.customer("Léa", "Petit").card
    phones = [f"06 39 98 00 {number:02}" for number in range(ROUNDS)]
    rounds = raced(
        till,
        store_url,
        (hands.claim, [(one, phone) for phone in phones]),
        (hands.claim, [(other, phone) for phone in phones]),
    )
    assert [sorted(outcomes) for outcomes in rounds] == [["already_referred", "won"]] * ROUNDS
    assert till.count("customers") == ROUNDS + 2
    assert broken_rules(till) == []


def test_who_looks_first_lets_one_friend_be_brought_twice(till: Till, store_url: str) -> None:
    cards = [till.customer("Karim", "Haddad").card, till.customer("Léa", "Petit").card]
    steps = [[(card, f"06 39 98 00 {number:02}") for number in range(20) for _ in ("look", "write")] for card in cards]
    rounds = raced(till, store_url, *[(hands.ClaimNaively(), queue) for queue in steps])
    assert rounds[1::2].count(["won", "won"]) == 20, "the harness no longer shows the fault it is there for"
    assert till.count("customers") == 42, "twenty friends, each written down twice"


def test_a_first_purchase_entered_at_two_tills_rewards_once(till: Till, store_url: str) -> None:
    friends = []
    for number in range(20):
        card = till.customer(f"Referrer{number}", "Petit").card
        friends.append(till.friend(card, f"Friend{number}", "Martin").referral.referee_id)
    rounds = raced(till, store_url, *[(hands.buy, list(friends))] * 2)
    assert [sorted(outcomes) for outcomes in rounds] == [["lost", "won"]] * 20
    assert till.count("vouchers") == 40
    assert broken_rules(till) == []


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_the_server_holds_writers_apart_by_one_lock(till: Till) -> None:
    with till.db.write(ANA) as tx:
        held = tx.connection.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        assert held.scalar_one() == 1
