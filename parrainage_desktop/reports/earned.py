"""The vouchers of a month as its report counts them, for the screen of the referrals."""

from datetime import date

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.reports import ledger, wording


def between(tx: Transaction, first: date, last: date) -> str:
    """What referrals earned between two shop days, or until today, in words: each in the month it was issued."""
    return wording.earned(ledger.rewards(tx, first, min(last, tx.today)), preferences.shop(tx).currency)
