"""What is said about a voucher: its standing, whose it is, a refusal and the sentence for the customer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from parrainage_desktop.base.i18n import (
    _,
    clock_time,
    day_month_long,
    day_month_year,
    language,
    long_day,
    money,
    ngettext,
    pgettext,
    weekday_day,
)
from parrainage_desktop.vouchers.rules import Act, Moment, Reason, Refused, Side, Standing, Voucher


@dataclass(frozen=True, slots=True)
class Said:
    """A refusal in words: `label` above the big `title`, `detail` below it, `to_say` aloud (in quotes)."""

    label: str
    title: str
    detail: str
    to_say: str


def refusal(refused: Refused, today: date, zone: ZoneInfo) -> Said:
    """A refusal on shop day `today`, with its times on the wall of the shop's `zone`."""
    return Said(
        _("Voucher refused"), title(refused.why), _detail(refused, today, zone), _to_say(refused, today, zone)
    )


def title(why: Reason) -> str:
    """The big word of a refusal."""
    return {
        Reason.ALREADY_USED: _("Already used"),
        Reason.EXPIRED: _("Expired"),
        Reason.NOT_YET_VALID: _("Not valid yet"),
        Reason.UNKNOWN: _("Unknown voucher"),
        Reason.CANCELLED: _("Cancelled"),
        Reason.OTHER_SHOP: _("Not one of ours"),
        Reason.OTHER_KIND: _("This is a card"),
        Reason.MALFORMED: _("Code misread"),
        Reason.BELOW_MINIMUM: _("Purchase too small"),
        Reason.SAME_PURCHASE: _("For next time"),
        Reason.NOT_HOLDER: _("Personal voucher"),
        Reason.ONE_PER_PURCHASE: _("One per purchase"),
        Reason.PROGRAMME_STOPPED: _("Programme closed"),
        Reason.THROTTLED: _("Too many tries"),
        Reason.NOT_ALLOWED: _("Not with this profile"),
    }[why]


def standing(voucher: Voucher, today: date) -> str:
    """What a voucher is worth today, in lower case: ``valid``, ``part-used``, ``expired``."""
    found = voucher.standing(today)
    if found is Standing.ACTIVE and voucher.balance_cents < voucher.value_cents:
        return pgettext("voucher", "part-used")
    return standing_name(found)


def standing_name(found: Standing) -> str:
    """The name of a standing, in lower case."""
    return {
        Standing.PENDING: pgettext("voucher", "not yet valid"),
        Standing.ACTIVE: pgettext("voucher", "valid"),
        Standing.REDEEMED: pgettext("voucher", "redeemed"),
        Standing.EXPIRED: pgettext("voucher", "expired"),
        Standing.CANCELLED: pgettext("voucher", "cancelled"),
    }[found]


def side_name(side: Side) -> str:
    """Whose reward it is, in lower case."""
    return {
        Side.REFERRER: _("referrer"),
        Side.REFEREE: _("referred customer"),
        Side.BONUS: _("bonus"),
        Side.GOODWILL: _("goodwill"),
    }[side]


def act(moment: Moment, currency: str) -> str:
    """What happened to a voucher, in a few words."""
    amount = money(moment.cents, currency)
    if moment.until is not None:
        return _("prolonged until {day}").format(day=day_month_year(moment.until))
    return {
        Act.ISSUED: _("issued, {amount}"),
        Act.REDEEMED: _("used, {amount}"),
        Act.REVERSED: _("use taken back, {amount}"),
        Act.CANCELLED: _("cancelled, {amount}"),
        Act.EXTENDED: _("prolonged"),
    }[moment.act].format(amount=amount)


def from_when(valid_from: date, today: date) -> str:
    """The first day as it is said aloud: ``from tomorrow``, ``from Sunday 15 November``."""
    if valid_from <= today:
        return _("from the next purchase")
    if valid_from == today + timedelta(days=1):
        return _("from tomorrow")
    return pgettext("usable", "from {day}").format(day=weekday_day(valid_from))


