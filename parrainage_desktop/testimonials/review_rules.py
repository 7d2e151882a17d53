"""Where customers are invited to write a review, who may be invited, and when not."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

AGAIN_AFTER_DAYS = 90
LONGEST_PAUSE_DAYS = 3_650
ADDRESS_LENGTH = 500


class Site(Enum):
    """Who shows the reviews."""

    GOOGLE = "google"
    FACEBOOK = "facebook"
    TRUSTPILOT = "trustpilot"
    BREP = "brep"
    G2 = "g2"
    OWN = "own"


class Way(Enum):
    """How an invitation reaches a customer; a message needs their yes to it, a word or a card does not."""

    COUNTER = "counter"
    CARD = "card"
    EMAIL = "email"
    SMS = "sms"
    POST = "post"


class NotInvited(Enum):
    """Why nobody was invited."""

    NO_CONSENT = "no_consent"
    TOO_SOON = "too_soon"
    NOT_PROMOTER = "not_promoter"
    CHANNEL_CLOSED = "channel_closed"
    GONE = "gone"


class AddressProblem(Enum):
    """Why an address cannot be printed on a card."""

    EMPTY = "empty"
    NOT_HTTPS = "not_https"
    NO_SITE = "no_site"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class ReviewChannel:
    """A page for reviews; a closed one invites nobody any more."""

    id: int
    site: Site
    name: str
    address: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Policy:
    """Who is invited: everyone alike, or only promoters; and nobody twice within some days."""

    promoters_only: bool = False
    again_after_days: int = AGAIN_AFTER_DAYS


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody was invited; `customer_id` is None when nobody wrote down whom."""

    id: int
    customer_id: int | None
    channel_id: int
    way: Way
    invited_on: date
    staff: str


def is_too_soon(last: date | None, today: date, policy: Policy) -> bool:
    """Whether somebody was invited so lately, by whatever channel, that they are left in peace."""
    return last is not None and today < last + timedelta(days=policy.again_after_days)
