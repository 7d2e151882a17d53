"""The month's report of a large shop: it costs what the month holds, however long the shop has kept its figures."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from parrainage_desktop.base.clock import add_months, previous_month
from parrainage_desktop.base.database import Database
from parrainage_desktop.reports import document, service
from tests.benchmarks.measure import Line, each_twice, once
from tests.benchmarks.people import ACTOR, store_of

MONTHS, REPEATS = 36, 3
AIM = "< 3 s"
_AT = "T10:00:00.000000Z"
_STATES = ("rewarded",) * 80 + ("claimed",) * 12 + ("rejected",) * 8


def lines(people: int, referrals: int, answers: int) -> Iterator[Line]:
    """The figures beside the same month's rows merely added up by SQLite; then the paper drawn from them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        database = store(path, people, referrals, answers)
        today = datetime.now(UTC).date()
        year, month = previous_month(today.year, today.month)
        name = f"report, {people:,} customers, {referrals:,} referrals, {answers:,} answers"
        with database.read(ACTOR) as tx:
            figures = service.figures(tx, year, month)
        floor = _floor(path, date(year, month, 1))
        paper = Path(folder) / "report.pdf"
        works: dict[str, Callable[[str], object]] = {
            "figures": lambda _: _figures(database, year, month),
            "paper": lambda _: document.monthly(paper, figures, "fr"),
        }
        taken = {what: min(each_twice(work, [""] * REPEATS)) for what, work in works.items()}
        for what, (milliseconds, _computed) in taken.items():
            yield Line(f"{name}: {what}", milliseconds, floor, "")
        clock, computed = map(sum, zip(*taken.values(), strict=True))
        note = f"{len(figures.rewarded):,} rewards, {computed:,.0f} ms of computing"
        yield Line(f"{name}: both", clock, floor, AIM, note)
        database.close()


def store(path: Path, people: int, referrals: int, answers: int, months: int = MONTHS) -> Database:
    """A shop whose referrals and answers spread over the months before this one, journal and all."""
    store_of(path, people).close()
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN")
    first = add_months(datetime.now(UTC).date().replace(day=1), -months)
    raw.execute("UPDATE programmes SET effective_from = ?", (first.isoformat(),))
    chance = Random(6)
    days = sorted(_day(chance, first, months) for _referral in range(referrals))
    rows = [(number, day, chance.choice(_STATES)) for number, day in enumerate(days, start=1)]
    _fill_referrals(raw, chance, rows, people)
    _fill_answers(raw, chance, sorted(_day(chance, first, months) for _answer in range(answers)))
    raw.execute("COMMIT")
    raw.close()
    return Database.open(path)


def _figures(database: Database, year: int, month: int) -> None:
    with database.read(ACTOR) as tx:
        service.figures(tx, year, month)


def _floor(path: Path, first: date) -> float:
    days = first.isoformat(), (add_months(first, 1) - timedelta(days=1)).isoformat()
    asked = (
        "SELECT sum(balance_cents) FROM vouchers WHERE state = 'issued'",
        "SELECT sum(value_cents) FROM vouchers WHERE issued_on BETWEEN ? AND ?",
        "SELECT sum(cents) FROM redemptions WHERE redeemed_on BETWEEN ? AND ?",
        "SELECT score, count(*) FROM answers WHERE answered_on BETWEEN ? AND ? GROUP BY score",
        "SELECT count(*), sum(amount_cents) FROM purchases WHERE purchased_on BETWEEN ? AND ?",
        "SELECT * FROM referrals JOIN customers ON customers.id = referrals.referee_id"
        " WHERE rewarded_on BETWEEN ? AND ?",
    )
    raw = sqlite3.connect(path)
    taken = once(lambda: [raw.execute(sql, days[: 2 * ("?" in sql)]).fetchall() for sql in asked], REPEATS)
    raw.close()
    return taken


def _day(chance: Random, first: date, months: int) -> str:
    """A day of one of the months, each of them as busy as the others."""
    return add_months(first, chance.randrange(months)).replace(day=chance.randrange(1, 29)).isoformat()


