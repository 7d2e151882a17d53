"""The journal: one chain in which every later change shows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Database, Transaction
from tests.stores import ANA, NOW, Till, write_and_fail

LEDGERS = ("journal", "redemptions", "reversals", "cancellations")


def tampered(db: Database, *statements: str) -> journal.Verdict:
    """What the journal says after somebody wrote to its tables with the triggers out of the way."""
    with db.write(ANA) as tx:
        if tx.on_sqlite:
            for event in ("update", "delete"):
                tx.execute(text(f"DROP TRIGGER IF EXISTS journal_no_{event}"))
        else:
            tx.execute(text("ALTER TABLE journal DISABLE TRIGGER journal_append_only"))
        for statement in statements:
            tx.execute(text(statement))
    with db.read() as tx:
        return journal.verify(tx)


@pytest.fixture
def long_journal(till: Till) -> Till:
    """A journal of a dozen entries."""
    with till.db.write(ANA) as tx:
        for number in range(10):
            journal.append(tx, "test.entry", number, {"cents": 500 + number, "reason": "é"})
    assert till.journal().ok
    assert till.journal().entries == 12
    return till


EDITS = [
    "UPDATE journal SET staff = 'Luc' WHERE id = 7",
    "UPDATE journal SET till = 'till 9' WHERE id = 7",
    "UPDATE journal SET action = 'test.other' WHERE id = 7",
    "UPDATE journal SET subject = 99 WHERE id = 7",
    "UPDATE journal SET details = '{}' WHERE id = 7",
    "UPDATE journal SET at = '2026-11-14T10:41:59.000000Z' WHERE id = 7",
    "UPDATE journal SET at = 'once upon a time' WHERE id = 7",
    "UPDATE journal SET hash = 'b' WHERE id = 7",
    "DELETE FROM journal WHERE id = 7",
    "UPDATE journal SET id = 700 WHERE id = 7",
]


@pytest.mark.parametrize("edit", EDITS)
def test_any_change_to_an_entry_shows_and_is_located(long_journal: Till, edit: str) -> None:
    verdict = tampered(long_journal.db, edit)
    assert (verdict.ok, verdict.first_bad) == (False, 7)


def test_two_entries_that_changed_places_show(long_journal: Till) -> None:
    verdict = tampered(
        long_journal.db,
        "UPDATE journal SET id = -1 WHERE id = 5",
        "UPDATE journal SET id = 5 WHERE id = 6",
        "UPDATE journal SET id = 6 WHERE id = -1",
    )
    assert (verdict.ok, verdict.first_bad) == (False, 5)


def test_an_entry_slipped_in_shows(long_journal: Till) -> None:
    forged = "SELECT 13, at, staff, till, action, subject, details, hash FROM journal WHERE id = 12"
    verdict = tampered(long_journal.db, f"INSERT INTO journal {forged}")
    assert (verdict.ok, verdict.first_bad) == (False, 13)


@pytest.mark.parametrize("kept", [11, 5, 0])
def test_a_cut_tail_shows_against_the_head(long_journal: Till, kept: int) -> None:
    verdict = tampered(long_journal.db, f"DELETE FROM journal WHERE id > {kept}")
    assert (verdict.ok, verdict.entries, verdict.first_bad) == (False, kept, kept + 1)


def test_a_lost_head_shows(long_journal: Till) -> None:
    assert not tampered(long_journal.db, "DELETE FROM journal_head").ok


def test_a_rewritten_tail_shows_against_the_head_printed_on_paper(long_journal: Till) -> None:
    with long_journal.db.read() as tx:
        printed = journal.head(tx)
    tampered(
        long_journal.db,
        "DELETE FROM journal WHERE id = 12",
        "UPDATE journal_head SET entry = 11, hash = (SELECT hash FROM journal WHERE id = 11)",
    )
    verdict = long_journal.journal()
    assert verdict.ok
    assert verdict.head != printed


@pytest.mark.parametrize("table", LEDGERS)
@pytest.mark.parametrize("change", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_the_ledgers_themselves_refuse_to_be_changed(till: Till, table: str, change: str) -> None:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    till.reverse(voucher.code)
    assert till.cancel(till.voucher(voucher))
    before = till.count(table)
    assert before
    with pytest.raises(DBAPIError, match="append-only"), till.db.write(ANA) as tx:
        tx.execute(text(change.format(table)))
    assert till.count(table) == before
    assert till.journal().ok


@pytest.mark.parametrize("table", ["reversals", "cancellations"])
def test_of_a_ledger_only_the_reason_can_be_emptied(till: Till, table: str) -> None:
    voucher = till.usable_voucher()
    till.redeem(voucher.code)
    till.reverse(voucher.code, "Nora asked")
    till.cancel(till.voucher(voucher), "Nora asked")
    for change in ("reason = 'Ana asked'", "reason = '', staff = 'Zoé'", "reason = '', at = '2026-01-01'"):
        with pytest.raises(DBAPIError, match="append-only"), till.db.write(ANA) as tx:
            tx.execute(text(f"UPDATE {table} SET {change}"))
    with till.db.write(ANA) as tx:
        tx.execute(text(f"UPDATE {table} SET reason = ''"))
    assert till.scalar(f"SELECT count(*) FROM {table} WHERE reason = ''") == 1


def _kinds(action: str) -> Callable[[Transaction], list[int]]:
    return lambda tx: [entry.subject for entry in journal.entries(tx, actions=(action,))]


def test_entries_are_read_in_order_from_a_moment_on_and_by_kind(till: Till) -> None:
    for number in range(4):
        till.clock.advance(timedelta(minutes=1))
        with till.db.write(ANA) as tx:
            journal.append(tx, f"test.{'even' if number % 2 == 0 else 'odd'}", number)
    with till.db.read() as tx:
        assert _kinds("test.even")(tx) == [0, 2]
        assert [e.subject for e in journal.entries(tx, NOW + timedelta(minutes=3))] == [2, 3]
        newest = next(journal.entries(tx, newest_first=True))
    assert (newest.subject, newest.staff, newest.till, newest.at) == (3, "Ana", "till 1", till.clock.now())


def test_what_was_taken_back_left_no_trace_in_the_chain(till: Till) -> None:
    before = till.journal()
    write_and_fail(till.db, "UPDATE shop SET name = 'half'")
    assert till.journal() == before


def test_the_journal_of_an_empty_store_holds(db: Database) -> None:
    with db.read() as tx:
        assert journal.verify(tx) == journal.Verdict(0, journal.GENESIS, True, None)


def test_a_changed_letter_shows_in_each_of_a_hundred_entries_and_its_repair_too(file_till: Till) -> None:
    with file_till.db.write(ANA) as tx:
        for number in range(100):
            journal.append(tx, "test.entry", number)
    intact = file_till.journal()
    for number in range(3, 103):
        column = ("staff", "till", "action", "details", "hash")[number % 5]
        change = f"UPDATE journal SET {column} = {{}} WHERE id = {number}"
        assert tampered(file_till.db, change.format(f"{column} || '1'")).first_bad == number
        assert tampered(file_till.db, change.format(f"substr({column}, 1, length({column}) - 1)")) == intact
