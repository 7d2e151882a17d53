"""What a person does at the counter: one field for everything, a friend welcomed, a purchase, today's list, undo."""

from dataclasses import replace
from datetime import date

from parrainage_desktop.base import codes, journal
from parrainage_desktop.base.clock import day_start
from parrainage_desktop.base.codes import CodeKind
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import _
from parrainage_desktop.counter import rewarding, unrewarding
from parrainage_desktop.counter.rules import (
    Bought,
    CannotUndo,
    CardAnswer,
    CounterAnswer,
    Granted,
    Kind,
    PeopleAnswer,
    UndoneEntry,
    VoucherAnswer,
    Welcomed,
)
from parrainage_desktop.counter.unrewarding import Rewards
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers.rules import Customer, NewCustomer
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.purchases import service as purchases
from parrainage_desktop.purchases.rules import Purchase
from parrainage_desktop.referrals import claiming
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals.rules import (
    ClaimRefused,
    Counted,
    Hindrance,
    Referral,
    ReferralReason,
    ReferralState,
)
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Accepted, Reason, Refused, Side, Voucher, VoucherState


def answer(tx: Transaction, text: str) -> CounterAnswer:
    """Say what was scanned or typed: a voucher, a card, or people's names; nothing is written."""
    try:
        code = codes.read_code(text)
    except codes.MisreadCode as misread:
        if misread.kind is CodeKind.CARD:
            return CardAnswer("", ClaimRefused(ReferralReason.CARD_MISREAD))
        return VoucherAnswer(Refused(Reason.MALFORMED, (Reason.MALFORMED,)))
    except codes.ForeignCode:
        return PeopleAnswer(text, tuple(customers.find(tx, text, 5)))
    return _card(tx, code.letters) if code.kind is CodeKind.CARD else _voucher(tx, code.letters)


def foreign() -> VoucherAnswer:
    """The answer to a scan that is no code of ours: a product bar code, a link, another shop's coupon."""
    return VoucherAnswer(Refused(Reason.OTHER_SHOP, (Reason.OTHER_SHOP,)))


def record_purchase(
    tx: Transaction, customer_id: int, amount_cents: int | None, on: date | None = None, attempt: str = ""
) -> Bought:
    """Record a purchase and, when it completes a referral, issue both sides' vouchers in the same transaction.

    The same `attempt` again records nothing more. Raises InvalidInput for a day to come.
    """
    if attempt and (before := purchases.of_attempt(tx, attempt)):
        return _bought_before(tx, before)
    rewarding.release(tx)
    return _reward(tx, purchases.add(tx, customer_id, amount_cents, on, attempt))


def welcome(
    tx: Transaction, card: str, new: NewCustomer, amount_cents: int | None, buys_now: bool, attempt: str = ""
) -> Welcomed | ClaimRefused:
    """A friend arrives with a card and, when `buys_now`, makes the first purchase at once. Raises InvalidInput.

    The same `attempt` again welcomes nobody more, whatever has been typed since: it says who was welcomed.
    """
    if attempt and (before := claiming.of_attempt(tx, attempt)):
        noted = purchases.of_attempt(tx, attempt)
        return Welcomed(before, _bought_before(tx, noted) if noted else None, _granted_before(tx, before.referral))
    # An act without a name gets one of its own, so that its undoing tells it from others of the same instant.
    name = attempt or journal.head(tx)[:32]
    rewarding.release(tx)
    claimed = claiming.claim(tx, card, new, name)
    if isinstance(claimed, ClaimRefused):
        return claimed
    granted = rewarding.register(tx, claimed.referral)
    bought = record_purchase(tx, claimed.referral.referee_id, amount_cents, attempt=name) if buys_now else None
    return Welcomed(replace(claimed, referral=granted.rewarded or claimed.referral), bought, granted)


