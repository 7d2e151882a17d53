"""Whether a friend counts as brought by somebody: each check on its own, with its result and its reason."""

from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from enum import Enum

CLAIMS_AN_HOUR = 5
CLAIMS_A_WEEK = 10
"""More claims than these on one card are looked at by a person; they are not refused."""
ALIKE = 0.85
STAFF_TAGS = frozenset({"staff", "team", "personnel", "equipe"})
"""Words, without accents, under which a shop files customers who work there."""


class ReferralState(Enum):
    """Where a referral stands."""

    CLAIMED = "claimed"
    FLAGGED = "flagged"
    ON_HOLD = "on_hold"
    REWARDED = "rewarded"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    VOIDED = "voided"


LIVE = frozenset({ReferralState.CLAIMED, ReferralState.FLAGGED, ReferralState.ON_HOLD, ReferralState.REWARDED})
"""The states in which a friend already counts as brought by somebody."""


class ReferralReason(Enum):
    """Why a claim is refused; the values are a contract with scripts."""

    CARD_UNKNOWN = "card_unknown"
    CARD_MISREAD = "card_misread"
    CARD_DEAD = "card_dead"
    SELF = "self"
    ALREADY_CUSTOMER = "already_customer"
    ALREADY_REFERRED = "already_referred"
    WINDOW_OVER = "window_over"
    LIMIT_REACHED = "limit_reached"
    BUDGET_SPENT = "budget_spent"
    OUT_OF_STOCK = "out_of_stock"
    NOT_ALLOWED = "not_allowed"
    NOT_ENTITLED = "not_entitled"


class Check(Enum):
    """What is looked at when a friend arrives."""

    NEW_CUSTOMER = "new_customer"
    DIFFERENT_PERSON = "different_person"
    FIRST_REFERRER = "first_referrer"
    NO_CIRCLE = "no_circle"
    NAMES_DIFFER = "names_differ"
    USUAL_PACE = "usual_pace"
    NO_STAFF = "no_staff"
    MAY_REFER = "may_refer"
    AUTOMATIC = "automatic"


class Result(Enum):
    """A check's outcome: a flag asks a person, it accuses nobody."""

    PASS = "pass"
    FAIL = "fail"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Checked:
    """One check and how it came out."""

    check: Check
    result: Result


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store knows when a card is shown by a friend, and what the scheme asks.

    `unentitled` says that the scheme asks more of referrers than this one has, `by_hand` that a person approves,
    `staff` that somebody who works in the shop is on either side.
    """

    same_person: bool
    bought_before: bool
    already_referred: bool
    circle: bool
    names_alike: bool
    claims_last_hour: int
    claims_last_week: int
    unentitled: bool = False
    by_hand: bool = False
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Referral:
    """A friend brought by a referrer; days are shop days, `purchase_id` the purchase that completed it."""

    id: int
    state: ReferralState
    referrer_id: int
    referrer: str
    referee_id: int
    referee: str
    programme_id: int
    claimed_on: date
    rewarded_on: date | None
    purchase_id: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """The friend counts as brought by the referrer, or will once somebody has looked at the flags."""

    referral: Referral
    referee_card: str
    checks: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class ClaimRefused:
    """The scheme does not reward this; the person may be named when they are known already.

    `ended_on` is the last day of a scheme that is over.
    """

    why: ReferralReason
    checks: tuple[Checked, ...] = ()
    known_id: int | None = None
    known_name: str = ""
    referrer_name: str = ""
    referral_id: int | None = None
    ended_on: date | None = None

    @property
    def misread(self) -> bool:
        """Whether a letter of a card's code is wrong: read or typed again, it may be right."""
        return self.why is ReferralReason.CARD_MISREAD


@dataclass(frozen=True, slots=True)
class Settled:
    """A referral that two people becoming one changed: how it stood, how it stands, and why."""

    id: int
    was: ReferralState
    was_because: str
    now: ReferralState
    because: str


@dataclass(frozen=True, slots=True)
class Followed:
    """The referrals that went from one person to another, by what the person was in them, and those settled."""

    as_referrer: tuple[int, ...] = ()
    as_referee: tuple[int, ...] = ()
    settled: tuple[Settled, ...] = ()

    @property
    def ids(self) -> list[int]:
        """Every referral that went along."""
        return sorted({*self.as_referrer, *self.as_referee})


