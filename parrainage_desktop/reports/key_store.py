"""The counts behind a month's key figures, each as it was known when the month ended.

What can change later is read from the journal, or its change since is taken off again.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, text
from sqlalchemy.sql.selectable import NamedFromClause

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.journal import JOURNAL
from parrainage_desktop.gifts.rules import GiftState
from parrainage_desktop.gifts.store import GIFTS
from parrainage_desktop.programme.store import PROGRAMMES
from parrainage_desktop.purchases.store import PURCHASES, PurchaseColumns
from parrainage_desktop.referrals.store import REFERRALS
from parrainage_desktop.reports import store
from parrainage_desktop.reports.events import CLAIMED
from parrainage_desktop.reports.key_figures import Buyers
from parrainage_desktop.reports.rules import Period
from parrainage_desktop.reports.then import Then, buyer, sharer, was_referred
from parrainage_desktop.statements.rules import due_cents
from parrainage_desktop.statements.store import SHARES
from parrainage_desktop.vouchers.rules import Side
from parrainage_desktop.vouchers.store import REDEMPTIONS, REVERSALS, VOUCHERS

_PEOPLE = {"customer.added": 1, "customer.unmerged": 1, "customer.merged": -1, "customer.erased": -1}
_OF_REFERRALS = text("action LIKE 'referral.%'")
_REWARD = VOUCHERS.c.side != Side.GOODWILL.value


def people(tx: Transaction, end: datetime) -> int:
    """How many customers the shop knew at an instant, by what the journal says; counted in an index but for a few."""
    with_another = and_(JOURNAL.c.action == "customer.erased", JOURNAL.c.details.like('%"with":%'))
    query = select(JOURNAL.c.action, func.count()).where(JOURNAL.c.action.in_(_PEOPLE), JOURNAL.c.at < end)
    counts = tx.execute(query.group_by(JOURNAL.c.action))
    found = sum(_PEOPLE[action] * int(count) for action, count in counts)
    again = select(func.count()).select_from(JOURNAL).where(with_another, JOURNAL.c.at < end)
    imports = select(JOURNAL.c.details).where(
        JOURNAL.c.action.in_(["import.done", "import.undone"]), JOURNAL.c.at < end
    )
    moved = [json.loads(details) for (details,) in tx.execute(imports)]
    imported = sum(int(one.get("added", 0)) - int(one.get("removed", 0)) for one in moved)
    return found + int(tx.execute(again).scalar_one()) + imported


def referrers(tx: Transaction, period: Period) -> set[int]:
    """Whose cards the arrivals of a month came with, as it was told then."""
    query = select(JOURNAL.c.details).where(JOURNAL.c.action == f"referral.{CLAIMED}", *_recorded(period))
    found = [json.loads(details) for (details,) in tx.execute(query)]
    return {int(details["referrer"]) for details in found if "referrer" in details}


def days_to_purchase(tx: Transaction, pairs: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Days between arrival and purchase of so many referrals with theirs, shortest first."""
    known = dict(pairs)
    claims = select(REFERRALS.c.id, REFERRALS.c.claimed_on)
    came = {number: on for part in store.chunks(known) for number, on in tx.execute(claims.where(_of(part)))}
    buys = select(PURCHASES.c.id, PURCHASES.c.purchased_on)
    parts = store.chunks(known.values())
    bought = {number: on for part in parts for number, on in tx.execute(buys.where(PURCHASES.c.id.in_(part)))}
    return tuple(sorted((bought[purchase] - came[number]).days for number, purchase in known.items()))


def over(tx: Transaction, first: date, last: date, end: datetime) -> list[str]:
    """What the arrivals had become by an instant whose last day to buy lay between two shop days."""
    versions = tx.execute(select(PROGRAMMES.c.id, PROGRAMMES.c.claim_window_days)).all()
    windows = [
        and_(REFERRALS.c.programme_id == number, REFERRALS.c.claimed_on.between(first - long, last - long))
        for number, window in versions for long in [timedelta(days=window)]
    ]  # fmt: skip
    since = select(JOURNAL.c.id).where(JOURNAL.c.subject == REFERRALS.c.id, _OF_REFERRALS, JOURNAL.c.at >= end)
    found = tx.execute(select(REFERRALS.c.id, REFERRALS.c.state, since.exists()).where(or_(*windows))).all()
    states = {number: state for number, state, _moved in found}
    for part in store.chunks(number for number, _state, moved_since in found if moved_since):
        moved = store.moves_where(tx, store.MOVED, JOURNAL.c.at < end, JOURNAL.c.subject.in_(part), _OF_REFERRALS)
        states |= {move.referral_id: move.became for move in moved}
    return list(states.values())


