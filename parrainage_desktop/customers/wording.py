"""What is said about customers: ways to reach them, and a reference that fits nobody or several."""

from parrainage_desktop.base.i18n import _, ngettext
from parrainage_desktop.customers.rules import Channel


def channel_name(channel: Channel) -> str:
    """A way to reach somebody, in lower case."""
    return {Channel.EMAIL: _("e-mail"), Channel.SMS: _("text message"), Channel.POST: _("post")}[channel]


def unknown(reference: str) -> str:
    """Nobody answers to a reference."""
    return _("No customer has the number, card, phone or e-mail “{reference}”.").format(reference=reference)


def ambiguous(reference: str, count: int) -> str:
    """Several answer to it."""
    said = ngettext(
        "{count} customer answers to “{reference}”. Use the number or the card.",
        "{count} customers answer to “{reference}”. Use the number or the card of the one you mean.",
        count,
    )
    return said.format(count=count, reference=reference)
