"""Who is proposed as one person, how surely, and who never is."""

import pytest

from parrainage_desktop.base.progress import Cancelled, Progress
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.duplicates import finding, service
from parrainage_desktop.duplicates.likeness import CROWD, Look
from tests.duplicates.hands import found, merged, pairs
from tests.stores import Till


def two(till: Till, one: dict[str, str], other: dict[str, str]) -> tuple[Customer, Customer]:
    """Two people as typed."""
    defaults = {"given": "Élodie", "family": "Martin"}
    return till.customer(**defaults | one), till.customer(**defaults | other)


PHONE = {"phone": "06 39 98 71 05"}
HOUSE = {"street": "3 rue de la Paix", "postcode": "44000"}
SURE = [
    ({"phone": "06 39 98 71 05"}, {"phone": "+33 6 39 98 71 05"}, "phone"),
    ({"email": "e.martin@example.org"}, {"email": "E.Martin@Example.org"}, "email"),
    ({"phone": "06 39 98 71 05"}, {"given": "Paul", "family": "Roy", "phone": "06 39 98 71 05"}, "phone"),
]


@pytest.mark.parametrize(("one", "other", "why"), SURE)
def test_one_phone_or_one_email_is_a_sure_pair(
    till: Till, one: dict[str, str], other: dict[str, str], why: str
) -> None:
    first, second = two(till, one, other)
    assert found(till) == {(first.id, second.id): (True, (why,))}


POSSIBLE = [
    ({"city": "Nantes"}, {"given": "elodie", "family": "MARTIN", "city": "NANTES"}, ("town",)),
    ({"city": "Saint-Denis"}, {"given": "Elodie", "city": "saint denis"}, ("town",)),
    ({"city": "Nantes"}, {"given": "Élodi", "city": "Nantes"}, ("town",)),
    ({"postcode": "44000"}, {"given": "Elodie", "postcode": "44000", "city": "Nantes"}, ("town",)),
    ({"phone": "06 39 98 71 05"}, {"given": "Elodie", "phone": "06 39 98 71 06"}, ("phone_stem",)),
    (
        HOUSE,
        {"given": "Eloïse", "street": "3, Rue de la Paix", "postcode": "44000"},
        ("household", "town"),
    ),
    (
        {"street": "3 rue de la Paix", "city": "Nantes"},
        {"given": "Elodie", "street": "3 RUE DE LA PAIX", "city": "nantes"},
        ("household", "town"),
    ),
    ({"city": "Nantes"}, {"given": "Martin", "family": "Élodie", "city": "Nantes"}, ("town",)),
]


@pytest.mark.parametrize(("one", "other", "why"), POSSIBLE)
def test_a_like_name_and_something_shared_is_a_possible_pair(
    till: Till, one: dict[str, str], other: dict[str, str], why: tuple[str, ...]
) -> None:
    first, second = two(till, one, other)
    proposed = found(till)
    assert list(proposed) == [(first.id, second.id)]
    sure, reasons = proposed[first.id, second.id]
    assert not sure
    assert set(reasons) <= set(why)


def test_whichever_name_was_typed_first(till: Till) -> None:
    first = till.customer("Élodie", "Martin", phone="06 39 98 71 05", city="Nantes")
    second = till.customer("Martin", "Elodie", phone="06 39 98 71 06", city="Nantes")
    assert list(found(till)) == [(first.id, second.id)]


NONE = [
    ({}, {}),
    ({"city": "Nantes"}, {"city": "Rezé"}),
    ({"city": "Nantes"}, {"given": "Paul", "city": "Nantes"}),
    ({"phone": "06 39 98 71 05"}, {"given": "Paul", "family": "Roy", "phone": "06 39 98 71 06"}),
    (HOUSE, HOUSE | {"given": "Marc"}),
    (
        {"city": "Nantes", "phone": "06 39 98 71 05", "email": "a@example.org"},
        {"city": "Nantes", "phone": "06 12 98 71 06", "email": "b@example.org"},
    ),
]


