"""The scheme's parameters as somebody types them at a terminal, each way."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from enum import Enum
from typing import Any

from parrainage_desktop.base import terminal, writing
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers.rules import HIGHEST_TIER
from parrainage_desktop.programme.rewards import (
    Credit,
    Experience,
    Fixed,
    Gift,
    Nothing,
    Percent,
    Reward,
    Step,
    StepTable,
)
from parrainage_desktop.programme.rules import Approval, Budget, Friends, Limits, RevenueShare, Terms, Trigger, Variant

NONE = "none"
_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%")
_LIMITS = ("limit_day", "limit_month", "limit_year", "limit_total")
_AMOUNTS = ("purchase_minimum", "voucher_minimum", "usual_cost")
_WHOLES = (
    "lock_days", "valid_months", "valid_days", "claim_window_days", "trigger_purchases", "inactive_months",
    "referrer_months", "return_days",
)  # fmt: skip
_YES_OR_NO = ("personal", "one_per_purchase", "part_use")
_WORDS: Mapping[str, type[Enum]] = {"trigger": Trigger, "friends": Friends, "approval": Approval}
_VARIANT = ("variant_until", "variant_referrer", "variant_referee")
_TEXTS = ("name_fr", "name_en", "text_fr", "text_en")


def key(field: str) -> str:
    """How a parameter of the terms is called at a terminal; a part of one by the whole."""
    return field.partition(".")[0].removesuffix("_cents").removesuffix("_basis_points")


def spelled(terms: Terms) -> dict[str, str]:
    """Every parameter as it would be typed."""
    found: dict[str, str] = {}
    for field in fields(terms):
        found |= _spelled(key(field.name), getattr(terms, field.name))
    return found


def changed(terms: Terms, words: Mapping[str, str], today: date) -> Terms:
    """The terms with some parameters typed anew. Raises InvalidInput naming the first that cannot be read.

    A budget without a day is counted from `today` on.
    """
    known = spelled(terms)
    for name in words:
        if name not in known:
            said = _("There is no parameter “{name}”. There are: {names}.")
            raise InvalidInput(name, said.format(name=name[:40], names=", ".join(known)))
    # Until when comes before what: without a last day there is no comparison to have other rewards.
    for name in sorted(words, key=lambda name: name != _VARIANT[0]):
        terms = _changed(terms, name, words[name].strip(), today)
    return terms


def idle(name: str, text: str, terms: Terms) -> bool:
    """Whether what is typed for a parameter means nothing, as these terms lack the one that it is a part of."""
    if name == "budget_since":
        return terms.budget is None or text == NONE
    return name in _VARIANT[1:] and terms.variant is None


def _changed(terms: Terms, name: str, text: str, today: date) -> Terms:
    if name in _LIMITS:
        most = 0 if text == NONE else terminal.whole(name, text, 0, 1_000_000)
        return replace(terms, limits=replace(terms.limits, **{name.removeprefix("limit_"): most}))
    if name == "budget":
        since = terms.budget.since if terms.budget else today
        return replace(terms, budget=None if text == NONE else Budget(writing.amount(name, text), since))
    if name == "budget_since":
        if terms.budget is None:
            raise InvalidInput(name, _("Name the budget first."))
        return replace(terms, budget=replace(terms.budget, since=terminal.day(name, text)))
    if name in _VARIANT:
        return replace(terms, variant=_variant(terms, name, text))
    value: Any = _READERS[name](name, text)
    field = next(field.name for field in fields(terms) if key(field.name) == name)
    return replace(terms, **{field: value})


def _variant(terms: Terms, name: str, text: str) -> Variant | None:
    """A comparison with one of its parts typed anew; a new one begins with the rewards of the scheme."""
    known = terms.variant
    if name == "variant_until":
        if text == NONE:
            return None
        until = terminal.day(name, text)
        return replace(known, until=until) if known else Variant(terms.referrer, terms.referee, until)
    if known is None:
        if text == NONE:
            return None
        raise InvalidInput(name, _("Say first until which day they are compared: variant_until."))
    reward = _reward(name, text)
    return replace(known, referrer=reward) if name == "variant_referrer" else replace(known, referee=reward)


def _spelled(name: str, value: object) -> dict[str, str]:
    match value:
        case Limits():
            return {limit: str(getattr(value, limit.removeprefix("limit_")) or NONE) for limit in _LIMITS}
        case Budget(cents, since):
            return {"budget": _cents(cents), "budget_since": since.isoformat()}
        case None if name == "budget":
            return {"budget": NONE, "budget_since": NONE}
        case Variant(referrer, referee, until):
            return dict(zip(_VARIANT, (until.isoformat(), _one(referrer), _one(referee)), strict=True))
        case None if name == "variant":
            return dict.fromkeys(_VARIANT, NONE)
        case bool():
            return {name: "yes" if value else "no"}
        case 0 if name == "referrer_tier":
            return {name: NONE}
        case int():
            return {name: _number(name, value)}
        case _:
            return {name: _one(value)}


def _number(name: str, value: int) -> str:
    if name in _AMOUNTS:
        return _cents(value)
    return _percent(value) if name == "margin" else str(value)


def _one(value: object) -> str:
    match value:
        case None | Nothing() | ():
            return NONE
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case tuple() as steps:
            return _steps_spelled(steps)
        case RevenueShare(basis_points, purchases):
            return _percent(basis_points) + (f" {purchases}" if purchases else "")
        case str():
            return value or NONE
        case _:
            return _reward_spelled(value)


def _reward_spelled(reward: object) -> str:
    match reward:
        case Fixed(cents):
            return _cents(cents)
        case Percent(basis_points, floor, cap):
            bounds = (f" min {_cents(floor)}" if floor else "") + (f" max {_cents(cap)}" if cap else "")
            return _percent(basis_points) + bounds
        case StepTable(steps):
            return _steps_spelled(steps)
        case Gift(text, cost, stock):
            return f"gift:{text}:{_cents(cost)}:{stock}"
        case Experience(text, cost):
            return f"experience:{text}:{_cents(cost)}"
        case Credit(text, cents) if cents:
            return f"credit:{text}:{_cents(cents)}"
        case Credit():
            return _credit_spelled(reward)
    raise TypeError(reward)


def _credit_spelled(credit: Credit) -> str:
    rises = f":{credit.later_nth}:{_percent(credit.later_basis_points)}" if credit.later_nth else ""
    early = f":{_percent(credit.registered_basis_points)}" if rises or credit.registered_basis_points else ""
    return f"credit:{credit.text}:{_cents(credit.price_cents)}:{_percent(credit.basis_points)}{early}{rises}"


def _steps_spelled(steps: tuple[Step, ...]) -> str:
    return " ".join(f"{step.nth}:{_cents(step.cents)}" for step in steps)


def _cents(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _percent(basis_points: int) -> str:
    return f"{basis_points / 100:.2f}".rstrip("0").rstrip(".") + "%"


def _reward(name: str, text: str) -> Reward:
    kind, colon, rest = text.partition(":")
    if text == NONE:
        return Nothing()
    if colon and kind in ("gift", "experience", "credit"):
        return _in_kind(name, kind, rest)
    if colon:
        return StepTable(_steps(name, text))
    if "%" in text:
        return _share_within(name, text)
    return Fixed(writing.amount(name, text))


def _share_within(name: str, text: str) -> Percent:
    parts = re.fullmatch(r"([^%]+%)(?:\s+min\s+(\S+))?(?:\s+max\s+(\S+))?", text)
    if parts is None:
        raise InvalidInput(name, _("“{text}” is not a share such as “10% min 2 max 20”.").format(text=text[:40]))
    floor, cap = (writing.amount(name, bound) if bound else 0 for bound in parts.groups()[1:])
    return Percent(_basis_points(name, parts[1]), floor, cap)


def _in_kind(name: str, kind: str, rest: str) -> Reward:
    """A text, which may have colons, and the figures that follow it."""
    most = {"gift": 2, "experience": 1, "credit": 5 if "%" in rest else 1}[kind]
    text, *figures = rest.rsplit(":", most)
    said = writing.line(name, text, 1_000)
    if kind == "credit":
        return _credit(name, said, figures)
    cost = writing.amount(name, figures[0]) if figures else 0
    if kind == "experience":
        return Experience(said, cost)
    return Gift(said, cost, terminal.whole(name, figures[1], 0, 1_000_000) if len(figures) > 1 else 0)


def _credit(name: str, text: str, figures: list[str]) -> Credit:
    """An amount; or a price, then a share of it, that on registering, and from the nth on: ``80:50%:25%:5:100%``."""
    match figures:
        case [amount]:
            return Credit(text, writing.amount(name, amount))
        case [price, share, *rest] if len(rest) in (0, 1, 3):
            registered, nth, later = (*rest, *("0%", "0", "0%")[len(rest) :])
            points = [_basis_points(name, figure) for figure in (share, registered, later)]
            after = terminal.whole(name, nth, 0, 1_000_000)
            return Credit(text, 0, points[0], points[1], after, points[2], writing.amount(name, price))
    said = _("Write credit:what it is:its amount, or credit:what it is:its price:a share of it such as 50%.")
    raise InvalidInput(name, said)


def _steps(name: str, text: str) -> tuple[Step, ...]:
    if text == NONE:
        return ()
    steps = []
    for part in text.split():
        nth, colon, cents = part.partition(":")
        if not colon:
            raise InvalidInput(name, _("“{text}” is not a step such as “5:10.00”.").format(text=part[:40]))
        steps.append(Step(terminal.whole(name, nth, 1, 1_000_000), writing.amount(name, cents)))
    return tuple(steps)


def _basis_points(name: str, text: str) -> int:
    if found := _SHARE.fullmatch(text.strip()):
        return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
    raise InvalidInput(name, _("“{text}” is not a percentage such as 12.5%.").format(text=text[:40]))


def _revenue_share(name: str, text: str) -> RevenueShare | None:
    if text == NONE:
        return None
    share, _space, purchases = text.partition(" ")
    return RevenueShare(_basis_points(name, share), terminal.whole(name, purchases or "0", 0, 1_000))


def _yes_or_no(name: str, text: str) -> bool:
    return terminal.one_of(name, text, ("yes", "no")) == "yes"


def _whole(name: str, text: str) -> int:
    return terminal.whole(name, text, 0, 1_000_000)


def _tier(name: str, text: str) -> int:
    return 0 if text == NONE else terminal.whole(name, text, 1, HIGHEST_TIER)


def _word(name: str, text: str) -> Enum:
    kind = _WORDS[name]
    return kind(terminal.one_of(name, text, [word.value for word in kind]))


_READERS: Mapping[str, Callable[[str, str], object]] = {
    "referrer": _reward,
    "referee": _reward,
    "milestones": _steps,
    "revenue_share": _revenue_share,
    "ends_on": lambda name, text: None if text == NONE else terminal.day(name, text),
    "referrer_nps": lambda name, text: None if text == NONE else terminal.whole(name, text, 0, 10),
    "referrer_tier": _tier,
    "margin": _basis_points,
    **dict.fromkeys(_AMOUNTS, writing.amount),
    **dict.fromkeys(_WHOLES, _whole),
    **dict.fromkeys(_YES_OR_NO, _yes_or_no),
    **dict.fromkeys(_WORDS, _word),
    **dict.fromkeys(_TEXTS, lambda name, text: "" if text == NONE else writing.note(name, text)),
}
