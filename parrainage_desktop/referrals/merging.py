"""What becomes of referrals when two records turn out to be one person, and how it is put back.

A right once given is never taken silently: vouchers stay as they are, whatever becomes of their referral.
"""

from parrainage_desktop.base import journal
from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Friends
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import friends, service, store
from parrainage_desktop.referrals.rules import (
    LIVE,
    Check,
    Counted,
    Followed,
    Referral,
    ReferralReason,
    ReferralState,
    Result,
    Settled,
)


def impossible(tx: Transaction, kept_id: int, other_id: int) -> list[Settled]:
    """The referrals that could not stand if these two were one person, and what would become of each.

    Nobody brings themselves; of two referrers the first stands; who had bought before is no new customer.
    """
    own = [one for one in store.of_person(tx, other_id) if _joins(one, kept_id, other_id)]
    settled = [_settled(one, ReferralReason.SELF) for one in own]
    done = {one.id for one in own}
    live = [store.live_of_referee(tx, person) for person in (kept_id, other_id)]
    brought = sorted((one for one in live if one and one.id not in done), key=lambda one: (one.claimed_on, one.id))
    if len(brought) == 2:
        lost = _loser(tx, *brought)
        settled.append(lost)
        brought = [one for one in brought if one.id != lost.id]
    waiting = [one for one in brought if one.state is not ReferralState.REWARDED]
    too_late = [one for one in waiting if _bought_before(tx, one, kept_id, other_id)]
    return [*settled, *(_settled(one, ReferralReason.ALREADY_CUSTOMER) for one in too_late)]


def follow(tx: Transaction, from_id: int, to_id: int) -> Followed:
    """Let one person's referrals be another's, having settled those that cannot stand any more."""
    settled = impossible(tx, to_id, from_id)
    for one in settled:
        _settle(tx, one)
    as_referrer = store.follow_as_referrer(tx, from_id, to_id, None)
    as_referee = store.follow_as_referee(tx, from_id, to_id, None)
    circles = [Settled(one.id, one.state, one.reason, ReferralState.FLAGGED, "") for one in _circles(tx, to_id)]
    for one in circles:
        _settle(tx, one)
        store.set_check(tx, one.id, Check.NO_CIRCLE, Result.FLAG)
    everything = Followed(tuple(as_referrer), tuple(as_referee), (*settled, *circles))
    _recount(tx, everything, from_id, to_id)
    return everything


def hand_back(tx: Transaction, followed: Followed, from_id: int, to_id: int) -> list[int]:
    """Give back what followed from one person to another; the referrals that changed since stay as they are."""
    store.follow_as_referrer(tx, to_id, from_id, followed.as_referrer)
    store.follow_as_referee(tx, to_id, from_id, followed.as_referee)
    left = [one.id for one in reversed(followed.settled) if not _unsettle(tx, one)]
    _recount(tx, followed, from_id, to_id)
    return sorted(left)


def _recount(tx: Transaction, followed: Followed, *people: int) -> None:
    """Keep beside everybody concerned, third people too, whether they count as referrer and as referred."""
    found = store.many(tx, [one.id for one in followed.settled]).values()
    service.recount(tx, *{*people, *(one.referrer_id for one in found), *(one.referee_id for one in found)})


def _joins(referral: Referral, one_id: int, other_id: int) -> bool:
    return referral.state in LIVE and {referral.referrer_id, referral.referee_id} == {one_id, other_id}


def _settled(referral: Referral, why: ReferralReason) -> Settled:
    """Refused before the reward, taken back after it."""
    over = ReferralState.VOIDED if referral.state is ReferralState.REWARDED else ReferralState.REJECTED
    return Settled(referral.id, referral.state, referral.reason, over, why.value)


def _loser(tx: Transaction, first: Referral, second: Referral) -> Settled:
    """Which of two referrals of one friend gives way: the second, unless the first had lapsed when it came."""
    if not service.stands(tx, first, second.claimed_on):
        return Settled(first.id, first.state, first.reason, ReferralState.LAPSED, "")
    return _settled(second, ReferralReason.ALREADY_REFERRED)


def _bought_before(tx: Transaction, referral: Referral, kept_id: int, other_id: int) -> bool:
    """Whether the record that is not the friend's shows somebody the scheme did not let be brought that day."""
    before = other_id if referral.referee_id == kept_id else kept_id
    terms = programmes.version(tx, referral.programme_id).terms
    if terms.friends is Friends.NEW:
        return before < referral.referee_id
    at = friends.claimed_at(tx, [referral.id])[referral.id]
    person = customers.get(tx, before)
    before_the_scheme = person.since if person.known_before else None
    last = purchases.last_day_by(tx, before, referral.claimed_on, at) or before_the_scheme
    if terms.friends is Friends.NEVER_BOUGHT:
        return last is not None
    return last is not None and last > add_months(referral.claimed_on, -terms.inactive_months)


def _circles(tx: Transaction, customer_id: int) -> list[Referral]:
    waiting = [one for one in store.of_person(tx, customer_id) if one.state is ReferralState.CLAIMED]
    return [one for one in waiting if service.leads_to(tx, one.referrer_id, one.referee_id)]


def _settle(tx: Transaction, one: Settled) -> None:
    referral = store.get(tx, one.id)
    moved = store.move(tx, referral, one.now, reason=one.because)
    assert moved, "the referral was read in this very transaction"
    journal.append(
        tx, "referral.settled", one.id, {"from": one.was.value, "to": one.now.value, "reason": one.because}
    )


def _hold_again(tx: Transaction, referral_id: int) -> None:
    """Let what came due while the referral did not count be rewarded after all, unless it was brought back."""
    for one in service.counted_of(tx, referral_id):
        if one.state is Counted.RETURNED and purchases.find(tx, one.purchase_id):
            service.settle_purchase(tx, one.purchase_id, Counted.HELD)


def _unsettle(tx: Transaction, one: Settled) -> bool:
    referral = store.get(tx, one.id)
    live = store.live_of_referee(tx, referral.referee_id)
    taken = one.was in LIVE and live is not None and live.id != one.id
    if taken or not store.unsettle(tx, one):
        return False
    if one.now is ReferralState.FLAGGED:
        store.set_check(tx, one.id, Check.NO_CIRCLE, Result.PASS)
    if one.was not in service.WAITING:
        _hold_again(tx, one.id)
    journal.append(tx, "referral.restored", one.id, {"from": one.now.value, "to": one.was.value})
    return True
