"""What a person's story is made of, as it is told in the reader's words: remarks, figures, a goal, what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from parrainage_desktop.customers.rules import Channel, Consent, Customer


@dataclass(frozen=True, slots=True)
class Brief:
    """A person in one line of a list: what matters about them now, and the kind of their last answer.

    `shape` is promoter, passive, detractor or empty.
    """

    detail: str
    shape: str = ""


class Topic(Enum):
    """What a line of a person's history is about; `JOINED` is how they became a customer."""

    JOINED = "joined"
    PURCHASE = "purchase"
    REFERRAL = "referral"
    VOUCHER = "voucher"
    ANSWER = "answer"
    NOTE = "note"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Remark:
    """A word or two to be set in a pill: its tone, and an icon or an NPS shape before it."""

    text: str
    tone: str = "plain"
    icon: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened with a person, in the reader's words.

    `on` is a shop day; `at` the moment on the shop's wall, None when only the day is known. `earned` says that a
    referral brought a voucher, so that it counts among the vouchers too; `amount` carries its sign.
    """

    topic: Topic
    on: date
    at: datetime | None
    title: str
    detail: str = ""
    remark: Remark | None = None
    amount: str = ""
    earned: bool = False

    def is_about(self, topic: Topic | None) -> bool:
        """Whether it belongs to a topic; everything belongs to none."""
        return topic in (None, self.topic) or (topic is Topic.VOUCHER and self.earned)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Goal:
    """How far somebody is from what comes next: so many of so many, where they stand and what is missing in words.

    What comes next is the reward for many friends, or the next tier of ambassadors.
    """

    done: int
    wanted: int
    said: str
    missing: str


@dataclass(frozen=True, slots=True)
class Story:
    """A customer and what is known of them, in the reader's words; events newest first.

    `phone` is as people write it; `adding_up` says how the vouchers add up where the four figures alone do not;
    `consents` what they said last of each channel they spoke of; `goal` is None where the scheme has no such reward;
    `shares` says that they have statements; `ambassador` how they stand by the tiers, where there is something to say.
    """

    person: Customer
    phone: str
    remarks: tuple[Remark, ...]
    figures: tuple[Figure, ...]
    adding_up: str
    events: tuple[Event, ...]
    consents: Mapping[Channel, Consent] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    goal: Goal | None = None
    shares: bool = False
    ambassador: Goal | None = None
