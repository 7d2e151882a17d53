"""The store's shape: the tables the code means are the tables a store has, and old stores open for ever."""

import importlib
import pkgutil
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import parrainage_desktop
from parrainage_desktop.base import database, engine, migrations, store_files
from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import METADATA, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.migrations import HEAD, runner
from parrainage_desktop.vouchers.rules import Redemption
from tests.migrations.make_store import STORES, fill
from tests.stores import ANA, NOW, ZONE, Till, broken_rules, set_up

KEPT = sorted(STORES.glob("*.db"))
REVISIONS = Path(migrations.__file__).parent / "versions"

# What a small kept store has no rows of yet.
EMPTY = [
    "ambassador_notes", "ambassador_tiers",
    "answer_absences", "asks", "call_backs", "campaign_people", "campaigns", "card_wishes", "codes", "consents",
    "counted_purchases", "customer_notes", "customer_tags", "customer_tiers", "distinct_people", "draws",
    "erasures", "extensions", "gifts", "import_people", "imported_answers", "imports", "merges", "payments",
    "printings", "review_channels", "review_invitations", "review_policy", "shares", "testimonials", "touch_weights",
    "touches",
]

# What only the database knows of: the search index and the migrations' own mark.
OWN = {"alembic_version", "ix_customers_words"}


def all_models() -> None:
    """Import every store, so that the metadata is whole."""
    for feature in pkgutil.iter_modules(parrainage_desktop.__path__):
        folder = Path(str(parrainage_desktop.__path__[0])) / feature.name
        for file in folder.glob("*.py"):
            if "TypedColumns" in file.read_text("utf-8"):
                importlib.import_module(f"parrainage_desktop.{feature.name}.{file.stem}")


def own_objects(_thing: object, name: str | None, kind: str, *_rest: object) -> bool:
    """Leave out what the models do not describe."""
    return name not in OWN and not (name or "").startswith("customer_words")


def differences(connection: Connection) -> list[object]:
    """What the store's tables and the code's disagree about."""
    options = {"compare_type": True, "compare_server_default": True, "include_object": own_objects}
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, METADATA))


def test_the_tables_of_a_store_are_the_tables_the_code_means(till: Till) -> None:
    all_models()
    with till.db.engine.connect() as connection:
        assert differences(connection) == []


def test_a_difference_would_be_seen(till: Till) -> None:
    all_models()
    with till.db.engine.connect() as connection:
        connection.exec_driver_sql("DROP INDEX ix_vouchers_issued_on")
        connection.exec_driver_sql("ALTER TABLE shop ADD COLUMN motto VARCHAR(10)")
        assert len(differences(connection)) == 2
        connection.rollback()


@pytest.mark.parametrize("table", ["vouchers", "redemptions", "referrals"])
def test_what_refers_to_a_purchase_is_found_by_an_index(file_till: Till, table: str) -> None:
    with file_till.db.read() as tx:
        plan = tx.execute(text(f"EXPLAIN QUERY PLAN SELECT id FROM {table} WHERE purchase_id = 3")).all()
    assert [row[3] for row in plan if f"ix_{table}_purchase_id" in row[3]] != []


def constraints(path: Path) -> str:
    """Every statement that made a file's tables, checks and triggers."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").fetchall()
    connection.close()
    return "\n".join(row[0] for row in rows)


def test_every_check_the_code_means_is_in_the_file(file_till: Till, tmp_path: Path) -> None:
    all_models()
    made = constraints(tmp_path / "shop.db")
    named = {str(c.name) for table in METADATA.tables.values() for c in table.constraints if c.name}
    assert {name for name in named if name.startswith("ck_")} >= {"ck_vouchers_balance", "ck_redemptions_cents"}
    assert [name for name in sorted(named) if name.startswith("ck_") and name not in made] == []


def scripts() -> ScriptDirectory:
    """The revisions as Alembic reads them."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return ScriptDirectory.from_config(config)