@pytest.mark.parametrize(("one", "other"), NONE)
def test_namesakes_and_neighbours_are_left_in_peace(till: Till, one: dict[str, str], other: dict[str, str]) -> None:
    two(till, one, other)
    assert found(till) == {}


def test_a_pair_told_apart_is_never_proposed_again(till: Till) -> None:
    one, other = two(till, PHONE, PHONE)
    with till.db.write(till.actor) as tx:
        assert service.tell_apart(tx, other.id, one.id)
    assert found(till) == {}
    third = till.customer("Élodie", "Martin", phone="06 39 98 71 05")
    assert list(found(till)) == [(one.id, third.id), (other.id, third.id)]


def test_a_merged_record_is_no_longer_proposed(till: Till) -> None:
    one, other = two(till, PHONE, PHONE)
    merged(till, one, other)
    assert found(till) == {}


def test_sure_pairs_come_first_and_those_of_one_name_before_families(till: Till) -> None:
    town = two(till, {"city": "Nantes"}, {"city": "Nantes"})
    roy, petit = {"family": "Roy"} | PHONE, {"family": "Petit", "phone": "06 39 98 71 99"}
    family = two(till, roy | {"given": "Luc"}, roy | {"given": "Zoé"})
    twice = two(till, petit | {"given": "Inès"}, petit | {"given": "Ines"})
    assert [pair.ids for pair in pairs(till).pairs] == [tuple(one.id for one in both) for both in (twice, family, town)]


def test_more_pairs_than_one_can_look_at_are_said_to_be_more(till: Till) -> None:
    for _ in range(4):
        till.customer("Élodie", "Martin", phone="06 39 98 71 05")
    assert len(pairs(till).pairs) == 6
    some = pairs(till, most=5)
    assert (len(some.pairs), some.more) == (5, True)


def test_a_phone_that_a_crowd_shares_is_nobodys_own(till: Till) -> None:
    with till.db.write(till.actor) as tx:
        for number in range(CROWD + 1):
            tx.connection.exec_driver_sql(
                "INSERT INTO customers (given_name, family_name, phone, email, city, language, card, since, active_at,"
                f" search_key) VALUES ('{'abcdefghijklmnopqrstuvwxyz'[number] * 5}', '', '+33600000000', '', '', 'fr',"
                f" 'P{number:011}', '2026-01-01', '2026-01-01T00:00:00.000000Z', '')"
            )
    one, other = two(till, {"phone": "06 00 00 00 00"}, {"phone": "0600000000"})
    assert list(found(till)) == [(one.id, other.id)]


def test_one_phone_is_seen_among_many_that_are_near_it(till: Till) -> None:
    for number in range(CROWD + 4):
        till.customer(f"Given{number}", "xyz"[number % 3] * 9, phone=f"06 39 98 71 {number + 10}")
    one, other = till.customer("Zoé", "Martin", phone="06 39 98 71 99"), till.customer("Luc", "Roy", phone="0639987199")
    assert found(till)[one.id, other.id] == (True, ("phone",))


def test_a_search_can_be_stopped(till: Till) -> None:
    two(till, PHONE, PHONE)
    with pytest.raises(Cancelled):
        finding.find(till.db.read, Progress(stop=lambda: True))


def test_a_search_says_how_far_it_is(till: Till) -> None:
    two(till, PHONE, PHONE)
    steps: list[tuple[int, int]] = []
    finding.find(till.db.read, Progress(lambda done, total, _what: steps.append((done, total))))
    assert steps[0] == (0, len(Look))
    assert steps[-1] == (len(Look), len(Look))
    assert steps == sorted(steps)


def test_hostile_names_are_compared_like_any_other(till: Till) -> None:
    name = "'; DROP TABLE customers; --"
    one, other = two(till, {"given": name} | PHONE, {"given": name.lower()} | PHONE)
    assert list(found(till)) == [(one.id, other.id)]
    assert till.count("customers") == 2
