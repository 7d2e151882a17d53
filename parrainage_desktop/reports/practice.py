"""What the screen of the scheme needs to know of the shop's last month."""

from collections import Counter

from parrainage_desktop.base.clock import month_bounds, previous_month
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.programme.cost import Completed, Practice
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.vouchers import service as vouchers


def last_month(tx: Transaction) -> Practice:
    """The last complete month: each completed referral, and what could still come back today."""
    year, month = previous_month(tx.today.year, tx.today.month)
    first, last = month_bounds(year, month)
    found = referrals.completed_between(tx, first, last)
    bought = purchases.noted(tx, [purchase for _referrer, purchase in found if purchase is not None])
    so_far = Counter(referrals.rewarded_before(tx, [referrer for referrer, _purchase in found], first))
    completed = []
    for referrer, purchase in found:
        so_far[referrer] += 1
        known = bought.get(purchase) if purchase is not None else None
        completed.append(Completed(known.purchase.amount_cents if known else None, so_far[referrer]))
    return Practice(year, month, tuple(completed), vouchers.outstanding_cents(tx), gifts.owed_cents(tx))
