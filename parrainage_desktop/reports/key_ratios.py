"""A month's key figures, each from its counts; what has nothing to be divided by is not known."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from parrainage_desktop.reports.key_figures import Buyers, lifetime, median, payback, product, ratio, return_on
from parrainage_desktop.reports.rules import MonthFigures


class Unit(Enum):
    """What a key figure is measured in; a change is a share with its sign."""

    SHARE = "share"
    CHANGE = "change"
    CENTS = "cents"
    DAYS = "days"
    MONTHS = "months"
    NUMBER = "number"


class Name(Enum):
    """The key figures; the values are a contract with scripts."""

    PARTICIPATION = "participation"
    ACTIVATION = "activation"
    RETENTION = "ambassador_retention"
    GROWTH = "growth"
    CONVERSION = "conversion"
    QUALIFIED = "qualified_rate"
    DAYS = "days_to_purchase"
    K_FACTOR = "k_factor"
    ISSUED = "cost_per_customer_issued"
    USED = "cost_per_customer_redeemed"
    QUALITY = "quality_score"
    BASKET = "first_basket"
    RETURNED = "return_rate"
    ROI = "programme_roi"
    PAYBACK = "payback"
    LIFETIME = "lifetime_margin"
    REDEMPTION = "redemption_rate"
    BREAKAGE = "breakage"
    EXPECTED = "expected_outstanding"


@dataclass(frozen=True, slots=True)
class Ratio:
    """A key figure with what it rests on: usually a part and a whole, cents where amounts; `times` a third part."""

    name: Name
    unit: Unit
    value: Fraction | None
    part: Fraction | int | None = None
    whole: Fraction | int | None = None
    times: Fraction | None = None


def referrals(figures: MonthFigures) -> tuple[Ratio, ...]:
    """Who brings, who comes, and what becomes of it."""
    found, before = figures.key.brought, figures.new_before
    invitations, conversion = ratio(found.cards, found.people), ratio(found.converted, found.cards)
    return (
        _share(Name.PARTICIPATION, found.referrers, found.people),
        _share(Name.ACTIVATION, found.accepted, found.referrers),
        _share(Name.RETENTION, found.stayed, found.referrers_before),
        _share(Name.GROWTH, None if before is None else figures.new_customers - before, before, Unit.CHANGE),
        _share(Name.CONVERSION, found.converted, found.arrivals),
        _share(Name.QUALIFIED, found.qualified, found.over),
        Ratio(Name.DAYS, Unit.DAYS, median(found.middle_days), found.timed),
        Ratio(Name.K_FACTOR, Unit.NUMBER, product(invitations, conversion), found.cards, found.people),
    )


def money(figures: MonthFigures) -> tuple[Ratio, ...]:
    """What new customers cost and bring; what needs the shop's margin only where the scheme knows it."""
    cost, used, count = figures.cost_cents, max(0, figures.key.used.cents), figures.new_customers
    bought = [row.purchase_cents for row in figures.rewarded if row.purchase_cents is not None]
    basket, found = ratio(sum(bought), len(bought)), figures.key.brought
    undone, converted = found.rewarded - count, ratio(found.converted, found.arrivals)
    returned = ratio(undone, found.rewarded)
    kept = None if returned is None else 1 - returned
    return (
        Ratio(Name.ISSUED, Unit.CENTS, ratio(cost, count), cost, count),
        Ratio(Name.USED, Unit.CENTS, ratio(used, count), used, count),
        *_margins(figures),
        Ratio(Name.QUALITY, Unit.CENTS, product(converted, basket, kept), converted, basket, kept),
        Ratio(Name.BASKET, Unit.CENTS, basket, sum(bought), len(bought)),
        _share(Name.RETURNED, undone, found.rewarded),
    )


def vouchers(figures: MonthFigures) -> tuple[Ratio, ...]:
    """What becomes of vouchers, by those that have ended."""
    ended, owed = figures.key.ended, figures.movements.closing.cents
    used = ratio(ended.used_cents, ended.cents)
    return (
        _share(Name.REDEMPTION, ended.used_cents, ended.cents),
        _share(Name.BREAKAGE, ended.cents - ended.used_cents, ended.cents),
        Ratio(Name.EXPECTED, Unit.CENTS, product(used, Fraction(owed)), used, owed),
    )


def every(figures: MonthFigures) -> tuple[Ratio, ...]:
    """All of them in the order of the paper."""
    return referrals(figures) + money(figures) + vouchers(figures)


def basket(group: Buyers) -> Fraction | None:
    """Average amount of a group's purchases that have one."""
    return ratio(group.cents, group.known)


def purchases_each(group: Buyers) -> Fraction | None:
    """Purchases of each who bought."""
    return ratio(group.purchases, group.people)


def _margins(figures: MonthFigures) -> tuple[Ratio, ...]:
    group, cost = figures.key.referred, figures.cost_cents
    if not figures.key.margin_basis_points:
        return ()
    margin = Fraction(group.cents * figures.key.margin_basis_points, 10_000) if group.known else None
    a_month, each = ratio(margin, group.people), ratio(cost, figures.new_customers)
    kept = ratio(group.again, group.before)
    roi = None if margin is None else return_on(margin, cost)
    return (
        Ratio(Name.ROI, Unit.CHANGE, roi, margin, cost),
        Ratio(Name.PAYBACK, Unit.MONTHS, payback(each, a_month), each, a_month),
        Ratio(Name.LIFETIME, Unit.CENTS, lifetime(a_month, kept), a_month, kept),
    )


def _share(name: Name, part: int | None, whole: int | None, unit: Unit = Unit.SHARE) -> Ratio:
    return Ratio(name, unit, ratio(part, whole), part, whole)
