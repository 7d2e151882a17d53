"""A comparison of two rewards in words, as the scheme's screen and the terminal tell it."""

from parrainage_desktop.base.i18n import _, day_month_year, decimal, money, ngettext, number, percent
from parrainage_desktop.insights.comparison_rules import Comparison, Finding, Half, Verdict
from parrainage_desktop.programme.rules import Compared, ComparedHalf


def compared(found: Comparison) -> Compared:
    """All of it."""
    currency = found.programme.currency
    return Compared(
        _period(found),
        (_half(_("The usual reward"), found.usual, currency), _half(_("The other reward"), found.other, currency)),
        verdict(found),
    )


def verdict(found: Comparison) -> str:
    """What is said of it, or when that will be."""
    given, last = found.verdict, day_month_year(found.last)
    stopped = _("Another version of the scheme ends it on {day}, before its time: there is no verdict.")
    more = _("With the other reward, more customers brought a friend: {range}.")
    fewer = _("With the other reward, fewer customers brought a friend: {range}.")
    return {
        Finding.RUNNING: _("It runs until {day}; the verdict is given then.").format(day=last),
        Finding.STOPPED: stopped.format(day=last),
        Finding.NOT_ENOUGH: _not_enough(given.more),
        Finding.NO_DIFFERENCE: _("No difference seen: if there is one, it is between {low} and {high} points.").format(
            low=_points(given.low, given, sign=True), high=_points(given.high, given, sign=True)
        ),
        Finding.MORE: _differs(more, given, given.low, given.high),
        Finding.FEWER: _differs(fewer, given, -given.high, -given.low),
    }[given.finding]


def _period(found: Comparison) -> str:
    said = _("From {first} to {last}").format(
        first=day_month_year(found.programme.effective_from), last=day_month_year(found.last)
    )
    if not found.days_left:
        return said
    left = ngettext("{count} day left", "{count} days left", found.days_left).format(count=number(found.days_left))
    return f"{said} · {left}"


def _half(name: str, half: Half, currency: str) -> ComparedHalf:
    figure = _("{count} of {whole}").format(count=number(half.brought), whole=number(half.drawn))
    rate = _("{share} brought a friend").format(share=percent(half.brought, half.drawn))
    each = half.cost_of_one_cents
    cost = "" if each is None else _("{amount} for each new customer").format(amount=money(each, currency))
    return ComparedHalf(name, figure, tuple(filter(None, (rate, cost))))


def _not_enough(more: int | None) -> str:
    if more is None:
        return _("Not enough data: nobody brought a friend.")
    said = ngettext(
        "Not enough data yet: about {count} more customer in each half, or a longer time.",
        "Not enough data yet: about {count} more customers in each half, or a longer time.",
        more,
    )
    return said.format(count=number(more))


def _differs(said: str, given: Verdict, low: float, high: float) -> str:
    """A difference with its interval, where even the lower end of that is one."""
    if low <= 0:
        return said.format(range=_("by how much is not certain"))
    points = _("between {low} and {high} points").format(low=_points(low, given), high=_points(high, given))
    return said.format(range=points)


def _points(difference: float, given: Verdict, *, sign: bool = False) -> str:
    """A difference with as many decimals as its interval is narrow: a large shop sees small ones."""
    return decimal(100 * difference, 1 if given.high - given.low > 0.01 else 2, sign=sign)
