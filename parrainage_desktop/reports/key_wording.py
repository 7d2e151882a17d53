"""The key figures in words: their names, their values, the counts they rest on, how each is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from parrainage_desktop.base.i18n import _, decimal, money, ngettext, number, percent
from parrainage_desktop.reports import key_ratios
from parrainage_desktop.reports.key_figures import Buyers
from parrainage_desktop.reports.key_ratios import Name, Ratio, Unit
from parrainage_desktop.reports.rules import MonthFigures, percentages


@dataclass(frozen=True, slots=True)
class Line:
    """A key figure as it is read: its name, its value, its counts."""

    label: str
    value: str
    counts: str


def lines(ratios: tuple[Ratio, ...], currency: str) -> list[Line]:
    """Key figures as they are printed; n/a where nothing is known."""
    return [Line(label(one.name), _figure(one, currency), counts(one, currency)) for one in ratios]


def label(name: Name) -> str:
    """What a key figure is called."""
    return {
        Name.PARTICIPATION: _("Customers who brought a friend"),
        Name.ACTIVATION: _("Referrers with an accepted friend"),
        Name.RETENTION: _("Referrers active again"),
        Name.GROWTH: _("Growth in new customers"),
        Name.CONVERSION: _("Arrivals that bought in the month"),
        Name.QUALIFIED: _("Arrivals that bought in time"),
        Name.DAYS: _("Days to the first purchase, median"),
        Name.K_FACTOR: _("New customers per customer (K)"),
        Name.ISSUED: _("Cost per new, as issued"),
        Name.USED: _("Cost per new, as redeemed"),
        Name.QUALITY: _("Quality score of an arrival"),
        Name.BASKET: _("Average first purchase"),
        Name.RETURNED: _("First purchases taken back"),
        Name.ROI: _("Return on the rewards"),
        Name.PAYBACK: _("Months until paid back"),
        Name.LIFETIME: _("Margin of a referred customer"),
        Name.REDEMPTION: _("Used of vouchers that ended"),
        Name.BREAKAGE: _("Never used of them"),
        Name.EXPECTED: _("Outstanding that will be used"),
    }[name]


def value(found: Fraction | None, unit: Unit, currency: str) -> str:
    """A value in its unit, rounded half up; n/a when it is not known."""
    if found is None:
        return _("n/a")
    shown: dict[Unit, Callable[[Fraction], str]] = {
        Unit.SHARE: lambda part: percent(part.numerator, part.denominator),
        Unit.CHANGE: lambda part: _("{number}%").format(number=decimal(exact(part * 100), 1, sign=True)),
        Unit.CENTS: lambda cents: money(whole(cents), currency),
        Unit.DAYS: lambda days: decimal(exact(days), 0 if days.denominator == 1 else 1),
        Unit.MONTHS: lambda months: decimal(exact(months), 1),
        Unit.NUMBER: lambda count: decimal(exact(count), 3),
    }
    return shown[unit](found)


def _figure(one: Ratio, currency: str) -> str:
    """A key figure's value; what was used of vouchers and what was not make 100 as they are printed."""
    if one.value is not None and one.name is Name.REDEMPTION:
        return _used_and_not(one.value)[0]
    if one.value is not None and one.name is Name.BREAKAGE:
        return _used_and_not(1 - one.value)[1]
    return value(one.value, one.unit, currency)


def _used_and_not(used: Fraction) -> list[str]:
    places, parts = percentages((used.numerator, used.denominator - used.numerator))
    return [percent(round(part * 100), 10_000, places) for part in parts]


def counts(one: Ratio, currency: str) -> str:
    """What a key figure rests on."""
    part, base = (_known(count) for count in (one.part, one.whole))
    match one.name:
        case Name.DAYS:
            count = int(part or 0)
            return ngettext("{count} purchase", "{count} purchases", count).format(count=number(count))
        case Name.ISSUED | Name.USED | Name.BASKET:
            said = _("{amount} for {count}")
            return said.format(amount=value(part, Unit.CENTS, currency), count=number(int(base or 0)))
        case Name.K_FACTOR:
            said = _("{cards} cards shown, {people} customers")
            return said.format(cards=number(int(part or 0)), people=number(int(base or 0)))
        case Name.EXPECTED:
            used = value(part, Unit.SHARE, currency) if part is None else _used_and_not(part)[0]
            return f"{used} × {value(base, Unit.CENTS, currency)}"
        case Name.QUALITY:
            kept = value(one.times, Unit.SHARE, currency)
            return f"{value(part, Unit.SHARE, currency)} × {value(base, Unit.CENTS, currency)} × {kept}"
        case Name.ROI:
            return _two(_("margin {one}, cost {other}"), part, base, currency)
        case Name.PAYBACK:
            return _two(_("{one} at {other} a month"), part, base, currency)
        case Name.LIFETIME:
            one_month = value(part, Unit.CENTS, currency)
            return _("{amount} a month, {share} stay").format(amount=one_month, share=value(base, Unit.SHARE, ""))
        case Name.REDEMPTION | Name.BREAKAGE:
            return _two(_("{one} of {other}"), part, base, currency)
        case _:
            return _part(one)


