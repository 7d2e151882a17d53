"""What is kept beside a person, when two records turn out to be one; whoever merges them journals it."""

from dataclasses import replace

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import details, store, tiers
from parrainage_desktop.customers.rules import Belongings, Dates


def follow(tx: Transaction, from_id: int, to_id: int) -> Belongings:
    """Let one person's cards, consents, notes, tags and tiers be another's.

    Of consents the newest counts, as ever; of tiers the higher.
    """
    moved, written = tiers.join(tx, from_id, to_id)
    return replace(details.follow(tx, from_id, to_id), tiers=moved, tiers_written=written)


def hand_back(tx: Transaction, held: Belongings, from_id: int, to_id: int) -> None:
    """Give back what followed from one person to another, as far as it is still there."""
    details.follow(tx, to_id, from_id, held)
    tiers.part(tx, from_id, to_id, held.tiers, held.tiers_written)


def dates(tx: Transaction, customer_id: int) -> Dates:
    """Since when somebody is a customer, when they were last active, since when they wait for a call."""
    return details.dates(tx, customer_id)


def set_dates(tx: Transaction, customer_id: int, dates: Dates) -> None:
    """Give a person other dates."""
    store.mark(tx, customer_id, since=dates.since, active_at=dates.active_at, call_since=dates.call_since)
