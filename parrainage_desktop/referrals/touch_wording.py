"""What touches are called, and the rule of who is rewarded."""

from parrainage_desktop.base.i18n import _, day_month_year, pgettext
from parrainage_desktop.referrals.rules import LIVE, Referral
from parrainage_desktop.referrals.touch_rules import Touch, TouchKind


def kind(which: TouchKind) -> str:
    """The name of a kind of touch."""
    return {
        TouchKind.CARD: pgettext("touch", "Card given"),
        TouchKind.MENTION: pgettext("touch", "Mention"),
        TouchKind.MESSAGE: pgettext("touch", "Message"),
        TouchKind.EVENT: pgettext("touch", "Event"),
    }[which]


def what(touch: Touch) -> str:
    """A touch and its day."""
    shown = touch.id is None
    name = pgettext("touch", "Card shown") if shown else kind(touch.kind)
    return _("{what}, {day}").format(what=name, day=day_month_year(touch.on))


def whose(touch: Touch) -> str:
    """Whose it was, and the note about it."""
    return " · ".join(filter(None, (touch.by or _("the shop"), touch.note)))


def first_counts() -> str:
    """The rule of who is rewarded, as a card says it."""
    return _("The first card shown counts.")


def rewarded(referral: Referral) -> str:
    """Who is rewarded for a friend, and why that person."""
    if referral.state in LIVE:
        said = _("Who is rewarded: {name}, whose card was shown first. How credit is shared below changes nothing.")
    else:
        said = _("Who is rewarded: whoever’s card is shown first. This referral does not count: {name} gets nothing.")
    return said.format(name=referral.referrer)
