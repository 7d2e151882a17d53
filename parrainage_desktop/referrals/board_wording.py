"""What the referrals' screen says; no sentence accuses anybody or guesses a gender."""

from datetime import date, datetime

from parrainage_desktop.base.codes import grouped
from parrainage_desktop.base.i18n import (
    _,
    capital,
    clock_time,
    day,
    day_month,
    day_month_year,
    money,
    month,
    month_name,
    ngettext,
    number,
    percent,
    pgettext,
)
from parrainage_desktop.base.journal import Entry
from parrainage_desktop.programme.rules import Programme
from parrainage_desktop.programme.sentence import sentence
from parrainage_desktop.referrals import wording
from parrainage_desktop.referrals.board_rules import Detail, Figures, Group, Item
from parrainage_desktop.referrals.rules import Check, Checked, Referral, ReferralReason, ReferralState, Result

TONES = {
    ReferralState.CLAIMED: "info",
    ReferralState.FLAGGED: "warning",
    ReferralState.ON_HOLD: "info",
    ReferralState.REWARDED: "ok",
    ReferralState.REJECTED: "error",
    ReferralState.LAPSED: "plain",
    ReferralState.VOIDED: "error",
}


def group_name(group: Group) -> str:
    """A group of the list."""
    return {
        Group.ALL: pgettext("referrals", "All"),
        Group.WAITING: pgettext("referrals", "Registered"),
        Group.TO_CHECK: pgettext("referrals", "To check"),
        Group.COMPLETED: pgettext("referrals", "Completed"),
        Group.CLOSED: pgettext("referrals", "Refused or lapsed"),
    }[group]


def registered(figures: Figures, today: date) -> str:
    """What stands behind the number of all referrals."""
    count, since = figures.of(Group.ALL), figures.since
    if since is None:
        return _("registered so far")
    if since.year != today.year:
        when = month(since.year, since.month)
    else:
        when = month_name(since.month)
    return ngettext("registered since {month}", "registered since {month}", count).format(month=when)


def completed(figures: Figures) -> str:
    """What stands behind the number of completed referrals."""
    return ngettext("completed", "completed", figures.of(Group.COMPLETED))


def success(figures: Figures) -> tuple[str, str]:
    """The rate and the counts it comes from."""
    part, whole = figures.of(Group.COMPLETED), figures.of(Group.ALL)
    said = _("succeeded, {part} of {whole}").format(part=number(part), whole=number(whole))
    return percent(part, whole), said


def closed(figures: Figures) -> str:
    """What stands behind the number of those that came to nothing."""
    return ngettext("refused or lapsed", "refused or lapsed", figures.of(Group.CLOSED))


def waiting_for(minimum_cents: int, currency: str) -> str:
    """What those registered wait for under the scheme in force."""
    if minimum_cents:
        return _("Waiting for a purchase of {amount}").format(amount=money(minimum_cents, currency))
    return _("Waiting for a first purchase")


def others(count: int) -> str:
    """How many are not shown."""
    return ngettext("{count} other", "{count} others", count).format(count=number(count))


def ago(then: date, today: date) -> str:
    """How long ago a shop day was, in few letters."""
    days = (today - then).days
    if days < 1:
        return _("today")
    return ngettext("{count} d ago", "{count} d ago", days).format(count=number(days)) if days < 100 else day(then)


def doubts(checks: tuple[Check, ...]) -> str:
    """What somebody should look at, without a word of suspicion."""
    said = {
        Check.NO_CIRCLE: _("A circle: the referrer came through this friend"),
        Check.NAMES_DIFFER: _("Same name as the referrer"),
        Check.USUAL_PACE: _("Many friends in a short time"),
        Check.NO_STAFF: _("One of the two works in the shop"),
        Check.AUTOMATIC: _("The scheme asks for an approval"),
    }
    return " · ".join(said[check] for check in checks if check in said) or _("A person decides")


def missing(item: Item, today: date, currency: str) -> str:
    """What a registered friend lacks."""
    if item.until and today > item.until:
        return _("No purchase by {day}").format(day=day(item.until))
    if item.last is None:
        return _("No purchase yet")
    least = money(item.minimum_cents, currency)
    if item.last.amount_cents is None:
        return _("Purchase without an amount, {least} asked").format(least=least)
    bought = money(item.last.amount_cents, currency)
    return _("Purchase of {amount}, below {least}").format(amount=bought, least=least)


def first_purchase(item: Item, currency: str) -> str:
    """The purchase that completed a referral."""
    if item.referral.purchase_id is None:
        return _("By registering")
    cents = item.first.purchase.amount_cents if item.first else None
    if cents is None:
        return _("First purchase")
    return _("First purchase of {amount}").format(amount=money(cents, currency))


