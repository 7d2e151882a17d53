"""The scheme's parameters as plain values, one function each way; reading refuses whatever was not written so."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import date
from enum import Enum
from typing import Any

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

_KINDS: Mapping[str, type[Reward]] = {
    "nothing": Nothing,
    "fixed": Fixed,
    "percent": Percent,
    "steps": StepTable,
    "credit": Credit,
    "gift": Gift,
    "experience": Experience,
}
_KIND_OF = {made: kind for kind, made in _KINDS.items()}


class BadParameters(ValueError):
    """Stored parameters that this program did not write."""


def plain(terms: Terms) -> dict[str, object]:
    """The parameters as JSON values: cents and hundredths of a percent as integers, days in ISO 8601."""
    return {field.name: _plain(getattr(terms, field.name)) for field in fields(terms)}


def terms_of(values: Mapping[str, Any]) -> Terms:
    """The terms written by `plain`; parameters left out keep their usual value. Raises BadParameters."""
    unknown = values.keys() - {field.name for field in fields(Terms)}
    if unknown:
        raise BadParameters(f"unknown parameters: {sorted(unknown)}")
    try:
        return Terms(**{name: _READERS.get(name, _scalar_of(name))(value) for name, value in values.items()})
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise BadParameters(str(error)) from error


def written(values: Mapping[str, object]) -> str:
    """Plain values as one JSON text, always spelled the same."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> dict[str, Any]:
    """The plain values of a JSON text. Raises BadParameters."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise BadParameters(str(error)) from error
    if not isinstance(found, dict):
        raise BadParameters("not an object")
    return found


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case Budget():
            return {"cents": value.cents, "since": value.since.isoformat()}
        case Variant():
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case Step() | Limits() | RevenueShare():
            return asdict(value)
        case Nothing() | Fixed() | Percent() | StepTable() | Credit() | Gift() | Experience():
            parts = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
            return {"kind": _KIND_OF[type(value)], **parts}
        case _:
            return value


def _reward(value: Mapping[str, Any]) -> Reward:
    parts = {**value}
    made = _KINDS[parts.pop("kind")]
    if made is StepTable:
        return StepTable(_steps(_only(parts, "steps")["steps"]))
    for name, part in parts.items():
        _expect(part, str if name == "text" else int)
    return made(**parts)


def _steps(value: list[Mapping[str, int]]) -> tuple[Step, ...]:
    _expect(value, list)
    return tuple(Step(**_numbers(step)) for step in value)


def _budget(value: Mapping[str, Any] | None) -> Budget | None:
    if value is None:
        return None
    parts = _only(value, "cents", "since")
    return Budget(_expect(parts["cents"], int), date.fromisoformat(parts["since"]))


def _variant(value: Mapping[str, Any] | None) -> Variant | None:
    if value is None:
        return None
    parts = _only(value, "referrer", "referee", "until")
    return Variant(_reward(parts["referrer"]), _reward(parts["referee"]), date.fromisoformat(parts["until"]))


def _numbers(value: Mapping[str, int]) -> dict[str, int]:
    return {name: _expect(part, int) for name, part in value.items()}


def _only(parts: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    if set(parts) != set(names):
        raise BadParameters(f"expected {names}, found {sorted(parts)}")
    return parts


def _expect(value: Any, kind: type) -> Any:
    """The value, if it is exactly of this kind: JSON's true is no number here."""
    if type(value) is not kind:
        raise BadParameters(f"{value!r} is no {kind.__name__}")
    return value


def _scalar_of(name: str) -> Callable[[Any], Any]:
    kind = type(getattr(Terms(), name))
    return lambda value: _expect(value, kind)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "referrer": _reward,
    "referee": _reward,
    "ends_on": lambda value: None if value is None else date.fromisoformat(value),
    "trigger": Trigger,
    "friends": Friends,
    "referrer_nps": lambda value: None if value is None else _expect(value, int),
    "limits": lambda value: Limits(**_numbers(value)),
    "budget": _budget,
    "milestones": _steps,
    "revenue_share": lambda value: None if value is None else RevenueShare(**_numbers(value)),
    "approval": Approval,
    "variant": _variant,
}
