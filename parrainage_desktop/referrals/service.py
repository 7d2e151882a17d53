"""A friend arrives with a card; later their first purchase completes the referral."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.codes import CodeKind, ForeignCode, MisreadCode, read_code
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Card, CardState, Customer, NewCustomer
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Approval, Friends, Limits, Terms
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.purchases.rules import Purchase
from parrainage_desktop.referrals import store
from parrainage_desktop.referrals.rules import (
    LIVE,
    Checked,
    Claimed,
    ClaimRefused,
    Facts,
    Hindrance,
    Referral,
    ReferralReason,
    ReferralState,
    alike,
    examine,
    first_state,
    hindrance,
    refusal,
)
from parrainage_desktop.surveys import service as surveys


def claim(tx: Transaction, card_text: str, new: NewCustomer) -> Claimed | ClaimRefused:
    """Note that a friend came with a card, and give them one of their own. Raises InvalidInput.

    The caller commits whatever comes back: a refused claim is kept for the person who asks.
    """
    card = _counting_card(tx, card_text)
    if isinstance(card, ClaimRefused):
        return _noted(tx, card)
    kept = customers.checked(tx, new)
    referrer = customers.get(tx, card.customer_id)
    known = _known(tx, referrer, kept)
    checks = examine(_facts(tx, referrer, kept, known))
    if why := refusal(checks):
        return _keep_refused(tx, card, referrer, known, why, checks)
    return _keep_claim(tx, card, referrer, known or customers.add(tx, new), checks)


def preview(tx: Transaction, card_text: str, new: NewCustomer) -> tuple[Checked, ...] | ClaimRefused:
    """The checks as they would come out now; nothing is written. Raises InvalidInput."""
    card = _counting_card(tx, card_text)
    if isinstance(card, ClaimRefused):
        return card
    kept = customers.checked(tx, new)
    referrer = customers.get(tx, card.customer_id)
    return examine(_facts(tx, referrer, kept, _known(tx, referrer, kept)))


def referrer_behind(tx: Transaction, card_text: str) -> Customer | ClaimRefused:
    """Whose card this is."""
    card = _card(tx, card_text)
    return card if isinstance(card, ClaimRefused) else customers.get(tx, card.customer_id)


def qualify(tx: Transaction, purchase: Purchase) -> Referral | Hindrance | None:
    """The referral that a friend's purchase completes and is now to be rewarded, what hinders it, or None.

    None means an ordinary purchase: the buyer has no open referral.
    """
    referral = store.live_of_referee(tx, purchase.customer_id)
    if referral is None or referral.state is ReferralState.REWARDED:
        return None
    terms = programmes.version(tx, referral.programme_id).terms
    hindered = hindrance(
        referral.state,
        referral.claimed_on,
        terms.claim_window_days,
        purchase.amount_cents,
        terms.purchase_minimum_cents,
        purchase.on,
    )
    if hindered is Hindrance.LAPSED:
        _move(tx, referral, ReferralState.LAPSED)
    if hindered is Hindrance.ALREADY_CUSTOMER:
        _move(tx, referral, ReferralState.REJECTED, reason=ReferralReason.ALREADY_CUSTOMER.value)
    return hindered or referral


def reward(tx: Transaction, referral: Referral, purchase: Purchase) -> Referral:
    """Complete a referral with the purchase that earned its rewards; the vouchers are the caller's to issue."""
    return _move(tx, referral, ReferralState.REWARDED, purchase_id=purchase.id)


def turn_down(tx: Transaction, referral: Referral, purchase: Purchase, why: ReferralReason) -> Referral:
    """Close a referral that its purchase would have completed, had the scheme still something to give."""
    return _move(tx, referral, ReferralState.REJECTED, purchase_id=purchase.id, reason=why.value)


def limit_reached(tx: Transaction, referrer_id: int, limits: Limits) -> bool:
    """Whether this person has already been rewarded for as many friends as one of the limits allows."""
    today = tx.today
    since = (
        (limits.day, today),
        (limits.month, today.replace(day=1)),
        (limits.year, today.replace(month=1, day=1)),
        (limits.total, date.min),
    )
    return any(most and store.rewarded_since(tx, referrer_id, start) >= most for most, start in since)


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
    """Let a rewarded referral wait for its first purchase again: the one that completed it was a mistake."""
    reopened = store.reopen(tx, referral)
    assert reopened, "the referral was read in this very transaction"
    recount(tx, referral.referrer_id, referral.referee_id)
    journal.append(tx, "referral.reopened", referral.id, {"from": referral.state.value})


