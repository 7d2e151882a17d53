"""A call that is owed to somebody who answered: when it is due, and how it ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

DUE_WITHIN = timedelta(hours=48)
CALL_DAYS = 30
"""Nobody is called over an unhappy answer that came to light when it was older."""


class Outcome(Enum):
    """How a call went; only NOT_REACHED leaves it to be done.

    SPARED: the answer that asked for it does not count. JOINED: who waited became one with somebody who is called.
    """

    OPEN = ""
    NOT_REACHED = "not_reached"
    REACHED = "reached"
    SOLVED = "solved"
    SPARED = "spared"
    JOINED = "joined"


TO_DO = frozenset({Outcome.OPEN, Outcome.NOT_REACHED})
NEVER_MADE = frozenset({Outcome.SPARED, Outcome.JOINED})
MADE = frozenset({Outcome.REACHED, Outcome.SOLVED})


@dataclass(frozen=True, slots=True)
class CallBack:
    """A call that is owed: `phone` (E.164) is kept only of somebody unknown, and only until the call is done."""

    id: int
    answer_id: int
    customer_id: int | None
    phone: str
    due_at: datetime
    outcome: Outcome
    note: str
    tries: int
    closed_at: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Whether it should have been made by now."""
        return self.closed_at is None and now > self.due_at


@dataclass(frozen=True, slots=True)
class CardWish:
    """Somebody at the kiosk would like cards to hand out; `customer_id` is None when nobody said who."""

    answer_id: int
    customer_id: int | None
    at: datetime
