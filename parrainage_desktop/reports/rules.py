"""The month in figures, and what may be said about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from parrainage_desktop.base.clock import day_start, month_bounds
from parrainage_desktop.base.money import rounded_ratio, share
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.reports.key_figures import NO_KEY_FIGURES, KeyFigures, Spent
from parrainage_desktop.surveys.rules import Score, differ


@dataclass(frozen=True, slots=True)
class Tally:
    """Vouchers and their money, both counted positive."""

    vouchers: int = 0
    cents: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.vouchers + other.vouchers, self.cents + other.cents)


@dataclass(frozen=True, slots=True)
class Period:
    """A month: its shop days, both inclusive, and the instants (UTC) from which and before which it was recorded."""

    first: date
    last: date
    start: datetime
    end: datetime


def period_of(year: int, month: int, zone: ZoneInfo) -> Period:
    """A calendar month of a shop in its time zone."""
    first, last = month_bounds(year, month)
    return Period(first, last, day_start(first, zone), day_start(last + timedelta(days=1), zone))


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of something, and their reference amounts; entries without an amount add none."""

    count: int = 0
    cents: int = 0


@dataclass(frozen=True, slots=True)
class Corrections:
    """What was recorded in the month about earlier ones, whose reports stay as they were printed.

    `late` and `withdrawn` purchases of referred customers are part of the month's reference amounts. `undone`
    referrals were counted as new customers then; its cents are rewards of earlier months cancelled now. Late
    answers count in no score, and those counted again in that of no closed month.
    """

    late: Counted = Counted()
    withdrawn: Counted = Counted()
    undone: Counted = Counted()
    answers_late: int = 0
    answers_excluded: int = 0
    answers_included: int = 0


@dataclass(frozen=True, slots=True)
class SameHands:
    """A voucher honoured by the person who issued it; `by_hand` when no referral earned it."""

    day: date
    staff: str
    code: str
    cents: int
    by_hand: bool


@dataclass(frozen=True, slots=True)
class BudgetUse:
    """What the scheme may spend from a shop day on, and what its standing rewards come to."""

    cents: int
    spent_cents: int
    since: date


@dataclass(frozen=True, slots=True)
class Movements:
    """How the outstanding amount went from the month's first instant to its last.

    `reversed` are redemptions taken back, `revived` vouchers whose last day was moved on after it had passed. A
    part-use counts its cents and no voucher, unless it empties the voucher.
    """

    opening: Tally = Tally()
    issued: Tally = Tally()
    redeemed: Tally = Tally()
    reversed: Tally = Tally()
    revived: Tally = Tally()
    expired: Tally = Tally()
    cancelled: Tally = Tally()
    closing: Tally = Tally()

    def balances(self) -> bool:
        """Whether opening and movements make the closing, to the cent and to the voucher."""
        came = (self.opening, self.issued, self.reversed, self.revived)
        went = (self.redeemed, self.expired, self.cancelled, self.closing)
        cents = sum(tally.cents for tally in came) - sum(tally.cents for tally in went)
        return cents == 0 == sum(tally.vouchers for tally in came) - sum(tally.vouchers for tally in went)


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One month of the series: referrals rewarded, cents issued and redeemed."""

    year: int
    month: int
    referrals: int
    issued_cents: int
    redeemed_cents: int


@dataclass(frozen=True, slots=True)
class RewardedRow:
    """One referral rewarded in the month, names shortened; `milestone` > 0 is the tier it reached.

    `purchase_cents` is None when the shop keeps no reference amounts.
    """

    day: date
    referrer: str
    referee: str
    purchase_cents: int | None
    issued_cents: int
    milestone: int = 0


@dataclass(frozen=True, slots=True)
class TopReferrer:
    """A referrer and the number of referred customers of the month."""

    name: str
    referrals: int


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of the claims made in the month."""

    rewarded: int = 0
    waiting: int = 0
    to_check: int = 0
    refused: int = 0
    lapsed: int = 0

    @property
    def claims(self) -> int:
        """All claims of the month."""
        return self.rewarded + self.waiting + self.to_check + self.refused + self.lapsed


@dataclass(frozen=True, slots=True)
class Comment:
    """What a customer wrote, unnamed."""

    score: int
    day: date
    text: str


