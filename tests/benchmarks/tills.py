"""Eight tills honouring vouchers at once, with either journal mode of SQLite, against raw SQL that does the same."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from typing import Any
from unittest import mock

from parrainage_desktop.base import engine as engines
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Redemption, Side
from tests.benchmarks.counter import write
from tests.benchmarks.measure import Line
from tests.benchmarks.people import ACTOR, store_of
from tests.faults.hands import PROCESSES

TILLS = 8
Dealt = Callable[[list[str], int], list[str]]


@dataclass(frozen=True, slots=True)
class Rush:
    """How a rush went: milliseconds for each voucher, of the clock and of all processors, and what went wrong."""

    taken: float
    computed: float
    doubles: int
    busy: int


def own(codes: list[str], till: int) -> list[str]:
    """Every till has vouchers of its own: each press honours one."""
    return codes[till::TILLS]


def every(codes: list[str], _till: int) -> list[str]:
    """Every till tries every voucher: of eight presses one honours it, and seven are refused and written down."""
    return codes


def lines(count: int) -> Iterator[Line]:
    """Milliseconds of one voucher among all, so that a thousand a second are one."""
    for wal in (True, False):
        for dealt, vouchers_each, how in ((own, count, "own vouchers"), (every, count // TILLS, "all try all")):
            ours = _rush(vouchers_each, wal, dealt, _honour)
            floor = _rush(vouchers_each, wal, dealt, _raw)
            yield _line(how, wal, ours, floor)


def _line(how: str, wal: bool, ours: Rush, floor: Rush) -> Line:
    rates = f"{1000 / ours.taken:,.0f}/s, raw SQL {1000 / floor.taken:,.0f}/s"
    computed = f"CPU {ours.computed:.2f} ms, raw SQL {floor.computed:.2f}"
    forced = ", forced" if wal and not engines.wal_is_safe(sqlite3.sqlite_version_info) else ""
    note = f"{rates}; {computed}; {ours.doubles} doubles, {ours.busy} times busy, {os.cpu_count()} CPUs{forced}"
    aim = "<= 1 ms (1,000/s)" if wal else "reported"
    mode = "WAL" if wal else "rollback"
    return Line(f"{TILLS} tills, {how}, {mode}", ours.taken, floor.taken, aim, note)


def _rush(count: int, wal: bool, dealt: Dealt, work: Any) -> Rush:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        with mock.patch.object(engines, "wal_is_safe", return_value=wal):
            database = store_of(path, 1_000)
            codes = _issued(database, count)
        barrier, busy, computed = PROCESSES.Barrier(TILLS + 1), PROCESSES.Value("i", 0), PROCESSES.Value("d", 0)
        started = [
            PROCESSES.Process(target=work, args=(path, wal, dealt(codes, till), barrier, busy, computed), daemon=True)
            for till in range(TILLS)
        ]
        for process in started:
            process.start()
        barrier.wait(60)
        begun = time.perf_counter()
        for process in started:
            process.join()
        taken = (time.perf_counter() - begun) * 1000
        with database.read() as tx:
            used = tx.connection.exec_driver_sql("SELECT count(*), count(DISTINCT voucher_id) FROM redemptions").one()
        database.close()
    assert used[1] == count, "some vouchers were not honoured at all"
    return Rush(taken / count, computed.value * 1000 / count, used[0] - used[1], busy.value)


def _issued(database: Database, count: int) -> list[str]:
    with database.write(ACTOR) as tx:
        programme, people = programmes.current(tx), customers.recent(tx, 0, 500)
        holders = (people[place % len(people)] for place in range(count))
        issued = [vouchers.issue(tx, programme, Side.GOODWILL, holder.id, 500).code for holder in holders]
        tx.connection.exec_driver_sql("UPDATE vouchers SET valid_from = issued_on")
    return issued


def _honour(path: Path, wal: bool, codes: list[str], barrier: Barrier, busy: Any, computed: Any) -> None:
    with mock.patch.object(engines, "wal_is_safe", return_value=wal):
        database = Database.open(path)
        barrier.wait(60)
        begun = time.process_time()
        for code in codes:
            while not _pressed(database, code):
                with busy.get_lock():
                    busy.value += 1
        _add(computed, time.process_time() - begun)
        database.engine.dispose()


def _pressed(database: Database, code: str) -> bool:
    """Press once; False when the store was busy for longer than a till waits."""
    try:
        with database.write(Actor("Nora", str(os.getpid()))) as tx:
            done = vouchers.redeem(tx, code, vouchers.new_attempt())
    except UserError as error:
        if error.kind != "store_busy":
            raise
        return False
    assert isinstance(done, Redemption) or done.use is not None
    return True


def _raw(path: Path, wal: bool, codes: list[str], barrier: Barrier, _busy: Any, computed: Any) -> None:
    with mock.patch.object(engines, "wal_is_safe", return_value=wal):
        raw = sqlite3.connect(path, isolation_level=None, timeout=60)
        for name, value in {**engines.sqlite_settings(), "busy_timeout": "60000"}.items():
            raw.execute(f"PRAGMA {name} = {value}")
        barrier.wait(60)
        begun = time.process_time()
        for code in codes:
            write(raw, code)
        _add(computed, time.process_time() - begun)
        raw.close()


def _add(total: Any, seconds: float) -> None:
    with total.get_lock():
        total.value += seconds
