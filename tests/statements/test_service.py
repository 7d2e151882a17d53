"""A statement per person and month: what is due, what was paid, what a return takes off."""

from datetime import date

import pytest

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.counter import deciding
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.duplicates import service as duplicates
from parrainage_desktop.duplicates.rules import Merged, Unmerged
from parrainage_desktop.programme.rewards import Nothing
from parrainage_desktop.programme.rules import RevenueShare, Terms
from parrainage_desktop.statements import service
from parrainage_desktop.statements.rules import NoPayment, Statement
from tests.stores import Till, broken_rules

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
SHARE = Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500))


def friend_of(till: Till, referrer: Customer, given: str = "Zoé") -> int:
    """Somebody a referrer brought."""
    return till.friend(referrer.card, given, "Lemaire").referral.referee_id


def found(till: Till) -> list[tuple[str, date, int, int, bool]]:
    """Every statement: whose, for when, the base, the due, whether it was paid."""
    with till.db.read() as tx:
        made = service.statements(tx)
    return [(one.holder, one.month, one.base_cents, one.due_cents, one.paid_on is not None) for one in made]


def pays(till: Till, referrer: Customer, month: date = NOVEMBER) -> Statement | NoPayment:
    """Somebody notes that a statement was paid."""
    with till.db.write(till.actor) as tx:
        return service.pay(tx, referrer.id, month)


def test_purchases_add_up_by_person_and_month(till: Till) -> None:
    till.scheme(SHARE)
    karim, lea = till.customer(), till.customer("Léa", "Petit")
    zoe, ines = friend_of(till, karim), friend_of(till, lea, "Inès")
    for friend, cents in ((zoe, 3_333), (ines, 1_000), (zoe, 3_333)):
        till.buys(friend, cents)
    till.days_pass(20)
    till.buys(zoe, 3_334)
    assert found(till) == [
        ("Karim Haddad", DECEMBER, 3_334, 500, False),
        ("Karim Haddad", NOVEMBER, 6_666, 1_000, False),
        ("Léa Petit", NOVEMBER, 1_000, 150, False),
    ]


def test_a_month_is_paid_once_it_is_over_and_once_only(till: Till) -> None:
    till.scheme(SHARE)
    karim = till.customer()
    till.buys(friend_of(till, karim), 10_000)
    assert pays(till, karim) is NoPayment.NOT_OVER
    till.days_pass(17)
    done = pays(till, karim)
    assert isinstance(done, Statement)
    assert (done.due_cents, done.paid_on, done.paid_by) == (1_500, DECEMBER, "Ana")
    assert pays(till, karim) is NoPayment.PAID
    assert pays(till, karim, date(2026, 10, 1)) is NoPayment.NOTHING
    with pytest.raises(InvalidInput), till.db.write(till.actor) as tx:
        service.pay(tx, karim.id, NOVEMBER, date(2026, 12, 2))


def test_a_payment_noted_by_mistake_is_taken_back(till: Till) -> None:
    till.scheme(SHARE)
    karim = till.customer()
    till.buys(friend_of(till, karim), 10_000)
    till.days_pass(17)
    pays(till, karim)
    with till.db.write(till.actor) as tx:
        assert isinstance(service.take_back(tx, karim.id, NOVEMBER), Statement)
        assert service.take_back(tx, karim.id, NOVEMBER) is NoPayment.NOT_PAID
    assert found(till) == [("Karim Haddad", NOVEMBER, 10_000, 1_500, False)]


def test_a_return_lowers_the_base_of_its_month(till: Till) -> None:
    till.scheme(SHARE)
    karim = till.customer()
    zoe = friend_of(till, karim)
    till.buys(zoe, 10_000)
    second = till.buys(zoe, 2_000)
    with till.db.write(till.actor) as tx:
        deciding.take_return(tx, second.purchase.id, "brought back")
    assert found(till) == [("Karim Haddad", NOVEMBER, 10_000, 1_500, False)]
    assert broken_rules(till) == []


def test_a_return_after_the_payment_is_taken_off_a_later_statement(till: Till) -> None:
    till.scheme(SHARE)
    karim = till.customer()
    zoe = friend_of(till, karim)
    till.buys(zoe, 10_000)
    second = till.buys(zoe, 2_000)
    till.days_pass(17)
    pays(till, karim)
    till.buys(zoe, 5_000)
    with till.db.write(till.actor) as tx:
        deciding.take_return(tx, second.purchase.id, "brought back")
    assert found(till) == [
        ("Karim Haddad", DECEMBER, 3_000, 450, False),
        ("Karim Haddad", NOVEMBER, 12_000, 1_800, True),
    ]
    assert broken_rules(till) == []


def test_a_referral_taken_back_takes_every_share_with_it(till: Till) -> None:
    till.scheme(SHARE)
    karim = till.customer()
    first = till.buys(friend_of(till, karim), 10_000)
    till.buys(first.purchase.customer_id, 2_000)
    assert first.rewarded is not None
    with till.db.write(till.actor) as tx:
        deciding.void(tx, first.rewarded.id, "a mistake")
    assert found(till) == [("Karim Haddad", NOVEMBER, 0, 0, False)]


def test_statements_follow_a_person_whose_records_become_one_and_go_back(till: Till) -> None:
    till.scheme(SHARE)
    karim, other = till.customer(), till.customer("K.", "Haddad")
    till.buys(friend_of(till, karim), 1_003)
    till.buys(friend_of(till, other, "Inès"), 1_003)
    till.days_pass(17)
    pays(till, other)
    before = found(till)
    with till.db.write(till.actor) as tx:
        merged = duplicates.merge(tx, karim.id, other.id)
    assert isinstance(merged, Merged)
    assert found(till) == [
        ("Karim Haddad", NOVEMBER, 1_003, 150, False), ("Karim Haddad", NOVEMBER, 1_003, 150, True)
    ]
    with till.db.write(till.actor) as tx:
        assert isinstance(duplicates.undo(tx, merged.id), Unmerged)
    assert found(till) == before
