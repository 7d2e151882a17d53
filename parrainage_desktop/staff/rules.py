"""A code of digits: which are too easy, and how long one waits after wrong ones."""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

SHORTEST, LONGEST = 4, 8
FREE_TRIES, SHUT_TRIES = 5, 10
_FIRST_WAIT, _LONGEST_WAIT, _SHUT = timedelta(seconds=30), timedelta(minutes=15), timedelta(minutes=30)
_YEARS = range(1900, 2100)


class Lock(Enum):
    """What a code opens."""

    KIOSK = "kiosk"


class CodeProblem(Enum):
    """Why a code cannot be kept."""

    LENGTH = "length"
    DIGITS = "digits"
    EASY = "easy"


@dataclass(frozen=True, slots=True)
class Opened:
    """The code was right."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """The code was wrong; `until` is when the next one may be tried, None for at once."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing was tried: too many wrong codes before `until`."""

    until: datetime


def problem(code: str) -> CodeProblem | None:
    """Why a code cannot be kept; None when it can."""
    if code and not (code.isascii() and code.isdigit()):
        return CodeProblem.DIGITS
    if not SHORTEST <= len(code) <= LONGEST:
        return CodeProblem.LENGTH
    return CodeProblem.EASY if _is_easy(code) else None


def wait(failures: int) -> timedelta:
    """How long after so many wrong codes in a row: 30 s from the fifth, doubling to 15 min, 30 min from the tenth."""
    if failures < FREE_TRIES:
        return timedelta()
    return _SHUT if failures >= SHUT_TRIES else min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (failures - FREE_TRIES))


def _is_easy(code: str) -> bool:
    """One digit again and again, a run up or down, a year, or the same pair repeated."""
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(code)}
    same_pair = len(code) % 2 == 0 and code == code[:2] * (len(code) // 2)
    year = len(code) == 4 and int(code) in _YEARS
    return steps in ({0}, {1}, {9}) or same_pair or year
