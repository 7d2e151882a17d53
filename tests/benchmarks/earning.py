"""A friend arrives, and buys, in a big shop: every write of both, against the same statements by raw SQL in a copy."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import event

from parrainage_desktop.base.database import Database
from parrainage_desktop.base.engine import sqlite_settings
from parrainage_desktop.counter import service as counter
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import NewCustomer
from parrainage_desktop.referrals import claiming
from parrainage_desktop.referrals.rules import Claimed
from tests.benchmarks.measure import Line, each, each_twice, percentile
from tests.benchmarks.people import ACTOR
from tests.benchmarks.referrals import store_of_referrals

FRIENDS = 300
Statements = list[tuple[str, Any]]


def lines(people: int, referrals: int) -> Iterator[Line]:
    """The 99th percentile of each act, and of writing the very same rows by hand."""
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder) / "shop.db", Path(folder) / "copy.db"
        database = store_of_referrals(path, referrals, people)
        with database.write(ACTOR) as tx:
            cards = [customers.add(tx, NewCustomer(f"Carte{n}", "Dupont")).card for n in range(FRIENDS)]
        shutil.copy(path, copy)
        written: dict[str, Statements] = {}
        friends: dict[str, int] = {}

        def claim(card: str) -> None:
            with database.write(ACTOR) as tx:
                claimed = claiming.claim(tx, card, NewCustomer("Zoé", f"Ami {card}"))
            assert isinstance(claimed, Claimed)
            friends[card] = claimed.referral.referee_id

        def buy(card: str) -> None:
            with database.write(ACTOR) as tx:
                assert len(counter.record_purchase(tx, friends[card], 3_000).vouchers) == 2

        raw = _opened(copy)
        for name, act in (("claim", claim), ("purchase and both rewards", buy)):
            times, computed = zip(*each_twice(_noting(database, act, written), cards), strict=True)
            floor = each(lambda card: _again(raw, written[card]), cards)
            said = f"median {percentile(times, 50):.1f}, floor’s {percentile(floor, 50):.1f}"
            processor = f"CPU {percentile(computed, 50):.1f}, p99 {percentile(computed, 99):.1f}"
            size = f"{people:,} customers, {referrals:,} referrals"
            note = f"{said}; {processor}; {size}"
            yield Line(f"{name}, p99", percentile(times, 99), percentile(floor, 99), "< 20 ms", note)
        raw.close()
        database.close()


def _noting(
    database: Database, act: Callable[[str], None], written: dict[str, Statements]
) -> Callable[[str], None]:
    """The act, whose statements are remembered by what it was done with."""

    def noting(card: str) -> None:
        current: Statements = []
        written[card] = current

        def note(_c: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
            if not statement.startswith(("SELECT", "BEGIN")):
                current.extend((statement, one) for one in (values if many else [values]))

        event.listen(database.engine, "before_cursor_execute", note)
        act(card)
        event.remove(database.engine, "before_cursor_execute", note)

    return noting


def _opened(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    for name, value in sqlite_settings().items():
        raw.execute(f"PRAGMA {name} = {value}")
    return raw


def _again(raw: sqlite3.Connection, statements: Statements) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for statement, values in statements:
        raw.execute(statement, values).fetchall()
    raw.execute("COMMIT")
