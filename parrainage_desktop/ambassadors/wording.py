"""Ambassadors in words: the tiers, what each asks, what somebody still needs, and why a tier stays as it is."""

from datetime import date

from parrainage_desktop.ambassadors.rules import PROOFS, Condition, Held, NotChanged, Record, Refused, Standing
from parrainage_desktop.base.i18n import _, day, labelled, ngettext, number
from parrainage_desktop.customers.rules import Membership
from parrainage_desktop.customers.story_rules import Goal

MONTH_DAYS = 31
"""From here on what is still to come is said in months."""


def tier_name(tier: int) -> str:
    """What a tier is called."""
    return {1: _("Foundation"), 2: _("Active referrer"), 3: _("Elite")}[tier]


def tier_title(tier: int) -> str:
    """A tier with its number."""
    return _("Tier {tier}, {name}").format(tier=number(tier), name=tier_name(tier))


def present(now: Membership) -> str:
    """The tier somebody is in, since when."""
    if not now.tier:
        return _("Not an ambassador")
    return _("Ambassador, tier {tier}, since {day}").format(tier=number(now.tier), day=day(now.since))


def asked(held: Held) -> str:
    """What a condition asks."""
    many = {
        Condition.MONTHS: _months,
        Condition.ACTIVE: _active,
        Condition.REFERRALS: _referrals,
    }
    if held.condition in many:
        return many[held.condition](held)
    return {
        Condition.SCORE: _("Last score {score} or more").format(score=number(held.wanted)),
        Condition.RESULT: _("A measured result"),
        Condition.PROMOTION: _("Promotion that is documented"),
        Condition.INFLUENCE: _("Recognised influence"),
    }[held.condition]


def stands(held: Held, today: date) -> str:
    """How somebody stands by a condition: what is missing, or who noted it; nothing where it is simply met."""
    if held.proof:
        said = _("noted on {day} by {staff}: {words}") if held.proof.staff else _("noted on {day}: {words}")
        return said.format(day=day(held.proof.on), staff=held.proof.staff, words=held.proof.words)
    return "" if held.met else missing(held, today)


def missing(held: Held, today: date) -> str:
    """What is missing for a condition, in a few words."""
    if held.condition is Condition.MONTHS and held.on:
        return _to_go(held.on, today)
    if held.condition is Condition.SCORE:
        return _("no score yet") if held.found is None else _("the last was {score}").format(score=number(held.found))
    if held.condition is Condition.ACTIVE and held.on:
        return _("last here on {day}").format(day=day(held.on))
    if held.condition is Condition.REFERRALS:
        more = held.wanted - (held.found or 0)
        return ngettext("{count} more friend", "{count} more friends", more).format(count=number(more))
    return {
        Condition.RESULT: _("no measured result noted"),
        Condition.PROMOTION: _("no promotion noted"),
        Condition.INFLUENCE: _("no influence noted"),
    }[held.condition]


def summary(standing: Standing, today: date) -> str:
    """How many conditions of how many are met, and what is missing: “3 of 4: 2 months to go”."""
    count = _("{met} of {count}").format(met=number(standing.met), count=number(len(standing.conditions)))
    if standing.complete:
        return labelled(count, _("may enter"))
    return labelled(count, ", ".join(missing(one, today) for one in standing.missing))


def coming(record: Record) -> str:
    """What the next tier still needs, as one line; nothing for whoever is in the highest."""
    found = record.next
    return labelled(tier_title(found.tier), summary(found, record.today)) if found else ""


def admitting(tier: int, present: int) -> str:
    """What the button says that lets somebody into a tier, from the one they are in."""
    said = _("Let into tier {tier}") if tier > present else _("Back to tier {tier}")
    return said.format(tier=number(tier))


def names() -> dict[str, str]:
    """What everything a tier asks is called where it is set, in order."""
    return {
        "months": _("Months as a customer"),
        "score": _("Last score, out of 10"),
        "active_months": _("Here within months"),
        "referrals": _("Successful referrals"),
        "within_months": _("…within months (else ever)"),
        **{kind.value: asked(Held(kind, met=False)) for kind in PROOFS},
    }


def of_tier(name: str, tier: int) -> str:
    """Something of one tier, named so that it is not mistaken for another’s."""
    return _("{name}, tier {tier}").format(name=name, tier=number(tier))


def listed(record: Record) -> str:
    """Somebody in a list: the tier they are in, or may enter."""
    if record.open_to:
        return labelled(tier_title(record.open_to), _("may enter"))
    return " · ".join(filter(None, (present(record.membership), coming(record))))


def counted(count: int, *, may_enter: bool) -> str:
    """How many there are in a list."""
    said = (
        ngettext("{count} customer may enter a tier.", "{count} customers may enter a tier.", count)
        if may_enter
        else ngettext("{count} ambassador.", "{count} ambassadors.", count)
    )
    return said.format(count=number(count))


def goal(record: Record) -> Goal | None:
    """How somebody stands, for their record; None where there is nothing to say."""
    if not record.concerns:
        return None
    found = record.next or record.standings[-1]
    return Goal(found.met, len(found.conditions), present(record.membership), coming(record))


def changed(now: Membership, name: str) -> str:
    """That somebody's tier changed."""
    if not now.tier:
        return _("{name} is no ambassador any more.").format(name=name)
    return _("{name} is an ambassador of tier {tier} from today.").format(name=name, tier=number(now.tier))


def refused(found: Refused, today: date) -> str:
    """Why somebody's tier stays as it is."""
    if found.why is NotChanged.CONDITIONS:
        parts = ", ".join(missing(one, today) for one in found.missing)
        return labelled(_("Still missing"), parts) + ". " + _("With a reason, the shop may decide otherwise.")
    return {
        NotChanged.ALREADY: _("This customer is in that tier already."),
        NotChanged.NOT_IN: _("This customer is in no tier."),
        NotChanged.GONE: _("This customer is no longer there."),
    }[found.why]


def _to_go(on: date, today: date) -> str:
    days = (on - today).days
    if days < MONTH_DAYS:
        return ngettext("{count} day to go", "{count} days to go", days).format(count=number(days))
    months = (on.year - today.year) * 12 + on.month - today.month + (on.day > today.day)
    return ngettext("{count} month to go", "{count} months to go", months).format(count=number(months))


def _months(held: Held) -> str:
    said = ngettext("Customer for {count} month or more", "Customer for {count} months or more", held.wanted)
    return said.format(count=number(held.wanted))


def _active(held: Held) -> str:
    said = ngettext("Here within the last {count} month", "Here within the last {count} months", held.wanted)
    return said.format(count=number(held.wanted))


def _referrals(held: Held) -> str:
    said = ngettext("{count} successful referral", "{count} successful referrals", held.wanted)
    friends = said.format(count=number(held.wanted))
    if not held.within:
        return friends
    within = ngettext("{friends} within {count} month", "{friends} within {count} months", held.within)
    return within.format(friends=friends, count=number(held.within))
