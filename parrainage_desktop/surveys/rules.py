"""The NPS: who counts as what, the score, and the interval it comes with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from math import sqrt

Z95 = 1.96


class Category(Enum):
    """What an answer makes of a customer."""

    PROMOTER = "promoter"
    PASSIVE = "passive"
    DETRACTOR = "detractor"


class Origin(Enum):
    """By which channel an answer came."""

    COUNTER = "counter"
    KIOSK = "kiosk"
    PAPER = "paper"
    FORM = "form"
    EMAIL = "email"
    TERMINAL = "terminal"
    IMPORT = "import"


class Excluded(Enum):
    """Why the program itself leaves an answer out; people give their reasons in their own words.

    FORGOTTEN is what stays of those words when the customer they may name is erased.
    """

    REPLACED = "replaced"
    ANSWERED_TWICE = "answered_twice"
    IMPORT_UNDONE = "import_undone"
    FORGOTTEN = "forgotten"


class Scale(Enum):
    """What an answer is out of; one from 1 to 10 is kept and shown, and is in no score."""

    ZERO_TEN = "0-10"
    ONE_TEN = "1-10"


class Proposal(Enum):
    """What an answer suggests doing next; the review link goes to everyone alike."""

    ENROL = "enrol"
    CALL_BACK = "call_back"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as somebody gives it: anonymous without `customer_id`, of today without `on`.

    `call_back`: they wish to be called, at `phone` (E.164) when nobody knows them; `quotable`: they may be quoted.
    """

    score: int
    customer_id: int | None = None
    comment: str = ""
    origin: Origin = Origin.COUNTER
    campaign_id: int | None = None
    call_back: bool = False
    quotable: bool = False
    scale: Scale = Scale.ZERO_TEN
    on: date | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `customer_id` is None when anonymous, `excluded` the reason why it does not count, else empty.

    `at` is when it was noted, `answered_on` the shop day it was given, `staff` who noted it.
    """

    id: int
    customer_id: int | None
    score: int
    comment: str
    at: datetime
    answered_on: date
    origin: Origin = Origin.COUNTER
    staff: str = ""
    campaign_id: int | None = None
    call_back: bool = False
    quotable: bool = False
    scale: Scale = Scale.ZERO_TEN
    excluded: str = ""

    @property
    def asks_for_call(self) -> bool:
        """Whether somebody should call: they wish it, or are a detractor."""
        return self.call_back or (self.scale is Scale.ZERO_TEN and category(self.score) is Category.DETRACTOR)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer kept, what it makes of the customer, what it proposes; `replaced` is the number of an earlier one."""

    answer: Answer
    category: Category
    proposes: tuple[Proposal, ...]
    replaced: int | None = None


@dataclass(frozen=True, slots=True)
class AlreadyAnswered:
    """They answered this campaign already: their earlier answer, which a new one can replace."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of answers; the score and its 95 % interval follow from them."""

    promoters: int
    passives: int
    detractors: int

    @property
    def answers(self) -> int:
        """All answers, passives included."""
        return self.promoters + self.passives + self.detractors

    @property
    def nps(self) -> float | None:
        """100 (P - D) / n, from -100 to +100; no answer is no score, never 0."""
        return 100 * (self.promoters - self.detractors) / self.answers if self.answers else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Low and high ends at 95 %, adjusted Wald (three imagined answers, a quarter of them on either side).

        Imagined answers pull it towards 0: of very few that agree it can miss the score, and is stretched to it.
        """
        if self.nps is None:
            return None
        centre, error = self._adjusted()
        low, high = max(-100.0, centre - Z95 * error), min(100.0, centre + Z95 * error)
        return min(low, self.nps), max(high, self.nps)

    @property
    def standard_error(self) -> float:
        """Standard error of the adjusted score, in points."""
        return self._adjusted()[1]

    def _adjusted(self) -> tuple[float, float]:
        n = self.answers + 3
        p, d = (self.promoters + 0.75) / n, (self.detractors + 0.75) / n
        return 100 * (p - d), 100 * sqrt((p + d - (p - d) ** 2) / n)


@dataclass(frozen=True, slots=True)
class Span:
    """Which answers: of shop days from `first` to `last`, both inclusive, of one campaign; None is no limit."""

    first: date | None = None
    last: date | None = None
    campaign_id: int | None = None


EVER = Span()
"""Every answer there is."""


class Step(Enum):
    """What one point of a trend stands for; weeks begin on Monday, halves of a month on the 1st and the 16th."""

    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Point:
    """The score of one step of a trend, its days inclusive and cut at the ends of the span."""

    first: date
    last: date
    score: Score


@dataclass(frozen=True, slots=True)
class Figures:
    """What a span's answers come to; `distribution` counts the answers 0 to 10, steps without any have no point."""

    score: Score
    distribution: tuple[int, ...]
    trend: tuple[Point, ...]


class Verdict(Enum):
    """What two waves say of each other at 95 %."""

    HIGHER = "higher"
    LOWER = "lower"
    UNCLEAR = "unclear"
    NO_SCORE = "no_score"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two waves of answers, the earlier and the later."""

    before: Score
    now: Score

    @property
    def difference(self) -> float | None:
        """How many points the later score is above the earlier."""
        return None if self.before.nps is None or self.now.nps is None else self.now.nps - self.before.nps

    @property
    def z(self) -> float | None:
        """(N2 - N1) / sqrt(SE1² + SE2²), the standard errors those of the adjusted intervals."""
        if self.difference is None:
            return None
        return self.difference / sqrt(self.before.standard_error**2 + self.now.standard_error**2)

    @property
    def verdict(self) -> Verdict:
        """Whether the later wave is higher or lower beyond chance."""
        if self.z is None:
            return Verdict.NO_SCORE
        if abs(self.z) <= Z95:
            return Verdict.UNCLEAR
        return Verdict.HIGHER if self.z > 0 else Verdict.LOWER


class Segment(Enum):
    """What answers are told apart by."""

    CITY = "city"
    TAG = "tag"
    REFERRED = "referred"
    REFERRER = "referrer"
    ORIGIN = "channel"
    STAFF = "staff"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class Part:
    """The score of one part; `name` is the town, word, channel, name of staff or campaign, or yes, no; else empty."""

    name: str
    score: Score


def category(score: int) -> Category:
    """Promoter from 9, passive from 7, detractor below."""
    if score >= 9:
        return Category.PROMOTER
    return Category.PASSIVE if score >= 7 else Category.DETRACTOR


def scored(counts: Mapping[int, int]) -> Score:
    """The counts of answers from how many there are of each score."""
    promoters, passives = (sum(counts.get(points, 0) for points in some) for some in ((9, 10), (7, 8)))
    return Score(promoters, passives, sum(counts.values()) - promoters - passives)


def proposals(score: int, anonymous: bool, is_referrer: bool) -> tuple[Proposal, ...]:
    """What to suggest after an answer: enrolment to promoters, a call back to detractors, a review to all."""
    found = []
    if category(score) is Category.PROMOTER and not anonymous and not is_referrer:
        found.append(Proposal.ENROL)
    if category(score) is Category.DETRACTOR and not anonymous:
        found.append(Proposal.CALL_BACK)
    return (*found, Proposal.REVIEW)


def differ(one: Score, other: Score) -> bool:
    """Whether two waves differ beyond chance at 95 %: z = (N1 - N2) / sqrt(SE1² + SE2²)."""
    return Compared(one, other).verdict in (Verdict.HIGHER, Verdict.LOWER)