def combining(voucher: Voucher) -> str:
    """Whether a purchase may be reduced by several vouchers, as paper says it."""
    alone = voucher.words.one_per_purchase
    return _("One voucher per purchase.") if alone else _("Can be combined with other vouchers.")


def least(voucher: Voucher) -> str:
    """From which purchase on it counts, as paper says it; nothing for any purchase."""
    amount = money(voucher.minimum_cents, voucher.currency)
    return _("On purchases of {amount} or more.").format(amount=amount) if voucher.minimum_cents else ""


def origin(voucher: Voucher) -> str:
    """When it was issued, what it is not, and what its scheme says of it besides, as paper says it."""
    issued = _(
        "Issued on {day}. Not refundable, not exchangeable for cash. Lost? We will find it under your name."
    ).format(day=day_month_year(voucher.issued_on))
    words = voucher.words.fr if language() == "fr" else voucher.words.en
    return " ".join(filter(None, (service(voucher), issued, words)))


def service(voucher: Voucher) -> str:
    """On which service alone it counts; nothing for any purchase."""
    return _("Only on “{text}”.").format(text=voucher.words.service) if voucher.words.service else ""


def all_terms(voucher: Voucher) -> str:
    """Value, last day, smallest purchase, others beside it, and what it is not: the terms on their own."""
    worth = _("Worth {amount}, until {day}.").format(
        amount=money(voucher.value_cents, voucher.currency), day=day_month_year(voucher.valid_until)
    )
    return " ".join(filter(None, (worth, least(voucher), combining(voucher), origin(voucher))))


def not_used(voucher: Voucher) -> str:
    """Why there is nothing to take back."""
    return _("This voucher of {amount} has not been used.").format(
        amount=money(voucher.value_cents, voucher.currency)
    )


def dead_anyway() -> str:
    """What becomes of a voucher whose use is taken back after its reward was."""
    return _("The referral that earned it no longer counts: the voucher is cancelled.")


def _detail(refused: Refused, today: date, zone: ZoneInfo) -> str:
    voucher = refused.voucher
    if voucher is None or refused.why in (Reason.PROGRAMME_STOPPED, Reason.NOT_ALLOWED):
        return _plain_detail(refused)
    match refused.why:
        case Reason.ALREADY_USED:
            return _moment(refused.use.at, refused.use.staff, zone) if refused.use else ""
        case Reason.CANCELLED:
            return _cancellation(refused, zone)
        case Reason.EXPIRED:
            return _expired(voucher, today)
        case Reason.NOT_YET_VALID:
            return _not_yet(voucher, today)
        case Reason.BELOW_MINIMUM:
            return _("{missing} short of {minimum}").format(
                missing=money(refused.missing_cents, voucher.currency),
                minimum=money(voucher.minimum_cents, voucher.currency),
            )
        case Reason.SAME_PURCHASE:
            when = from_when(voucher.valid_from, today)
            return _("earned by this purchase, usable {when}").format(when=when)
        case Reason.NOT_HOLDER:
            return _("in the name of {name}").format(name=voucher.holder)
        case _:
            return _one_per_purchase(refused, voucher)


def _plain_detail(refused: Refused) -> str:
    """The line below for refusals that need no voucher."""
    if refused.why is Reason.OTHER_KIND and Reason.MALFORMED in refused.reasons:
        return _("a referral card, and its letters were misread")
    if refused.why is Reason.OTHER_KIND:
        return _("Referrer: {name}").format(name=refused.card_holder) if refused.card_holder else ""
    return {
        Reason.UNKNOWN: _("no voucher has this code"),
        Reason.OTHER_SHOP: _("this code is from another shop or another scheme"),
        Reason.MALFORMED: _("scan again, or type the 17 letters"),
        Reason.THROTTLED: _("3 unknown codes in 10 minutes: manager’s PIN"),
        Reason.NOT_ALLOWED: _("a manager can do it"),
    }.get(refused.why, "")


