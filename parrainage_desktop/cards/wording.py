"""What a referral card says."""

from parrainage_desktop.base.i18n import _, money, ngettext
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme.rules import Programme


def promise(programme: Programme) -> tuple[str, ...]:
    """The front's large lines: what the friend gets, what the referrer gets; no line for a side without."""
    you, me = programme.terms.referee_cents, programme.terms.referrer_cents
    if you and me:
        first, second = _("{amount} for you,"), _("{amount} for me.")
        return first.format(amount=_short(you, programme)), second.format(amount=_short(me, programme))
    if you:
        return (_("{amount} for you.").format(amount=_short(you, programme)),)
    return (_("{amount} for me.").format(amount=_short(me, programme)),) if me else ()


def first_steps(programme: Programme) -> tuple[str, str]:
    """Steps 1 and 2, alike on every card."""
    minimum = programme.terms.purchase_minimum_cents
    if not minimum:
        return _("Show this card at the till."), _("Make a first purchase.")
    buy = _("Spend {amount} or more.").format(amount=_short(minimum, programme))
    return _("Show this card at the till."), buy


def last_step(programme: Programme, name: str) -> str:
    """Step 3, which names the referrer."""
    you, me = programme.terms.referee_cents, programme.terms.referrer_cents
    if not you:
        return _("{name} gets a {amount} voucher.").format(name=name, amount=_short(me, programme))
    if not me:
        said = _("Leave with a {amount} voucher for your next visit.")
    elif you == me:
        said = _("Leave with a {amount} voucher for your next visit. {name} gets one too.")
    else:
        said = _("Leave with a {amount} voucher for your next visit. {name} gets {other}.")
    return said.format(amount=_short(you, programme), name=name, other=_short(me, programme))


def terms(programme: Programme) -> str:
    """The bare terms: for whom, how long, from which amount."""
    months, minimum = programme.terms.valid_months, programme.terms.voucher_minimum_cents
    if not minimum:
        said = ngettext(
            "For a new customer. Voucher valid {count} month.",
            "For a new customer. Voucher valid {count} months.",
            months,
        )
        return said.format(count=months)
    said = ngettext(
        "For a new customer. Voucher valid {count} month, on purchases of {amount} or more.",
        "For a new customer. Voucher valid {count} months, on purchases of {amount} or more.",
        months,
    )
    return said.format(count=months, amount=_short(minimum, programme))


def whereabouts(shop: Shop) -> str:
    """Where the shop is and how to call it, as one sentence; empty when neither is known."""
    known = ", ".join(part for part in (shop.address, shop.phone) if part)
    return f"{known}." if known else ""


def _short(cents: int, programme: Programme) -> str:
    return money(cents, programme.currency, short=True)
