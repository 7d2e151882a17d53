"""A shop's own file comes in whole: every row accounted for, nobody twice, nothing overwritten, all of it undone."""

from datetime import date
from pathlib import Path

import pytest

from parrainage_desktop.base.database import METADATA
from parrainage_desktop.base.progress import Cancelled, Progress
from parrainage_desktop.base.table_files import open_source
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer, Gone, NewCustomer
from parrainage_desktop.imports import service, store
from parrainage_desktop.imports.rules import CannotUndo, Choice, Fate, Field, Obstacle, Style, Undone
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.programme.rewards import fixed
from parrainage_desktop.programme.rules import Terms, Variant
from tests.imports.files import bring, contents, counts, french_shop, previewed, undo, written, wrong
from tests.stores import ANA, Till, broken_rules

NAMES = ("Nom", "Prénom", "Portable", "Courriel", "Ville")


@pytest.mark.timeout(300)
def test_fifteen_thousand_rows_of_a_french_spreadsheet_are_all_accounted_for(
    file_till: Till, tmp_path: Path
) -> None:
    till = file_till
    path, doubles = french_shop(tmp_path / "clients.csv", 15_000)
    ahead = previewed(till, path)
    first = bring(till, path)
    assert counts(ahead) == counts(first) == (15_000, 15_000 - doubles, 0, doubles, 0)
    assert till.count("customers") == till.count("cards") == till.count("customer_words") == 15_000 - doubles
    assert counts(bring(till, path)) == (15_000, 0, 0, 15_000, 0)
    with till.db.read() as tx:
        found = customers.find(tx, "06 00 00 00 13")
        assert [one.given_name for one in found] == ["06 00 00 00 13"]
        assert found[0].known_before
    assert broken_rules(till) == []


