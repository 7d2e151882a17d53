"""A file is brought in a little at a time: the counter is served meanwhile, and nobody sees a part of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from parrainage_desktop.base import table_files
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.progress import Cancelled, Progress
from parrainage_desktop.customers import lists
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.imports import batches, interrupted, service, store, tally
from parrainage_desktop.imports.rules import CannotUndo, Choice, Obstacle, Report, Undone
from parrainage_desktop.privacy import service as privacy
from parrainage_desktop.shell import opening
from tests.imports.files import contents, counts, written
from tests.stores import Till, broken_rules

NAMES = ("Nom", "Prénom", "Portable", "Courriel", "Ville", "Étiquettes")


@dataclass
class Shop:
    """A shop that knows two people, and a file of eleven in which they are, brought in three rows at a time."""

    till: Till
    path: Path
    known: list[int]

    def bring(self, meanwhile: Callable[[int], None] = lambda done: None, choice: Choice | None = None) -> Report:
        """Bring the file in, doing something before each part."""
        survey = service.survey(table_files.open_source(self.path))
        progress = Progress(lambda done, _total, _what: meanwhile(done))
        return batches.bring_in(self.till.db, self.till.actor, survey, choice or Choice(), progress)

    def seen(self) -> tuple[int, int, int]:
        """How many people are in the list, are found by their name, and how many files came."""
        with self.till.db.read() as tx:
            return lists.count(tx), len(customers.find(tx, "duval")), len(service.newest(tx))


@pytest.fixture
def shop(file_till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    till = file_till
    monkeypatch.setattr(tally, "AT_ONCE", 3)
    known = [till.customer("Karim", "Haddad", phone="06 39 98 00 01"), till.customer("Zoé", phone="06 39 98 00 02")]
    rows = [
        ("Haddad", "Karim", "0639980001", "karim@orange.fr", "Lyon", "fidèle"),
        ("", "Zoé", "0639980002", "", "Brest", ""),
        *(("Duval", f"Client{n}", f"06399801{n:02}", "", "Paris", "marché") for n in range(8)),
        ("Duval", "Client3", "0639980103", "client3@orange.fr", "", ""),
    ]  # fmt: skip
    path = written(tmp_path / "clients.csv", NAMES, *rows)
    return Shop(till, path, [one.id for one in known])


def test_nobody_sees_any_of_it_before_all_of_it(shop: Shop) -> None:
    seen: list[tuple[int, int, int]] = []
    assert counts(shop.bring(lambda _done: seen.append(shop.seen()))) == (11, 8, 3, 0, 0)
    assert seen == [(2, 0, 0)] * 4
    assert shop.seen() == (10, 8, 1)
    assert broken_rules(shop.till) == []
    told = "SELECT count(*) FROM journal WHERE action LIKE 'import%'"
    assert shop.till.scalar(told) == 1


def told(till: Till) -> list[tuple[object, ...]]:
    """What the shop knows of its people, but for their numbers."""
    return [tuple(cell for cell in row if type(cell) is not int) for row in contents(till)]


def test_it_leaves_what_one_transaction_would(shop: Shop) -> None:
    before = contents(shop.till)
    shop.bring()
    little_by_little = told(shop.till)
    with shop.till.db.write(shop.till.actor) as tx:
        service.undo(tx, service.newest(tx)[0].id)
    assert contents(shop.till) == before
    with shop.till.db.write(shop.till.actor) as tx:
        service.apply(tx, service.survey(table_files.open_source(shop.path)), Choice())
    assert told(shop.till) == little_by_little


def test_the_counter_goes_on_meanwhile(shop: Shop) -> None:
    codes = [shop.till.issue(shop.till.customer("Ana")) for _ in range(4)]
    shop.till.days_pass(1)

    def meanwhile(done: int) -> None:
        shop.till.redeem(codes[done // 3].code)
        shop.till.customer(f"Venu{done}", phone=f"06 39 98 02 {done:02}")

    shop.bring(meanwhile)
    assert shop.till.count("redemptions") == 4
    assert shop.seen()[0] == 2 + 4 + 4 + 8
    assert broken_rules(shop.till) == []
    with shop.till.db.read() as tx:
        number = service.newest(tx)[0].id
    done = batches.undo(shop.till.db, shop.till.actor, number)
    assert (getattr(done, "removed", done), shop.seen()[0]) == (8, 2 + 4 + 4)


@pytest.mark.parametrize("part", [0, 3, 6, 9])
def test_stopped_it_leaves_no_trace(shop: Shop, part: int) -> None:
    before = contents(shop.till)

    def stop(done: int) -> None:
        if done == part:
            raise Cancelled

    with pytest.raises(Cancelled):
        shop.bring(stop)
    assert (contents(shop.till), shop.till.count("imports"), shop.seen()) == (before, 0, (2, 0, 0))
    assert broken_rules(shop.till) == []


def test_on_a_server_it_is_all_there_or_not_too(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "AT_ONCE", 3)
    people = [("Duval", f"Client{n}", f"06399801{n:02}", "", "Paris", "") for n in range(8)]
    shop = Shop(till, written(tmp_path / "clients.csv", NAMES, *people), [])
    seen: list[tuple[int, int, int]] = []

    def stop(done: int) -> None:
        seen.append(shop.seen())
        if done == 6:
            raise Cancelled

    with pytest.raises(Cancelled):
        shop.bring(stop)
    assert (contents(till), seen) == ([], [(0, 0, 0)] * 3)
    assert shop.bring().added == 8
    assert shop.seen() == (8, 8, 1)


def cut(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The power goes in the middle."""

    def go(done: int) -> None:
        if done == 6:
            monkeypatch.setattr(interrupted, "take_back", lambda *_all, **_more: None)
            raise Cancelled

    with pytest.raises(Cancelled):
        shop.bring(go)
    monkeypatch.undo()
    monkeypatch.setattr(tally, "AT_ONCE", 3)
    assert shop.till.scalar("SELECT count(*) FROM customers") == 2 + 4


