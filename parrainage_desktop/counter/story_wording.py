"""A person's history and figures in words; no sentence guesses a gender."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from parrainage_desktop.base.clock import month_bounds
from parrainage_desktop.base.codes import grouped, masked
from parrainage_desktop.base.i18n import _, capital, day, day_month, money, month, ngettext, number, pgettext
from parrainage_desktop.customers.rules import Customer
from parrainage_desktop.customers.story_rules import Event, Figure, Goal, Remark, Topic
from parrainage_desktop.gifts import wording as gift_wording
from parrainage_desktop.gifts.rules import Gift, GiftState
from parrainage_desktop.programme.rewards import Step
from parrainage_desktop.purchases.rules import Noted
from parrainage_desktop.referrals import wording as referral_wording
from parrainage_desktop.referrals.rules import Hindrance, Referral, ReferralReason, ReferralState
from parrainage_desktop.statements import wording as statement_wording
from parrainage_desktop.statements.rules import Statement
from parrainage_desktop.surveys.rules import Answer, category
from parrainage_desktop.surveys.wording import category_name
from parrainage_desktop.vouchers import wording as voucher_wording
from parrainage_desktop.vouchers.rules import Owed, Side, Standing, Use, Voucher

_TONES = {Standing.PENDING: "info", Standing.ACTIVE: "ok", Standing.EXPIRED: "plain", Standing.CANCELLED: "error"}


@dataclass(frozen=True, slots=True)
class Money:
    """Where the cents of all vouchers ever earned went."""

    used: int
    left: int
    expired: int
    cancelled: int

    @property
    def earned(self) -> int:
        """Cents of every voucher they ever got, whatever became of it."""
        return self.used + self.left + self.expired + self.cancelled


@dataclass(frozen=True, slots=True)
class Told:
    """A referral as one of its two people sees it: the purchase that completed it, their voucher, when it was used."""

    referral: Referral
    by_referrer: bool
    first: Noted | None
    voucher: Voucher | None
    used_on: date | None

    @property
    def other(self) -> str:
        """What the other one of the two is called."""
        return self.referral.referee if self.by_referrer else self.referral.referrer


def figures(completed: int, found: Money, currency: str) -> tuple[Figure, ...]:
    """The four figures over a person's history."""
    return (
        Figure(number(completed), ngettext("referral completed", "referrals completed", completed)),
        Figure(money(found.earned, currency), _("earned in vouchers")),
        Figure(money(found.used, currency), pgettext("vouchers", "redeemed")),
        Figure(money(found.left, currency), _("still to use")),
    )


def adding_up(found: Money, currency: str) -> str:
    """How the figures add up; nothing to say while no voucher expired or was cancelled."""
    lost = ((found.expired, _("{amount} expired")), (found.cancelled, _("{amount} cancelled")))
    said = [text.format(amount=money(cents, currency)) for cents, text in lost if cents]
    if not said:
        return ""
    parts = [_("{amount} redeemed"), _("{amount} still to use")]
    kept = [text.format(amount=money(c, currency)) for text, c in zip(parts, (found.used, found.left), strict=True)]
    return f"{money(found.earned, currency)} = " + " + ".join(kept + said)


def brief(brought: int, completed: int, owed: Owed, currency: str) -> str:
    """What a list says under a name."""
    if completed:
        friends = ngettext("{count} referral", "{count} referrals", completed).format(count=number(completed))
        return _("{friends} · {amount} in vouchers").format(friends=friends, amount=money(owed.cents, currency))
    if owed.active:
        said = ngettext("{count} voucher to use", "{count} vouchers to use", owed.active)
    elif owed.pending:
        said = ngettext("{count} voucher from tomorrow", "{count} vouchers from tomorrow", owed.pending)
    elif brought:
        return ngettext("{count} friend registered", "{count} friends registered", brought).format(count=brought)
    else:
        return _("No referral yet")
    return f"{said.format(count=owed.active or owed.pending)} · {money(owed.cents, currency)}"


def referrer_since(first: date) -> Remark:
    """Since when somebody brings friends."""
    since = _("Referrer since {month}").format(month=month(first.year, first.month))
    return Remark(since, "ok", "handshake")


