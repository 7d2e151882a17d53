"""Gifts and invitations in words: what it is, whose, and where it stands."""

from datetime import date

from parrainage_desktop.base.i18n import _, day, pgettext
from parrainage_desktop.gifts.rules import Gift, GiftState


def title(gift: Gift) -> str:
    """What it is and whose."""
    return _("“{gift}” for {name}").format(gift=gift.text, name=gift.holder)


def state_name(gift: Gift, today: date) -> str:
    """Where it stands, in one word or two, in lower case."""
    if gift.is_over(today):
        return pgettext("gift", "not fetched")
    if gift.state is GiftState.GIVEN:
        return pgettext("invitation", "lived") if gift.invitation else pgettext("gift", "handed over")
    return {
        GiftState.OWED: pgettext("gift", "to hand over"),
        GiftState.CANCELLED: pgettext("gift", "cancelled"),
    }[gift.state] if not gift.invitation else {
        GiftState.OWED: pgettext("invitation", "to be lived"),
        GiftState.CANCELLED: pgettext("invitation", "cancelled"),
    }[gift.state]


def detail(gift: Gift) -> str:
    """Until when it is kept, or when and by whom it was handed over."""
    if gift.given_on:
        said = _("{day}, noted by {staff}") if gift.given_by else "{day}"
        return said.format(day=day(gift.given_on), staff=gift.given_by)
    return _("kept until {day}").format(day=day(gift.until))


def hand_over(gift: Gift) -> str:
    """What is pressed when it is handed over, or was lived."""
    return _("Note as lived") if gift.invitation else _("Hand over")


def given(gift: Gift) -> str:
    """That it was handed over, or lived."""
    said = _("Noted as lived: {gift}.") if gift.invitation else _("Noted as handed over: {gift}.")
    return said.format(gift=title(gift))


def taken_back(gift: Gift) -> str:
    """That it was not handed over after all; one that is no longer earned is cancelled by that."""
    if gift.state is GiftState.CANCELLED:
        return not_given(gift)
    return _("To hand over again: {gift}.").format(gift=title(gift))


def not_given(gift: Gift) -> str:
    """Why it cannot be handed over, or taken back."""
    return {
        GiftState.OWED: _("This was not handed over yet: {gift}."),
        GiftState.GIVEN: _("This was handed over already: {gift}."),
        GiftState.CANCELLED: _("This was cancelled with its referral: {gift}."),
    }[gift.state].format(gift=title(gift))


def promised(gift: Gift) -> str:
    """A gift just earned."""
    said = _("Invitation for {name}: “{gift}”, until {day}.") if gift.invitation else _(
        "Gift for {name}: “{gift}”, to be fetched until {day}."
    )
    return said.format(name=gift.holder, gift=gift.text, day=day(gift.until))
