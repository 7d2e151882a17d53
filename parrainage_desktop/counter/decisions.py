"""Decisions about referrals in words: what each would lead to and led to, and the vouchers behind it."""

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.counter import deciding
from parrainage_desktop.counter import decision_wording as wording
from parrainage_desktop.counter.rules import Decided, NotDecided
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.gifts import wording as gift_wording
from parrainage_desktop.gifts.rules import NotGiven
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.board_rules import Outcome, Reward
from parrainage_desktop.vouchers import corrections, judging
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Voucher


def rewards(tx: Transaction, referral_id: int) -> tuple[Reward, ...]:
    """The vouchers and gifts a referral earned, and what became of each."""
    found = vouchers.of_referral(tx, referral_id)
    issued = tuple(_voucher(tx, one) for one in found)
    return (*issued, *(wording.gift(one, tx.today) for one in gifts.of_referral(tx, referral_id)))


def taking_back(tx: Transaction, referral_id: int) -> tuple[str, ...]:
    """What taking a reward back would cancel, and what was used already."""
    return wording.taking_back(vouchers.of_referral(tx, referral_id), gifts.of_referral(tx, referral_id))


def approve(tx: Transaction, referral_id: int) -> Outcome:
    """Let a referral that was put aside count. Raises InvalidInput."""
    return _outcome(tx, deciding.approve(tx, referral_id))


def reject(tx: Transaction, referral_id: int, reason: str) -> Outcome:
    """Refuse a referral that was put aside or still waits. Raises InvalidInput without a reason."""
    return _outcome(tx, deciding.reject(tx, referral_id, reason))


def void(tx: Transaction, referral_id: int, reason: str) -> Outcome:
    """Take a referral's reward back. Raises InvalidInput without a reason."""
    return _outcome(tx, deciding.void(tx, referral_id, reason))


def take_return(tx: Transaction, referral_id: int, reason: str) -> Outcome:
    """The goods of the purchase that completed a referral came back. Raises InvalidInput without a reason."""
    referral = referrals.find(tx, referral_id)
    if referral is None or referral.purchase_id is None:
        return Outcome(False, (wording.nothing_bought(),))
    returned = deciding.take_return(tx, referral.purchase_id, reason)
    said = wording.taken(returned.purchase, preferences.shop(tx).currency)
    led_to = _outcome(tx, returned.decided).said if returned.decided else ()
    return Outcome(True, (said, *led_to))


def hand_over(tx: Transaction, gift_id: int, over: bool) -> Outcome:
    """Note that a gift was handed over, or was not after all. Raises InvalidInput."""
    done = gifts.give(tx, gift_id) if over else gifts.take_back(tx, gift_id)
    if isinstance(done, NotGiven):
        return Outcome(False, (gift_wording.not_given(done.gift),))
    return Outcome(True, (gift_wording.given(done) if over else gift_wording.taken_back(done),))


def _voucher(tx: Transaction, voucher: Voucher) -> Reward:
    told = wording.reward(voucher, corrections.history(tx, voucher.id), tx.today, tx.zone)
    used = voucher.balance_cents < voucher.value_cents
    return wording.to_settle(told) if used and judging.forfeited(tx, voucher) else told


def _outcome(tx: Transaction, answer: Decided | NotDecided) -> Outcome:
    if isinstance(answer, NotDecided):
        return Outcome(False, (wording.not_decided(answer),))
    return Outcome(True, wording.decided(answer, preferences.shop(tx).currency))