def recount(tx: Transaction, *people: int) -> None:
    """Keep beside each of these people whether they count as a referrer and as referred."""
    for customer_id in people:
        customers.mark_referrer(tx, customer_id, customer_id in store.brought(tx, [customer_id]))
        customers.mark_referee(tx, customer_id, store.referrer_of(tx, customer_id) is not None)


def find(tx: Transaction, referral_id: int) -> Referral | None:
    """One referral by number, if there is one."""
    return store.find(tx, referral_id)


def many(tx: Transaction, ids: list[int]) -> dict[int, Referral]:
    """Referrals by number."""
    return store.many(tx, ids)


def open_for(tx: Transaction, customer_id: int) -> Referral | None:
    """The person's referral still waiting for a first purchase, if there is one."""
    referral = store.live_of_referee(tx, customer_id)
    return referral if referral and referral.state is not ReferralState.REWARDED else None


def brought_by(tx: Transaction, customer_id: int) -> Referral | None:
    """The referral through which this person came, if it still counts."""
    return store.live_of_referee(tx, customer_id)


def of_person(tx: Transaction, customer_id: int) -> list[Referral]:
    """Every referral a person is part of, newest first."""
    return store.of_person(tx, customer_id)


def rewarded_count(tx: Transaction, referrer_id: int) -> int:
    """How many friends of this person were rewarded."""
    return store.rewarded_count(tx, referrer_id)


def completed_between(tx: Transaction, first: date, last: date) -> list[tuple[int, int | None]]:
    """The referrer and the purchase of each referral rewarded between two shop days, in that order."""
    return store.completed_between(tx, first, last)


def rewarded_before(tx: Transaction, ids: Sequence[int], day: date) -> dict[int, int]:
    """How many friends of each of these people were rewarded before a shop day."""
    return store.rewarded_before(tx, ids, day)


def referrer_ids(tx: Transaction) -> list[int]:
    """Everyone who brought somebody, the most recently active first."""
    return store.referrer_ids(tx)


def referee_ids(tx: Transaction) -> list[int]:
    """Everyone whom somebody brought, the most recently active first."""
    return store.referee_ids(tx)


