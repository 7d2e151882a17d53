"""Two rewards compared: each customer drawn once by lot, promised and given what was drawn, until the last day."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from parrainage_desktop.base import journal
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.cards import wording
from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter.rules import Welcomed
from parrainage_desktop.customers.rules import Customer, NewCustomer
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.duplicates.rules import Merged, Unmerged
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.privacy import dossier
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rewards import Experience, Fixed, Gift, Reward
from parrainage_desktop.programme.rules import Programme, Terms, Trigger, Variant
from tests.stores import ANA, Till, broken_rules

UNTIL = date(2027, 3, 31)
BOTH = Terms(variant=Variant(Fixed(800), Fixed(300), UNTIL))


def compares(till: Till, terms: Terms = BOTH, from_day: date | None = None) -> Programme:
    """The owner puts a comparison in force."""
    with till.db.write(ANA) as tx:
        made = programmes.propose(tx, terms, from_day or tx.today)
    assert isinstance(made, Programme)
    return made


def people(till: Till, count: int = 12) -> list[Customer]:
    """Some customers."""
    return [till.customer(f"Client{place}", "Né") for place in range(count)]


def give(till: Till, person: Customer, arm: str) -> None:
    """Let the lot have fallen on one half, for a test that cannot wait for it."""
    with till.db.write(ANA) as tx:
        tx.execute(text(f"UPDATE draws SET arm = '{arm}' WHERE customer_id = {person.id}"))


def promised(till: Till, person: Customer) -> tuple[Reward, Reward]:
    """What somebody is promised today for a friend: to them, to the friend."""
    with till.db.read() as tx:
        terms = programmes.for_referrer(tx, person.id).terms
    assert terms.variant is None, "to one person there is only one promise"
    return terms.referrer, terms.referee


def earned(till: Till, person: Customer) -> list[tuple[str, int]]:
    """What the two sides get for a friend who comes today with this person's card and buys."""
    name = f"Ami{till.count('customers')}"
    friend = till.friend(person.card, name, "")
    return [(one.side.value, one.value_cents) for one in till.buys(friend.referral.referee_id).vouchers]


def drawn(till: Till) -> dict[int, str]:
    """Everybody's half."""
    with till.db.read() as tx:
        return {row.customer_id: row.arm for row in tx.execute(text("SELECT customer_id, arm FROM draws"))}


def test_everybody_present_is_drawn_once_and_it_stays(till: Till) -> None:
    known, gone = people(till), till.customer("Parti", "Hier")
    with till.db.write(ANA) as tx:
        privacy.erase(tx, gone.id)
    made = compares(till)
    first = drawn(till)
    assert sorted(first) == [one.id for one in known]
    till.days_pass(30)
    assert drawn(till) == first
    with till.db.read() as tx:
        entry = next(journal.entries(tx, newest_first=True))
    assert (entry.subject, entry.details["drawn"]) == (made.id, len(known))


def test_the_lot_is_as_likely_for_either_half(till: Till) -> None:
    known = people(till, 64)
    found = []
    for _again in range(40):
        compares(till, Terms())
        compares(till)
        with till.db.read() as tx:
            newest = programmes.current(tx).id
            rows = tx.execute(text(f"SELECT arm FROM draws WHERE programme_id = {newest} ORDER BY customer_id"))
            found.append([row.arm for row in rows])
    others = sum(arm == "b" for arms in found for arm in arms)
    # 2 560 fair tosses: further from the middle than 6 standard deviations comes once in 500 million.
    assert abs(others - 20 * len(known)) < 6 * (len(known) * 40 / 4) ** 0.5
    assert len({tuple(arms) for arms in found}) == 40, "each time anew, for each by themselves"


def test_a_friend_earns_what_was_drawn_for_whoever_brought_them(till: Till) -> None:
    usual, other = people(till, 2)
    compares(till)
    give(till, usual, "a")
    give(till, other, "b")
    assert promised(till, usual) == (Fixed(500), Fixed(500))
    assert promised(till, other) == (Fixed(800), Fixed(300))
    assert earned(till, usual) == [("referrer", 500), ("referee", 500)]
    assert earned(till, other) == [("referrer", 800), ("referee", 300)]
    assert broken_rules(till) == []


def test_after_the_last_day_everybody_gets_the_usual_one(till: Till) -> None:
    [other] = people(till, 1)
    compares(till)
    give(till, other, "b")
    till.days_pass((UNTIL - date(2026, 11, 14)).days)
    assert promised(till, other) == (Fixed(800), Fixed(300)), "the last day still counts"
    late = till.friend(other.card, "Tard", "Venu")
    till.days_pass(1)
    assert promised(till, other) == (Fixed(500), Fixed(500))
    assert earned(till, other) == [("referrer", 500), ("referee", 500)]
    assert [one.value_cents for one in till.buys(late.referral.referee_id).vouchers] == [800, 300], "as was promised"
    with till.db.read() as tx:
        assert programmes.current(tx).terms == Terms(), "it is over, and no longer spoken of"


def test_who_comes_later_is_outside_and_gets_the_usual_one(till: Till) -> None:
    compares(till)
    later = till.customer()
    assert later.id not in drawn(till)
    assert promised(till, later) == (Fixed(500), Fixed(500))


def test_a_comparison_of_a_later_day_is_drawn_when_it_is_saved(till: Till) -> None:
    [known] = people(till, 1)
    compares(till, from_day=date(2026, 12, 1))
    between = till.customer("Entre", "Deux")
    give(till, known, "b")
    assert promised(till, known) == (Fixed(500), Fixed(500))
    till.days_pass(17)
    assert promised(till, known) == (Fixed(800), Fixed(300))
    assert promised(till, between) == (Fixed(500), Fixed(500))