class Hindrance(Enum):
    """Why a purchase does not complete a referral yet, or any more."""

    BELOW_MINIMUM = "below_minimum"
    TO_CHECK = "to_check"
    LAPSED = "lapsed"
    ALREADY_CUSTOMER = "already_customer"
    NO_AMOUNT = "no_amount"
    LIMIT_REACHED = "limit_reached"
    BUDGET_SPENT = "budget_spent"
    OUT_OF_STOCK = "out_of_stock"
    ON_HOLD = "on_hold"


class Counted(Enum):
    """Where a friend's purchase stands that counts towards a reward."""

    HELD = "held"
    REWARDED = "rewarded"
    RETURNED = "returned"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CountedPurchase:
    """A purchase that counts towards a reward, and the first shop day on which it is given."""

    purchase_id: int
    referral_id: int
    state: Counted
    due_on: date


def examine(facts: Facts) -> tuple[Checked, ...]:
    """Every check with its own outcome, in the order people read them."""
    return (
        Checked(Check.NEW_CUSTOMER, Result.FAIL if facts.bought_before else Result.PASS),
        Checked(Check.DIFFERENT_PERSON, Result.FAIL if facts.same_person else Result.PASS),
        Checked(Check.FIRST_REFERRER, Result.FAIL if facts.already_referred else Result.PASS),
        Checked(Check.NO_CIRCLE, Result.FLAG if facts.circle else Result.PASS),
        Checked(Check.NAMES_DIFFER, Result.FLAG if facts.names_alike else Result.PASS),
        Checked(Check.USUAL_PACE, Result.FLAG if _hurried(facts) else Result.PASS),
        Checked(Check.NO_STAFF, Result.FLAG if facts.staff else Result.PASS),
        Checked(Check.MAY_REFER, Result.FAIL if facts.unentitled else Result.PASS),
        Checked(Check.AUTOMATIC, Result.FLAG if facts.by_hand else Result.PASS),
    )


def refusal(checks: tuple[Checked, ...]) -> ReferralReason | None:
    """The reason to refuse, when a check failed: oneself, an earlier referrer, an old customer, then the card."""
    failed = {checked.check for checked in checks if checked.result is Result.FAIL}
    for check, reason in (
        (Check.DIFFERENT_PERSON, ReferralReason.SELF),
        (Check.FIRST_REFERRER, ReferralReason.ALREADY_REFERRED),
        (Check.NEW_CUSTOMER, ReferralReason.ALREADY_CUSTOMER),
        (Check.MAY_REFER, ReferralReason.NOT_ENTITLED),
    ):
        if check in failed:
            return reason
    return None


def first_state(checks: tuple[Checked, ...]) -> ReferralState:
    """Claimed, or flagged for a person to look at."""
    flagged = any(checked.result is Result.FLAG for checked in checks)
    return ReferralState.FLAGGED if flagged else ReferralState.CLAIMED


def alike(one: str, other: str) -> bool:
    """Whether two folded full names are near enough to look at twice."""
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


def hindrance(
    state: ReferralState,
    claimed_on: date,
    window_days: int,
    amount_cents: int | None,
    minimum_cents: int,
    on: date,
) -> Hindrance | None:
    """What keeps a purchase of shop day `on` from completing the referral; an amount at the minimum meets it.

    Without an amount a minimum cannot be met. A purchase of an earlier day than the claim shows an old customer.
    """
    if on < claimed_on:
        return Hindrance.ALREADY_CUSTOMER
    if on > claimed_on + timedelta(days=window_days):
        return Hindrance.LAPSED
    if minimum_cents and (amount_cents is None or amount_cents < minimum_cents):
        return Hindrance.BELOW_MINIMUM
    return Hindrance.TO_CHECK if state is ReferralState.FLAGGED else None


def _hurried(facts: Facts) -> bool:
    return facts.claims_last_hour >= CLAIMS_AN_HOUR or facts.claims_last_week >= CLAIMS_A_WEEK
