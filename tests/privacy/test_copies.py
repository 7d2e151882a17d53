"""Copies of a store: an old one put back is cleaned whatever the date, those of migrations go at an erasure."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from parrainage_desktop.base import store_files
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.doubt import FAR_AHEAD
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.privacy import service, watch
from tests.console import Console, opened, person
from tests.privacy.shop import known
from tests.privacy.test_erasing import erase, traces
from tests.stores import Till


@pytest.fixture
def back_too_late(file_till: Till) -> Iterator[Till]:
    """A copy older than what a computer's date is believed for, from before somebody was erased."""
    path = Path(str(file_till.db.engine.url.database))
    one = file_till.customer("Inès", "Martin")
    file_till.db.close()
    shutil.copy(path, path.with_name("copy.db"))
    db = Database.open(path, file_till.clock)
    watch.attend(db)
    erase(Till(db, file_till.clock), one.id)
    db.close()
    os.replace(path.with_name("copy.db"), path)
    clock = SetClock(file_till.clock.now() + FAR_AHEAD * 2, sure=False)
    back = Database.open(path, clock)
    yield Till(back, clock)
    back.close()


def test_a_copy_is_cleaned_also_while_the_date_is_to_be_confirmed(back_too_late: Till) -> None:
    till = back_too_late
    watch.attend(till.db)
    assert till.scalar("SELECT gone FROM customers") == "erased"
    assert till.journal().ok


def test_cleaning_a_copy_does_not_confirm_the_date(back_too_late: Till) -> None:
    till = back_too_late
    before = till.scalar("SELECT at FROM journal_head"), till.db.date_doubt()
    watch.attend(till.db)
    assert (till.scalar("SELECT at FROM journal_head"), till.db.date_doubt()) == before
    with pytest.raises(UserError, match="Nothing was written"):
        till.customer()
    till.db.confirm_date()
    till.customer()


def test_a_terminal_cleans_a_copy_and_still_asks_about_the_date(tmp_path: Path, clock: SetClock) -> None:
    shop = opened(tmp_path, clock)
    card = person(shop, "Inès Martin")["card"]
    shutil.copy(shop.store, tmp_path / "copy.db")
    shop.ask("customers", "erase", card)
    os.replace(tmp_path / "copy.db", shop.store)
    late = Console(shop.store, SetClock(clock.now() + FAR_AHEAD * 2, sure=False))
    assert late.ask("surveys", "score")["answers"] == 0
    assert traces(tmp_path, ["Inès"]) == []
    assert late.refused(4, "surveys", "record", "--anonymous", "9")["error"] == "clock_ahead"


def test_the_copies_made_before_migrations_go_with_an_erased_person(file_till: Till) -> None:
    path = Path(str(file_till.db.engine.url.database))
    one = known(file_till)
    copies = [store_files.copy_before_migration(path, revision) for revision in ("0003", "0004")]
    mine = path.with_name(f"{path.stem}.before-summer{path.suffix}")
    mine.touch()
    assert traces(path.parent, one.words)
    erase(file_till, one.person.id)
    assert service.leave_no_trace(file_till.db)
    assert [copy for copy in copies if copy.exists()] == []
    assert traces(path.parent, one.words) == []
    assert mine.exists()


def test_a_copy_that_cannot_go_is_told(file_till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    store_files.copy_before_migration(Path(str(file_till.db.engine.url.database)), "0004")
    monkeypatch.setattr(Path, "unlink", _busy)
    assert not service.leave_no_trace(file_till.db)


def _busy(path: Path, **_given: object) -> None:
    raise PermissionError(path)
