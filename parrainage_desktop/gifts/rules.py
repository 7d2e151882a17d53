"""What is handed over or lived instead of a voucher, and where each one stands."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class GiftState(Enum):
    """What became of a gift."""

    OWED = "owed"
    GIVEN = "given"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Gift:
    """Something a referral earned in kind; an `invitation` is lived rather than handed over.

    `until` is the last day it is kept, `given_on` the shop day it was handed over or lived, `given_by` who noted it.
    `cost_cents` is what it costs the shop, `purchase_id` the purchase that earned it, if one did.
    """

    id: int
    invitation: bool
    text: str
    cost_cents: int
    side: str
    holder_id: int
    holder: str
    referral_id: int
    purchase_id: int | None
    programme_id: int
    earned_on: date
    until: date
    state: GiftState
    given_on: date | None
    given_by: str

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed without anybody coming for it."""
        return self.state is GiftState.OWED and today > self.until


@dataclass(frozen=True, slots=True)
class NotGiven:
    """Why a gift is not handed over: it was already, or it was cancelled."""

    gift: Gift
