"""The scheme's parameters and the days a voucher lives."""

from dataclasses import dataclass
from datetime import date, timedelta

from parrainage_desktop.base.clock import add_months


@dataclass(frozen=True, slots=True)
class Terms:
    """One version of the scheme; amounts in cents, windows in days, life in calendar months.

    `lock_days` = 1 makes a voucher usable from the day after it was earned. `usual_cost_cents` is what winning
    a customer costs the shop by other means, to compare with.
    """

    referrer_cents: int = 500
    referee_cents: int = 500
    purchase_minimum_cents: int = 0
    voucher_minimum_cents: int = 0
    lock_days: int = 1
    valid_months: int = 6
    claim_window_days: int = 90
    personal: bool = False
    one_per_purchase: bool = True
    ends_on: date | None = None
    usual_cost_cents: int = 1_313


@dataclass(frozen=True, slots=True)
class Programme:
    """A version of the scheme in force from a shop day on."""

    id: int
    effective_from: date
    currency: str
    terms: Terms

    def stopped(self, today: date) -> bool:
        """Whether the scheme has ended; its last day still counts."""
        return self.terms.ends_on is not None and today > self.terms.ends_on


def life(terms: Terms, issued_on: date) -> tuple[date, date]:
    """First and last day, both inclusive, of a voucher issued on a shop day."""
    return issued_on + timedelta(days=terms.lock_days), add_months(issued_on, terms.valid_months)
