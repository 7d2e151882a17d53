"""People are added once and found again, whatever was typed."""

import random
from typing import Any

import pytest
from sqlalchemy import text

from parrainage_desktop.base.codes import CodeKind, grouped, new_code
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.writing import fold
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Ambiguous, Channel, Customer, NewCustomer
from tests.stores import ANA, Till

PHONE = "06 39 98 71 05"


def found(till: Till, query: str, limit: int = 50) -> list[Customer]:
    """Who is found for what was typed."""
    with till.db.read() as tx:
        return customers.find(tx, query, limit)


def resolved(till: Till, reference: str) -> Customer | Ambiguous | None:
    """Who is meant by a reference."""
    with till.db.read() as tx:
        return customers.resolve(tx, reference)


def test_a_new_customer_is_kept_tidy_with_a_card(till: Till) -> None:
    with till.db.write(ANA) as tx:
        new = NewCustomer(" Zoe\u0301 ", "Martin\x00", PHONE, "ZOE@Example.org", " Lyon ", "fr")
        zoe = customers.add(tx, new)
        assert customers.get(tx, zoe.id) == zoe
    assert (zoe.given_name, zoe.family_name, zoe.phone) == ("Zoé", "Martin", "+33639987105")
    assert (zoe.email, zoe.city, zoe.since.isoformat()) == ("zoe@example.org", "Lyon", "2026-11-14")
    with till.db.read() as tx:
        card = customers.card(tx, zoe.card)
    assert card is not None
    assert card.customer_id == zoe.id


def test_consents_are_kept_with_who_heard_them_and_when(till: Till) -> None:
    with till.db.write(ANA) as tx:
        consents = frozenset({Channel.EMAIL, Channel.POST})
        zoe = customers.add(tx, NewCustomer("Zoé", consents=consents))
        rows = tx.execute(text("SELECT channel, origin FROM consents WHERE customer_id = :id"), {"id": zoe.id}).all()
    assert sorted(tuple(row) for row in rows) == [("email", "Ana"), ("post", "Ana")]
    assert till.count("consents") == 2


def test_nobody_consents_by_being_added(till: Till) -> None:
    till.customer(phone=PHONE, email="zoe@example.org")
    assert till.count("consents") == 0


def test_the_journal_never_holds_a_name_or_a_contact(till: Till) -> None:
    till.customer("Élodie", "Quenneville", phone=PHONE, email="elodie@example.org", city="Vénissieux")
    till.friend(found(till, "elodie")[0].card, "Ghislain", "Ouimet", phone="06 39 98 12 34")
    written = (
        till.scalar("SELECT group_concat(details) FROM journal")
        if _on_sqlite(till)
        else till.scalar("SELECT string_agg(details, ',') FROM journal")
    )
    for secret in ("Élodie", "Quenneville", "elodie", "39987105", "Vénissieux", "Ghislain", "Ouimet", "39981234"):
        assert secret not in written


