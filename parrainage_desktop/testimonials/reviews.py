"""Inviting customers to write a review: the same invitation for everyone, nobody twice in a while, all of it noted."""

from collections.abc import Collection
from dataclasses import replace

from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Channel
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.rules import Category, category
from parrainage_desktop.testimonials import review_address, review_wording
from parrainage_desktop.testimonials import review_store as store
from parrainage_desktop.testimonials.review_rules import (
    LONGEST_PAUSE_DAYS,
    AddressProblem,
    Invitation,
    NotInvited,
    Policy,
    ReviewChannel,
    Site,
    Way,
    is_too_soon,
)

_MESSAGES = {Way.EMAIL: Channel.EMAIL, Way.SMS: Channel.SMS, Way.POST: Channel.POST}

channels = store.channels
policy = store.policy
invitations = store.invitations
count_invitations = store.count_invitations


def add_channel(tx: Transaction, site: Site, name: str, address: str) -> ReviewChannel:
    """Keep a page for reviews; an empty name is the site's own. Raises InvalidInput."""
    kept = writing.line("name", name, 120) or review_wording.site(site)
    made = store.insert_channel(tx, site, kept, _checked(address))
    journal.append(tx, "review_channel.added", made.id, {"site": site.value})
    return made


def change_channel(tx: Transaction, channel_id: int, name: str, address: str) -> ReviewChannel:
    """Give a page another name or address. Raises InvalidInput."""
    before = get_channel(tx, channel_id)
    kept = writing.line("name", name, 120) or review_wording.site(before.site)
    return _change(tx, replace(before, name=kept, address=_checked(address)), "review_channel.changed")


def close_channel(tx: Transaction, channel_id: int) -> ReviewChannel:
    """Invite nobody to a page any more. Raises InvalidInput."""
    return _change(tx, replace(get_channel(tx, channel_id), closed=True), "review_channel.changed")


def open_channel(tx: Transaction, channel_id: int) -> ReviewChannel:
    """Invite people to a page again. Raises InvalidInput."""
    return _change(tx, replace(get_channel(tx, channel_id), closed=False), "review_channel.changed")


def get_channel(tx: Transaction, channel_id: int) -> ReviewChannel:
    """A page by number. Raises InvalidInput when there is none."""
    found = next((one for one in channels(tx) if one.id == channel_id), None)
    if found is None:
        raise InvalidInput("channel", _("There is no page for reviews of this number."))
    return found


def first_open(tx: Transaction) -> ReviewChannel | None:
    """The page the shop shows unless another is named: the oldest in use."""
    return next((one for one in channels(tx) if not one.closed), None)


def set_policy(tx: Transaction, wanted: Policy) -> None:
    """Decide who is invited. Raises InvalidInput."""
    if not 0 <= wanted.again_after_days <= LONGEST_PAUSE_DAYS:
        most = LONGEST_PAUSE_DAYS
        raise InvalidInput("again", _("The pause is from 0 to {most} days.").format(most=most))
    store.write_policy(tx, wanted)
    said = {"promoters_only": wanted.promoters_only, "days": wanted.again_after_days}
    journal.append(tx, "review_policy.set", 0, said)


def invite(tx: Transaction, customer_id: int | None, channel_id: int, way: Way) -> Invitation | NotInvited:
    """Note that somebody is invited now, or why they must not be. Raises InvalidInput for an unknown page."""
    if get_channel(tx, channel_id).closed:
        return NotInvited.CHANNEL_CLOSED
    if customer_id is not None and (refused := may_not_be(tx, customer_id, way)):
        return refused
    made = store.insert_invitation(tx, customer_id, channel_id, way)
    journal.append(tx, "review.invited", made.id, {"customer": customer_id, "way": way.value})
    return made


def show(tx: Transaction, customer_id: int | None, score: int) -> ReviewChannel | NotInvited | None:
    """The page whose code is shown after a score, noted as an invitation of a known person; None without a page."""
    page = first_open(tx)
    if page is None:
        return None
    if customer_id is None:
        spared = policy(tx).promoters_only and category(score) is not Category.PROMOTER
        return NotInvited.NOT_PROMOTER if spared else page
    done = invite(tx, customer_id, page.id, Way.COUNTER)
    return done if isinstance(done, NotInvited) else page


def may_not_be(tx: Transaction, customer_id: int, way: Way) -> NotInvited | None:
    """Why a person must not be invited in this way today; None when they may."""
    rules = policy(tx)
    if customers.get(tx, customer_id).gone:
        return NotInvited.GONE
    if is_too_soon(store.last_invited(tx, customer_id), tx.today, rules):
        return NotInvited.TOO_SOON
    if way in _MESSAGES:
        said = customers.consents(tx, customer_id).get(_MESSAGES[way])
        if said is None or not said.granted:
            return NotInvited.NO_CONSENT
    if rules.promoters_only:
        score = surveys.latest_of_customers(tx, [customer_id]).get(customer_id)
        if score is None or category(score) is not Category.PROMOTER:
            return NotInvited.NOT_PROMOTER
    return None


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's invitations be another's; which ones. The caller journals it."""
    return store.follow(tx, from_id, to_id, only)


def _checked(address: str) -> str:
    found = review_address.read(address)
    if isinstance(found, AddressProblem):
        raise InvalidInput("address", review_wording.address_problem(found))
    return found


def _change(tx: Transaction, channel: ReviewChannel, action: str) -> ReviewChannel:
    store.change_channel(tx, channel)
    journal.append(tx, action, channel.id, {"closed": channel.closed})
    return channel
