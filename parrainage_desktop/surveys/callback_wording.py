"""What is said about a call that is owed."""

from datetime import datetime

from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.surveys.callback_rules import CallBack, Outcome

_IN_HOURS = 48
"""From here on, days say more than hours."""


def outcome(found: Outcome) -> str:
    """How a call went."""
    return {
        Outcome.OPEN: _("To call"),
        Outcome.NOT_REACHED: _("Not reached"),
        Outcome.REACHED: _("Reached"),
        Outcome.SOLVED: _("Solved"),
        Outcome.SPARED: _("Not needed any more"),
        Outcome.JOINED: _("Part of another call"),
    }[found]


def due(call: CallBack, now: datetime) -> str:
    """How long there is still, or since when it is late; in whole hours, the last one begun, then in whole days."""
    seconds = abs((call.due_at - now).total_seconds())
    hours = int(seconds // 3_600) if call.is_late(now) else -int(-seconds // 3_600)
    if call.is_late(now) and hours >= _IN_HOURS:
        return ngettext("Late by {count} day", "Late by {count} days", hours // 24).format(count=number(hours // 24))
    if call.is_late(now):
        said = ngettext("Late by {count} hour", "Late by {count} hours", hours)
    else:
        said = ngettext("Within {count} hour", "Within {count} hours", hours)
    return said.format(count=hours)


def tried(call: CallBack) -> str:
    """How often it was tried; nothing before the first time."""
    if not call.tries:
        return ""
    return ngettext("tried {count} time", "tried {count} times", call.tries).format(count=call.tries)