def _on_sqlite(till: Till) -> bool:
    return till.db.engine.dialect.name == "sqlite"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", {"given_name": "  "}),
        ("name", {"given_name": "x" * 121}),
        ("name", {"family_name": "x" * 121}),
        ("city", {"city": "x" * 121}),
        ("phone", {"phone": "12"}),
        ("email", {"email": "zoe@"}),
        ("language", {"language": "de"}),
    ],
)
def test_what_cannot_be_kept_names_its_field_and_writes_nothing(till: Till, field: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as error, till.db.write(ANA) as tx:
        customers.add(tx, NewCustomer(**({"given_name": "Zoé"} | wrong)))
    assert error.value.field == field
    assert (till.count("customers"), till.count("cards")) == (0, 0)


HOSTILE = [
    "<b>Jean</b>", "=HYPERLINK(1)", "'; DROP TABLE customers; --", "\u202egnp", "%", "_", "Robert\\", "é" * 120,
    "𝔷𝔬𝔢", "李小龍", "محمد", "Ωμέγα", "&amp;", '"quoted"', "O’Neill", "{name}", "%s", "NULL",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_kept_as_the_person_writes_it(till: Till, name: str) -> None:
    someone = till.customer(name, "Martin")
    assert someone.given_name == name.replace("\u202e", "")
    if fold(name):
        assert someone in found(till, name)


# Finding.


@pytest.fixture
def street(till: Till) -> dict[str, Customer]:
    """Some neighbours."""
    return {
        "karim": till.customer("Karim", "Haddad", phone=PHONE, email="karim@example.org", city="Lyon"),
        "elodie": till.customer("Élodie", "Lefèvre-Œuvrard", phone="06 39 98 12 34", city="Saint-Étienne"),
        "martin": till.customer("Zoé", "Martin"),
        "martine": till.customer("Martine", "Petit"),
        "belgian": till.customer("Lieve", "De Vos", phone="+32 470 12 34 56"),
    }


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("karim", "karim"),
        ("HADD", "karim"),
        ("haddad karim", "karim"),
        ("  kar   had ", "karim"),
        ("elodie", "elodie"),
        ("ÉLODIE", "elodie"),
        ("lefevre", "elodie"),
        ("oeuvrard", "elodie"),
        ("saint etienne", "elodie"),
        ("SAINT-ÉTIENNE lef", "elodie"),
        ("karim@example.org", "karim"),
        ("addad", "karim"),
        ("evre", "elodie"),
        ("de vos", "belgian"),
    ],
)
def test_people_are_found_by_any_part_of_their_words(
    till: Till, street: dict[str, Customer], typed: str, who: str
) -> None:
    assert found(till, typed) == [street[who]]


@pytest.mark.parametrize(
    "typed",
    [
        "0639987105", "06 39 98 71 05", "06.39.98.71.05", "06-39-98-71-05", "+33639987105", "+33 6 39 98 71 05",
        "0033639987105", "0033 6 39 98 71 05", "+33 (0)6 39 98 71 05", "06 39 98 7", "+33 6 39 98 71", "063998710",
        "06/39/98/71/05", "\u202f06\u00a039\u00a098\u00a071\u00a005", "(06) 39 98 71 05",
    ],
)  # fmt: skip
def test_a_phone_is_found_in_any_spelling(till: Till, street: dict[str, Customer], typed: str) -> None:
    assert found(till, typed) == [street["karim"]]


def test_a_phone_from_abroad_is_found_both_ways(till: Till, street: dict[str, Customer]) -> None:
    assert found(till, "+32 470 12 34 56") == found(till, "0470 12 34 56") == [street["belgian"]]


def test_a_card_finds_its_customer(till: Till, street: dict[str, Customer]) -> None:
    card = street["karim"].card
    for typed in (card, card.lower(), grouped(card), f" {grouped(card)} "):
        assert found(till, typed) == [street["karim"]]


def test_the_best_match_comes_first(till: Till, street: dict[str, Customer]) -> None:
    assert found(till, "martin") == [street["martin"], street["martine"]]
    assert found(till, "mart", 1)[0] in (street["martin"], street["martine"])


@pytest.mark.parametrize(
    "typed", ["", "   ", "-", "...", "---", "( )", "%", "_", "''", '"', "*", "\x00", "🙂", "+++", "//"]
)
def test_what_says_nothing_finds_nobody(till: Till, street: dict[str, Customer], typed: str) -> None:
    assert found(till, typed) == []


