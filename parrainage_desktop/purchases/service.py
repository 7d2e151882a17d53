"""Recording purchases as reference figures."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.purchases import store
from parrainage_desktop.purchases.rules import Noted, Purchase

MOST = 1_000
"""How far back a person's purchases are looked through."""


def add(
    tx: Transaction, customer_id: int, amount_cents: int | None, on: date | None = None, attempt: str = ""
) -> Purchase:
    """Record a purchase of today or of an earlier day. Raises InvalidInput for a day to come.

    `attempt` names the press of the button it comes from, if any, so that `of_attempt` finds it again.
    """
    bought_on = on or tx.today
    if bought_on > tx.today:
        raise InvalidInput("on", _("A purchase cannot be in the future."))
    purchase = store.insert_purchase(tx, customer_id, amount_cents, bought_on)
    details: dict[str, journal.Detail] = {"customer": customer_id, "cents": amount_cents}
    journal.append(tx, "purchase.added", purchase.id, details | {"attempt": attempt} if attempt else details)
    return purchase


def of_attempt(tx: Transaction, attempt: str) -> Purchase | None:
    """The purchase an attempt of the last day recorded, if it went through."""
    entry = journal.of_attempt(tx, "purchase.added", attempt)
    return store.noted(tx, [entry.subject])[entry.subject].purchase if entry else None


def add_imported(tx: Transaction, bought: Sequence[tuple[int, date, int | None]]) -> None:
    """Record purchases that a file tells of: whose, when, how many cents. The import notes itself in the journal."""
    store.insert_imported(tx, bought)


def take_back_imported(tx: Transaction, ids: Collection[int], at: datetime) -> None:
    """Take out what a file told of these people at one instant; the import's undoing notes itself in the journal."""
    store.delete_imported(tx, ids, at)


def buyers(tx: Transaction, ids: Collection[int]) -> set[int]:
    """Who of them has bought anything."""
    return store.buyers(tx, ids)


def withdraw(tx: Transaction, purchase_id: int) -> None:
    """Take a mistaken purchase out of every figure."""
    store.withdraw(tx, purchase_id)
    journal.append(tx, "purchase.withdrawn", purchase_id)


def since(tx: Transaction, customer_id: int, day: date) -> list[Purchase]:
    """What a person bought from a shop day on, oldest first."""
    found = [purchase for purchase in store.of_customer(tx, customer_id, MOST) if purchase.on >= day]
    return sorted(found, key=lambda purchase: (purchase.on, purchase.id))


def find(tx: Transaction, purchase_id: int) -> Purchase | None:
    """One purchase by number, if there is one and it was not withdrawn."""
    return store.find(tx, purchase_id)


def has_any(tx: Transaction, customer_id: int) -> bool:
    """Whether the person ever bought anything."""
    return store.has_any(tx, customer_id)


def last_day(tx: Transaction, customer_id: int) -> date | None:
    """The shop day of a person's newest purchase, if they ever bought."""
    return store.last_day(tx, customer_id)


def of_customer(tx: Transaction, customer_id: int, limit: int = 100) -> list[Purchase]:
    """A person's purchases, newest first."""
    return store.of_customer(tx, customer_id, limit)


def noted_for(tx: Transaction, customer_id: int, limit: int = 100) -> list[Noted]:
    """A person's purchases with who wrote them down and when, newest first."""
    return store.noted_for(tx, customer_id, limit)


def noted(tx: Transaction, ids: Sequence[int]) -> dict[int, Noted]:
    """Purchases by number with who wrote them down and when, withdrawn ones included."""
    return store.noted(tx, ids)


def latest(tx: Transaction, ids: Collection[int]) -> dict[int, Purchase]:
    """What each of these people bought last, those who never did left out."""
    return store.latest(tx, ids) if ids else {}


def last_day_by(tx: Transaction, customer_id: int, day: date, at: datetime) -> date | None:
    """The shop day of a person's newest purchase by an instant of a shop day, if they had bought by then."""
    return store.last_day_by(tx, customer_id, day, at)


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's purchases be another's, all or `only` some; which ones moved. The caller journals it."""
    return store.follow(tx, from_id, to_id, only)
