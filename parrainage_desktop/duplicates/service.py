"""Making one of two records of a person, and parting them again; telling two people apart for good."""

from collections.abc import Collection
from dataclasses import replace

from parrainage_desktop.ambassadors import service as ambassadors
from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import merging as belongings
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Gone, NewCustomer
from parrainage_desktop.duplicates import store
from parrainage_desktop.duplicates.rules import (
    FIELDS,
    Merge,
    Merged,
    MergeRefused,
    Moved,
    NoMerge,
    NoUndo,
    Outlook,
    Record,
    Snapshot,
    Unmerged,
    combined,
    differing,
    fields,
    put_back,
)
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import merging as referral_merging
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals import touching
from parrainage_desktop.referrals.rules import Settled
from parrainage_desktop.statements import service as statements
from parrainage_desktop.surveys import callbacks
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.testimonials import reviews
from parrainage_desktop.testimonials import service as testimonials
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import VoucherState


def merge(tx: Transaction, keep_id: int, other_id: int, taken: Collection[str] = ()) -> Merged | MergeRefused:
    """Make one of two records of a person: everything of the other follows to the one that is kept.

    `taken` names the fields (of `FIELDS`) whose value is the other's. The other's cards lead to the kept person.
    """
    if why := _refusal(tx, keep_id, other_id):
        return MergeRefused(why)
    before = _record(tx, keep_id)
    other = _record(tx, other_id)
    moved = _follow(tx, other_id, keep_id)
    after = combined(before, other, taken)
    _write(tx, keep_id, after)
    callbacks.keep_one(tx, keep_id)
    customers.mark_gone(tx, other_id, Gone.MERGED)
    number = store.insert_merge(tx, keep_id, other_id, Snapshot(before, after, moved.cards, moved.tags), moved)
    journal.append(tx, "customer.merged", keep_id, _said(number, other_id, moved))
    return Merged(number, keep_id, other_id, moved)


def undo(tx: Transaction, merge_id: int) -> Unmerged | NoUndo:
    """Part two records again: what has not changed since goes back, what came after stays with the kept one."""
    found = store.merge(tx, merge_id)
    if found is None:
        return NoUndo.UNKNOWN
    if why := _hindrance(tx, found):
        return why
    snapshot = store.snapshot(tx, merge_id)
    if snapshot is None:
        return NoUndo.FORGOTTEN
    now = _record(tx, found.kept_id)
    moved = replace(found.moved, cards=snapshot.cards, tags=snapshot.tags)
    customers.come_back(tx, found.other_id)
    left = _hand_back(tx, moved, found.other_id, found.kept_id)
    _write(tx, found.kept_id, put_back(snapshot.before, snapshot.after, now))
    surveys.settle(tx, (found.kept_id, found.other_id), now.dates.call_since)
    store.mark_undone(tx, merge_id)
    journal.append(tx, "customer.unmerged", found.kept_id, {"merge": merge_id, "other": found.other_id})
    return Unmerged(found.kept_id, found.other_id, tuple(differing(snapshot.after, now)), tuple(left))


def tell_apart(tx: Transaction, one_id: int, other_id: int) -> bool:
    """Note for good that two customers are not the same person; False when that was known."""
    if one_id == other_id or not store.tell_apart(tx, one_id, other_id):
        return False
    journal.append(tx, "customer.told_apart", min(one_id, other_id), {"other": max(one_id, other_id)})
    return True


def outlook(tx: Transaction, keep_id: int, other_id: int) -> Outlook | MergeRefused:
    """What would follow to the kept person, and which referrals could not stand; nothing is written."""
    if why := _refusal(tx, keep_id, other_id):
        return MergeRefused(why)
    held = vouchers.of_holder(tx, other_id)
    return Outlook(
        referrals=len(referrals.of_person(tx, other_id)),
        vouchers=len(held),
        left_cents=sum(owed.cents for owed in vouchers.owed(tx, [other_id]).values()),
        purchases=len(purchases.of_customer(tx, other_id)),
        answers=len(surveys.of_customer(tx, other_id)),
        notes=len(customers.notes(tx, other_id)),
        settled=tuple(referral_merging.impossible(tx, keep_id, other_id)),
    )


def merges(tx: Transaction, limit: int = 20) -> list[Merge]:
    """The merges that stand, newest first."""
    return store.merges(tx, limit)


def merged_into(tx: Transaction, customer_id: int) -> list[int]:
    """Everyone whose record was made one with this person's, also through others."""
    found = store.others_of(tx, customer_id)
    return [*found, *(deeper for one in found for deeper in merged_into(tx, one))]


def forget(tx: Transaction, customer_id: int) -> None:
    """Let no merge remember what a person was called or where they lived; none of theirs can be undone then."""
    store.forget(tx, customer_id)


