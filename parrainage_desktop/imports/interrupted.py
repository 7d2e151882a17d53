"""Imports that came to no end, or were taken back: their people, seen by nobody, are taken out some at a time."""

from collections.abc import Sequence
from time import sleep

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.customers import many
from parrainage_desktop.imports import store
from parrainage_desktop.imports.rules import Import
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.purchases import service as purchases

_GIVE_WAY = 0.02
"""Seconds between two pages: longer than a till that waits looks away."""


def attend(db: Database, actor: Actor) -> None:
    """Take back what was left when a store just opened was closed; what cannot be written now is taken back later.

    Nobody else brings a file in while the window of a store is being opened; on a server there is never anything left.
    """
    try:
        take_back(db, actor, alone=True)
    except UserError:
        return


def take_back(db: Database, actor: Actor, import_id: int | None = None, *, alone: bool = False) -> None:
    """Take out the people of one import, or of each that wrote nothing for long; of all if nobody else is here."""
    with db.read(actor) as tx:
        leaving = {one.id for one in store.leaving(tx)}
        left = store.leaving(tx) + [
            one for one in store.under_way(tx)
            if alone or one.id == import_id or (one.undone_at is not None and one.undone_at < tx.now)
        ]
    for one in left:
        while True:
            sleep(_GIVE_WAY)
            # What only removes need not wait until the computer's date is confirmed.
            with db.write(actor, undated=True) as tx:
                page = next(store.people(tx, one.id, added=True), None)
                if page is None:
                    store.say_leaving(tx, one.id, False) if one.id in leaving else store.drop_import(tx, one.id)
                    break
                _take_out(tx, one, [number for number, _before in page])


def _take_out(tx: Transaction, one: Import, ids: Sequence[int]) -> None:
    """Take people out whom nobody sees, but for those whose open sheet was worked on while they left: they stay."""
    used = store.used_between(tx, one, origin(one.id), min(ids), max(ids))
    for number in used:
        many.arrive(tx, number, number)
    store.forget_people(tx, one.id, used)
    remove_some(tx, one, [number for number in ids if number not in used])
    if not used:
        tx.changed.clear()


def origin(import_id: int) -> str:
    """Where a consent came from."""
    return f"import {import_id}"


def remove_some(tx: Transaction, one: Import, ids: Sequence[int]) -> None:
    """Take some of those an import added out again."""
    purchases.take_back_imported(tx, ids, one.at)
    store.forget_pairs(tx, ids)
    programmes.forget_draws(tx, ids)
    store.forget_people(tx, one.id, ids)
    many.remove_all(tx, ids)
