"""Finding people written down twice, and making one of two, against the same rows read and written by raw SQL."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from parrainage_desktop.base.database import Database
from parrainage_desktop.base.engine import sqlite_settings
from parrainage_desktop.counter import service as counter
from parrainage_desktop.duplicates import finding, service
from parrainage_desktop.duplicates.rules import Merged, Unmerged
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side
from tests.benchmarks.measure import Line, each, once, percentile
from tests.benchmarks.people import ACTOR, store_of

PAIRS = 60


def lines(sizes: tuple[int, ...]) -> Iterator[Line]:
    """Look for pairs in each size; merge and part some in the smallest."""
    for place, size in enumerate(sizes):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "shop.db"
            database = store_of(path, size)
            _twins(path, size // 100)
            yield _finding(database, path, size)
            if not place:
                yield from _merging(database, path)
            database.close()


def _twins(path: Path, count: int) -> None:
    """Let one in a hundred be written down twice: the same phone."""
    raw = sqlite3.connect(path)
    raw.execute("UPDATE customers SET phone = (SELECT phone FROM customers o WHERE o.id = customers.id - 1)"
                " WHERE id % 100 = 0 AND id / 100 <= ?", (count,))
    raw.commit()
    raw.close()


def _finding(database: Database, path: Path, size: int) -> Line:
    ours = once(lambda: finding.find(lambda: database.read(ACTOR)), 2 if size < 100_000 else 1)
    raw = sqlite3.connect(path)
    floor = once(raw.execute("SELECT * FROM customers ORDER BY phone").fetchall)
    raw.close()
    found = finding.find(lambda: database.read(ACTOR))
    sure = sum(pair.sure for pair in found.pairs)
    note = f"{len(found.pairs)} pairs{' and more' if found.more else ''}, {sure} sure"
    return Line(f"duplicates among {size:,} customers", ours, floor, "about 1 s at 15,000", note)


def _merging(database: Database, path: Path) -> Iterator[Line]:
    pairs = [(number - 1, number) for number in range(100, 100 * (PAIRS + 1), 100)]
    _belongings(database, [other for _kept, other in pairs])
    numbers: list[int] = []
    merged = each(lambda place: numbers.append(_merge(database, *pairs[int(place)])), map(str, range(PAIRS)))
    parted = each(lambda number: _part(database, int(number)), [str(one) for one in reversed(numbers)])
    raw = _raw(path)
    floor = each(lambda place: _move(raw, *pairs[int(place)]), map(str, range(PAIRS)))
    raw.close()
    for name, ours in (("merge", merged), ("undo a merge", parted)):
        note = f"p99 {percentile(ours, 99):.1f}, with 3 vouchers and 3 purchases"
        yield Line(f"{name}, median", percentile(ours, 50), percentile(floor, 50), "<= 300 ms", note)


def _belongings(database: Database, people: list[int]) -> None:
    with database.write(ACTOR) as tx:
        scheme = programmes.current(tx)
        for number in people:
            for _time in range(3):
                vouchers.issue(tx, scheme, Side.GOODWILL, number, 500)
                counter.record_purchase(tx, number, 3_000)


def _merge(database: Database, keep_id: int, other_id: int) -> int:
    with database.write(ACTOR) as tx:
        done = service.merge(tx, keep_id, other_id)
    assert isinstance(done, Merged)
    return done.id


def _part(database: Database, merge_id: int) -> None:
    with database.write(ACTOR) as tx:
        assert isinstance(service.undo(tx, merge_id), Unmerged)


def _raw(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    for name, value in sqlite_settings().items():
        raw.execute(f"PRAGMA {name} = {value}")
    return raw


def _move(raw: sqlite3.Connection, keep_id: int, other_id: int) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE vouchers SET holder_id = ? WHERE holder_id = ?", (keep_id, other_id))
    for table in ("purchases", "cards", "answers"):
        raw.execute(f"UPDATE {table} SET customer_id = ? WHERE customer_id = ?", (keep_id, other_id))
    raw.execute("UPDATE customers SET gone = 'merged' WHERE id = ?", (other_id,))
    raw.execute("COMMIT")
