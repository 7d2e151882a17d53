"""Judging a voucher that is held out: found by what was typed or scanned, and every reason against it."""

from dataclasses import replace
from datetime import datetime, timedelta

from parrainage_desktop.base import codes, journal
from parrainage_desktop.base.codes import CodeKind
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.vouchers import lookups
from parrainage_desktop.vouchers.rules import Accepted, Presented, Reason, Refused, Standing, Voucher, objections

MISSES_ALLOWED = 3
MISS_WINDOW = timedelta(minutes=10)


def judge(tx: Transaction, text: str, shown: Presented) -> Accepted | Refused:
    """Whether the voucher meant by `text` would be honoured as it is held out."""
    found = find(tx, text)
    if isinstance(found, Refused):
        return found
    programme = programmes.version(tx, found.programme_id)
    shown = replace(
        shown,
        personal=programme.terms.personal,
        purchase_has_voucher=shown.purchase_has_voucher and programme.terms.one_per_purchase,
    )
    reasons = objections(found, shown)
    return refused(tx, found, reasons, shown) if reasons else Accepted(found)


def find(tx: Transaction, text: str) -> Voucher | Refused:
    """The voucher typed or scanned as `text`, whatever it is worth, or why there is none."""
    try:
        code = codes.read_code(text)
    except codes.MisreadCode as misread:
        if misread.kind is CodeKind.CARD:
            return Refused(Reason.OTHER_KIND, (Reason.OTHER_KIND, Reason.MALFORMED))
        return Refused(Reason.MALFORMED, (Reason.MALFORMED,))
    except codes.ForeignCode:
        return Refused(Reason.OTHER_SHOP, (Reason.OTHER_SHOP,))
    if code.kind is not CodeKind.VOUCHER:
        return _other_kind(tx, code.letters)
    misses = _recent_misses(tx)
    if len(misses) >= MISSES_ALLOWED:
        return Refused(
            Reason.THROTTLED, (Reason.THROTTLED,), retry_at=misses[-MISSES_ALLOWED] + MISS_WINDOW
        )
    voucher = lookups.by_code(tx, code.letters)
    return voucher or Refused(Reason.UNKNOWN, (Reason.UNKNOWN,))


def why_not(tx: Transaction, voucher: Voucher, why: Reason) -> Refused:
    """A refusal with what there is to tell about it."""
    return refused(tx, voucher, (why,), Presented(tx.today))


def usable(tx: Transaction, holder_id: int, besides: int = 0) -> Voucher | None:
    """A voucher this person could use now, the first to expire."""
    active = [
        v
        for v in lookups.of_holder(tx, holder_id)
        if v.standing(tx.today) is Standing.ACTIVE and v.id != besides
    ]
    return min(active, key=lambda voucher: (voucher.valid_until, voucher.id), default=None)


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
        other=usable(tx, voucher.holder_id, besides=voucher.id),
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


def _recent_misses(tx: Transaction) -> list[datetime]:
    return journal.instants(tx, "voucher.unknown", tx.now - MISS_WINDOW, tx.actor.till)
