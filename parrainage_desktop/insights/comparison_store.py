"""What came of two rewards compared, counted over everybody who was drawn and is still there."""

from collections import Counter
from datetime import date

from sqlalchemy import ColumnElement, and_, case, distinct, func, select

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.money import percent_of
from parrainage_desktop.customers.store import CUSTOMERS
from parrainage_desktop.gifts.store import GIFTS
from parrainage_desktop.insights.comparison_rules import Half
from parrainage_desktop.programme.rules import Arm
from parrainage_desktop.programme.store import DRAWS
from parrainage_desktop.referrals.store import REFERRALS
from parrainage_desktop.statements.store import SHARES
from parrainage_desktop.vouchers.store import VOUCHERS


def halves(tx: Transaction, usual_id: int, other_id: int, first: date, last: date) -> tuple[Half, Half]:
    """Both halves of a comparison, from its first to its last shop day.

    A record made one with another is counted with the one that was kept. Costs are what the referrals of a half earned
    in that time, less what was cancelled of it unused.
    """
    theirs = and_(
        DRAWS.c.programme_id == usual_id,
        REFERRALS.c.referrer_id == DRAWS.c.customer_id,
        REFERRALS.c.programme_id == case((DRAWS.c.arm == Arm.USUAL.value, usual_id), else_=other_id),
    )
    drawn, brought, cents = _drawn(tx, usual_id), _brought(tx, theirs, first, last), _cents(tx, theirs, first, last)
    usual, other = (Half(drawn[arm], *brought.get(arm, (0, 0)), cents[arm]) for arm in (one.value for one in Arm))
    return usual, other


def _drawn(tx: Transaction, number: int) -> Counter[str]:
    gone = select(CUSTOMERS.c.id).where(CUSTOMERS.c.gone != "")
    here = select(DRAWS.c.arm, func.count().label("people")).where(DRAWS.c.programme_id == number)
    here = here.where(DRAWS.c.customer_id.not_in(gone))
    return Counter({row.arm: row.people for row in tx.execute(here.group_by(DRAWS.c.arm))})


def _brought(tx: Transaction, theirs: ColumnElement[bool], first: date, last: date) -> dict[str, tuple[int, int]]:
    """How many of each half brought somebody, and how many friends they brought."""
    came = select(DRAWS.c.arm, func.count(distinct(REFERRALS.c.referrer_id)), func.count()).where(
        theirs, REFERRALS.c.state == "rewarded", REFERRALS.c.rewarded_on.between(first, last)
    )
    return {arm: (people, friends) for arm, people, friends in tx.execute(came.group_by(DRAWS.c.arm))}


def _cents(tx: Transaction, theirs: ColumnElement[bool], first: date, last: date) -> Counter[str]:
    """What each half earned: vouchers, gifts at their cost, shares of purchases to the nearest cent."""
    unused = case((VOUCHERS.c.state == "cancelled", VOUCHERS.c.balance_cents), else_=0)
    found = Counter[str]()
    for table, amount, earned_on in (
        (VOUCHERS, VOUCHERS.c.value_cents - unused, VOUCHERS.c.issued_on),
        (GIFTS, case((GIFTS.c.state == "cancelled", 0), else_=GIFTS.c.cost_cents), GIFTS.c.earned_on),
    ):
        earned = select(DRAWS.c.arm, func.sum(amount)).where(
            theirs, table.c.referral_id == REFERRALS.c.id, earned_on.between(first, last)
        )
        found.update({arm: int(cents) for arm, cents in tx.execute(earned.group_by(DRAWS.c.arm))})
    shared = select(DRAWS.c.arm, SHARES.c.basis_points, func.sum(SHARES.c.base_cents)).where(
        theirs, SHARES.c.referral_id == REFERRALS.c.id, SHARES.c.noted_on.between(first, last)
    )
    for arm, points, base in tx.execute(shared.group_by(DRAWS.c.arm, SHARES.c.basis_points)):
        found[arm] += percent_of(int(base), points)
    return found
