"""What a completed referral earns under each kind of scheme, and what keeps it from earning."""

from datetime import UTC, date, datetime
from itertools import combinations

import pytest

from parrainage_desktop.base import journal
from parrainage_desktop.counter.rules import Bought
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rewards import Fixed, Nothing, Percent, Reward, Step, StepTable, fixed
from parrainage_desktop.programme.rules import Approval, Budget, Friends, Limits, Programme, Terms
from parrainage_desktop.programme.templates import template
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import ClaimRefused, Hindrance, Referral, ReferralReason, ReferralState
from parrainage_desktop.vouchers.rules import Side
from tests.stores import Till, broken_rules

TODAY = date(2026, 11, 14)
STEPS = StepTable((Step(1, 500), Step(2, 800), Step(3, 1_200)))
NAMES = ("Zoé", "Inès", "Marc", "Paul", "Rose", "Théo")


def brings(till: Till, referrer: Customer, given: str = "Zoé", cents: int | None = 3_000) -> Bought:
    """A referrer's friend arrives and buys."""
    return till.buys(till.friend(referrer.card, given, "Lemaire").referral.referee_id, cents)


def earned(bought: Bought) -> dict[str, int]:
    """The cents of each voucher by side."""
    return {one.side.value: one.value_cents for one in bought.vouchers}


def referral_of(till: Till, bought: Bought) -> Referral:
    """The newest referral of whoever bought."""
    with till.db.read() as tx:
        return referrals.of_person(tx, bought.purchase.customer_id)[0]


@pytest.mark.parametrize(
    ("referrer", "referee", "cents", "wanted"),
    [
        (Fixed(500), Fixed(700), 3_000, {"referrer": 500, "referee": 700}),
        (Percent(1_000), Fixed(500), 3_005, {"referrer": 301, "referee": 500}),
        (Percent(1_000, 500), Percent(2_000, 0, 400), 3_000, {"referrer": 500, "referee": 400}),
        (STEPS, Nothing(), None, {"referrer": 500}),
        (Nothing(), Fixed(500), None, {"referee": 500}),
        (Percent(1_000), Nothing(), 4, {}),
    ],
)
def test_each_side_earns_its_own_kind_of_reward(
    till: Till, referrer: Reward, referee: Reward, cents: int | None, wanted: dict[str, int]
) -> None:
    till.scheme(Terms(referrer, referee))
    bought = brings(till, till.customer(), cents=cents)
    assert earned(bought) == wanted
    assert bought.rewarded is not None
    assert broken_rules(till) == []


@pytest.mark.parametrize(
    ("name", "cents", "wanted"),
    [
        ("two-sided", 3_240, {"referrer": 500, "referee": 500}),
        ("cash-both-sides", 30_000, {"referrer": 8_000, "referee": 8_000}),
        ("cash-both-sides", 29_999, {}),
        ("commission", 3_333, {}),
        ("capped-in-kind", 3_333, {}),
        ("partnership", 3_333, {}),
        ("service-credit", 3_333, {"referrer": 4_000}),
        ("flat-fee-steps", 3_240, {"referrer": 500}),
    ],
)
def test_a_referral_under_a_ready_scheme(till: Till, name: str, cents: int, wanted: dict[str, int]) -> None:
    with till.db.write(till.actor) as tx:
        assert isinstance(programmes.propose(tx, template(name), tx.today), Programme)
    assert earned(brings(till, till.customer(), cents=cents)) == wanted
    assert broken_rules(till) == []


def test_an_ambassador_of_a_year_who_scored_nine(till: Till) -> None:
    karim = till.customer()
    till.answers(9, karim.id)
    till.days_pass(365)
    with till.db.write(till.actor) as tx:
        programmes.propose(tx, template("ambassadors"), tx.today)
    found = [sum(earned(brings(till, karim, f"Zoé {number}")).values()) for number in range(5)]
    assert found == [1_000, 1_000, 1_000, 1_000, 2_000]


