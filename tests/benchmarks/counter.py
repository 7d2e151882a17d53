"""Scan to answer, and Enter to committed, against raw SQL that writes the same rows with the same settings."""

import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from parrainage_desktop.base.clock import SystemClock
from parrainage_desktop.base.database import Database, stamp
from parrainage_desktop.base.engine import sqlite_settings
from parrainage_desktop.counter import service as counter
from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Redemption, Side
from tests.benchmarks.measure import Line, each, percentile
from tests.benchmarks.people import ACTOR, store_of

VOUCHERS = 400


def lines() -> Iterator[Line]:
    """Half of the vouchers are honoured by the program, half by raw SQL, in one store."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        database = store_of(path, 15_000)
        codes = _vouchers(database)
        mine, theirs = codes[: VOUCHERS // 2], codes[VOUCHERS // 2 :]
        answered = each(lambda code: _answer(database, code), mine)
        honoured = each(lambda code: _honour(database, code), mine)
        database.close()
        raw = _raw(path)
        looked_up = each(lambda code: _look_up(raw, code), theirs)
        written = each(lambda code: write(raw, code), theirs)
        raw.close()
    yield Line(
        "scan -> answer, median",
        percentile(answered, 50),
        percentile(looked_up, 50),
        "verdict <= 150 ms",
        f"p99 {percentile(answered, 99):.1f}",
    )
    yield Line(
        "Enter -> committed, median",
        percentile(honoured, 50),
        percentile(written, 50),
        "<= 2 x floor",
        f"p99 {percentile(honoured, 99):.1f} (aim < 50), floor's p99 {percentile(written, 99):.1f}",
    )


def _vouchers(database: Database) -> list[str]:
    with database.write(ACTOR) as tx:
        programme = programmes.current(tx)
        people = customers.recent(tx, 0, VOUCHERS)
        issued = [vouchers.issue(tx, programme, Side.GOODWILL, person.id, 500) for person in people]
        for voucher in issued:
            tx.connection.exec_driver_sql("UPDATE vouchers SET valid_from = issued_on WHERE id = ?", (voucher.id,))
    return [voucher.code for voucher in issued]


def _answer(database: Database, code: str) -> None:
    with database.read(ACTOR) as tx:
        counter.answer(tx, code)


def _honour(database: Database, code: str) -> None:
    with database.write(ACTOR) as tx:
        done = vouchers.redeem(tx, code, vouchers.new_attempt())
    assert isinstance(done, Redemption)


def _raw(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    for name, value in sqlite_settings().items():
        raw.execute(f"PRAGMA {name} = {value}")
    return raw


def _look_up(raw: sqlite3.Connection, code: str) -> None:
    query = "SELECT v.*, c.* FROM vouchers v JOIN customers c ON c.id = v.holder_id WHERE v.code = ?"
    raw.execute(query, (code,)).fetchone()


def write(raw: sqlite3.Connection, code: str) -> None:
    """Honour a voucher by hand, or write down that it was used."""
    now = stamp(SystemClock().now())
    raw.execute("BEGIN IMMEDIATE")
    number, balance = raw.execute("SELECT id, balance_cents FROM vouchers WHERE code = ?", (code,)).fetchone()
    (entry,) = raw.execute("SELECT entry FROM journal_head").fetchone()
    won = raw.execute(
        "UPDATE vouchers SET balance_cents = 0, state = 'redeemed', uses = uses + 1 WHERE id = ? AND state = 'issued'",
        (number,),
    ).rowcount
    if won:
        raw.execute(
            "INSERT INTO redemptions (voucher_id, sequence, cents, attempt, at, redeemed_on, staff, till)"
            " VALUES (?, 1, ?, ?, ?, ?, 'Nora', 'Bench')",
            (number, balance, uuid.uuid4().hex, now, now[:10]),
        )
    raw.execute(
        "INSERT INTO journal VALUES (?, ?, 'Nora', 'Bench', ?, ?, '{}', ?)",
        (entry + 1, now, "voucher.redeemed" if won else "voucher.refused", number, "0" * 64),
    )
    raw.execute("COMMIT")
