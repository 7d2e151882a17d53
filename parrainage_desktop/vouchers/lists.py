"""Vouchers by what a shop asks of them: which are open, which expire soon, what is owed, what happened to one.

A list of half a million is counted and put in order in one index; only what is shown is read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, case, func, literal, select

from parrainage_desktop.base import codes
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import service as customers
from parrainage_desktop.vouchers import lookups
from parrainage_desktop.vouchers.rules import (
    Act,
    Moment,
    Outstanding,
    Owing,
    Shown,
    Standing,
    Voucher,
    VoucherState,
    Wanted,
)
from parrainage_desktop.vouchers.store import CANCELLATIONS, EXTENSIONS, REDEMPTIONS, REVERSALS, VOUCHERS

SOON = timedelta(days=30)
_AT_ONCE, _PEOPLE = 500, 50
_BEGINNING, _WHOLE = 4, 17
"""Letters from which on something typed may be the beginning of a code, and those of a whole one."""
_BY_LAST_DAY = frozenset({Shown.OPEN, Shown.SOON})


@dataclass(frozen=True, slots=True)
class _Day:
    """What may still be used, of one last day; of it what may be used only from a later day on."""

    until: date
    vouchers: int
    cents: int
    later_vouchers: int
    later_cents: int


def page(tx: Transaction, wanted: Wanted, offset: int, count: int) -> list[Voucher]:
    """Some of the vouchers that are wanted: open ones by their last day, all of them newest first, others backwards."""
    numbers = ids(tx, wanted, offset, count)
    found = lookups.many(tx, numbers)
    return [found[number] for number in numbers if number in found]


def ids(tx: Transaction, wanted: Wanted, offset: int, count: int | None) -> list[int]:
    """The numbers of some of the vouchers that are wanted, in the order of the list."""
    query = _narrowed(tx, select(VOUCHERS.c.id), wanted)
    if wanted.shown is Shown.ALL:
        query = query.order_by(VOUCHERS.c.id.desc())
    elif wanted.shown in _BY_LAST_DAY:
        query = query.order_by(VOUCHERS.c.valid_until, VOUCHERS.c.id)
    else:
        query = query.order_by(VOUCHERS.c.valid_until.desc(), VOUCHERS.c.id.desc())
    return list(tx.execute(query.offset(offset).limit(count)).scalars())


def everything(tx: Transaction, wanted: Wanted) -> Iterator[Voucher]:
    """All the vouchers that are wanted, read some at a time."""
    numbers = ids(tx, wanted, 0, None)
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        found = lookups.many(tx, some)
        yield from (found[number] for number in some if number in found)


def meant(tx: Transaction, wanted: Wanted, text: str) -> Wanted:
    """The same, narrowed to what was typed: a whole code, or whoever it may mean, or else how a code begins."""
    letters = codes.normalised(text[: codes.LONGEST_INPUT])
    spelled = len(letters) >= _BEGINNING and set(letters) <= set(codes.ALPHABET)
    people = [] if spelled and len(letters) == _WHOLE else customers.find_as_typed(tx, text, _PEOPLE)
    if spelled and not people:
        return replace(wanted, code=letters)
    return replace(wanted, holder_ids=tuple(person.id for person in people))


def tills(tx: Transaction, day: date) -> list[str]:
    """The tills that issued vouchers on a shop day."""
    query = select(VOUCHERS.c.till).distinct().where(VOUCHERS.c.issued_on == day, VOUCHERS.c.till != "")
    return list(tx.execute(query.order_by(VOUCHERS.c.till)).scalars())


def owing(tx: Transaction, wanted: Wanted) -> Owing:
    """How many vouchers are wanted, and their cents: what is left of open ones, what the others were worth."""
    issued = VOUCHERS.c.state == VoucherState.ISSUED.value
    cents: ColumnElement[int] = VOUCHERS.c.value_cents
    if wanted.shown is Shown.ALL:
        cents = case((issued, VOUCHERS.c.balance_cents), else_=VOUCHERS.c.value_cents)
    elif wanted.shown in (Shown.OPEN, Shown.SOON, Shown.EXPIRED):
        cents = VOUCHERS.c.balance_cents
    query = _narrowed(tx, select(func.count(), func.coalesce(func.sum(cents), 0)), wanted)
    return _owing(*tx.execute(query).one())


def opening(tx: Transaction) -> tuple[Outstanding, dict[Shown, int]]:
    """What is owed, and how many may still be used, having gone through the open ones alone."""
    days = _open_days(tx, Wanted())
    return _outstanding(days), _open_counts(tx, days)


def counts(tx: Transaction, wanted: Wanted) -> dict[Shown, int]:
    """How many there are of each kind, of whatever else is wanted; adding their cents up would take twice as long."""
    found = _open_counts(tx, _open_days(tx, wanted)) | {
        shown: int(tx.execute(_narrowed(tx, select(func.count()), _only(wanted, shown))).scalar_one())
        for shown in (Shown.REDEEMED, Shown.EXPIRED, Shown.CANCELLED)
    }
    return found | {Shown.ALL: sum(found.values()) - found[Shown.SOON]}


def outstanding(tx: Transaction) -> Outstanding:
    """What may be used today, what only from a later day on, and both by the month in which they expire."""
    return _outstanding(_open_days(tx, Wanted()))


def _open_counts(tx: Transaction, days: Sequence[_Day]) -> dict[Shown, int]:
    soon = tx.today + SOON
    return {
        Shown.OPEN: sum(day.vouchers for day in days),
        Shown.SOON: sum(day.vouchers for day in days if day.until <= soon),
    }


def _outstanding(days: Sequence[_Day]) -> Outstanding:
    later = _owing(sum(day.later_vouchers for day in days), sum(day.later_cents for day in days))
    whole = _owing(sum(day.vouchers for day in days), sum(day.cents for day in days))
    months = groupby(days, key=lambda day: (day.until.year, day.until.month))
    return Outstanding(
        _owing(whole.vouchers - later.vouchers, whole.cents - later.cents),
        later,
        tuple((year, month, sum(day.cents for day in some)) for (year, month), some in months),
    )


def listed(tx: Transaction, standing: Standing | None, limit: int | None) -> list[Voucher]:
    """Vouchers of one standing today, or all; newest first."""
    query = lookups.vouchers().order_by(VOUCHERS.c.id.desc()).limit(limit)
    if standing is None:
        return lookups.fetch(tx, query)
    state = standing if standing in (Standing.REDEEMED, Standing.CANCELLED) else VoucherState.ISSUED
    begun, alive = VOUCHERS.c.valid_from <= tx.today, VOUCHERS.c.valid_until >= tx.today
    conditions = {Standing.EXPIRED: [~alive], Standing.PENDING: [~begun, alive], Standing.ACTIVE: [begun, alive]}
    query = query.where(VOUCHERS.c.state == state.value, *conditions.get(standing, []))
    return lookups.fetch(tx, query)


def outstanding_cents(tx: Transaction) -> int:
    """Cents of every voucher that could still come back today or later."""
    return owing(tx, Wanted()).cents


def history(tx: Transaction, voucher_id: int) -> list[Moment]:
    """Everything that happened to a voucher, oldest first."""
    reversed_use = select(
        REVERSALS.c.at, REVERSALS.c.staff, REVERSALS.c.till, REDEMPTIONS.c.cents, REVERSALS.c.reason
    ).join(REDEMPTIONS, REDEMPTIONS.c.id == REVERSALS.c.redemption_id)
    used = select(REDEMPTIONS.c.at, REDEMPTIONS.c.staff, REDEMPTIONS.c.till, REDEMPTIONS.c.cents)
    issued = VOUCHERS.c.issued_at, VOUCHERS.c.staff, VOUCHERS.c.till, VOUCHERS.c.value_cents, VOUCHERS.c.reason
    gone = CANCELLATIONS.c.at, CANCELLATIONS.c.staff, CANCELLATIONS.c.till, literal(0)
    cancelled = select(*gone, CANCELLATIONS.c.reason)
    moments = [
        *_moments(tx, Act.ISSUED, select(*issued).where(VOUCHERS.c.id == voucher_id)),
        *_moments(tx, Act.REDEEMED, used.where(REDEMPTIONS.c.voucher_id == voucher_id)),
        *_moments(tx, Act.REVERSED, reversed_use.where(REDEMPTIONS.c.voucher_id == voucher_id)),
        *_moments(tx, Act.CANCELLED, cancelled.where(CANCELLATIONS.c.voucher_id == voucher_id)),
        *_extensions(tx, voucher_id),
    ]
    return _with_rests(sorted(moments, key=lambda moment: moment.at))


def _with_rests(moments: Sequence[Moment]) -> list[Moment]:
    """The same, where a cancellation says what was left then: uses may have been taken back since."""
    left, told = 0, []
    signs = {Act.ISSUED: 1, Act.REDEEMED: -1, Act.REVERSED: 1}
    for moment in moments:
        left += signs.get(moment.act, 0) * moment.cents
        told.append(replace(moment, cents=left) if moment.act is Act.CANCELLED else moment)
    return told


def _moments(tx: Transaction, act: Act, query: Select[*tuple[Any, ...]]) -> list[Moment]:
    return [Moment(act, *row) for row in tx.execute(query)]


def _extensions(tx: Transaction, voucher_id: int) -> list[Moment]:
    columns = EXTENSIONS.c.at, EXTENSIONS.c.staff, EXTENSIONS.c.till, EXTENSIONS.c.reason, EXTENSIONS.c.until_after
    rows = tx.execute(select(*columns).where(EXTENSIONS.c.voucher_id == voucher_id))
    return [Moment(Act.EXTENDED, row.at, row.staff, row.till, 0, row.reason, row.until_after) for row in rows]


def _open_days(tx: Transaction, wanted: Wanted) -> list[_Day]:
    """What may still be used, day by day."""
    later = case((VOUCHERS.c.valid_from > tx.today, 1), else_=0)
    sums = func.sum(VOUCHERS.c.balance_cents), func.sum(later), func.sum(later * VOUCHERS.c.balance_cents)
    query = _narrowed(tx, select(VOUCHERS.c.valid_until, func.count(), *sums), _only(wanted, Shown.OPEN))
    rows = tx.execute(query.group_by(VOUCHERS.c.valid_until).order_by(VOUCHERS.c.valid_until))
    return [_Day(row[0], *(int(value) for value in row[1:])) for row in rows]


def _only(wanted: Wanted, shown: Shown) -> Wanted:
    return replace(wanted, shown=shown)


def _narrowed(
    tx: Transaction, query: Select[*tuple[Any, ...]], wanted: Wanted
) -> Select[*tuple[Any, ...]]:
    if wanted.side is not None:
        query = query.where(VOUCHERS.c.side == wanted.side.value)
    if wanted.holder_ids is not None:
        query = query.where(VOUCHERS.c.holder_id.in_(wanted.holder_ids))
    if wanted.issued_on is not None:
        query = query.where(VOUCHERS.c.issued_on == wanted.issued_on)
    if wanted.until is not None:
        query = query.where(VOUCHERS.c.valid_until <= wanted.until)
    if wanted.till:
        query = query.where(VOUCHERS.c.till == wanted.till)
    if wanted.code:
        query = query.where(VOUCHERS.c.code >= wanted.code, VOUCHERS.c.code < _after(wanted.code))
    return query.where(*_shown(tx, wanted))


def _shown(tx: Transaction, wanted: Wanted) -> list[ColumnElement[bool]]:
    state = _state(wanted)
    issued = state == VoucherState.ISSUED.value
    return {
        Shown.OPEN: [issued, VOUCHERS.c.valid_until >= tx.today],
        Shown.SOON: [issued, VOUCHERS.c.valid_until.between(tx.today, tx.today + SOON)],
        Shown.EXPIRED: [issued, VOUCHERS.c.valid_until < tx.today],
        Shown.REDEEMED: [state == VoucherState.REDEEMED.value],
        Shown.CANCELLED: [state == VoucherState.CANCELLED.value],
        Shown.ALL: [],
    }[wanted.shown]


def _state(wanted: Wanted) -> SQLColumnExpression[str]:
    """The state; as a calculated text where another index finds the few that are wanted, which SQLite cannot know."""
    few = wanted.holder_ids is not None or wanted.issued_on is not None or wanted.code
    return VOUCHERS.c.state + "" if few else VOUCHERS.c.state


def _after(letters: str) -> str:
    """What comes right after every code that begins with `letters`."""
    return letters[:-1] + chr(ord(letters[-1]) + 1)


def _owing(vouchers: int, cents: int) -> Owing:
    return Owing(int(vouchers), int(cents))