def untouched(tx: Transaction, settled: Settled) -> list[str]:
    """The codes of vouchers that a settled referral gave and that may still be used: for a person to look at."""
    earned = vouchers.of_referral(tx, settled.id)
    return [one.code for one in earned if one.state is VoucherState.ISSUED]


def _refusal(tx: Transaction, keep_id: int, other_id: int) -> NoMerge | None:
    if keep_id == other_id:
        return NoMerge.SAME
    gone = any(customers.get(tx, person).gone for person in (keep_id, other_id))
    return NoMerge.GONE if gone else None


def _hindrance(tx: Transaction, found: Merge) -> NoUndo | None:
    if found.undone:
        return NoUndo.UNDONE
    if customers.get(tx, found.kept_id).gone or customers.get(tx, found.other_id).gone != Gone.MERGED.value:
        return NoUndo.GONE
    return NoUndo.LATER if store.later(tx, found) else None


def _record(tx: Transaction, customer_id: int) -> Record:
    person, dates = customers.get(tx, customer_id), belongings.dates(tx, customer_id)
    return Record(fields(person), person.known_before, dates)


def _write(tx: Transaction, customer_id: int, record: Record) -> None:
    given, family, phone, email, street, postcode, city, language = (record.fields[name] for name in FIELDS)
    known = record.known_before
    new = NewCustomer(given, family, phone, email, city, language, frozenset(), street, postcode, known)
    customers.change(tx, customer_id, new)
    belongings.set_dates(tx, customer_id, record.dates)


def _follow(tx: Transaction, from_id: int, to_id: int) -> Moved:
    held = belongings.follow(tx, from_id, to_id)
    shares, payments = statements.follow(tx, from_id, to_id)
    return Moved(
        cards=held.cards,
        consents=held.consents,
        notes=held.notes,
        tags=held.tags,
        purchases=tuple(purchases.follow(tx, from_id, to_id)),
        referrals=referral_merging.follow(tx, from_id, to_id),
        answers=tuple(surveys.follow(tx, from_id, to_id)),
        asks=tuple(surveys.follow_asks(tx, from_id, to_id)),
        campaigns=tuple(surveys.follow_campaigns(tx, from_id, to_id)),
        vouchers=tuple(vouchers.follow(tx, from_id, to_id)),
        touches=tuple(touching.follow(tx, from_id, to_id)),
        testimonials=tuple(testimonials.follow(tx, from_id, to_id)),
        gifts=tuple(gifts.follow(tx, from_id, to_id)),
        shares=tuple(shares),
        payments=tuple(payments),
        invitations=tuple(reviews.follow(tx, from_id, to_id)),
        draws=tuple(programmes.follow(tx, from_id, to_id)),
        apart=tuple(store.follow_apart(tx, from_id, to_id)),
        tiers=held.tiers,
        tiers_written=held.tiers_written,
        proofs=tuple(ambassadors.follow(tx, from_id, to_id)),
    )


def _hand_back(tx: Transaction, moved: Moved, owner_id: int, kept_id: int) -> list[int]:
    """Give everything back; the referrals that changed since and stay as they are."""
    belongings.hand_back(tx, moved.belongings, owner_id, kept_id)
    purchases.follow(tx, kept_id, owner_id, moved.purchases)
    surveys.follow(tx, kept_id, owner_id, moved.answers)
    surveys.follow_asks(tx, kept_id, owner_id, moved.asks)
    surveys.follow_campaigns(tx, kept_id, owner_id, moved.campaigns)
    vouchers.follow(tx, kept_id, owner_id, moved.vouchers)
    touching.follow(tx, kept_id, owner_id, moved.touches)
    testimonials.follow(tx, kept_id, owner_id, moved.testimonials)
    gifts.follow(tx, kept_id, owner_id, moved.gifts)
    statements.follow(tx, kept_id, owner_id, (moved.shares, moved.payments))
    reviews.follow(tx, kept_id, owner_id, moved.invitations)
    programmes.follow(tx, kept_id, owner_id, moved.draws)
    ambassadors.follow(tx, kept_id, owner_id, moved.proofs)
    store.part_again(tx, kept_id, moved.apart)
    return referral_merging.hand_back(tx, moved.referrals, owner_id, kept_id)


def _said(number: int, other_id: int, moved: Moved) -> dict[str, journal.Detail]:
    """What the journal keeps of a merge: numbers of rows, never a name."""
    return {
        "merge": number,
        "other": other_id,
        "vouchers": ",".join(map(str, moved.vouchers)),
        "referrals": ",".join(map(str, moved.referrals.ids)),
        "purchases": len(moved.purchases),
        "answers": len(moved.answers),
        "cards": len(moved.cards),
    }