def _moment(at: datetime, staff: str, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    said = _("{day} at {time}, by {staff}") if staff else _("{day} at {time}")
    return said.format(day=long_day(local.date()), time=clock_time(local), staff=staff)


def _cancellation(refused: Refused, zone: ZoneInfo) -> str:
    if refused.cancelled_at is None:
        return refused.cancelled_because
    moment = _moment(refused.cancelled_at, refused.cancelled_by, zone)
    if not refused.cancelled_because:
        return moment
    return _("{when}: {reason}").format(when=moment, reason=refused.cancelled_because)


def _expired(voucher: Voucher, today: date) -> str:
    days = (today - voucher.valid_until).days
    said = ngettext("since {day}, {count} day ago", "since {day}, {count} days ago", days)
    return said.format(day=day_month_year(voucher.valid_until), count=days)


def _not_yet(voucher: Voucher, today: date) -> str:
    first = weekday_day(voucher.valid_from)
    if voucher.valid_from == today + timedelta(days=1):
        return _("from tomorrow, {day}").format(day=first)
    return pgettext("valid", "from {day}").format(day=first)


def _one_per_purchase(refused: Refused, voucher: Voucher) -> str:
    if refused.use is None:
        return _("a voucher has just been used")
    amount = money(refused.use.cents, voucher.currency)
    return _("a {amount} voucher has just been used").format(amount=amount)


def _to_say(refused: Refused, today: date, zone: ZoneInfo) -> str:
    sentence = _sentence(refused, today, zone)
    if refused.other and not _replaced(refused):
        rest = _("You still have another one, valid until {day}.").format(
            day=day_month_long(refused.other.valid_until)
        )
        sentence = f"{sentence} {rest}"
    return _("“{words}”").format(words=sentence)


def _sentence(refused: Refused, today: date, zone: ZoneInfo) -> str:
    """The sentence without its quotes."""
    voucher = refused.voucher
    if voucher is None:
        return _plain_sentence(refused.why)
    match refused.why:
        case Reason.ALREADY_USED if refused.use:
            at = refused.use.at.astimezone(zone)
            if at.date() == today:
                return _("This voucher was already used today, at {time}.").format(time=clock_time(at))
            used = weekday_day(at.date())
            return _("This voucher was already used on {day}.").format(day=used)
        case Reason.EXPIRED:
            return _("This voucher was valid until {day}.").format(day=day_month_long(voucher.valid_until))
        case Reason.NOT_YET_VALID:
            when = from_when(voucher.valid_from, today)
            return _("This voucher is for your next purchase, {when}.").format(when=when)
        case Reason.CANCELLED if _replaced(refused):
            return _("This one was replaced, the other is still valid.")
        case Reason.BELOW_MINIMUM:
            least = money(voucher.minimum_cents, voucher.currency)
            return _("This voucher needs a purchase of {amount}.").format(amount=least)
        case Reason.SAME_PURCHASE:
            when = from_when(voucher.valid_from, today)
            return _("You’ve just earned it: it’s yours {when}.").format(when=when)
        case _:
            return _plain_sentence(refused.why)


def _plain_sentence(why: Reason) -> str:
    """The sentences that need no figure."""
    return {
        Reason.UNKNOWN: _("I can’t find this code, let me look up your name."),
        Reason.CANCELLED: _("This voucher was cancelled, we’ll explain."),
        Reason.ALREADY_USED: _("This voucher was already used."),
        Reason.OTHER_SHOP: _("This code isn’t one of our vouchers."),
        Reason.OTHER_KIND: _("This is a referral card. Do you have a voucher too?"),
        Reason.MALFORMED: _("One moment, I’ll try again."),
        Reason.NOT_HOLDER: _("This voucher is in someone else’s name."),
        Reason.ONE_PER_PURCHASE: _("One voucher per purchase: keep this one for next time."),
        Reason.PROGRAMME_STOPPED: _("Our scheme has ended, let me ask what we can do."),
        Reason.THROTTLED: _("One moment, I’ll call a colleague."),
    }.get(why, _("One moment, let me ask."))


def _replaced(refused: Refused) -> bool:
    """Whether the other voucher stands for the cancelled one: same person, same referral."""
    voucher, other = refused.voucher, refused.other
    if refused.why is not Reason.CANCELLED or voucher is None or other is None:
        return False
    return voucher.referral_id is not None and voucher.referral_id == other.referral_id
