"""What happened on a friend’s way to the shop, and how the credit for it may be told."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class TouchKind(Enum):
    """How somebody was made aware of the shop; the values are a contract with scripts."""

    CARD = "card"
    MENTION = "mention"
    MESSAGE = "message"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class NewTouch:
    """A touch as it is told: its shop day, whose it was (nobody: the shop’s own), and a free note."""

    kind: TouchKind
    on: date
    by_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """A touch of a friend; without `id` it is the card shown on arrival, which nobody wrote down apart."""

    kind: TouchKind
    on: date
    by: str
    at: datetime
    note: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """A friend’s touches in time order, those of one day as they were written down; and what they led to.

    `converted_on` is the shop day of the first purchase, `value_cents` its reference amount, where there is one.
    """

    touches: tuple[Touch, ...]
    converted_on: date | None
    value_cents: int | None


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A touch in the reader’s words, and its credit under each way of looking; `id` of one that can be taken out."""

    what: str
    detail: str
    shares: tuple[str, ...]
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Credits:
    """Every way of looking at one friend’s touches side by side, in the reader’s words.

    `rewarded` says who is rewarded, which is another matter; `value` is what is shared, as it can be typed again;
    `weights` are the shop’s own, one for each kind of touch.
    """

    rewarded: str
    explained: tuple[str, ...]
    models: tuple[str, ...]
    lines: tuple[CreditLine, ...]
    value: str
    weights: tuple[int, ...]