def when_completed(item: Item, today: date, local: datetime | None) -> str:
    """The time of a referral completed today, or its day."""
    on = item.referral.rewarded_on or item.referral.claimed_on
    if on == today and local and local.date() == today:
        return clock_time(local)
    return day_month(on)


def on_hold(item: Item, today: date) -> str:
    """Until when the purchase of a referral can be returned."""
    if item.until is None:
        return wording.state_name(item.referral.state)
    if today > item.until:
        return _("No longer returnable: the reward comes with the next act at the counter")
    return _("On hold until {day}, in case the purchase is returned").format(day=day(item.until))


def told(item: Item, today: date, currency: str) -> str:
    """How a referral stands and why, as one line."""
    referral = item.referral
    if referral.state is ReferralState.CLAIMED:
        return missing(item, today, currency)
    if referral.state is ReferralState.ON_HOLD:
        return on_hold(item, today)
    if referral.state is ReferralState.FLAGGED:
        return doubts(item.doubts)
    if referral.state is ReferralState.REWARDED:
        return first_purchase(item, currency)
    return reason(referral)


def listed(item: Item, today: date, currency: str) -> str:
    """What a list says under the names."""
    referral = item.referral
    state = capital(wording.state_name(referral.state))
    return " · ".join(filter(None, (state, day(referral.claimed_on), told(item, today, currency))))


def reason(referral: Referral) -> str:
    """Why a referral came to nothing, as far as it was said."""
    if referral.state is ReferralState.LAPSED:
        return _("No purchase in time")
    try:
        return wording.title(ReferralReason(referral.reason))
    except ValueError:
        return referral.reason


def came(detail: Detail) -> str:
    """When a friend came, and with which card."""
    said = _("Came on {day} with the card {card}.")
    return said.format(day=day_month_year(detail.item.referral.claimed_on), card=grouped(detail.card))


def scheme(programme: Programme) -> str:
    """The version of the scheme a referral is under, as a sentence."""
    since = _("In force from {day}:").format(day=day_month_year(programme.effective_from))
    return f"{since} {sentence(programme.terms, programme.currency)}"


def check(checked: Checked) -> tuple[str, str, str]:
    """A check: its sign, the sign's ink, and its plain reason."""
    sign, ink = {
        Result.PASS: ("check-circle", "brand"),
        Result.FLAG: ("question", "warn-fill"),
        Result.FAIL: ("prohibit", "err-text"),
    }[checked.result]
    return sign, ink, wording.check(checked)


def happened(at: datetime, entry: Entry, referral: Referral, newest: bool) -> tuple[str, str]:
    """What happened to a referral and why, and when, by whom, at which till."""
    what = _act(entry)
    if newest and referral.state not in (ReferralState.LAPSED,) and referral.reason and entry.action in _REASONED:
        what = _("{what}: {reason}").format(what=what, reason=reason(referral))
    when = _("{day}, {time}").format(day=day(at.date()), time=clock_time(at))
    return what, " · ".join(filter(None, (when, entry.staff, entry.till)))


def dispute(other: Referral) -> str:
    """Another time somebody was said to have brought a friend."""
    state = capital(wording.state_name(other.state))
    return " · ".join(filter(None, (day(other.claimed_on), state, reason(other) if other.reason else "")))


def found(count: int, most: int) -> str:
    """How many referrals a search found."""
    if count >= most:
        return _("The first {count} are shown").format(count=number(count))
    return ngettext("{count} referral listed", "{count} referrals listed", count).format(count=number(count))


_REASONED = frozenset({"referral.rejected", "referral.voided", "referral.refused", "referral.settled"})


def _act(entry: Entry) -> str:
    if entry.action == "referral.claimed" and entry.details.get("state") == ReferralState.FLAGGED.value:
        return _("Registered, put aside for a person to check")
    return {
        "referral.claimed": _("Friend registered"),
        "referral.approved": pgettext("happened", "Approved"),
        "referral.on_hold": _("On hold until the purchase can no longer be returned"),
        "referral.rewarded": _("Referral completed, vouchers issued"),
        "referral.rejected": pgettext("happened", "Refused"),
        "referral.refused": _("Card refused"),
        "referral.lapsed": _("Ended without a purchase in time"),
        "referral.voided": pgettext("happened", "Taken back"),
        "referral.unrewarded": _("No reward: a limit, the budget or the stock was used up"),
        "referral.moved_on": _("Goods returned, other purchases still count"),
        "referral.reopened": _("The purchase was a mistake: waiting again"),
        "referral.settled": _("Settled when two records became one"),
        "referral.restored": _("As before: the two records were parted again"),
    }.get(entry.action, entry.action)
