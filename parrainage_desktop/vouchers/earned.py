"""Vouchers by the referral that earned them."""

from datetime import date

from sqlalchemy import column, func, select, table

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.vouchers.rules import Owing
from parrainage_desktop.vouchers.store import VOUCHERS

_referrals = table("referrals", column("id"), column("state"), column("rewarded_on"))


def between(tx: Transaction, first: date, last: date) -> Owing:
    """How many vouchers the referrals completed between two shop days earned, and what these were worth when issued.

    Referrals taken back since are left out, and so are vouchers that only replace a lost one.
    """
    earlier = VOUCHERS.alias()
    same_purchase = earlier.c.purchase_id.is_not_distinct_from(VOUCHERS.c.purchase_id)
    same = earlier.c.referral_id == VOUCHERS.c.referral_id, same_purchase, earlier.c.side == VOUCHERS.c.side
    replaces = select(earlier.c.id).where(*same, earlier.c.id < VOUCHERS.c.id).exists()
    query = (
        select(func.count(), func.coalesce(func.sum(VOUCHERS.c.value_cents), 0))
        .join(_referrals, _referrals.c.id == VOUCHERS.c.referral_id)
        .where(_referrals.c.state == "rewarded", _referrals.c.rewarded_on.between(first, last), ~replaces)
    )
    vouchers, cents = tx.execute(query).one()
    return Owing(int(vouchers), int(cents))
