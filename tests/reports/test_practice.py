"""The last month as the screen of the scheme counts with it."""

from datetime import date
from random import Random

import pytest

from parrainage_desktop.counter import rewarding
from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter.rules import Welcomed
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.programme.cost import Bought, Friend, cost
from parrainage_desktop.programme.rewards import Credit, Experience, Fixed, Gift, Nothing, Percent, Step, StepTable
from parrainage_desktop.programme.rules import RevenueShare, Terms, Trigger, Variant
from parrainage_desktop.reports.practice import last_month
from parrainage_desktop.reports.service import figures
from parrainage_desktop.statements import service as statements
from tests.stores import Till


def test_each_completed_referral_with_its_amount_and_its_place(till: Till) -> None:
    karim, lea = till.customer(), till.customer("Léa", "Petit")
    till.buys(till.friend(karim.card, "Zoé", "Un").referral.referee_id, 1_000)
    till.days_pass(20)
    for name, referrer, cents in (("Inès", karim, 2_000), ("Marc", lea, None), ("Paul", karim, 3_000)):
        till.buys(till.friend(referrer.card, name, "Deux").referral.referee_id, cents)
    till.days_pass(30)
    till.buys(till.friend(karim.card, "Rose", "Trois").referral.referee_id, 4_000)
    with till.db.read() as tx:
        practice = last_month(tx)
    assert (practice.year, practice.month) == (2026, 12)
    assert practice.friends == (
        Friend(karim.id, 2, (Bought(2_000),)), Friend(lea.id, 1, (Bought(None),)), Friend(karim.id, 3, (Bought(3_000),))
    )
    assert practice.outstanding_cents == 10 * 500


def test_each_friend_with_the_tier_their_referrer_was_in_when_they_came(till: Till) -> None:
    karim = till.customer()
    for name, tier in (("Zoé", 0), ("Inès", 2), ("Marc", 1), ("Rose", 0)):
        till.tier(karim, tier)
        till.friend(karim.card, name, "Un")
        till.days_pass(1)
    till.days_pass(30)
    till.tier(karim, 3)
    with till.db.read() as tx:
        assert [one.tier for one in last_month(tx).friends] == [0, 2, 1, 0]


def test_what_expired_or_was_cancelled_cannot_come_back(till: Till) -> None:
    rewards = till.buys(till.friend(till.customer().card).referral.referee_id).vouchers
    till.cancel(rewards[0], "printed twice")
    with till.db.read() as tx:
        assert last_month(tx).outstanding_cents == 500
    till.days_pass(400)
    with till.db.read() as tx:
        assert last_month(tx).outstanding_cents == 0


SCHEMES = {
    "two amounts": Terms(Fixed(700), Fixed(300), purchase_minimum_cents=1_500),
    "shares": Terms(Percent(1_250, 100, 900), Percent(333)),
    "steps": Terms(StepTable((Step(1, 300), Step(2, 500), Step(4, 800))), Nothing(), milestones=(Step(3, 1_000),)),
    "each of the first three": Terms(
        Percent(1_000), Fixed(200), purchase_minimum_cents=1_000, trigger=Trigger.EACH_PURCHASE, trigger_purchases=3,
        claim_window_days=40, milestones=(Step(2, 600),),
    ),
    "steps on each purchase": Terms(
        StepTable((Step(1, 300), Step(2, 500))), Nothing(), trigger=Trigger.EACH_PURCHASE, trigger_purchases=2
    ),
    "registering": Terms(trigger=Trigger.REGISTRATION),
    "a part on registering": Terms(Credit("repairs", 0, 5_000, 2_500, 2, 10_000, 8_001), Fixed(100)),
    "in kind": Terms(Gift("a jar", 350), Experience("an evening", 900)),
    "a share of all": Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_333)),
    "a share of two": Terms(Fixed(100), Nothing(), purchase_minimum_cents=1_500, revenue_share=RevenueShare(1_500, 2)),
    "after a fortnight": Terms(return_days=14),
    "two compared": Terms(Fixed(300), Fixed(200), variant=Variant(Gift("a jar", 350), Fixed(700), date(2027, 1, 31))),
    "each of two after a week": Terms(
        Percent(1_000), Fixed(100), return_days=7, trigger=Trigger.EACH_PURCHASE, trigger_purchases=2
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SCHEMES)
def test_the_scheme_in_force_would_have_cost_what_it_did(file_till: Till, name: str) -> None:
    till, dice = file_till, Random(name)
    referrers, friends = [till.customer(f"Client{i}", "Né") for i in range(4)], list[int]()
    till.scheme(SCHEMES[name])
    for _day in range(60):
        till.days_pass(1)
        rewarding.attend(till.db, till.actor)
        for _act in range(3):
            if dice.random() < 0.3:
                with till.db.write(till.actor) as tx:
                    new = NewCustomer(f"Ami{dice.randrange(10**9)}", "")
                    done = counter.welcome(tx, dice.choice(referrers).card, new, 1_234, buys_now=dice.random() < 0.4)
                assert isinstance(done, Welcomed)
                friends += [done.claimed.referral.referee_id]
            elif friends:
                till.buys(dice.choice(friends), dice.choice((333, 1_499, 1_500, 2_999, 12_345)))
    with till.db.read() as tx:
        practice = last_month(tx)
        then = figures(tx, practice.year, practice.month)
        due = sum(one.due_cents for one in statements.statements(tx, date(practice.year, practice.month, 1)))
    found = cost(SCHEMES[name], practice)
    assert found.customers == then.new_customers > 0
    assert found.rewards_cents + found.bonuses_cents == then.rewards_cents
    assert (found.in_kind_cents, found.shares_cents) == (then.key.issued.in_kind_cents, due)
    assert then.key.issued.shares_cents == due
    assert found.total_cents == then.cost_cents


def test_shares_are_rounded_for_each_referrer_everywhere_and_stay_so_when_two_are_made_one(file_till: Till) -> None:
    file_till.scheme(Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500)))
    referrers = [file_till.customer(f"Client{i}", "Né") for i in range(3)]
    for i, one in enumerate(referrers):
        file_till.buys(file_till.friend(one.card, f"Ami{i}", "").referral.referee_id, 330)
    file_till.days_pass(20)
    with file_till.db.write(file_till.actor) as tx:
        before = figures(tx, 2026, 11).key.issued.shares_cents
        due = [one.due_cents for one in statements.statements(tx, date(2026, 11, 1))]
        duplicates.merge(tx, referrers[0].id, referrers[1].id)
        after = figures(tx, 2026, 11).key.issued.shares_cents
    assert (due, before, after) == ([50, 50, 50], 150, 150)
