"""Two records again: everything is as it was, but for what came after the merge."""

from datetime import date

import pytest
from sqlalchemy import text

from parrainage_desktop.counter import deciding
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Card, CardState, Gone, NewCustomer
from parrainage_desktop.duplicates import service
from parrainage_desktop.duplicates.rules import NoUndo
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.programme.rules import Budget, Terms
from parrainage_desktop.referrals.rules import Hindrance, ReferralState
from parrainage_desktop.surveys import service as surveys
from tests.duplicates.hands import everything, merged, person, referral, try_undo, undone
from tests.duplicates.test_merging import rich, twice_brought
from tests.stores import Till, broken_rules


@pytest.mark.parametrize("taken", [(), ("given_name", "phone", "city", "language")])
def test_an_undone_merge_leaves_every_row_as_it_was(till: Till, taken: tuple[str, ...]) -> None:
    kept = till.customer("Elodie", "Martin", city="Nantes")
    till.days_pass(1)
    other = rich(till, phone="06 39 98 71 05", city="Rezé")
    before = everything(till)
    merge = merged(till, kept, other, taken)
    assert everything(till) != before
    parted = undone(till, merge)
    assert everything(till) == before
    assert (parted.fields, parted.referrals) == ((), ())
    assert broken_rules(till) == []


def test_referrals_that_were_settled_count_again(till: Till) -> None:
    one, other, first, second = twice_brought(till)
    till.buys(other.id)
    before = everything(till)
    undone(till, merged(till, one, other))
    assert everything(till) == before
    assert referral(till, second).state is ReferralState.REWARDED
    assert referral(till, first).state is ReferralState.CLAIMED


def test_the_other_is_found_again_and_the_kept_one_by_its_own_words(till: Till) -> None:
    kept = till.customer("Elodie", "Martin", phone="06 39 98 71 05")
    other = till.customer("Élise", "Martin", phone="06 39 98 71 06")
    undone(till, merged(till, kept, other, {"given_name", "phone"}))
    with till.db.read() as tx:
        assert [one.id for one in customers.find(tx, "elise")] == [other.id]
        assert [one.id for one in customers.find(tx, "06 39 98 71 05")] == [kept.id]
        assert [one.id for one in customers.find(tx, "06 39 98 71 06")] == [other.id]