def test_thousands_of_random_scraps_find_exactly_whom_plain_python_finds(till: Till) -> None:
    chance = random.Random(20261114)
    syllables = [
        "ka",
        "rim",
        "zo",
        "é",
        "mar",
        "tin",
        "œ",
        "lé",
        "ç",
        "ha",
        "dd",
        "ÿ",
        "o’",
        "-",
        " ",
        "ß",
        "ian",
        "de ",
    ]

    def word() -> str:
        return "".join(chance.choices(syllables, k=chance.randint(2, 5))).strip(" -’") or "Zoé"

    with till.db.write(ANA) as tx:
        people = [
            customers.add(tx, NewCustomer(word(), word(), city=word(), phone=f"06 39 98 {n // 100:02} {n % 100:02}"))
            for n in range(150)
        ]
    keys = {person: customers.search_key(person).split() for person in people}
    alphabet = list("karimzoétlhdœßç06398 -.'\"*()%_&|!:\\\x00😀") + syllables
    with till.db.read() as tx:
        for _ in range(2_500):
            needle = "".join(chance.choices(alphabet, k=chance.randint(1, 6)))
            words = customers.needle(tx, needle)
            beginning = {p for p, key in keys.items() if all(any(k.startswith(w) for k in key) for w in words)}
            anywhere = {p for p, key in keys.items() if all(w in " ".join(key) for w in words)}
            expected = beginning or (anywhere if len("".join(words)) > 1 else set())
            assert set(customers.find(tx, needle, 1_000)) == (expected if any(words) else set()), needle


def test_no_text_at_all_breaks_the_search(till: Till) -> None:
    chance = random.Random(7)
    till.customer("Zoé", "Martin", phone=PHONE)
    with till.db.read() as tx:
        for _ in range(2_500):
            needle = "".join(
                chr(chance.choice([chance.randrange(1, 0x250), chance.randrange(1, 0xD800)])) for _ in range(8)
            )
            customers.find(tx, needle)
        customers.find(tx, "a" * 100_000)
        customers.find(tx, "a " * 10_000)
        customers.find(tx, "\ud800 lone")
        assert [person.given_name for person in customers.find(tx, "zoe")] == ["Zoé"]


# Referring to one person.


def test_one_person_is_meant_by_number_card_phone_or_address(till: Till, street: dict[str, Customer]) -> None:
    karim = street["karim"]
    for reference in (str(karim.id), karim.card, grouped(karim.card), PHONE, "+33639987105", "KARIM@example.org"):
        assert resolved(till, f" {reference} ") == karim


@pytest.mark.parametrize(
    "reference", ["999999", "PNXVVNTBCTFE", "06 39 98 00 00", "no@example.org", "Karim", "", "9" * 40]
)
def test_nobody_is_meant_by_a_reference_nobody_has(till: Till, street: dict[str, Customer], reference: str) -> None:
    assert resolved(till, reference) is None


def test_an_ambiguous_reference_names_the_candidates(till: Till) -> None:
    one, other = till.customer("Zoé", phone=PHONE), till.customer("Karim", phone=PHONE)
    answer = resolved(till, PHONE)
    assert isinstance(answer, Ambiguous)
    assert {c.id for c in answer.candidates} == {one.id, other.id}


def test_the_most_recently_active_come_first(till: Till) -> None:
    people = [till.customer(name) for name in ("Ada", "Bea", "Cleo")]
    till.days_pass(1)
    till.buys(people[0].id)
    with till.db.read() as tx:
        assert [c.given_name for c in customers.recent(tx, 0, 10)] == ["Ada", "Cleo", "Bea"]
        assert [c.given_name for c in customers.recent(tx, 1, 1)] == ["Cleo"]
        assert customers.count(tx) == 3
        assert customers.many(tx, [people[1].id, 999]) == {people[1].id: people[1]}
        assert customers.card(tx, new_code(CodeKind.CARD)) is None


def test_consent_is_given_per_channel_by_name() -> None:
    assert customers.consent_channels("email, post") == {Channel.EMAIL, Channel.POST}
    assert customers.consent_channels("") == frozenset()
    with pytest.raises(InvalidInput) as wrong:
        customers.consent_channels("email,fax")
    assert wrong.value.field == "consent"
