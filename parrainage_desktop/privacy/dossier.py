"""All that is held about one person, from every table; what it says of others is cut down to a short name."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from parrainage_desktop.base.codes import grouped, masked
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.whole_file import replacing
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.privacy import store
from parrainage_desktop.privacy.holdings import HOLDINGS

FORM = "parrainage-dossier-1"
JOURNAL = "journal"
Value = str | int | bool | None | date | datetime | Mapping[str, Any]
Row = Mapping[str, Value]

_PEOPLE = frozenset("referrer_id referee_id kept_id other_id one_id".split())
"""Columns whose number is a person: shown as a short name, or not at all where two people only look alike."""
_DETAILS = frozenset("cents score side consents fields channel granted state from reason kept cancelled".split())
"""What a journal entry may say to the person it is about; the rest are numbers, some of them other people’s."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a shop holds about a person: for each table its rows, oldest first; instants are on the shop’s wall."""

    shop: Shop
    person: Customer
    made_at: datetime
    sections: Mapping[str, tuple[Row, ...]]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(map(len, self.sections.values()))


def gather(tx: Transaction, customer_id: int) -> Dossier:
    """Read everything about a person, those records included that were made one with theirs."""
    ids = store.same_person(tx, customer_id)
    found = {table: store.rows(tx, table, ids) for table in HOLDINGS}
    found[JOURNAL] = list(store.journal(tx, ids))
    names = _names(tx, ids, (row for rows in found.values() for row in rows))
    files = store.imports(tx, [row["import_id"] for row in found["import_people"]])
    sections = {
        table: tuple(_plain(tx, table, {**row, **_file(table, row, files)}, names) for row in rows)
        for table, rows in found.items()
    }
    made = tx.now.astimezone(tx.zone)
    return Dossier(preferences.shop(tx), customers.get(tx, customer_id), made, sections)


def write_json(path: Path | str, dossier: Dossier) -> None:
    """Write it for programs: the tables’ own names, days and instants in ISO 8601, amounts in cents.

    Raises UserError("file_unwritable").
    """
    data = {
        "format": FORM,
        "made_at": dossier.made_at,
        "shop": {"name": dossier.shop.name, "address": dossier.shop.address, "phone": dossier.shop.phone},
        "person": dossier.person.id,
        "held": dossier.sections,
    }
    with replacing(Path(path)) as beside:
        text = json.dumps(data, ensure_ascii=False, indent=1, default=_spelt)
        beside.write_text(text + "\n", "utf-8", "surrogatepass", newline="\n")


def _names(tx: Transaction, ids: list[int], rows: Iterable[Row]) -> dict[int, str]:
    """Short names of everybody the rows speak of; the person themself has none."""
    numbers = {value for row in rows for name, value in row.items() if name in _PEOPLE and isinstance(value, int)}
    others = customers.many(tx, sorted(numbers - set(ids)))
    return {number: person.short_name for number, person in others.items()}


def _file(table: str, row: Row, files: Mapping[int, Row]) -> Row:
    """The name of the file a person came by, and when."""
    if table != "import_people":
        return {}
    number = row["import_id"]
    assert isinstance(number, int)
    return {"import_id": files[number]["file_name"], "at": files[number]["at"]}


def _plain(tx: Transaction, table: str, row: Row, names: Mapping[int, str]) -> Row:
    """A row as the person may see it, numbers of people replaced and instants brought to the shop’s wall."""
    plain: dict[str, Value] = {}
    for name, value in row.items():
        if name in _PEOPLE:
            plain[name.removesuffix("_id")] = _who(table, value, names)
        elif isinstance(value, datetime):
            plain[name] = value.astimezone(tx.zone)
        elif name == "details" and isinstance(value, Mapping):
            plain[name] = {key: found for key, found in value.items() if key in _DETAILS}
        elif name == "before":
            plain[name] = _unpacked(value)
        else:
            plain[name.removesuffix("_id")] = _code(name, value)
    return plain


def _who(table: str, value: Value, names: Mapping[int, str]) -> str:
    """Empty is the person of the dossier; whom they only look like is nobody they have a right to know."""
    return "" if table == "distinct_people" or not isinstance(value, int) else names.get(value, "")


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


def _spelt(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
