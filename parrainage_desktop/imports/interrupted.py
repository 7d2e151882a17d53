"""Imports that did not come to their end: whom they had written, seen by nobody, is taken out again, some at a time."""

from collections.abc import Sequence

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.customers import many
from parrainage_desktop.imports import store
from parrainage_desktop.imports.rules import Import
from parrainage_desktop.purchases import service as purchases


def attend(db: Database, actor: Actor) -> None:
    """Take back what was left when a store just opened was closed; what cannot be written now is taken back later.

    On a file nobody else brings one in while its window is being opened; a server has other tills.
    """
    try:
        take_back(db, actor, alone=db.engine.dialect.name == "sqlite")
    except UserError:
        return


def take_back(db: Database, actor: Actor, import_id: int | None = None, *, alone: bool = False) -> None:
    """Take back one import, or each that wrote nothing for long; each there is if nobody else works here (`alone`)."""
    with db.read(actor) as tx:
        left = [
            one for one in store.under_way(tx)
            if alone or one.id == import_id or (one.undone_at is not None and one.undone_at < tx.now)
        ]
    for one in left:
        while True:
            # What only removes need not wait until the computer's date is confirmed.
            with db.write(actor, undated=True) as tx:
                page = next(store.people(tx, one.id, added=True), None)
                if page is None:
                    store.drop_import(tx, one.id)
                    break
                remove_some(tx, one, [number for number, _before in page])
                tx.changed.clear()


def remove_some(tx: Transaction, one: Import, ids: Sequence[int]) -> None:
    """Take some of those an import added out again."""
    purchases.take_back_imported(tx, ids, one.at)
    store.forget_pairs(tx, ids)
    store.forget_people(tx, one.id, ids)
    many.remove_all(tx, ids)
