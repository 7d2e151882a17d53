"""The shop’s own weights for sharing credit."""

from collections.abc import Mapping

from sqlalchemy import Column, Named, String, Table, TypedColumns, delete, insert, select

from parrainage_desktop.base.database import METADATA, Transaction
from parrainage_desktop.referrals.touch_rules import TouchKind


class WeightColumns(TypedColumns):
    """What a kind of touch weighs beside the others."""

    kind: Named[str] = Column(String(10), primary_key=True)
    weight: Named[int]


WEIGHTS = Table("touch_weights", METADATA, WeightColumns)


def weights(tx: Transaction) -> dict[TouchKind, int]:
    """The weights that were chosen."""
    return {TouchKind(row.kind): row.weight for row in tx.execute(select(WEIGHTS.c.kind, WEIGHTS.c.weight))}


def set_weights(tx: Transaction, chosen: Mapping[TouchKind, int]) -> None:
    """Write the weights in the place of those before."""
    tx.execute(delete(WEIGHTS))
    tx.execute(insert(WEIGHTS), [{"kind": kind.value, "weight": weight} for kind, weight in chosen.items()])
