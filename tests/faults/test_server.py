"""A server that is away, refuses, loses a till or serves two programs of different age: one sentence, never a guess."""

import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from parrainage_desktop.base import engine as engines
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.faults import translated_errors
from parrainage_desktop.counter.till import Till as CounterTill
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Redemption
from tests.stores import ANA, LUC, ZONE, Servers, Till, broken_rules

on_a_server = pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
SECRET = "hunter2"


def refused(url: str) -> UserError:
    """What opening a store says that cannot be opened."""
    with pytest.raises(UserError) as error:
        Database.open(url)
    return error.value


# A connection that does not come about.


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"database": "nothere"}, "server_no_database"),
        ({"username": "nobody"}, "server_login"),
        ({"query": {"host": "/nowhere"}}, "server_unreachable"),
        ({"host": "no.such.host.invalid", "query": {}}, "server_unknown"),
    ],
)
def test_what_is_wrong_with_an_address_is_named_with_its_remedy(
    servers: Servers, change: dict[str, object], kind: str
) -> None:
    url = make_url(servers.url("postgres")).set(password=SECRET, **change)  # type: ignore[arg-type]
    assert refused(url.render_as_string(hide_password=False)).kind == kind


@contextmanager
def asking_for_passwords(servers: Servers) -> Iterator[str]:
    """A server that asks one of its users for a password; the user's name."""
    admin = psycopg.connect(str(make_url(servers.url("postgres")).set(drivername="postgresql")), autocommit=True)
    found = admin.execute("SHOW hba_file").fetchone()
    assert found
    rules = Path(found[0])
    before = rules.read_text(encoding="utf-8")
    admin.execute("CREATE ROLE bob LOGIN PASSWORD 'right'")
    try:
        rules.write_text("local all bob scram-sha-256\n" + before, encoding="utf-8")
        admin.execute("SELECT pg_reload_conf()")
        yield "bob"
    finally:
        rules.write_text(before, encoding="utf-8")
        admin.execute("SELECT pg_reload_conf()")
        admin.execute("DROP ROLE bob")
        admin.close()


def test_a_changed_password_is_asked_about_once_and_never_written_down(
    servers: Servers, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    tries: list[object] = []
    connect = psycopg.connect

    def counted(*words: object, **more: object) -> object:
        tries.append(words)
        return connect(*words, **more)  # type: ignore[arg-type]

    with asking_for_passwords(servers) as user:
        url = make_url(servers.url("postgres")).set(username=user, password=SECRET)
        wait_until(lambda: "password" in failure(url.set(drivername="postgresql").render_as_string(False)))
        monkeypatch.setattr(psycopg, "connect", counted)
        error = refused(url.render_as_string(hide_password=False))
    assert error.kind == "server_login"
    assert len(tries) == 1
    told = caplog.text + "".join(traceback.format_exception(error))
    assert SECRET not in told


def failure(dsn: str) -> str:
    """What the driver says to a connection, or nothing when it comes about."""
    try:
        psycopg.connect(dsn).close()
    except psycopg.OperationalError as error:
        return str(error)
    return ""


def wait_until(true: Callable[[], bool]) -> None:
    """Ask again and again, some thousand times at most."""
    assert any(true() for _try in range(5_000))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ('connection failed: FATAL:  password authentication failed for user "bob"', "server_login"),
        ("connection failed: fe_sendauth: no password supplied", "server_login"),
        ("connection failed: authentification par mot de passe échouée pour l'utilisateur « bob »", "server_login"),
        ("connection failed: FATAL:  le rôle « bob » n'existe pas", "server_login"),
        ("connection failed: FATAL:  la base de données « shop » n'existe pas", "server_no_database"),
        ("failed to resolve host 'till': [Errno -2] Name or service not known", "server_unknown"),
        ('connection failed: FATAL:  no pg_hba.conf entry for host "10.0.0.7"', "server_refused"),
        ("connection failed: FATAL:  sorry, too many clients already", "server_refused"),
        ("connection failed: FATAL:  the database system is starting up", "server_unreachable"),
        ("connection timeout expired", "server_unreachable"),
    ],
)  # fmt: skip
def test_every_way_a_server_turns_a_till_away_has_its_sentence(said: str, kind: str) -> None:
    with pytest.raises(UserError) as error, translated_errors():
        raise database_says(said)
    assert error.value.kind == kind
    assert "bob" not in error.value.message


def database_says(said: str) -> Exception:
    """The driver's words as SQLAlchemy hands them on."""
    from sqlalchemy.exc import OperationalError

    return OperationalError("", None, psycopg.OperationalError(said))


