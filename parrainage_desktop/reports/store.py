"""The month counted from the ledgers: what was issued, used and owed on any day, however late one asks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, or_, select

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers.store import CustomerRow
from parrainage_desktop.programme.store import ProgrammeRow
from parrainage_desktop.purchases.store import PurchaseRow
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.referrals.store import ReferralRow
from parrainage_desktop.reports.rules import Comment, Tally
from parrainage_desktop.surveys.store import AnswerRow
from parrainage_desktop.vouchers.store import CancellationRow, RedemptionRow, ReversalRow, VoucherRow

_REWARDED = ReferralRow.state == ReferralState.REWARDED.value


@dataclass(frozen=True, slots=True)
class Rewarded:
    """A referral rewarded on a day, with the reference amount that did it and the cents it earned."""

    referral_id: int
    day: date
    referrer_id: int
    referee_id: int
    purchase_cents: int | None
    issued_cents: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of the month: its state, and the last day on which a purchase completes it."""

    state: ReferralState
    last_day: date


def outstanding(tx: Transaction, day: date) -> Tally:
    """What the shop still owed at the end of a shop day: issued by then, not used, expired or cancelled."""
    balance = _balance(day)
    owed = select(func.count(), func.coalesce(func.sum(balance), 0)).where(
        VoucherRow.issued_on <= day, VoucherRow.valid_until >= day, balance > 0, ~_cancelled_by(day)
    )
    vouchers, cents = tx.execute(owed).one()
    return Tally(vouchers, int(cents))


def issued(tx: Transaction, first: date, last: date) -> Tally:
    """Vouchers issued between two shop days."""
    return _tally(tx, VoucherRow.value_cents, VoucherRow.issued_on.between(first, last))


def redeemed(tx: Transaction, first: date, last: date) -> Tally:
    """Uses between two shop days, those taken back later included."""
    return _tally(tx, RedemptionRow.cents, RedemptionRow.redeemed_on.between(first, last))


def reversed_uses(tx: Transaction, first: date, last: date) -> Tally:
    """Uses taken back between two shop days."""
    taken_back = select(RedemptionRow.cents).join(ReversalRow, ReversalRow.redemption_id == RedemptionRow.id)
    return _tally_of(tx, taken_back.where(ReversalRow.reversed_on.between(first, last)))


def cancelled(tx: Transaction, first: date, last: date) -> Tally:
    """Vouchers cancelled between two shop days while they were still worth something."""
    gone = select(VoucherRow.value_cents).join(CancellationRow, CancellationRow.voucher_id == VoucherRow.id)
    alive = VoucherRow.valid_until >= CancellationRow.cancelled_on
    return _tally_of(tx, gone.where(CancellationRow.cancelled_on.between(first, last), alive))


def expired(tx: Transaction, first: date, last: date) -> Tally:
    """Vouchers whose first dead day lies between two shop days; a use taken back too late dies at once."""
    ended_from, ended_to = first - timedelta(days=1), last - timedelta(days=1)
    left = VoucherRow.value_cents - _used(VoucherRow.valid_until)
    cancelled_in_time = (
        select(CancellationRow.voucher_id)
        .where(
            CancellationRow.voucher_id == VoucherRow.id,
            CancellationRow.cancelled_on <= VoucherRow.valid_until,
        )
        .exists()
    )
    died = _tally_of(
        tx,
        select(left).where(
            VoucherRow.valid_until.between(ended_from, ended_to), left > 0, ~cancelled_in_time
        ),
    )
    late = _tally_of(
        tx,
        select(RedemptionRow.cents)
        .join(ReversalRow, ReversalRow.redemption_id == RedemptionRow.id)
        .join(VoucherRow, VoucherRow.id == RedemptionRow.voucher_id)
        .where(
            ReversalRow.reversed_on.between(first, last), ReversalRow.reversed_on > VoucherRow.valid_until
        ),
    )
    return Tally(died.vouchers + late.vouchers, died.cents + late.cents)


def issued_by_day(tx: Transaction, first: date, last: date) -> dict[date, int]:
    """Cents issued on each shop day."""
    return _by_day(tx, VoucherRow.issued_on, VoucherRow.value_cents, first, last)


def redeemed_by_day(tx: Transaction, first: date, last: date) -> dict[date, int]:
    """Cents honoured on each shop day."""
    return _by_day(tx, RedemptionRow.redeemed_on, RedemptionRow.cents, first, last)


def rewarded_by_day(tx: Transaction, last: date) -> Counter[date]:
    """Referrals rewarded on each shop day since the beginning."""
    day = ReferralRow.rewarded_on
    query = select(day, func.count()).where(_REWARDED, day <= last).group_by(day)
    return Counter({when: count for when, count in tx.execute(query) if when is not None})


