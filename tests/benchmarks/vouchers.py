"""The vouchers' page at half a million of them: opening it, another chip, a search, the end of the longest list."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from parrainage_desktop.base import codes
from parrainage_desktop.base.codes import CodeKind
from parrainage_desktop.base.database import Database
from parrainage_desktop.vouchers import lists
from parrainage_desktop.vouchers.rules import Shown, Side, Wanted
from tests.benchmarks import opening
from tests.benchmarks.measure import Line, once
from tests.benchmarks.people import ACTOR, store_of

PEOPLE, YEARS, REPEATS = 15_000, 5, 7
AIM = "<= 100 ms"
SCREEN = 100
_OPEN = "SELECT valid_until, count(*), sum(balance_cents) FROM vouchers WHERE state = 'issued' AND valid_until >= ?"
_KINDS = "SELECT state, count(*), sum(value_cents) FROM vouchers GROUP BY state"
_ROWS = (
    "SELECT v.*, c.given_name, c.family_name FROM vouchers v JOIN customers c ON c.id = v.holder_id WHERE v.id IN"
    " (SELECT id FROM vouchers WHERE {which} LIMIT 100 OFFSET {skip})"
)


def lines(count: int) -> Iterator[Line]:
    """What a person waits for on the page; the floor asks SQLite for the same with nothing around it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        database = store_of(path, PEOPLE)
        _fill(path, count)
        yield opening.first(path, "vouchers", f"vouchers of {count:,}: first opening")
        raw = sqlite3.connect(path)
        for name, ours, floor in _asked(database, raw):
            yield Line(f"vouchers of {count:,}: {name}", once(ours, REPEATS), once(floor, REPEATS), AIM)
        raw.close()
        database.close()


def _asked(
    database: Database, raw: sqlite3.Connection
) -> Iterator[tuple[str, Callable[[], object], Callable[[], object]]]:
    today = _today().isoformat()
    alive = f"state = 'issued' AND valid_until >= '{today}' ORDER BY valid_until, id"
    used = "state = 'redeemed' ORDER BY valid_until DESC, id DESC"
    deep = raw.execute("SELECT count(*) FROM vouchers WHERE state = 'redeemed'").fetchone()[0] - SCREEN
    holders = tuple(range(1, 51))

    def opened() -> None:
        raw.execute(_OPEN + " GROUP BY valid_until", (today,)).fetchall()
        raw.execute(_ROWS.format(which=alive, skip=0)).fetchall()

    def chip() -> None:
        raw.execute(_ROWS.format(which=used, skip=0)).fetchall()

    def held() -> None:
        raw.execute(f"SELECT * FROM vouchers WHERE holder_id IN ({','.join(map(str, holders))})").fetchall()

    yield "open", lambda: _show(database, Wanted(), whole=True), opened
    yield "another chip", lambda: _page(database, Wanted(Shown.REDEEMED), 0), chip
    yield "one side", lambda: _show(database, Wanted(side=Side.REFERRER)), opened
    yield "50 people found", lambda: _show(database, Wanted(Shown.ALL, holder_ids=holders)), held
    last = Wanted(Shown.REDEEMED)
    end = _ROWS.format(which=used, skip=deep)
    yield "scroll to the end", lambda: _page(database, last, deep), lambda: raw.execute(end).fetchall()


def _show(database: Database, wanted: Wanted, *, whole: bool = False) -> None:
    with database.read(ACTOR) as tx:
        if whole:
            lists.opening(tx)
        else:
            lists.counts(tx, wanted)
        lists.owing(tx, wanted)
        lists.page(tx, wanted, 0, SCREEN)


def _page(database: Database, wanted: Wanted, offset: int) -> None:
    with database.read(ACTOR) as tx:
        lists.page(tx, wanted, offset, SCREEN)


def _fill(path: Path, count: int) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    programme = raw.execute("SELECT max(id) FROM programmes").fetchone()[0]
    raw.execute("BEGIN")
    raw.executemany(
        "INSERT INTO vouchers (id, code, side, holder_id, programme_id, value_cents, balance_cents, currency,"
        " minimum_cents, issued_at, issued_on, valid_from, valid_until, state, uses, till) VALUES"
        f" (?, ?, ?, ?, {programme}, 500, ?, 'EUR', 0, ?, ?, ?, ?, ?, ?, ?)",
        _rows(count),
    )
    raw.execute("COMMIT")
    raw.close()


def _today() -> date:
    return datetime.now(UTC).date()


def _rows(count: int) -> Iterator[tuple[object, ...]]:
    """Five years of a busy chain: most are used, a tenth may still be."""
    chance, today = Random(1), _today()
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    sides = [side.value for side in Side]
    for number in range(1, count + 1):
        issued = today - timedelta(days=YEARS * 365 * (count - number) // count)
        until = issued + timedelta(days=182)
        state = chance.choices(("issued", "redeemed", "cancelled"), (37, 61, 2))[0]
        yield (
            number, codes.new_code(CodeKind.VOUCHER, chance), chance.choice(sides), chance.randint(1, PEOPLE),
            0 if state == "redeemed" else 500, at, issued.isoformat(), (issued + timedelta(days=1)).isoformat(),
            until.isoformat(), state, 0, f"till {chance.randint(1, 3)}",
        )  # fmt: skip
