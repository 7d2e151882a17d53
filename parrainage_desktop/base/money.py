"""Money as integer cents: reading what people type, and splitting without losing a cent."""

import re
from collections.abc import Sequence
from enum import Enum

LARGEST = 100_000_000
"""The largest amount the store accepts, in cents (1,000,000.00)."""

_SPACE = r"[\s\u00a0\u202f\u2009'’]"
_THOUSANDS = re.compile(rf"(?<=\d){_SPACE}(?=\d{{3}}(?!\d))")
"""A space or an apostrophe is a separator only before exactly three digits: 12 50 is a slip, not 1250."""
_CURRENCY = re.compile(r"^(?:€|EUR|\$|£|CHF)|(?:€|EUR|\$|£|CHF)$", re.IGNORECASE)
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")
_ASK = re.compile(r"\d{1,3}[.,]\d{3}")
_GROUPED = re.compile(r"(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?|(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?")


class Problem(Enum):
    """Why an amount cannot be taken as typed."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS = "ambiguous"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"


class BadAmount(ValueError):
    """An amount that must be asked again; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def parse_amount(text: str) -> int:
    """Cents of an amount typed the French or the English way: ``12,50``, ``12.50``, ``1 234,5``.

    ``1,234`` could be either 1.23 or 1234, so it is asked again, never guessed. Raises BadAmount.
    """
    bare = _CURRENCY.sub("", _THOUSANDS.sub("", text.strip()).strip()).strip()
    if not bare:
        raise BadAmount(Problem.EMPTY)
    if bare[0] in "-−" and _cents(bare[1:].lstrip()) is not None:
        raise BadAmount(Problem.NEGATIVE)
    if _ASK.fullmatch(bare):
        raise BadAmount(Problem.AMBIGUOUS)
    cents = _cents(bare)
    if cents is None:
        raise BadAmount(Problem.NOT_A_NUMBER)
    if cents > LARGEST:
        raise BadAmount(Problem.TOO_LARGE)
    return cents


def percent_of(cents: int, basis_points: int) -> int:
    """`basis_points` hundredths of a percent of `cents`, half a cent rounded up."""
    return (cents * basis_points + 5_000) // 10_000


def rounded_ratio(total: int, parts: int) -> int:
    """`total` cents divided by `parts` (both >= 0, parts > 0), half a cent rounded up."""
    return (2 * total + parts) // (2 * parts)


def share(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` cents in proportion to `weights` by largest remainder; the parts add up to `total`."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def _cents(bare: str) -> int | None:
    if len(bare) > 32 or not bare.isascii():
        return None
    if _PLAIN.fullmatch(bare):
        units, _, fraction = bare.replace(",", ".").partition(".")
    elif match := _GROUPED.fullmatch(bare):
        units = re.sub(r"[.,]", "", match[1] or match[3])
        fraction = match[2] or match[4] or ""
    else:
        return None
    return int(units) * 100 + int(fraction.ljust(2, "0"))