def test_a_share_waits_for_an_amount(till: Till) -> None:
    till.scheme(Terms(Percent(1_000), fixed(500)))
    waiting = brings(till, till.customer(), cents=None)
    assert (waiting.hindrance, waiting.vouchers) == (Hindrance.NO_AMOUNT, ())
    assert referral_of(till, waiting).state is ReferralState.CLAIMED
    assert earned(till.buys(waiting.purchase.customer_id, 2_000)) == {"referrer": 200, "referee": 500}


def test_steps_and_bonuses_follow_the_count_of_friends(till: Till) -> None:
    till.scheme(Terms(STEPS, fixed(100), milestones=(Step(2, 1_000),)))
    karim = till.customer()
    found = [earned(brings(till, karim, name)) for name in NAMES[:4]]
    assert found == [
        {"referrer": 500, "referee": 100},
        {"referrer": 800, "referee": 100, "bonus": 1_000},
        {"referrer": 1_200, "referee": 100},
        {"referrer": 1_200, "referee": 100},
    ]
    assert broken_rules(till) == []


def test_a_bonus_is_the_referrer_s_and_lives_like_the_others(till: Till) -> None:
    till.scheme(Terms(milestones=(Step(1, 1_000),)))
    karim = till.customer()
    bonus = next(one for one in brings(till, karim).vouchers if one.side is Side.BONUS)
    assert (bonus.holder_id, bonus.valid_from, bonus.valid_until) == (karim.id, date(2026, 11, 15), date(2027, 5, 14))


LIMITS = [
    (Limits(day=1), datetime(2026, 11, 15, 10, tzinfo=UTC)),
    (Limits(month=1), datetime(2026, 12, 1, 10, tzinfo=UTC)),
    (Limits(year=1), datetime(2027, 1, 1, 10, tzinfo=UTC)),
]


@pytest.mark.parametrize(("limits", "later"), LIMITS)
def test_a_limit_holds_until_its_period_is_over(till: Till, limits: Limits, later: datetime) -> None:
    till.scheme(Terms(limits=limits))
    karim = till.customer()
    assert brings(till, karim, "Zoé").vouchers
    over = brings(till, karim, "Inès")
    assert (over.hindrance, over.vouchers, over.rewarded) == (Hindrance.LIMIT_REACHED, (), None)
    kept = referral_of(till, over)
    assert (kept.state, kept.reason) == (ReferralState.REJECTED, ReferralReason.LIMIT_REACHED.value)
    till.clock.set(later)
    assert brings(till, karim, "Marc").vouchers
    assert broken_rules(till) == []


def test_a_limit_in_all_holds_for_ever_and_for_each_referrer_alone(till: Till) -> None:
    till.scheme(Terms(limits=Limits(total=1)))
    karim, lea = till.customer(), till.customer("Léa", "Petit")
    assert brings(till, karim, "Zoé").vouchers
    till.days_pass(800)
    assert not brings(till, karim, "Inès").vouchers
    assert brings(till, lea, "Marc").vouchers


def test_a_referral_keeps_the_limits_it_was_claimed_under(till: Till) -> None:
    karim = till.customer()
    first, second = (till.friend(karim.card, name, "Lemaire").referral.referee_id for name in NAMES[:2])
    till.scheme(Terms(limits=Limits(total=1)))
    assert till.buys(first).vouchers
    assert till.buys(second).vouchers
    assert not brings(till, karim, "Marc").vouchers


def test_a_budget_s_last_cent_may_be_spent_and_not_one_more(till: Till) -> None:
    till.scheme(Terms(budget=Budget(2_000, TODAY)))
    karim = till.customer()
    assert [len(brings(till, karim, name).vouchers) for name in NAMES[:3]] == [2, 2, 0]
    over = brings(till, karim, "Paul")
    assert over.hindrance is Hindrance.BUDGET_SPENT
    assert referral_of(till, over).reason == ReferralReason.BUDGET_SPENT.value
    till.scheme(Terms(budget=Budget(3_000, TODAY)))
    assert len(brings(till, karim, "Rose").vouchers) == 2


