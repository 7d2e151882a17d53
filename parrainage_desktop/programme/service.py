"""Reading and setting the scheme."""

from datetime import date

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.programme import store
from parrainage_desktop.programme.rules import Programme, Terms


def start(tx: Transaction, terms: Terms | None = None) -> Programme:
    """Put a version of the scheme in force from today; 5,00 for both sides when nothing else is said."""
    currency = preferences.shop(tx).currency
    programme = store.insert_version(tx, tx.today, currency, terms or Terms())
    details = {
        "referrer_cents": programme.terms.referrer_cents,
        "referee_cents": programme.terms.referee_cents,
    }
    journal.append(tx, "programme.started", programme.id, details)
    return programme


def current(tx: Transaction) -> Programme:
    """The version in force today."""
    return store.in_force(tx, tx.today)


def in_force(tx: Transaction, day: date) -> Programme:
    """The version in force on a shop day."""
    return store.in_force(tx, day)


def version(tx: Transaction, number: int) -> Programme:
    """One version by number."""
    return store.version(tx, number)
