"""All that is held about one person, from every table; what it says of others is cut down to a short name."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from parrainage_desktop.base.codes import grouped, masked
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import service as customers
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.privacy import exchange, store
from parrainage_desktop.privacy.holdings import HOLDINGS
from parrainage_desktop.privacy.rules import JOURNAL, Dossier, Row, Value

_PEOPLE = frozenset("by_id referrer_id referee_id kept_id other_id one_id".split())
"""Columns whose number is a person, shown as a short name."""
_BY_FILE = ("import_people", "imported_answers")
"""Tables that say by which file something came."""
_DETAILS = frozenset(
    "cents score side kind outcome consents fields channel granted state from reason kept cancelled"
    " tier was holds".split()
)
"""What a journal entry may say to the person it is about; the rest are numbers, some of them other people’s."""


def gather(tx: Transaction, customer_id: int) -> Dossier:
    """Read everything about a person, those records included that were made one with theirs."""
    ids = store.same_person(tx, customer_id)
    found = {table: store.rows(tx, table, ids) for table in HOLDINGS}
    found["touches"] = [row if row["by_id"] in (*ids, None) else {**row, "note": ""} for row in found["touches"]]
    found[JOURNAL] = list(store.journal(tx, ids))
    names = _names(tx, ids, found)
    files = store.imports(tx, [row["import_id"] for table in _BY_FILE for row in found[table]])
    sections = {
        table: tuple(_plain(tx, {**row, **_file(table, row, files)}, names) for row in rows)
        for table, rows in found.items()
    }
    made = tx.now.astimezone(tx.zone)
    return Dossier(preferences.shop(tx), customers.get(tx, customer_id), made, sections)


def write(path: Path | str, found: Dossier, language: str) -> tuple[str, ...]:
    """Write a dossier as its name says, .pdf or .json; returns the signs that could not be printed.

    Raises InvalidInput for another suffix, UserError("file_unwritable").
    """
    from parrainage_desktop.privacy import document

    suffix = Path(path).suffix.lower()
    if suffix not in (".pdf", ".json"):
        raise InvalidInput("file", _("The file’s name ends in .pdf or .json."))
    if suffix == ".pdf":
        return document.dossier(path, found, language).unprintable
    exchange.write(path, found)
    return ()


def _names(tx: Transaction, ids: list[int], found: Mapping[str, Iterable[Row]]) -> dict[int, str]:
    """Short names of the person and of those on the other side of their referrals.

    Whom they were told apart from has none: that somebody like them is a customer is not theirs to know.
    """
    numbers = {row[side] for row in found["referrals"] for side in ("referrer_id", "referee_id")}
    numbers |= {row["by_id"] for row in found["touches"]}
    people = customers.many(tx, sorted({*ids, *(number for number in numbers if isinstance(number, int))}))
    return {number: person.short_name for number, person in people.items()}


def _file(table: str, row: Row, files: Mapping[int, Row]) -> Row:
    """The name of the file a person came by, and when."""
    if table not in _BY_FILE:
        return {}
    number = row["import_id"]
    assert isinstance(number, int)
    return {"import_id": files[number]["file_name"], "at": files[number]["at"]}


def _plain(tx: Transaction, row: Row, names: Mapping[int, str]) -> Row:
    """A row as the person may see it, numbers of people replaced and instants brought to the shop’s wall."""
    plain: dict[str, Value] = {}
    for name, value in row.items():
        if name in _PEOPLE:
            plain[name.removesuffix("_id")] = names.get(value) if isinstance(value, int) else None
        elif isinstance(value, datetime):
            plain[name] = value.astimezone(tx.zone)
        elif name == "details" and isinstance(value, Mapping):
            plain[name] = {key: found for key, found in value.items() if key in _DETAILS}
        elif name == "before":
            plain[name] = _unpacked(value)
        else:
            plain[name.removesuffix("_id")] = _code(name, value)
    return plain


def _code(name: str, value: Value) -> Value:
    """A card in groups of letters; a voucher’s code without those that would let somebody use it."""
    if not isinstance(value, str) or not value:
        return value
    if name == "card":
        return grouped(value)
    if name == "code":
        return grouped(value) if len(value) == 12 else masked(value)
    return value


def _unpacked(value: Value) -> Value:
    """What was kept for an undo, as data; text that is no JSON stays text."""
    try:
        return json.loads(value) if isinstance(value, str) and value else None
    except ValueError:
        return value
