"""The vouchers' account on any day, however late one asks: what was issued, used and owed.

Every row of the ledgers was written on the shop day it bears, so that a month that is over stays as it was.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, func, or_, select
from sqlalchemy.sql.selectable import NamedFromClause

from parrainage_desktop.base import codes
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.journal import JOURNAL
from parrainage_desktop.customers import wording as people
from parrainage_desktop.customers.store import CUSTOMERS
from parrainage_desktop.reports.key_figures import Ended
from parrainage_desktop.reports.rules import Movements, SameHands, Tally
from parrainage_desktop.vouchers.rules import Side, VoucherState
from parrainage_desktop.vouchers.store import (
    CANCELLATIONS,
    EXTENSIONS,
    REDEMPTIONS,
    REVERSALS,
    VOUCHERS,
    VoucherColumns,
)

T = TypeVar("T")
_REWARD = VOUCHERS.c.side != Side.GOODWILL.value
_STATES = [state.value for state in VoucherState]


def movements(tx: Transaction, first: date, last: date) -> Movements:
    """The account between two shop days, both ends counted for themselves."""
    return Movements(
        opening=outstanding(tx, first - timedelta(days=1)),
        issued=issued(tx, first, last),
        redeemed=_redeemed(tx, first, last),
        reversed=_reversed(tx, first, last),
        revived=_revived(tx, first, last),
        expired=_expired(tx, first, last),
        cancelled=_cancelled(tx, first, last),
        closing=outstanding(tx, last),
    )


def outstanding(tx: Transaction, day: date) -> Tally:
    """What the shop still owed at the end of a shop day: issued by then, not used, expired or cancelled."""
    return _tally(tx, select(_left(day)).where(*_owed(day)))


def owed(tx: Transaction, day: date) -> Iterator[tuple[str, str, date, date, int, int]]:
    """Its vouchers by their last day: code, holder, day of issue, last day as known then, worth, what was left."""
    later = EXTENSIONS.alias()
    since = later.c.voucher_id == VOUCHERS.c.id, later.c.extended_on > day
    before = select(func.min(later.c.until_before)).where(*since)
    until = func.coalesce(before.correlate(VOUCHERS).scalar_subquery(), VOUCHERS.c.valid_until)
    columns = VOUCHERS.c.code, CUSTOMERS.c.given_name, CUSTOMERS.c.family_name, VOUCHERS.c.issued_on
    query = select(*columns, until, VOUCHERS.c.value_cents, _left(day))
    query = query.join(CUSTOMERS, CUSTOMERS.c.id == VOUCHERS.c.holder_id).where(*_owed(day))
    for code, given, family, issued_on, last, value, left in tx.execute(query.order_by(until, VOUCHERS.c.id)):
        yield code, people.name(f"{given} {family}".strip()), issued_on, last, value, left


def issued(tx: Transaction, first: date, last: date) -> Tally:
    """Vouchers issued between two shop days, those cancelled since included."""
    return _tally(tx, select(VOUCHERS.c.value_cents).where(VOUCHERS.c.issued_on.between(first, last)))


def cancelled_again(tx: Transaction, first: date, last: date) -> Tally:
    """What was left of the vouchers issued between two shop days and cancelled by the second."""
    return _tally(tx, select(_left(last)).where(VOUCHERS.c.issued_on.between(first, last), _cancelled_by(last)))


def rewards(tx: Transaction, first: date, last: date) -> Tally:
    """The rewards issued between two shop days that stand on the second, or what of them was used; goodwill is none.

    A voucher in the place of one of an earlier month is no new reward.
    """
    stands = case((_cancelled_by(last), _used(last)), else_=VOUCHERS.c.value_cents)
    new = VOUCHERS.c.issued_on.between(first, last), _REWARD, ~_twin(_earlier_than(first))
    return _tally(tx, select(stands).where(*new, stands > 0))


def rewards_cancelled_since(tx: Transaction, first: date, last: date) -> int:
    """What earlier rewards lost between two shop days: what was left of a cancelled voucher, less what replaced it."""
    day = CANCELLATIONS.c.cancelled_on
    query = select(_left(day) - _replacement()).join(CANCELLATIONS, CANCELLATIONS.c.voucher_id == VOUCHERS.c.id)
    earlier = or_(VOUCHERS.c.issued_on < first, _twin(_earlier_than(first)))
    return _tally(tx, query.where(day.between(first, last), earlier, _REWARD)).cents


def ended(tx: Transaction, first: date, last: date) -> Ended:
    """Vouchers whose last day, as it was known at the end of `last`, lay between two shop days; none cancelled."""
    later = EXTENSIONS.alias()
    since = select(later.c.voucher_id).where(later.c.until_before.between(first, last), later.c.extended_on > last)
    only_since = select(later.c.id).where(later.c.voucher_id == VOUCHERS.c.id, later.c.extended_on > last).exists()
    in_time = VOUCHERS.c.state.in_(_STATES), VOUCHERS.c.valid_until.between(first, last), ~only_since
    query = select(func.count(), func.coalesce(func.sum(VOUCHERS.c.value_cents), 0), func.sum(_used(last)))
    query = query.where(~_cancelled_by(last))
    # Apart: asked for in one question, the database would read all the vouchers there ever were.
    rows = [tx.execute(query.where(*which)).one() for which in (in_time, (VOUCHERS.c.id.in_(since),))]
    return Ended(*(sum(int(part or 0) for part in both) for both in zip(*rows, strict=True)))


def issued_by_day(tx: Transaction, first: date, last: date) -> dict[date, int]:
    """Cents issued on each shop day."""
    return _by_day(tx, VOUCHERS.c.issued_on, VOUCHERS.c.value_cents, first, last)


def redeemed_by_day(tx: Transaction, first: date, last: date) -> dict[date, int]:
    """Cents honoured on each shop day, those taken back later included."""
    return _by_day(tx, REDEMPTIONS.c.redeemed_on, REDEMPTIONS.c.cents, first, last)


def same_hands(tx: Transaction, first: date, last: date) -> tuple[SameHands, ...]:
    """Vouchers used between two shop days, and not taken back by then, that were issued by whoever honoured them."""
    issue = and_(JOURNAL.c.action == "voucher.issued", JOURNAL.c.at == VOUCHERS.c.issued_at)
    same = and_(JOURNAL.c.subject == VOUCHERS.c.id, JOURNAL.c.staff == REDEMPTIONS.c.staff)
    # Vouchers of the first stores do not say themselves who issued them.
    told = and_(VOUCHERS.c.staff == "", select(JOURNAL.c.id).where(issue, same).exists())
    query = (
        select(
            REDEMPTIONS.c.redeemed_on, REDEMPTIONS.c.staff, VOUCHERS.c.code, REDEMPTIONS.c.cents, VOUCHERS.c.side
        )
        .join(VOUCHERS, VOUCHERS.c.id == REDEMPTIONS.c.voucher_id)
        .outerjoin(REVERSALS, REVERSALS.c.redemption_id == REDEMPTIONS.c.id)
        .where(REDEMPTIONS.c.redeemed_on.between(first, last), _stood(last))
        .where(REDEMPTIONS.c.staff != "", or_(VOUCHERS.c.staff == REDEMPTIONS.c.staff, told))
        .order_by(REDEMPTIONS.c.id)
    )
    return tuple(
        SameHands(day, staff, codes.masked(code), cents, side == Side.GOODWILL.value)
        for day, staff, code, cents, side in tx.execute(query)
    )


def _owed(day: date) -> list[ColumnElement[bool]]:
    alive = VOUCHERS.c.state.in_(_STATES), _unsorted(VOUCHERS.c.issued_on) <= day, _lives(day)
    return [*alive, _left(day) > 0, ~_cancelled_by(day)]


def _redeemed(tx: Transaction, first: date, last: date) -> Tally:
    """Uses between two shop days, those taken back later included; a part-use counts no voucher."""
    return _uses(tx, _use().where(REDEMPTIONS.c.redeemed_on.between(first, last)))


def _reversed(tx: Transaction, first: date, last: date) -> Tally:
    """Uses taken back between two shop days."""
    return _uses(tx, _use().where(REVERSALS.c.reversed_on.between(first, last)))


def _cancelled(tx: Transaction, first: date, last: date) -> Tally:
    """What vouchers cancelled between two shop days were still worth; a use taken back later dies at once."""
    day = CANCELLATIONS.c.cancelled_on
    gone = select(_left(day)).join(CANCELLATIONS, CANCELLATIONS.c.voucher_id == VOUCHERS.c.id)
    alive = _lives(day)
    died = _tally(tx, gone.where(day.between(first, last), alive))
    late = _use().join(CANCELLATIONS, CANCELLATIONS.c.voucher_id == VOUCHERS.c.id)
    late = late.where(REVERSALS.c.reversed_on.between(first, last), alive)
    return died + _uses(tx, late.where(REVERSALS.c.reversed_on > day))


def _expired(tx: Transaction, first: date, last: date) -> Tally:
    """Vouchers whose first dead day lies between two shop days; a use taken back too late dies at once."""
    days = first - timedelta(days=1), last - timedelta(days=1)
    late = _use().where(REVERSALS.c.reversed_on.between(first, last), ~_lives(REVERSALS.c.reversed_on))
    before = EXTENSIONS.c.until_before
    ended = select(_left(before)).join(EXTENSIONS, EXTENSIONS.c.voucher_id == VOUCHERS.c.id)
    late_enough = EXTENSIONS.c.extended_on > before, EXTENSIONS.c.extended_on > days[0]  # found by its index
    ended = ended.where(before.between(*days), *late_enough, _left(before) > 0)
    until = VOUCHERS.c.valid_until
    died = select(_left(until)).where(VOUCHERS.c.state.in_(_STATES), until.between(*days), _left(until) > 0)
    return (
        _tally(tx, died.where(~_cancelled_by(until)))
        + _tally(tx, ended.where(~_cancelled_by(before)))
        + _uses(tx, late.where(~_cancelled_in_time_by(REVERSALS.c.reversed_on)))
    )


def _revived(tx: Transaction, first: date, last: date) -> Tally:
    """What vouchers were worth whose last day was moved on, between two shop days, after it had passed."""
    day = EXTENSIONS.c.extended_on
    again = select(_left(day, before=True)).join(EXTENSIONS, EXTENSIONS.c.voucher_id == VOUCHERS.c.id)
    dead = day.between(first, last), day > EXTENSIONS.c.until_before
    return _tally(tx, again.where(*dead, _left(day, before=True) > 0))


def _use() -> Select[int, int]:
    """Uses with their reversals and vouchers: the cents, and whether the voucher was empty after it."""
    emptied = case((VOUCHERS.c.value_cents == REDEMPTIONS.c.cents + _used_before(), 1), else_=0)
    return (
        select(REDEMPTIONS.c.cents, emptied)
        .join(VOUCHERS, VOUCHERS.c.id == REDEMPTIONS.c.voucher_id)
        .outerjoin(REVERSALS, REVERSALS.c.redemption_id == REDEMPTIONS.c.id)
    )


def _used_before() -> ColumnElement[int]:
    """Cents of the uses that stood when this one was made.

    Uses are taken back last first, so an earlier one stood if it was never taken back, or after this one.
    """
    before, undone = REDEMPTIONS.alias(), REVERSALS.alias()
    return (
        select(func.coalesce(func.sum(before.c.cents), 0))
        .outerjoin(undone, undone.c.redemption_id == before.c.id)
        .where(before.c.voucher_id == REDEMPTIONS.c.voucher_id, before.c.sequence < REDEMPTIONS.c.sequence)
        .where(or_(undone.c.id.is_(None), undone.c.id > REVERSALS.c.id))
        .correlate(REDEMPTIONS, REVERSALS)
        .scalar_subquery()
    )


def _left(day: date | SQLColumnExpression[date], before: bool = False) -> ColumnElement[int]:
    """What a voucher was worth at the end of a shop day, or `before` it began."""
    return VOUCHERS.c.value_cents - _used(day, before)


def _used(day: date | SQLColumnExpression[date], before: bool = False) -> ColumnElement[int]:
    """Cents of a voucher used by the end of `day` and not taken back by then, or `before` it began."""
    use, undone = REDEMPTIONS.alias(), REVERSALS.alias()
    done = use.c.redeemed_on < day if before else use.c.redeemed_on <= day
    stood = undone.c.reversed_on >= day if before else undone.c.reversed_on > day
    used = (
        select(func.coalesce(func.sum(use.c.cents), 0))
        .outerjoin(undone, undone.c.redemption_id == use.c.id)
        .where(use.c.voucher_id == VOUCHERS.c.id, done, or_(undone.c.id.is_(None), stood))
        .correlate(VOUCHERS, CANCELLATIONS, EXTENSIONS)
        .scalar_subquery()
    )
    return case((VOUCHERS.c.uses == 0, 0), else_=used)


def _stood(day: date) -> ColumnElement[bool]:
    return or_(REVERSALS.c.id.is_(None), REVERSALS.c.reversed_on > day)


def _lives(day: date | SQLColumnExpression[date]) -> ColumnElement[bool]:
    """Whether a voucher's last day had not passed on `day`, as far as it was known then."""
    later = EXTENSIONS.alias()
    only_since = select(later.c.id).where(later.c.voucher_id == VOUCHERS.c.id, later.c.extended_on > day)
    return and_(VOUCHERS.c.valid_until >= day, ~only_since.where(later.c.until_before < day).exists())