def test_phone_only_and_mail_only_people_are_kept_and_named_when_their_name_comes(till: Till, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", NAMES, ("", "", "06 39 98 00 01", "", ""), ("", "", "", "zoe@orange.fr", ""))
    assert counts(bring(till, path)) == (2, 2, 0, 0, 0)
    better = written(tmp_path / "b.csv", NAMES, ("Haddad", "Karim", "0639980001", "", "Lyon"))
    assert counts(bring(till, better)) == (1, 0, 1, 0, 0)
    with till.db.read() as tx:
        assert [one.name for one in customers.find(tx, "haddad")] == ["Karim Haddad"]
        assert [one.name for one in customers.find(tx, "zoe")] == ["zoe@orange.fr"]


def test_a_file_fills_what_is_empty_and_replaces_nothing(till: Till, tmp_path: Path) -> None:
    person = till.customer("Karim", "Haddad", phone="06 39 98 00 01", city="Lyon")
    path = written(tmp_path / "a.csv", NAMES, ("Haddad", "K.", "0639980001", "karim@orange.fr", "Paris"))
    assert counts(bring(till, path)) == (1, 0, 1, 0, 0)
    with till.db.read() as tx:
        after = customers.get(tx, person.id)
    assert (after.given_name, after.email, after.city) == ("Karim", "karim@orange.fr", "Lyon")


def test_a_differing_value_replaces_the_store_s_only_when_the_shop_says_so(till: Till, tmp_path: Path) -> None:
    person = till.customer("Karim", "Haddad", phone="06 39 98 00 01", city="Lyon")
    path = written(tmp_path / "a.csv", NAMES, ("Haddad", "Karim", "0639980001", "", "Paris"))
    kept = bring(till, path)
    assert counts(kept) == (1, 0, 0, 1, 0)
    assert [line.detail for line in kept.lines[Fate.SKIPPED]] == [("city",)]
    report = bring(till, path, Choice(overwrite=True))
    assert counts(report) == (1, 0, 1, 0, 0)
    with till.db.read() as tx:
        assert customers.get(tx, person.id).city == "Paris"
        assert [one.id for one in customers.find(tx, "paris")] == [person.id]
    assert undo(till, report) == Undone(report.import_id or 0, 0, 1)
    with till.db.read() as tx:
        assert customers.get(tx, person.id).city == "Lyon"
        assert customers.find(tx, "paris") == []


def test_a_row_with_a_wrong_value_is_named_and_the_others_go_in(till: Till, tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv", NAMES, ("Petit", "Zoé", "12", "zoe@", "Lyon"), ("Roux", "Ana", "0639980001", "", "Lyon")
    )
    report = bring(till, path)
    assert counts(report) == (2, 1, 0, 0, 1)
    assert wrong(report) == [(2, "Courriel", "not_an_email", "zoe@"), (2, "Portable", "not_a_phone", "12")]


def test_notes_of_several_columns_are_measured_together(till: Till, tmp_path: Path) -> None:
    head = ("Prénom", "Portable", "Note", "Commentaire")
    path = written(
        tmp_path / "a.csv", head, ("Zoé", "0639980001", "a" * 1_500, "b" * 1_500),
        ("Ana", "0639980002", "a" * 1_000, "b" * 999),
    )  # fmt: skip
    report = bring(till, path)
    assert counts(report) == (2, 1, 0, 0, 1)
    assert [one[:3] for one in wrong(report)] == [(2, "Note", "too_long")]


def test_a_strict_import_writes_nothing_when_a_row_is_wrong(till: Till, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", NAMES, ("Petit", "Zoé", "12", "", ""), ("Roux", "Ana", "0639980001", "", ""))
    before = contents(till)
    report = bring(till, path, Choice(strict=True))
    assert report.import_id is None
    assert report.wrong == 1
    assert contents(till) == before
    assert till.count("imports") == 0


def test_what_names_one_person_by_phone_and_another_by_mail_is_left_to_people(till: Till, tmp_path: Path) -> None:
    till.customer("Karim", "Haddad", phone="0639980001")
    till.customer("Ana", "Roux", email="ana@orange.fr")
    path = written(tmp_path / "a.csv", NAMES, ("X", "Y", "0639980001", "ana@orange.fr", ""))
    assert wrong(bring(till, path)) == [(2, "Courriel", "two_people", "ana@orange.fr")]


LANDLINE = "04 70 11 22 33"
FAMILY = (
    ("Dupont", "Marie", LANDLINE, "", ""), ("Dupont", "Paul", LANDLINE, "paul@orange.fr", ""),
    ("Durand", "Julie", LANDLINE, "", ""), ("Dupont", "P.", LANDLINE, "", ""), ("DUPONT", "Julie", LANDLINE, "", ""),
)  # fmt: skip


def people(till: Till) -> set[tuple[str, str, str]]:
    """Everybody's names and e-mail."""
    with till.db.read() as tx:
        return {(one.given_name, one.family_name, one.email) for one in customers.find(tx, LANDLINE)}


def test_people_of_one_household_who_share_a_phone_stay_themselves(till: Till, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", NAMES, *FAMILY)
    ahead = previewed(till, path)
    first = bring(till, path)
    assert counts(ahead) == counts(first) == (5, 3, 0, 2, 0)
    home = {("Marie", "Dupont", ""), ("Paul", "Dupont", "paul@orange.fr"), ("Julie", "Durand", "")}
    assert people(till) == home
    assert counts(bring(till, path)) == (5, 0, 0, 5, 0)
    assert people(till) == home


@pytest.mark.parametrize("overwrite", [False, True])
def test_somebody_known_is_never_renamed_after_another_of_the_household(
    till: Till, tmp_path: Path, overwrite: bool
) -> None:
    till.customer("Marie", "Dupont", phone=LANDLINE)
    path = written(tmp_path / "a.csv", NAMES, FAMILY[1])
    assert counts(bring(till, path, Choice(overwrite=overwrite))) == (1, 1, 0, 0, 0)
    assert people(till) == {("Marie", "Dupont", ""), ("Paul", "Dupont", "paul@orange.fr")}


def test_a_household_stays_one_however_far_apart_its_rows_are(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "AT_ONCE", 2)
    more = (("Paul", "Dupont", LANDLINE, "", "Nice"), ("Durand", "Julie", LANDLINE, "julie@orange.fr", "Nice"))
    path = written(tmp_path / "a.csv", NAMES, *FAMILY, *more)
    assert counts(previewed(till, path)) == counts(bring(till, path))
    assert ("Julie", "Durand", "julie@orange.fr") in people(till)
    assert bring(till, path).added == 0


def test_names_the_wrong_way_round_are_nobody_new(till: Till, tmp_path: Path) -> None:
    till.customer("Marie", "Dupont", phone=LANDLINE)
    path = written(tmp_path / "a.csv", NAMES, ("Marie", "Dupont", LANDLINE, "", ""))
    assert counts(bring(till, path)) == (1, 0, 0, 1, 0)


def test_a_phone_alone_is_the_first_person_s_who_names_themselves(till: Till, tmp_path: Path) -> None:
    bring(till, written(tmp_path / "a.csv", NAMES, ("", "", LANDLINE, "", "")))
    assert counts(bring(till, written(tmp_path / "b.csv", NAMES, *FAMILY))) == (5, 2, 1, 2, 0)
    assert len(people(till)) == 3


def test_people_without_phone_and_mail_are_told_apart_by_name_and_place(till: Till, tmp_path: Path) -> None:
    head = ("Prénom", "Nom", "Code postal", "Ville")
    path = written(
        tmp_path / "a.csv", head, ("Élodie", "Martin", "69001", "Lyon"), ("ELODIE", "MARTIN", "69001", ""),
        ("Élodie", "Martin", "75011", "Paris"), ("Élodie", "Martin", "", "Paris"),
    )  # fmt: skip
    assert counts(bring(till, path)) == (4, 3, 0, 1, 0)
    assert counts(bring(till, path))[1] == 0


def test_somebody_merged_into_another_does_not_come_back(till: Till, tmp_path: Path) -> None:
    person = till.customer("Karim", "Haddad", phone="0639980001")
    with till.db.write(ANA) as tx:
        customers.mark_gone(tx, person.id, Gone.MERGED)
    path = written(tmp_path / "a.csv", NAMES, ("Haddad", "Karim", "0639980001", "", ""))
    assert counts(bring(till, path)) == (1, 0, 0, 1, 0)


def test_one_card_is_never_given_to_two_people(till: Till, tmp_path: Path) -> None:
    taken = till.customer("Karim", "Haddad").card
    head = ("Prénom", "Nom", "Carte", "Portable")
    path = written(
        tmp_path / "a.csv", head, ("Ana", "Roux", taken, "0639980002"), ("Zoé", "Petit", "P-CTX", "0639980003")
    )
    assert [one[2] for one in wrong(bring(till, path))] == ["card_taken", "not_a_card"]


def test_days_amounts_consents_tags_and_notes_come_along(till: Till, tmp_path: Path) -> None:
    head = ("Prénom", "Nom", "Portable", "Tél. fixe", "Client depuis", "Dernier achat", "Montant", "Étiquettes",
            "Accepte les e-mails", "Accepte les SMS", "Notes", "Langue")  # fmt: skip
    path = written(
        tmp_path / "a.csv", head,
        ("Karim", "Haddad", "0639980001", "04 72 00 00 01", "31/01/2020", "05/11/2026", "1 234,50 €", "vip, bio",
         "oui", "non", "Aime le bleu", "français"),
    )  # fmt: skip
    report = bring(till, path, None, **{"Dernier achat": (Field.LAST_PURCHASE_ON, Style.DAY_FIRST)})
    assert counts(report) == (1, 1, 0, 0, 0)
    with till.db.read() as tx:
        person = customers.find(tx, "haddad")[0]
        assert person.since == date(2020, 1, 31)
        assert customers.tags(tx, person.id) == ("bio", "vip")
        assert {note.text for note in customers.notes(tx, person.id)} == {"Aime le bleu", "Other phone: 04 72 00 00 01"}
        assert {one.value: said.granted for one, said in customers.consents(tx, person.id).items()} == {
            "email": True, "sms": False,
        }  # fmt: skip
    assert till.scalar("SELECT amount_cents FROM purchases") == 123_450
    assert till.scalar("SELECT origin FROM purchases") == "import"
    assert str(till.scalar("SELECT purchased_on FROM purchases")) == "2026-11-05"


SAYS = ("Prénom", "Courriel", "Accepte les e-mails", "Accepte les SMS")


def said(till: Till) -> dict[str, tuple[bool, str]]:
    """What the only customer said last, and where it was heard."""
    with till.db.read() as tx:
        (person,) = customers.find(tx, "zoe@orange.fr")
        return {one.value: (was.granted, was.origin) for one, was in customers.consents(tx, person.id).items()}


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_no_in_a_file_ends_a_yes_and_a_yes_never_ends_a_no(till: Till, tmp_path: Path, overwrite: bool) -> None:
    bring(till, written(tmp_path / "a.csv", SAYS, ("Zoé", "zoe@orange.fr", "oui", "non")))
    path = written(tmp_path / "b.csv", SAYS, ("Zoé", "zoe@orange.fr", "non", "oui"))
    report = bring(till, path, Choice(overwrite=overwrite))
    assert counts(report) == (1, 0, 1, 0, 0)
    assert report.lines[Fate.UPDATED][0].detail == ("consent_email",)
    assert said(till) == {"email": (False, f"import {report.import_id}"), "sms": (False, "import 1")}
    assert counts(bring(till, path)) == (1, 0, 0, 1, 0)
    assert undo(till, report) == Undone(report.import_id or 0, 0, 1)
    assert said(till)["email"] == (True, "import 1")


def test_a_no_further_down_the_same_file_counts(till: Till, tmp_path: Path) -> None:
    rows = (("Zoé", "zoe@orange.fr", "oui", ""), ("Zoé", "zoe@orange.fr", "non", ""), ("Zoé", "zoe@orange.fr", "1", ""))
    path = written(tmp_path / "a.csv", SAYS, *rows)
    ahead = previewed(till, path)
    assert counts(ahead) == counts(bring(till, path)) == (3, 1, 1, 1, 0)
    assert said(till) == {"email": (False, "import 1")}


def test_a_whole_import_can_be_undone_and_leaves_nothing(till: Till, tmp_path: Path) -> None:
    till.customer("Ana", "Roux", phone="0639980009")
    before = contents(till)
    head = (*NAMES, "Dernier achat", "Étiquettes", "Accepte les SMS", "Notes")
    path = written(
        tmp_path / "a.csv", head, ("Haddad", "Karim", "0639980001", "", "Lyon", "2026-11-01", "vip", "oui", "note"),
        ("Roux", "Ana", "0639980009", "ana@orange.fr", "Nice", "2026-11-02", "bio", "oui", "note"),
    )  # fmt: skip
    report = bring(till, path)
    assert counts(report) == (2, 1, 1, 0, 0)
    assert undo(till, report) == Undone(report.import_id or 0, 1, 1)
    assert contents(till) == before
    assert till.count("cards") == 1
    assert till.count("import_people") == 0
    assert undo(till, report) == CannotUndo(Obstacle.UNDONE)
    assert counts(bring(till, path)) == (2, 1, 1, 0, 0)
    assert broken_rules(till) == []


def test_what_was_changed_since_stays_changed_when_an_import_is_undone(till: Till, tmp_path: Path) -> None:
    person = till.customer("Ana", "Roux", phone="0639980009")
    report = bring(till, written(tmp_path / "a.csv", NAMES, ("Roux", "Ana", "0639980009", "ana@orange.fr", "Nice")))
    with till.db.write(ANA) as tx:
        now = customers.get(tx, person.id)
        customers.change(tx, person.id, NewCustomer(now.given_name, "Roux", now.phone, now.email, "Brest"))
    undo(till, report)
    with till.db.read() as tx:
        after = customers.get(tx, person.id)
    assert (after.city, after.email) == ("Brest", "")


def test_an_import_can_be_undone_though_somebody_it_changed_was_erased(till: Till, tmp_path: Path) -> None:
    gone, stays = till.customer("Ana", "Roux", phone="0639980009"), till.customer("Zoé", "Roy", phone="0639980008")
    rows = ("Roux", "Ana", "0639980009", "ana@orange.fr", "Nice"), ("Roy", "Zoé", "0639980008", "", "Nice")
    report = bring(till, written(tmp_path / "a.csv", NAMES, *rows))
    with till.db.write(ANA) as tx:
        privacy.erase(tx, gone.id)
    assert undo(till, report) == Undone(report.import_id or 0, 0, 1)
    with till.db.read() as tx:
        assert (customers.get(tx, gone.id).gone, customers.get(tx, stays.id).city) == (Gone.ERASED.value, "")
    assert till.count("import_people") == 0
    assert broken_rules(till) == []


def worked_on(till: Till, person: Customer, use: str) -> None:
    """What a shop does to a person of which no other table tells."""
    with till.db.write(ANA) as tx:
        if use == "tag":
            customers.tag(tx, person.id, "vip")
        elif use == "card":
            customers.replace_card(tx, person.id)
        else:
            customers.change(tx, person.id, NewCustomer("Karim", "Haddad-Roux", person.phone, "", "Lyon"))


USES = ("referral", "friend", "voucher", "answer", "purchase", "note", "tag", "card", "change")


@pytest.mark.parametrize("use", USES)
def test_an_import_stays_once_anybody_it_added_was_used(till: Till, tmp_path: Path, use: str) -> None:
    report = bring(till, written(tmp_path / "a.csv", NAMES, ("Haddad", "Karim", "0639980001", "", "Lyon")),
                   Choice(known_before=False))
    with till.db.read() as tx:
        person = customers.find(tx, "haddad")[0]
    till.days_pass(1)
    if use == "referral":
        till.friend(person.card)
    elif use == "friend":
        till.friend(till.customer("Ana", "Roux").card, "Karim", "Haddad", phone="0639980001")
    elif use == "voucher":
        till.issue(person)
    elif use == "answer":
        till.answers(9, person.id)
    elif use == "purchase":
        till.buys(person.id)
    elif use in ("tag", "card", "change"):
        worked_on(till, person, use)
    else:
        with till.db.write(ANA) as tx:
            customers.note(tx, person.id, "comes on Mondays")
    assert undo(till, report) == CannotUndo(Obstacle.USED, 1)


def test_who_was_only_drawn_for_a_comparison_leaves_again(till: Till, tmp_path: Path) -> None:
    stays = till.customer("Ana", "Roux")
    report = bring(till, written(tmp_path / "a.csv", NAMES, ("Haddad", "Karim", "0639980001", "", "Lyon")))
    till.scheme(Terms(variant=Variant(fixed(800), fixed(300), date(2027, 3, 31))))
    assert till.count("draws") == 2
    assert isinstance(undo(till, report), Undone)
    assert till.scalar("SELECT customer_id FROM draws") == stays.id


def test_the_undoing_knows_every_table_that_refers_to_a_person() -> None:
    own = {"cards", "customer_tags", "distinct_people", "draws"}
    known = {(table, column) for table, column, _unless in store._USES}
    for table in METADATA.tables.values():
        for key in table.foreign_keys:
            if key.column.table.name == "customers" and table.name not in own:
                assert (table.name, key.parent.name) in known, f"{table.name}.{key.parent.name}"


def test_a_stopped_import_leaves_no_trace(till: Till, tmp_path: Path) -> None:
    path, _doubles = french_shop(tmp_path / "clients.csv", 5_000)
    before = contents(till)
    survey = service.survey(open_source(path))
    steps: list[int] = []
    progress = Progress(lambda done, total, what: steps.append(done), lambda: len(steps) > 1)
    with pytest.raises(Cancelled), till.db.write(ANA) as tx:
        service.apply(tx, survey, Choice(), progress)
    assert steps
    assert contents(till) == before
    assert till.count("imports") == 0


def test_the_journal_tells_of_an_import_without_a_name(till: Till, tmp_path: Path) -> None:
    bring(till, written(tmp_path / "haddad.csv", NAMES, ("Haddad", "Karim", "0639980001", "", "Lyon")))
    told = str(till.scalar("SELECT details FROM journal WHERE action = 'import.done'"))
    assert '"added":1' in told
    assert "addad" not in told
    assert till.journal().ok