class Trend(Enum):
    """Whether two scores differ by more than chance explains."""

    UNKNOWN = "unknown"
    WITHIN_MARGIN = "within_margin"
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """Everything the month's page and PDF show; amounts in cents.

    None means "no data", never zero: `new_before` and `nps_before` before the launch, `purchases_cents` and
    `first_purchases_cents` when no reference amount was noted. `best_before` is the largest number of new
    customers of earlier months, looked for no further back than to one with as many as this. `purchases_cents`
    are reference amounts of referred customers, never takings. `series` holds at most twelve months, oldest
    first, this month last. Of the vouchers issued, `rewards_cents` are rewards that stand at the cut-off,
    `cancelled_again` were cancelled by then, and `outside_rows_cents` stand for other reasons than the rows of
    `rewarded`. `cut_off` is the instant, in the shop's local time, up to which things were counted: what was
    recorded later is a correction of a later month. `cards_refused` were shown in the month by friends whom the
    scheme does not take: these never arrived.
    """

    shop: Shop
    year: int
    month: int
    new_customers: int
    new_before: int | None
    best_before: int | None
    purchases_cents: int | None
    first_purchases_cents: int | None
    usual_cost_cents: int
    movements: Movements
    series: tuple[MonthPoint, ...]
    rewarded: tuple[RewardedRow, ...]
    referrers: tuple[TopReferrer, ...]
    outcomes: Outcomes
    nps: Score
    nps_before: Score | None
    comments: tuple[Comment, ...]
    journal_head: str
    journal_entries: int
    cut_off: datetime
    made_on: date
    made_by: str
    rewards_cents: int = 0
    cancelled_again: Tally = Tally()
    outside_rows_cents: int = 0
    purchases: int = 0
    corrections: Corrections = Corrections()
    same_hands: tuple[SameHands, ...] = ()
    budget: BudgetUse | None = None
    cards_refused: int = 0
    key: KeyFigures = NO_KEY_FIGURES

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.shop.currency

    @property
    def cost_cents(self) -> int:
        """Standing rewards as if every one were used: vouchers, what is given in kind, shares of purchases."""
        return max(0, self.rewards_cents + self.key.issued.cents)

    @property
    def only_vouchers(self) -> bool:
        """Whether the month's rewards are vouchers and nothing else."""
        return self.key.issued == Spent()

    @property
    def cost_per_customer_cents(self) -> int | None:
        """Cents of standing rewards for each new customer, half a cent rounded up."""
        return rounded_ratio(self.cost_cents, self.new_customers) if self.new_customers else None

    @property
    def last_day(self) -> date:
        """The last shop day counted: the month's last, or today while the month runs."""
        return (self.cut_off - timedelta(microseconds=1)).date()

    @property
    def best_yet(self) -> bool:
        """More new customers than in any earlier month; never said of a first month."""
        return self.best_before is not None and self.new_customers > self.best_before

    @property
    def trend(self) -> Trend:
        """This month's score against the previous month's."""
        return trend(self.nps, self.nps_before)

    def balances(self) -> bool:
        """Whether the outstanding amount reconciles and the listed rewards make the vouchers issued."""
        listed = sum(row.issued_cents for row in self.rewarded) + self.outside_rows_cents + self.cancelled_again.cents
        return self.movements.balances() and listed == self.movements.issued.cents


def trend(now: Score, before: Score | None) -> Trend:
    """How two months' scores compare; a difference inside the margin of error is none."""
    if before is None or now.nps is None or before.nps is None:
        return Trend.UNKNOWN
    if not differ(now, before):
        return Trend.WITHIN_MARGIN
    return Trend.BETTER if now.nps > before.nps else Trend.WORSE


def percentages(counts: Sequence[int]) -> tuple[int, tuple[float, ...]]:
    """The decimals that shares in percent need to add up to 100 (one or two), and the shares."""
    whole = sum(counts)
    if not whole:
        return 1, tuple(0.0 for _count in counts)
    tenths = [(2 * 1000 * count + whole) // (2 * whole) for count in counts]
    if sum(tenths) == 1000:
        return 1, tuple(part / 10 for part in tenths)
    return 2, tuple(part / 100 for part in share(10_000, counts))
