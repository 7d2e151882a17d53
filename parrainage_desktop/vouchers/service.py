"""Issuing, checking, redeeming and taking back vouchers, each inside one transaction."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from parrainage_desktop.base import codes, journal, writing
from parrainage_desktop.base.codes import CodeKind
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.rewards import Credit
from parrainage_desktop.programme.rules import Programme, life
from parrainage_desktop.vouchers import judging, lists, lookups, store
from parrainage_desktop.vouchers.rules import (
    Accepted,
    Owed,
    Presented,
    Reason,
    Redemption,
    Refused,
    Side,
    Standing,
    Use,
    Voucher,
    VoucherState,
    Words,
)

ATTEMPT_LENGTH = 64


def issue(
    tx: Transaction, programme: Programme, side: Side, holder_id: int, cents: int, referral_id: int | None = None,
    purchase_id: int | None = None, reason: str = "", due_on: date | None = None,
) -> Voucher:
    """Give a person a voucher of `cents` under a version of the scheme; its life begins as the terms say.

    `reason` is why it is given, when no referral earned it. One due on an earlier day may be used as soon as if it had
    been given then, and still lives as long from today.
    """
    valid_from, valid_until = life(programme.terms, tx.today)
    if due_on:
        valid_from = max(tx.today, life(programme.terms, due_on)[0])
    return _issued(
        tx,
        Voucher(
            id=0,
            code=codes.new_code(CodeKind.VOUCHER, tx.chance),
            side=side,
            holder_id=holder_id,
            holder="",
            referral_id=referral_id,
            purchase_id=purchase_id,
            programme_id=programme.id,
            value_cents=cents,
            balance_cents=cents,
            currency=programme.currency,
            minimum_cents=programme.terms.voucher_minimum_cents,
            issued_on=tx.today,
            valid_from=valid_from,
            valid_until=valid_until,
            state=VoucherState.ISSUED,
            uses=0,
        ),
        reason,
    )


def replace_voucher(tx: Transaction, old: Voucher, reason: str) -> Voucher:
    """A voucher with new letters in the place of a cancelled one: what was left of it, until the same day."""
    left = old.balance_cents
    new = replace(
        old, code=codes.new_code(CodeKind.VOUCHER, tx.chance), value_cents=left, balance_cents=left,
        issued_on=tx.today, state=VoucherState.ISSUED, uses=0,
    )
    return _issued(tx, new, reason)


def check(tx: Transaction, text: str, purchase_cents: int | None = None) -> Accepted | Refused:
    """Whether the voucher typed or scanned as `text` would be honoured now; nothing is written."""
    return judging.judge(tx, judging.scanned(tx, text), Presented(tx.today, purchase_cents))


def redeem(
    tx: Transaction,
    text: str,
    attempt: str,
    purchase_cents: int | None = None,
    purchase_id: int | None = None,
    customer_id: int | None = None,
) -> Redemption | Refused:
    """Honour a voucher once: whole, or up to the purchase's amount where the scheme allows part use.

    `attempt` is chosen before the button is pressed: the same attempt again gives the first answer and spends
    nothing. The caller commits whatever comes back, so that a refusal is kept in the journal too.
    """
    attempt = writing.line("attempt", attempt, ATTEMPT_LENGTH)
    scanned = judging.scanned(tx, text, attempt)
    if scanned.held.repeated:
        return _repeated(tx, attempt, text)
    shown = Presented(
        tx.today,
        purchase_cents,
        purchase_id,
        customer_id,
        purchase_has_voucher=purchase_id is not None and lookups.purchase_has_voucher(tx, purchase_id),
    )
    answer = judging.judge(tx, scanned, shown)
    if isinstance(answer, Refused):
        note_refusal(tx, answer)
        return answer
    return _honour(tx, answer.voucher, _accepted_cents(tx, answer.voucher, purchase_cents), attempt, purchase_id)


def note_refusal(tx: Transaction, refused: Refused) -> None:
    """Keep a refusal in the journal; an unknown code counts towards the limit of wrong tries."""
    journal.append(
        tx,
        f"voucher.{refused.why.value}" if refused.why is Reason.UNKNOWN else "voucher.refused",
        refused.voucher.id if refused.voucher else 0,
        {"reason": refused.why.value},
    )


def reverse(tx: Transaction, text: str, reason: str) -> Voucher | Refused:
    """Take back a voucher's last use: it is worth the same again, until the same last day."""
    why = writing.line("reason", reason, 240)
    if not why:
        raise InvalidInput("reason", _("A reason is needed."))
    found = judging.find(tx, text)
    if isinstance(found, Refused):
        return found
    if found.state is VoucherState.CANCELLED:
        return judging.why_not(tx, found, Reason.CANCELLED)
    use = lookups.last_use(tx, found.id)
    if use is None:
        return Refused(Reason.NOT_ALLOWED, (Reason.NOT_ALLOWED,), found)
    return take_back(tx, use, why)