def test_a_budget_that_holds_one_side_only_gives_none(till: Till) -> None:
    till.scheme(Terms(budget=Budget(999, TODAY)))
    assert brings(till, till.customer()).hindrance is Hindrance.BUDGET_SPENT
    assert till.count("vouchers") == 0


def test_a_cancelled_voucher_and_a_goodwill_gesture_cost_the_budget_nothing(till: Till) -> None:
    till.scheme(Terms(budget=Budget(1_500, TODAY)))
    karim = till.customer()
    till.issue(karim, 5_000)
    till.cancel(brings(till, karim, "Zoé").vouchers[0], "printed twice")
    assert len(brings(till, karim, "Inès").vouchers) == 2
    assert brings(till, karim, "Marc").hindrance is Hindrance.BUDGET_SPENT


def test_a_budget_counts_from_its_day(till: Till) -> None:
    karim = till.customer()
    brings(till, karim, "Zoé")
    till.days_pass(1)
    till.scheme(Terms(budget=Budget(1_000, date(2026, 11, 15))))
    assert len(brings(till, karim, "Inès").vouchers) == 2


HINDRANCES: dict[str, Terms] = {
    "limit_reached": Terms(limits=Limits(total=1)),
    "budget_spent": Terms(budget=Budget(1_000, TODAY)),
}


def test_the_journal_keeps_every_reason_when_there_are_several(till: Till) -> None:
    till.scheme(Terms(limits=Limits(total=1), budget=Budget(1_000, TODAY)))
    karim = till.customer()
    brings(till, karim, "Zoé")
    assert brings(till, karim, "Inès").hindrance is Hindrance.LIMIT_REACHED
    with till.db.read() as tx:
        told = [entry for entry in journal.entries(tx) if entry.action == "referral.unrewarded"]
    assert [dict(entry.details) for entry in told] == [{"limit_reached": True, "budget_spent": True}]


@pytest.mark.parametrize("why", HINDRANCES)
def test_an_unrewarded_friend_is_still_a_customer_and_may_not_be_brought_again(till: Till, why: str) -> None:
    till.scheme(HINDRANCES[why])
    karim, lea = till.customer(), till.customer("Léa", "Petit")
    brings(till, karim, "Zoé")
    friend = till.friend(karim.card, "Inès", "Lemaire", phone="06 39 98 12 34").referral
    bought = till.buys(friend.referee_id)
    assert bought.hindrance is not None
    assert bought.hindrance.value == why
    again = till.claim(lea.card, "Inès", "Lemaire", phone="06 39 98 12 34")
    assert isinstance(again, ClaimRefused)
    assert again.why is ReferralReason.ALREADY_CUSTOMER


# Who may bring whom.


def test_a_scheme_approved_by_hand_puts_every_referral_aside(till: Till) -> None:
    till.scheme(Terms(approval=Approval.MANUAL))
    karim = till.customer()
    friend = till.friend(karim.card)
    assert friend.referral.state is ReferralState.FLAGGED
    assert till.buys(friend.referral.referee_id).hindrance is Hindrance.TO_CHECK
    assert till.count("vouchers") == 0


@pytest.mark.parametrize(("score", "may"), [(None, False), (8, False), (9, True), (10, True)])
def test_a_score_asked_of_referrers_is_met_exactly(till: Till, score: int | None, may: bool) -> None:
    till.scheme(Terms(referrer_nps=9))
    karim = till.customer()
    if score is not None:
        till.answers(score, karim.id)
    claimed = till.claim(karim.card)
    assert isinstance(claimed, ClaimRefused) is not may
    if isinstance(claimed, ClaimRefused):
        assert claimed.why is ReferralReason.NOT_ENTITLED


