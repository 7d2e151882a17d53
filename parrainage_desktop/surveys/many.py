"""Answers that come as a file does, many together, and go together when it is taken back; the caller journals both."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import many as customers
from parrainage_desktop.surveys import callbacks, campaign_store, many_store
from parrainage_desktop.surveys.callback_rules import CALL_DAYS
from parrainage_desktop.surveys.rules import Category, Excluded, Given, Scale, category


def add(tx: Transaction, given: Sequence[Given]) -> list[int]:
    """Keep answers that were checked before; their numbers. Whoever answered was active, and asked by the campaign."""
    numbers = many_store.insert_all(tx, given)
    for number, one in zip(numbers, given, strict=True):
        if _asks_for_call(one) and _is_fresh(tx, one):
            callbacks.owe(tx, number, one.phone)
    customers.met(tx, [(one.customer_id, one.on or tx.today) for one in given if one.customer_id is not None])
    _mark_asked(tx, given)
    return numbers


def _mark_asked(tx: Transaction, given: Sequence[Given]) -> None:
    asked: dict[tuple[int, date], list[int]] = {}
    for one in given:
        if one.campaign_id is not None and one.customer_id is not None:
            asked.setdefault((one.campaign_id, one.on or tx.today), []).append(one.customer_id)
    for (campaign_id, on), whom in asked.items():
        campaign_store.mark_answered(tx, campaign_id, whom, on)


def _asks_for_call(one: Given) -> bool:
    """Somebody unknown is called only if they wish it, and said where."""
    if one.customer_id is None:
        return one.call_back and bool(one.phone)
    return one.call_back or (one.scale is Scale.ZERO_TEN and category(one.score) is Category.DETRACTOR)


def _is_fresh(tx: Transaction, one: Given) -> bool:
    return one.on is None or one.on >= tx.today - timedelta(days=CALL_DAYS)


def take_back(tx: Transaction, ids: Sequence[int]) -> int:
    """Leave answers out because their file was taken back; how many counted until then."""
    gone, before = many_store.leave_out(tx, ids, Excluded.IMPORT_UNDONE)
    for one in gone + before:
        if one.asks_for_call:
            callbacks.spare(tx, one.id, one.customer_id)
    return len(gone)


def answered(tx: Transaction, campaign_id: int, ids: Collection[int]) -> set[int]:
    """Who of these people answered a campaign already."""
    return many_store.answered(tx, campaign_id, ids)
