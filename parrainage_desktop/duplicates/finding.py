"""Finding customers written down twice: proposed by what they share, never merged by themselves."""

import heapq
from collections.abc import Callable
from contextlib import AbstractContextManager

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.progress import Progress, silent
from parrainage_desktop.duplicates import store
from parrainage_desktop.duplicates.likeness import Found, Look, Pair, compare, side_by_side

MOST = 500
"""How many pairs are proposed at once."""
ENOUGH = 10
"""A look that finds this many times more is not worth its end: a person settles the first before."""
Reader = Callable[[], AbstractContextManager[Transaction]]


def find(read: Reader, progress: Progress | None = None, most: int = MOST) -> Found:
    """Pairs of customers who may be one person, the likeliest first, but for those told apart.

    Every look is a view of its own: no till waits for the whole search. Raises Cancelled.
    """
    progress = progress or silent()
    best: dict[tuple[int, int], Pair] = {}
    stopped = False
    for look in Look:
        with read() as tx:
            stopped |= _look(tx, look, best, most, progress)
    ranked = heapq.nlargest(most + 1, best.values(), key=lambda pair: pair.rank)
    progress.step(len(Look), len(Look))
    return Found(tuple(ranked[:most]), stopped or len(ranked) > most)


def _look(tx: Transaction, look: Look, best: dict[tuple[int, int], Pair], most: int, progress: Progress) -> bool:
    """Add the pairs of one look; True when it was given up because there are far too many."""
    apart = store.told_apart(tx)
    enough, order = len(best) + ENOUGH * most, tuple(Look).index(look)
    for group in store.alike(tx, look):
        progress.step(order, len(Look))
        for one, other in side_by_side(group):
            pair = compare(one, other)
            if pair and pair.ids not in apart:
                best[pair.ids] = pair
        if len(best) > enough:
            return True
    return False