@pytest.mark.parametrize(("days", "may"), [(364, False), (365, True)])
def test_a_year_as_a_customer_is_met_on_its_day(till: Till, days: int, may: bool) -> None:
    till.scheme(Terms(referrer_months=12))
    karim = till.customer()
    till.days_pass(days)
    assert isinstance(till.claim(karim.card), ClaimRefused) is not may


@pytest.mark.parametrize(("tier", "may"), [(0, False), (1, False), (2, True), (3, True)])
def test_a_tier_asked_of_referrers_is_met_exactly(till: Till, tier: int, may: bool) -> None:
    till.scheme(Terms(referrer_tier=2))
    karim = till.customer()
    if tier:
        till.tier(karim, tier)
    claimed = till.claim(karim.card)
    assert isinstance(claimed, ClaimRefused) is not may
    if isinstance(claimed, ClaimRefused):
        assert claimed.why is ReferralReason.NOT_ENTITLED


def test_an_ambassador_brings_friends_from_the_day_they_enter_until_the_day_they_leave(till: Till) -> None:
    till.scheme(Terms(referrer_tier=1))
    karim = till.customer()
    assert isinstance(till.claim(karim.card), ClaimRefused)
    till.tier(karim, 1)
    first = till.friend(karim.card)
    till.days_pass(30)
    till.friend(karim.card, "Inès", "Roux")
    till.tier(karim, 0)
    assert isinstance(till.claim(karim.card, "Paul", "Roy"), ClaimRefused)
    assert earned(till.buys(first.referral.referee_id)) == {"referrer": 500, "referee": 500}


@pytest.mark.parametrize(("friends", "may"), [(Friends.NEW, False), (Friends.NEVER_BOUGHT, True)])
def test_somebody_known_who_never_bought(till: Till, friends: Friends, may: bool) -> None:
    till.scheme(Terms(friends=friends))
    karim = till.customer()
    till.customer("Zoé", "Martin", phone="06 39 98 12 34")
    assert isinstance(till.claim(karim.card, phone="06 39 98 12 34"), ClaimRefused) is not may


@pytest.mark.parametrize(("bought_on", "may"), [(date(2026, 5, 14), True), (date(2026, 5, 15), False)])
def test_somebody_who_has_not_bought_for_six_months(till: Till, bought_on: date, may: bool) -> None:
    till.scheme(Terms(friends=Friends.INACTIVE, inactive_months=6))
    karim, old = till.customer(), till.customer("Zoé", "Martin", phone="06 39 98 12 34")
    till.buys(old.id, 1_000, on=bought_on)
    claimed = till.claim(karim.card, phone="06 39 98 12 34")
    assert isinstance(claimed, ClaimRefused) is not may
    if may:
        assert earned(till.buys(old.id)) == {"referrer": 500, "referee": 500}


ASKED = {
    "score": Terms(referrer_nps=9),
    "months": Terms(referrer_months=12),
    "tier": Terms(referrer_tier=1),
    "friends": Terms(friends=Friends.NEW),
}


@pytest.mark.parametrize(("one", "other"), list(combinations(ASKED, 2)))
def test_no_condition_on_people_hides_another(till: Till, one: str, other: str) -> None:
    first, second = ASKED[one], ASKED[other]
    till.scheme(
        Terms(
            referrer_nps=first.referrer_nps or second.referrer_nps,
            referrer_months=first.referrer_months or second.referrer_months,
            referrer_tier=first.referrer_tier or second.referrer_tier,
            friends=next((t.friends for t in (first, second) if t.friends is Friends.NEW), Friends.NEVER_BOUGHT),
        )
    )
    karim = till.customer()
    till.customer("Zoé", "Martin", phone="06 39 98 12 34")
    refused = till.claim(karim.card, phone="06 39 98 12 34")
    assert isinstance(refused, ClaimRefused)
    failed = {checked.check.value for checked in refused.checks if checked.result.value == "fail"}
    assert failed == {"may_refer" if name != "friends" else "new_customer" for name in (one, other)}
