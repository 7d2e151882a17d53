"""Vouchers that referrals earned before any purchase: by registering alone."""

from datetime import date

from sqlalchemy import case, column, func, select, table

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.vouchers.rules import VoucherState
from parrainage_desktop.vouchers.store import VOUCHERS

_referrals = table("referrals", column("id"), column("state"), column("referrer_id"))


def by_referrer(tx: Transaction, referrer_id: int) -> dict[int, date]:
    """The shop day on which each of a referrer's referrals earned a voucher by registering that was not cancelled.

    One that only replaces a lost voucher is of the day of the first; a referral taken back does not count.
    """
    standing = func.sum(case((VOUCHERS.c.state != VoucherState.CANCELLED.value, 1), else_=0))
    mine = _referrals.c.referrer_id == referrer_id, _referrals.c.state != "voided"
    query = (
        select(_referrals.c.id, func.min(VOUCHERS.c.issued_on))
        .join(VOUCHERS, VOUCHERS.c.referral_id == _referrals.c.id)
        .where(*mine, VOUCHERS.c.purchase_id.is_(None))
        .group_by(_referrals.c.id)
        .having(standing > 0)
    )
    return {number: day for number, day in tx.execute(query) if day}