def rewarded(tx: Transaction, first: date, last: date) -> list[Rewarded]:
    """The referrals rewarded between two shop days, in order."""
    earned = (
        select(func.coalesce(func.sum(VoucherRow.value_cents), 0))
        .where(VoucherRow.referral_id == ReferralRow.id, VoucherRow.issued_on.between(first, last))
        .scalar_subquery()
    )
    query = (
        select(
            ReferralRow.id,
            ReferralRow.rewarded_on,
            ReferralRow.referrer_id,
            ReferralRow.referee_id,
            PurchaseRow.amount_cents,
            earned,
        )
        .outerjoin(PurchaseRow, PurchaseRow.id == ReferralRow.purchase_id)
        .where(_REWARDED, ReferralRow.rewarded_on.between(first, last))
        .order_by(ReferralRow.rewarded_on, ReferralRow.id)
    )
    return [Rewarded(*row) for row in tx.execute(query)]


def referred_purchases(tx: Transaction, first: date, last: date) -> int | None:
    """Reference amounts of purchases by referred customers between two shop days; None when none was noted."""
    brought = select(ReferralRow.referee_id).where(_REWARDED, ReferralRow.rewarded_on <= last)
    query = select(func.sum(PurchaseRow.amount_cents)).where(
        PurchaseRow.purchased_on.between(first, last),
        ~PurchaseRow.withdrawn,
        PurchaseRow.customer_id.in_(brought),
    )
    total = tx.execute(query).scalar_one()
    return None if total is None else int(total)


def claims(tx: Transaction, first: date, last: date) -> Iterator[Claim]:
    """The claims made between two shop days."""
    query = (
        select(ReferralRow.state, ReferralRow.claimed_on, ProgrammeRow.claim_window_days)
        .join(ProgrammeRow, ProgrammeRow.id == ReferralRow.programme_id)
        .where(ReferralRow.claimed_on.between(first, last))
    )
    for state, claimed_on, window in tx.execute(query):
        yield Claim(ReferralState(state), claimed_on + timedelta(days=window))


def comments(tx: Transaction, first: date, last: date, limit: int) -> tuple[Comment, ...]:
    """The newest comments between two shop days, unnamed."""
    query = select(AnswerRow.score, AnswerRow.answered_on, AnswerRow.comment).where(
        AnswerRow.answered_on.between(first, last), AnswerRow.excluded == "", AnswerRow.comment != ""
    )
    rows = tx.execute(query.order_by(AnswerRow.answered_on.desc(), AnswerRow.id.desc()).limit(limit))
    return tuple(Comment(*row) for row in rows)


def launch(tx: Transaction) -> date:
    """The shop day on which the first version of the scheme took effect."""
    first: date = tx.execute(select(func.min(ProgrammeRow.effective_from))).scalar_one()
    return first


def names(tx: Transaction, ids: set[int]) -> dict[int, tuple[str, str]]:
    """Given and family names by number."""
    query = select(CustomerRow.id, CustomerRow.given_name, CustomerRow.family_name)
    return {
        row.id: (row.given_name, row.family_name) for row in tx.execute(query.where(CustomerRow.id.in_(ids)))
    }


def _balance(day: date) -> ColumnElement[int]:
    """What a voucher was worth at the end of a shop day."""
    return VoucherRow.value_cents - _used(day)


def _used(day: date | SQLColumnExpression[date]) -> ColumnElement[int]:
    """Cents of a voucher used by the end of `day` and not taken back by then."""
    stands = or_(ReversalRow.id.is_(None), ReversalRow.reversed_on > day)
    return (
        select(func.coalesce(func.sum(RedemptionRow.cents), 0))
        .outerjoin(ReversalRow, ReversalRow.redemption_id == RedemptionRow.id)
        .where(RedemptionRow.voucher_id == VoucherRow.id, RedemptionRow.redeemed_on <= day, stands)
        .correlate(VoucherRow)
        .scalar_subquery()
    )


def _cancelled_by(day: date) -> ColumnElement[bool]:
    by_then = and_(CancellationRow.voucher_id == VoucherRow.id, CancellationRow.cancelled_on <= day)
    return select(CancellationRow.voucher_id).where(by_then).exists()


def _tally(tx: Transaction, cents: SQLColumnExpression[int], when: ColumnElement[bool]) -> Tally:
    return _tally_of(tx, select(cents).where(when))


def _tally_of(tx: Transaction, query: Select[int]) -> Tally:
    found = query.subquery()
    counted = select(func.count(), func.coalesce(func.sum(found.columns[0]), 0)).select_from(found)
    vouchers, cents = tx.execute(counted).one()
    return Tally(vouchers, int(cents))


def _by_day(
    tx: Transaction, day: SQLColumnExpression[date], cents: SQLColumnExpression[int], first: date, last: date
) -> dict[date, int]:
    query = select(day, func.sum(cents)).where(day.between(first, last)).group_by(day)
    return {when: int(total) for when, total in tx.execute(query)}
