"""How things stood when a month ended: records made one since were two people then, and those parted since one."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, bindparam, case, func, or_, select
from sqlalchemy.sql.selectable import NamedFromClause

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.journal import JOURNAL
from parrainage_desktop.duplicates import codec
from parrainage_desktop.duplicates.store import MERGES
from parrainage_desktop.purchases.store import PurchaseColumns
from parrainage_desktop.referrals.store import REFERRALS
from parrainage_desktop.reports.events import REWARDED
from parrainage_desktop.statements.store import SHARES

Owners = dict[int, int]
_MERGED, _PARTED = "customer.merged", "customer.unmerged"


@dataclass(frozen=True, slots=True)
class Then:
    """What differs from now, by number: whether a referral stood, whose purchases, referrals and shares were."""

    standing: Mapping[int, bool]
    buyers: Owners
    referrers: Owners
    referees: Owners
    sharers: Owners


def at(tx: Transaction, end: datetime, standing: Mapping[int, bool]) -> Then:
    """How it was at an instant; `standing` says it of the referrals that stand otherwise now."""
    then = Then(standing, Owners(), Owners(), Owners(), Owners())
    for person, text in _handed_over_since(tx, end):
        moved = codec.moved(text)
        then.buyers.update(dict.fromkeys(moved.purchases, person))
        then.referrers.update(dict.fromkeys(moved.referrals.as_referrer, person))
        then.referees.update(dict.fromkeys(moved.referrals.as_referee, person))
        then.sharers.update(dict.fromkeys(moved.shares, person))
    return then


def buyer(bought: NamedFromClause[PurchaseColumns], then: Then) -> SQLColumnExpression[int]:
    """Whose a purchase was."""
    return _whose(bought.c.id, bought.c.customer_id, then.buyers)


def referrer(then: Then) -> SQLColumnExpression[int]:
    """Whose card a referral came by."""
    return _whose(REFERRALS.c.id, REFERRALS.c.referrer_id, then.referrers)


def referee(then: Then) -> SQLColumnExpression[int]:
    """Whom a referral brought."""
    return _whose(REFERRALS.c.id, REFERRALS.c.referee_id, then.referees)


def sharer(then: Then) -> SQLColumnExpression[int]:
    """Who earned a share of a purchase."""
    return _whose(SHARES.c.id, SHARES.c.holder_id, then.sharers)


def was_referred(tx: Transaction, person: SQLColumnExpression[int], last: date, then: Then) -> ColumnElement[bool]:
    """Whether somebody was a referred customer at the end of a shop day."""
    now = select(REFERRALS.c.id).where(REFERRALS.c.referee_id == person, _was_standing(last, then))
    if not then.referees:
        return now.exists()
    moved = _among(REFERRALS.c.id, list(then.referees))
    stood = tx.execute(select(REFERRALS.c.id).where(moved, _was_standing(last, then))).scalars()
    return or_(now.where(~moved).exists(), _among(person, [then.referees[number] for number in stood]))


def _was_standing(last: date, then: Then) -> ColumnElement[bool]:
    """Whether a referral stood at a day's end, found by its customer: by its state one would read all there were."""
    state, rewarded_on = (func.coalesce(column, column) for column in (REFERRALS.c.state, REFERRALS.c.rewarded_on))
    standing = and_(state == REWARDED, rewarded_on <= last)
    if not then.standing:
        return standing
    differs = _among(REFERRALS.c.id, list(then.standing))
    stood = _among(REFERRALS.c.id, [number for number, stands in then.standing.items() if stands])
    return or_(and_(standing, ~differs), stood)


def _whose(
    number: SQLColumnExpression[int], now: SQLColumnExpression[int], owners: Owners
) -> SQLColumnExpression[int]:
    parts = defaultdict[int, list[int]](list)
    for row, person in owners.items():
        parts[person].append(row)
    whens = [(_among(number, rows), person) for person, rows in parts.items()]
    return case(*whens, else_=now) if whens else now


def _handed_over_since(tx: Transaction, end: datetime) -> list[tuple[int, str]]:
    """Whose rows merges and partings since an instant gave to somebody else, and which; the newest first."""
    acts = select(JOURNAL.c.action, JOURNAL.c.details).where(JOURNAL.c.action.in_([_MERGED, _PARTED]))
    acts = acts.where(JOURNAL.c.at >= end).order_by(JOURNAL.c.id.desc())
    found = [(action, json.loads(details)["merge"]) for action, details in tx.execute(acts)]
    query = select(MERGES.c.id, MERGES.c.other_id, MERGES.c.kept_id, MERGES.c.moved)
    merges = {row.id: row for row in tx.execute(query.where(_among(MERGES.c.id, [number for _act, number in found])))}
    rows = [(action, merges[number]) for action, number in found]
    return [(row.other_id if action == _MERGED else row.kept_id, row.moved) for action, row in rows]


def _among(number: SQLColumnExpression[int], numbers: list[int]) -> ColumnElement[bool]:
    """Whether a number is one of ours, however many: written into the statement, which takes few parameters."""
    return number.in_(bindparam(None, numbers, expanding=True, literal_execute=True))
