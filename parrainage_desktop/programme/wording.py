"""Rewards, and what is wrong with a scheme, in words."""

from collections.abc import Callable

from parrainage_desktop.base.i18n import _, money, ngettext, number, ordinal, pgettext, share
from parrainage_desktop.customers.rules import HIGHEST_TIER
from parrainage_desktop.programme.checks import Fault, Problem
from parrainage_desktop.programme.rewards import (
    Credit,
    Experience,
    Fixed,
    Gift,
    Nothing,
    Percent,
    Reward,
    StepTable,
)
from parrainage_desktop.programme.rules import Terms

Mark = Callable[[str], str]


def as_is(text: str) -> str:
    """The text without any mark."""
    return text


def reward(given: Reward, currency: str, mark: Mark = as_is) -> str:
    """A reward as the object of a sentence: “a voucher of €5.00”; `mark` sets off its figures."""
    match given:
        case Fixed(cents):
            return _("a voucher of {amount}").format(amount=mark(money(cents, currency)))
        case Percent():
            return _percent(given, currency, mark)
        case StepTable():
            return _steps(given, currency, mark)
        case Credit():
            return _credit(given, currency, mark)
        case Gift(text, _cost, stock):
            said = _("“{text}” (while stocks last)") if stock else _("“{text}”")
            return said.format(text=mark(text))
        case Experience(text):
            return _("“{text}”").format(text=mark(text))
        case Nothing():
            return pgettext("reward", "nothing")


def ambassador(tier: int, mark: Mark = as_is) -> str:
    """Who is in a tier of ambassadors at the least; the first is any, and there is none above the last."""
    if tier <= 1:
        return _("ambassador")
    said = _("ambassador of tier {tier} or higher") if tier < HIGHEST_TIER else _("ambassador of tier {tier}")
    return said.format(tier=mark(number(tier)))


def brief(given: Reward, currency: str) -> str:
    """A reward where there is little room: “€5”, “10%”, “from €5”; empty for nothing."""
    match given:
        case Fixed(cents):
            return money(cents, currency, short=True)
        case Percent(basis_points):
            return share(basis_points)
        case StepTable(steps):
            return _("from {amount}").format(amount=money(steps[0].cents, currency, short=True)) if steps else ""
        case Credit():
            return money(given.cents_of(1), currency, short=True)
        case Gift(text) | Experience(text):
            return text
        case Nothing():
            return ""


def wide(terms: Terms, side: str, currency: str) -> str:
    """The same for everybody who reads it: of two amounts compared “from” the smaller, empty of what differs more."""
    usual, other = getattr(terms, side), getattr(terms.other, side)
    if usual == other:
        return brief(usual, currency)
    if isinstance(usual, Fixed) and isinstance(other, Fixed):
        return _("from {amount}").format(amount=money(min(usual.cents, other.cents), currency, short=True))
    return ""


def life(terms: Terms) -> str:
    """How long a voucher lives: “6 months”, “1 month and 15 days”."""
    months = ngettext("{count} month", "{count} months", terms.valid_months).format(count=number(terms.valid_months))
    days = ngettext("{count} day", "{count} days", terms.valid_days).format(count=number(terms.valid_days))
    if terms.valid_months and terms.valid_days:
        return _("{first} and {last}").format(first=months, last=days)
    return days if terms.valid_days else months


