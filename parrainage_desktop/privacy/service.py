"""Erasing people so that only labels, money and counts stay; erasing them again when an older copy comes back."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from parrainage_desktop.base import journal, store_files
from parrainage_desktop.base.clock import local_day
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Gone
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.privacy import erasures, store, wording
from parrainage_desktop.privacy.rules import (
    AlreadyErased,
    Choice,
    Erased,
    Held,
    Quiet,
    fingerprint,
    label,
    quiet_before,
)
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Standing, Voucher

AT_ONCE = 100
"""How many people are erased in one transaction when many are."""


def held(tx: Transaction, customer_id: int) -> Held:
    """What is still open with a person."""
    ids = store.same_person(tx, customer_id)
    usable = _usable(tx, ids)
    return Held(len(usable), sum(one.balance_cents for one in usable), len(store.open_referrals(tx, ids)))


def erase(tx: Transaction, customer_id: int, choice: Choice = Choice.KEEP) -> Erased | AlreadyErased:
    """Leave a label in a person’s place: contacts, words and cards go; money, counts, dates and the journal stay.

    With `Choice.KEEP` whoever holds a voucher can still use it; with `Choice.CANCEL` unused ones are cancelled.
    Referrals that still wait end here. Once this is kept, `leave_no_trace` must follow.
    """
    (erased,) = _erase_all(tx, {customer_id: choice})
    return erased


def erase_many(db: Database, actor: Actor, ids: Sequence[int], progress: Progress | None = None) -> int:
    """Erase people, some in each transaction; returns how many. Raises Cancelled: what was done stays done."""
    done = 0
    try:
        for start in range(0, len(ids), AT_ONCE):
            (progress or Progress()).step(start, len(ids))
            with db.write(actor) as tx:
                answers = _erase_all(tx, dict.fromkeys(ids[start : start + AT_ONCE], Choice.KEEP))
            done += sum(isinstance(one, Erased) for one in answers)
    finally:
        if done:
            leave_no_trace(db)
    (progress or Progress()).step(len(ids), len(ids))
    return done


def leave_no_trace(db: Database) -> bool:
    """Rewrite the store’s file: SQLite leaves old bytes in its pages, however it deletes.

    The copies made beside it before migrations still hold the person, and go: they are a safety net for the migration
    just made and nothing else. False when there was no room or no peace for it; then the next erasure does it.
    """
    gone = _remove_migration_copies(db)
    try:
        db.write_anew()
    except UserError:
        return False
    return gone


def _remove_migration_copies(db: Database) -> bool:
    """Delete the copies beside a file; False when one could not go."""
    if db.engine.dialect.name != "sqlite":
        return True
    try:
        for copy in store_files.copies_before_migrations(Path(str(db.engine.url.database))):
            copy.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def quiet(tx: Transaction, *, held: bool = False) -> list[int]:
    """Numbers of the people who had no contact with the shop for three years, longest first.

    `held` chooses those with a usable voucher or an open referral; otherwise those with neither.
    """
    return store.quiet(tx, quiet_before(tx.today), held)


def described(tx: Transaction, ids: Sequence[int]) -> list[Quiet]:
    """Some of them with their names and the shop day of the last contact."""
    people, seen = customers.many(tx, ids), store.last_seen(tx, ids)
    return [Quiet(one, people[one].name, local_day(seen[one], tx.zone)) for one in ids if one in people]


def erase_again(db: Database, recorded: frozenset[str]) -> None:
    """Erase whoever the fingerprints beside the store know and the store does not; every card is looked at.

    It does not wait for the computer's date to be confirmed: nobody can be asked before the store is open.
    """
    with db.read() as tx:
        missing = recorded - erasures.fingerprints(tx)
        back = {number: card for card, number in store.cards_of_the_living(tx) if fingerprint(card) in missing}
    cancelled = {number for number, card in back.items() if fingerprint(card, Choice.CANCEL) in recorded}
    with db.write(Actor("", ""), undated=True) as tx:
        _erase_all(tx, {number: Choice.CANCEL if number in cancelled else Choice.KEEP for number in back})
        erasures.note(tx, missing)
    if back:
        leave_no_trace(db)


def _erase_all(tx: Transaction, people: Mapping[int, Choice]) -> list[Erased | AlreadyErased]:
    """Erase people; what is the same for all of them is done once."""
    gone: list[int] = []
    answers = [_erase(tx, number, choice, gone) for number, choice in people.items()]
    for start in range(0, len(gone), AT_ONCE):
        store.kill_cards(tx, gone[start : start + AT_ONCE])
        store.forget(tx, gone[start : start + AT_ONCE], wording.reason())
    if gone:
        store.forget_words(tx)
    return answers


def _erase(tx: Transaction, customer_id: int, choice: Choice, gone: list[int]) -> Erased | AlreadyErased:
    """Put a label in somebody’s place; whom to forget besides goes to `gone`."""
    if customers.get(tx, customer_id).gone == Gone.ERASED.value:
        return AlreadyErased(customer_id)
    ids = store.same_person(tx, customer_id)
    name, usable = label(tx.chance), _usable(tx, ids)
    cancelled = _cancel(tx, usable) if choice is Choice.CANCEL else 0
    if choice is Choice.CANCEL:
        _call_off(tx, ids)
    ended = _end_referrals(tx, ids)
    cards = store.cards(tx, ids)
    erasures.note(tx, [fingerprint(card, one) for card in cards for one in {Choice.KEEP, choice}])
    for one in ids:
        if not customers.get(tx, one).gone:
            customers.mark_gone(tx, one, Gone.ERASED)
    store.give_label(tx, ids, name)
    gone += ids
    erased = Erased(customer_id, name, len(usable) - cancelled, cancelled, ended)
    told = {"kept": erased.kept, "cancelled": cancelled, "referrals": ended}
    for one in ids:
        journal.append(tx, "customer.erased", one, told if one == customer_id else {"with": customer_id})
    return erased


def _usable(tx: Transaction, ids: Sequence[int]) -> list[Voucher]:
    """Vouchers that can be used today or later."""
    found = [voucher for one in ids for voucher in vouchers.of_holder(tx, one)]
    return [one for one in found if one.standing(tx.today) in (Standing.ACTIVE, Standing.PENDING)]


def _cancel(tx: Transaction, usable: Sequence[Voucher]) -> int:
    return sum(vouchers.cancel(tx, one, wording.reason()) for one in usable)


def _call_off(tx: Transaction, ids: Sequence[int]) -> None:
    """Owe these people no gift any more."""
    for person in ids:
        for gift in gifts.of_holder(tx, person):
            gifts.cancel(tx, gift)


def _end_referrals(tx: Transaction, ids: Sequence[int]) -> int:
    waiting = referrals.many(tx, store.open_referrals(tx, ids))
    for one in waiting.values():
        referrals.lapse(tx, one)
    return len(waiting)
