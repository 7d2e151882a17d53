"""Rewarding both sides of a referral: at once, on registering, after a return window, by each of several purchases."""

from dataclasses import replace
from datetime import date, timedelta

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.counter import earnings
from parrainage_desktop.counter.rules import Bought, Granted
from parrainage_desktop.customers import service as customers
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Programme, Terms, Trigger
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.purchases.rules import Purchase
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import (
    Counted,
    CountedPurchase,
    Hindrance,
    Referral,
    ReferralReason,
    ReferralState,
)
from parrainage_desktop.statements import service as statements
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side


def earn(tx: Transaction, purchase: Purchase) -> Bought:
    """What a purchase earns as the friend's first or a further one that counts, or why it earns nothing."""
    referral = referrals.brought_by(tx, purchase.customer_id)
    if referral is None:
        return Bought(purchase, None, (), None)
    programme = programmes.version(tx, referral.programme_id)
    if referral.state not in referrals.WAITING:
        return _follow_up(tx, programme, referral, purchase)
    if hindered := referrals.hindered(tx, programme.terms, referral, purchase):
        return Bought(purchase, None, (), hindered)
    return _complete(tx, programme, referral, purchase)


def catch_up(tx: Transaction, referral: Referral) -> list[Bought]:
    """What a referral earns by everything bought since the friend came that could not count until now."""
    bought = purchases.since(tx, referral.referee_id, referral.claimed_on)
    return [earn(tx, one) for one in bought if not referrals.counted_by(tx, one.id)]


def _complete(tx: Transaction, programme: Programme, referral: Referral, purchase: Purchase) -> Bought:
    """Reward a referral that a purchase completes, or put it on hold until that can no longer be returned.

    Everything it earns, or nothing and the reason. A referral keeps the limits it was claimed under; the budget is
    the one in force today.
    """
    if earnings.earned(tx, programme.terms, referral, purchase, 1) is None:
        return Bought(purchase, None, (), Hindrance.NO_AMOUNT)
    due_on = _note_counted(tx, programme.terms, referral, purchase)
    if due_on is None or due_on <= tx.today:
        done = _grant(tx, programme, referral, purchase)
    else:
        referrals.hold(tx, referral, purchase)
        done = Granted(hindrance=Hindrance.ON_HOLD, due_on=due_on)
    _count_share(tx, programme.terms, referral.id, purchase)
    return _bought(purchase, done)


def _follow_up(tx: Transaction, programme: Programme, referral: Referral, purchase: Purchase) -> Bought:
    """A further purchase of a friend: it may earn again, and whoever brought them a share of it."""
    if not _both_here(tx, referral):
        return Bought(purchase, None, (), None)
    done = Granted()
    if _counts_too(tx, programme.terms, referral, purchase):
        due_on = _note_counted(tx, programme.terms, referral, purchase)
        if due_on is not None and due_on > tx.today:
            done = Granted(hindrance=Hindrance.ON_HOLD, due_on=due_on)
        else:
            done = _grant(tx, programme, referral, purchase)
    _count_share(tx, programme.terms, referral.id, purchase)
    return _bought(purchase, done)


def register(tx: Transaction, referral: Referral) -> Granted:
    """What a friend's arrival earns by itself, before any purchase: all of it, the first part of a credit, nothing."""
    programme = programmes.version(tx, referral.programme_id)
    if referral.state is not ReferralState.CLAIMED:
        return Granted()
    if programme.terms.trigger is Trigger.REGISTRATION:
        return _grant(tx, programme, referral, None)
    advance = earnings.advance(programme.terms)
    if not any(advance.cents.values()):
        return Granted()
    if hindrance := earnings.hindrance(tx, referral, programme.terms, advance, first=True):
        return Granted(hindrance=hindrance)
    return _issue(tx, programme, referral, None, advance)


def release(tx: Transaction) -> list[Granted]:
    """Give what was on hold until a return window that is over by now; done again, nothing more happens."""
    return [_release(tx, found) for found in referrals.due(tx)]


def attend(db: Database, actor: Actor) -> None:
    """Release what is due in a store just opened; what cannot be written now is released with the next act."""
    try:
        with db.read(actor) as tx:
            due = referrals.due(tx)
        if due and db.date_doubt() is None:
            with db.write(actor) as tx:
                release(tx)
    except UserError:
        return


