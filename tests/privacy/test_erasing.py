"""An erased person is gone from everywhere; money, counts, dates and the journal stay."""

import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from parrainage_desktop.base.database import METADATA, Database
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Gone
from parrainage_desktop.duplicates.store import MERGES
from parrainage_desktop.privacy import record, service, store, watch
from parrainage_desktop.privacy.rules import AlreadyErased, Choice, Erased, fingerprint
from parrainage_desktop.programme.rewards import Gift, Nothing
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import ClaimRefused, ReferralReason
from parrainage_desktop.shell import demo
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.rules import Excluded
from parrainage_desktop.vouchers.rules import Reason, Redemption, Refused
from tests.privacy.shop import known
from tests.stores import Till, broken_rules

TOTALS = (
    "SELECT count(*) FROM customers", "SELECT count(*) FROM purchases", "SELECT sum(amount_cents) FROM purchases",
    "SELECT count(*) FROM vouchers", "SELECT sum(value_cents) FROM vouchers", "SELECT sum(balance_cents) FROM vouchers",
    "SELECT count(*) FROM answers", "SELECT sum(score) FROM answers", "SELECT count(*) FROM referrals",
    "SELECT count(*) FROM referrals WHERE state = 'rewarded'", "SELECT count(*) FROM referral_checks",
    "SELECT count(*) FROM redemptions", "SELECT sum(cents) FROM redemptions", "SELECT count(*) FROM cards",
    "SELECT count(*) FROM asks", "SELECT max(since) FROM customers", "SELECT max(issued_on) FROM vouchers",
)  # fmt: skip


def erase(till: Till, customer_id: int, choice: Choice = Choice.KEEP) -> Erased:
    """Erase somebody who is there."""
    with till.db.write(till.actor) as tx:
        erased = service.erase(tx, customer_id, choice)
    assert isinstance(erased, Erased)
    return erased


def totals(till: Till) -> list[object]:
    """What an erasure must not change."""
    return [till.scalar(query) for query in TOTALS]


def traces(folder: Path, words: Iterable[str]) -> list[str]:
    """Which words any file of a folder holds, in UTF-8 or UTF-16, and where."""
    found = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        bytes_ = path.read_bytes()
        found += [
            f"{path.name}: {word}" for word in words if word.encode() in bytes_ or word.encode("utf-16-le") in bytes_
        ]
    return found


def test_somebody_erased_is_a_label_without_contacts(till: Till) -> None:
    one = known(till)
    before = totals(till)
    erased = erase(till, one.person.id)
    with till.db.read() as tx:
        person = customers.get(tx, one.person.id)
        found = [customers.find(tx, word, 10) for word in (one.person.given_name, one.person.email, one.person.card)]
        holder = referrals.of_person(tx, one.person.id)[0].referrer
    label = erased.label.removeprefix("×")
    assert person.name == holder == f"Erased customer {label}"
    assert (person.phone, person.email, person.street, person.postcode, person.city) == ("",) * 5
    assert found == [[], [], []]
    assert totals(till) == before
    assert broken_rules(till) == []


def test_the_label_is_the_same_in_every_language(till: Till) -> None:
    erased = erase(till, till.customer().id)
    assert till.scalar("SELECT given_name FROM customers") == erased.label
    with till.db.read() as tx, in_language("fr"):
        assert customers.get(tx, erased.customer_id).name.endswith(erased.label[1:])


def test_nothing_typed_about_them_stays_in_any_table(till: Till) -> None:
    one = known(till)
    erase(till, one.person.id)
    with till.db.read() as tx:
        rows = [
            str(tuple(row)).lower()
            for table in METADATA.tables.values()
            for row in tx.execute(table.select())
        ]
    assert [word for word in one.words if any(word in row for row in rows)] == []
    assert till.journal().ok


def test_their_card_is_dead(till: Till) -> None:
    one = known(till)
    erase(till, one.person.id)
    refused = till.claim(one.person.card, "Somebody", "Else")
    assert isinstance(refused, ClaimRefused)
    assert refused.why is ReferralReason.CARD_DEAD


