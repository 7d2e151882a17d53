"""The NPS: who counts as what, the score, and the interval it comes with."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from math import sqrt

Z95 = 1.96


class Category(Enum):
    """What an answer makes of a customer."""

    PROMOTER = "promoter"
    PASSIVE = "passive"
    DETRACTOR = "detractor"


class Origin(Enum):
    """Where an answer was given."""

    COUNTER = "counter"
    TERMINAL = "terminal"
    KIOSK = "kiosk"
    IMPORT = "import"


class Proposal(Enum):
    """What an answer suggests doing next; the review link goes to everyone alike."""

    ENROL = "enrol"
    CALL_BACK = "call_back"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer from 0 to 10; `customer_id` is None when anonymous."""

    id: int
    customer_id: int | None
    score: int
    comment: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer kept, what it makes of the customer, what it proposes."""

    answer: Answer
    category: Category
    proposes: tuple[Proposal, ...]


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
        """Low and high ends at 95 %, adjusted Wald (three imagined answers, a quarter of them on either side)."""
        if not self.answers:
            return None
        centre, error = self._adjusted()
        return max(-100.0, centre - Z95 * error), min(100.0, centre + Z95 * error)

    @property
    def standard_error(self) -> float:
        """Standard error of the adjusted score, in points."""
        return self._adjusted()[1]

    def _adjusted(self) -> tuple[float, float]:
        n = self.answers + 3
        p, d = (self.promoters + 0.75) / n, (self.detractors + 0.75) / n
        return 100 * (p - d), 100 * sqrt((p + d - (p - d) ** 2) / n)


def category(score: int) -> Category:
    """Promoter from 9, passive from 7, detractor below."""
    if score >= 9:
        return Category.PROMOTER
    return Category.PASSIVE if score >= 7 else Category.DETRACTOR


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
    if one.nps is None or other.nps is None:
        return False
    spread = sqrt(one.standard_error**2 + other.standard_error**2)
    return abs(one.nps - other.nps) > Z95 * spread
