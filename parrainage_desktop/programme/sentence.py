"""The whole scheme in plain words: what earns what, how a voucher is used, and where it ends."""

from collections.abc import Iterator
from datetime import date

from parrainage_desktop.base.i18n import _, day_month_year, money, ngettext, number, ordinal, pgettext, share
from parrainage_desktop.programme import wording
from parrainage_desktop.programme.rewards import IN_MONEY, Experience, Gift, Nothing
from parrainage_desktop.programme.rules import Approval, Friends, RevenueShare, Terms, Trigger
from parrainage_desktop.programme.wording import Mark, as_is

STRONG = ("\ue000", "\ue001")
"""What stands before and after a figure the reader can change; never part of a text."""


def sentence(terms: Terms, currency: str, mark: Mark = as_is) -> str:
    """The scheme as one sentence, and a short one more for each parameter that is not as usual."""
    return " ".join(_sentences(terms, currency, mark))


def earning(terms: Terms, currency: str) -> str:
    """The first part of it: what earns what, and what it is compared with."""
    said = _earning(terms, currency, as_is)
    return f"{said} {_comparison(terms, terms.variant.until, currency, as_is)}" if terms.variant else said


def marked(terms: Terms, currency: str) -> str:
    """The same with every figure between the two signs of `STRONG`."""
    begin, end = STRONG
    return sentence(terms, currency, lambda text: f"{begin}{text}{end}")


def _sentences(terms: Terms, currency: str, mark: Mark) -> Iterator[str]:
    yield _earning(terms, currency, mark)
    if terms.milestones:
        yield _milestones(terms, currency, mark)
    if any(isinstance(side, IN_MONEY) for side in (terms.referrer, terms.referee)) or terms.milestones:
        yield _using(terms, currency, mark)
    if kept := _keeping(terms, mark):
        yield kept
    if terms.revenue_share and _rewarded(terms):
        yield _revenue_share(terms.revenue_share.basis_points, terms.revenue_share.purchases, mark)
    if terms.revenue_share:
        yield _("The share is settled each month, by a statement.")
    if terms.return_days and terms.trigger is not Trigger.REGISTRATION and _rewarded(terms):
        said = ngettext(
            "Rewards are given once {count} day has passed since the purchase, unless it is returned.",
            "Rewards are given once {count} days have passed since the purchase, unless it is returned.",
            terms.return_days,
        )
        yield said.format(count=mark(number(terms.return_days)))
    if terms.variant:
        yield _comparison(terms, terms.variant.until, currency, mark)
    if limits := list(_limits(terms, mark)):
        yield _("A referrer is rewarded for at most {limits}.").format(limits=_joined(limits))
    yield from _ending(terms, currency, mark)


def _comparison(terms: Terms, until: date, currency: str, mark: Mark) -> str:
    said = _("Until {day}, it is different for half of the customers, drawn by lot: {rewards}.")
    return said.format(day=mark(day_month_year(until)), rewards=_rewards(terms.other, currency, mark))


def _earning(terms: Terms, currency: str, mark: Mark) -> str:
    return _("When {friend} comes through {referrer} and {act}, {rewards}.").format(
        friend=_friend(terms, mark),
        referrer=_referrer(terms, mark),
        act=_act(terms, currency, mark),
        rewards=_rewards(terms, currency, mark),
    )


def _friend(terms: Terms, mark: Mark) -> str:
    if terms.friends is Friends.NEW:
        return _("somebody not yet known here")
    if terms.friends is Friends.NEVER_BOUGHT:
        return _("a new customer")
    said = ngettext(
        "somebody who has not bought for {count} month",
        "somebody who has not bought for {count} months",
        terms.inactive_months,
    )
    return said.format(count=mark(number(terms.inactive_months)))


