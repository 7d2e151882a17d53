"""Instants in UTC, business days in the shop's time zone, and nothing else that tells the time."""

import calendar
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Whatever tells the present instant; `sure` when nobody can have set it wrong by mistake."""

    sure: bool

    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        ...


class SystemClock:
    """The computer's own clock."""

    sure = False

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands still until it is moved: for tests and for building the demonstration year."""

    def __init__(self, moment: datetime, *, sure: bool = True) -> None:
        self._moment = moment.astimezone(UTC)
        self.sure = sure

    def now(self) -> datetime:
        """The instant it was last set to."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Move the hands to `moment` (aware)."""
        self._moment = moment.astimezone(UTC)

    def advance(self, step: timedelta) -> None:
        """Move the hands on by `step`."""
        self._moment += step


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day on the shop's wall at `moment`."""
    return moment.astimezone(zone).date()


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which `day` begins in the shop."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, clamped to the month's end; always counted from the original date."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """First and last day of a calendar month, both inclusive."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def previous_month(year: int, month: int) -> tuple[int, int]:
    """The calendar month before."""
    return (year - 1, 12) if month == 1 else (year, month - 1)
