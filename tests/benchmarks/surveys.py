"""A million answers: the page's figures from the kept counts beside a scan of them all; and noting one more."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from parrainage_desktop.base.database import Database
from parrainage_desktop.base.engine import sqlite_settings
from parrainage_desktop.surveys import figures, lists, many
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.campaign_rules import NewCampaign
from parrainage_desktop.surveys.campaigns import add
from parrainage_desktop.surveys.list_rules import Wanted
from parrainage_desktop.surveys.rules import Given, Origin, Segment, Span, Step
from tests.benchmarks.measure import Line, each, once, percentile
from tests.benchmarks.people import ACTOR, store_of

PEOPLE, DAYS, REPEATS, NOTED = 15_000, 730, 7, 300
_SCAN = (
    "SELECT substr(answered_on, 1, 7), score, count(*) FROM answers WHERE excluded = '' AND scale = '0-10'"
    " AND answered_on >= ? GROUP BY 1, 2"
)
_WITH_WORDS = "SELECT * FROM answers WHERE comment <> '' AND excluded = '' ORDER BY answered_on DESC, id DESC LIMIT 20"
_TOWNS = (
    "SELECT c.city, a.score, count(*) FROM answers a JOIN customers c ON c.id = a.customer_id"
    " WHERE a.excluded = '' AND a.scale = '0-10' GROUP BY 1, 2"
)
_WRITES = (
    "INSERT INTO answers (customer_id, score, comment, origin, at, answered_on, staff, till, excluded, campaign_id)"
    " VALUES (:who, 9, 'Kind', 'counter', :at, :day, 'Nora', 'Bench', '', :campaign)",
    "UPDATE answer_counts SET answers = answers + 1 WHERE answered_on = :day AND campaign_id = 0 AND score = 9",
    "UPDATE customers SET active_at = :at WHERE id = :who",
    "INSERT INTO campaign_people (campaign_id, customer_id, asked_on) VALUES (:campaign, :who, :day)",
    "INSERT INTO asks (customer_id, asked_on) VALUES (:who, :day)",
    "INSERT INTO journal (id, at, staff, till, action, subject, details, hash) SELECT entry + 1, :at, 'Nora', 'Bench',"
    " 'answer.recorded', :who, '{}', hex(randomblob(32)) FROM journal_head",
)


def lines(count: int) -> Iterator[Line]:
    """What the page asks, and one answer more; the floors ask SQLite for the same with nothing around it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        database = store_of(path, PEOPLE)
        campaign = _fill(database, count)
        raw = sqlite3.connect(path, isolation_level=None)
        for name, value in sqlite_settings().items():
            raw.execute(f"PRAGMA {name} = {value}")
        for name, ours, floor, aim in _asked(database, raw):
            yield Line(f"{count:,} answers: {name}", once(ours, REPEATS), once(floor, REPEATS), aim)
        yield _noting(database, raw, count, campaign)
        raw.close()
        database.close()


def _fill(database: Database, count: int) -> int:
    """Two years of answers, one in twenty with words; the number of a campaign that still runs."""
    dice = Random(5)
    with database.write(ACTOR) as tx:
        campaign = add(tx, NewCampaign("Autumn", tx.today, tx.today))
        today = tx.today
    for start in range(0, count, 50_000):
        with database.write(ACTOR) as tx:
            many.add(tx, [_given(dice, today) for _ in range(min(50_000, count - start))])
    return campaign.id


def _given(dice: Random, today: date) -> Given:
    score = 7 + dice.randrange(4) if dice.random() < 0.9 else dice.randrange(7)
    words = "Very kind, and quick" if dice.random() < 0.05 else ""
    whose = dice.randrange(1, PEOPLE + 1) if dice.random() < 0.7 else None
    origin = dice.choice((Origin.COUNTER, Origin.KIOSK, Origin.FORM))
    return Given(score, whose, words, origin, on=today - timedelta(days=dice.randrange(DAYS)))


def _asked(
    database: Database, raw: sqlite3.Connection
) -> Iterator[tuple[str, Callable[[], object], Callable[[], object], str]]:
    with database.read() as tx:
        span = Span(tx.today - timedelta(days=DAYS), tx.today)

    def page() -> None:
        with database.read() as tx:
            figures.figures(tx, span, Step.MONTH)

    def comments() -> None:
        with database.read() as tx:
            lists.listed(tx, Wanted(span), 0, 20)
            lists.count_listed(tx, Wanted(span))

    def towns() -> None:
        with database.read() as tx:
            figures.segments(tx, span, Segment.CITY)

    def promoters() -> None:
        with database.read() as tx:
            lists.promoters(tx)

    first = (str(span.first),)
    yield "score, distribution, 24 months", page, lambda: raw.execute(_SCAN, first).fetchall(), "< 200 ms"
    yield "the newest comments", comments, lambda: raw.execute(_WITH_WORDS).fetchall(), "< 100 ms"
    yield "by town (off the window’s thread)", towns, lambda: raw.execute(_TOWNS).fetchall(), "-"
    yield "promoters to invite (likewise)", promoters, lambda: raw.execute(_TOWNS).fetchall(), "-"


def _noting(database: Database, raw: sqlite3.Connection, count: int, campaign: int) -> Line:
    def note(number: str) -> None:
        with database.write(ACTOR) as tx:
            surveys.answer(tx, Given(int(number) % 11, int(number), "Kind", campaign_id=campaign))

    def write(number: str) -> None:
        given = {"who": int(number) + NOTED, "campaign": campaign, "day": str(day), "at": f"{day}T10:42:00.000000Z"}
        raw.execute("BEGIN IMMEDIATE")
        for statement in _WRITES:
            raw.execute(statement, given)
        raw.execute("COMMIT")

    with database.read() as tx:
        day = tx.today
    ours: list[float] = []
    floor: list[float] = []
    for number in map(str, range(1, NOTED + 1)):
        # By turns, so that both wait for the same disk.
        ours += each(note, [number])
        floor += each(write, [number])
    medians = f"medians {percentile(ours, 50):.1f} and {percentile(floor, 50):.1f} ms"
    return Line(
        f"{count:,} answers: one more, p99", percentile(ours, 99), percentile(floor, 99), "< 20 ms p99", medians
    )
