"""Correcting vouchers with a trace: given by hand, cancelled, prolonged, replaced; who did what to one and when."""

from collections.abc import Iterable
from datetime import date

from parrainage_desktop.base import journal, writing
from parrainage_desktop.base.clock import add_months
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers import service as customers
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.vouchers import judging, lists, service, store
from parrainage_desktop.vouchers.rules import Moment, Reason, Refused, Side, Voucher, VoucherState

LARGEST_GIFT = 100_000_00
"""Cents; what a row of the store can hold is ten times that, and no shop gives it away."""
LONGEST_MONTHS = 60


def give(tx: Transaction, holder_id: int, cents: int, reason: str) -> Voucher:
    """A voucher given by hand, under the scheme in force. Raises InvalidInput without an amount or a reason."""
    if not 1 <= cents <= LARGEST_GIFT:
        raise InvalidInput("amount", _("A voucher is worth at least 0.01 and at most 100,000.00."))
    why = reason_for(reason)
    holder = customers.get(tx, holder_id)
    return service.issue(tx, programmes.current(tx), Side.GOODWILL, holder.id, cents, reason=why)


def cancel(tx: Transaction, text: str, reason: str) -> Voucher | Refused:
    """Take a voucher, or what is left of it, out of the world. Raises InvalidInput without a reason."""
    why = reason_for(reason)
    found = correctable(tx, text)
    if isinstance(found, Refused):
        return found
    done = service.cancel(tx, found, why)
    assert done, "the voucher was read in this very transaction"
    return service.by_id(tx, found.id)


def cancel_all(tx: Transaction, ids: Iterable[int], reason: str) -> list[Voucher]:
    """Cancel what can still be cancelled of these, all or none of them; those that were."""
    why = reason_for(reason)
    found = [voucher for voucher in service.many(tx, list(ids)).values() if voucher.state is VoucherState.ISSUED]
    done = [voucher.id for voucher in found if service.cancel(tx, voucher, why)]
    return list(service.many(tx, done).values())


def extend(tx: Transaction, text: str, until: date, reason: str) -> Voucher | Refused:
    """Move a voucher's last day on, also after it has passed. Raises InvalidInput for a day that is no later."""
    why = reason_for(reason)
    found = correctable(tx, text)
    if isinstance(found, Refused):
        return found
    if until <= found.valid_until or until < tx.today:
        raise InvalidInput("until", _("The new last day must come after the present one, and not be past."))
    if until > add_months(tx.today, LONGEST_MONTHS):
        raise InvalidInput("until", _("A voucher is prolonged by five years at most."))
    done = store.extend(tx, found, until, why)
    assert done, "the voucher was read in this very transaction"
    details = {"from": found.valid_until.isoformat(), "to": until.isoformat()}
    journal.append(tx, "voucher.extended", found.id, details)
    return service.by_id(tx, found.id)


def reissue(tx: Transaction, text: str, reason: str) -> Voucher | Refused:
    """Replace a lost or spoilt voucher: the old letters die, new ones are worth what was left until the same day."""
    why = reason_for(reason)
    found = correctable(tx, text)
    if isinstance(found, Refused):
        return found
    if found.valid_until < tx.today:
        return Refused(Reason.EXPIRED, (Reason.EXPIRED,), found)
    service.cancel(tx, found, why)
    return service.replace_voucher(tx, found, why)


def history(tx: Transaction, voucher_id: int) -> list[Moment]:
    """Everything that happened to a voucher, oldest first: what, when, at which till, by whom and why."""
    return lists.history(tx, voucher_id)


def reason_for(text: str) -> str:
    """A reason fit to keep. Raises InvalidInput when there is none."""
    why = writing.line("reason", text, 240)
    if not why:
        raise InvalidInput("reason", _("A reason is needed."))
    return why


def correctable(tx: Transaction, text: str) -> Voucher | Refused:
    """The voucher, as long as something of it is left."""
    found = judging.find(tx, text)
    if isinstance(found, Refused) or found.state is VoucherState.ISSUED:
        return found
    used = found.state is VoucherState.REDEEMED
    return judging.why_not(tx, found, Reason.ALREADY_USED if used else Reason.CANCELLED)
