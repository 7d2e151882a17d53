"""Eight tills honouring vouchers at once, with either journal mode of SQLite, against raw SQL that does the same."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
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


def lines(count: int) -> Iterator[Line]:
    """Milliseconds of one redemption among all, so that a thousand a second are one; each code is tried twice."""
    for wal in (True, False):
        ours, doubles, busy = _rush(count, wal, _honour)
        floor, *_same = _rush(count, wal, _raw)
        mode = "WAL" if wal else "rollback journal"
        aim = "<= 1 ms (1,000/s)" if wal else "reported"
        rates = f"{1000 / ours:,.0f}/s, raw SQL {1000 / floor:,.0f}/s"
        note = f"{rates}, {doubles} doubles, {busy} times busy, {os.cpu_count()} CPUs"
        forced = ", forced" if wal and not engines.wal_is_safe(sqlite3.sqlite_version_info) else ""
        yield Line(f"{TILLS} tills redeeming, {mode}", ours, floor, aim, note + forced)


def _rush(count: int, wal: bool, work: Any) -> tuple[float, int, int]:
    """Milliseconds for each redemption, vouchers honoured more than once, and presses told that the store is busy."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        with mock.patch.object(engines, "wal_is_safe", return_value=wal):
            database = store_of(path, 1_000)
            codes = _issued(database, count)
        barrier, busy = PROCESSES.Barrier(TILLS + 1), PROCESSES.Value("i", 0)
        started = [
            # Two tills go through each eighth of the vouchers, so that half of the presses come too late.
            PROCESSES.Process(target=work, args=(path, wal, codes[till // 2 :: TILLS // 2], barrier, busy), daemon=True)
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
    return taken / count, used[0] - used[1], busy.value


def _issued(database: Database, count: int) -> list[str]:
    with database.write(ACTOR) as tx:
        programme, people = programmes.current(tx), customers.recent(tx, 0, 500)
        holders = (people[place % len(people)] for place in range(count))
        issued = [vouchers.issue(tx, programme, Side.GOODWILL, holder.id, 500).code for holder in holders]
        tx.connection.exec_driver_sql("UPDATE vouchers SET valid_from = issued_on")
    return issued


def _honour(path: Path, wal: bool, codes: list[str], barrier: Barrier, busy: Any) -> None:
    with mock.patch.object(engines, "wal_is_safe", return_value=wal):
        database = Database.open(path)
        barrier.wait(60)
        for code in codes:
            while not _pressed(database, code):
                with busy.get_lock():
                    busy.value += 1
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


def _raw(path: Path, wal: bool, codes: list[str], barrier: Barrier, _busy: Any) -> None:
    with mock.patch.object(engines, "wal_is_safe", return_value=wal):
        raw = sqlite3.connect(path, isolation_level=None, timeout=60)
        for name, value in {**engines.sqlite_settings(), "busy_timeout": "60000"}.items():
            raw.execute(f"PRAGMA {name} = {value}")
        barrier.wait(60)
        for code in codes:
            write(raw, code)
        raw.close()
