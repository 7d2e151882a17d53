"""What becomes of a referral once the friend was welcomed, and what is known of referrals."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from parrainage_desktop.base import journal
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Limits, Terms
from parrainage_desktop.purchases.rules import Purchase
from parrainage_desktop.referrals import counted, friends, store
from parrainage_desktop.referrals.rules import (
    LIVE,
    Checked,
    Counted,
    CountedPurchase,
    Hindrance,
    Referral,
    ReferralReason,
    ReferralState,
    first_state,
    hindrance,
)

_CLOSING = {
    reason.value
    for reason in (
        ReferralReason.LIMIT_REACHED, ReferralReason.BUDGET_SPENT, ReferralReason.OUT_OF_STOCK,
        ReferralReason.ALREADY_CUSTOMER,
    )
}
"""Why a purchase may close a referral."""

WAITING = frozenset({ReferralState.CLAIMED, ReferralState.FLAGGED})
"""The states in which a referral waits for a purchase that counts, or for a person."""


def hindered(tx: Transaction, terms: Terms, referral: Referral, purchase: Purchase) -> Hindrance | None:
    """What keeps a friend's purchase from completing the referral that waits for it; it may close it for good."""
    found = hindrance(
        referral.state,
        referral.claimed_on,
        terms.claim_window_days,
        purchase.amount_cents,
        terms.purchase_minimum_cents,
        purchase.on,
    )
    if found is Hindrance.LAPSED:
        _move(tx, referral, ReferralState.LAPSED, purchase_id=purchase.id)
    if found is Hindrance.ALREADY_CUSTOMER:
        turn_down(tx, referral, purchase, ReferralReason.ALREADY_CUSTOMER)
    return found


def reward(tx: Transaction, referral: Referral, purchase: Purchase | None) -> Referral:
    """Complete a referral with the purchase that earned its rewards, or by registering; vouchers are the caller's."""
    return _move(tx, referral, ReferralState.REWARDED, purchase_id=purchase.id if purchase else None)


def hold(tx: Transaction, referral: Referral, purchase: Purchase) -> Referral:
    """Let a referral whose purchase counts wait until that can no longer be returned."""
    return _move(tx, referral, ReferralState.ON_HOLD, purchase_id=purchase.id)


def stand_on(tx: Transaction, referral: Referral, purchase_id: int) -> Referral:
    """Let another of the friend's purchases stand for the one that completed a rewarded referral and was returned."""
    store.stand_on(tx, referral, purchase_id)
    journal.append(tx, "referral.moved_on", referral.id, {"from": referral.purchase_id, "purchase": purchase_id})
    return replace(referral, purchase_id=purchase_id)


def turn_down(tx: Transaction, referral: Referral, purchase: Purchase | None, why: ReferralReason) -> Referral:
    """Close a referral with the purchase, or the arrival, that showed that it earns nothing."""
    number = purchase.id if purchase else None
    return _move(tx, referral, ReferralState.REJECTED, purchase_id=number, reason=why.value)


def limit_reached(tx: Transaction, referral: Referral, limits: Limits, advanced: Mapping[int, date]) -> bool:
    """Whether a referral's referrer was already rewarded for as many other friends as one of the limits allows.

    `advanced` says on which shop day a referral earned something by registering alone. A friend counts once, on the
    first day anything was earned; one that counts already needs no place.
    """
    if referral.id in advanced:
        return False
    days = friends.rewarded_days(tx, referral.referrer_id)
    days |= {number: min(day, days.get(number, day)) for number, day in advanced.items()}
    today = tx.today
    since = (
        (limits.day, today),
        (limits.month, today.replace(day=1)),
        (limits.year, today.replace(month=1, day=1)),
        (limits.total, date.min),
    )
    return any(most and sum(day >= start for day in days.values()) >= most for most, start in since)


def approve(tx: Transaction, referral: Referral) -> Referral:
    """Let a referral that was put aside count: somebody has looked at it."""
    return _move(tx, referral, ReferralState.CLAIMED, action="approved")


def reject(tx: Transaction, referral: Referral, reason: str) -> Referral:
    """Refuse a referral that was put aside or still waits, with a reason."""
    return _move(tx, referral, ReferralState.REJECTED, reason=reason)


def void(tx: Transaction, referral: Referral, reason: str) -> Referral:
    """Take a referral back with a reason; its vouchers are the caller's to cancel."""
    return _move(tx, referral, ReferralState.VOIDED, reason=reason)


def lapse(tx: Transaction, referral: Referral) -> Referral:
    """End a referral that waits for a first purchase nobody will make."""
    return _move(tx, referral, ReferralState.LAPSED)


def reopen(tx: Transaction, referral: Referral) -> None:
    """Let a referral wait for its first purchase again: the one that completed or closed it was a mistake."""
    reopened = store.reopen(tx, referral)
    assert reopened, "the referral was read in this very transaction"
    recount(tx, referral.referrer_id, referral.referee_id)
    journal.append(tx, "referral.reopened", referral.id, {"from": referral.state.value})


def wait_again(tx: Transaction, purchase: Purchase) -> None:
    """Let a referral that a mistaken purchase closed without a reward wait again, if the friend still has none.

    One that was in doubt stays closed: nobody shall get past the person who decides.
    """
    for one in store.of_purchase(tx, purchase.id):
        closed = one.state is ReferralState.LAPSED or one.reason in _CLOSING
        in_doubt = first_state(store.checks(tx, one.id)) is ReferralState.FLAGGED
        if is_over(one) and closed and not in_doubt and not store.live_of_referee(tx, one.referee_id):
            reopen(tx, one)
            return