def test_a_new_version_ends_it(till: Till) -> None:
    [other] = people(till, 1)
    compares(till)
    give(till, other, "b")
    waiting = till.friend(other.card, "Zoé", "Martin")
    compares(till, Terms(Fixed(600)))
    assert promised(till, other) == (Fixed(600), Fixed(500))
    assert [one.value_cents for one in till.buys(waiting.referral.referee_id).vouchers] == [800, 300]


def test_a_change_that_leaves_the_other_rewards_leaves_everybody_their_half(till: Till) -> None:
    known = people(till)
    compares(till)
    first = drawn(till)
    later = people(till, 30)
    with till.db.read() as tx:
        before = {one.id: programmes.for_referrer(tx, one.id).terms.referrer for one in known}
    made = compares(till, replace(BOTH, text_en="Not on sale goods.", lock_days=2))
    assert {one.id: promised(till, one)[0] for one in known} == before, "their cards are printed"
    with till.db.read() as tx:
        rows = tx.execute(text(f"SELECT customer_id, arm FROM draws WHERE programme_id = {made.id}"))
        arms = {row.customer_id: row.arm for row in rows}
    assert {number: arms.pop(number) for number in first} == first
    assert sorted(arms) == [one.id for one in later]
    assert set(arms.values()) == {"a", "b"}, "who came since is drawn like anybody"


def test_what_is_promised_to_the_other_half_ends_with_the_last_day(till: Till) -> None:
    usual, other = people(till, 2)
    compares(till)
    give(till, usual, "a")
    give(till, other, "b")
    with till.db.read() as tx:
        both = programmes.for_referrers(tx, [usual.id, other.id])
    assert (both[usual.id].terms.ends_on, both[other.id].terms.ends_on) == (None, UNTIL)
    with in_language("en"):
        assert "until 31 March 2027" in wording.terms(both[other.id])
        assert "until" not in wording.terms(both[usual.id])


def test_a_gift_of_the_other_half_restocked_is_there_for_those_who_came_before(till: Till) -> None:
    [other] = people(till, 1)
    jar = Gift("a jar", 350, 1)
    compares(till, replace(BOTH, variant=Variant(jar, Fixed(300), UNTIL)))
    give(till, other, "b")
    friends = [till.friend(other.card, name, "").referral.referee_id for name in ("Zoé", "Inès")]
    assert len(till.buys(friends[0]).gifts) == 1
    compares(till, replace(BOTH, variant=Variant(replace(jar, stock=2), Fixed(300), UNTIL)))
    assert len(till.buys(friends[1]).gifts) == 1


def test_the_other_rewards_are_no_version_of_their_own(till: Till) -> None:
    made = compares(till)
    with till.db.read() as tx:
        assert [one.terms for one in programmes.versions(tx)] == [Terms(), BOTH]
        assert programmes.current(tx) == made
        other = programmes.version(tx, made.id + 1)
    assert other == replace(made, id=made.id + 1, terms=Terms(Fixed(800), Fixed(300)))


def test_a_gift_of_the_other_half_is_kept_and_counted_like_any(till: Till) -> None:
    [other] = people(till, 1)
    compares(till, replace(BOTH, variant=Variant(Gift("a jar", 350, 1), Experience("a visit", 200), UNTIL)))
    give(till, other, "b")
    friend = till.friend(other.card, "Zoé", "Martin")
    assert till.buys(friend.referral.referee_id).vouchers == ()
    with till.db.read() as tx:
        assert [one.text for one in gifts.listed(tx)] == ["a visit", "a jar"]
        assert gifts.left(tx, Gift("a jar", 350, 1)) == 0
    assert broken_rules(till) == []


def test_registering_earns_what_was_drawn(till: Till) -> None:
    [other] = people(till, 1)
    compares(till, replace(BOTH, trigger=Trigger.REGISTRATION))
    give(till, other, "b")
    with till.db.write(ANA) as tx:
        done = counter.welcome(tx, other.card, NewCustomer("Zoé", "Martin"), None, buys_now=False)
    assert isinstance(done, Welcomed)
    assert [one.value_cents for one in done.granted.vouchers] == [800, 300]


@pytest.mark.parametrize(("own", "stays"), [("a", "a"), ("b", "b"), ("", "b")])
def test_of_two_records_made_one_the_kept_one_s_draw_stays(till: Till, own: str, stays: str) -> None:
    other = till.customer("Élodie", "Martin")
    kept = till.customer("Elodie", "Martin") if own else None
    compares(till)
    kept = kept or till.customer("Elodie", "Martin")
    give(till, other, "b")
    if own:
        give(till, kept, own)
    before = drawn(till)
    with till.db.write(ANA) as tx:
        merged = duplicates.merge(tx, kept.id, other.id)
    assert isinstance(merged, Merged)
    assert drawn(till)[kept.id] == stays
    with till.db.write(ANA) as tx:
        assert isinstance(duplicates.undo(tx, merged.id), Unmerged)
    assert drawn(till) == before


def test_an_erasure_takes_the_draw_and_a_dossier_tells_it(till: Till) -> None:
    gone, stays = people(till, 2)
    compares(till)
    give(till, gone, "b")
    with till.db.read() as tx:
        assert dossier.gather(tx, gone.id).sections["draws"] == ({"arm": "b"},)
    with till.db.write(ANA) as tx:
        privacy.erase(tx, gone.id)
    assert list(drawn(till)) == [stays.id]
