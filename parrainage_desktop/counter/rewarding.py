"""What a completed referral earns both sides, and the limits and the budget it must still fit in."""

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.counter.rules import Bought
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rewards import reward_cents
from parrainage_desktop.programme.rules import Terms, bonus_cents
from parrainage_desktop.purchases.rules import Purchase
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Hindrance, Referral, ReferralReason
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side

Earned = dict[Side, int]
"""The cents of each voucher a referral earns."""


def complete(tx: Transaction, referral: Referral, purchase: Purchase) -> Bought:
    """Reward a referral that a purchase completes: every voucher it earns, or none and the reason.

    A referral keeps the limits it was claimed under; the budget is the one in force today.
    """
    programme = programmes.version(tx, referral.programme_id)
    earned = _earned(programme.terms, purchase.amount_cents, referrals.rewarded_count(tx, referral.referrer_id) + 1)
    if earned is None:
        return Bought(purchase, None, (), Hindrance.NO_AMOUNT)
    if hindrance := _hindrance(tx, referral, programme.terms, sum(earned.values())):
        referrals.turn_down(tx, referral, purchase, ReferralReason(hindrance.value))
        return Bought(purchase, None, (), hindrance)
    rewarded = referrals.reward(tx, referral, purchase)
    issued = tuple(
        vouchers.issue(tx, programme, side, _holder(referral, side), cents, referral.id, purchase.id)
        for side, cents in earned.items()
        if cents
    )
    return Bought(purchase, rewarded, issued, None)


def _earned(terms: Terms, purchase_cents: int | None, nth: int) -> Earned | None:
    """What a referrer's nth successful referral earns; None when that needs an amount nobody knows."""
    ours = reward_cents(terms.referrer, purchase_cents, nth)
    theirs = reward_cents(terms.referee, purchase_cents, nth)
    if ours is None or theirs is None:
        return None
    return {Side.REFERRER: ours, Side.REFEREE: theirs, Side.BONUS: bonus_cents(terms, nth)}


def _hindrance(tx: Transaction, referral: Referral, terms: Terms, cents: int) -> Hindrance | None:
    """What keeps a referral from being rewarded; the journal has every reason, the referral the first."""
    against = {
        Hindrance.LIMIT_REACHED: referrals.limit_reached(tx, referral.referrer_id, terms.limits),
        Hindrance.BUDGET_SPENT: _over_budget(tx, cents),
    }
    reasons = [hindrance for hindrance, stands in against.items() if stands]
    if not reasons:
        return None
    journal.append(tx, "referral.unrewarded", referral.id, {reason.value: True for reason in reasons})
    return reasons[0]


def _over_budget(tx: Transaction, cents: int) -> bool:
    """Whether these cents would be more than the budget still holds; its last cent may be spent."""
    terms = programmes.current(tx).terms
    return terms.budget is not None and programmes.spent(tx, terms) + cents > terms.budget.cents


def _holder(referral: Referral, side: Side) -> int:
    return referral.referee_id if side is Side.REFEREE else referral.referrer_id
