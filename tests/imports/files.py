"""Files as shops have them, and what comes of bringing them in."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from parrainage_desktop.base import table_files
from parrainage_desktop.imports import batches, columns, service
from parrainage_desktop.imports.rules import CannotUndo, Choice, Field, Report, Style, Undone, WrongCell
from parrainage_desktop.shell.demo_people import CITIES, FAMILY, GIVEN
from tests.stores import Till

Rows = Iterable[Sequence[str]]


def written(path: Path, *rows: Sequence[str], encoding: str = "utf-8", separator: str = ";") -> Path:
    """A CSV file of these rows, the first being the headings."""
    with open(path, "w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def bring(
    till: Till, path: Path, choice: Choice | None = None, **mapped: tuple[Field, Style | None]
) -> Report:
    """Bring a file in."""
    source = table_files.open_source(path)
    places = {source.headings.index(heading): meaning for heading, meaning in mapped.items()}
    survey = service.survey(source, columns.mapped(columns.recognised(source.headings), places))
    assert not survey.questions
    return batches.bring_in(till.db, till.actor, survey, choice or Choice())


def previewed(till: Till, path: Path, choice: Choice | None = None) -> Report:
    """What would come of bringing a file in."""
    return batches.look_ahead(
        till.db, till.actor, service.survey(table_files.open_source(path)), choice or Choice()
    )


def undo(till: Till, report: Report) -> Undone | CannotUndo:
    """Take an import back."""
    assert report.import_id is not None
    return batches.undo(till.db, till.actor, report.import_id)


def counts(report: Report) -> tuple[int, int, int, int, int]:
    """Read, added, updated, skipped, wrong."""
    assert report.read == report.added + report.updated + report.skipped + report.wrong
    return report.read, report.added, report.updated, report.skipped, report.wrong


def wrong(report: Report) -> list[tuple[int, str, str, str]]:
    """The wrong cells."""
    return [(one.row, one.column, one.reason.value, one.value) for one in _sorted(report.errors)]


def _sorted(cells: Iterable[WrongCell]) -> list[WrongCell]:
    return sorted(cells, key=lambda one: (one.row, one.column))


def contents(till: Till) -> list[tuple[object, ...]]:
    """Everything a shop knows of its people that an import can tell, but for their numbers and cards."""
    tables = {
        "customers": "given_name, family_name, phone, email, street, postcode, city, language, since, known_before",
        "customer_tags": "customer_id, tag", "customer_notes": "customer_id, text", "consents": "channel, granted",
        "purchases": "purchased_on, amount_cents",
    }  # fmt: skip
    found: list[tuple[object, ...]] = []
    with till.db.read() as tx:
        for table, names in tables.items():
            rows = tx.connection.exec_driver_sql(f"SELECT {names} FROM {table} ORDER BY {names}")
            found += [(table, *row) for row in rows]
    return found


def french_shop(path: Path, count: int) -> tuple[Path, int]:
    """A French spreadsheet's export with phones in pairs, phone-only rows and doubles; how many are doubles."""
    chance = Random(7)
    rows: list[tuple[str, ...]] = []
    doubles = 0
    for number in range(count):
        if number % 50 == 49:
            rows.append(_again(chance.choice(rows), number))
            doubles += 1
        else:
            rows.append(_person(chance, number))
    headings = ("Nom", "Prénom", "Portable", "Courriel", "Adresse", "Code postal", "Ville", "Remarques")
    return written(path, headings, *rows, encoding="cp1252"), doubles


def _person(chance: Random, number: int) -> tuple[str, ...]:
    digits = f"06{number:08d}"
    phone = (" ", ".", "-", "")[number % 4].join(digits[place : place + 2] for place in range(0, 10, 2))
    if number % 10 == 3:
        return "", "", phone, "", "", "", "", ""
    given, family = chance.choice(GIVEN), chance.choice(FAMILY).replace("_", " ")
    email = f"client.{number}@orange.fr" if number % 3 else ""
    if number % 10 == 4:
        phone, email = "", f"client.{number}@wanadoo.fr"
    return family.upper(), given, phone, email, "12, rue de l’Église", "69001", chance.choice(CITIES), "fidèle ; ancien"


def _again(row: tuple[str, ...], number: int) -> tuple[str, ...]:
    family, given, phone, email, *rest = row
    digits = phone.replace(" ", "").replace(".", "").replace("-", "")
    spaced = f"+33 {digits[1:]}" if digits.startswith("0") else phone
    return family.title(), given, spaced, email.upper() if number % 2 else email, *rest
