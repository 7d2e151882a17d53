"""What a shop keeps of a person changes without losing what was: contacts, agreements, notes, cards, being gone."""

from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import text

from parrainage_desktop.base import health, journal
from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import CardState, Channel, Customer, Gone, NewCustomer
from tests.stores import ANA, LUC, Till

PHONE = "06 39 98 71 05"


def found(till: Till, query: str) -> list[str]:
    """The names of whoever is found."""
    with till.db.read() as tx:
        return [person.name for person in customers.find(tx, query)]


def now(till: Till, customer: Customer) -> Customer:
    """A person as the store has them now."""
    with till.db.read() as tx:
        return customers.get(tx, customer.id)


def changes(till: Till, customer: Customer) -> list[tuple[str, dict[str, Any]]]:
    """What the journal says was changed about a person."""
    with till.db.read() as tx:
        return [(entry.action, dict(entry.details)) for entry in journal.changes_of(tx, customer.id, 50)]


def change(till: Till, customer: Customer, **values: Any) -> Customer:
    """Change some fields of a person, the others as they are."""
    kept = {field: getattr(customer, field) for field in customers.CHANGEABLE}
    with till.db.write(ANA) as tx:
        return customers.change(tx, customer.id, NewCustomer(**{**kept, **values}))


def go(till: Till, customer: Customer, why: Gone = Gone.MERGED) -> None:
    """Let a person be gone."""
    with till.db.write(ANA) as tx:
        customers.mark_gone(tx, customer.id, why)


# Changing.


def test_a_changed_person_is_found_by_the_new_words_only(till: Till) -> None:
    zoe = till.customer("Zoé", "Martin", phone=PHONE, city="Lyon")
    address = {"street": "3 rue des Lilas", "postcode": "69003"}
    changed = change(till, zoe, family_name="Lefèvre", phone="06 39 98 12 34", **address)
    assert now(till, zoe) == changed
    assert (changed.phone, changed.street, changed.card) == ("+33639981234", "3 rue des Lilas", zoe.card)
    assert found(till, "martin") == found(till, PHONE) == []
    assert found(till, "lefevre") == found(till, "0639981234") == found(till, "69003") == ["Zoé Lefèvre"]


def test_the_journal_names_the_changed_fields_and_never_what_they_hold(till: Till) -> None:
    zoe = till.customer("Zoé", "Martin", phone=PHONE)
    change(till, zoe, family_name="Lefèvre", city="Vénissieux")
    assert changes(till, zoe) == [("customer.changed", {"fields": "family_name,city"})]


def test_a_change_that_changes_nothing_writes_nothing(till: Till) -> None:
    zoe = till.customer("Zoé", "Martin", phone=PHONE)
    change(till, zoe, phone="+33 6 39 98 71 05")
    assert changes(till, zoe) == []


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("name", {"given_name": " "}), ("phone", {"phone": "12"}), ("email", {"email": "zoe@"}),
     ("city", {"city": "x" * 121}), ("street", {"street": "x" * 10_000}), ("postcode", {"postcode": "x" * 17})],
)  # fmt: skip
def test_a_wrong_change_names_its_field_and_changes_nothing(till: Till, field: str, wrong: dict[str, str]) -> None:
    zoe = till.customer("Zoé", "Martin")
    with pytest.raises(InvalidInput) as error:
        change(till, zoe, **wrong)
    assert error.value.field == field
    assert now(till, zoe) == zoe


# Agreeing.


def test_the_newest_word_on_a_channel_counts_and_the_older_ones_stay(till: Till) -> None:
    zoe = till.customer("Zoé", consents=frozenset({Channel.EMAIL}))
    till.days_pass(3)
    with till.db.write(LUC) as tx:
        customers.set_consent(tx, zoe.id, Channel.EMAIL, False)
        customers.set_consent(tx, zoe.id, Channel.SMS, True, "by phone")
        for _twice in range(2):
            customers.set_consent(tx, zoe.id, Channel.POST, False)
        said = customers.consents(tx, zoe.id)
    assert {channel.value: (one.granted, one.origin, one.on.day) for channel, one in said.items()} == {
        "email": (False, "Luc", 17), "sms": (True, "by phone", 17), "post": (False, "Luc", 17),
    }  # fmt: skip
    assert till.count("consents") == 4
    assert [action for action, _details in changes(till, zoe)] == ["customer.consent"] * 3


# Tags and notes.


def test_a_person_is_filed_once_under_a_word(till: Till) -> None:
    zoe = till.customer("Zoé")
    with till.db.write(ANA) as tx:
        kept = [customers.tag(tx, zoe.id, word) for word in (" Thé  vert ", "Thé vert", "Apéro")]
        assert kept == ["Thé vert", "Thé vert", "Apéro"]
        assert customers.tags(tx, zoe.id) == ("Apéro", "Thé vert")
        customers.untag(tx, zoe.id, "Apéro")
        customers.untag(tx, zoe.id, "Apéro")
        assert customers.tags(tx, zoe.id) == ("Thé vert",)
    written = str(changes(till, zoe))
    assert (written.count("tagged"), "vert" in written) == (3, False)


def test_notes_are_kept_newest_first_and_stay_out_of_the_journal(till: Till) -> None:
    zoe = till.customer("Zoé")
    with till.db.write(ANA) as tx:
        customers.note(tx, zoe.id, "Vient le samedi")
    with till.db.write(LUC) as tx:
        customers.note(tx, zoe.id, "Allergique\naux noix")
        notes = customers.notes(tx, zoe.id)
    assert [(note.text, note.staff) for note in notes] == [("Allergique\naux noix", "Luc"), ("Vient le samedi", "Ana")]
    assert "noix" not in str(changes(till, zoe))


