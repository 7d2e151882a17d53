"""What the cells of a form's export say: scores with or without their words, moments, and the scale they are on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from parrainage_desktop.base.clock import local_day
from parrainage_desktop.imports import cells
from parrainage_desktop.imports.rules import Style

_NUMBER = re.compile(r"([+-]?\d{1,4})(?:\.0+)?(?:\s*(?:/|sur|out of|de)\s*(\d{1,3}))?")
_WORDED = re.compile(r"([+-]?\d{1,4})\s*[-–—:=().]\s*[^\d\s].*|[^\d-]*[^\d\s-]\s*[-–—:=(]\s*(\d{1,4})\)?")
_LEAST = re.compile(r"(0|1)\s*[-–—:=().]\s*[^\d\s].*|[^\d]*[^\d\s]\s*[-–—:=(]\s*(0|1)\)?")
_TIME = re.compile(r"(.*?\d)[T,]? ?\b\d{1,2}[:h]\d\d(?:[:.]\d+)*(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s*(?:UTC|GMT|Z|[+-]).*)?")
_CLOCK = re.compile(
    r".*\d[T ,] ?(\d{1,2})[:h](\d\d)(?:[:.]\d+)*\s*(?:([AaPp])\.?[Mm]\.?)?"
    r"\s*(Z|UTC|GMT)?(?:([+-]\d{1,2})(?::?(\d\d))?)?"
)
_HALF_DAYS = re.compile(r"\d\s*[AaPp]\.?[Mm]\b")
MIXED = 0.2
"""From this share of numbers past 10 on, they are no slips: another scale is in the column."""


@dataclass(slots=True)
class Scores:
    """What was met in a column that may be the score; places are rows of the file."""

    filled: int = 0
    numbers: int = 0
    beyond: int = 0
    zero: int = 0
    words: int = 0
    first_beyond: int = 0
    first_strange: int = 0
    others: set[int] = field(default_factory=set)
    least: dict[int, int] = field(default_factory=dict)

    def meet(self, row: int, text: str) -> None:
        """Look at one more cell."""
        if cells.is_blank(text):
            return
        self.filled += 1
        found = score(text)
        if found is None:
            self.first_strange = self.first_strange or row
            return
        self.numbers += 1
        if found > 10:
            self.beyond += 1
            self.first_beyond = self.first_beyond or row
        self.zero = self.zero or (row if found == 0 else 0)
        if (out_of := _out_of(text)) and out_of != 10:
            self.others.add(row)
        if (worded := _LEAST.fullmatch(text.strip())) and found in (0, 1):
            self.least.setdefault(int(worded[1] or worded[2]), row)

    @property
    def looks_like_scores(self) -> bool:
        """Whether most cells are whole numbers, and most of those from 0 to 10."""
        return 2 * self.numbers > self.filled and 2 * self.beyond < self.numbers


def score(text: str) -> int | None:
    """The whole number of a cell such as ``9``, ``9/10``, ``9 - very likely``; None when there is none."""
    stripped = text.strip()
    if match := _NUMBER.fullmatch(stripped):
        return int(match[1])
    if match := _WORDED.fullmatch(stripped):
        return int(match[1] or match[2])
    return None


def _out_of(text: str) -> int:
    match = _NUMBER.fullmatch(text.strip())
    return int(match[2]) if match and match[2] else 0


def bare_day(text: str) -> str:
    """The day of a moment as it is written, without the time."""
    match = _TIME.fullmatch(text.strip())
    return match[1].strip(" ,") if match else text.strip()


def has_half_days(text: str) -> bool:
    """Whether a moment's time is written as in the United States, whose days are written month first."""
    return bool(_HALF_DAYS.search(text))


def day(text: str, style: Style | None, utc: bool, zone: ZoneInfo) -> date | None:
    """The shop day of a moment; one in UTC, or that says its offset, may be of the shop's next day. None: no day."""
    found = cells.day(bare_day(text), style)
    match = _CLOCK.fullmatch(text.strip())
    if found is None or match is None or not (utc or match[4] or match[5]):
        return found
    hours, minutes = int(match[1]), int(match[2])
    if match[3]:
        hours = hours % 12 + (12 if match[3] in "Pp" else 0)
    ahead = int(match[5] or 0)
    over = int(match[6] or 0) if ahead >= 0 else -int(match[6] or 0)
    wall = datetime(found.year, found.month, found.day, tzinfo=UTC) + timedelta(hours=hours, minutes=minutes)
    return local_day(wall - timedelta(hours=ahead, minutes=over), zone)


def under_headings(line: Iterable[str]) -> bool:
    """Whether a row goes on with the headings, as SurveyMonkey's second does."""
    found = {cell.strip().lower() for cell in line if cell.strip()}
    return bool(found) and found <= {"response", "open-ended response", "réponse", "réponse ouverte", "other", "autre"}
