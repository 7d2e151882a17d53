"""What is said about reviews, to the shop and to whoever is invited; the same words for everyone."""

from parrainage_desktop.base.i18n import _, in_language, ngettext
from parrainage_desktop.testimonials.review_rules import AddressProblem, NotInvited, Policy, ReviewChannel, Site, Way


def site(found: Site) -> str:
    """Who shows the reviews."""
    return {
        Site.GOOGLE: "Google",
        Site.FACEBOOK: "Facebook",
        Site.TRUSTPILOT: "Trustpilot",
        Site.BREP: "B-Rep",
        Site.G2: "G2",
        Site.OWN: _("Our own page"),
    }[found]


def way(found: Way) -> str:
    """How an invitation reaches a customer."""
    return {
        Way.COUNTER: _("Said at the counter"),
        Way.CARD: _("Card handed over"),
        Way.EMAIL: _("E-mail"),
        Way.SMS: _("Text message"),
        Way.POST: _("Post"),
    }[found]


def refusal(found: NotInvited, policy: Policy) -> str:
    """Why somebody is not invited."""
    if found is NotInvited.TOO_SOON:
        said = ngettext(
            "Invited less than {count} day ago.", "Invited less than {count} days ago.", policy.again_after_days
        )
        return said.format(count=policy.again_after_days)
    return {
        NotInvited.NO_CONSENT: _("This customer did not agree to be written to in this way."),
        NotInvited.NOT_PROMOTER: _("The shop invites promoters only, and this customer is none."),
        NotInvited.CHANNEL_CLOSED: _("This page is not used any more."),
        NotInvited.GONE: _("This person is no customer any more."),
    }[found]


def address_problem(found: AddressProblem) -> str:
    """Why an address cannot be printed."""
    return {
        AddressProblem.EMPTY: _("The address of the page is needed."),
        AddressProblem.NOT_HTTPS: _("The address must begin with https://."),
        AddressProblem.NO_SITE: _("This is not the address of a web page."),
        AddressProblem.TOO_LONG: _("This address is too long."),
    }[found]


def promoters_only_warning() -> str:
    """The platforms’ rule, beside the choice that breaks it."""
    return _(
        "Google and Trustpilot forbid inviting only content customers: reviews may be removed and the page marked. "
        "Inviting everyone alike is what they ask for."
    )


def everyone() -> str:
    """What is the usual."""
    return _("Every customer gets the same invitation, whatever their answer. A review is never rewarded.")


def invitation(channel: ReviewChannel, shop: str, language: str) -> str:
    """The text to copy into a message, in the reader’s language; it asks for an opinion, never for a good one."""
    with in_language(language):
        said = _(
            "Thank you for coming to {shop}. What did you think of it? Your opinion, whatever it is, helps us and "
            "those who come after you: {address}"
        )
    return said.format(shop=shop, address=channel.address)