@pytest.mark.parametrize("wrong", ["", " \x00 ", "x" * 10_000])
def test_an_empty_or_endless_tag_or_note_is_wrong_input(till: Till, wrong: str) -> None:
    zoe = till.customer("Zoé")
    for act in (customers.tag, customers.note):
        with till.db.write(ANA) as tx, pytest.raises(InvalidInput):
            act(tx, zoe.id, wrong)


# A lost card.


def test_a_lost_card_is_replaced_and_its_history_kept(till: Till) -> None:
    zoe = till.customer("Zoé", "Martin")
    with till.db.write(ANA) as tx:
        anew = customers.replace_card(tx, zoe.id)
    assert anew.card != zoe.card
    assert now(till, zoe) == anew
    with till.db.read() as tx:
        old, new = customers.card(tx, zoe.card), customers.card(tx, anew.card)
        assert customers.resolve(tx, grouped(zoe.card)) == customers.resolve(tx, grouped(anew.card)) == anew
    assert old is not None
    assert new is not None
    assert (old.state, new.state) == (CardState.REPLACED, CardState.ACTIVE)
    assert found(till, anew.card) == ["Zoé Martin"]
    assert changes(till, zoe) == [("customer.card_replaced", {"old": zoe.card[-4:], "new": anew.card[-4:]})]


# Being gone.


def test_nobody_meets_who_is_gone(till: Till) -> None:
    zoe = till.customer("Zoé", "Martin", phone=PHONE, email="zoe@example.org")
    karim = till.customer("Karim", "Martin")
    go(till, zoe)
    assert found(till, "martin") == ["Karim Martin"]
    assert found(till, "artin") == ["Karim Martin"]
    assert found(till, PHONE) == found(till, zoe.card) == []
    with till.db.read() as tx:
        assert customers.count(tx) == 1
        assert customers.recent(tx, 0, 10) == [karim]
        assert customers.known(tx, zoe.phone, zoe.email) is None
        for reference in (str(zoe.id), PHONE, "zoe@example.org", zoe.card):
            assert customers.resolve(tx, reference) is None
        assert customers.get(tx, zoe.id).gone == "merged"
        assert health.unsearchable(tx) == 0


def test_who_comes_back_is_found_as_before(till: Till) -> None:
    zoe = till.customer("Zoé", "Martin", phone=PHONE)
    go(till, zoe)
    with till.db.write(ANA) as tx:
        customers.come_back(tx, zoe.id)
        assert customers.count(tx) == 1
        assert health.unsearchable(tx) == 0
    assert found(till, "martin") == found(till, PHONE) == ["Zoé Martin"]


def test_changing_who_is_gone_brings_nobody_back(till: Till) -> None:
    zoe = till.customer("Zoé", "Martin")
    go(till, zoe, Gone.ERASED)
    change(till, now(till, zoe), given_name="4711", family_name="")
    assert found(till, "4711") == found(till, "martin") == []
    with till.db.read() as tx:
        assert health.unsearchable(tx) == 0


def test_the_words_of_who_is_gone_leave_the_index(file_till: Till) -> None:
    zoe = file_till.customer("Zoé", "Quenneville")
    go(file_till, zoe)
    words = "SELECT count(*) FROM customer_words WHERE customer_words MATCH 'quenneville'"
    assert file_till.scalar(words) == 0


# To call.


def test_a_detractor_waits_for_a_call_since_the_first_answer_that_asked_for_it(till: Till) -> None:
    zoe = till.customer("Zoé")
    for score in (10, 7, 6, 0):
        till.answers(score, zoe.id)
        till.days_pass(1)
    since = now(till, zoe).call_since
    assert since is not None
    assert since.isoformat() == "2026-11-16"
    with till.db.write(ANA) as tx:
        customers.called(tx, zoe.id)
        customers.called(tx, zoe.id)
    assert now(till, zoe).call_since is None
    assert [action for action, _details in changes(till, zoe)] == ["customer.called"]


def test_an_answer_undone_asks_for_no_call_unless_another_does(till: Till) -> None:
    zoe = till.customer("Zoé")
    till.answers(3, zoe.id)
    till.answers(4, zoe.id)
    newest, oldest = (entry.id for entry in till.today().entries)
    till.undo(newest)
    assert now(till, zoe).call_since is not None
    till.undo(oldest)
    assert now(till, zoe).call_since is None


def test_the_moments_of_changes_are_told_newest_first_by_an_index(file_till: Till) -> None:
    zoe = file_till.customer("Zoé")
    for city in ("Lyon", "Paris", "Nantes"):
        change(file_till, zoe, city=city)
        file_till.days_pass(1)
    with file_till.db.read() as tx:
        entries = journal.changes_of(tx, zoe.id, 50)
        plan = tx.execute(text(
            "EXPLAIN QUERY PLAN SELECT * FROM journal WHERE subject = 1 AND action LIKE 'customer.%'"
            " AND action <> 'customer.added' ORDER BY id DESC LIMIT 50"
        )).all()  # fmt: skip
    assert all(newer.at > older.at for newer, older in pairwise(entries))
    assert "ix_journal_changes_of_people" in str(plan)
