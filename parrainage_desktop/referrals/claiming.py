"""A friend arrives with a card: every check looked at, and the claim kept whether it counts or not."""

from datetime import timedelta

from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.codes import CodeKind, ForeignCode, MisreadCode, read_code
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers import tiers
from parrainage_desktop.customers.rules import Card, CardState, Customer, NewCustomer
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rules import Approval, Friends, Programme, Terms
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import friends, service, store
from parrainage_desktop.referrals.rules import (
    STAFF_TAGS,
    Checked,
    Claimed,
    ClaimRefused,
    Facts,
    Referral,
    ReferralReason,
    ReferralState,
    alike,
    examine,
    first_state,
    refusal,
)
from parrainage_desktop.surveys import service as surveys


def claim(tx: Transaction, card_text: str, new: NewCustomer, attempt: str = "") -> Claimed | ClaimRefused:
    """Note that a friend came with a card, and give them one of their own. Raises InvalidInput.

    The caller commits whatever comes back: a refused claim is kept for the person who asks. `attempt` names the
    press of the button it comes from, if any, so that `of_attempt` finds it again.
    """
    scheme = programmes.current(tx)
    card = _counting_card(tx, card_text, scheme)
    if isinstance(card, ClaimRefused):
        return _noted(tx, card)
    scheme = programmes.for_referrer(tx, card.customer_id, scheme)
    kept = customers.checked(tx, new)
    referrer = customers.get(tx, card.customer_id)
    known = _known(tx, referrer, kept)
    checks = examine(_facts(tx, scheme.terms, referrer, kept, known))
    if why := refusal(checks):
        return _keep_refused(tx, scheme, card, referrer, known, why, checks)
    if known and (over := store.live_of_referee(tx, known.id)):
        service.lapse(tx, over)
    return _keep_claim(tx, scheme, card, referrer, known or customers.add_checked(tx, kept), checks, attempt)


def of_attempt(tx: Transaction, attempt: str) -> Claimed | None:
    """The arrival an attempt of the last day noted, if it went through, as it stands now."""
    entry = journal.of_attempt(tx, "referral.claimed", attempt)
    referral = store.find(tx, entry.subject) if entry else None
    if referral is None:
        return None
    return Claimed(referral, customers.get(tx, referral.referee_id).card, store.checks(tx, referral.id))


def preview(tx: Transaction, card_text: str, new: NewCustomer) -> tuple[Checked, ...] | ClaimRefused:
    """The checks as they would come out now; nothing is written. Raises InvalidInput."""
    scheme = programmes.current(tx)
    card = _counting_card(tx, card_text, scheme)
    if isinstance(card, ClaimRefused):
        return card
    kept = customers.checked(tx, new)
    referrer = customers.get(tx, card.customer_id)
    return examine(_facts(tx, scheme.terms, referrer, kept, _known(tx, referrer, kept)))


def referrer_behind(tx: Transaction, card_text: str) -> Customer | ClaimRefused:
    """Whose card this is."""
    card = _card(tx, card_text)
    return card if isinstance(card, ClaimRefused) else customers.get(tx, card.customer_id)


def _counting_card(tx: Transaction, text: str, scheme: Programme) -> Card | ClaimRefused:
    """The card, as long as the scheme takes friends; vouchers issued before its end stay good until their date."""
    card = _card(tx, text)
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
    others = customers.sharing(tx, new.phone, new.email)
    if own_phone or own_email or any(one.id == referrer.id for one in others):
        return referrer
    return min(others, key=lambda one: one.id, default=None)


def _standing(tx: Transaction, referee_id: int) -> Referral | None:
    """The referral that keeps others from bringing this friend: rewarded, or with its window still open."""
    referral = store.live_of_referee(tx, referee_id)
    return referral if referral and service.stands(tx, referral, tx.today) else None


def _facts(
    tx: Transaction, terms: Terms, referrer: Customer, new: NewCustomer, known: Customer | None
) -> Facts:
    name = f"{new.given_name} {new.family_name}"
    last_hour, last_week = friends.claims_since(
        tx, referrer.id, tx.now - timedelta(days=7), later=tx.now - timedelta(hours=1)
    )
    return Facts(
        same_person=known is not None and known.id == referrer.id,
        bought_before=known is not None and _no_longer_new(tx, terms, known),
        already_referred=known is not None and _standing(tx, known.id) is not None,
        circle=known is not None and service.leads_to(tx, referrer.id, known.id),
        names_alike=alike(writing.fold(name), writing.fold(referrer.name)),
        claims_last_hour=last_hour,
        claims_last_week=last_week,
        unentitled=not _may_refer(tx, terms, referrer),
        by_hand=terms.approval is Approval.MANUAL,
        staff=_works_here(tx, name, known) or _works_here(tx, referrer.name, referrer),
    )


def _works_here(tx: Transaction, name: str, known: Customer | None) -> bool:
    """Whether somebody is called like whoever acts, or is filed under a word for those who work here."""
    folded = writing.fold(name)
    if " " in folded and folded == writing.fold(tx.actor.staff):
        return True
    return known is not None and any(writing.fold(tag) in STAFF_TAGS for tag in customers.tags(tx, known.id))


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
    """Whether a referrer has been a customer for as long, scored as high and is in the tier the scheme asks for."""
    months = terms.referrer_months
    if months and referrer.since > add_months(tx.today, -months):
        return False
    if terms.referrer_tier and tiers.present(tx, referrer.id).tier < terms.referrer_tier:
        return False
    if terms.referrer_nps is None:
        return True
    score = surveys.latest_of_customers(tx, [referrer.id]).get(referrer.id)
    return score is not None and score >= terms.referrer_nps


def _keep_claim(
    tx: Transaction,
    scheme: Programme,
    card: Card,
    referrer: Customer,
    referee: Customer,
    checks: tuple[Checked, ...],
    attempt: str,
) -> Claimed:
    state = first_state(checks)
    referral = store.insert_referral(tx, state, referrer, referee, card.code, scheme.id, "")
    store.insert_checks(tx, referral.id, checks)
    customers.mark_brought(tx, referrer.id, referee.id)
    details: dict[str, journal.Detail] = {"referrer": referrer.id, "referee": referee.id, "state": state.value}
    journal.append(tx, "referral.claimed", referral.id, details | {"attempt": attempt} if attempt else details)
    return Claimed(referral, referee.card, checks)


def _keep_refused(
    tx: Transaction,
    scheme: Programme,
    card: Card,
    referrer: Customer,
    known: Customer | None,
    why: ReferralReason,
    checks: tuple[Checked, ...],
) -> ClaimRefused:
    if known is None:
        return _noted(tx, ClaimRefused(why, checks))
    kept = store.insert_referral(tx, ReferralState.REJECTED, referrer, known, card.code, scheme.id, why.value)
    store.insert_checks(tx, kept.id, checks)
    first = store.live_of_referee(tx, known.id)
    refused = ClaimRefused(why, checks, known.id, known.name, first.referrer if first else "", kept.id)
    return _noted(tx, refused)


def _noted(tx: Transaction, refused: ClaimRefused) -> ClaimRefused:
    journal.append(tx, "referral.refused", refused.referral_id or 0, {"reason": refused.why.value})
    return refused
