"""Judging a voucher that is held out: found by what was typed or scanned, and every reason against it."""

from dataclasses import dataclass, replace

from parrainage_desktop.base import codes
from parrainage_desktop.base.codes import Code, CodeKind
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import ReferralState
from parrainage_desktop.vouchers import lookups
from parrainage_desktop.vouchers.lookups import HeldOut
from parrainage_desktop.vouchers.rules import Accepted, Presented, Reason, Refused, Side, Voucher, objections


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was typed or scanned: the code it says or why it says none, and all the store knows about it."""

    said: Code | Refused
    held: HeldOut


def scanned(tx: Transaction, text: str, attempt: str = "") -> Scanned:
    """Look up what `text` means, and whether this attempt went through, in one question."""
    said = _said(text)
    letters = said.letters if isinstance(said, Code) and said.kind is CodeKind.VOUCHER else ""
    return Scanned(said, lookups.held_out(tx, letters, attempt))


def judge(tx: Transaction, what: Scanned, shown: Presented) -> Accepted | Refused:
    """Whether the voucher would be honoured as it is held out."""
    found = _found(tx, what)
    if isinstance(found, Refused):
        return found
    shown = _under_its_scheme(tx, found, shown)
    reasons = objections(found, shown)
    return refused(tx, found, reasons, shown) if reasons else Accepted(found)


def _under_its_scheme(tx: Transaction, voucher: Voucher, shown: Presented) -> Presented:
    """What is known of the purchase, as far as the voucher's own scheme asks for it."""
    if shown.customer_id is None and not shown.purchase_has_voucher:
        return shown
    terms = programmes.version(tx, voucher.programme_id).terms
    return replace(
        shown, personal=terms.personal, purchase_has_voucher=shown.purchase_has_voucher and terms.one_per_purchase
    )


def find(tx: Transaction, text: str) -> Voucher | Refused:
    """The voucher typed or scanned as `text`, whatever it is worth, or why there is none."""
    return _found(tx, scanned(tx, text))


def _said(text: str) -> Code | Refused:
    try:
        return codes.read_code(text)
    except codes.MisreadCode as misread:
        if misread.kind is CodeKind.CARD:
            return Refused(Reason.OTHER_KIND, (Reason.OTHER_KIND, Reason.MALFORMED))
        return Refused(Reason.MALFORMED, (Reason.MALFORMED,))
    except codes.ForeignCode:
        return Refused(Reason.OTHER_SHOP, (Reason.OTHER_SHOP,))


def _found(tx: Transaction, what: Scanned) -> Voucher | Refused:
    if isinstance(what.said, Refused):
        return what.said
    if what.said.kind is not CodeKind.VOUCHER:
        return _other_kind(tx, what.said.letters)
    if what.held.missed_at:
        retry_at = what.held.missed_at + lookups.MISS_WINDOW
        return Refused(Reason.THROTTLED, (Reason.THROTTLED,), retry_at=retry_at)
    return what.held.voucher or Refused(Reason.UNKNOWN, (Reason.UNKNOWN,))


def why_not(tx: Transaction, voucher: Voucher, why: Reason) -> Refused:
    """A refusal with what there is to tell about it."""
    return refused(tx, voucher, (why,), Presented(tx.today))


def refused(tx: Transaction, voucher: Voucher, reasons: tuple[Reason, ...], shown: Presented) -> Refused:
    """A refusal with what there is to tell about it."""
    cancelled = lookups.cancellation(tx, voucher.id) if Reason.CANCELLED in reasons else None
    missing = voucher.minimum_cents - (shown.purchase_cents or 0) if Reason.BELOW_MINIMUM in reasons else 0
    at, by, because = cancelled or (None, "", "")
    return Refused(
        reasons[0],
        reasons,
        voucher,
        use=lookups.last_use(tx, voucher.id) if Reason.ALREADY_USED in reasons else None,
        missing_cents=missing,
        cancelled_at=at,
        cancelled_by=by,
        cancelled_because=because,
        other=lookups.usable(tx, voucher.holder_id, besides=voucher.id),
    )


def _other_kind(tx: Transaction, letters: str) -> Refused:
    card = customers.card(tx, letters)
    holder = customers.get(tx, card.customer_id) if card else None
    return Refused(
        Reason.OTHER_KIND,
        (Reason.OTHER_KIND,),
        card_holder_id=holder.id if holder else None,
        card_holder=holder.name if holder else "",
    )


def forfeited(tx: Transaction, voucher: Voucher) -> bool:
    """Whether what earned a voucher no longer counts: its referral was taken back, or its purchase returned."""
    referral = referrals.find(tx, voucher.referral_id) if voucher.referral_id is not None else None
    if referral is None or referral.state is ReferralState.VOIDED:
        return referral is not None
    by_purchase = voucher.purchase_id if voucher.side is not Side.BONUS else None
    return by_purchase is not None and purchases.find(tx, by_purchase) is None
