"""What last month would have cost under another scheme, and whether that is little or much."""

from dataclasses import replace
from datetime import date

from parrainage_desktop.programme.cost import Bought, Friend, Judgement, Practice, cost, judgements
from parrainage_desktop.programme.rewards import Credit, Experience, Fixed, Gift, Nothing, Percent, Step, fixed
from parrainage_desktop.programme.rules import Budget, RevenueShare, Terms, Trigger


def completed(cents: int | None, nth: int, referrer_id: int = 1) -> Friend:
    """A friend who came in the month and bought once."""
    return Friend(referrer_id, nth, (Bought(cents),))


EMPTY = Practice(2026, 10, (), 0)
OCTOBER = Practice(2026, 10, tuple(completed(3_000, nth) for nth in (1, 2, 5)), 9_000)


def test_the_month_under_the_usual_scheme() -> None:
    found = cost(Terms(), OCTOBER)
    assert (found.customers, found.rewards, found.rewards_cents, found.total_cents) == (3, 6, 3_000, 3_000)
    assert found.per_customer_cents == 1_000


def test_the_drawn_month_to_the_cent() -> None:
    month = Practice(2026, 10, tuple(completed(None, nth) for nth in [*[1] * 17, 5]), 0)
    found = cost(Terms(milestones=(Step(5, 1_000),)), month)
    assert (found.rewards, found.rewards_cents) == (36, 18_000)
    assert (found.bonuses, found.bonuses_cents) == (1, 1_000)
    assert (found.total_cents, found.per_customer_cents) == (19_000, 1_056)


def test_only_friends_whose_referrer_was_in_the_tier_when_they_came_count() -> None:
    month = replace(OCTOBER, friends=tuple(replace(one, tier=tier) for tier, one in enumerate(OCTOBER.friends)))
    assert [cost(Terms(referrer_tier=tier), month).customers for tier in (0, 1, 2, 3)] == [3, 2, 1, 0]
    assert cost(Terms(referrer_tier=3), month).per_customer_cents == 1_000, "what one would have cost"


def test_a_share_follows_what_was_bought_and_an_unknown_amount_counts_its_floor() -> None:
    month = Practice(2026, 10, (completed(2_000, 1), completed(None, 1)), 0)
    assert cost(Terms(Percent(1_000, 150), Nothing()), month).rewards_cents == 200 + 150


def test_without_a_referral_it_is_what_one_would_cost() -> None:
    found = cost(Terms(), EMPTY)
    assert (found.customers, found.per_customer_cents, found.margin_cents) == (0, 1_000, None)
    assert cost(Terms(Percent(1_000), Nothing(), purchase_minimum_cents=2_500), EMPTY).per_customer_cents == 250


def said(terms: Terms, practice: Practice = OCTOBER, usual_cents: int = 1_313) -> list[str]:
    """What is worth saying, by the lesson's usual cost of a customer when nothing else is said."""
    terms = replace(terms, usual_cost_cents=usual_cents)
    return [judgement.value for judgement in judgements(terms, cost(terms, practice))]


def test_ten_is_less_than_the_lesson_s_thirteen_thirteen() -> None:
    assert said(Terms()) == ["less_than_usual"]


def test_each_warning_stands_on_its_own() -> None:
    dear = Terms(fixed(1_000), fixed(1_000), margin_basis_points=3_500)
    assert said(dear) == ["more_than_margin", "more_than_usual"]
    assert said(replace(dear, margin_basis_points=0)) == ["more_than_usual"]
    assert said(Terms(fixed(100), fixed(100))) == ["less_than_usual", "little"]
    assert said(Terms(), usual_cents=0) == [], "nobody has entered what is usual"
    assert Terms().usual_cost_cents == 0


def test_exactly_as_much_is_neither_more_nor_less() -> None:
    assert said(Terms(), usual_cents=1_000) == []
    assert said(Terms(Fixed(900), Nothing(), margin_basis_points=3_000), usual_cents=0) == []
    found = cost(Terms(Fixed(901), Nothing(), margin_basis_points=3_000), OCTOBER)
    assert Judgement.MORE_THAN_MARGIN in judgements(Terms(), found)


def test_a_budget_is_nearly_spent_from_four_fifths_on() -> None:
    terms = Terms(budget=Budget(10_000, date(2026, 1, 1)), usual_cost_cents=0)
    found = cost(terms, OCTOBER)
    said_at = {spent: [one.value for one in judgements(terms, found, spent)] for spent in (7_999, 8_000, 9_999, 10_000)}
    assert said_at == {
        7_999: [], 8_000: ["budget_nearly_spent"], 9_999: ["budget_nearly_spent"], 10_000: ["budget_spent"],
    }  # fmt: skip


