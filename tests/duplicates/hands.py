"""What tests about duplicates do at a till."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import text

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.duplicates import finding, service
from parrainage_desktop.duplicates.likeness import Found
from parrainage_desktop.duplicates.rules import Merged, MergeRefused, NoUndo, Unmerged
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Referral
from tests.stores import Till


def pairs(till: Till, most: int = finding.MOST) -> Found:
    """The pairs a search proposes."""
    return finding.find(lambda: till.db.read(till.actor), most=most)


def found(till: Till) -> dict[tuple[int, int], tuple[bool, tuple[str, ...]]]:
    """The pairs by number, whether each is sure and why."""
    return {pair.ids: (pair.sure, tuple(why.value for why in pair.why)) for pair in pairs(till).pairs}


def try_merge(till: Till, keep: Customer, other: Customer, taken: Collection[str] = ()) -> Merged | MergeRefused:
    """Make one of two records, or be refused."""
    with till.db.write(till.actor) as tx:
        return service.merge(tx, keep.id, other.id, taken)


def merged(till: Till, keep: Customer, other: Customer, taken: Collection[str] = ()) -> Merged:
    """Make one of two records."""
    done = try_merge(till, keep, other, taken)
    assert isinstance(done, Merged)
    return done


def try_undo(till: Till, merge_id: int) -> Unmerged | NoUndo:
    """Part two records again, or be refused."""
    with till.db.write(till.actor) as tx:
        return service.undo(tx, merge_id)


def undone(till: Till, merge: Merged) -> Unmerged:
    """Part two records again."""
    parted = try_undo(till, merge.id)
    assert isinstance(parted, Unmerged)
    return parted


def person(till: Till, customer: Customer) -> Customer:
    """The same person as the store has them now."""
    with till.db.read() as tx:
        return customers.get(tx, customer.id)


def referral(till: Till, referral_id: int) -> Referral:
    """The same referral as the store has it now."""
    with till.db.read() as tx:
        found = referrals.find(tx, referral_id)
    assert found is not None
    return found


def merge_at_once(db: Database, actor: Actor, pair: tuple[int, int]) -> str:
    """Make one of two records, in a race."""
    with db.write(actor) as tx:
        done = service.merge(tx, *pair)
    return "won" if isinstance(done, Merged) else done.why.value


def undo_at_once(db: Database, actor: Actor, merge_id: int) -> str:
    """Part two records again, in a race."""
    with db.write(actor) as tx:
        parted = service.undo(tx, merge_id)
    return "won" if isinstance(parted, Unmerged) else parted.value


TABLES = (
    "customers cards consents customer_tags customer_notes customer_tiers purchases referrals referral_checks vouchers"
    " redemptions reversals cancellations answers ambassador_notes asks distinct_people import_people"
).split()


def everything(till: Till) -> dict[str, list[tuple[Any, ...]]]:
    """Every row a merge might touch."""
    with till.db.read() as tx:
        return {
            table: sorted(map(tuple, tx.execute(text(f"SELECT * FROM {table}"))), key=repr) for table in TABLES
        }


def run(till: Till, statement: str, **values: object) -> None:
    """Write something straight to the tables."""
    with till.db.write(till.actor) as tx:
        tx.execute(text(statement), values)
