"""Opening a person of whom five hundred things are to be told, beside raw SQL that reads the same rows."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from parrainage_desktop.base.database import Database, Transaction
from parrainage_desktop.counter import service as counter
from parrainage_desktop.counter import story
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.page import CustomersPage
from parrainage_desktop.customers.rules import Customer, NewCustomer
from parrainage_desktop.referrals import claiming
from parrainage_desktop.referrals.rules import Claimed
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.ui import theme
from parrainage_desktop.vouchers import corrections
from tests.benchmarks.measure import Line, once
from tests.benchmarks.people import ACTOR, store_of

EACH = 60
_TABLES = {
    "purchases": "customer_id", "referrals": "referrer_id", "vouchers": "holder_id", "answers": "customer_id",
    "customer_notes": "customer_id", "consents": "customer_id", "customer_tags": "customer_id",
}  # fmt: skip


def lines() -> Iterator[Line]:
    """From the choice in the list to the painted screen, and the reading alone."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        database = store_of(path, 15_000)
        person = _busy(database)
        told = once(lambda: _tell(database, person), 20)
        shown, events = _show(database, person)
        database.close()
        raw = sqlite3.connect(path)
        floor = once(lambda: _raw(raw, person), 20)
        raw.close()
    yield Line("person with 500 entries, told", told, floor, "-", f"{events} entries")
    yield Line("person with 500 entries, on the screen", shown, floor, "< 50 ms")


def _busy(database: Database) -> Customer:
    """Somebody who bought, answered, brought friends, was given vouchers and written about, again and again."""
    with database.write(ACTOR) as tx:
        person = customers.add(tx, NewCustomer("Odile", "Marchand", phone="06 39 98 71 05"))
        for number in range(EACH):
            _one_more(tx, person, number)
        return customers.get(tx, person.id)


def _one_more(tx: Transaction, person: Customer, number: int) -> None:
    counter.record_purchase(tx, person.id, 1_000 + number)
    counter.record_purchase(tx, person.id, None)
    surveys.record(tx, person.id, number % 11, "Very kind")
    surveys.record(tx, person.id, 9)
    corrections.give(tx, person.id, 500, "long wait")
    customers.note(tx, person.id, f"Comes on Saturdays, table {number}")
    customers.change(tx, person.id, NewCustomer("Odile", "Marchand", "06 39 98 71 05", city=f"Lyon {number}"))
    claimed = claiming.claim(tx, person.card, NewCustomer(f"Friend {number}", f"Number {number * 7919}"))
    if isinstance(claimed, Claimed):
        counter.record_purchase(tx, claimed.referral.referee_id, 2_000)


def _tell(database: Database, person: Customer) -> int:
    with database.read(ACTOR) as tx:
        return len(story.story(tx, customers.get(tx, person.id)).events)


def _show(database: Database, person: Customer) -> tuple[float, int]:
    app = cast("QApplication", QCoreApplication.instance() or QApplication([]))
    theme.apply(app, theme.Look.LIGHT)
    page = CustomersPage(database, ACTOR, story)
    page.resize(1158, 768)
    page.show()

    def opened() -> None:
        page.show_person(person.id)
        page.repaint()
        app.processEvents()

    shown = once(opened, 20)
    events = page.person.history.history.rowCount()
    page.close()
    page.deleteLater()
    return shown, events


def _raw(connection: sqlite3.Connection, person: Customer) -> int:
    found = 0
    for table, column in _TABLES.items():
        found += len(connection.execute(f"SELECT * FROM {table} WHERE {column} = ?", (person.id,)).fetchall())
    return found
