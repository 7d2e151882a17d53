"""What is said about a referral: where it stands, how its checks came out, and a refusal kindly put."""

from dataclasses import dataclass

from parrainage_desktop.base.i18n import _, day_month_year, money, pgettext
from parrainage_desktop.referrals.rules import (
    Check,
    Checked,
    ClaimRefused,
    Hindrance,
    ReferralReason,
    ReferralState,
    Result,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A refused claim: `label` above the big `title`, `detail` below it, `to_say` aloud (in quotes)."""

    label: str
    title: str
    detail: str
    to_say: str


def state_name(state: ReferralState) -> str:
    """The name of a state, in lower case."""
    return {
        ReferralState.CLAIMED: pgettext("referral", "registered"),
        ReferralState.FLAGGED: pgettext("referral", "to check"),
        ReferralState.ON_HOLD: pgettext("referral", "on hold"),
        ReferralState.REWARDED: pgettext("referral", "completed"),
        ReferralState.REJECTED: pgettext("referral", "refused"),
        ReferralState.LAPSED: pgettext("referral", "lapsed"),
        ReferralState.VOIDED: pgettext("referral", "cancelled"),
    }[state]


def check(checked: Checked) -> str:
    """A check and how it came out, as one plain line that accuses nobody."""
    if checked.result is Result.PASS:
        return _passed(checked.check)
    return {
        Check.NEW_CUSTOMER: _("Already a customer"),
        Check.DIFFERENT_PERSON: _("Same person as the referrer"),
        Check.FIRST_REFERRER: _("Already has a referrer"),
        Check.NO_CIRCLE: _("To check: a circle, the referrer came through this friend"),
        Check.NAMES_DIFFER: _("To check: same name as the referrer"),
        Check.USUAL_PACE: _("To check: many friends in a short time"),
        Check.NO_STAFF: _("To check: one of the two works in the shop"),
        Check.MAY_REFER: _("The referrer does not meet the scheme’s conditions"),
        Check.AUTOMATIC: _("To check: the scheme asks for an approval"),
    }[checked.check]


def _passed(check: Check) -> str:
    return {
        Check.NEW_CUSTOMER: _("New customer: no purchase so far"),
        Check.DIFFERENT_PERSON: _("Not the referrer"),
        Check.FIRST_REFERRER: _("No other referrer"),
        Check.NO_CIRCLE: _("Did not bring the referrer"),
        Check.NAMES_DIFFER: _("Another name than the referrer’s"),
        Check.USUAL_PACE: _("Usual pace for this card"),
        Check.NO_STAFF: _("Neither works in the shop"),
        Check.MAY_REFER: _("The referrer may bring friends"),
        Check.AUTOMATIC: _("No approval needed"),
    }[check]


def refusal(refused: ClaimRefused) -> Said:
    """A refused claim."""
    replaced = refused.why is ReferralReason.CARD_DEAD and refused.known_id is not None
    big = _("Card replaced") if replaced else title(refused.why)
    said = _replaced_to_say() if replaced else to_say(refused.why)
    return Said(_("Referral refused"), big, _detail(refused), said)


def title(why: ReferralReason) -> str:
    """The big word of a refused claim."""
    return {
        ReferralReason.CARD_UNKNOWN: _("Unknown card"),
        ReferralReason.CARD_MISREAD: _("Card misread"),
        ReferralReason.CARD_DEAD: _("Old card"),
        ReferralReason.SELF: _("Their own card"),
        ReferralReason.ALREADY_CUSTOMER: _("Already a customer"),
        ReferralReason.ALREADY_REFERRED: _("Already has a referrer"),
        ReferralReason.WINDOW_OVER: _("Too late"),
        ReferralReason.LIMIT_REACHED: _("Limit reached"),
        ReferralReason.BUDGET_SPENT: _("Budget spent"),
        ReferralReason.OUT_OF_STOCK: _("No gift left"),
        ReferralReason.NOT_ALLOWED: _("Not with this profile"),
        ReferralReason.NOT_ENTITLED: _("Not this card yet"),
    }[why]


def to_say(why: ReferralReason) -> str:
    """What to tell the customer, in quotes."""
    words = {
        ReferralReason.CARD_UNKNOWN: _("I can’t find this card, let me look up the name."),
        ReferralReason.CARD_MISREAD: _("One moment, I’ll try again."),
        ReferralReason.CARD_DEAD: _("This card no longer counts, let me look up the name."),
        ReferralReason.SELF: _("This card is yours: it’s for your friends."),
        ReferralReason.ALREADY_CUSTOMER: _("You’re already one of us; referrals are for new customers."),
        ReferralReason.ALREADY_REFERRED: _("Someone recommended us to you before: the first one counts."),
        ReferralReason.WINDOW_OVER: _("This offer is over, but you’re very welcome."),
        ReferralReason.LIMIT_REACHED: _("This card has brought all the friends it may; you’re very welcome."),
        ReferralReason.BUDGET_SPENT: _("The offer has run out, but you’re very welcome."),
        ReferralReason.OUT_OF_STOCK: _("The gifts have run out, but you’re very welcome."),
        ReferralReason.NOT_ALLOWED: _("One moment, let me ask."),
        ReferralReason.NOT_ENTITLED: _("This card isn’t part of the offer yet, but you’re very welcome."),
    }[why]
    return _("“{words}”").format(words=words)


def _replaced_to_say() -> str:
    return _("“{words}”").format(words=_("This card has been replaced, let me look up the name."))


def flagged_to_say() -> str:
    """What to tell a friend whose referral waits for a manager, in quotes."""
    return _("“{words}”").format(words=_("It’s noted, the voucher comes as soon as it’s checked."))


def hindrance(found: Hindrance, missing_cents: int, currency: str) -> str:
    """Why a purchase earned nothing (yet)."""
    return {
        Hindrance.BELOW_MINIMUM: _("{amount} more to complete the referral").format(
            amount=money(missing_cents, currency)
        ),
        Hindrance.TO_CHECK: _("To check: the vouchers wait for a manager"),
        Hindrance.LAPSED: _("The first purchase came too late for the referral"),
        Hindrance.ALREADY_CUSTOMER: _("Bought here before showing the card: the referral does not count"),
        Hindrance.NO_AMOUNT: _("The amount is needed: the reward is a share of it"),
        Hindrance.LIMIT_REACHED: _("No voucher: the referrer has brought all the friends the scheme rewards"),
        Hindrance.BUDGET_SPENT: _("No voucher: the scheme’s budget is spent"),
        Hindrance.OUT_OF_STOCK: _("No reward: there is no gift left"),
        Hindrance.ON_HOLD: _("On hold: the reward comes once the time for returning the purchase is over"),
    }[found]


def _detail(refused: ClaimRefused) -> str:
    if refused.why is ReferralReason.ALREADY_REFERRED and refused.referrer_name:
        return _("Referrer: {name}").format(name=refused.referrer_name)
    if refused.why is ReferralReason.CARD_DEAD and refused.known_name:
        return _("this card was lost: {name} has a new one").format(name=refused.known_name)
    if refused.why is ReferralReason.ALREADY_CUSTOMER and refused.known_name:
        return _("Already a customer: {name}").format(name=refused.known_name)
    if refused.why is ReferralReason.WINDOW_OVER and refused.ended_on:
        return _("the scheme ended on {day}").format(day=day_month_year(refused.ended_on))
    return {
        ReferralReason.CARD_UNKNOWN: _("no customer has this card"),
        ReferralReason.CARD_MISREAD: _("a letter of the card is wrong: scan again, or type the 12 letters"),
        ReferralReason.CARD_DEAD: _("this card no longer counts"),
        ReferralReason.SELF: _("the card belongs to the person who shows it"),
        ReferralReason.WINDOW_OVER: _("the scheme has ended"),
        ReferralReason.LIMIT_REACHED: _("this referrer cannot bring more friends for now"),
        ReferralReason.BUDGET_SPENT: _("the scheme has given all it can for now"),
        ReferralReason.OUT_OF_STOCK: _("every gift of the scheme is promised"),
        ReferralReason.NOT_ALLOWED: _("a manager can do it"),
        ReferralReason.NOT_ENTITLED: _("the referrer does not meet the scheme’s conditions"),
    }.get(refused.why, "")
