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
    """A journal entry about a referral: what it became and from what; `claim` when the friend arrived by it.

    `referrer` is whose card a friend arrived with, as it was told then.
    """

    entry: int
    at: datetime
    referral_id: int
    became: str
    was: str
    purchase_id: int | None = None
    claim: bool = False
    referrer: int | None = None

    @property
    def undoes(self) -> bool:
        """Whether a reward was taken back."""
        return self.was == REWARDED != self.became

    @property
    def back(self) -> bool:
        """Whether a reward stands again that two records made one had taken back."""
        return self.was == ReferralState.VOIDED.value and self.became == REWARDED


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
    left, gone, since = Fold(), dict[int, Move](), set[int]()
    for move in moves:
        number = move.referral_id
        if move.claim or number in left.claims:
            left.claims[number] = move.became
        if move.undoes and number in left.standing:
            gone[number] = left.standing.pop(number)
        elif move.undoes:
            since.add(number)
        elif move.back and number in gone:
            left.standing[number] = gone.pop(number)
        elif move.back and number in since:
            since.remove(number)
        elif move.became == REWARDED != move.was:
            left.standing[number] = move
    left.undone_since = len(since)
    return left


def standing_before(moves: Iterable[Move]) -> dict[int, bool]:
    """Whether each of these referrals was rewarded before the first of its moves; those not yet claimed left out."""
    first: dict[int, Move] = {}
    for move in moves:
        first.setdefault(move.referral_id, move)
    return {number: move.was == REWARDED for number, move in first.items()}


def became(action: str, state: str = "") -> str:
    """The state an entry's action leaves a referral in; a claim says in its details."""
    word = action.partition(".")[2]
    return state or _BACK.get(word, word)
