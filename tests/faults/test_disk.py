"""A full disk, a store that can only be read, a store held by another: one sentence, nothing half written."""

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from parrainage_desktop.base import engine as engines
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import in_language
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Accepted, Redemption, Side
from tests.stores import ANA, Till, broken_rules

FAILURES = 25
Fault = Callable[[Till, Path], AbstractContextManager[None]]


@contextmanager
def on_every_connection(engine: Engine, *pragmas: str) -> Iterator[None]:
    """Give each new connection of an engine further settings for a while."""

    def configure(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(pragma)

    engine.dispose()
    event.listen(engine, "connect", configure)
    try:
        yield
    finally:
        event.remove(engine, "connect", configure)
        engine.dispose()


@contextmanager
def page_limit(till: Till, path: Path) -> Iterator[None]:
    """The store may not grow by a single page."""
    pages = till.scalar("PRAGMA page_count")
    with on_every_connection(till.db.engine, f"PRAGMA max_page_count = {pages}"):
        yield


@contextmanager
def file_size_limit(till: Till, path: Path) -> Iterator[None]:
    """The operating system refuses to let any file grow beyond the store's size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(till: Till, path: Path) -> Iterator[None]:
    """The store can only be read."""
    with on_every_connection(till.db.engine, "PRAGMA query_only = 1"):
        yield


@contextmanager
def held(till: Till, path: Path, how: str) -> Iterator[None]:
    """Another program holds the store, and nobody waits for it for long."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(f"BEGIN {how}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "BUSY_MILLISECONDS", 5)
        till.db.engine.dispose()
        try:
            yield
        finally:
            other.close()
            till.db.engine.dispose()


def locked(till: Till, path: Path) -> AbstractContextManager[None]:
    """Another program is in the middle of writing."""
    return held(till, path, "IMMEDIATE")


def locked_out(till: Till, path: Path) -> AbstractContextManager[None]:
    """Another program keeps everybody out, readers too."""
    return held(till, path, "EXCLUSIVE")


FAULTS: list[tuple[Fault, str]] = [
    (page_limit, "disk_full"),
    (file_size_limit, "disk_full"),
    (read_only, "store_readonly"),
    (locked, "store_busy"),
    (locked_out, "store_busy"),
]


def issued(till: Till, count: int) -> list[str]:
    """Codes of vouchers that may be used now."""
    holder = till.customer()
    with till.db.write(ANA) as tx:
        scheme = programmes.current(tx)
        codes = [vouchers.issue(tx, scheme, Side.GOODWILL, holder.id, 500).code for _ in range(count)]
    till.days_pass(1)
    return codes


def press(till: Till, code: str) -> None:
    """Honour a voucher and take a long answer, in one transaction."""
    with till.db.write(ANA) as tx:
        assert isinstance(vouchers.redeem(tx, code, f"press-{code}"), Redemption)
        surveys.record(tx, None, 9, "x" * 2_000)


@pytest.mark.parametrize(("fault", "kind"), FAULTS)
def test_a_write_that_cannot_be_kept_says_why_and_leaves_nothing_behind(
    file_till: Till, tmp_path: Path, fault: Fault, kind: str
) -> None:
    codes = issued(file_till, FAILURES * 3)
    done, refusals = 0, list[UserError]()
    with fault(file_till, tmp_path / "shop.db"):
        while len(refusals) < FAILURES:
            try:
                press(file_till, codes[done + len(refusals)])
                done += 1
            except UserError as error:
                refusals.append(error)
        if fault is not locked_out:
            assert file_till.count("redemptions") == file_till.count("answers") == done
    assert {error.kind for error in refusals} == {kind}
    assert all(error.message.startswith("Not done: ") for error in refusals)
    assert file_till.count("redemptions") == file_till.count("answers") == done
    assert broken_rules(file_till) == []
    # Once the fault is gone the very same presses go through.
    left = [code for code in codes if not is_used(file_till, code)]
    assert len(left) == len(codes) - done
    for code in left[:FAILURES]:
        press(file_till, code)
    assert file_till.count("redemptions") == file_till.count("answers") == done + FAILURES
    assert broken_rules(file_till) == []