def _referrer(terms: Terms, mark: Mark) -> str:
    asked = [wording.ambassador(terms.referrer_tier, mark)] if terms.referrer_tier else []
    if terms.referrer_months:
        said = ngettext(
            "a customer for {count} month or more", "a customer for {count} months or more", terms.referrer_months
        )
        asked.append(said.format(count=mark(number(terms.referrer_months))))
    if terms.referrer_nps is not None:
        asked.append(_("last score {score} or more").format(score=mark(number(terms.referrer_nps))))
    return (
        pgettext("comes through", "a referrer ({conditions})").format(conditions=", ".join(asked))
        if asked
        else pgettext("comes through", "a referrer")
    )


def _act(terms: Terms, currency: str, mark: Mark) -> str:
    if terms.trigger is Trigger.REGISTRATION:
        return _("registers")
    least = terms.purchase_minimum_cents
    if _several(terms):
        said = _("makes purchases of {amount} or more {within}") if least else _("makes purchases {within}")
    elif terms.friends is Friends.INACTIVE:
        said = _("makes a purchase of {amount} or more {within}") if least else _("makes a purchase {within}")
    else:
        said = (
            _("makes a first purchase of {amount} or more {within}") if least else _("makes a first purchase {within}")
        )
    days = terms.claim_window_days
    within = ngettext("within {count} day", "within {count} days", days).format(count=mark(number(days)))
    return said.format(amount=mark(money(least, currency)), within=within)


def _rewards(terms: Terms, currency: str, mark: Mark) -> str:
    ours, theirs = (wording.reward(side, currency, mark) for side in (terms.referrer, terms.referee))
    said = _shares(terms, mark).format(reward=ours, other=theirs)
    if not _several(terms) or not _sides_rewarded(terms):
        return said
    return _("{rewards}, for each of the first {count} purchases").format(
        rewards=said, count=mark(number(terms.trigger_purchases))
    )


def _shares(terms: Terms, mark: Mark) -> str:
    """Who gets what, with {reward} for the referrer's and {other} for the friend's."""
    if not _sides_rewarded(terms) and terms.revenue_share and not terms.milestones:
        return _whole_share(terms.revenue_share, mark)
    if terms.referrer == terms.referee:
        if isinstance(terms.referrer, Nothing):
            return _("the referral counts")
        return _("the referrer and the referred customer each get {reward}")
    if isinstance(terms.referee, Nothing):
        return _("the referrer gets {reward}")
    if isinstance(terms.referrer, Nothing):
        return _("the referred customer gets {other}")
    return _("the referrer gets {reward} and the referred customer {other}")


def _whole_share(given: RevenueShare, mark: Mark) -> str:
    """The share of what the friend buys where it is the only reward."""
    rate = mark(share(given.basis_points))
    if not given.purchases:
        return _("the referrer earns {share} of whatever the referred customer buys").format(share=rate)
    if given.purchases == 1:
        return _("the referrer earns {share} of the referred customer’s first purchase").format(share=rate)
    said = ngettext(
        "the referrer earns {share} of the referred customer’s first {count} purchase",
        "the referrer earns {share} of the referred customer’s first {count} purchases",
        given.purchases,
    )
    return said.format(share=rate, count=mark(number(given.purchases)))


def _sides_rewarded(terms: Terms) -> bool:
    return not (isinstance(terms.referrer, Nothing) and isinstance(terms.referee, Nothing))


def _rewarded(terms: Terms) -> bool:
    """Whether there is anything but a share of purchases."""
    return _sides_rewarded(terms) or bool(terms.milestones)


def _keeping(terms: Terms, mark: Mark) -> str:
    """How long what is handed over or lived is kept; empty when nothing is."""
    kinds = [type(side) for side in (terms.referrer, terms.referee) if isinstance(side, Gift | Experience)]
    if not kinds:
        return ""
    if len(set(kinds)) > 1:
        said = _("Gifts and benefits are kept for {life}.")
    elif kinds[0] is Gift:
        said = _("Each gift is kept for {life}.") if len(kinds) > 1 else _("The gift is kept for {life}.")
    else:
        said = _("Each benefit is good for {life}.") if len(kinds) > 1 else _("The benefit is good for {life}.")
    return said.format(life=mark(wording.life(terms)))


def _several(terms: Terms) -> bool:
    return terms.trigger is Trigger.EACH_PURCHASE and terms.trigger_purchases > 1