def test_whoever_holds_their_voucher_may_still_use_it(till: Till) -> None:
    one = known(till)
    erased = erase(till, one.person.id, Choice.KEEP)
    assert (erased.kept, erased.cancelled) == (2, 0)
    till.days_pass(1)
    used = till.redeem(one.voucher.code)
    assert isinstance(used, Redemption)
    assert used.voucher.holder == f"Erased customer {erased.label[1:]}"


def test_their_vouchers_and_gifts_are_cancelled_when_that_is_chosen(till: Till) -> None:
    one = known(till)
    till.scheme(Terms(Gift("a jar of jam", 300), Nothing()))
    till.buys(till.friend(one.person.card, "Marc", "Blanc").referral.referee_id)
    erased = erase(till, one.person.id, Choice.CANCEL)
    assert (erased.kept, erased.cancelled) == (0, 2)
    till.days_pass(1)
    refused = till.redeem(one.voucher.code)
    assert isinstance(refused, Refused)
    assert refused.why is Reason.CANCELLED
    assert refused.cancelled_because == "the holder’s data was erased"
    assert till.scalar("SELECT state FROM gifts") == "cancelled"
    assert broken_rules(till) == []


def test_a_referral_that_waits_ends_with_either_of_its_people(till: Till) -> None:
    karim = till.customer()
    for side in ("referrer", "referee"):
        claimed = till.friend(karim.card, "Zoé" if side == "referrer" else "Ana", "Martin")
        with till.db.read() as tx:
            assert service.held(tx, claimed.referral.referee_id).referrals == 1
        if side == "referee":
            assert erase(till, claimed.referral.referee_id).referrals_ended == 1
    assert erase(till, karim.id).referrals_ended == 1
    assert till.scalar("SELECT count(*) FROM referrals WHERE state = 'claimed'") == 0


def test_somebody_is_erased_once(till: Till) -> None:
    karim = till.customer()
    erase(till, karim.id)
    with till.db.write(till.actor) as tx:
        assert service.erase(tx, karim.id) == AlreadyErased(karim.id)
    assert till.scalar("SELECT count(*) FROM journal WHERE action = 'customer.erased'") == 1


def test_records_made_one_are_erased_together(till: Till) -> None:
    kept, other = till.customer("Ana", "Diaz"), till.customer("Anna", "Dias")
    with till.db.write(till.actor) as tx:
        merged = {"kept_id": kept.id, "other_id": other.id, "at": tx.now, "staff": "", "till": "", "before": ""}
        tx.execute(insert(MERGES), {**merged, "moved": ""})
        customers.mark_gone(tx, other.id, Gone.MERGED)
    erase(till, kept.id)
    assert till.scalar("SELECT count(*) FROM customers WHERE gone = 'erased' AND family_name = ''") == 2
    assert till.scalar("SELECT count(DISTINCT given_name) FROM customers") == 1
    assert broken_rules(till) == []


def test_many_are_erased_some_at_a_time_each_with_an_entry(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "AT_ONCE", 2)
    ids = [till.customer(f"Ana{number}").id for number in range(5)]
    assert service.erase_many(till.db, till.actor, ids) == 5
    assert till.scalar("SELECT count(*) FROM journal WHERE action = 'customer.erased'") == 5


# What only a file can show.


def test_no_byte_of_a_hundred_erased_people_stays(file_till: Till, tmp_path: Path) -> None:
    people = [known(file_till, number) for number in range(100)]
    others = [known(file_till, 1_000 + number) for number in range(3)]
    words = [word for one in people for word in one.words]
    folder = Path(str(file_till.db.engine.url.database)).parent
    assert len(traces(folder, words)) >= 200
    before = totals(file_till)
    assert service.erase_many(file_till.db, file_till.actor, [one.person.id for one in people]) == 100
    assert traces(folder, words) == []
    assert totals(file_till) == before
    assert broken_rules(file_till) == []
    customers.export(folder / "people.csv", file_till.db, file_till.actor)
    assert traces(folder, words) == []
    assert traces(folder, [others[0].person.email])