def buyers(tx: Transaction, period: Period, before: Period, then: Then) -> tuple[Buyers, Buyers]:
    """The purchases of a month by referred customers, and by all others."""
    who = buyer(PURCHASES, then)
    flag = case((was_referred(tx, who, period.last, then), 1), else_=0)
    bought = select(
        flag, func.count(), func.count(PURCHASES.c.amount_cents),
        func.coalesce(func.sum(PURCHASES.c.amount_cents), 0), func.count(func.distinct(who)),
    ).where(*_standing(PURCHASES, period, period.end)).group_by(flag)  # fmt: skip
    now = PURCHASES.alias()
    too = who.in_(select(buyer(now, then)).where(*_standing(now, period, period.end)))
    came = select(flag, func.count(func.distinct(who)), func.count(func.distinct(case((too, who)))))
    came = came.where(*_standing(PURCHASES, before, period.end)).group_by(flag)
    counts = {referred: tuple(map(int, row)) for referred, *row in tx.execute(bought)}
    returns = {referred: tuple(map(int, row)) for referred, *row in tx.execute(came)}
    mine, other = (Buyers(*counts.get(one, (0, 0, 0, 0)), *returns.get(one, (0, 0))) for one in (1, 0))
    return mine, other


def rewards_used(tx: Transaction, first: date, last: date) -> int:
    """Cents of rewards honoured between two shop days, less what was taken back; goodwill is none."""
    used = select(func.coalesce(func.sum(REDEMPTIONS.c.cents), 0))
    used = used.join(VOUCHERS, VOUCHERS.c.id == REDEMPTIONS.c.voucher_id).where(_REWARD)
    back = used.join(REVERSALS, REVERSALS.c.redemption_id == REDEMPTIONS.c.id)
    done = tx.execute(used.where(REDEMPTIONS.c.redeemed_on.between(first, last))).scalar_one()
    return int(done) - int(tx.execute(back.where(REVERSALS.c.reversed_on.between(first, last))).scalar_one())


def promised_in_kind(tx: Transaction, start: datetime, end: datetime) -> int:
    """What gifts and invitations cost that were earned between two instants and not cancelled by the second."""
    since = select(JOURNAL.c.subject).where(JOURNAL.c.action == "gift.cancelled", JOURNAL.c.at >= end)
    stood = or_(GIFTS.c.state != GiftState.CANCELLED.value, GIFTS.c.id.in_(since))
    return int(tx.execute(_in_kind("gift.promised", start, end).where(stood)).scalar_one())


def given_in_kind(tx: Transaction, start: datetime, end: datetime) -> int:
    """What gifts and invitations cost that were handed over between two instants, less those taken back."""
    given, back = (_in_kind(f"gift.{action}", start, end) for action in ("given", "taken_back"))
    return int(tx.execute(given).scalar_one()) - int(tx.execute(back).scalar_one())


def shares_earned(tx: Transaction, first: date, last: date, then: Then) -> int:
    """Cents of the shares noted in a month until a shop day, those of returned purchases taken off.

    Each person's are rounded for themselves, as their statement is.
    """
    exact = func.sum(SHARES.c.base_cents * SHARES.c.basis_points)
    query = select(exact).where(SHARES.c.month == first, SHARES.c.noted_on <= last)
    return sum(due_cents(int(one)) for one in tx.execute(query.group_by(sharer(then))).scalars())


def shares_paid(tx: Transaction, period: Period) -> int:
    """Cents of the statements noted as paid in a month, less those noted as not paid after all."""
    signs = {"statement.paid": 1, "statement.unpaid": -1}
    query = select(JOURNAL.c.action, JOURNAL.c.details).where(JOURNAL.c.action.in_(signs), *_recorded(period))
    return sum(signs[action] * int(json.loads(details)["cents"]) for action, details in tx.execute(query))


def _recorded(period: Period) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return JOURNAL.c.at >= period.start, JOURNAL.c.at < period.end


def _of(part: Sequence[int]) -> ColumnElement[bool]:
    return REFERRALS.c.id.in_(part)


def _in_kind(action: str, start: datetime, end: datetime) -> Select[int]:
    cost = select(func.coalesce(func.sum(GIFTS.c.cost_cents), 0)).join(JOURNAL, JOURNAL.c.subject == GIFTS.c.id)
    return cost.where(JOURNAL.c.action == action, JOURNAL.c.at >= start, JOURNAL.c.at < end)


def _standing(
    bought: NamedFromClause[PurchaseColumns], period: Period, end: datetime
) -> tuple[ColumnElement[bool], ...]:
    """The purchases of a month that were known and counted at an instant."""
    withdrawn_later = bought.c.id.in_(store.since(end, "purchase.withdrawn"))
    counts = or_(~bought.c.withdrawn, withdrawn_later)
    return bought.c.purchased_on.between(period.first, period.last), bought.c.at < end, counts
