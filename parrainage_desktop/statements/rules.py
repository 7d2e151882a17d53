"""A share of what friends buy, added up by person and month, exact to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

WHOLE = 10_000
"""Hundredths of a percent in everything."""


@dataclass(frozen=True, slots=True)
class Line:
    """A friend's purchase in a statement, or its return with a base below zero; `due_cents` is its part of the due."""

    friend: str
    referral_id: int
    purchase_id: int
    on: date
    base_cents: int
    basis_points: int
    due_cents: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person earned in a calendar month: purchases counted, their sum, the share of it, and when it was paid.

    `month` is its first day. What was paid already never changes: what comes later makes a statement of its own.
    """

    holder_id: int
    holder: str
    month: date
    lines: int
    base_cents: int
    due_cents: int
    payment_id: int | None = None
    paid_on: date | None = None
    paid_by: str = ""


class NoPayment(Enum):
    """Why a statement is not noted as paid; the values are a contract with scripts."""

    NOTHING = "nothing_due"
    PAID = "already_paid"
    NOT_OVER = "month_not_over"
    NOT_PAID = "not_paid"


def due_cents(exact: int) -> int:
    """Whole cents of so many hundredths of a percent of a cent, half a cent rounded up."""
    return (exact + WHOLE // 2) // WHOLE


def split(exact: Sequence[int]) -> list[int]:
    """Whole cents for each part by largest remainder: they add up to what is due on the whole; any may be negative."""
    parts = [one // WHOLE for one in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (-(exact[i] % WHOLE), i))
    for i in by_remainder[: due_cents(sum(exact)) - sum(parts)]:
        parts[i] += 1
    return parts
