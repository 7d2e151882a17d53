"""What the counter says: its list of the day, its bands, and what cannot be undone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from parrainage_desktop.base.codes import grouped, masked
from parrainage_desktop.base.i18n import _, clock_time, day, day_month, money, ngettext, number, share, weekday_day
from parrainage_desktop.counter.rules import (
    Bought,
    CannotUndo,
    Decided,
    Decision,
    Entry,
    Granted,
    Kind,
    NotDecided,
    UndoneEntry,
)
from parrainage_desktop.gifts import wording as gift_wording
from parrainage_desktop.gifts.rules import Gift
from parrainage_desktop.programme.rewards import IN_MONEY, Experience, Fixed, Nothing, Reward
from parrainage_desktop.programme.rewards import Gift as InKind
from parrainage_desktop.programme.rules import Programme, Terms, Trigger, life
from parrainage_desktop.programme.wording import brief, reward
from parrainage_desktop.referrals.rules import Hindrance, Referral, ReferralState
from parrainage_desktop.referrals.wording import flagged_to_say, hindrance, state_name
from parrainage_desktop.surveys.rules import Answer
from parrainage_desktop.vouchers.rules import Use, Voucher
from parrainage_desktop.vouchers.wording import dead_anyway


def kind(entry: Entry) -> str:
    """What kind of thing happened, as the list's line begins."""
    return _kind(entry.kind)


def undone(done: UndoneEntry) -> tuple[str, str]:
    """The band after taking an act back: which, and what it means for a voucher."""
    if done.dies:
        return _("Undone"), dead_anyway()
    return _("Undone"), _("The voucher can be used again.") if done.kind is Kind.REDEEMED else _kind(done.kind)


def _kind(kind: Kind) -> str:
    return {
        Kind.REDEEMED: _("Voucher redeemed"),
        Kind.REWARDED: _("Referral completed"),
        Kind.CLAIMED: _("Friend registered"),
        Kind.ANSWERED: _("Answer logged"),
        Kind.BOUGHT: _("Purchase recorded"),
    }[kind]


def about(entry: Entry, zone: ZoneInfo, currency: str) -> str:
    """When and who, in one line; who undid it and when, if somebody did."""
    if entry.undone:
        when = clock_time(entry.undone.at.astimezone(zone))
        return _("undone by {staff} at {time}").format(staff=entry.undone.staff, time=when)
    people = " ← ".join(filter(None, (entry.who or _("Anonymous"), entry.other)))
    kept = left(entry.left_cents, currency)
    return " · ".join(filter(None, (clock_time(entry.at.astimezone(zone)), people, kept)))


def count(entries: int) -> str:
    """How much happened today."""
    return ngettext("{count} entry", "{count} entries", entries).format(count=number(entries))


def cannot_undo(why: CannotUndo) -> str:
    """Why an act stays."""
    return {
        CannotUndo.ALREADY_UNDONE: _("This was already undone."),
        CannotUndo.VOUCHER_USED: _(
            "A voucher from this referral has already been used: it stays. Returned goods are noted under Referrals."
        ),
        CannotUndo.COMPLETED_REFERRAL: _("This purchase has completed a referral: undo that line instead."),
        CannotUndo.NOT_TODAY: _("Only today’s acts can be undone here."),
    }[why]


def redeemed(voucher: Voucher, cents: int) -> tuple[str, str]:
    """The band after a redemption: what was done, and whose voucher."""
    title = _("Voucher of {amount} redeemed").format(amount=money(cents, voucher.currency))
    kept = left(voucher.balance_cents, voucher.currency)
    return title, ", ".join(filter(None, (voucher.holder, masked(voucher.code), kept)))


def left(cents: int, currency: str) -> str:
    """What is left on a voucher of which a part was used, or empty."""
    return _("{amount} left").format(amount=money(cents, currency)) if cents else ""


def part(voucher: Voucher, cents: int) -> str:
    """What a purchase takes off a voucher, and what is kept."""
    used = min(cents, voucher.balance_cents)
    rest = voucher.balance_cents - used
    amount, kept = money(used, voucher.currency), money(rest, voucher.currency)
    if not rest:
        return _("The whole voucher is used.")
    return _("{amount} used, {kept} left until {day}.").format(amount=amount, kept=kept, day=day(voucher.valid_until))


def issued(vouchers: tuple[Voucher, ...]) -> str:
    """The band after a referral was rewarded."""
    return ngettext("{count} voucher issued", "{count} vouchers issued", len(vouchers)).format(count=len(vouchers))


def earned(bought: Bought, name: str, currency: str) -> tuple[str, str]:
    """The band after a purchase: the vouchers it earned, or why it earned none (yet)."""
    if bought.vouchers or bought.gifts:
        return given(bought.vouchers, bought.gifts), ", ".join(filter(None, (name, worth(bought, currency))))
    if bought.hindrance is None:
        return _("Purchase recorded"), name
    if bought.due_on:
        said = _("On hold: the reward comes on {day}, unless the purchase is returned").format(day=day(bought.due_on))
        return _("Registered: {name}").format(name=name), said
    said = hindrance(bought.hindrance, bought.missing_cents, currency)
    if bought.hindrance is Hindrance.TO_CHECK:
        # What to say comes first: the band has one line, and cuts its end.
        said = f"{flagged_to_say()} {said}"
    return _("Registered: {name}").format(name=name), said