def test_the_program_knows_the_newest_revision_and_they_follow_in_one_line() -> None:
    files = sorted(path.name[:4] for path in REVISIONS.glob("[0-9]*.py"))
    assert files == [f"{number:04}" for number in range(1, len(files) + 1)]
    assert files[-1] == HEAD
    assert scripts().get_heads() == [HEAD]
    assert [script.revision for script in scripts().walk_revisions()] == files[::-1]


# Stores kept from every release.


def test_a_store_is_kept_of_every_revision() -> None:
    assert [path.stem for path in KEPT] == sorted(path.name[:4] for path in REVISIONS.glob("[0-9]*.py"))
    assert all(path.stat().st_size < 800_000 for path in KEPT)


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_store_kept_from_a_release_opens_and_goes_on(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    shutil.copy(kept, path)
    clock = SetClock(NOW)
    clock.set(NOW.replace(day=16))
    till = Till(Database.open(path, clock), clock)
    assert till.scalar("SELECT version_num FROM alembic_version") == HEAD
    assert broken_rules(till) == []
    assert till.scalar("SELECT given_name FROM customers WHERE id = 1") == "Karim"
    assert (till.count("redemptions"), till.count("reversals"), till.count("cancellations")) == (2, 1, 1)
    code = till.scalar("SELECT code FROM vouchers WHERE state = 'issued' AND value_cents = 700")
    assert isinstance(till.redeem(code), Redemption)
    assert broken_rules(till) == []
    till.db.close()


def test_what_the_journal_knows_of_answers_counted_again_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    shutil.copy(STORES / "0018.db", path)
    turns = ["excluded", "included", "excluded", "recorded", "included", "excluded"]
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO journal VALUES (1000 + :day, :at, '', '', :action, 2, '{}', '')",
            [
                {"day": day, "at": f"2026-11-1{day}T09:00:00.000000Z", "action": f"answer.{word}"}
                for day, word in enumerate(turns)
            ],
        )
    connection.close()
    clock = SetClock(NOW)
    till = Till(Database.open(path, clock), clock)
    days = "SELECT group_concat(answer_id || ':' || substr(out_at, 9, 2) || '-' || substr(back_at, 9, 2))"
    assert till.scalar(f"{days} FROM answer_absences") == "2:10-11,2:12-14"
    till.db.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_kept_store_has_rows_in_every_table(new_url: Callable[[str], str], kind: str) -> None:
    all_models()
    clock = SetClock(NOW)
    db = Database.create(new_url(kind), ZONE, clock)
    set_up(db)
    till = Till(db, clock)
    fill(till)
    assert [name for name in sorted(METADATA.tables) if not till.count(name)] == EMPTY
    assert broken_rules(till) == []
    db.close()


# Changing shape.


def test_a_newer_store_is_refused_untouched_and_names_both_versions(file_till: Till, tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    file_till.db.close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UserError) as refused:
        Database.open(path)
    assert refused.value.kind == "store_newer"
    assert "0999" in refused.value.message
    assert HEAD in refused.value.message
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "home") == ["shop.db"]


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_a_newer_server_store_is_refused_too(till: Till, store_url: str) -> None:
    with till.db.write(ANA) as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    with pytest.raises(UserError) as refused:
        Database.open(store_url)
    assert refused.value.kind == "store_newer"


