"""What a purchase is to the scheme: a day and, when given, a reference amount; never a payment."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Purchase:
    """A purchase; `amount_cents` is a reference figure and may be unknown."""

    id: int
    customer_id: int
    amount_cents: int | None
    on: date


@dataclass(frozen=True, slots=True)
class Noted:
    """A purchase, when it was written down and by whom."""

    purchase: Purchase
    at: datetime
    staff: str
