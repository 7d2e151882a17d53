"""What changed about a person, in words: their record, what they agreed to, their card, notes."""

from datetime import datetime

from parrainage_desktop.base.i18n import _, capital
from parrainage_desktop.base.journal import Entry
from parrainage_desktop.customers.rules import Channel, Note
from parrainage_desktop.customers.story_rules import Event, Topic
from parrainage_desktop.customers.wording import channel_name, field_name

TOLD_ELSEWHERE = frozenset({"customer.noted"})
"""Changes that have a line of their own in the history."""


def changed(entry: Entry, at: datetime) -> Event:
    """A change as the journal has it, which never holds names or contacts; `at` is on the shop’s wall."""
    by = _("by {staff}").format(staff=entry.staff) if entry.staff else ""
    detail = " · ".join(filter(None, (_fields(entry), by)))
    return Event(Topic.CHANGE, at.date(), at, _title(entry), detail)


def noted(note: Note, at: datetime) -> Event:
    """A note, and who wrote it."""
    by = _("Note by {staff}").format(staff=note.staff)
    return Event(Topic.NOTE, at.date(), at, " ".join(note.text.split()), by)


def _title(entry: Entry) -> str:
    if entry.action == "customer.consent":
        yes = _("Agreed to {channel}") if entry.details.get("granted") else _("No longer agrees to {channel}")
        return yes.format(channel=channel_name(Channel(entry.details["channel"])))
    if entry.action == "customer.tier":
        tier = entry.details.get("tier")
        return _("Ambassador of tier {tier}").format(tier=tier) if tier else _("No ambassador any more")
    return {
        "customer.changed": _("Record changed"),
        "customer.tagged": _("Tag added"),
        "customer.untagged": _("Tag removed"),
        "customer.card_replaced": _("Lost card replaced"),
        "customer.called": _("Called"),
        "customer.merged": _("Merged with another record"),
        "customer.unmerged": _("Merge undone"),
        "customer.proof": _("Noted as ambassador"),
    }.get(entry.action, _("Record changed"))


def _fields(entry: Entry) -> str:
    if entry.action == "customer.card_replaced":
        return _("the card ending in {old} counts no more").format(old=str(entry.details.get("old", "")))
    names = [field_name(name) for name in str(entry.details.get("fields", "")).split(",") if name]
    return capital(", ".join(dict.fromkeys(names))) if names else ""