def fault(problem: Problem, currency: str) -> str:
    """What is wrong with a parameter, and what would be right."""
    if problem.fault is Fault.OUT_OF_RANGE:
        return _between(problem, currency)
    return {
        Fault.AMOUNT_NEEDED: _("An amount above zero is needed here, or choose nothing."),
        Fault.PERCENT_OF_NOTHING: _("A share needs a purchase and a percentage above zero."),
        Fault.CAP_BELOW_FLOOR: _("The most is less than the least."),
        Fault.STEPS_NEEDED: _("At least one step is needed."),
        Fault.STEPS_NOT_FROM_ONE: _("The first step must begin with the 1st referral."),
        Fault.STEPS_OUT_OF_ORDER: _("Each step must begin later than the one before."),
        Fault.STEPS_GO_DOWN: _("A later step cannot give less than the one before."),
        Fault.TEXT_NEEDED: _("Say in a few words what is given."),
        Fault.NOBODY_REWARDED: _("With this, nobody would ever earn anything."),
        Fault.PAYS_MORE_THAN_PURCHASE: _("Both rewards together would be worth more than the least purchase."),
        Fault.NO_PURCHASE: _("A referral completed by registering has no purchase, so no least amount either."),
        Fault.NO_LIFE: _("A voucher needs at least one day to be used."),
        Fault.OVER_BEFORE_USABLE: _("The voucher would end before its first day."),
        Fault.MONTHS_NEEDED: _("Say after how many months without a purchase."),
        Fault.END_BEFORE_START: _("The scheme would end before it begins."),
        Fault.IN_THE_PAST: _("This day is over. Choose today or a later day."),
        Fault.BUDGET_SPENT: _("The vouchers already issued have used up this budget."),
        Fault.PRICE_NEEDED: _("A share of a price needs the price."),
        Fault.SAME_REWARD: _("Both would get the same: there is nothing to compare."),
        Fault.COMPARISON_TOO_SHORT: _("The comparison must end later than the day it begins."),
        Fault.COMPARISON_TOO_LONG: _("The scheme ends before the comparison does."),
        Fault.TOO_LONG: _("This is too long: {most} letters at most.").format(most=number(problem.most)),
    }[problem.fault]


def _between(problem: Problem, currency: str) -> str:
    """Which numbers, amounts or shares are possible."""
    said = _("This must be between {least} and {most}.")
    if problem.field.endswith("_cents"):
        return said.format(least=money(problem.least, currency), most=money(problem.most, currency))
    if problem.field.endswith("_basis_points"):
        return said.format(least=share(problem.least), most=share(problem.most))
    return said.format(least=number(problem.least), most=number(problem.most))


def _percent(given: Percent, currency: str, mark: Mark) -> str:
    said = {
        (False, False): _("a voucher worth {share} of the purchase"),
        (True, False): _("a voucher worth {share} of the purchase (at least {floor})"),
        (False, True): _("a voucher worth {share} of the purchase (at most {cap})"),
        (True, True): _("a voucher worth {share} of the purchase (at least {floor}, at most {cap})"),
    }[given.floor_cents > 0, given.cap_cents > 0]
    return said.format(
        share=mark(share(given.basis_points)),
        floor=mark(money(given.floor_cents, currency)),
        cap=mark(money(given.cap_cents, currency)),
    )


def _steps(given: StepTable, currency: str, mark: Mark) -> str:
    if not given.steps:
        return pgettext("reward", "nothing")
    first, *later = given.steps
    begins = _("a voucher of {amount}").format(amount=mark(money(first.cents, currency)))
    if not later:
        return begins
    more = [
        (_("{amount} from the {nth} referral on") if step is later[0] else _("{amount} from the {nth} on")).format(
            amount=mark(money(step.cents, currency)), nth=mark(ordinal(step.nth))
        )
        for step in later
    ]
    return f"{begins} ({', '.join(more)})"


def _credit(given: Credit, currency: str, mark: Mark) -> str:
    """A voucher on a service, with what is given early and from which referral on it is more."""
    amount, more = mark(money(given.cents_of(1), currency)), []
    if given.registered_cents:
        more.append(_("{amount} of it on registering").format(amount=mark(money(given.registered_cents, currency))))
    if given.later_nth:
        later, nth = money(given.cents_of(given.later_nth), currency), ordinal(given.later_nth)
        more.append(_("{amount} from the {nth} referral on").format(amount=mark(later), nth=mark(nth)))
    begins = _("a voucher of {amount} on “{text}”").format(amount=amount, text=given.text)
    details = _("{first}; {second}").format(first=more[0], second=more[1]) if len(more) > 1 else "".join(more)
    return f"{begins} ({details})" if more else begins
