"""Deciding about referrals: one put aside is approved or refused, one rewarded is taken back, goods are returned."""

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.counter import rewarding
from parrainage_desktop.counter.rules import Decided, Decision, NotDecided, Returned
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Hindrance, Referral, ReferralState
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers import service as vouchers

_FROM = {
    Decision.APPROVE: {ReferralState.FLAGGED},
    Decision.REJECT: {ReferralState.FLAGGED, ReferralState.CLAIMED},
    Decision.VOID: {ReferralState.REWARDED},
}


def approve(tx: Transaction, referral_id: int) -> Decided | NotDecided:
    """Let a referral that was put aside count, and reward it when the friend has bought since. Raises InvalidInput."""
    referral = _decidable(tx, referral_id, Decision.APPROVE)
    return referral if isinstance(referral, NotDecided) else _rewarded(tx, referrals.approve(tx, referral))


def reject(tx: Transaction, referral_id: int, reason: str) -> Decided | NotDecided:
    """Refuse a referral that was put aside or still waits. Raises InvalidInput without a reason."""
    why = corrections.reason_for(reason)
    referral = _decidable(tx, referral_id, Decision.REJECT)
    return referral if isinstance(referral, NotDecided) else Decided(referrals.reject(tx, referral, why))


def void(tx: Transaction, referral_id: int, reason: str) -> Decided | NotDecided:
    """Take a reward back: what is unused of both sides dies together, what was used is told. Raises InvalidInput."""
    why = corrections.reason_for(reason)
    referral = _decidable(tx, referral_id, Decision.VOID)
    return referral if isinstance(referral, NotDecided) else _taken_back(tx, referral, why)


def take_return(tx: Transaction, purchase_id: int, reason: str) -> Returned:
    """A purchase was brought back or a mistake: it counts no more, nor does the reward it earned. Raises InvalidInput.

    A referral that it had closed without a reward waits for another first purchase.
    """
    why = corrections.reason_for(reason)
    purchase = purchases.find(tx, purchase_id)
    if purchase is None:
        raise InvalidInput("purchase", _("There is no purchase number {number}.").format(number=purchase_id))
    purchases.withdraw(tx, purchase_id)
    referral = referrals.completed_by(tx, purchase_id)
    if referral:
        return Returned(purchase, _taken_back(tx, referral, why))
    referrals.wait_again(tx, purchase)
    return Returned(purchase, None)


def _decidable(tx: Transaction, referral_id: int, decision: Decision) -> Referral | NotDecided:
    referral = referrals.find(tx, referral_id)
    if referral is None:
        raise InvalidInput("referral", _("There is no referral number {number}.").format(number=referral_id))
    return referral if referral.state in _FROM[decision] else NotDecided(referral, decision)


def _rewarded(tx: Transaction, approved: Referral) -> Decided:
    """Reward with the first purchase since the friend arrived that earns it, if there is one."""
    hindrance: Hindrance | None = None
    for purchase in purchases.since(tx, approved.referee_id, approved.claimed_on):
        outcome = referrals.qualify(tx, purchase)
        if isinstance(outcome, Referral):
            done = rewarding.complete(tx, outcome, purchase)
            found = referrals.find(tx, approved.id)
            assert found is not None
            return Decided(found, issued=done.vouchers, hindrance=done.hindrance)
        hindrance = outcome
    found = referrals.find(tx, approved.id)
    assert found is not None
    return Decided(found, hindrance=hindrance)


def _taken_back(tx: Transaction, referral: Referral, why: str) -> Decided:
    earned = vouchers.of_referral(tx, referral.id)
    # One that was replaced may have been used before: what was spent of it is to be settled all the same.
    used = tuple(one for one in earned if one.balance_cents < one.value_cents)
    cancelled = corrections.cancel_all(tx, [one.id for one in earned], why)
    return Decided(referrals.void(tx, referral, why), cancelled=tuple(cancelled), used=used)
