"""The scheme's parameters and the days a voucher lives."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from parrainage_desktop.base.clock import add_months
from parrainage_desktop.programme.rewards import Fixed, Reward, Step, certain_cents


class Trigger(Enum):
    """What the friend does to earn both sides their reward."""

    REGISTRATION = "registration"
    FIRST_PURCHASE = "first_purchase"
    EACH_PURCHASE = "each_purchase"


class Friends(Enum):
    """Who may be brought: somebody unknown here, who never bought, or who has not bought for some months."""

    NEW = "new"
    NEVER_BOUGHT = "never_bought"
    INACTIVE = "inactive"


class Approval(Enum):
    """Whether a reward waits for a person."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Limits:
    """For how many friends a referrer is rewarded at most a calendar day, month, year and in all; 0 is no limit."""

    day: int = 0
    month: int = 0
    year: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """The cents of vouchers the scheme may issue, counted from a shop day on."""

    cents: int
    since: date


@dataclass(frozen=True, slots=True)
class RevenueShare:
    """What a referrer earns of the friend's purchases, in hundredths of a percent; 0 purchases is all of them."""

    basis_points: int
    purchases: int = 0


@dataclass(frozen=True, slots=True)
class Variant:
    """Other rewards for half of the customers, drawn by lot, up to and including a shop day: what is compared."""

    referrer: Reward
    referee: Reward
    until: date


class Arm(Enum):
    """Which half of a comparison somebody was drawn for: the scheme as it is, or with the other rewards."""

    USUAL = "a"
    OTHER = "b"


USUAL: Reward = Fixed(500)
"""What each side earns when nothing else is said."""


@dataclass(frozen=True, slots=True)
class Terms:
    """One version of the scheme; amounts in cents, windows in days.

    A voucher is usable `lock_days` after it was earned (1 = from the next day) and lives `valid_months` calendar
    months and `valid_days` days. `usual_cost_cents` is what winning a customer costs the shop by other means,
    `margin_basis_points` what it keeps of a purchase, both to compare with; 0 is not known. `referrer_tier` is the tier
    of ambassadors a referrer is in at the least; 0 asks for none.
    """

    referrer: Reward = USUAL
    referee: Reward = USUAL
    purchase_minimum_cents: int = 0
    voucher_minimum_cents: int = 0
    lock_days: int = 1
    valid_months: int = 6
    claim_window_days: int = 90
    personal: bool = False
    one_per_purchase: bool = True
    ends_on: date | None = None
    usual_cost_cents: int = 0
    valid_days: int = 0
    part_use: bool = False
    trigger: Trigger = Trigger.FIRST_PURCHASE
    trigger_purchases: int = 1
    friends: Friends = Friends.NEVER_BOUGHT
    inactive_months: int = 0
    referrer_nps: int | None = None
    referrer_months: int = 0
    referrer_tier: int = 0
    return_days: int = 0
    limits: Limits = Limits()
    budget: Budget | None = None
    milestones: tuple[Step, ...] = ()
    revenue_share: RevenueShare | None = None
    approval: Approval = Approval.AUTOMATIC
    margin_basis_points: int = 0
    text_fr: str = ""
    text_en: str = ""
    name_fr: str = ""
    name_en: str = ""
    variant: Variant | None = None

    def name(self, language: str) -> str:
        """What the scheme is called in a language; empty when it has no name."""
        return self.name_fr if language == "fr" else self.name_en

    def called(self, language: str) -> str:
        """Its name in a language, or else in the other; empty when it has none."""
        return self.name(language) or self.name_fr or self.name_en

    def text(self, language: str) -> str:
        """The words printed on papers in a language; empty when there are none."""
        return self.text_fr if language == "fr" else self.text_en

    @property
    def alone(self) -> "Terms":
        """The same without a comparison."""
        return replace(self, variant=None)

    @property
    def other(self) -> "Terms":
        """The same with the rewards they are compared with, where there is a comparison."""
        if self.variant is None:
            return self
        return replace(self, referrer=self.variant.referrer, referee=self.variant.referee, variant=None)

    @property
    def referrer_cents(self) -> int:
        """What the referrer is sure to earn; 0 when it depends on the purchase or on how many came."""
        return certain_cents(self.referrer)

    @property
    def referee_cents(self) -> int:
        """What the friend is sure to earn; 0 when it depends on the purchase."""
        return certain_cents(self.referee)


@dataclass(frozen=True, slots=True)
class Programme:
    """A version of the scheme in force from a shop day on."""

    id: int
    effective_from: date
    currency: str
    terms: Terms

    def stopped(self, today: date) -> bool:
        """Whether the scheme has ended; its last day still counts."""
        return self.terms.ends_on is not None and today > self.terms.ends_on

    @property
    def alone(self) -> "Programme":
        """The same without a comparison: what one person is promised."""
        return replace(self, terms=self.terms.alone)

    def on(self, day: date) -> "Programme":
        """As it stands on a shop day: a comparison that is over by then is no part of it any more."""
        variant = self.terms.variant
        return self.alone if variant and day > variant.until else self


@dataclass(frozen=True, slots=True)
class ComparedHalf:
    """One half of a comparison in the reader's words."""

    name: str
    figure: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """How a comparison stands, in the reader's words: its days, its halves, what is to be said of them."""

    period: str
    halves: tuple[ComparedHalf, ...]
    verdict: str


def life(terms: Terms, issued_on: date) -> tuple[date, date]:
    """First and last day, both inclusive, of a voucher issued on a shop day."""
    last = add_months(issued_on, terms.valid_months) + timedelta(days=terms.valid_days)
    return issued_on + timedelta(days=terms.lock_days), last


def bonus_cents(terms: Terms, nth: int) -> int:
    """What a referrer earns besides with their nth successful referral."""
    return sum(step.cents for step in terms.milestones if step.nth == nth)