def test_one_that_was_cut_off_is_taken_back_when_the_program_is_opened_next(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(shop.till)
    cut(shop, monkeypatch)
    assert shop.seen() == (2, 0, 0)
    where = shop.till.db.engine.url.render_as_string(hide_password=False)
    opening.open_shop(where, shop.till.clock).db.close()
    assert (contents(shop.till), shop.till.count("imports")) == (before, 0)
    assert broken_rules(shop.till) == []


def test_one_that_was_cut_off_is_taken_back_before_the_next_file_comes_in(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(shop, monkeypatch)
    with pytest.raises(UserError) as refused:
        shop.bring()
    assert refused.value.kind == "import_under_way"
    shop.till.clock.advance(timedelta(minutes=2))
    assert counts(shop.bring()) == (11, 8, 3, 0, 0)
    assert shop.seen() == (10, 8, 1)
    assert shop.till.scalar("SELECT count(*) FROM customers") == 10


def test_a_second_file_waits_for_the_first(shop: Shop) -> None:
    refused: list[str] = []

    def another(_done: int) -> None:
        with pytest.raises(UserError) as found:
            shop.bring()
        refused.append(found.value.kind)

    shop.bring(another)
    assert refused == ["import_under_way"] * 4
    assert shop.seen() == (10, 8, 1)


@pytest.mark.parametrize("part", [3, 9])
def test_one_taken_back_by_somebody_else_says_so_and_keeps_nothing(shop: Shop, part: int) -> None:
    before = contents(shop.till)

    def taken(done: int) -> None:
        if done == part:
            interrupted.take_back(shop.till.db, shop.till.actor, alone=True)

    with pytest.raises(UserError) as refused:
        shop.bring(taken)
    assert refused.value.kind == "import_taken_back"
    assert (contents(shop.till), shop.till.count("imports")) == (before, 0)


def test_what_was_said_meanwhile_of_those_the_shop_knows_stays(shop: Shop) -> None:
    def meanwhile(done: int) -> None:
        if done != 9:
            return
        with shop.till.db.write(shop.till.actor) as tx:
            one = customers.get(tx, shop.known[0])
            new = NewCustomer(one.given_name, one.family_name, one.phone, "own@example.org", one.city)
            customers.change(tx, one.id, new)
            customers.tag(tx, one.id, "VIP")
            privacy.erase(tx, shop.known[1])

    shop.bring(meanwhile)
    with shop.till.db.read() as tx:
        first, second = (customers.get(tx, number) for number in shop.known)
        assert (first.email, first.city) == ("own@example.org", "Lyon")
        assert (second.gone, second.city) == ("erased", "")
        assert [*customers.tags(tx, first.id)] == ["VIP"]


def test_a_file_that_changes_very_many_comes_in_as_one(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_CHANGED", 1)
    assert counts(shop.bring()) == (11, 8, 3, 0, 0)
    assert shop.seen() == (10, 8, 1)
    with shop.till.db.read() as tx:
        assert [(one.added, one.updated) for one in service.newest(tx)] == [(8, 3)]
        assert store.under_way(tx) == []


def test_taken_back_nobody_sees_any_of_it_and_what_is_left_goes_when_the_program_is_opened(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(shop.till)
    report = shop.bring()
    assert report.import_id is not None
    with monkeypatch.context() as cut_off:
        cut_off.setattr(interrupted, "take_back", lambda *_all, **_more: None)
        done = batches.undo(shop.till.db, shop.till.actor, report.import_id)
    assert (done, shop.seen()) == (Undone(report.import_id, 8, 2), (2, 0, 1))
    assert broken_rules(shop.till) == []
    again = batches.undo(shop.till.db, shop.till.actor, report.import_id)
    assert again == CannotUndo(Obstacle.UNDONE)
    interrupted.attend(shop.till.db, shop.till.actor)
    assert (contents(shop.till), shop.seen()) == (before, (2, 0, 1))
    assert broken_rules(shop.till) == []
    assert counts(shop.bring()) == (11, 8, 3, 0, 0)


def test_somebody_whose_open_sheet_was_worked_on_while_they_left_stays(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = shop.bring()
    assert report.import_id is not None
    with monkeypatch.context() as cut_off:
        cut_off.setattr(interrupted, "take_back", lambda *_all, **_more: None)
        batches.undo(shop.till.db, shop.till.actor, report.import_id)
    shop.till.buys(int(str(shop.till.scalar("SELECT max(id) FROM customers"))), 1_000)
    interrupted.attend(shop.till.db, shop.till.actor)
    assert shop.seen() == (3, 1, 1)
    assert broken_rules(shop.till) == []
