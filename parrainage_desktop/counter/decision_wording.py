"""What is said of decisions about referrals, and of the vouchers these earned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from parrainage_desktop.base.codes import masked
from parrainage_desktop.base.i18n import _, day, money
from parrainage_desktop.counter import wording
from parrainage_desktop.gifts import wording as gift_wording
from parrainage_desktop.gifts.rules import Gift, GiftState
from parrainage_desktop.purchases.rules import Purchase
from parrainage_desktop.referrals.board_rules import Reward
from parrainage_desktop.vouchers import wording as voucher_wording
from parrainage_desktop.vouchers.rules import Act, Moment, Standing, Voucher, VoucherState

_TONES = {
    Standing.PENDING: "info", Standing.ACTIVE: "ok", Standing.REDEEMED: "plain", Standing.EXPIRED: "plain",
    Standing.CANCELLED: "error",
}  # fmt: skip

decided = wording.decided
not_decided = wording.not_decided


def reward(voucher: Voucher, history: Sequence[Moment], today: date, zone: ZoneInfo) -> Reward:
    """A voucher: its amount and holder, and the last thing that happened to it."""
    title = _("{amount} for {name}").format(amount=money(voucher.value_cents, voucher.currency), name=voucher.holder)
    standing = voucher_wording.standing(voucher, today)
    later = [one for one in history if one.act is not Act.ISSUED]
    told = _happened(later[-1], voucher.currency, zone) if later else _usable(voucher)
    return Reward(title, f"{masked(voucher.code)} · {told}", standing, _TONES[voucher.standing(today)])


def to_settle(used: Reward) -> Reward:
    """A voucher that was used before its reward was taken back."""
    return replace(used, standing=_("to settle with the customer"), tone="warning")


def gift(one: Gift, today: date) -> Reward:
    """A gift: what it is and whose, until when or since when, and what can be done about it."""
    tones = {GiftState.OWED: "ok", GiftState.GIVEN: "plain", GiftState.CANCELLED: "error"}
    title, standing = gift_wording.title(one), gift_wording.state_name(one, today)
    number = None if one.state is GiftState.CANCELLED else one.id
    handed = one.state is GiftState.GIVEN
    act = _("Not after all") if handed else gift_wording.hand_over(one)
    return Reward(title, gift_wording.detail(one), standing, tones[one.state], number, handed, act)


def taking_back(earned: Sequence[Voucher], gifts: Sequence[Gift] = ()) -> tuple[str, ...]:
    """What taking these back would cancel, and what of them was used already, a line each."""
    lines = []
    for one in earned:
        left, used = one.balance_cents, one.value_cents - one.balance_cents
        if left and one.state is VoucherState.ISSUED:
            said = _("Will be cancelled: {amount} for {name}.")
            lines.append(said.format(amount=money(left, one.currency), name=one.holder))
        if used:
            said = _("Already used, to settle with the customer: {amount} for {name}.")
            lines.append(said.format(amount=money(used, one.currency), name=one.holder))
    for one_gift in gifts:
        if one_gift.state is GiftState.OWED:
            lines.append(_("Will be called off: {gift}.").format(gift=gift_wording.title(one_gift)))
        if one_gift.state is GiftState.GIVEN:
            said = _("Handed over already, to settle with the customer: {gift}.")
            lines.append(said.format(gift=gift_wording.title(one_gift)))
    return tuple(lines) or (_("No voucher is left to cancel."),)


def taken(purchase: Purchase, currency: str) -> str:
    """That a purchase no longer counts."""
    if purchase.amount_cents is None:
        return _("The purchase no longer counts.")
    amount = money(purchase.amount_cents, currency)
    return _("The purchase of {amount} no longer counts.").format(amount=amount)


def nothing_bought() -> str:
    """Why there are no goods to bring back."""
    return _("No purchase completed this referral.")


def _happened(moment: Moment, currency: str, zone: ZoneInfo) -> str:
    told = voucher_wording.act(moment, currency)
    when = day(moment.at.astimezone(zone).date())
    said = _("{what}, {day}, {staff}") if moment.staff else _("{what}, {day}")
    return said.format(what=told, day=when, staff=moment.staff)


def _usable(voucher: Voucher) -> str:
    return _("until {day}").format(day=day(voucher.valid_until))