def take_back(tx: Transaction, use: Use, reason: str) -> Voucher:
    """Undo one use of a voucher; the ledger keeps both the use and its reversal.

    What comes back dies with a voucher that was cancelled meanwhile, and with one whose reward was taken back.
    """
    store.insert_reversal(tx, use, reason)
    store.give_back(tx, use)
    journal.append(tx, "voucher.reversed", use.voucher_id, {"redemption": use.id, "cents": use.cents})
    voucher = lookups.by_id(tx, use.voucher_id)
    assert voucher is not None
    if voucher.state is VoucherState.CANCELLED and voucher.referral_id is not None:
        programmes.note_spending(tx, voucher.issued_on, -use.cents)
    elif judging.forfeited(tx, voucher):
        cancel(tx, voucher, _("the referral that earned it no longer counts"))
        voucher = by_id(tx, voucher.id)
    return voucher


def cancel(tx: Transaction, voucher: Voucher, reason: str) -> bool:
    """Cancel a voucher, or what is left of it; False when it was used or cancelled meanwhile."""
    if not store.cancel(tx, voucher, reason):
        return False
    if voucher.referral_id is not None:
        programmes.note_spending(tx, voucher.issued_on, -voucher.balance_cents)
    journal.append(tx, "voucher.cancelled", voucher.id, {"cents": voucher.balance_cents})
    return True


def by_id(tx: Transaction, voucher_id: int) -> Voucher:
    """One voucher by a number the store gave."""
    voucher = lookups.by_id(tx, voucher_id)
    assert voucher is not None
    return voucher


def by_code(tx: Transaction, letters: str) -> Voucher | None:
    """The voucher with these letters."""
    return lookups.by_code(tx, letters)


def ending(tx: Transaction, letters: str) -> list[Voucher]:
    """Vouchers whose code ends so, newest first; a few at most."""
    return lookups.ending(tx, letters, 10)


def many(tx: Transaction, ids: Sequence[int]) -> dict[int, Voucher]:
    """Vouchers by number."""
    return lookups.many(tx, ids)


def worded(tx: Transaction, voucher: Voucher) -> Voucher:
    """The voucher with what its own version of the scheme says of it."""
    terms = programmes.version(tx, voucher.programme_id).terms
    earned = {Side.REFERRER: terms.referrer, Side.REFEREE: terms.referee}.get(voucher.side)
    service = earned.text if isinstance(earned, Credit) else ""
    return replace(voucher, words=Words(service, terms.text_fr, terms.text_en, terms.one_per_purchase))


def of_holder(tx: Transaction, holder_id: int) -> list[Voucher]:
    """A person's vouchers, newest first."""
    return lookups.of_holder(tx, holder_id)


def of_referral(tx: Transaction, referral_id: int) -> list[Voucher]:
    """What a referral earned, both sides."""
    return lookups.of_referral(tx, referral_id)


def listed(tx: Transaction, standing: Standing | None = None, limit: int | None = None) -> list[Voucher]:
    """Vouchers of one standing today, or all; newest first."""
    return lists.listed(tx, standing, limit)


