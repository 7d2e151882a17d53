"""Every way of sharing the credit for one friend, and the shop’s own weights."""

from collections.abc import Mapping
from dataclasses import dataclass

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.insights import store
from parrainage_desktop.insights.rules import Model, Touched, credit
from parrainage_desktop.referrals import touching
from parrainage_desktop.referrals.touch_rules import Journey, TouchKind

HEAVIEST = 1_000
WHOLE = 10_000
"""Hundredths of a percent: what is shared when no amount is known."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A friend’s way and each touch’s share under each model, in cents, or in basis points without a `value_cents`."""

    journey: Journey
    value_cents: int | None
    shares: Mapping[Model, list[int]]


def share(tx: Transaction, referral_id: int, value_cents: int | None = None) -> Shared:
    """Share a value, or the first purchase’s reference amount, between the touches up to it, or up to today.

    Raises InvalidInput when there is no such referral.
    """
    journey = touching.journey(tx, referral_id)
    value = journey.value_cents if value_cents is None else value_cents
    touches = [Touched(touch.on, touch.kind) for touch in journey.touches]
    until, own = journey.converted_on or tx.today, weights(tx)
    shared = WHOLE if value is None else value
    return Shared(journey, value, {model: credit(model, touches, until, shared, own) for model in Model})


def weights(tx: Transaction) -> dict[TouchKind, int]:
    """What each kind of touch weighs; all alike until the shop says otherwise."""
    chosen = store.weights(tx)
    return {kind: chosen.get(kind, 1) for kind in TouchKind}


def set_weights(tx: Transaction, chosen: Mapping[TouchKind, int]) -> None:
    """Choose what kinds of touch weigh, from 0 to HEAVIEST; the others stay as they are."""
    before = weights(tx)
    after = {**before, **chosen}
    if after != before:
        store.set_weights(tx, after)
        journal.append(tx, "insights.weighted", 0, {kind.value: weight for kind, weight in after.items()})
