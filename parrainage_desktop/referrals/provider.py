"""What the referrals’ screen asks of those above it: only who issues and cancels vouchers can decide."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from parrainage_desktop.base.database import Transaction
from parrainage_desktop.referrals.board_rules import Outcome, Reward


class Provider(Protocol):
    """Whoever issues and cancels vouchers, and so decides."""

    def rewards(self, tx: Transaction, referral_id: int) -> tuple[Reward, ...]:
        """What a referral earned."""
        ...

    def taking_back(self, tx: Transaction, referral_id: int) -> tuple[str, ...]:
        """What taking it back would lead to."""
        ...

    def approve(self, tx: Transaction, referral_id: int) -> Outcome:
        """Let it count."""
        ...

    def reject(self, tx: Transaction, referral_id: int, reason: str) -> Outcome:
        """Refuse it."""
        ...

    def void(self, tx: Transaction, referral_id: int, reason: str) -> Outcome:
        """Take its reward back."""
        ...

    def take_return(self, tx: Transaction, referral_id: int, reason: str) -> Outcome:
        """The goods came back."""
        ...

    def hand_over(self, tx: Transaction, gift_id: int, over: bool) -> Outcome:
        """A gift was handed over, or was not after all."""
        ...


Earned = Callable[[Transaction, date, date], str]
"""The vouchers that referrals earned between two shop days, in words."""