def _release(tx: Transaction, found: CountedPurchase) -> Granted:
    purchase, referral = purchases.find(tx, found.purchase_id), referrals.find(tx, found.referral_id)
    assert referral is not None
    # Whichever is due first completes the referral, also when one of a later day was written down before it.
    earning = referral.state in (ReferralState.ON_HOLD, ReferralState.REWARDED)
    if purchase is None or not earning or not _both_here(tx, referral):
        referrals.settle_purchase(tx, found.purchase_id, Counted.RETURNED)
        return Granted()
    referrals.settle_purchase(tx, found.purchase_id, Counted.REWARDED)
    return _grant(tx, programmes.version(tx, referral.programme_id), referral, purchase, found.due_on)


def _grant(
    tx: Transaction, programme: Programme, referral: Referral, purchase: Purchase | None, due_on: date | None = None
) -> Granted:
    """Reward now: everything, or nothing and the reason."""
    terms, first = programme.terms, referral.state is not ReferralState.REWARDED
    counted = referrals.rewarded_count(tx, referral.referrer_id)
    nth = counted + 1 if first else referrals.place(tx, referral)
    earned = earnings.earned(tx, terms, referral, purchase, nth)
    assert earned is not None, "whoever grants has looked for the amount"
    if hindrance := earnings.hindrance(tx, referral, terms, earned, first):
        if first:
            referrals.turn_down(tx, referral, purchase, ReferralReason(hindrance.value))
            statements.take_out_all(tx, referral.id)
        if purchase:
            referrals.settle_purchase(tx, purchase.id, Counted.REFUSED)
        return Granted(hindrance=hindrance)
    rewarded = referrals.reward(tx, referral, purchase) if first else referral
    return replace(_issue(tx, programme, referral, purchase, earned, due_on), rewarded=rewarded)


def _issue(
    tx: Transaction, programme: Programme, referral: Referral, purchase: Purchase | None, earned: earnings.Earned,
    due_on: date | None = None,
) -> Granted:
    number = purchase.id if purchase else None
    issued = tuple(
        vouchers.issue(tx, programme, side, _holder(referral, side), cents, referral.id, number, due_on=due_on)
        for side, cents in earned.cents.items()
        if cents
    )
    given = tuple(
        gifts.promise(tx, programme, side.value, _holder(referral, side), one, referral, number)
        for side, one in earned.in_kind.items()
    )
    return Granted(vouchers=issued, gifts=given)


def _bought(purchase: Purchase, done: Granted) -> Bought:
    return Bought(
        purchase, done.rewarded, done.vouchers, done.hindrance, gifts=done.gifts, due_on=done.due_on
    )


def _counts_too(tx: Transaction, terms: Terms, referral: Referral, purchase: Purchase) -> bool:
    """Whether a further purchase earns again: of those the scheme counts, in time, large enough, its amount known."""
    if terms.trigger is not Trigger.EACH_PURCHASE:
        return False
    so_far = [one for one in referrals.counted_of(tx, referral.id) if one.state in (Counted.HELD, Counted.REWARDED)]
    return (
        len(so_far) < terms.trigger_purchases
        and referral.claimed_on <= purchase.on <= referral.claimed_on + timedelta(days=terms.claim_window_days)
        and (not terms.purchase_minimum_cents or (purchase.amount_cents or 0) >= terms.purchase_minimum_cents)
        and earnings.earned(tx, terms, referral, purchase, 1) is not None
    )


def _note_counted(tx: Transaction, terms: Terms, referral: Referral, purchase: Purchase) -> date | None:
    """Note a purchase that counts where that matters later, and the day its reward is due."""
    if terms.trigger is not Trigger.EACH_PURCHASE and not terms.return_days:
        return None
    due_on = purchase.on + timedelta(days=terms.return_days + 1) if terms.return_days else tx.today
    state = Counted.HELD if due_on > tx.today else Counted.REWARDED
    referrals.count_purchase(tx, referral, purchase, due_on, state)
    return due_on


def _count_share(tx: Transaction, terms: Terms, referral_id: int, purchase: Purchase) -> None:
    """Count a purchase for whoever had brought the friend by then, once their referral has earned."""
    if not terms.revenue_share:
        return
    referral = referrals.find(tx, referral_id)
    if referral is None or purchase.on < referral.claimed_on:
        return
    if referral.state in (ReferralState.ON_HOLD, ReferralState.REWARDED):
        statements.count(tx, referral, purchase, terms.revenue_share)


def _both_here(tx: Transaction, referral: Referral) -> bool:
    """Whether neither side was erased: nobody could come for what they earn."""
    return not any(customers.get(tx, one).gone for one in (referral.referrer_id, referral.referee_id))


def _holder(referral: Referral, side: Side) -> int:
    return referral.referee_id if side is Side.REFEREE else referral.referrer_id
