"""What the referrals' screen shows: groups that add up to all, cards of its board, one referral whole, a tree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from parrainage_desktop.base.journal import Entry
from parrainage_desktop.programme.rules import Programme
from parrainage_desktop.purchases.rules import Noted, Purchase
from parrainage_desktop.referrals.rules import Check, Checked, Referral, ReferralState


class Group(Enum):
    """Which referrals a list shows; those after the first add up to it."""

    ALL = "all"
    WAITING = "waiting"
    TO_CHECK = "to_check"
    COMPLETED = "completed"
    CLOSED = "closed"

    @property
    def states(self) -> frozenset[ReferralState]:
        """The states a referral of this group can be in."""
        return {
            Group.ALL: frozenset(ReferralState),
            Group.WAITING: frozenset({ReferralState.CLAIMED, ReferralState.ON_HOLD}),
            Group.TO_CHECK: frozenset({ReferralState.FLAGGED}),
            Group.COMPLETED: frozenset({ReferralState.REWARDED}),
            Group.CLOSED: frozenset({ReferralState.REJECTED, ReferralState.LAPSED, ReferralState.VOIDED}),
        }[self]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many referrals stand where, and the shop day of the first one."""

    counts: Mapping[ReferralState, int]
    since: date | None

    def of(self, group: Group) -> int:
        """How many a group holds."""
        return sum(self.counts.get(state, 0) for state in group.states)


@dataclass(frozen=True, slots=True)
class Item:
    """A referral as a card of the board or a line of the list tells it.

    `doubts` is what a person should look at, `last` the newest purchase that did not complete it, `until` the last
    day on which one can (on hold: on which it can be returned), `first` the purchase that did.
    """

    referral: Referral
    doubts: tuple[Check, ...] = ()
    last: Purchase | None = None
    minimum_cents: int = 0
    until: date | None = None
    first: Noted | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """The referrals completed in a month: the newest of them, and how many in all; its first and last shop day."""

    first: date
    last: date
    items: tuple[Item, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Board:
    """What waits for a purchase, what waits for a person, and what a month completed."""

    figures: Figures
    waiting: tuple[Item, ...]
    to_check: tuple[Item, ...]
    completed: Month


@dataclass(frozen=True, slots=True)
class Detail:
    """One referral whole. `others` are the other times somebody was said to have brought this friend."""

    item: Item
    card: str
    programme: Programme
    checks: tuple[Checked, ...]
    history: tuple[tuple[datetime, Entry], ...]
    others: tuple[Referral, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Somebody in a tree of who brought whom, and the referral that brought them; `again` where a circle closes."""

    depth: int
    person_id: int
    name: str
    referral: Referral | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """Who brought whom, each friend below whoever brought them; `cut` when there are more than are shown."""

    branches: tuple[Branch, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class Reward:
    """What a referral earned, in the reader's words: what and whose, what became of it, and its standing.

    `gift_id` is the number of what can be handed over, or was when `handed`, and `act` how that is said; a voucher has
    none.
    """

    title: str
    detail: str
    standing: str
    tone: str
    gift_id: int | None = None
    handed: bool = False
    act: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision led to, a line each, in the reader's words; not `done` when it could not be taken."""

    done: bool
    said: tuple[str, ...]


class Act(Enum):
    """What a person can decide about a referral on its screen."""

    APPROVE = "approve"
    REFUSE = "refuse"
    TAKE_BACK = "take_back"
    RETURN = "return"