def undo(tx: Transaction, entry_id: int) -> UndoneEntry | CannotUndo:
    """Take back an act of today's list; the journal keeps both the act and its undoing."""
    today = day_start(tx.today, tx.zone)
    acts = journal.entries(tx, today, tuple(kind.value for kind in Kind))
    entry = next((e for e in acts if e.id == entry_id), None)
    if entry is None:
        return CannotUndo.NOT_TODAY
    kind = Kind(entry.action)
    if kind is Kind.REDEEMED:
        return _undo_redemption(tx, entry)
    if kind is Kind.ANSWERED:
        done = surveys.take_back(tx, entry.subject, _("undone at the counter"))
        return UndoneEntry(kind) if done else CannotUndo.ALREADY_UNDONE
    return _undo_purchase(tx, entry) if kind is Kind.BOUGHT else _undo_referral(tx, entry)


def _voucher(tx: Transaction, letters: str) -> VoucherAnswer:
    verdict = vouchers.check(tx, letters)
    if verdict.voucher is None:
        return VoucherAnswer(verdict)
    voucher = verdict.voucher
    terms = programmes.version(tx, voucher.programme_id).terms
    verdict = replace(verdict, voucher=vouchers.worded(tx, voucher))
    used = vouchers.used_today(tx, voucher.holder_id) if isinstance(verdict, Accepted) else []
    at = used[0].at if used else None
    return VoucherAnswer(verdict, _referrer(tx, voucher), terms.one_per_purchase, at, terms.part_use)


def _referrer(tx: Transaction, voucher: Voucher) -> str:
    if voucher.side is not Side.REFEREE or voucher.referral_id is None:
        return ""
    referral = referrals.find(tx, voucher.referral_id)
    return referral.referrer if referral else ""


def _card(tx: Transaction, letters: str) -> CardAnswer:
    referrer = claiming.referrer_behind(tx, letters)
    rewarded = referrals.rewarded_count(tx, referrer.id) if isinstance(referrer, Customer) else 0
    return CardAnswer(letters, referrer, rewarded)


def _bought_before(tx: Transaction, purchase: Purchase) -> Bought:
    """What a purchase that is there already earned, as the one that completed a referral or as a further one."""
    completed, counted = referrals.completed_by(tx, purchase.id), referrals.counted_by(tx, purchase.id)
    if counted and counted.state is Counted.HELD:
        return Bought(purchase, None, (), Hindrance.ON_HOLD, due_on=counted.due_on)
    number = completed.id if completed else counted.referral_id if counted else None
    if number is None:
        return Bought(purchase, None, (), None)
    earned = unrewarding.of_purchase(tx, number, purchase.id)
    return Bought(purchase, completed, earned.vouchers, None, gifts=earned.gifts)


def _granted_before(tx: Transaction, referral: Referral) -> Granted:
    """What registering alone earned a friend who is there already."""
    earned = unrewarding.of_referral(tx, referral.id)
    return Granted(
        referral if referral.rewarded_on and referral.purchase_id is None else None,
        tuple(one for one in earned.vouchers if one.purchase_id is None),
        tuple(one for one in earned.gifts if one.purchase_id is None),
    )


def _reward(tx: Transaction, purchase: Purchase) -> Bought:
    customers.touch(tx, purchase.customer_id)
    done = rewarding.earn(tx, purchase)
    waiting = referrals.open_for(tx, purchase.customer_id) if done.hindrance is Hindrance.BELOW_MINIMUM else None
    if waiting is None:
        return done
    terms = programmes.version(tx, waiting.programme_id).terms
    return replace(done, missing_cents=terms.purchase_minimum_cents - (purchase.amount_cents or 0))


def _undo_redemption(tx: Transaction, entry: journal.Entry) -> UndoneEntry | CannotUndo:
    use = vouchers.last_use(tx, entry.subject)
    if use is None or use.id != entry.details["redemption"]:
        return CannotUndo.ALREADY_UNDONE
    voucher = vouchers.take_back(tx, use, _("undone at the counter"))
    return UndoneEntry(Kind.REDEEMED, dies=voucher.state is VoucherState.CANCELLED)


