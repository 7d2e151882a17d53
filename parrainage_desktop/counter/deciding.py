"""Deciding about referrals: one put aside is approved or refused, one rewarded is taken back, goods are returned."""

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.counter import rewarding, unrewarding
from parrainage_desktop.counter.rules import Bought, Decided, Decision, Granted, NotDecided, Returned
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Counted, Referral, ReferralState
from parrainage_desktop.vouchers import corrections

_FROM = {
    Decision.APPROVE: {ReferralState.FLAGGED},
    Decision.REJECT: {ReferralState.FLAGGED, ReferralState.CLAIMED, ReferralState.ON_HOLD},
    Decision.VOID: {ReferralState.REWARDED},
}
_COUNTS = (Counted.HELD, Counted.REWARDED)


def approve(tx: Transaction, referral_id: int) -> Decided | NotDecided:
    """Let a referral that was put aside count, and reward it when the friend has bought since. Raises InvalidInput."""
    referral = _decidable(tx, referral_id, Decision.APPROVE)
    return referral if isinstance(referral, NotDecided) else _rewarded(tx, referrals.approve(tx, referral))


def reject(tx: Transaction, referral_id: int, reason: str) -> Decided | NotDecided:
    """Refuse a referral that was put aside or still waits. Raises InvalidInput without a reason."""
    why = corrections.reason_for(reason)
    referral = _decidable(tx, referral_id, Decision.REJECT)
    return referral if isinstance(referral, NotDecided) else _ended(tx, referral, why)


def void(tx: Transaction, referral_id: int, reason: str) -> Decided | NotDecided:
    """Take a reward back: what is unused of both sides dies together, what was used is told. Raises InvalidInput."""
    why = corrections.reason_for(reason)
    referral = _decidable(tx, referral_id, Decision.VOID)
    return referral if isinstance(referral, NotDecided) else _ended(tx, referral, why)


def take_return(tx: Transaction, purchase_id: int, reason: str) -> Returned:
    """A purchase was brought back or a mistake: it counts no more, nor does the reward it earned. Raises InvalidInput.

    A referral that it had closed without a reward, or put on hold, waits for another first purchase; one of which
    other purchases count loses only what this one earned.
    """
    why = corrections.reason_for(reason)
    purchase = purchases.find(tx, purchase_id)
    if purchase is None:
        raise InvalidInput("purchase", _("There is no purchase number {number}.").format(number=purchase_id))
    referral = _earned_by(tx, purchase_id)
    unrewarding.withdraw(tx, purchase_id)
    if referral is None:
        referrals.wait_again(tx, purchase)
        return Returned(purchase, None)
    if referral.state is ReferralState.ON_HOLD:
        if referral.purchase_id == purchase_id:
            unrewarding.let_go(tx, referral)
        return Returned(purchase, None)
    if unrewarding.standing(tx, referral.id):
        return Returned(purchase, _lessened(tx, referral, purchase_id, why))
    return Returned(purchase, _ended(tx, referral, why))


def _decidable(tx: Transaction, referral_id: int, decision: Decision) -> Referral | NotDecided:
    referral = referrals.find(tx, referral_id)
    if referral is None:
        raise InvalidInput("referral", _("There is no referral number {number}.").format(number=referral_id))
    return referral if referral.state in _FROM[decision] else NotDecided(referral, decision)


def _rewarded(tx: Transaction, approved: Referral) -> Decided:
    """Reward for registering, and for every purchase since the friend arrived that earns something."""
    granted = rewarding.register(tx, approved)
    earned: list[Granted | Bought] = [granted]
    if granted.hindrance is None:
        earned += rewarding.catch_up(tx, approved)
    found = referrals.find(tx, approved.id)
    assert found is not None
    why = [one.hindrance for one in earned if one.hindrance]
    return Decided(
        found,
        issued=tuple(voucher for one in earned for voucher in one.vouchers),
        hindrance=why[-1] if why and found.state is not ReferralState.REWARDED else None,
        promised=tuple(gift for one in earned for gift in one.gifts),
    )


def _earned_by(tx: Transaction, purchase_id: int) -> Referral | None:
    """The referral that a purchase completed, or to which it adds as a further one that counts."""
    counted = referrals.counted_by(tx, purchase_id)
    further = referrals.find(tx, counted.referral_id) if counted and counted.state in _COUNTS else None
    found = referrals.completed_by(tx, purchase_id) or further
    return found if found and not referrals.is_over(found) else None


def _ended(tx: Transaction, referral: Referral, why: str) -> Decided:
    """Refuse a referral, or void one that was rewarded; nothing it earned stays good."""
    done = unrewarding.call_off(tx, unrewarding.of_referral(tx, referral.id), why)
    unrewarding.stop(tx, referral)
    end = referrals.void if referral.state is ReferralState.REWARDED else referrals.reject
    return Decided(end(tx, referral, why), (), done.cancelled, done.used, None, (), done.called_off, done.given)


def _lessened(tx: Transaction, referral: Referral, purchase_id: int, why: str) -> Decided:
    """Take back what one of several purchases earned."""
    earned = unrewarding.but_for_milestones(unrewarding.of_purchase(tx, referral.id, purchase_id))
    done = unrewarding.call_off(tx, earned, why)
    if referral.purchase_id == purchase_id:
        referral = referrals.stand_on(tx, referral, unrewarding.standing(tx, referral.id)[0].purchase_id)
    return Decided(referral, (), done.cancelled, done.used, None, (), done.called_off, done.given)
