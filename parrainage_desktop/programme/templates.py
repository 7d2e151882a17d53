"""Schemes ready to choose, as shops and services have run them."""

from parrainage_desktop.base.i18n import _
from parrainage_desktop.programme.rewards import (
    Credit,
    Experience,
    Fixed,
    Gift,
    Nothing,
    Step,
    StepTable,
)
from parrainage_desktop.programme.rules import Approval, Friends, Limits, RevenueShare, Terms, Trigger

TEMPLATES = (
    "two-sided", "capped-in-kind", "cash-both-sides", "commission", "partnership", "service-credit",
    "flat-fee-steps", "ambassadors",
)  # fmt: skip
"""The names by which they are chosen; a contract with scripts."""


def template(name: str) -> Terms:
    """The terms of a template, its texts in the reader's language; KeyError for any other name."""
    return {
        "two-sided": _two_sided,
        "capped-in-kind": _capped_in_kind,
        "cash-both-sides": _cash_both_sides,
        "commission": _commission,
        "partnership": _partnership,
        "service-credit": _service_credit,
        "flat-fee-steps": _flat_fee_steps,
        "ambassadors": _ambassadors,
    }[name]()


def title(name: str) -> str:
    """What a template is called."""
    return {
        "two-sided": _("A voucher for each"),
        "capped-in-kind": _("A gift for each, up to a limit"),
        "cash-both-sides": _("A large amount for each, limited by the year"),
        "commission": _("A share of the sales"),
        "partnership": _("Benefits between partners"),
        "service-credit": _("Credit on services"),
        "flat-fee-steps": _("An amount that grows"),
        "ambassadors": _("For those who love the shop"),
    }[name]


def _two_sided() -> Terms:
    """5.00 each, from the next day, for six months."""
    return Terms()


def _capped_in_kind() -> Terms:
    """Dropbox: 500 MB each, at most 16 GB, which is 32 friends."""
    gift = Gift(_("500 MB of storage"))
    return Terms(gift, gift, trigger=Trigger.REGISTRATION, friends=Friends.NEW, limits=Limits(total=32))


def _cash_both_sides() -> Terms:
    """Banks: a large amount each, ten friends a year."""
    return Terms(Fixed(8_000), Fixed(8_000), purchase_minimum_cents=30_000, limits=Limits(year=10))


def _commission() -> Terms:
    """Affiliation: 15 % of the sales for whoever brought the buyer, by a statement each month."""
    return Terms(Nothing(), Nothing(), revenue_share=RevenueShare(1_500))


def _partnership() -> Terms:
    """No voucher: benefits on both sides for a year, agreed by hand."""
    return Terms(
        Experience(_("a place in our partners’ directory")),
        Experience(_("the partners’ welcome")),
        valid_months=12,
        approval=Approval.MANUAL,
    )


def _service_credit() -> Terms:
    """Of a service at 80.00: 25 % once registered, 50 % once sold, 100 % from the fifth on."""
    return Terms(Credit(_("the next service"), 0, 5_000, 2_500, 5, 10_000, 8_000), Nothing())


def _flat_fee_steps() -> Terms:
    """A flat fee that grows with the number of successful referrals."""
    return Terms(StepTable((Step(1, 500), Step(3, 800), Step(5, 1_200))), Nothing())


def _ambassadors() -> Terms:
    """Customers of a year who scored 9 or 10, with a bonus at the fifth and tenth friend."""
    bonuses = (Step(5, 1_000), Step(10, 2_500))
    return Terms(Fixed(500), Fixed(500), referrer_nps=9, referrer_months=12, milestones=bonuses)