def last_answer(score: int) -> Remark:
    """What the newest answer makes of somebody."""
    kind = category(score)
    said = _("{kind}, score {score}").format(kind=capital(category_name(kind)), score=score)
    return Remark(said, kind.value, shape=kind.value)


def to_call(since: date, today: date) -> Remark:
    """Since when somebody waits for a call."""
    return Remark(_("To call since {day}").format(day=_short(since, today)), "warning", "phone")


def goal(done: int, steps: Sequence[Step], currency: str) -> Goal | None:
    """How far it is to the next reward for many friends; None when the scheme has none left to reach."""
    ahead = min((step for step in steps if step.nth > done), key=lambda step: step.nth, default=None)
    if ahead is None:
        return None
    missing = ahead.nth - done
    more = ngettext(
        "{count} more friend for the {amount} bonus", "{count} more friends for the {amount} bonus", missing
    )
    said = ngettext("{done} of {count} referral", "{done} of {count} referrals", ahead.nth)
    return Goal(
        done, ahead.nth, said.format(done=number(done), count=number(ahead.nth)),
        more.format(count=number(missing), amount=money(ahead.cents, currency)),
    )  # fmt: skip


def handed(voucher: Voucher) -> str:
    """A voucher just given by hand."""
    amount, last = money(voucher.value_cents, voucher.currency), day(voucher.valid_until)
    return _("Voucher of {amount} given, valid until {day}").format(amount=amount, day=last)


def joined(person: Customer) -> Event:
    """How it began."""
    card = _("Card {card}").format(card=grouped(person.card))
    return Event(Topic.JOINED, person.since, None, _("Became a customer"), card)


def bought(noted: Noted, on: date, at: datetime | None, currency: str) -> Event:
    """A purchase, and who noted it."""
    cents = noted.purchase.amount_cents
    title = _("Purchase") if cents is None else _("Purchase of {amount}").format(amount=money(cents, currency))
    return Event(Topic.PURCHASE, on, at, title, _("Noted by {staff}").format(staff=noted.staff))


def referral(told: Told, on: date, at: datetime, today: date, currency: str) -> Event:
    """A referral, with what it earned this person."""
    title = _title(told).format(name=told.other)
    if told.referral.state is not ReferralState.REWARDED or told.voucher is None:
        return Event(Topic.REFERRAL, on, at, title, _state_detail(told, currency), _state_remark(told))
    voucher = told.voucher
    parts = [_first_purchase(told, currency), _worth(voucher, today, told.used_on)]
    return Event(
        Topic.REFERRAL, on, at, title, " · ".join(filter(None, parts)), _standing(voucher, today),
        money(voucher.value_cents, voucher.currency, sign=True), earned=True,
    )  # fmt: skip


def given(voucher: Voucher, today: date) -> Event:
    """A voucher that no referral earned."""
    amount = money(voucher.value_cents, voucher.currency, sign=True)
    detail = " · ".join((masked(voucher.code), _worth(voucher, today, None)))
    title = _("Bonus voucher") if voucher.side is Side.BONUS else _("Voucher given")
    return Event(
        Topic.VOUCHER, voucher.issued_on, None, title, detail, _standing(voucher, today), amount
    )


def in_kind(gift: Gift, today: date) -> Event:
    """Something a referral earned besides vouchers, and whether it was handed over."""
    title = _("Benefit: “{text}”") if gift.invitation else _("Gift: “{text}”")
    tones = {GiftState.OWED: "ok", GiftState.GIVEN: "plain", GiftState.CANCELLED: "plain"}
    standing = Remark(capital(gift_wording.state_name(gift, today)), tones[gift.state])
    detail = gift_wording.detail(gift)
    return Event(Topic.VOUCHER, gift.earned_on, None, title.format(text=gift.text), detail, standing)


def statement(one: Statement, today: date, currency: str) -> Event:
    """A month's share of friends' purchases, of its last day or today: what it adds up, and whether it was paid."""
    last = min(month_bounds(one.month.year, one.month.month)[1], today)
    standing = Remark(capital(statement_wording.standing(one)), "plain" if one.paid_on else "ok")
    title = _("Share of friends’ purchases, {month}").format(month=statement_wording.period(one))
    detail, amount = statement_wording.base(one, currency), money(one.due_cents, currency)
    return Event(Topic.VOUCHER, last, None, title, detail, standing, amount)