def _fill_referrals(raw: sqlite3.Connection, chance: Random, rows: list[tuple[int, str, str]], people: int) -> None:
    raw.executemany(
        "INSERT INTO purchases (id, customer_id, amount_cents, purchased_on, at, staff, till, withdrawn)"
        " VALUES (?, ?, 3000, ?, ?, 'Nora', 'Bench', 0)",
        ((number, number, day, day + _AT) for number, day, _state in rows),
    )
    raw.executemany(
        "INSERT INTO referrals (id, state, referrer_id, referee_id, card, programme_id, claimed_at, claimed_on,"
        " rewarded_on, purchase_id, reason) VALUES (?, ?, ?, ?, 'PNXVVNTBCTFE', 1, ?, ?, ?, ?, '')",
        (
            (number, state, chance.randint(1, people), number, day + _AT, day)
            + ((day, number) if state == "rewarded" else (None, None))
            for number, day, state in rows
        ),
    )
    given = [(number, day) for number, day, state in rows if state == "rewarded"]
    vouchers = [(number, day, side) for number, day in given for side in ("referrer", "referee")]
    raw.executemany(
        "INSERT INTO vouchers (id, code, side, holder_id, referral_id, purchase_id, programme_id, value_cents,"
        " balance_cents, currency, minimum_cents, issued_at, issued_on, valid_from, valid_until, state, uses, staff)"
        " VALUES (?, ?, ?, ?, ?, ?, 1, 500, ?, 'EUR', 0, ?, ?, ?, ?, ?, ?, 'Nora')",
        _vouchers(vouchers),
    )
    raw.executemany(
        "INSERT INTO redemptions (id, voucher_id, sequence, cents, attempt, at, redeemed_on, staff, till)"
        " VALUES (?, ?, 1, 500, ?, ?, ?, 'Luc', 'Bench')",
        ((i, i, str(i), day + _AT, day) for i, day in _some(vouchers, _used, 20)),
    )
    raw.executemany(
        "INSERT INTO reversals (redemption_id, reason, at, reversed_on, staff, till)"
        " VALUES (?, 'returned', ?, ?, 'Luc', 'Bench')",
        ((i, day + _AT, day) for i, day in _some(vouchers, _reversed, 20)),
    )
    raw.executemany(
        "INSERT INTO cancellations (voucher_id, reason, at, cancelled_on, staff, till)"
        " VALUES (?, 'lost', ?, ?, 'Luc', 'Bench')",
        ((i, day + _AT, day) for i, day in _some(vouchers, _cancelled, 0)),
    )
    _fill_journal(raw, rows, vouchers)


def _fill_journal(
    raw: sqlite3.Connection, rows: list[tuple[int, str, str]], vouchers: list[tuple[int, str, str]]
) -> None:
    claims = [
        (day, "referral.claimed", number, f'{{"referee":{number},"referrer":1,"state":"claimed"}}')
        for number, day, state in rows if state != "rejected"
    ]
    refusals = [(day, "referral.refused", number, "{}") for number, day, state in rows if state == "rejected"]
    added = [(day, "purchase.added", number, "{}") for number, day, _state in rows]
    rewards = [
        (day, "referral.rewarded", number, f'{{"from":"claimed","purchase":{number}}}')
        for number, day, state in rows if state == "rewarded"
    ]
    issues = [(day, "voucher.issued", i, "{}") for i, (_n, day, _side) in enumerate(vouchers, start=1)]
    uses = [(day, "voucher.redeemed", i, "{}") for i, day in _some(vouchers, _used, 20)]
    last = raw.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0]
    entries = sorted([*claims, *refusals, *added, *rewards, *issues, *uses], key=lambda entry: entry[0])
    raw.executemany(
        "INSERT INTO journal (id, at, staff, till, action, subject, details, hash)"
        " VALUES (?, ?, 'Nora', 'Bench', ?, ?, ?, '')",
        ((number, day + _AT, *rest) for number, (day, *rest) in enumerate(entries, start=last + 1)),
    )


def _fill_answers(raw: sqlite3.Connection, chance: Random, days: list[str]) -> None:
    raw.executemany(
        "INSERT INTO answers (customer_id, score, comment, origin, at, answered_on, staff, till, excluded, quotable)"
        " VALUES (NULL, ?, ?, 'kiosk', ?, ?, 'Nora', 'Bench', '', ?)",
        (
            (chance.randrange(11), "Très bien." if i % 7 == 0 else "", day + _AT, day, i % 2)
            for i, day in enumerate(days)
        ),
    )


def _vouchers(vouchers: list[tuple[int, str, str]]) -> Iterator[tuple[object, ...]]:
    for i, (number, day, side) in enumerate(vouchers, start=1):
        used = _used(i, day)
        spent = used and not _reversed(i, day)
        state = "redeemed" if spent else "cancelled" if _cancelled(i, day) else "issued"
        yield (
            i, f"B{i:016d}", side, number, number, number, 0 if spent else 500, day + _AT, day, _later(day, 1),
            _later(day, 183), state, int(used),
        )  # fmt: skip


def _some(
    vouchers: list[tuple[int, str, str]], which: Callable[[int, str], bool], days: int
) -> Iterator[tuple[int, str]]:
    """Those to which something happened so many days after their issue, and when."""
    numbered = ((i, day) for i, (_number, day, _side) in enumerate(vouchers, start=1))
    return ((i, _later(day, days)) for i, day in numbered if which(i, day))


def _used(number: int, day: str) -> bool:
    return number % 5 < 3 and _later(day, 20) <= datetime.now(UTC).date().isoformat()


def _reversed(number: int, day: str) -> bool:
    return number % 100 == 0 and _used(number, day)


def _cancelled(number: int, _day: str) -> bool:
    return number % 50 == 4


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
