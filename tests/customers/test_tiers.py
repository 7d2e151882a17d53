"""In which tier of ambassadors somebody is: by dated lines, of which the newest is what holds."""

from datetime import date, timedelta

import pytest

from parrainage_desktop.customers import tiers
from parrainage_desktop.customers.rules import Customer, Membership, tier_on
from tests.stores import NOW, Till

DAY = NOW.date()


def present(till: Till, person: Customer) -> Membership:
    """The tier somebody is in."""
    with till.db.read() as tx:
        return tiers.present(tx, person.id)


def test_nobody_is_in_a_tier_until_somebody_says_so(till: Till) -> None:
    assert present(till, till.customer()) == Membership(0, date.min)


def test_the_newest_line_holds_and_the_others_stay(till: Till) -> None:
    karim = till.customer()
    for tier, reason in ((1, "a measured result"), (3, ""), (0, "moved away")):
        till.tier(karim, tier, reason)
        till.days_pass(1)
    assert present(till, karim) == Membership(0, DAY + timedelta(days=2), "moved away", "Ana")
    with till.db.read() as tx:
        assert [one.tier for one in tiers.history(tx)[karim.id]] == [1, 3, 0]
        assert tiers.members(tx) == {}


def test_everybody_in_a_tier_is_known_by_number(till: Till) -> None:
    karim, zoe, luc = till.customer(), till.customer("Zoé"), till.customer("Luc")
    for person, tier in ((karim, 1), (zoe, 2), (karim, 2), (luc, 1), (luc, 0)):
        till.tier(person, tier)
    with till.db.read() as tx:
        assert {number: one.tier for number, one in tiers.members(tx).items()} == {karim.id: 2, zoe.id: 2}


def test_the_journal_says_the_tiers_and_nothing_more(till: Till) -> None:
    karim = till.customer()
    till.tier(karim, 2, "Karim talks of us everywhere")
    assert till.scalar("SELECT details FROM journal WHERE action = 'customer.tier'") == '{"tier":2,"was":0}'
    assert till.scalar("SELECT subject FROM journal WHERE action = 'customer.tier'") == karim.id
    assert till.journal().ok


@pytest.mark.parametrize(("days", "tier"), [(-1, 0), (0, 1), (9, 1), (10, 2), (19, 2), (20, 0), (99, 0)])
def test_the_tier_of_a_day_is_that_of_its_evening(days: int, tier: int) -> None:
    lines = [Membership(number, DAY + timedelta(days=since)) for number, since in ((1, 0), (3, 10), (2, 10), (0, 20))]
    assert tier_on(lines, DAY + timedelta(days=days)) == tier
