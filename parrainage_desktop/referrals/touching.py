"""Writing down what happened on a friend’s way to the shop: a card given, a mention, a message, an event."""

from collections.abc import Collection

from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.customers import service as customers
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import lists, service, touch_store
from parrainage_desktop.referrals.rules import Referral, ReferralState
from parrainage_desktop.referrals.touch_rules import Journey, NewTouch, Touch, TouchKind

MOST_NAMED = 20


def record(tx: Transaction, referral_id: int, new: NewTouch) -> int:
    """Write a touch down; its number. Raises InvalidInput for a day to come, a long note or an unknown referral."""
    _wanted(tx, referral_id)
    if new.on > tx.today:
        raise InvalidInput("day", _("This day is still to come."))
    note = writing.line("note", new.note, 240)
    touch_id = touch_store.insert_touch(tx, referral_id, NewTouch(new.kind, new.on, new.by_id, note))
    journal.append(tx, "touch.noted", touch_id, {"kind": new.kind.value, "referral": referral_id})
    return touch_id


def take_out(tx: Transaction, touch_id: int) -> bool:
    """Take a touch out that was written down by mistake; False when it is not there any more."""
    referral_id = touch_store.delete_touch(tx, touch_id)
    if referral_id is None:
        return False
    journal.append(tx, "touch.taken_out", touch_id, {"referral": referral_id})
    return True


def journey(tx: Transaction, referral_id: int) -> Journey:
    """A friend’s whole way: every card shown for them, whoever’s, and what was written down besides."""
    referral = _wanted(tx, referral_id)
    of_friend = lists.of_friend(tx, referral.referee_id)
    shown = [one for one in of_friend if one.id == referral_id or _counts(one)]
    instants = service.claimed_at(tx, [one.id for one in shown])
    cards = [Touch(TouchKind.CARD, one.claimed_on, one.referrer, instants[one.id]) for one in shown]
    found = [*cards, *touch_store.of_referrals(tx, [one.id for one in of_friend])]
    ordered = tuple(sorted(found, key=lambda touch: (touch.on, touch.at, touch.id or 0)))
    first = purchases.find(tx, referral.purchase_id) if referral.purchase_id is not None else None
    rewarded = first if referral.state is ReferralState.REWARDED else None
    return Journey(ordered, rewarded.on if rewarded else None, rewarded.amount_cents if rewarded else None)


def whose(tx: Transaction, referral_id: int, text: str) -> int | None:
    """Whose touch is meant: the referrer’s or somebody else’s name, phone or card; nothing is the shop’s own.

    Raises InvalidInput when it fits nobody or several.
    """
    typed = writing.fold(text)
    if not typed:
        return None
    referral = _wanted(tx, referral_id)
    if typed == writing.fold(referral.referrer):
        return referral.referrer_id
    found = customers.find_as_typed(tx, text, MOST_NAMED)
    exact = [one for one in found if writing.fold(one.name) == typed]
    meant = exact or found
    if not meant:
        raise InvalidInput("by", _("No customer fits. Leave it empty when it was the shop’s own doing."))
    if len(meant) > 1:
        several = ngettext(
            "{count} customer fits: type the phone or the card.", "{count} customers fit: type the phone or the card.",
            len(meant),
        )  # fmt: skip
        raise InvalidInput("by", several.format(count=number(len(meant))))
    return meant[0].id


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person’s touches be another’s, all or `only` some; which ones moved. The caller journals it."""
    return touch_store.follow(tx, from_id, to_id, only)


def _wanted(tx: Transaction, referral_id: int) -> Referral:
    referral = service.find(tx, referral_id)
    if referral is None:
        raise InvalidInput("referral", _("There is no referral number {number}.").format(number=referral_id))
    return referral


def _counts(referral: Referral) -> bool:
    """Whether a card was really shown by somebody else: not a mistake taken back, nor the friend’s own."""
    return referral.state is not ReferralState.VOIDED and referral.referrer_id != referral.referee_id
