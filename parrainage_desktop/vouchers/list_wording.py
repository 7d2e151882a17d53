"""What the list of vouchers says: a line for each, its kinds, what is ticked, what a correction will do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parrainage_desktop.base.codes import masked
from parrainage_desktop.base.i18n import _, day, long_day, money, month_short, ngettext, number, pgettext
from parrainage_desktop.vouchers import wording
from parrainage_desktop.vouchers.rules import Outstanding, Owing, Shown, Side, Standing, Voucher, VoucherState

NEAR_DAYS, SOON_DAYS = 7, 30
"""How many days before its last one a voucher is marked, and how many before it is counted down."""
MONTHS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class Line:
    """A voucher as a line of the list; `tone` is that of the remark's pill."""

    voucher: Voucher
    code: str
    side: str
    issued: str
    until: str
    remark: str
    tone: str
    amount: str

    def spoken(self) -> str:
        """The line in one breath, for whoever cannot see it."""
        name = self.voucher.holder
        return ", ".join(filter(None, (self.code, name, self.side, self.issued, self.until, self.remark, self.amount)))


def line(voucher: Voucher, today: date) -> Line:
    """A voucher on a shop day."""
    remark, tone = _remark(voucher, today)
    return Line(
        voucher, masked(voucher.code), side(voucher.side), day(voucher.issued_on), day(voucher.valid_until), remark,
        tone, money(worth(voucher), voucher.currency),
    )  # fmt: skip


def worth(voucher: Voucher) -> int:
    """Cents a voucher counts for in a list: what is left of it, or what it was worth once nothing may be used."""
    return voucher.balance_cents if voucher.state is VoucherState.ISSUED else voucher.value_cents


def side(whose: Side) -> str:
    """Whose reward it is, in one word."""
    return {
        Side.REFERRER: pgettext("whose voucher", "Referrer"),
        Side.REFEREE: pgettext("whose voucher", "Referred"),
        Side.BONUS: pgettext("whose voucher", "Bonus"),
        Side.GOODWILL: pgettext("whose voucher", "Goodwill"),
    }[whose]


def shown(kind: Shown) -> str:
    """What a chip says."""
    return {
        Shown.OPEN: pgettext("vouchers", "Open"),
        Shown.SOON: _("Expire within 30 d"),
        Shown.REDEEMED: pgettext("vouchers", "Used"),
        Shown.EXPIRED: pgettext("vouchers", "Expired"),
        Shown.CANCELLED: pgettext("vouchers", "Cancelled"),
        Shown.ALL: pgettext("vouchers", "All"),
    }[kind]


def usable(owing: Owing) -> str:
    """How many may be used today."""
    said = ngettext("{count} voucher valid", "{count} vouchers valid", owing.vouchers)
    return said.format(count=number(owing.vouchers))


def later(owing: Owing) -> str:
    """How many may be used only from a later day on."""
    said = ngettext("{count} voucher not yet valid", "{count} vouchers not yet valid", owing.vouchers)
    return said.format(count=number(owing.vouchers))


def months(found: Outstanding, today: date) -> tuple[list[int], list[str]]:
    """Cents by month of expiry from this month on, the last one with all that follows, and what stands below each."""
    cents = [0] * MONTHS_SHOWN
    for year, month, amount in found.months:
        cents[min(MONTHS_SHOWN - 1, 12 * (year - today.year) + month - today.month)] += amount
    names = [_month(today, ahead) for ahead in range(MONTHS_SHOWN)]
    far = any(12 * (year - today.year) + month - today.month >= MONTHS_SHOWN for year, month, _cents in found.months)
    if far:
        names[-1] = pgettext("months", "after")
    return cents, names


def chart(found: Outstanding, today: date, currency: str) -> str:
    """The chart in words."""
    pairs = zip(*months(found, today), strict=True)
    told = ", ".join(f"{name} {money(cents, currency)}" for cents, name in pairs if cents)
    return _("Outstanding by month of expiry: {months}").format(months=told or money(0, currency))