def test_what_is_given_in_kind_costs_what_the_shop_says() -> None:
    found = cost(Terms(Gift("a jar", 350), Experience("an evening", 900)), OCTOBER)
    assert (found.rewards, found.in_kind, found.in_kind_cents, found.per_customer_cents) == (0, 6, 3_750, 1_250)
    assert said(Terms(Gift("a jar", 350), Experience("an evening", 964))) == ["more_than_usual"]
    assert said(Terms(Gift("a jar", 328), Nothing())) == ["less_than_usual", "little"]


def test_a_credit_costs_its_share_of_the_price() -> None:
    found = cost(Terms(Credit("repairs", 0, 5_000, 2_500, 5, 10_000, 2_000), Nothing()), OCTOBER)
    assert (found.rewards, found.rewards_cents) == (6, 1_000 + 1_000 + 2_000)


def test_a_share_of_purchases_costs_its_part_of_the_first_ones() -> None:
    found = cost(Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500)), OCTOBER)
    assert (found.shares_cents, found.total_cents, found.per_customer_cents) == (1_350, 1_350, 450)
    dear = Terms(Nothing(), Nothing(), revenue_share=RevenueShare(4_500), margin_basis_points=4_000)
    assert said(dear) == ["more_than_margin", "more_than_usual"]


SEVERAL = Terms(
    Fixed(500), Percent(1_000), purchase_minimum_cents=2_000, trigger=Trigger.EACH_PURCHASE, trigger_purchases=3,
    claim_window_days=30, milestones=(Step(2, 900),),
)  # fmt: skip


def month_of(*bought: Bought, nth: int = 2, arrived: bool = False) -> Practice:
    """A month of a single friend."""
    return Practice(2026, 10, (Friend(1, nth, bought, arrived),), 0)


def test_each_of_the_first_purchases_costs_again_but_the_bonus_once() -> None:
    month = month_of(*[Bought(3_000, day) for day in (0, 1, 2, 3)])
    found = cost(SEVERAL, month)
    assert (found.customers, found.rewards_cents, found.bonuses_cents) == (1, 3 * (500 + 300), 900)
    assert found.per_customer_cents == 3 * 800 + 900


def test_further_purchases_cost_also_when_the_first_was_of_an_earlier_month() -> None:
    month = month_of(Bought(3_000, 0, False), Bought(1_999, 5), Bought(2_000, 10), Bought(2_000, 30), Bought(2_000, 31))
    found = cost(SEVERAL, month)
    assert (found.customers, found.rewards, found.rewards_cents, found.bonuses) == (0, 4, 2 * (500 + 200), 0)
    # For one new customer: the least there would be.
    assert found.per_customer_cents == 500 + 200


def test_a_higher_minimum_lets_a_later_purchase_complete_the_referral() -> None:
    month = month_of(Bought(1_000), Bought(4_000, 3), arrived=True)
    assert cost(Terms(), month).total_cents == 1_000
    dear = cost(Terms(Percent(1_000), Nothing(), purchase_minimum_cents=3_000), month)
    assert (dear.customers, dear.rewards_cents) == (1, 400)
    assert cost(Terms(purchase_minimum_cents=5_000), month).customers == 0


def test_by_registering_whoever_came_costs_whether_they_bought_or_not() -> None:
    month = Practice(2026, 10, (completed(3_000, 1), Friend(1, 2, ()), Friend(1, 3, (Bought(900),), False)), 0)
    assert cost(Terms(trigger=Trigger.REGISTRATION), month).total_cents == 2_000
    assert cost(Terms(), month).total_cents == 2_000


def test_an_advance_costs_in_the_month_of_the_arrival_and_is_taken_off_later() -> None:
    terms = Terms(Credit("repairs", 0, 5_000, 2_500, 0, 0, 8_000), Nothing())
    found = [
        cost(terms, month_of(*bought, arrived=arrived)).total_cents
        for bought, arrived in (((), True), ((Bought(3_000),), True), ((Bought(3_000, 20),), False))
    ]
    assert found == [2_000, 4_000, 2_000]


def test_a_share_of_all_purchases_is_rounded_for_each_referrer() -> None:
    thirds = tuple(Friend(referrer, 1, (Bought(333), Bought(334, 400))) for referrer in (1, 2, 3))
    month = Practice(2026, 10, thirds, 0)
    assert cost(Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500)), month).shares_cents == 3 * 100
    assert cost(Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500, 1)), month).shares_cents == 3 * 50
