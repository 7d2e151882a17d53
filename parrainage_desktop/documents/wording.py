"""What the papers about the scheme say."""

from parrainage_desktop.base.i18n import _, ngettext, number, pgettext
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme.rewards import Nothing
from parrainage_desktop.programme.rules import Friends, Programme, Terms, Trigger
from parrainage_desktop.programme.wording import wide


def promise(programme: Programme) -> tuple[str, ...]:
    """A poster's large lines: what the reader gets, what the friend gets; no line for a side without."""
    terms = programme.terms
    yours, theirs = (wide(terms, side, programme.currency) for side in ("referrer", "referee"))
    friend = pgettext("poster", "{amount} for a friend.").format(amount=theirs)
    if yours and theirs:
        return pgettext("poster", "{amount} for you,").format(amount=yours), friend
    if yours:
        return (pgettext("poster", "{amount} for you.").format(amount=yours),)
    return (friend,) if theirs else (_("Bring a friend."),)


def steps(programme: Programme) -> tuple[str, str, str]:
    """How it goes, for somebody who comes often."""
    inactive = programme.terms.friends is Friends.INACTIVE
    give = _("Give one to somebody who has not come for long.") if inactive else _("Give one to a friend.")
    return _("Ask for your cards at the till."), give, _third(programme.terms)


def _third(terms: Terms) -> str:
    registers = terms.trigger is Trigger.REGISTRATION
    if isinstance(terms.referee, Nothing):
        return _("Your friend registers, you are thanked.") if registers else _("Your friend buys, you are thanked.")
    if isinstance(terms.referrer, Nothing):
        return _("Your friend registers and is thanked.") if registers else _("Your friend buys and is thanked.")
    return _("Your friend registers, both are thanked.") if registers else _("Your friend buys, both are thanked.")


def whereabouts(shop: Shop) -> str:
    """Where the shop is and how to call it."""
    return " · ".join(part for part in (shop.name, shop.address, shop.phone) if part)


def brought(count: int) -> str:
    """For how many friends a referrer is thanked."""
    if not count:
        return _("for recommending us to friends.")
    said = ngettext(
        "for the {count} friend who came on this recommendation.",
        "for the {count} friends who came on this recommendation.",
        count,
    )
    return said.format(count=number(count))


def format_name(name: str) -> str:
    """A paper's format as people ask for it; the sheets of makers go by their own names."""
    return {
        "a3": "A3",
        "a4": "A4",
        "a5": "A5",
        "a6": "A6",
        "ticket58": _("Ticket, 58 mm"),
        "ticket80": _("Ticket, 80 mm"),
        "plain": _("Plain paper, to be cut"),
        "card": _("Card printer"),
    }.get(name, name)


def language_name(code: str) -> str:
    """A language by its own name."""
    return {"fr": "Français", "en": "English"}[code]
