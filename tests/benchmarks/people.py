"""A store with as many customers as one likes, filled in bulk: only searching it is measured."""

import sqlite3
from pathlib import Path
from random import Random
from typing import Any

from parrainage_desktop.base import codes, writing
from parrainage_desktop.base.codes import CodeKind
from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.shell.demo_people import CITIES, FAMILY, GIVEN

ACTOR = Actor("Nora", "Bench")
_NAMES = "id, given_name, family_name, phone, city, card, search_key"


def store_of(path: Path, count: int) -> Database:
    """A shop in Paris with `count` invented customers."""
    database = Database.create(path, "Europe/Paris")
    with database.write(ACTOR) as tx:
        preferences.set_up(tx, preferences.described("Maison Lumet", "fr", "EUR", "Europe/Paris"))
        programmes.start(tx)
    database.close()
    _fill(path, count)
    return Database.open(path)


def server_of(url: str, count: int) -> Database:
    """The same shop on a PostgreSQL server; the index of words is made once the people are in, which is quicker."""
    database = Database.create(url, "Europe/Paris")
    with database.write(ACTOR) as tx:
        preferences.set_up(tx, preferences.described("Maison Lumet", "fr", "EUR", "Europe/Paris"))
        programmes.start(tx)
    raw = database.engine.raw_connection()
    cursor: Any = raw.cursor()
    cursor.execute("DROP INDEX ix_customers_words")
    with cursor.copy(f"COPY customers ({_NAMES}, email, language, since, active_at) FROM STDIN") as copy:
        for row in _rows(count):
            copy.write_row((*row, "", "fr", "2026-01-01", "2026-01-01T00:00:00.000000Z"))
    cursor.execute("CREATE INDEX ix_customers_words ON customers USING gin (to_tsvector('simple', search_key))")
    raw.commit()
    cursor.execute("ANALYZE customers")
    raw.commit()
    raw.close()
    return database


def _fill(path: Path, count: int) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN")
    raw.executemany(
        f"INSERT INTO customers ({_NAMES}, email, language, since, active_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, '', 'fr', '2026-01-01', '2026-01-01T00:00:00.000000Z')",
        _rows(count),
    )
    raw.execute("INSERT INTO customer_words(rowid, search_key) SELECT id, search_key FROM customers")
    raw.execute("COMMIT")
    raw.close()


def _rows(count: int) -> list[tuple[int, str, str, str, str, str, str]]:
    chance = Random(1)
    return [_row(chance, number) for number in range(1, count + 1)]


def _row(chance: Random, number: int) -> tuple[int, str, str, str, str, str, str]:
    given, family, city = chance.choice(GIVEN), chance.choice(FAMILY).replace("_", " "), chance.choice(CITIES)
    if number % 3 == 0:
        family += " " + chance.choice(FAMILY).replace("_", " ")
    phone, card = f"+336{number:08d}", codes.new_code(CodeKind.CARD, chance)
    key = f"{writing.fold(f'{given} {family} {city}')} {card.lower()} {phone[1:]} 0{phone[3:]}"
    return number, given, family, phone, city, card, key
