"""Days as people type them; one that could be two days is asked again, never guessed."""

import re
from datetime import date

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, language

_SOME = date(2026, 11, 14)
_YEAR_FIRST = re.compile(r"((?:19|20|21)\d\d)-(\d\d)-(\d\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2((?:19|20|21)\d\d)", re.ASCII)


def day(name: str, text: str) -> date:
    """The day typed into the field `name`: ``2026-11-14``, ``14/11/2026``. Raises InvalidInput.

    ``03/04/2026`` is the third of April where French is spoken; in English it is either, and refused.
    """
    try:
        found = _read(text.strip())
    except ValueError:
        found = None
    if found:
        return found
    raise InvalidInput(name, _("“{text}” is not a day such as {day}.").format(text=text[:40], day=example()))


def example() -> str:
    """A day, as one is to be typed."""
    return typed(_SOME)


def hint() -> str:
    """How a day is to be typed, for under a field."""
    return _("Type a day like {day}.").format(day=example())


def typed(when: date) -> str:
    """A day as it is typed in the language of the moment."""
    return when.strftime("%d/%m/%Y") if language() == "fr" else when.isoformat()


def _read(text: str) -> date | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if language() == "fr" or first > 12 or first == second:
            return date(year, second, first)
    return None


