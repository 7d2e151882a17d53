"""A file brought in, beside what reading it and writing the same rows without a thought costs; and its memory.

The floor reads the same file with csv and writes the same columns, cards and words with executemany, all made
beforehand; it checks nothing, compares nobody and keeps nothing for an undoing.
"""

import csv
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from parrainage_desktop.base import codes, table_files, writing
from parrainage_desktop.base.database import Database
from parrainage_desktop.imports import batches, service
from parrainage_desktop.imports.rules import Choice
from parrainage_desktop.shell.demo_people import CITIES, FAMILY, GIVEN
from tests.benchmarks.measure import Line
from tests.benchmarks.people import ACTOR, store_of

HEADINGS = ("Nom", "Prénom", "Portable", "Courriel", "Adresse", "Code postal", "Ville")
_CUSTOMERS = (
    "INSERT INTO customers (id, given_name, family_name, phone, email, city, language, card, since, active_at,"
    " search_key, street, postcode, known_before) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


def lines(sizes: tuple[int, ...]) -> Iterator[Line]:
    """A shop's file into a shop that has customers already, some of them the same."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            yield _line(Path(folder), size)


def _line(folder: Path, size: int) -> Line:
    file, shop = folder / "clients.csv", folder / "shop.db"
    write_file(file, size)
    store_of(shop, 15_000).close()
    floors, ours = [], []
    for _round in range(3 if size <= 100_000 else 1):
        floors.append(_floor(folder, shop, file, size))
        ours.append(_ours(folder, shop, file))
    milliseconds, megabytes, counts = min(ours)
    aim = "<= 4 x, < 150 MB"
    return Line(f"import, {size:,} rows", milliseconds, min(floors), aim, f"peak {megabytes:.0f} MB, {counts}")


def write_file(path: Path, size: int) -> None:
    """A spreadsheet's export as a French shop has it: Windows-1252, semicolons, phones in pairs, some without."""
    chance = Random(3)
    with open(path, "w", encoding="cp1252", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(HEADINGS)
        out.writerows(_row(chance, number) for number in range(size))


def _row(chance: Random, number: int) -> tuple[str, ...]:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY).replace("_", " ")
    digits = f"07{number:08d}"
    phone = " ".join(digits[place : place + 2] for place in range(0, 10, 2)) if number % 13 else ""
    letters = writing.fold(given).replace(" ", "")
    email = f"{letters}.{number}@orange.fr" if number % 3 or not phone else ""
    street = f"{chance.randrange(1, 120)} rue {chance.choice(FAMILY).replace('_', ' ')}"
    return family, given, phone, email, street, f"{chance.randrange(1_000, 95_999):05d}", chance.choice(CITIES)


def _floor(folder: Path, shop: Path, file: Path, size: int) -> float:
    store = Path(shutil.copy(shop, folder / "floor.db"))
    cards = codes.new_cards(size, Random(4))
    with open(file, encoding="cp1252", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))[1:]
    # The same words as ours, or the index of words would have less to do.
    keys = [_key(row, card) for row, card in zip(rows, cards, strict=True)]
    del rows
    raw = sqlite3.connect(store, isolation_level=None)
    for pragma in ("journal_mode = delete", "synchronous = 3", "foreign_keys = 1", "secure_delete = 1"):
        raw.execute(f"PRAGMA {pragma}")
    start = time.perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    first = raw.execute("SELECT max(id) + 1 FROM customers").fetchone()[0]
    at, day = "2026-11-14T10:42:00.000000Z", "2026-11-14"
    with open(file, encoding="cp1252", newline="") as lines:
        reader = csv.reader(lines, delimiter=";")
        next(reader)
        raw.executemany(_CUSTOMERS, (
            (first + i, row[1], row[0], row[2], row[3], row[6], "fr", cards[i], day, at, keys[i], row[4], row[5], 1)
            for i, row in enumerate(reader)
        ))
    raw.executemany(
        "INSERT INTO cards (code, customer_id, state, created_at) VALUES (?,?,'active',?)",
        ((card, first + i, at) for i, card in enumerate(cards)),
    )
    raw.execute(
        "INSERT INTO customer_words(rowid, search_key) SELECT id, search_key FROM customers WHERE id >= ?", (first,)
    )
    raw.execute("COMMIT")
    spent = (time.perf_counter() - start) * 1000
    raw.close()
    return spent


def _key(row: list[str], card: str) -> str:
    family, given, phone, email, _street, postcode, city = row
    digits = phone.replace(" ", "")
    words = f"{writing.fold(f'{given} {family} {postcode} {city} {email}')} {card.lower()}"
    return f"{words} 33{digits[1:]} {digits}" if digits else words


def _ours(folder: Path, shop: Path, file: Path) -> tuple[float, float, str]:
    """Milliseconds, the process's peak of memory in megabytes, and the counts; in a process of its own."""
    store = shutil.copy(shop, folder / "ours.db")
    words = [sys.executable, "-m", "tests.benchmarks.imports", str(store), str(file)]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    milliseconds, kilobytes, counts = said.split(maxsplit=2)
    return float(milliseconds), float(kilobytes) / 1024, counts.strip()


def main() -> None:
    """Bring a file into a store as the terminal does, and say what it took."""
    store, file = sys.argv[1:]
    database = Database.open(store)
    start = time.perf_counter()
    survey = service.survey(table_files.open_source(file))
    report = batches.bring_in(database, ACTOR, survey, Choice())
    spent = (time.perf_counter() - start) * 1000
    database.close()
    print(spent, _peak(), f"added {report.added:,}, updated {report.updated:,}, wrong {report.wrong:,}")


def _peak() -> int:
    """Most kilobytes of memory this process ever had; the other count starts with what the parent had."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
