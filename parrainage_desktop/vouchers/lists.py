"""Vouchers by what a shop asks of them: which are open, which expire soon, what is owed, what happened to one.

A list of half a million is counted and put in order in one index; only what is shown is read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, case, func, select

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
from parrainage_desktop.vouchers.store import CancellationRow, ExtensionRow, RedemptionRow, ReversalRow, VoucherRow

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
    query = _narrowed(tx, select(VoucherRow.id), wanted)
    if wanted.shown is Shown.ALL:
        query = query.order_by(VoucherRow.id.desc())
    elif wanted.shown in _BY_LAST_DAY:
        query = query.order_by(VoucherRow.valid_until, VoucherRow.id)
    else:
        query = query.order_by(VoucherRow.valid_until.desc(), VoucherRow.id.desc())
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
    query = select(VoucherRow.till).distinct().where(VoucherRow.issued_on == day, VoucherRow.till != "")
    return list(tx.execute(query.order_by(VoucherRow.till)).scalars())


def owing(tx: Transaction, wanted: Wanted) -> Owing:
    """How many vouchers are wanted, and their cents: what is left of open ones, what the others were worth."""
    issued = VoucherRow.state == VoucherState.ISSUED.value
    cents = case((issued, VoucherRow.balance_cents), else_=VoucherRow.value_cents)
    query = _narrowed(tx, select(func.count(), func.coalesce(func.sum(cents), 0)), wanted)
    return _owing(*tx.execute(query).one())


def opening(tx: Transaction) -> tuple[Outstanding, dict[Shown, Owing]]:
    """What is owed, and the counts of all vouchers, having gone through them once."""
    days = _open_days(tx, Wanted())
    return _outstanding(days), _counts(tx, Wanted(), days)


def counts(tx: Transaction, wanted: Wanted) -> dict[Shown, Owing]:
    """How many there are of each kind, and their cents, of whatever else is wanted."""
    return _counts(tx, wanted, _open_days(tx, wanted))


def outstanding(tx: Transaction) -> Outstanding:
    """What may be used today, what only from a later day on, and both by the month in which they expire."""
    return _outstanding(_open_days(tx, Wanted()))


def _counts(tx: Transaction, wanted: Wanted, days: Sequence[_Day]) -> dict[Shown, Owing]:
    soon = tx.today + SOON
    found = {shown: owing(tx, _only(wanted, shown)) for shown in (Shown.REDEEMED, Shown.EXPIRED, Shown.CANCELLED)}
    found[Shown.OPEN] = _owing(sum(day.vouchers for day in days), sum(day.cents for day in days))
    near = [day for day in days if day.until <= soon]
    found[Shown.SOON] = _owing(sum(day.vouchers for day in near), sum(day.cents for day in near))
    whole = [tally for shown, tally in found.items() if shown is not Shown.SOON]
    found[Shown.ALL] = _owing(sum(tally.vouchers for tally in whole), sum(tally.cents for tally in whole))
    return found


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
    query = lookups.vouchers().order_by(VoucherRow.id.desc()).limit(limit)
    if standing is None:
        return lookups.fetch(tx, query)
    state = standing if standing in (Standing.REDEEMED, Standing.CANCELLED) else VoucherState.ISSUED
    begun, alive = VoucherRow.valid_from <= tx.today, VoucherRow.valid_until >= tx.today
    conditions = {Standing.EXPIRED: [~alive], Standing.PENDING: [~begun, alive], Standing.ACTIVE: [begun, alive]}
    query = query.where(VoucherRow.state == state.value, *conditions.get(standing, []))
    return lookups.fetch(tx, query)


def outstanding_cents(tx: Transaction) -> int:
    """Cents of every voucher that could still come back today or later."""
    return owing(tx, Wanted()).cents


def history(tx: Transaction, voucher_id: int) -> list[Moment]:
    """Everything that happened to a voucher, oldest first."""
    reversed_use = select(
        ReversalRow.at, ReversalRow.staff, ReversalRow.till, RedemptionRow.cents, ReversalRow.reason
    ).join(RedemptionRow, RedemptionRow.id == ReversalRow.redemption_id)
    used = select(RedemptionRow.at, RedemptionRow.staff, RedemptionRow.till, RedemptionRow.cents)
    issued = VoucherRow.issued_at, VoucherRow.staff, VoucherRow.till, VoucherRow.value_cents, VoucherRow.reason
    gone = CancellationRow.at, CancellationRow.staff, CancellationRow.till, VoucherRow.balance_cents
    cancelled = select(*gone, CancellationRow.reason).join(VoucherRow, VoucherRow.id == CancellationRow.voucher_id)
    moments = [
        *_moments(tx, Act.ISSUED, select(*issued).where(VoucherRow.id == voucher_id)),
        *_moments(tx, Act.REDEEMED, used.where(RedemptionRow.voucher_id == voucher_id)),
        *_moments(tx, Act.REVERSED, reversed_use.where(RedemptionRow.voucher_id == voucher_id)),
        *_moments(tx, Act.CANCELLED, cancelled.where(CancellationRow.voucher_id == voucher_id)),
        *_extensions(tx, voucher_id),
    ]
    return sorted(moments, key=lambda moment: moment.at)


def _moments(tx: Transaction, act: Act, query: Select[*tuple[Any, ...]]) -> list[Moment]:
    return [Moment(act, *row) for row in tx.execute(query)]


def _extensions(tx: Transaction, voucher_id: int) -> list[Moment]:
    columns = ExtensionRow.at, ExtensionRow.staff, ExtensionRow.till, ExtensionRow.reason, ExtensionRow.until_after
    rows = tx.execute(select(*columns).where(ExtensionRow.voucher_id == voucher_id))
    return [Moment(Act.EXTENDED, row.at, row.staff, row.till, 0, row.reason, row.until_after) for row in rows]


def _open_days(tx: Transaction, wanted: Wanted) -> list[_Day]:
    """What may still be used, day by day."""
    later = case((VoucherRow.valid_from > tx.today, 1), else_=0)
    sums = func.sum(VoucherRow.balance_cents), func.sum(later), func.sum(later * VoucherRow.balance_cents)
    query = _narrowed(tx, select(VoucherRow.valid_until, func.count(), *sums), _only(wanted, Shown.OPEN))
    rows = tx.execute(query.group_by(VoucherRow.valid_until).order_by(VoucherRow.valid_until))
    return [_Day(row[0], *(int(value) for value in row[1:])) for row in rows]


def _only(wanted: Wanted, shown: Shown) -> Wanted:
    return replace(wanted, shown=shown)


def _narrowed(
    tx: Transaction, query: Select[*tuple[Any, ...]], wanted: Wanted
) -> Select[*tuple[Any, ...]]:
    if wanted.side is not None:
        query = query.where(VoucherRow.side == wanted.side.value)
    if wanted.holder_ids is not None:
        query = query.where(VoucherRow.holder_id.in_(wanted.holder_ids))
    if wanted.issued_on is not None:
        query = query.where(VoucherRow.issued_on == wanted.issued_on)
    if wanted.till:
        query = query.where(VoucherRow.till == wanted.till)
    if wanted.code:
        query = query.where(VoucherRow.code >= wanted.code, VoucherRow.code < _after(wanted.code))
    return query.where(*_shown(tx, wanted))


def _shown(tx: Transaction, wanted: Wanted) -> list[ColumnElement[bool]]:
    state = _state(wanted)
    issued = state == VoucherState.ISSUED.value
    return {
        Shown.OPEN: [issued, VoucherRow.valid_until >= tx.today],
        Shown.SOON: [issued, VoucherRow.valid_until.between(tx.today, tx.today + SOON)],
        Shown.EXPIRED: [issued, VoucherRow.valid_until < tx.today],
        Shown.REDEEMED: [state == VoucherState.REDEEMED.value],
        Shown.CANCELLED: [state == VoucherState.CANCELLED.value],
        Shown.ALL: [],
    }[wanted.shown]


def _state(wanted: Wanted) -> SQLColumnExpression[str]:
    """The state; as a calculated text where another index finds the few that are wanted, which SQLite cannot know."""
    few = wanted.holder_ids is not None or wanted.issued_on is not None or wanted.code
    return VoucherRow.state + "" if few else VoucherRow.state


def _after(letters: str) -> str:
    """What comes right after every code that begins with `letters`."""
    return letters[:-1] + chr(ord(letters[-1]) + 1)


def _owing(vouchers: int, cents: int) -> Owing:
    return Owing(int(vouchers), int(cents))
