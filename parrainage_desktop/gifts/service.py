"""Promising gifts and invitations, handing them over, and taking either back."""

from collections.abc import Collection

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.gifts import store
from parrainage_desktop.gifts.rules import Gift, GiftState, NotGiven
from parrainage_desktop.programme import rewards
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Programme, life
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import Referral

MOST = 1_000
"""How many a list shows."""


def promise(
    tx: Transaction, programme: Programme, side: str, holder_id: int, earned: rewards.Gift | rewards.Experience,
    referral: Referral, purchase_id: int | None,
) -> Gift:  # fmt: skip
    """Owe a person what a referral earned them in kind; it is kept as long as a voucher would live."""
    invitation = isinstance(earned, rewards.Experience)
    kept = store.insert_gift(tx, Gift(
        0, invitation, earned.text, earned.cost_cents, side, holder_id, "", referral.id, purchase_id, programme.id,
        tx.today, life(programme.terms, tx.today)[1], GiftState.OWED, None, "",
    ))  # fmt: skip
    programmes.note_spending(tx, kept.earned_on, kept.cost_cents)
    details: dict[str, journal.Detail] = {
        "cents": kept.cost_cents, "side": side, "holder": holder_id, "referral": referral.id,
    }
    journal.append(tx, "gift.promised", kept.id, details)
    return kept


def give(tx: Transaction, gift_id: int) -> Gift | NotGiven:
    """Note that a gift was handed over, or an invitation lived, today. Raises InvalidInput for an unknown number."""
    gift = _known(tx, gift_id)
    if not store.give(tx, gift_id):
        return NotGiven(gift)
    journal.append(tx, "gift.given", gift_id)
    return _known(tx, gift_id)


def take_back(tx: Transaction, gift_id: int) -> Gift | NotGiven:
    """Note that a gift was not handed over after all. Raises InvalidInput for an unknown number.

    One that is no longer earned is owed to nobody: it dies with what had earned it.
    """
    gift = _known(tx, gift_id)
    if not store.take_back(tx, gift_id):
        return NotGiven(gift)
    journal.append(tx, "gift.taken_back", gift_id)
    if _no_longer_earned(tx, gift):
        cancel(tx, gift)
    return _known(tx, gift_id)


def cancel(tx: Transaction, gift: Gift) -> bool:
    """Owe a gift no more; False when it was handed over or cancelled before."""
    if not store.cancel(tx, gift.id):
        return False
    programmes.note_spending(tx, gift.earned_on, -gift.cost_cents)
    journal.append(tx, "gift.cancelled", gift.id)
    return True


def left(tx: Transaction, gift: rewards.Gift) -> int | None:
    """How many of a gift can still be promised; None when there is no limit.

    What earlier versions of the scheme promised under the same words counts, so that a new version restocks nothing;
    how many there are is what the version in force says, as long as it has this gift.
    """
    terms = programmes.current(tx).terms
    sides = (terms.referrer, terms.referee, terms.other.referrer, terms.other.referee)
    now = [one for one in sides if isinstance(one, rewards.Gift) and one.text == gift.text]
    stock = gift.stock if not now or gift in now else now[0].stock
    return max(0, stock - store.promised(tx, gift.text)) if stock else None


def of_referral(tx: Transaction, referral_id: int) -> list[Gift]:
    """What a referral earned in kind."""
    return store.of_referral(tx, referral_id)


def of_holder(tx: Transaction, holder_id: int) -> list[Gift]:
    """A person's gifts, newest first."""
    return store.of_holder(tx, holder_id)


def listed(tx: Transaction, state: GiftState | None = None) -> list[Gift]:
    """Gifts in one state or all, newest first; MOST at most."""
    return store.listed(tx, state, MOST)


def owed_cents(tx: Transaction) -> int:
    """What everything that may still be fetched costs the shop."""
    return store.owed_cents(tx)


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's gifts be another's, all or `only` some; which ones moved. The caller journals it."""
    return store.follow(tx, from_id, to_id, only)


def _no_longer_earned(tx: Transaction, gift: Gift) -> bool:
    referral = referrals.find(tx, gift.referral_id)
    over = referral is None or referrals.is_over(referral)
    return over or (gift.purchase_id is not None and purchases.find(tx, gift.purchase_id) is None)


def _known(tx: Transaction, gift_id: int) -> Gift:
    gift = store.find(tx, gift_id)
    if gift is None:
        raise InvalidInput("gift", _("There is no gift number {number}.").format(number=gift_id))
    return gift