def used(use: Use, voucher: Voucher, at: datetime) -> Event:
    """A voucher honoured."""
    detail = f"{masked(voucher.code)} · " + _("by {staff}").format(staff=use.staff)
    amount = money(-use.cents, voucher.currency)
    return Event(Topic.VOUCHER, at.date(), at, _("Voucher redeemed"), detail, amount=amount)


def answered(answer: Answer, at: datetime) -> Event:
    """An answer, with what was written."""
    comment = " ".join(answer.comment.split())
    said = _("“{words}”").format(words=comment) if comment else _("no comment")
    kind = category(answer.score).value
    title = _("Answer: score {score}").format(score=answer.score)
    return Event(Topic.ANSWER, at.date(), at, title, said, Remark(str(answer.score), kind, shape=kind))


def _title(told: Told) -> str:
    if not told.by_referrer and told.referral.state in (
        ReferralState.CLAIMED, ReferralState.ON_HOLD, ReferralState.REWARDED
    ):
        return _("Referrer: {name}")
    return {
        ReferralState.CLAIMED: _("Friend registered: {name}"),
        ReferralState.FLAGGED: _("Referral to check: {name}"),
        ReferralState.ON_HOLD: _("Referral on hold: {name}"),
        ReferralState.REWARDED: _("Referral completed: {name}"),
        ReferralState.REJECTED: _("Referral refused: {name}"),
        ReferralState.LAPSED: _("Referral lapsed: {name}"),
        ReferralState.VOIDED: _("Referral cancelled: {name}"),
    }[told.referral.state]


def _state_detail(told: Told, currency: str) -> str:
    state, reason = told.referral.state, told.referral.reason
    if state is ReferralState.CLAIMED:
        return _("Waiting for the first purchase")
    if state is ReferralState.ON_HOLD:
        return referral_wording.hindrance(Hindrance.ON_HOLD, 0, currency)
    if state is ReferralState.REWARDED:
        return _first_purchase(told, currency)
    if reason in {found.value for found in ReferralReason}:
        return referral_wording.title(ReferralReason(reason))
    if state is ReferralState.FLAGGED:
        return _("A person decides")
    return reason or _("The first purchase did not come in time") if state is ReferralState.LAPSED else reason


def _state_remark(told: Told) -> Remark | None:
    said = capital(referral_wording.state_name(told.referral.state))
    tones = {ReferralState.CLAIMED: "info", ReferralState.ON_HOLD: "info", ReferralState.FLAGGED: "warning",
             ReferralState.REWARDED: "ok"}
    return Remark(said, tones.get(told.referral.state, "plain"))


def _first_purchase(told: Told, currency: str) -> str:
    cents = told.first.purchase.amount_cents if told.first else None
    return _("First purchase of {amount}").format(amount=money(cents, currency)) if cents is not None else ""


def _worth(voucher: Voucher, today: date, used_on: date | None) -> str:
    """What became of a voucher, in half a sentence."""
    match voucher.standing(today):
        case Standing.PENDING:
            when = _when(voucher.valid_from, today)
            return _("voucher usable {when}").format(when=when)
        case Standing.ACTIVE:
            return _("voucher valid until {day}").format(day=day(voucher.valid_until))
        case Standing.EXPIRED:
            return _("voucher expired on {day}").format(day=day(voucher.valid_until))
        case Standing.CANCELLED:
            return _("voucher cancelled")
        case Standing.REDEEMED:
            said = _("voucher redeemed on {day}") if used_on else _("voucher redeemed")
            return said.format(day=_short(used_on, today)) if used_on else said


def _when(first: date, today: date) -> str:
    if first == today + timedelta(days=1):
        return _("from tomorrow")
    return pgettext("usable", "from {day}").format(day=day(first))


def _short(when: date, today: date) -> str:
    return day_month(when) if when.year == today.year else day(when)


def _standing(voucher: Voucher, today: date) -> Remark | None:
    """The standing as a pill; a redeemed voucher has its own line."""
    found = voucher.standing(today)
    return Remark(capital(voucher_wording.standing(voucher, today)), _TONES[found]) if found in _TONES else None
