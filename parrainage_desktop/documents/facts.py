"""What a customer's own page tells, gathered at one moment."""

from parrainage_desktop.base import codes
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.documents.rules import Friend, Progress, Scheme, Usable
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import VoucherState

_CAME = {ReferralState.REWARDED, ReferralState.CLAIMED}


def progress(tx: Transaction, person: Customer, scheme: Scheme) -> Progress:
    """A customer's friends, vouchers and next tier; what waits for a person's decision is not told."""
    brought = [one for one in referrals.of_person(tx, person.id) if one.referrer_id == person.id and one.state in _CAME]
    friends = tuple(Friend(one.rewarded_on or one.claimed_on, one.rewarded_on is not None) for one in brought)
    usable = sorted(
        (
            Usable(codes.masked(one.code), one.valid_from, one.valid_until, one.balance_cents)
            for one in vouchers.of_holder(tx, person.id)
            if one.state is VoucherState.ISSUED and one.valid_until >= tx.today
        ),
        key=lambda voucher: voucher.last,
    )
    done = sum(friend.completed for friend in friends)
    ahead = [step for step in scheme.programme.terms.milestones if step.nth > done]
    following = min(ahead, key=lambda step: step.nth, default=None)
    if following is None or scheme.programme.stopped(tx.today):
        return Progress(scheme, person.name, friends, tuple(usable))
    return Progress(scheme, person.name, friends, tuple(usable), following.nth - done, following.cents)