def used_today(tx: Transaction, holder_id: int) -> list[Use]:
    """What this person's vouchers were used for today, newest first."""
    return lookups.used_on(tx, holder_id, tx.today)


def uses_of(tx: Transaction, holder_id: int) -> list[Use]:
    """Every time this person's vouchers were honoured and it stayed so, newest first."""
    return lookups.uses_of_holder(tx, holder_id)


def owed(tx: Transaction, holder_ids: Sequence[int]) -> dict[int, Owed]:
    """What each of these people may still use, those who may use nothing left out."""
    return lookups.owed(tx, holder_ids)


def outstanding_cents(tx: Transaction) -> int:
    """Cents of every voucher that could still come back today or later."""
    return lists.outstanding_cents(tx)


def last_use(tx: Transaction, voucher_id: int) -> Use | None:
    """The newest use of a voucher that was not taken back."""
    return lookups.last_use(tx, voucher_id)


def use_of_attempt(tx: Transaction, attempt: str) -> Use | None:
    """The use made by an attempt, if it went through: what to ask after a crash or a lost connection."""
    return lookups.use_of_attempt(tx, attempt)


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's vouchers be held by another, all or `only` some; which ones moved. The caller journals it."""
    return store.follow(tx, from_id, to_id, only)


def new_attempt() -> str:
    """A name for one press of the button, to be chosen before it."""
    return uuid.uuid4().hex


def _issued(tx: Transaction, voucher: Voucher, reason: str) -> Voucher:
    kept = store.insert_voucher(tx, voucher, reason)
    if kept.referral_id is not None:
        programmes.note_spending(tx, kept.issued_on, kept.value_cents)
    details = {
        "cents": kept.value_cents, "side": kept.side.value, "holder": kept.holder_id, "referral": kept.referral_id,
    }
    journal.append(tx, "voucher.issued", kept.id, details)
    return kept


def _accepted_cents(tx: Transaction, voucher: Voucher, purchase_cents: int | None) -> int:
    """What a purchase takes off a voucher: never more than the purchase, where a rest may be kept."""
    if purchase_cents is None or not programmes.version(tx, voucher.programme_id).terms.part_use:
        return voucher.balance_cents
    if purchase_cents == 0:
        raise InvalidInput("purchase", _("A purchase of nothing uses nothing of a voucher."))
    return min(voucher.balance_cents, purchase_cents)


def _honour(
    tx: Transaction, voucher: Voucher, cents: int, attempt: str, purchase_id: int | None
) -> Redemption | Refused:
    if not store.spend(tx, voucher, cents):
        return judging.refused(tx, voucher, (Reason.ALREADY_USED,), Presented(tx.today))
    use = store.insert_redemption(tx, voucher, cents, attempt, purchase_id)
    left = voucher.balance_cents - cents
    kept = {"left": left} if left else {}
    journal.append(tx, "voucher.redeemed", voucher.id, {"redemption": use.id, "cents": cents, **kept})
    return Redemption(replace(_with(voucher, left), uses=voucher.uses + 1), use)


def _with(voucher: Voucher, left: int) -> Voucher:
    """The voucher with so many cents left on it."""
    state = VoucherState.ISSUED if left else VoucherState.REDEEMED
    return replace(voucher, balance_cents=left, state=state)


def _repeated(tx: Transaction, attempt: str, text: str) -> Redemption | Refused:
    """The first answer again, whatever happened to the voucher since."""
    use = lookups.use_of_attempt(tx, attempt)
    assert use is not None
    voucher = by_id(tx, use.voucher_id)
    if codes.normalised(text) == voucher.code:
        return Redemption(_with(voucher, lookups.left_after(tx, voucher, use)), use, repeated=True)
    found = judging.find(tx, text)
    if isinstance(found, Refused):
        return found
    raise InvalidInput("attempt", _("This attempt was for another voucher."))
