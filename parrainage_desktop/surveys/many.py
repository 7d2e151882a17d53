"""Answers that come as a file does, many together, and go together when it is taken back; the caller journals both."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.surveys import callbacks, campaign_store, many_store, service
from parrainage_desktop.surveys.rules import Category, Excluded, Given, Scale, category

CALL_DAYS = 30
"""An unhappy answer that came in a file is called about when it is no older."""


def add(tx: Transaction, given: Sequence[Given]) -> list[int]:
    """Keep answers that were checked before; their numbers. Whoever answered a campaign was asked."""
    numbers = many_store.insert_all(tx, given)
    for number, one in zip(numbers, given, strict=True):
        if one.customer_id is not None and _asks_for_call(one) and _is_fresh(tx, one):
            callbacks.owe(tx, number)
    for campaign_id in {one.campaign_id for one in given} - {None}:
        assert campaign_id is not None
        whom = [one.customer_id for one in given if one.campaign_id == campaign_id and one.customer_id is not None]
        campaign_store.mark_answered(tx, campaign_id, whom)
    return numbers


def _asks_for_call(one: Given) -> bool:
    return one.call_back or (one.scale is Scale.ZERO_TEN and category(one.score) is Category.DETRACTOR)


def _is_fresh(tx: Transaction, one: Given) -> bool:
    return one.on is None or one.on >= tx.today - timedelta(days=CALL_DAYS)


def take_back(tx: Transaction, ids: Sequence[int]) -> int:
    """Leave answers out because their file was taken back; how many counted until then."""
    gone = many_store.leave_out(tx, ids, Excluded.IMPORT_UNDONE)
    for one in gone:
        if one.asks_for_call:
            service.spare_call(tx, one)
    return len(gone)


def answered(tx: Transaction, campaign_id: int, ids: Collection[int]) -> set[int]:
    """Who of these people answered a campaign already."""
    return many_store.answered(tx, campaign_id, ids)
