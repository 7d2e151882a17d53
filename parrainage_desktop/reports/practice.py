"""What the screen of the scheme needs to know of the shop's last month."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from parrainage_desktop.base.clock import month_bounds, previous_month
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import tiers
from parrainage_desktop.customers.rules import Membership, tier_on
from parrainage_desktop.gifts import service as gifts
from parrainage_desktop.programme.cost import Bought, Friend, Practice
from parrainage_desktop.reports import friends
from parrainage_desktop.reports.friends import Row
from parrainage_desktop.vouchers import service as vouchers


def last_month(tx: Transaction) -> Practice:
    """The last complete month: every friend who may have earned something in it, and what could come back today."""
    year, month = previous_month(tx.today.year, tx.today.month)
    first, last = month_bounds(year, month)
    rows = friends.bought(tx, first, last)
    places = friends.places(tx, {row.referrer_id for row in rows})
    parts = [list(part) for _number, part in groupby(rows, lambda row: row.referral_id)]
    ambassadors = tiers.history(tx)
    found = tuple(
        _friend(first, last, part, places.get(part[0].referral_id, 1), ambassadors.get(part[0].referrer_id, ()))
        for part in parts
    )
    return Practice(year, month, found, vouchers.outstanding_cents(tx), gifts.owed_cents(tx))


def _friend(first: date, last: date, rows: Sequence[Row], nth: int, history: Sequence[Membership]) -> Friend:
    bought = tuple(
        Bought(row.cents, (row.on - row.claimed_on).days, first <= row.counts_on <= last)
        for row in rows if row.on and row.counts_on
    )  # fmt: skip
    came = rows[0].claimed_on
    return Friend(rows[0].referrer_id, nth, bought, came >= first, tier_on(history, came), rows[0].other)
