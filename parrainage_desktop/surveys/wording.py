"""The one question, what an answer makes of a customer, and what it proposes."""

from parrainage_desktop.base.i18n import _
from parrainage_desktop.surveys.rules import Category, Proposal


def question() -> str:
    """The question as it is read aloud."""
    return _("From 0 to 10, would you recommend our shop to a friend?")


def category_name(category: Category) -> str:
    """What an answer makes of a customer; for staff, never shown to customers."""
    return {
        Category.PROMOTER: _("promoter"),
        Category.PASSIVE: _("passive"),
        Category.DETRACTOR: _("detractor"),
    }[category]


def category_range(category: Category) -> str:
    """The category and its answers, as under the scale."""
    return {
        Category.PROMOTER: _("Promoter, 9 or 10"),
        Category.PASSIVE: _("Passive, 7 or 8"),
        Category.DETRACTOR: _("Detractor, 0 to 6"),
    }[category]


def proposal(found: Proposal) -> str:
    """What to propose next, as a button says it."""
    return {
        Proposal.ENROL: _("Become a referrer"),
        Proposal.CALL_BACK: _("Offer to call back"),
        Proposal.REVIEW: _("Link for leaving a review"),
    }[found]
