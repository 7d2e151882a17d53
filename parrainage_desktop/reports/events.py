"""What became of referrals, read from the journal: it alone still knows how things stood when a month ended."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from parrainage_desktop.referrals.rules import ReferralState

REWARDED = ReferralState.REWARDED.value
CLAIMED = ReferralState.CLAIMED.value
FLAGGED = ReferralState.FLAGGED.value
_BACK = {"reopened": CLAIMED, "approved": CLAIMED, "refused": ReferralState.REJECTED.value}


@dataclass(frozen=True, slots=True)
class Move:
    """A journal entry about a referral: what it became and from what; `claim` when the friend arrived by it."""

    entry: int
    at: datetime
    referral_id: int
    became: str
    was: str
    purchase_id: int | None = None
    claim: bool = False

    @property
    def undoes(self) -> bool:
        """Whether a reward was taken back."""
        return self.was == REWARDED != self.became


@dataclass(slots=True)
class Fold:
    """The moves of a month, in order, brought to what stands at its end.

    `standing` are the rewards that do, by referral; `undone_since` counts rewards of earlier months taken back;
    `claims` are the states of the referrals claimed in the month.
    """

    standing: dict[int, Move] = field(default_factory=dict)
    undone_since: int = 0
    claims: dict[int, str] = field(default_factory=dict)


def fold(moves: Iterable[Move]) -> Fold:
    """How a month's moves leave things; `moves` in the order of the journal."""
    left = Fold()
    for move in moves:
        if move.claim or move.referral_id in left.claims:
            left.claims[move.referral_id] = move.became
        if move.became == REWARDED != move.was:
            left.standing[move.referral_id] = move
        elif move.undoes and left.standing.pop(move.referral_id, None) is None:
            left.undone_since += 1
    return left


def standing_before(moves: Iterable[Move]) -> list[int]:
    """The referrals rewarded before the first of these moves and no longer so after them."""
    first: dict[int, Move] = {}
    for move in moves:
        first.setdefault(move.referral_id, move)
    return [number for number, move in first.items() if move.undoes]


def became(action: str, state: str = "") -> str:
    """The state an entry's action leaves a referral in; a claim says in its details."""
    word = action.partition(".")[2]
    return state or _BACK.get(word, word)