def ticked(chosen: Sequence[Voucher], currency: str) -> str:
    """What is ticked."""
    said = ngettext("{count} voucher ticked, {amount}", "{count} vouchers ticked, {amount}", len(chosen))
    return said.format(count=number(len(chosen)), amount=money(sum(map(worth, chosen)), currency))


def listed(owing: Owing) -> str:
    """How many the list holds."""
    return ngettext("{count} voucher", "{count} vouchers", owing.vouchers).format(count=number(owing.vouchers))


def cancelling(chosen: Sequence[Voucher], currency: str) -> str:
    """How many and how much will be worth nothing, and what stays as it is."""
    gone = [voucher for voucher in chosen if voucher.state is VoucherState.ISSUED]
    said = ngettext(
        "{count} voucher, {amount}, will be worth nothing. This cannot be undone.",
        "{count} vouchers, {amount} together, will be worth nothing. This cannot be undone.",
        len(gone),
    ).format(count=number(len(gone)), amount=money(sum(map(worth, gone)), currency))
    if len(gone) == len(chosen):
        return said
    stays = len(chosen) - len(gone)
    rest = ngettext(
        "{count} of those ticked was used or cancelled already: it stays.",
        "{count} of those ticked were used or cancelled already: they stay.",
        stays,
    )
    return f"{said} {rest.format(count=number(stays))}"


def cancelled(count: int, cents: int, currency: str) -> str:
    """How many vouchers were cancelled, and what was left of them."""
    said = ngettext("{count} voucher cancelled, {amount}.", "{count} vouchers cancelled, {amount}.", count)
    return said.format(count=number(count), amount=money(cents, currency))


def prolonging(voucher: Voucher) -> str:
    """What is prolonged, and until when it was good."""
    said = _("{amount} for {holder}, so far until {day}. The paper keeps the old day: print it again.")
    return said.format(
        amount=money(voucher.balance_cents, voucher.currency), holder=voucher.holder, day=long_day(voucher.valid_until)
    )


def replacing(voucher: Voucher) -> str:
    """What a replacement means."""
    said = _("The old letters are worth nothing any more; {holder} gets new ones for {amount}, until the same day.")
    return said.format(amount=money(voucher.balance_cents, voucher.currency), holder=voucher.holder)


def done(voucher: Voucher, act: str) -> str:
    """What was done with one voucher."""
    if act == "reversed" and voucher.state is VoucherState.CANCELLED:
        return wording.dead_anyway()
    return {
        "prolonged": _("{code} is good until {day}."),
        "replaced": _("Replaced by {code}, {amount}, until {day}."),
        "reversed": _("Taken back: {code} is worth {amount} again, until {day}."),
    }[act].format(
        code=masked(voucher.code), amount=money(voucher.balance_cents, voucher.currency),
        day=long_day(voucher.valid_until),
    )  # fmt: skip


def _month(today: date, ahead: int) -> str:
    years, month = divmod(today.month - 1 + ahead, 12)
    name = month_short(month + 1)
    return f"{name} {today.year + years}" if ahead == 0 or month == 0 else name


def _remark(voucher: Voucher, today: date) -> tuple[str, str]:
    """What to know besides its days, and the tone of that."""
    standing = voucher.standing(today)
    if standing is Standing.ACTIVE:
        return _countdown(voucher, (voucher.valid_until - today).days)
    if standing is Standing.PENDING:
        return wording.from_when(voucher.valid_from, today), "info"
    tone = {Standing.REDEEMED: "ok", Standing.CANCELLED: "error"}.get(standing, "plain")
    return wording.standing(voucher, today), tone


def _countdown(voucher: Voucher, days: int) -> tuple[str, str]:
    left = ngettext("in {count} day", "in {count} days", days).format(count=number(days)) if days else _("last day")
    parts = [left] if days <= SOON_DAYS else []
    if voucher.balance_cents < voucher.value_cents:
        whole = money(voucher.value_cents, voucher.currency)
        parts.append(_("left of {amount}").format(amount=whole))
    return " · ".join(parts), "warning" if days <= NEAR_DAYS else "plain"