def comparison(figures: MonthFigures) -> list[tuple[str, str, str]]:
    """Referred customers beside all others."""
    mine, others = (_group(group, figures.currency) for group in (figures.key.referred, figures.key.others))
    names = (
        _("Purchases"), _("Customers who bought"), _("Purchases of each"), _("Average purchase"),
        _("Bought the month before"), _("Of these, bought again"),
    )  # fmt: skip
    return list(zip(names, mine, others, strict=True))


def definitions() -> list[str]:
    """How each key figure is counted."""
    return [
        _("Customers who brought a friend: different referrers whose card a friend arrived with in the month, of all "
          "customers known at its end. With an accepted friend: those of them with an arrival that was not refused, "
          "lapsed or undone by then. Active again: those of the month before who brought a friend in this one too."),
        _("Growth: new customers of the month more or less than the month before, for each of the latter."),
        _("Arrivals that bought in the month: of the month’s arrivals, those whose first purchase counted by its end. "
          "In time: the same of all arrivals whose last day to buy was in the month."),
        _("Days to the first purchase: from arrival to the purchase that counted, of the month’s new customers; half "
          "of them took less, half of them more."),
        _("New customers per customer (K): cards shown in the month, refused ones included, for each customer, times "
          "the part of the cards shown that led to a first purchase. Above 1 the scheme feeds itself."),
        _("Cost as issued: rewards earned in the month and not cancelled by its end, for each new customer: vouchers, "
          "gifts and invitations at their cost, shares of purchases. As redeemed: vouchers used, gifts handed over and "
          "shares paid in the month, less what was taken back."),
        _("Quality score: arrivals that bought, times the average first purchase, times the part of the first "
          "purchases not taken back; in money for each arrival."),
        _("Return: the margin of referred customers’ purchases in the month less the rewards, for each of the latter. "
          "Paid back: cost of a new customer, by the month’s margin of each referred customer who bought. Margin of a "
          "referred customer: that of a month, by the part who do not come back the next. All three need the margin "
          "of the scheme; printing and working time are not in the cost."),
        _("Vouchers that ended: those whose last day was in the twelve months up to the month’s end, none cancelled. "
          "What of them was used is taken as the part of the outstanding amount that will be."),
        _("Referred customers and others: noted purchases of the month, by people who were referred customers at its "
          "end and by all others; averages are of the purchases with an amount."),
    ]


def exact(found: Fraction) -> Decimal:
    """A fraction as a decimal number, to be rounded."""
    return Decimal(found.numerator) / Decimal(found.denominator)


def whole(found: Fraction) -> int:
    """The nearest whole number, half up."""
    return floor(found + Fraction(1, 2))


def _group(group: Buyers, currency: str) -> tuple[str, ...]:
    return (
        number(group.purchases),
        number(group.people),
        value(key_ratios.purchases_each(group), Unit.MONTHS, ""),
        value(key_ratios.basket(group), Unit.CENTS, currency),
        number(group.before),
        f"{number(group.again)} · {percent(group.again, group.before)}",
    )


def _known(count: Fraction | int | None) -> Fraction | None:
    return None if count is None else Fraction(count)


def _part(one: Ratio) -> str:
    if one.part is None or one.whole is None:
        return _("first month")
    part = number(int(one.part), sign=one.unit is Unit.CHANGE)
    return _("{one} of {other}").format(one=part, other=number(int(one.whole)))


def _two(said: str, one: Fraction | None, other: Fraction | None, currency: str) -> str:
    return said.format(one=value(one, Unit.CENTS, currency), other=value(other, Unit.CENTS, currency))