def _undo_purchase(tx: Transaction, entry: journal.Entry) -> UndoneEntry | CannotUndo:
    """Undo a purchase that completed no referral; one it closed without a reward, or put on hold, waits again."""
    purchase = purchases.find(tx, entry.subject)
    if purchase is None:
        return CannotUndo.ALREADY_UNDONE
    referral = referrals.completed_by(tx, purchase.id)
    if referral and referral.state is ReferralState.REWARDED:
        return CannotUndo.COMPLETED_REFERRAL
    counted = referrals.counted_by(tx, purchase.id)
    if counted and not referral:
        earned = unrewarding.of_purchase(tx, counted.referral_id, purchase.id)
        if not earned.untouched:
            return CannotUndo.VOUCHER_USED
        unrewarding.call_off(tx, earned, _("undone at the counter"))
    unrewarding.withdraw(tx, purchase.id)
    if referral:
        unrewarding.let_go(tx, referral)
    else:
        referrals.wait_again(tx, purchase)
    return UndoneEntry(Kind.BOUGHT)


def _undo_referral(tx: Transaction, entry: journal.Entry) -> UndoneEntry | CannotUndo:
    """Undo an arrival with the purchase made in the same act, or only what completed an earlier one."""
    referral = referrals.find(tx, entry.subject)
    if referral is None or referrals.is_over(referral) or _is_past(entry, referral):
        return CannotUndo.ALREADY_UNDONE
    bought, why = _bought_on_arrival(tx, referral), _("undone at the counter")
    arrived = entry.action == Kind.CLAIMED.value or _rewarded_on_arrival(tx, entry, bought)
    earned = unrewarding.of_referral(tx, referral.id) if arrived else _earned_last(tx, referral)
    if not earned.untouched:
        return CannotUndo.VOUCHER_USED
    unrewarding.call_off(tx, earned, why)
    mistaken = {referral.purchase_id, bought if arrived else None}
    for purchase_id in sorted(number for number in mistaken if number is not None):
        unrewarding.withdraw(tx, purchase_id)
    if arrived:
        unrewarding.stop(tx, referral)
        referrals.void(tx, referral, why)
    else:
        unrewarding.let_go(tx, referral)
    return UndoneEntry(Kind(entry.action))


def _earned_last(tx: Transaction, referral: Referral) -> Rewards:
    """What a referral earned by what completed it; its milestone stays while another purchase of it was rewarded."""
    earned = unrewarding.of_purchase(tx, referral.id, referral.purchase_id)
    rewarded = {one.purchase_id for one in unrewarding.standing(tx, referral.id) if one.state is Counted.REWARDED}
    return unrewarding.but_for_milestones(earned) if rewarded - {referral.purchase_id} else earned


def _bought_on_arrival(tx: Transaction, referral: Referral) -> int | None:
    """The purchase noted in the same act as the arrival: the journal's very next line, named by the same attempt.

    The instant says nothing: after a clock was set back, every act has the same one.
    """
    claims = (e for e in journal.of_referral(tx, referral.id) if e.action == Kind.CLAIMED.value)
    claim = next(claims, None)
    following = journal.find(tx, claim.id + 1) if claim else None
    if claim is None or following is None or following.action != Kind.BOUGHT.value:
        return None
    attempt = claim.details.get("attempt")
    return following.subject if attempt and following.details.get("attempt") == attempt else None


def _rewarded_on_arrival(tx: Transaction, entry: journal.Entry, bought: int | None) -> bool:
    """Whether a reward came with the arrival itself: for its purchase, and nobody had to let it count first."""
    earlier = [e for e in journal.of_referral(tx, entry.subject) if e.id < entry.id]
    if entry.details["purchase"] is None:
        return earlier[-1].action == Kind.CLAIMED.value
    return bought is not None and entry.details["purchase"] == bought and earlier[-1].action == Kind.CLAIMED.value


def _is_past(entry: journal.Entry, referral: Referral) -> bool:
    """Whether the reward this line tells of no longer stands: its purchase is not the one that counts."""
    return entry.action == Kind.REWARDED.value and entry.details["purchase"] != referral.purchase_id
