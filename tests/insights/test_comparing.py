"""Two rewards compared over a whole shop: who counts for which half, what it cost, and when a verdict is given."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.counter import deciding
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.insights import comparing
from parrainage_desktop.insights.comparison_rules import Comparison, Finding, Half
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.programme.rewards import Fixed, Gift
from parrainage_desktop.programme.rules import RevenueShare, Terms, Variant
from parrainage_desktop.referrals import service as referrals
from tests.console import opened, person
from tests.programme.test_comparing import BOTH, compares, give, people
from tests.stores import ANA, Till

UNTIL = date(2026, 11, 30)
SHORT = replace(BOTH, variant=Variant(Fixed(800), Fixed(300), UNTIL))


def found(till: Till) -> Comparison:
    """How the comparison stands."""
    with till.db.read() as tx:
        said = comparing.comparison(tx)
    assert said is not None
    return said


def shop(till: Till, terms: Terms = SHORT, each: int = 2) -> tuple[list[Customer], list[Customer]]:
    """So many people in each half of a comparison that begins today."""
    usual, other = people(till, each), people(till, each)
    compares(till, terms)
    for half, arm in ((usual, "a"), (other, "b")):
        for one in half:
            give(till, one, arm)
    return usual, other


def brings(till: Till, who: Customer, cents: int | None = 3_000) -> int:
    """A friend comes and buys; their number."""
    friend = till.friend(who.card, f"Ami{till.count('customers')}", "").referral.referee_id
    if cents is not None:
        till.buys(friend, cents)
    return friend


def test_without_a_comparison_nothing_is_told(till: Till) -> None:
    with till.db.read() as tx:
        assert comparing.comparison(tx) is None
        assert comparing.told(tx) is None


def test_each_half_has_its_people_its_friends_and_its_cost(till: Till) -> None:
    usual, other = shop(till)
    brings(till, usual[0])
    brings(till, other[0])
    brings(till, other[0])
    brings(till, other[1], None)
    brings(till, till.customer("Tard", "Venu"))
    now = found(till)
    assert (now.usual, now.other) == (Half(2, 1, 1, 1_000), Half(2, 1, 2, 2_200))
    assert (now.usual.cost_of_one_cents, now.other.cost_of_one_cents) == (1_000, 1_100)


def test_gifts_and_shares_cost_too_and_what_was_cancelled_does_not(till: Till) -> None:
    terms = replace(SHORT, revenue_share=RevenueShare(1_000), variant=Variant(Gift("a jar", 350), Fixed(200), UNTIL))
    usual, other = shop(till, terms)
    brings(till, usual[0], 2_005)
    brings(till, other[0], 1_000)
    assert [half.cost_cents for half in (found(till).usual, found(till).other)] == [1_201, 650]
    with till.db.read() as tx:
        number = referrals.of_person(tx, usual[0].id)[0].id
    with till.db.write(ANA) as tx:
        deciding.void(tx, number, "by mistake")
    assert found(till).usual == Half(2, 0, 0, 0)


def test_before_the_last_day_is_over_there_is_no_verdict_however_clear_it_looks(till: Till) -> None:
    _usual, other = shop(till, each=8)
    for one in other:
        brings(till, one)
    till.days_pass((UNTIL - date(2026, 11, 14)).days)
    now = found(till)
    assert (now.days_left, now.verdict.finding, now.verdict.p) == (1, Finding.RUNNING, None)
    till.days_pass(1)
    now = found(till)
    assert (now.days_left, now.verdict.finding) == (0, Finding.MORE)
    assert now.verdict.p == pytest.approx(1 / 6_435), "2 of the 12 870 ways to draw 8 out of 16"


def test_what_comes_after_the_last_day_does_not_count(till: Till) -> None:
    _usual, other = shop(till)
    friend = brings(till, other[0], None)
    till.days_pass(17)
    till.buys(friend, 3_000)
    assert found(till).other == Half(2, 0, 0, 0)
    assert found(till).verdict.finding is Finding.NOT_ENOUGH


def test_a_new_version_ends_it_without_a_verdict(till: Till) -> None:
    shop(till)
    till.days_pass(3)
    compares(till, Terms(Fixed(600)), date(2026, 11, 20))
    now = found(till)
    assert (now.last, now.days_left, now.verdict.finding) == (date(2026, 11, 19), 3, Finding.STOPPED)
    till.days_pass(30)
    assert found(till).verdict.finding is Finding.STOPPED


def test_a_later_version_leaves_a_verdict_as_it_was_given(till: Till) -> None:
    _usual, other = shop(till)
    brings(till, other[0])
    till.days_pass(17)
    before = found(till)
    compares(till, Terms(Fixed(600)))
    assert found(till) == before


def test_a_version_replaced_on_its_first_day_never_was(till: Till) -> None:
    shop(till)
    compares(till, replace(SHORT, lock_days=2))
    assert found(till).programme.terms.lock_days == 2
    compares(till, Terms())
    with till.db.read() as tx:
        assert comparing.comparison(tx) is None


def test_who_was_erased_or_made_one_with_another_is_counted_once_or_no_more(till: Till) -> None:
    usual, other = shop(till)
    brings(till, usual[0])
    brings(till, other[0])
    with till.db.write(ANA) as tx:
        duplicates.merge(tx, usual[1].id, usual[0].id)
        privacy.erase(tx, other[1].id)
    assert (found(till).usual, found(till).other) == (Half(1, 1, 1, 1_000), Half(1, 1, 1, 1_100))


@pytest.mark.parametrize(
    ("brought", "days", "said"),
    [
        ((1, 1), 3, "It runs until 30 November 2026; the verdict is given then."),
        ((0, 0), 17, "Not enough data: nobody brought a friend."),
        ((1, 1), 17, "Not enough data yet: about 520 more customers in each half, or a longer time."),
        ((0, 8), 17, "With the other reward, more customers brought a friend: by how much is not certain."),
        ((7, 1), 17, "With the other reward, fewer customers brought a friend: by how much is not certain."),
    ],
)
def test_the_verdict_is_said_in_words(till: Till, brought: tuple[int, int], days: int, said: str) -> None:
    for half, count in zip(shop(till, each=8), brought, strict=True):
        for one in half[:count]:
            brings(till, one)
    till.days_pass(days)
    with till.db.read() as tx:
        told = comparing.told(tx)
        with in_language("fr"):
            french = comparing.told(tx)
    assert told is not None
    assert french is not None
    assert told.verdict == said
    assert (told.halves[1].figure, french.halves[0].name) == (f"{brought[1]} of 8", french.halves[0].name)


def test_the_terminal_tells_it(tmp_path: Path, clock: SetClock) -> None:
    console = opened(tmp_path, clock)
    assert console.ask("programme", "comparison") == {"comparison": None}
    karim = person(console, "Karim Haddad")
    console.ask("programme", "set", "variant_until=2026-11-30", "variant_referrer=8")
    claimed = console.ask("referrals", "claim", karim["card"], "--name", "Camille Roussel")
    console.ask("purchases", "add", claimed["referee"]["card"], "--amount", "100")
    told = console.ask("programme", "comparison")["comparison"]
    assert (told["since"], told["last_day"], told["days_left"]) == ("2026-11-14", "2026-11-30", 17)
    assert (told["finding"], told["p"], told["difference"]) == ("running", None, None)
    assert told["usual"]["drawn"] + told["other"]["drawn"] == 1
    assert told["usual"]["brought"] + told["other"]["brought"] == 1
    assert "17 days left" in console.say("programme", "comparison").out
