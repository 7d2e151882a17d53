"""What is said about erasing: what is still open with somebody, what was done, who has not been met for long."""

from collections.abc import Sequence

from parrainage_desktop.base.i18n import _, money, ngettext, number
from parrainage_desktop.privacy.rules import Erased, Held


def reason() -> str:
    """Why a voucher of an erased person was cancelled."""
    return _("the holder’s data was erased")


def erased(done: Erased, name: str) -> Sequence[str]:
    """What an erasure did, in sentences."""
    said = [_("Erased. In their place stands “{name}”.").format(name=name)]
    if done.kept:
        text = ngettext("{count} voucher can still be used by whoever holds it.",
                        "{count} vouchers can still be used by whoever holds them.", done.kept)
        said.append(text.format(count=number(done.kept)))
    if done.cancelled:
        text = ngettext("{count} voucher was cancelled.", "{count} vouchers were cancelled.", done.cancelled)
        said.append(text.format(count=number(done.cancelled)))
    if done.referrals_ended:
        text = ngettext("{count} referral that waited has ended.", "{count} referrals that waited have ended.",
                        done.referrals_ended)
        said.append(text.format(count=number(done.referrals_ended)))
    return said


def traces() -> str:
    """That the file could not be rewritten."""
    return _(
        "The file could not be written anew just now, for lack of room or because it is being read; traces may stay in "
        "it until the next erasure."
    )


def held(found: Held, currency: str) -> str:
    """What is still open with a person, or nothing."""
    parts = []
    if found.vouchers:
        text = ngettext("{count} usable voucher, {amount}", "{count} usable vouchers, {amount}", found.vouchers)
        parts.append(text.format(count=number(found.vouchers), amount=money(found.cents, currency)))
    if found.referrals:
        text = ngettext("{count} referral waiting", "{count} referrals waiting", found.referrals)
        parts.append(text.format(count=number(found.referrals)))
    return " · ".join(parts)


def quiet(count: int) -> str:
    """How many people there was no contact with."""
    said = ngettext(
        "{count} person without contact for three years.", "{count} people without contact for three years.", count
    )
    return said.format(count=number(count))


def quiet_held(count: int) -> str:
    """How many more have something open."""
    said = ngettext(
        "{count} more has a usable voucher or an open referral:",
        "{count} more have a usable voucher or an open referral:",
        count,
    )
    return said.format(count=number(count))


def quiet_held_too(count: int) -> str:
    """The same on a screen that does not list them."""
    said = ngettext(
        "{count} more has a usable voucher or an open referral and is left alone.",
        "{count} more have a usable voucher or an open referral and are left alone.",
        count,
    )
    return said.format(count=number(count))
