"""What a referral card says."""

from parrainage_desktop.base.i18n import _, day_month_year, decimal, money, ngettext, number, share
from parrainage_desktop.base.proofreading import ReadBack
from parrainage_desktop.cards.stocks import Fault, Stock
from parrainage_desktop.preferences.rules import Shop
from parrainage_desktop.programme.rewards import IN_MONEY, Experience, Fixed, Gift, Nothing
from parrainage_desktop.programme.rules import Friends, Programme, Trigger
from parrainage_desktop.programme.wording import brief, life
from parrainage_desktop.referrals.touch_wording import first_counts


def promise(programme: Programme) -> tuple[str, ...]:
    """The front's large lines: what the friend gets, what the referrer gets; no line for a side without."""
    you, me = (brief(side, programme.currency) for side in (programme.terms.referee, programme.terms.referrer))
    if programme.terms.revenue_share and not you and not me:
        me = share(programme.terms.revenue_share.basis_points)
    if you and me:
        return _("{amount} for you,").format(amount=you), _("{amount} for me.").format(amount=me)
    if you:
        return (_("{amount} for you.").format(amount=you),)
    return (_("{amount} for me.").format(amount=me),) if me else ()


def first_steps(programme: Programme) -> tuple[str, str]:
    """Steps 1 and 2, alike on every card."""
    minimum = programme.terms.purchase_minimum_cents
    if programme.terms.trigger is Trigger.REGISTRATION:
        return _("Show this card at the till."), _("Leave your name.")
    if not minimum:
        return _("Show this card at the till."), _("Make a first purchase.")
    buy = _("Spend {amount} or more.").format(amount=_short(minimum, programme))
    return _("Show this card at the till."), buy


def last_step(programme: Programme, name: str) -> str:
    """Step 3, which names the referrer; it names amounts only where they are certain."""
    if not all(isinstance(side, Fixed | Nothing) for side in (programme.terms.referee, programme.terms.referrer)):
        return _last_step_without_amounts(programme, name)
    you, me = programme.terms.referee_cents, programme.terms.referrer_cents
    if not you and not me:
        return _("{name} gets a share of what you buy.").format(name=name) if programme.terms.revenue_share else ""
    if not you:
        return _("{name} gets a {amount} voucher.").format(name=name, amount=_short(me, programme))
    if not me:
        said = _("Leave with a {amount} voucher for your next visit.")
    elif you == me:
        said = _("Leave with a {amount} voucher for your next visit. {name} gets one too.")
    else:
        said = _("Leave with a {amount} voucher for your next visit. {name} gets {other}.")
    return said.format(amount=_short(you, programme), name=name, other=_short(me, programme))


def _last_step_without_amounts(programme: Programme, name: str) -> str:
    you, me = programme.terms.referee, programme.terms.referrer
    if isinstance(you, IN_MONEY) and isinstance(me, IN_MONEY):
        return _("Leave with a voucher for your next visit. {name} gets one too.").format(name=name)
    ours, theirs = "", ""
    if isinstance(you, Gift | Experience):
        ours = _("Leave with “{gift}”.").format(gift=you.text)
    elif isinstance(you, IN_MONEY):
        ours = _("Leave with a voucher for your next visit.")
    if isinstance(me, Gift | Experience):
        theirs = _("{name} gets “{gift}”.").format(name=name, gift=me.text)
    elif isinstance(me, IN_MONEY):
        theirs = _("{name} gets a voucher.").format(name=name)
    return " ".join(filter(None, (ours, theirs)))


def terms(programme: Programme) -> str:
    """The bare terms: for whom, until when, how long, from which amount, and whose card counts."""
    valid, last = _valid(programme), programme.terms.ends_on
    who = "" if programme.terms.friends is Friends.INACTIVE else _("For a new customer.")
    until = _("Offer valid until {day}.").format(day=day_month_year(last)) if last else ""
    return " ".join(filter(None, (who, until, valid, first_counts())))


def _valid(programme: Programme) -> str:
    """How long what is earned is good; nothing where that is neither a voucher nor in kind."""
    minimum, sides = programme.terms.voucher_minimum_cents, (programme.terms.referrer, programme.terms.referee)
    if any(isinstance(side, IN_MONEY) for side in sides):
        said = _("Voucher valid {life}, on purchases of {amount} or more.") if minimum else _("Voucher valid {life}.")
    else:
        in_kind = any(isinstance(side, Gift | Experience) for side in sides)
        said = _("Good for {life}.") if in_kind else ""
    return said.format(life=life(programme.terms), amount=_short(minimum, programme))


def whereabouts(shop: Shop) -> str:
    """Where the shop is and how to call it, as one sentence; empty when neither is known."""
    return f"{shop.place}." if shop.place else ""


def _short(cents: int, programme: Programme) -> str:
    return money(cents, programme.currency, short=True)


def size(stock: Stock) -> str:
    """How large one card or label is."""
    return _("{width} × {height} mm").format(width=_millimetres(stock.width), height=_millimetres(stock.height))


def _millimetres(length: float) -> str:
    return decimal(length, 0 if length == int(length) else 1)


def places(stock: Stock) -> str:
    """How many a page holds."""
    return ngettext("{count} a page", "{count} a page", stock.per_page).format(count=number(stock.per_page))


def no_stock(fault: Fault, text: str) -> str:
    """Why a sheet cannot be printed, and what to do."""
    return {
        Fault.UNKNOWN: _(
            "There is no sheet “{name}”. Take one of “cards stocks”, or describe yours like {example}: size, "
            "columns and rows, corner of the first, from one to the next, in millimetres."
        ),
        Fault.OFF_PAGE: _("The sheet “{name}” is larger than A4. Check its measures."),
        Fault.OVERLAP: _("The cards of “{name}” lie over one another. Check its measures."),
        Fault.TOO_SMALL: _(
            "On “{name}” the code would be too fine to be read: its squares are less than half a millimetre wide. "
            "Take larger labels."
        ),
    }[fault].format(name=text[:40], example="85x54:2x5:15,13.5:95,54")


def sheet_name(stock: Stock) -> str:
    """A sheet with who makes it and how large its cards are."""
    if stock.name == "plain":
        made_by = _("Plain paper, to be cut")
    else:
        made_by = stock.made_by or stock.name
    return f"{made_by} · {size(stock)}"


def read_back(found: ReadBack) -> str:
    """What came of reading a paper's codes back."""
    if not found.printed:
        return _("There is no card and no voucher in this file.")
    if found.unread:
        return _("Not read: {codes}. Print these again.").format(codes=", ".join(found.unread))
    said = ngettext("{count} code, read back.", "{count} codes, every one read back.", found.printed)
    return said.format(count=number(found.printed))
