"""The referrals' screen at 200 000 referrals of three years: opened, narrowed, searched, one of them whole."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from parrainage_desktop.base.database import Database
from parrainage_desktop.counter import decisions
from parrainage_desktop.referrals import board
from parrainage_desktop.referrals.board_rules import Group
from parrainage_desktop.reports import earned
from tests.benchmarks import opening
from tests.benchmarks.measure import Line, once
from tests.benchmarks.people import ACTOR, store_of

STATES = ("rewarded",) * 80 + ("claimed",) * 8 + ("rejected",) * 6 + ("lapsed",) * 3 + ("voided",) * 2 + ("flagged",)
YEARS = (2023, 2024, 2025)


def lines(count: int) -> Iterator[Line]:
    """Each beside the bare count of all referrals by state, without which nothing can be shown."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        database = store_of_referrals(path, count)
        floor = _floor(path)
        yield opening.first(path, "referrals", f"referrals, {count:,}: first opening")
        for name, work in (
            ("board", lambda: _board(database)),
            ("list of all, last page", lambda: _page(database, Group.ALL, count - 100)),
            ("list of refused, last page", lambda: _page(database, Group.CLOSED, count // 10)),
            ("search by name", lambda: _found(database)),
            ("one referral", lambda: _detail(database, count // 2)),
        ):
            yield Line(f"referrals, {count:,}: {name}", once(work, 5), floor, "< 100 ms")
        database.close()


def _board(database: Database) -> None:
    with database.read(ACTOR) as tx:
        found = board.board(tx, YEARS[-1], 6)
        earned.between(tx, found.completed.first, found.completed.last)


def _page(database: Database, group: Group, offset: int) -> None:
    with database.read(ACTOR) as tx:
        board.figures(tx)
        board.page(tx, group, offset, 100)


def _found(database: Database) -> None:
    with database.read(ACTOR) as tx:
        board.figures(tx)
        board.found(tx, "martin", Group.ALL)


def _detail(database: Database, referral_id: int) -> None:
    with database.read(ACTOR) as tx:
        board.detail(tx, referral_id)
        decisions.rewards(tx, referral_id)


def _floor(path: Path) -> float:
    raw = sqlite3.connect(path)
    taken = once(lambda: raw.execute("SELECT state, count(*) FROM referrals GROUP BY state").fetchall(), 5)
    raw.close()
    return taken


def store_of_referrals(path: Path, count: int, people: int = 0) -> Database:
    """A shop with so many referrals of three years, and at least so many customers."""
    store_of(path, max(people, count + count // 4)).close()
    chance = Random(4)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN")
    rows = [_row(chance, number, count) for number in range(1, count + 1)]
    raw.executemany(
        "INSERT INTO purchases (id, customer_id, amount_cents, purchased_on, at, staff, till, withdrawn)"
        " VALUES (?, ?, 3000, ?, ?, 'Nora', 'Bench', 0)",
        ((number, number, day, f"{day}T10:00:00.000000Z") for number, _state, _referrer, day in rows),
    )
    raw.executemany(
        "INSERT INTO referrals (id, state, referrer_id, referee_id, card, programme_id, claimed_at, claimed_on,"
        " rewarded_on, purchase_id, reason) VALUES (?, ?, ?, ?, 'PNXVVNTBCTFE', 1, ?, ?, ?, ?, '')",
        (_referral(*row) for row in rows),
    )
    raw.executemany(
        "INSERT INTO referral_checks VALUES (?, 'names_differ', 'flag')",
        ((row[0],) for row in rows if row[1] == "flagged"),
    )
    raw.executemany(
        "INSERT INTO vouchers (code, side, holder_id, referral_id, programme_id, value_cents, balance_cents, currency,"
        " minimum_cents, issued_at, issued_on, valid_from, valid_until, state, uses)"
        " VALUES (?, ?, ?, ?, 1, 500, 500, 'EUR', 0, ?, ?, ?, '2027-12-31', 'issued', 0)",
        (voucher for row in rows if row[1] == "rewarded" for voucher in _vouchers(*row)),
    )
    raw.execute("COMMIT")
    raw.close()
    return Database.open(path)


def _row(chance: Random, number: int, count: int) -> tuple[int, str, int, str]:
    day = f"{chance.choice(YEARS)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
    return number, chance.choice(STATES), count + chance.randrange(1, count // 4), day


def _referral(number: int, state: str, referrer: int, day: str) -> tuple[object, ...]:
    done = state in ("rewarded", "voided")
    return (
        number, state, referrer, number, f"{day}T10:00:00.000000Z", day, day if done else None,
        number if done else None,
    )  # fmt: skip


def _vouchers(number: int, _state: str, referrer: int, day: str) -> Iterator[tuple[object, ...]]:
    for side, holder in (("referrer", referrer), ("referee", number)):
        yield f"B{number:015d}{side[5]}", side, holder, number, f"{day}T10:00:00.000000Z", day, day