def recount(tx: Transaction, *people: int) -> None:
    """Keep beside each of these people whether they count as a referrer and as referred."""
    for customer_id in people:
        customers.mark_referrer(tx, customer_id, customer_id in friends.brought(tx, [customer_id]))
        customers.mark_referee(tx, customer_id, friends.referrer_of(tx, customer_id) is not None)


def count_purchase(tx: Transaction, referral: Referral, purchase: Purchase, due_on: date, state: Counted) -> None:
    """Note that a friend's purchase counts towards a reward, given from a shop day on."""
    counted.insert_counted(tx, CountedPurchase(purchase.id, referral.id, state, due_on))
    journal.append(tx, "purchase.counted", purchase.id, {"referral": referral.id, "due": due_on.isoformat()})


def settle_purchase(tx: Transaction, purchase_id: int, state: Counted) -> None:
    """Note what became of a purchase that counts; the caller journals it."""
    counted.set_state(tx, purchase_id, state)


def counted_of(tx: Transaction, referral_id: int) -> list[CountedPurchase]:
    """The purchases that count towards a referral's rewards, in order."""
    return counted.of_referral(tx, referral_id)


def counted_by(tx: Transaction, purchase_id: int) -> CountedPurchase | None:
    """What a purchase counts towards, if it does."""
    return counted.of_purchase(tx, purchase_id)


def due(tx: Transaction) -> list[CountedPurchase]:
    """The purchases on hold that can no longer be returned, in the order they may be rewarded."""
    return counted.due(tx, tx.today)


def place(tx: Transaction, referral: Referral) -> int:
    """The how manieth of its referrer's rewarded referrals this one is, counted from 1."""
    return counted.rewarded_up_to(tx, referral)


def find(tx: Transaction, referral_id: int) -> Referral | None:
    """One referral by number, if there is one."""
    return store.find(tx, referral_id)


def many(tx: Transaction, ids: list[int]) -> dict[int, Referral]:
    """Referrals by number."""
    return store.many(tx, ids)


def open_for(tx: Transaction, customer_id: int) -> Referral | None:
    """The person's referral still waiting for a first purchase, if there is one."""
    referral = store.live_of_referee(tx, customer_id)
    return referral if referral and referral.state in WAITING else None


def brought_by(tx: Transaction, customer_id: int) -> Referral | None:
    """The referral through which this person came, if it still counts."""
    return store.live_of_referee(tx, customer_id)


def completed_by(tx: Transaction, purchase_id: int) -> Referral | None:
    """The referral that a purchase completed, if it still counts; records parted again may not share the two."""
    return store.completed_by(tx, purchase_id)


def of_person(tx: Transaction, customer_id: int) -> list[Referral]:
    """Every referral a person is part of, newest first."""
    return store.of_person(tx, customer_id)


def rewarded_count(tx: Transaction, referrer_id: int) -> int:
    """How many friends of this person were rewarded."""
    return friends.rewarded_count(tx, referrer_id)


def completed_between(tx: Transaction, first: date, last: date) -> list[tuple[int, int | None]]:
    """The referrer and the purchase of each referral rewarded between two shop days, in that order."""
    return friends.completed_between(tx, first, last)


def rewarded_before(tx: Transaction, ids: Sequence[int], day: date) -> dict[int, int]:
    """How many friends of each of these people were rewarded before a shop day."""
    return friends.rewarded_before(tx, ids, day)


def brought(tx: Transaction, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many friends each of these people brought, and for how many they were rewarded."""
    return friends.brought(tx, ids)


def claimed_at(tx: Transaction, ids: Sequence[int]) -> dict[int, datetime]:
    """The instant at which each of these friends arrived."""
    return friends.claimed_at(tx, ids)


def checks(tx: Transaction, referral_id: int) -> tuple[Checked, ...]:
    """How each check of a referral came out."""
    return store.checks(tx, referral_id)


def listed(tx: Transaction, state: ReferralState | None = None, limit: int | None = None) -> list[Referral]:
    """Referrals in one state or all, newest first."""
    return store.listed(tx, state, limit)


def leads_to(tx: Transaction, start: int, wanted: int) -> bool:
    """Whether following who brought whom up from `start` arrives at `wanted`."""
    seen: set[int] = set()
    current: int | None = start
    while current is not None and current not in seen:
        if current == wanted:
            return True
        seen.add(current)
        current = friends.referrer_of(tx, current)
    return False


def stands(tx: Transaction, referral: Referral, day: date) -> bool:
    """Whether a referral that counts keeps others from bringing this friend: earned, or with its window open."""
    window = programmes.version(tx, referral.programme_id).terms.claim_window_days
    return referral.state not in WAITING or day <= referral.claimed_on + timedelta(days=window)


def is_over(referral: Referral) -> bool:
    """Whether a referral no longer counts."""
    return referral.state not in LIVE


def _move(
    tx: Transaction,
    referral: Referral,
    state: ReferralState,
    purchase_id: int | None = None,
    reason: str = "",
    action: str = "",
) -> Referral:
    moved = store.move(tx, referral, state, purchase_id=purchase_id, reason=reason)
    assert moved is not None, "the referral was read in this very transaction"
    details = {"from": referral.state.value, "purchase": purchase_id}
    journal.append(tx, f"referral.{action or state.value}", referral.id, details)
    if (referral.state in LIVE) is not (state in LIVE):
        recount(tx, referral.referrer_id, referral.referee_id)
    return moved