def test_what_came_after_the_merge_stays_with_the_kept_person(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin"), till.customer("Élodie", "Martin")
    old = till.issue(other, 500)
    merge = merged(till, kept, other)
    till.days_pass(1)
    new, purchase = till.issue(kept, 300), till.buys(kept.id).purchase
    undone(till, merge)
    assert till.voucher(old).holder_id == other.id
    assert till.voucher(new).holder_id == kept.id
    assert till.scalar(f"SELECT customer_id FROM purchases WHERE id = {purchase.id}") == kept.id


def test_a_field_changed_since_stays_and_is_said(till: Till) -> None:
    kept = till.customer("Elodie", "Martin", city="Nantes")
    other = till.customer("Élodie", "Martin", city="Rezé")
    merge = merged(till, kept, other, {"given_name", "city"})
    with till.db.write(till.actor) as tx:
        customers.change(tx, kept.id, NewCustomer("Élodie", "Martin", city="Vertou"))
    assert undone(till, merge).fields == ("city",)
    now = person(till, kept)
    assert (now.given_name, now.city) == ("Elodie", "Vertou")


def test_a_referral_that_went_on_since_stays_as_it_is_and_is_said(till: Till) -> None:
    one, other, first, second = twice_brought(till)
    merge = merged(till, one, other)
    with till.db.write(till.actor) as tx:
        tx.execute(text("UPDATE referrals SET reason = 'looked at' WHERE id = :id"), {"id": second})
    assert undone(till, merge).referrals == (second,)
    assert referral(till, second).state is ReferralState.REJECTED
    assert referral(till, first).state is ReferralState.CLAIMED
    assert broken_rules(till) == []


def test_a_voucher_used_since_goes_back_used(till: Till) -> None:
    kept, other = till.customer("Elodie", "Martin"), till.customer("Élodie", "Martin")
    voucher = till.issue(other, 500)
    till.days_pass(1)
    merge = merged(till, kept, other)
    till.redeem(voucher.code)
    undone(till, merge)
    now = till.voucher(voucher)
    assert (now.holder_id, now.balance_cents) == (other.id, 0)
    assert broken_rules(till) == []


def test_no_merge_is_undone_twice(till: Till) -> None:
    merge = merged(till, till.customer(), till.customer())
    undone(till, merge)
    assert try_undo(till, merge.id) is NoUndo.UNDONE


def test_an_unknown_merge_is_not_undone(till: Till) -> None:
    assert try_undo(till, 7) is NoUndo.UNKNOWN


def test_merges_into_one_person_are_undone_newest_first(till: Till) -> None:
    kept, one, other = till.customer(), till.customer(), till.customer()
    before = everything(till)
    first, second = merged(till, kept, one), merged(till, kept, other)
    assert try_undo(till, first.id) is NoUndo.LATER
    undone(till, second)
    undone(till, first)
    assert everything(till) == before


def test_a_merge_under_another_waits_for_it(till: Till) -> None:
    bottom, middle, top = till.customer("A"), till.customer("B"), till.customer("C")
    before = everything(till)
    first = merged(till, middle, bottom)
    second = merged(till, top, middle)
    assert try_undo(till, first.id) is NoUndo.GONE
    with till.db.read() as tx:
        assert service.merged_into(tx, top.id) == [middle.id, bottom.id]
        assert customers.card(tx, bottom.card) == Card(bottom.card, top.id, CardState.ACTIVE)
    undone(till, second)
    undone(till, first)
    assert everything(till) == before


def test_a_person_who_was_forgotten_does_not_come_back(till: Till) -> None:
    kept, other = till.customer(), till.customer()
    merge = merged(till, kept, other)
    with till.db.write(till.actor) as tx:
        service.forget(tx, kept.id)
    assert try_undo(till, merge.id) is NoUndo.FORGOTTEN
    with till.db.write(till.actor) as tx:
        customers.mark_gone(tx, kept.id, Gone.ERASED)
    assert try_undo(till, merge.id) is NoUndo.GONE
    with till.db.read() as tx:
        assert service.merges(tx) == []


def test_only_merges_that_stand_are_listed_newest_first(till: Till) -> None:
    kept = till.customer()
    first, second, third = (merged(till, kept, till.customer()) for _ in range(3))
    undone(till, third)
    with till.db.read() as tx:
        assert [one.id for one in service.merges(tx)] == [second.id, first.id]


def test_a_day_of_asking_comes_back(till: Till) -> None:
    kept, other = till.customer(), till.customer()
    with till.db.write(till.actor) as tx:
        surveys.ask(tx, other.id)
    before = everything(till)
    merge = merged(till, kept, other)
    assert till.scalar(f"SELECT count(*) FROM asks WHERE customer_id = {kept.id}") == 1
    undone(till, merge)
    assert everything(till) == before


@pytest.mark.parametrize("parted_before", [False, True])
def test_an_erased_person_s_merge_is_refused_like_any_other(till: Till, *, parted_before: bool) -> None:
    kept, other = till.customer(), till.customer()
    merge = merged(till, kept, other)
    if parted_before:
        undone(till, merge)
    with till.db.write(till.actor) as tx:
        privacy.erase(tx, kept.id)
    assert till.scalar("SELECT before || moved FROM merges") == ""
    assert try_undo(till, merge.id) is (NoUndo.UNDONE if parted_before else NoUndo.GONE)
    with till.db.read() as tx:
        assert service.merges(tx) == []


def test_a_referral_closed_by_a_purchase_that_stayed_with_the_other_record_waits_again_when_it_is_returned(
    till: Till,
) -> None:
    till.scheme(Terms(budget=Budget(0, date(2026, 11, 1))))
    friend = till.friend(till.customer("Odile", "Marchand").card, "Zoé", "Martin").referral
    kept = till.customer("Zoé", "Martin-Petit")
    with till.db.read() as tx:
        zoe = customers.get(tx, friend.referee_id)
    merge = merged(till, kept, zoe)
    bought = till.buys(kept.id, 3_000)
    assert bought.hindrance is Hindrance.BUDGET_SPENT
    undone(till, merge)
    with till.db.write(till.actor) as tx:
        deciding.take_return(tx, bought.purchase.id, "noted by mistake")
    assert referral(till, friend.id).state is ReferralState.CLAIMED
