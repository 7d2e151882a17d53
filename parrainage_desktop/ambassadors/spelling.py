"""What a tier asks as somebody types it, each way; a score may be “none”, what a person notes is yes or no."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from parrainage_desktop.ambassadors.rules import PROOFS, RANGES, Condition, Tier
from parrainage_desktop.base import terminal
from parrainage_desktop.base.errors import InvalidInput

NONE = "none"


def spelled(tier: Tier) -> dict[str, str]:
    """Everything a tier asks, as it would be typed."""
    numbers = ((name, getattr(tier, name)) for name in RANGES)
    said = {name: NONE if value is None else str(value) for name, value in numbers}
    return said | {kind.value: "yes" if kind in tier.proofs else "no" for kind in PROOFS}


def typed(tier: Tier, words: Mapping[str, str]) -> tuple[Tier, dict[str, str]]:
    """A tier with some of what it asks typed anew, and beside each name what of it cannot be read."""
    errors = dict[str, str]()
    for name, text in words.items():
        try:
            tier = _changed(tier, name, text.strip())
        except InvalidInput as error:
            errors[name] = error.message
    return tier, errors


def _changed(tier: Tier, name: str, text: str) -> Tier:
    if name in RANGES:
        nothing = None if name == "score" else 0
        value: Any = nothing if text in ("", NONE) else terminal.whole(name, text, *RANGES[name])
        return replace(tier, **{name: value})
    kind = Condition(terminal.one_of(name, name, spelled(tier)))
    holds = terminal.one_of(name, text, ("yes", "no")) == "yes"
    return replace(tier, proofs=tier.proofs | {kind} if holds else tier.proofs - {kind})
