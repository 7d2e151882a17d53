"""Calls owed to people who answered: opened by the answer, due in 48 hours, closed with an outcome."""

from dataclasses import replace
from datetime import date, timedelta

from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.clock import local_day
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import service as customers
from parrainage_desktop.surveys import callback_store as store
from parrainage_desktop.surveys import store as answers
from parrainage_desktop.surveys.callback_rules import DUE_WITHIN, NEVER_MADE, TO_DO, CallBack, CardWish, Outcome

WISH_LASTS = timedelta(hours=24)
"""A wish for cards nobody asked for at the till by then has gone home."""


def owe(tx: Transaction, answer_id: int, phone: str = "") -> CallBack:
    """Owe a call for an answer; one that is owed for it already, or to the same person, stays the only one.

    One that was spared or joined to another is owed again, due when it was.
    """
    answer = answers.many(tx, [answer_id])[answer_id]
    customer_id = answer.customer_id
    call = store.of_answer(tx, answer_id)
    if customer_id is not None and (call is None or call.outcome in NEVER_MADE):
        call = next(iter(store.open_of(tx, customer_id)), call)
    if call is None:
        call = _get(tx, store.insert_call(tx, answer_id, phone, tx.now + DUE_WITHIN))
        journal.append(tx, "call_back.owed", call.id, {"answer": answer_id, "customer": customer_id})
    elif call.outcome in NEVER_MADE:
        call = _reopen(tx, call)
    if phone:
        store.say_phone(tx, call.id, phone)
    if customer_id is not None and call.closed_at is None:
        customers.call(tx, customer_id, local_day(answer.at, tx.zone))
    return _get(tx, call.id)


def was_owed(tx: Transaction, answer_id: int) -> bool:
    """Whether a call was ever owed for an answer."""
    return store.of_answer(tx, answer_id) is not None


def note(tx: Transaction, call_id: int, outcome: Outcome, words: str = "") -> CallBack | None:
    """Note how a call went; None when it was over already. Raises InvalidInput."""
    call = store.get(tx, call_id)
    if call is None or call.closed_at is not None:
        return None
    said = writing.note("note", words)
    store.write_outcome(tx, call, outcome, said or call.note, call.tries + (outcome not in NEVER_MADE))
    journal.append(tx, "call_back.noted", call_id, {"outcome": outcome.value, "customer": call.customer_id})
    if outcome not in TO_DO and call.customer_id is not None and not store.open_of(tx, call.customer_id):
        _let_go(tx, call.customer_id, outcome)
    return _get(tx, call_id)


def called(tx: Transaction, customer_id: int) -> None:
    """Note on a person's own sheet that they were called: every call owed to them is done."""
    for call in store.open_of(tx, customer_id):
        note(tx, call.id, Outcome.REACHED)
    customers.called(tx, customer_id)


def keep_one(tx: Transaction, customer_id: int) -> None:
    """Of the calls owed to a person leave the one due first, and join the others to it."""
    for call in store.open_of(tx, customer_id)[1:]:
        note(tx, call.id, Outcome.JOINED)


def settle(tx: Transaction, customer_id: int, since: date | None) -> None:
    """Owe a call to somebody who parted from another record if they are unhappy and theirs was not made.

    Both had waited as one `since` a shop day, if they did. Their own sheet says that they wait, or do not.
    """
    customers.spare_call(tx, customer_id)
    waiting = [call.answer_id for call in store.open_of(tx, customer_id)]
    for answer_id in waiting + store.left_waiting(tx, customer_id, since):
        owe(tx, answer_id)


def spare(tx: Transaction, answer_id: int, customer_id: int | None) -> None:
    """Owe no call over an answer that does not count, unless another one of the same person still asks for it."""
    call = store.of_answer(tx, answer_id)
    if call is None or call.closed_at is not None:
        return
    since = None if customer_id is None else customers.get(tx, customer_id).call_since
    left = [] if customer_id is None else store.left_waiting(tx, customer_id, since)
    other = store.of_answer(tx, left[0]) if left else None
    if left and other is None:
        store.move(tx, call.id, left[0])
        return
    if other is not None:
        _reopen(tx, other)  # first: while a call is open the person still waits since the same day
    note(tx, call.id, Outcome.SPARED)


def waiting(tx: Transaction) -> int:
    """How many calls are still owed."""
    return store.waiting(tx)


def to_do(tx: Transaction, skip: int = 0, count: int = 100) -> list[CallBack]:
    """Calls still owed, the one due first before the others."""
    return store.to_do(tx, skip, count)


def done(tx: Transaction, skip: int = 0, count: int = 100) -> list[CallBack]:
    """Calls that are over, newest first."""
    return store.done(tx, skip, count)


def card_wishes(tx: Transaction) -> list[CardWish]:
    """Who asked at the kiosk for cards within the last day and got none yet, newest first."""
    return store.wishes(tx, tx.now - WISH_LASTS)


def serve_wish(tx: Transaction, answer_id: int) -> bool:
    """Note that the till took a wish for cards up; False when it had already."""
    if not store.serve_wish(tx, answer_id):
        return False
    journal.append(tx, "card_wish.served", answer_id)
    return True


def _reopen(tx: Transaction, call: CallBack) -> CallBack:
    """Owe a call again that was never made, due when it was."""
    again = replace(call, closed_at=None)
    store.write_outcome(tx, again, Outcome.OPEN, call.note, call.tries)
    journal.append(tx, "call_back.owed", call.id, {"answer": call.answer_id, "customer": call.customer_id})
    return again


def _let_go(tx: Transaction, customer_id: int, outcome: Outcome) -> None:
    if outcome in NEVER_MADE:
        customers.spare_call(tx, customer_id)
    else:
        customers.called(tx, customer_id)


def _get(tx: Transaction, call_id: int) -> CallBack:
    found = store.get(tx, call_id)
    assert found is not None
    return found
