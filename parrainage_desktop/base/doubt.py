"""When a computer's date is to be asked about: it stands far past the newest thing the store has seen."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from parrainage_desktop.base.clock import Clock, local_day
from parrainage_desktop.base.i18n import _, day_month_year, long_day

FAR_AHEAD = timedelta(days=28)
"""As long as the shortest month: a wrong month is asked about, a shop closed for three weeks is not."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """The computer says `today`; the newest entry is of `last`. Both are shop days."""

    today: date
    last: date

    @property
    def sentence(self) -> str:
        """The two days side by side, in the reader's language."""
        return _("The computer says it is {today}; the last entry is of {last}.").format(
            today=long_day(self.today), last=day_month_year(self.last)
        )


def doubt(clock: Clock, zone: ZoneInfo, last: datetime, confirmed: datetime | None) -> Doubt | None:
    """What to ask about when the newest entry is of `last` and somebody said `confirmed` was right; usually None."""
    now = clock.now()
    if clock.sure or now - max(last, confirmed or last) <= FAR_AHEAD:
        return None
    return Doubt(local_day(now, zone), local_day(last, zone))