def given(vouchers: tuple[Voucher, ...], gifts: tuple[Gift, ...]) -> str:
    """The band after something was earned: so many vouchers, so many gifts."""
    promised = ngettext("{count} gift promised", "{count} gifts promised", len(gifts)).format(count=len(gifts))
    if not gifts:
        return issued(vouchers)
    return f"{issued(vouchers)}, {promised}" if vouchers else promised


def worth(earned: Bought | Granted, currency: str) -> str:
    """What was earned: the cents of its vouchers, its gifts by name."""
    total = sum(voucher.value_cents for voucher in earned.vouchers)
    gifts = [_("“{text}”").format(text=gift.text) for gift in earned.gifts]
    return ", ".join([money(total, currency)] * bool(total) + gifts)


def registered(referral: Referral, granted: Granted, currency: str) -> tuple[str, str]:
    """The band after a friend was registered who buys later: what that earned already, or what comes then."""
    if granted.vouchers or granted.gifts:
        earned = worth(granted, currency)
        return given(granted.vouchers, granted.gifts), f"{referral.referee}, {earned}"
    if granted.hindrance:
        return _("Registered: {name}").format(name=referral.referee), hindrance(granted.hindrance, 0, currency)
    waits = referral.state is ReferralState.FLAGGED
    later = flagged_to_say() if waits else _("The vouchers come with the first purchase.")
    return _("Registered: {name}").format(name=referral.referee), later


def promised(terms: Terms, given: Reward, currency: str) -> str:
    """The voucher a side would get now, as a ticket has room for it; empty for none, in kind, or later."""
    if not isinstance(given, IN_MONEY) or _waits(terms):
        return ""
    return money(given.cents, currency) if isinstance(given, Fixed) else brief(given, currency)


def offer(programme: Programme) -> str:
    """What a customer who recommends the shop is offered."""
    terms, currency = programme.terms, programme.currency
    if terms.variant:  # to somebody unknown, who may have been drawn for either half
        return _("Become a referrer: you are thanked for each friend you bring.")
    if terms.revenue_share and isinstance(terms.referrer, Nothing) and isinstance(terms.referee, Nothing):
        said = _("Become a referrer: {share} of what the friends you bring buy.")
        return said.format(share=share(terms.revenue_share.basis_points))
    ours, theirs = reward(terms.referrer, currency), reward(terms.referee, currency)
    if isinstance(terms.referrer, Nothing):
        return _("Become a referrer: {reward} for each friend you bring.").format(reward=theirs)
    if isinstance(terms.referee, Nothing):
        return _("Become a referrer: {reward} for you, for each friend.").format(reward=ours)
    if ours == theirs:
        return _("Become a referrer: {reward} for each friend, and one for the friend.").format(reward=ours)
    said = _("Become a referrer: {reward} for each friend, and {other} for the friend.")
    return said.format(reward=ours, other=theirs)


def referrer(brought: tuple[int, int] | None) -> str:
    """What somebody already is who brought friends: all of them, and those whose referral is completed."""
    if brought is None:
        return ""
    friends, completed = brought
    if completed:
        said = ngettext("Referrer: {count} referral completed", "Referrer: {count} referrals completed", completed)
        return said.format(count=number(completed))
    said = ngettext("Referrer: {count} friend registered", "Referrer: {count} friends registered", friends)
    return said.format(count=number(friends))


def lately(answer: Answer | None, used_at: datetime | None, zone: ZoneInfo) -> str:
    """A customer's last answer, and the time they used a voucher today."""
    if answer:
        when = day(answer.at.astimezone(zone).date())
        said = _("Last answer: {score}, {day}.").format(score=answer.score, day=when)
    else:
        said = _("No answer so far.")
    if used_at:
        said = f"{said} " + _("Used a voucher at {time}.").format(time=clock_time(used_at.astimezone(zone)))
    return said


def taken_here(use: Use, zone: ZoneInfo) -> str:
    """A voucher that this till took a moment ago, shown again."""
    said = _("accepted at this till at {time}, by {staff}") if use.staff else _("accepted at this till at {time}")
    return said.format(time=clock_time(use.at.astimezone(zone)), staff=use.staff)


def failure(kind: str) -> str:
    """What a failure of the store or the disk means for what was being done."""
    if kind == "uncertain":
        return _("It is not certain that the voucher was accepted.")
    if kind == "uncertain_purchase":
        return _("It is not certain that the purchase was recorded.")
    if kind == "uncertain_welcome":
        return _("It is not certain that the friend was registered.")
    return _("Nothing was accepted.")


