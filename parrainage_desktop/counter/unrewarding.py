"""Taking back what a referral earned: what is unused dies, what was used or handed over is told."""

from dataclasses import dataclass, replace

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.counter import rewarding
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.gifts.rules import Gift, GiftState
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Counted, CountedPurchase, Referral, ReferralState
from parrainage_desktop.statements import service as statements
from parrainage_desktop.vouchers import corrections
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side, Voucher


@dataclass(frozen=True, slots=True)
class Rewards:
    """The vouchers and gifts of a referral, or of one purchase of it."""

    vouchers: tuple[Voucher, ...]
    gifts: tuple[Gift, ...]

    @property
    def untouched(self) -> bool:
        """Whether nothing of it was used or handed over."""
        whole = all(one.balance_cents == one.value_cents for one in self.vouchers)
        return whole and all(one.state is not GiftState.GIVEN for one in self.gifts)


@dataclass(frozen=True, slots=True)
class CalledOff:
    """What died of some rewards, and what had been used or handed over before."""

    cancelled: tuple[Voucher, ...]
    used: tuple[Voucher, ...]
    called_off: tuple[Gift, ...]
    given: tuple[Gift, ...]


def of_referral(tx: Transaction, referral_id: int) -> Rewards:
    """Everything a referral earned."""
    return Rewards(tuple(vouchers.of_referral(tx, referral_id)), tuple(gifts.of_referral(tx, referral_id)))


def of_purchase(tx: Transaction, referral_id: int, purchase_id: int | None) -> Rewards:
    """What a referral earned by one purchase; with None, by registering."""
    earned = of_referral(tx, referral_id)
    return Rewards(
        tuple(one for one in earned.vouchers if one.purchase_id == purchase_id),
        tuple(one for one in earned.gifts if one.purchase_id == purchase_id),
    )


def but_for_milestones(earned: Rewards) -> Rewards:
    """Without what the referral earned by being one of so many: it stays one while another purchase counts."""
    return replace(earned, vouchers=tuple(one for one in earned.vouchers if one.side is not Side.BONUS))


def call_off(tx: Transaction, rewards: Rewards, why: str) -> CalledOff:
    """Let what is unused die."""
    # One that was replaced may have been used before: what was spent of it is to be settled all the same.
    used = tuple(one for one in rewards.vouchers if one.balance_cents < one.value_cents)
    cancelled = corrections.cancel_all(tx, [one.id for one in rewards.vouchers], why)
    given = tuple(one for one in rewards.gifts if one.state is GiftState.GIVEN)
    return CalledOff(tuple(cancelled), used, tuple(one for one in rewards.gifts if gifts.cancel(tx, one)), given)


def withdraw(tx: Transaction, purchase_id: int) -> None:
    """Take a purchase out of every figure: its amount, its share, its place among those that count."""
    purchases.withdraw(tx, purchase_id)
    statements.take_out(tx, purchase_id)
    if referrals.counted_by(tx, purchase_id):
        referrals.settle_purchase(tx, purchase_id, Counted.RETURNED)


def standing(tx: Transaction, referral_id: int) -> list[CountedPurchase]:
    """The purchases that still count towards a referral."""
    return [one for one in referrals.counted_of(tx, referral_id) if one.state in (Counted.HELD, Counted.REWARDED)]


def stop(tx: Transaction, referral: Referral) -> None:
    """Let nothing more come of a referral: what is on hold, and its shares of purchases."""
    for one in standing(tx, referral.id):
        referrals.settle_purchase(tx, one.purchase_id, Counted.RETURNED)
    statements.take_out_all(tx, referral.id)


def let_go(tx: Transaction, referral: Referral) -> None:
    """A referral lost the purchase that completed it: the friend's next one that counts takes its place.

    One that was rewarded itself does before one that is on hold; without any the referral waits.
    """
    referrals.reopen(tx, referral)
    waiting = referrals.find(tx, referral.id)
    assert waiting is not None
    assert waiting.state is ReferralState.CLAIMED
    for one in sorted(standing(tx, referral.id), key=lambda one: one.state is not Counted.REWARDED):
        if purchase := purchases.find(tx, one.purchase_id):
            take_place = referrals.reward if one.state is Counted.REWARDED else referrals.hold
            take_place(tx, waiting, purchase)
            return
    if referral.state is ReferralState.ON_HOLD:
        rewarding.catch_up(tx, waiting)
