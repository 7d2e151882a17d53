"""Recording answers and scoring them."""

from collections.abc import Collection
from datetime import date

from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import service as customers
from parrainage_desktop.surveys import store
from parrainage_desktop.surveys.rules import Answer, Category, Origin, Recorded, Score, category, proposals


def record(
    tx: Transaction, customer_id: int | None, score: int, comment: str = "", origin: Origin = Origin.COUNTER
) -> Recorded:
    """Keep an answer from 0 to 10, with or without a name. Raises InvalidInput."""
    if not 0 <= score <= 10:
        raise InvalidInput("score", _("The answer is a whole number from 0 to 10."))
    answer = store.insert_answer(tx, customer_id, score, writing.note("comment", comment), origin)
    if customer_id is not None:
        customers.touch(tx, customer_id)
        if category(score) is Category.DETRACTOR:
            customers.call(tx, customer_id)
    journal.append(tx, "answer.recorded", answer.id, {"customer": customer_id, "score": score})
    return Recorded(answer, category(score), proposals(score, customer_id is None, is_referrer=False))


def ask(tx: Transaction, customer_id: int) -> None:
    """Note that a person was asked today."""
    store.insert_ask(tx, customer_id)


def asked(tx: Transaction) -> int:
    """How many times anybody was asked."""
    return store.asked(tx)


def exclude(tx: Transaction, answer_id: int, reason: str) -> bool:
    """Leave a mistaken answer out of every score; False when it already was."""
    if not store.exclude(tx, answer_id, reason):
        return False
    journal.append(tx, "answer.excluded", answer_id)
    _spare_call(tx, answer_id)
    return True


def score(tx: Transaction, first: date | None = None, last: date | None = None) -> Score:
    """Counts of the answers between two shop days, both inclusive."""
    return store.score(tx, first, last)


def many(tx: Transaction, ids: list[int]) -> dict[int, Answer]:
    """Answers by number."""
    return store.many(tx, ids)


def of_customer(tx: Transaction, customer_id: int, limit: int = 100) -> list[Answer]:
    """A person's answers that count, newest first."""
    return store.of_customer(tx, customer_id, limit)


def latest_of_customers(tx: Transaction, ids: list[int]) -> dict[int, int]:
    """The newest score of each of these people who ever gave one."""
    return store.latest_of_customers(tx, ids)


def _spare_call(tx: Transaction, excluded_id: int) -> None:
    """Call nobody over an answer that does not count, unless another one still asks for it."""
    customer_id = store.many(tx, [excluded_id])[excluded_id].customer_id
    if customer_id is None:
        return
    since = customers.get(tx, customer_id).call_since
    if since is not None and not store.unhappy_since(tx, customer_id, since):
        customers.spare_call(tx, customer_id)


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's answers be another's, all or `only` some; which ones moved. The caller journals it."""
    return store.follow(tx, from_id, to_id, only)


def follow_asks(tx: Transaction, from_id: int, to_id: int, only: Collection[date] | None = None) -> list[date]:
    """Let the days on which one person was asked count for another; a day on which both were stays with each."""
    theirs = set(store.asked_days(tx, to_id))
    wanted = store.asked_days(tx, from_id) if only is None else only
    return store.follow_asks(tx, from_id, to_id, [day for day in wanted if day not in theirs])