def brought(tx: Transaction, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many friends each of these people brought, and for how many they were rewarded."""
    return store.brought(tx, ids)


def referred_among(tx: Transaction, ids: Sequence[int]) -> set[int]:
    """Who of these people was brought by somebody."""
    return store.referred_among(tx, ids)


def claimed_at(tx: Transaction, ids: Sequence[int]) -> dict[int, datetime]:
    """The instant at which each of these friends arrived."""
    return store.claimed_at(tx, ids)


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
        current = store.referrer_of(tx, current)
    return False


def stands(tx: Transaction, referral: Referral, day: date) -> bool:
    """Whether a referral that counts keeps others from bringing this friend: rewarded, or with its window open."""
    window = programmes.version(tx, referral.programme_id).terms.claim_window_days
    return referral.state is ReferralState.REWARDED or day <= referral.claimed_on + timedelta(days=window)


def is_over(referral: Referral) -> bool:
    """Whether a referral no longer counts."""
    return referral.state not in LIVE


def _counting_card(tx: Transaction, text: str) -> Card | ClaimRefused:
    """The card, as long as the scheme takes friends; vouchers issued before its end stay good until their date."""
    card, scheme = _card(tx, text), programmes.current(tx)
    if isinstance(card, ClaimRefused) or not scheme.stopped(tx.today):
        return card
    return ClaimRefused(ReferralReason.WINDOW_OVER, ended_on=scheme.terms.ends_on)


def _card(tx: Transaction, text: str) -> Card | ClaimRefused:
    try:
        code = read_code(text)
    except MisreadCode as misread:
        is_card = misread.kind is CodeKind.CARD
        return ClaimRefused(ReferralReason.CARD_MISREAD if is_card else ReferralReason.CARD_UNKNOWN)
    except ForeignCode:
        return ClaimRefused(ReferralReason.CARD_UNKNOWN)
    card = customers.card(tx, code.letters) if code.kind is CodeKind.CARD else None
    if card is None:
        return ClaimRefused(ReferralReason.CARD_UNKNOWN)
    if card.state is CardState.ACTIVE:
        return card
    owner = customers.get(tx, card.customer_id)
    if owner.gone:
        return ClaimRefused(ReferralReason.CARD_DEAD)
    return ClaimRefused(ReferralReason.CARD_DEAD, known_id=owner.id, known_name=owner.name)


def _known(tx: Transaction, referrer: Customer, new: NewCustomer) -> Customer | None:
    """The person who already has this phone or e-mail: the referrer first, whoever else shares one of them."""
    own_phone = bool(new.phone) and new.phone == referrer.phone
    own_email = bool(new.email) and new.email == referrer.email
    return referrer if own_phone or own_email else customers.known(tx, new.phone, new.email)


def _standing(tx: Transaction, referee_id: int) -> Referral | None:
    """The referral that keeps others from bringing this friend: rewarded, or with its window still open."""
    referral = store.live_of_referee(tx, referee_id)
    return referral if referral and stands(tx, referral, tx.today) else None


def _facts(tx: Transaction, referrer: Customer, new: NewCustomer, known: Customer | None) -> Facts:
    name = f"{new.given_name} {new.family_name}"
    terms = programmes.current(tx).terms
    return Facts(
        same_person=known is not None and known.id == referrer.id,
        bought_before=known is not None and _no_longer_new(tx, terms, known),
        already_referred=known is not None and _standing(tx, known.id) is not None,
        circle=known is not None and leads_to(tx, referrer.id, known.id),
        names_alike=alike(writing.fold(name), writing.fold(referrer.name)),
        claims_last_hour=store.claims_since(tx, referrer.id, tx.now - timedelta(hours=1)),
        claims_last_week=store.claims_since(tx, referrer.id, tx.now - timedelta(days=7)),
        unentitled=not _may_refer(tx, terms, referrer),
        by_hand=terms.approval is Approval.MANUAL,
    )


def _no_longer_new(tx: Transaction, terms: Terms, known: Customer) -> bool:
    """Whether somebody the shop knows is not among those the scheme lets be brought."""
    if terms.friends is Friends.NEW:
        return True
    before_the_scheme = known.since if known.known_before else None
    last = purchases.last_day(tx, known.id) or before_the_scheme
    if terms.friends is Friends.NEVER_BOUGHT:
        return last is not None
    return last is not None and last > add_months(tx.today, -terms.inactive_months)


def _may_refer(tx: Transaction, terms: Terms, referrer: Customer) -> bool:
    """Whether a referrer has been a customer for as long, and scored as high, as the scheme asks."""
    months = terms.referrer_months
    known_long_enough = not months or referrer.since <= add_months(tx.today, -months)
    if terms.referrer_nps is None:
        return known_long_enough
    score = surveys.latest_of_customers(tx, [referrer.id]).get(referrer.id)
    return known_long_enough and score is not None and score >= terms.referrer_nps


def _keep_claim(
    tx: Transaction, card: Card, referrer: Customer, referee: Customer, checks: tuple[Checked, ...]
) -> Claimed:
    if over := store.live_of_referee(tx, referee.id):
        _move(tx, over, ReferralState.LAPSED)
    programme = programmes.current(tx)
    state = first_state(checks)
    referral = store.insert_referral(tx, state, referrer.id, referee.id, card.code, programme.id, "")
    store.insert_checks(tx, referral.id, checks)
    recount(tx, referrer.id, referee.id)
    customers.touch(tx, referrer.id)
    customers.touch(tx, referee.id)
    details = {"referrer": referrer.id, "referee": referee.id, "state": state.value}
    journal.append(tx, "referral.claimed", referral.id, details)
    return Claimed(referral, referee.card, checks)


def _keep_refused(
    tx: Transaction,
    card: Card,
    referrer: Customer,
    known: Customer | None,
    why: ReferralReason,
    checks: tuple[Checked, ...],
) -> ClaimRefused:
    if known is None:
        return _noted(tx, ClaimRefused(why, checks))
    programme = programmes.current(tx)
    kept = store.insert_referral(
        tx, ReferralState.REJECTED, referrer.id, known.id, card.code, programme.id, why.value
    )
    store.insert_checks(tx, kept.id, checks)
    first = store.live_of_referee(tx, known.id)
    refused = ClaimRefused(why, checks, known.id, known.name, first.referrer if first else "", kept.id)
    return _noted(tx, refused)


def _noted(tx: Transaction, refused: ClaimRefused) -> ClaimRefused:
    journal.append(tx, "referral.refused", refused.referral_id or 0, {"reason": refused.why.value})
    return refused


def _move(
    tx: Transaction,
    referral: Referral,
    state: ReferralState,
    purchase_id: int | None = None,
    reason: str = "",
    action: str = "",
) -> Referral:
    moved = store.move(tx, referral, state, purchase_id=purchase_id, reason=reason)
    assert moved, "the referral was read in this very transaction"
    details = {"from": referral.state.value, "purchase": purchase_id}
    journal.append(tx, f"referral.{action or state.value}", referral.id, details)
    recount(tx, referral.referrer_id, referral.referee_id)
    found = store.find(tx, referral.id)
    assert found is not None
    return found