def test_the_scan_sees_what_stays_where_nothing_is_overwritten(file_till: Till, tmp_path: Path) -> None:
    """The control: the same erasure on a connection that leaves deleted bytes where they are."""
    people = [known(file_till, number) for number in range(20)]
    with file_till.db.write(file_till.actor) as tx:
        tx.execute(text("PRAGMA secure_delete = 0"))
        for one in people:
            service.erase(tx, one.person.id)
    folder = Path(str(file_till.db.engine.url.database)).parent
    assert traces(folder, [word for one in people for word in one.words])


def test_an_older_copy_is_cleaned_before_anything_is_shown(file_till: Till, tmp_path: Path) -> None:
    path = Path(str(file_till.db.engine.url.database))
    watch.attend(file_till.db)
    one, other, stays = known(file_till, 1), known(file_till, 2), known(file_till, 3)
    _copy(path, tmp_path / "copy.db")
    erase(file_till, one.person.id)
    erase(file_till, other.person.id, Choice.CANCEL)
    file_till.db.close()
    shutil.copy(tmp_path / "copy.db", path)
    (tmp_path / "copy.db").unlink()
    back = Database.open(path, file_till.clock)
    watch.attend(back)
    till = Till(back, file_till.clock)
    assert traces(path.parent, [*one.words, *other.words]) == []
    assert till.scalar("SELECT count(*) FROM customers WHERE gone = 'erased'") == 2
    till.days_pass(1)
    assert isinstance(till.redeem(one.voucher.code), Redemption)
    assert isinstance(till.redeem(other.voucher.code), Refused)
    assert isinstance(till.redeem(stays.voucher.code), Redemption)
    assert broken_rules(till) == []
    back.close()


def test_the_record_is_made_again_when_it_was_lost(file_till: Till) -> None:
    path = Path(str(file_till.db.engine.url.database)).with_suffix(".erasures")
    watch.attend(file_till.db)
    karim = file_till.customer()
    assert not path.exists()
    erase(file_till, karim.id)
    assert record.read(path) == {fingerprint(karim.card)}
    path.unlink()
    watch.attend(file_till.db)
    assert record.read(path) == {fingerprint(karim.card)}
    assert watch.is_recorded(file_till.db)


def test_nothing_is_looked_through_when_nobody_came_back(file_till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    watch.attend(file_till.db)
    erase(file_till, file_till.customer().id)
    monkeypatch.setattr(store, "cards_of_the_living", lambda tx: pytest.fail("every card was read"))
    watch.attend(file_till.db)


def test_a_sample_shop_made_anew_has_all_its_people_again(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    path.with_suffix(".erasures").write_text(f"{fingerprint('somebody')}\n")
    demo.build(path, 5)
    assert not path.with_suffix(".erasures").exists()


def test_a_folder_that_cannot_be_written_keeps_nobody_from_being_erased(
    file_till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.attend(file_till.db)
    monkeypatch.setattr(record, "write", lambda file, fingerprints: False)
    erase(file_till, file_till.customer().id)
    assert not watch.is_recorded(file_till.db)


def _copy(path: Path, to: Path) -> None:
    source, copy = sqlite3.connect(path), sqlite3.connect(to)
    source.backup(copy)
    copy.close()
    source.close()


def test_the_words_with_which_an_answer_was_left_out_are_forgotten_and_it_stays_left_out(till: Till) -> None:
    person = till.customer()
    replaced, mistaken, good = (till.answers(score, person.id).answer for score in (3, 4, 5))
    with till.db.write(till.actor) as tx:
        surveys.exclude(tx, mistaken.id, "Mrs Ozouf meant her neighbour")
        surveys.exclude(tx, replaced.id, Excluded.REPLACED.value)
    erase(till, person.id)
    with till.db.read() as tx:
        kept = surveys.many(tx, [replaced.id, mistaken.id, good.id])
    reasons = [kept[one.id].excluded for one in (replaced, mistaken, good)]
    assert reasons == ["replaced", Excluded.FORGOTTEN.value, ""]
    assert broken_rules(till) == []