def is_used(till: Till, code: str) -> bool:
    """Whether the press on a voucher got through."""
    with till.db.read() as tx:
        return vouchers.use_of_attempt(tx, f"press-{code}") is not None


def test_the_sentence_is_in_the_reader_s_language_and_names_a_remedy(file_till: Till, tmp_path: Path) -> None:
    code = issued(file_till, 1)[0]
    for language in ("fr", "en"):
        with in_language(language), locked(file_till, tmp_path / "shop.db"), pytest.raises(UserError) as busy:
            press(file_till, code)
        assert len(busy.value.message) > 30
        assert "sqlite" not in busy.value.message.lower()


def test_reading_goes_on_while_another_program_writes(file_till: Till, tmp_path: Path) -> None:
    code = issued(file_till, 1)[0]
    with locked(file_till, tmp_path / "shop.db"):
        assert isinstance(file_till.check(code), Accepted)
        assert file_till.journal().ok


def test_listeners_hear_nothing_of_a_write_that_failed(file_till: Till, tmp_path: Path) -> None:
    code = issued(file_till, 1)[0]
    heard: list[frozenset[str]] = []
    file_till.db.after_commit.append(heard.append)
    with read_only(file_till, tmp_path / "shop.db"), pytest.raises(UserError):
        press(file_till, code)
    assert heard == []
    press(file_till, code)
    assert len(heard) == 1


def test_a_bug_is_not_dressed_up_as_the_disk_s_fault(till: Till) -> None:
    with pytest.raises(Exception, match="nonsense") as bug, till.db.write(ANA) as tx:
        tx.execute(text("SELECT nonsense"))
    assert not isinstance(bug.value, UserError)


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_store_cut_short_is_called_damaged(file_till: Till, tmp_path: Path, share: float) -> None:
    issued(file_till, 50)
    whole = (tmp_path / "shop.db").read_bytes()
    cut = tmp_path / "cut.db"
    cut.write_bytes(whole[: int(len(whole) * share)])
    for look in (Till.journal, Till.today, lambda till: till.db.close()):
        with pytest.raises(UserError) as refused:
            look(Till(Database.open(cut, file_till.clock), file_till.clock))
        assert refused.value.kind == "store_damaged"
    assert cut.read_bytes() == whole[: int(len(whole) * share)]


# A server.


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_a_server_held_by_another_is_waited_for_and_then_named(
    till: Till, store_url: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = issued(till, 1)[0]
    monkeypatch.setattr(engines, "BUSY_MILLISECONDS", 20)
    other = Till(Database.open(store_url, clock), clock)
    with till.db.write(ANA):
        for _ in range(FAILURES):
            with pytest.raises(UserError) as busy:
                press(other, code)
            assert busy.value.kind == "store_busy"
        assert other.count("redemptions") == 0
    press(other, code)
    assert broken_rules(other) == []
    other.db.close()


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_a_server_lost_in_the_middle_is_named_and_the_replay_decides(till: Till) -> None:
    code = issued(till, 1)[0]
    for _ in range(5):
        with pytest.raises(UserError) as lost:
            press_and_lose_the_server(till, code)
        assert lost.value.kind == "server_unreachable"
    assert not is_used(till, code)
    press(till, code)
    assert broken_rules(till) == []


def press_and_lose_the_server(till: Till, code: str) -> None:
    """Honour a voucher on a connection that the server ends before it is kept."""
    with till.db.write(ANA) as tx:
        assert isinstance(vouchers.redeem(tx, code, f"press-{code}"), Redemption)
        mine = tx.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with till.db.read() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 1000)"), {"pid": mine})
        tx.execute(text("SELECT 1"))


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_a_server_that_only_reads_is_named(till: Till) -> None:
    code = issued(till, 1)[0]
    for _ in range(FAILURES):
        with pytest.raises(UserError) as refused:
            press_on_a_copy(till, code)
        assert refused.value.kind == "store_readonly"
    press(till, code)
    assert broken_rules(till) == []


def press_on_a_copy(till: Till, code: str) -> None:
    """Honour a voucher on a server that, like a standby copy, only reads."""
    with till.db.write(ANA) as tx:
        tx.execute(text("SET TRANSACTION READ ONLY"))
        vouchers.redeem(tx, code, f"press-{code}")