def _using(terms: Terms, currency: str, mark: Mark) -> str:
    sides = [side for side in (terms.referrer, terms.referee) if isinstance(side, IN_MONEY)]
    said = _("The voucher can be used {how}.") if len(sides) == 1 and not terms.milestones else ""
    how = [_from_when(terms, mark)]
    if terms.voucher_minimum_cents:
        least = mark(money(terms.voucher_minimum_cents, currency))
        how.append(_("on a purchase of {amount} or more").format(amount=least))
    how.append(_("one per purchase") if terms.one_per_purchase else _("alone or with others"))
    if terms.personal:
        how.append(_("by its holder only"))
    if terms.part_use:
        how.append(_("in one or several goes"))
    return (said or _("Each voucher can be used {how}.")).format(how=", ".join(how))


def _from_when(terms: Terms, mark: Mark) -> str:
    life = mark(wording.life(terms))
    if terms.lock_days > 1:
        said = ngettext(
            "from {count} day to {life} after it is issued",
            "from {count} days to {life} after it is issued",
            terms.lock_days,
        )
        return said.format(count=mark(number(terms.lock_days)), life=life)
    if terms.lock_days:
        return _("{from_next_day}, for {life}").format(from_next_day=mark(_("from the next day")), life=life)
    if terms.trigger is Trigger.REGISTRATION:
        return _("at once, for {life}").format(life=life)
    return _("from the next purchase on, for {life}").format(life=life)


def _milestones(terms: Terms, currency: str, mark: Mark) -> str:
    first, *later = [(mark(ordinal(s.nth)), mark(money(s.cents, currency))) for s in terms.milestones]
    begins = _("With the {nth} referred customer, the referrer gets a further voucher of {amount}")
    goes_on = _("; with the {nth}, of {amount}")
    said = [begins.format(nth=first[0], amount=first[1])]
    said += [goes_on.format(nth=nth, amount=amount) for nth, amount in later]
    return "".join(said) + "."


def _revenue_share(basis_points: int, purchases: int, mark: Mark) -> str:
    rate = mark(share(basis_points))
    if not purchases:
        return _("The referrer also earns {share} of whatever the referred customer buys.").format(share=rate)
    if purchases == 1:
        return _("The referrer also earns {share} of the referred customer’s first purchase.").format(share=rate)
    said = ngettext(
        "The referrer also earns {share} of the referred customer’s first {count} purchase.",
        "The referrer also earns {share} of the referred customer’s first {count} purchases.",
        purchases,
    )
    return said.format(share=rate, count=mark(number(purchases)))


def _limits(terms: Terms, mark: Mark) -> Iterator[str]:
    limits = terms.limits
    periods = (
        (limits.day, _("{count} a day")),
        (limits.month, _("{count} a month")),
        (limits.year, _("{count} a year")),
        (limits.total, _("{count} in all")),
    )
    named = False
    for most, said in periods:
        if most:
            count = mark(number(most))
            friends = ngettext("{count} referred customer", "{count} referred customers", most).format(count=count)
            yield said.format(count=count if named else friends)
            named = True


def _joined(parts: list[str]) -> str:
    *rest, last = parts
    return _("{first} and {last}").format(first=", ".join(rest), last=last) if rest else last


def _ending(terms: Terms, currency: str, mark: Mark) -> Iterator[str]:
    if terms.approval is Approval.MANUAL:
        yield _("The shop approves each referral before it is rewarded.")
    if terms.budget:
        amount, since = money(terms.budget.cents, currency), day_month_year(terms.budget.since)
        in_kind = any(isinstance(side, Gift | Experience) for side in (terms.referrer, terms.referee))
        said = (
            _("The scheme stops before it has given more than {amount} of vouchers and gifts since {day}.")
            if in_kind
            else _("The scheme stops before it has issued more than {amount} of vouchers since {day}.")
        )
        yield said.format(amount=mark(amount), day=mark(since))
    if terms.ends_on:
        said = _("The scheme ends on {day} in the evening.")
        yield said.format(day=mark(day_month_year(terms.ends_on)))