NEXT = '''"""A later shape."""

from alembic import op

revision = "9001"
down_revision = "{head}"


def upgrade() -> None:
    """Change something."""
    op.execute("ALTER TABLE shop ADD COLUMN motto VARCHAR(10) DEFAULT 'bon' NOT NULL")
    {then}
'''


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give the program a further revision, as a later release will."""

    def add(then: str) -> None:
        folder = tmp_path / "scripts"
        shutil.copytree(Path(migrations.__file__).parent, folder)
        (folder / "versions" / "9001_next.py").write_text(NEXT.format(head=HEAD, then=then), encoding="utf-8")

        def upgrade(connection: Connection) -> None:
            config = Config()
            config.set_main_option("script_location", str(folder))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

        monkeypatch.setattr(runner, "_upgrade", upgrade)
        monkeypatch.setattr(migrations, "HEAD", "9001")

    return add


def test_an_older_store_is_copied_then_brought_up_to_date(
    store_url: str, tmp_path: Path, clock: SetClock, next_revision: Callable[[str], None]
) -> None:
    next_revision("pass")
    till = Till(Database.open(store_url, clock), clock)
    assert till.scalar("SELECT motto FROM shop") == "bon"
    assert till.scalar("SELECT version_num FROM alembic_version") == "9001"
    assert broken_rules(till) == []
    till.db.close()
    copy = tmp_path / f"shop.before-{HEAD}.db"
    if store_url.startswith("sqlite"):
        connection = sqlite3.connect(copy)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()


@pytest.mark.parametrize(
    "then",
    [
        "raise RuntimeError('the power went')",
        "op.execute('INSERT INTO cards VALUES (1, 999999, 1, 1)'); raise RuntimeError('the power went')",
    ],
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(
    store_url: str, clock: SetClock, next_revision: Callable[[str], None], then: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Till(Database.open(store_url, clock), clock).db.close()
    next_revision(then)
    with pytest.raises(Exception, match=r"power|foreign key|cards"):
        Database.open(store_url, clock)
    monkeypatch.undo()
    till = Till(Database.open(store_url, clock), clock)
    assert till.scalar("SELECT version_num FROM alembic_version") == HEAD
    with till.db.engine.connect() as connection:
        assert differences(connection) == []
    assert broken_rules(till) == []
    till.db.close()


def test_a_migration_waits_for_a_till_that_writes_and_stops_the_older_program_afterwards(
    store_url: str, clock: SetClock, next_revision: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    older = Till(Database.open(store_url, clock), clock)
    with monkeypatch.context() as newer:
        newer.setattr(engine, "BUSY_MILLISECONDS", 20)
        next_revision("pass")
        with older.db.write(ANA), pytest.raises(UserError) as busy:
            Database.open(store_url, clock)
        assert busy.value.kind == "store_busy"
    Till(Database.open(store_url, clock), clock).db.close()
    monkeypatch.undo()
    with pytest.raises(UserError) as refused:
        older.customer()
    assert refused.value.kind == "store_newer"
    assert older.count("customers") == 0
    older.db.close()


def test_a_migration_that_leaves_a_row_pointing_to_nothing_is_taken_back(
    file_till: Till, tmp_path: Path, clock: SetClock, next_revision: Callable[[str], None]
) -> None:
    file_till.customer()
    file_till.db.close()
    next_revision("op.execute('DELETE FROM customers')")
    with pytest.raises(UserError) as refused:
        Database.open(tmp_path / "shop.db", clock)
    assert refused.value.kind == "store_damaged"
    connection = sqlite3.connect(tmp_path / "shop.db")
    assert connection.execute("SELECT count(*) FROM customers").fetchone() == (1,)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    connection.close()


def test_work_done_between_two_tries_to_migrate_is_in_the_copy(
    file_till: Till,
    tmp_path: Path,
    clock: SetClock,
    next_revision: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    next_revision("raise RuntimeError('the power went')")
    with pytest.raises(RuntimeError):
        Database.open(tmp_path / "shop.db", clock)
    monkeypatch.undo()
    file_till.customer("Zoé")
    shutil.rmtree(tmp_path / "scripts")
    next_revision("pass")
    Database.open(tmp_path / "shop.db", clock).close()
    copies = [sqlite3.connect(path) for path in tmp_path.glob("shop.before-*.db")]
    counts = [copy.execute("SELECT count(*) FROM customers").fetchone()[0] for copy in copies]
    for copy in copies:
        copy.close()
    assert 1 in counts


def test_the_mark_of_a_store_is_in_its_first_bytes(file_till: Till, tmp_path: Path) -> None:
    start = (tmp_path / "shop.db").read_bytes()[:100]
    assert start[:16] == b"SQLite format 3\x00"
    assert int.from_bytes(start[68:72], "big") == store_files.APPLICATION_ID
    assert database.Database.settings(file_till.db)["sqlite"] == sqlite3.sqlite_version