def ticket(voucher: Voucher, referrer: str, today: date) -> tuple[str, ...]:
    """The texts of the big ticket: amount, code, holder, referrer, issued, last day, days left."""
    left = (voucher.valid_until - today).days
    return (
        money(voucher.balance_cents, voucher.currency),
        grouped(voucher.code),
        voucher.holder,
        _("Referrer: {name}").format(name=referrer) if referrer else "",
        _("Issued on {day}").format(day=day(voucher.issued_on)),
        _("Valid until {day}").format(day=day(voucher.valid_until)),
        ngettext("{count} day left", "{count} days left", left).format(count=number(left)) if left else _("last day"),
    )


def reminder(voucher: Voucher, one_per_purchase: bool, used_today_at: datetime | None, zone: ZoneInfo) -> str:
    """What the seller checks on the till receipt, or empty."""
    parts = []
    if voucher.words.service:
        parts.append(_("only on “{text}”").format(text=voucher.words.service))
    if voucher.minimum_cents:
        least = money(voucher.minimum_cents, voucher.currency)
        parts.append(_("purchase of at least {amount}").format(amount=least))
    if one_per_purchase:
        parts.append(_("one voucher per purchase"))
    said = _("Check the receipt: {rules}.").format(rules=", ".join(parts)) if parts else ""
    if used_today_at:
        at = clock_time(used_today_at.astimezone(zone))
        said = _("A voucher was already used today, at {time}.").format(time=at) + (f" {said}" if said else "")
    return said


def facts(voucher: Voucher) -> str:
    """A refused voucher in one line: code, value, holder, day of issue."""
    amount = money(voucher.value_cents, voucher.currency)
    when = _("issued on {day}").format(day=day_month(voucher.issued_on))
    return f"{grouped(voucher.code)}   ·   {amount}   ·   {voucher.holder}   ·   {when}"


def other(voucher: Voucher) -> tuple[str, str]:
    """The customer's other voucher: who has it, which it is."""
    title = _("{name} has another valid voucher").format(name=voucher.holder)
    return title, f"{masked(voucher.code)} · {money(voucher.balance_cents, voucher.currency)}"


def coming(terms: Terms, today: date, currency: str) -> str:
    """What a friend's first purchase leads to besides the amounts: the days of the vouchers, gifts, a wait."""
    if _waits(terms):
        return hindrance(Hindrance.ON_HOLD, 0, currency)
    sides = ((terms.referee, _("For the friend: {reward}.")), (terms.referrer, _("For the referrer: {reward}.")))
    days = [usable(terms, today)] * any(isinstance(side, IN_MONEY) for side, _said in sides)
    given = [said.format(reward=reward(one, currency)) for one, said in sides if isinstance(one, InKind | Experience)]
    return " ".join(days + given)


def _waits(terms: Terms) -> bool:
    return terms.return_days > 0 and terms.trigger is not Trigger.REGISTRATION


def usable(terms: Terms, today: date) -> str:
    """The first and the last day of vouchers that would be issued today."""
    first, last = life(terms, today)
    if terms.lock_days == 1:
        said = _("To be used from tomorrow, {first}, until {last}.")
    elif terms.lock_days == 0:
        said = _("To be used from the next purchase, until {last}.")
    else:
        said = _("To be used from {first}, until {last}.")
    return said.format(first=weekday_day(first), last=day(last))


def decided(answer: Decided, currency: str) -> tuple[str, ...]:
    """What a decision about a referral changed, a line each."""
    referral = answer.referral
    state = state_name(referral.state)
    lines = [_("{referrer} → {referee}: {state}.").format(
        referrer=referral.referrer, referee=referral.referee, state=state
    )]
    spent = [(one, one.value_cents - one.balance_cents) for one in answer.used]
    for said, amounts in (
        (_("Issued: {amount} for {name}."), [(one, one.value_cents) for one in answer.issued]),
        (_("Cancelled: {amount} for {name}."), [(one, one.balance_cents) for one in answer.cancelled]),
        (_("Already used, to settle with the customer: {amount} for {name}."), spent),
    ):
        lines += [said.format(amount=money(cents, currency), name=one.holder) for one, cents in amounts]
    for said, gifts in (
        ("{gift}", answer.promised),
        (_("Called off: {gift}."), answer.called_off),
        (_("Handed over already, to settle with the customer: {gift}."), answer.given),
    ):
        tell = gift_wording.promised if gifts is answer.promised else gift_wording.title
        lines += [said.format(gift=tell(one)) for one in gifts]
    return (*lines, hindrance(answer.hindrance, 0, currency)) if answer.hindrance else tuple(lines)


def not_decided(answer: NotDecided) -> str:
    """Why a decision cannot be taken."""
    said = {
        Decision.APPROVE: _("Only a referral that was put aside can be approved; this one is {state}."),
        Decision.REJECT: _("Only a referral that is not rewarded yet can be refused; this one is {state}."),
        Decision.VOID: _("Only a rewarded referral can be taken back; this one is {state}."),
    }[answer.decision]
    return said.format(state=state_name(answer.referral.state))