@pytest.mark.parametrize(
    "address",
    ["postgresql+psycopg://bob:hun@ter:2x@host:no/shop", "oracle://x/y", "nonsense://", "postgresql+nothing://x/y"],
)
def test_an_address_nobody_can_read_is_a_sentence_without_any_of_it(address: str) -> None:
    for begin in (Database.open, lambda url: Database.create(url, ZONE)):
        with pytest.raises(UserError) as error:
            begin(address)
        assert error.value.kind == "store_unsupported"
        assert "ter" not in "".join(traceback.format_exception(error.value)).split("Error: ")[-1].replace("server", "")
        assert error.value.__cause__ is None


@on_a_server
def test_a_server_that_is_gone_is_found_out_in_seconds_unless_the_address_says_otherwise(
    till: Till, store_url: str
) -> None:
    patient = Database.open(f"{store_url}&connect_timeout=9")
    for db, seconds in ((till.db, "5"), (patient, "9")):
        with db.read() as tx:
            driver = tx.connection.connection.driver_connection
            assert isinstance(driver, psycopg.Connection)
            found = driver.info.get_parameters()
        assert (found["connect_timeout"], found["tcp_user_timeout"]) == (seconds, "20000")
    patient.close()


# Writes, one behind the other.


@on_a_server
def test_a_write_sees_what_is_kept_whatever_the_server_s_own_habit(till: Till, store_url: str) -> None:
    name = make_url(store_url).database
    with till.db.write(ANA) as tx:
        tx.execute(text(f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'"))
    till.db.engine.dispose()
    with till.db.write(ANA) as tx:
        assert tx.execute(text("SHOW transaction_isolation")).scalar_one() == "read committed"
    with till.db.read_settled(ANA) as tx:
        assert tx.execute(text("SHOW transaction_isolation")).scalar_one() == "read committed"
    with till.db.read() as tx:
        assert tx.execute(text("SHOW transaction_isolation")).scalar_one() == "repeatable read"


@on_a_server
def test_a_till_lost_in_the_middle_of_a_write_does_not_hold_the_others_for_ever(
    till: Till, store_url: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_LOST_MILLISECONDS", 50)
    other = Till(Database.open(store_url, clock), clock)
    with pytest.raises(UserError) as lost, till.db.write(ANA) as tx:  # noqa: PT012 - it is the block that is lost
        monkeypatch.setattr(engines, "_LOST_MILLISECONDS", 60_000)
        other.customer()
        tx.execute(text("SELECT 1"))
    assert lost.value.kind == "server_unreachable"
    assert other.count("customers") == 1
    other.db.close()


def waits_for_the_lock(till: Till) -> bool:
    """Whether somebody stands in the queue of writers."""
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    return int(till.scalar(waiting)) > 0


class Straggler(threading.Thread):
    """A server that is still keeping what a till, by now cut off from it, has sent."""

    def __init__(self, url: str, clock: SetClock, code: str, attempt: str) -> None:
        super().__init__(daemon=True)
        self._url, self._clock, self._code, self._attempt = url, clock, code, attempt
        self.busy = threading.Event()

    def run(self) -> None:
        """Redeem, and keep it only once somebody waits for the outcome."""
        watching = Till(Database.open(self._url, self._clock), self._clock)
        db = Database.open(self._url, self._clock)
        with db.write(ANA) as tx:
            vouchers.redeem(tx, self._code, self._attempt)
            self.busy.set()
            wait_until(lambda: waits_for_the_lock(watching))
        for each in (db, watching.db):
            each.close()


@on_a_server
def test_an_uncertain_redemption_is_decided_once_the_server_has_made_up_its_mind(
    till: Till, store_url: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    voucher, attempt = till.usable_voucher(), vouchers.new_attempt()
    straggler = Straggler(store_url, clock, voucher.code, attempt)
    counter = CounterTill(till.db, ANA)
    write, tries = till.db.write, list[Actor]()

    def lost_at_first(actor: Actor) -> object:
        tries.append(actor)
        if len(tries) == 1:
            raise UserError("server_unreachable", "lost")
        return write(actor)

    monkeypatch.setattr(till.db, "write", lost_at_first)
    straggler.start()
    assert straggler.busy.wait(30)
    answer = counter.redeem(voucher.code, attempt)
    straggler.join(30)
    assert isinstance(answer, Redemption)
    assert (answer.repeated, answer.use.attempt) == (True, attempt)
    assert till.count("redemptions") == 1
    assert broken_rules(till) == []


# Two programs of different age.


def test_nothing_is_written_once_a_newer_program_has_changed_the_store(till: Till, store_url: str) -> None:
    with till.db.write(ANA) as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    before = till.journal()
    with pytest.raises(UserError) as error:
        till.customer()
    assert error.value.kind == "store_newer"
    assert till.journal() == before


def test_nothing_is_written_into_an_older_store_put_in_place_of_the_open_one(till: Till) -> None:
    with till.db.write(LUC) as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(UserError) as error:
        till.customer()
    assert error.value.kind == "store_changed"
    assert till.count("customers") == 0