def _twin(which: Callable[[NamedFromClause[VoucherColumns]], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether a voucher of the same reward stands before or after this one: it was replaced."""
    twin = VOUCHERS.alias()
    return select(twin.c.id).where(_same_reward(twin), which(twin)).exists()


def _replacement() -> ColumnElement[int]:
    """Cents of the voucher in a cancelled one's place: it may be worth less, when a use was taken back since."""
    twin = VOUCHERS.alias()
    later = select(twin.c.value_cents).where(_same_reward(twin), twin.c.id > VOUCHERS.c.id)
    next_one = later.order_by(twin.c.id).limit(1)
    return func.coalesce(next_one.correlate(VOUCHERS).scalar_subquery(), 0)


def _same_reward(twin: NamedFromClause[VoucherColumns]) -> ColumnElement[bool]:
    """A reward for registering has no purchase."""
    same_purchase = twin.c.purchase_id.is_not_distinct_from(VOUCHERS.c.purchase_id)
    return and_(twin.c.referral_id == VOUCHERS.c.referral_id, same_purchase, twin.c.side == VOUCHERS.c.side)


def _earlier_than(first: date) -> Callable[[NamedFromClause[VoucherColumns]], ColumnElement[bool]]:
    return lambda twin: and_(twin.c.id < VOUCHERS.c.id, twin.c.issued_on < first)


def _cancelled_by(day: date | SQLColumnExpression[date]) -> ColumnElement[bool]:
    gone = CANCELLATIONS.alias()
    by_then = select(gone.c.voucher_id).where(gone.c.voucher_id == VOUCHERS.c.id, gone.c.cancelled_on <= day).exists()
    return and_(_unsorted(VOUCHERS.c.state) == VoucherState.CANCELLED.value, by_then)


def _cancelled_in_time_by(day: SQLColumnExpression[date]) -> ColumnElement[bool]:
    """Whether a voucher was cancelled by a shop day, and before its last day had passed."""
    gone = CANCELLATIONS.alias()
    in_time = gone.c.cancelled_on <= day, _lives(gone.c.cancelled_on)
    return select(gone.c.voucher_id).where(gone.c.voucher_id == VOUCHERS.c.id, *in_time).exists()


def _unsorted(column: SQLColumnExpression[T]) -> ColumnElement[T]:
    """A column the database finds nothing by: it would read by it all the vouchers there ever were."""
    return func.coalesce(column, column)


def _tally(tx: Transaction, query: Select[int]) -> Tally:
    found = query.subquery()
    counted = select(func.count(), func.coalesce(func.sum(found.columns[0]), 0)).select_from(found)
    vouchers, cents = tx.execute(counted).one()
    return Tally(vouchers, int(cents))


def _uses(tx: Transaction, query: Select[int, int]) -> Tally:
    found = query.subquery()
    cents, emptied = (func.coalesce(func.sum(column), 0) for column in found.columns)
    spent, vouchers = tx.execute(select(cents, emptied)).one()
    return Tally(int(vouchers), int(spent))


def _by_day(
    tx: Transaction, day: SQLColumnExpression[date], cents: SQLColumnExpression[int], first: date, last: date
) -> dict[date, int]:
    query = select(day, func.sum(cents)).where(day.between(first, last)).group_by(day)
    return {when: int(total) for when, total in tx.execute(query)}
