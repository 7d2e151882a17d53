"""Sharing the credit for a first purchase between the touches that led to it; shares always add up to the whole.

The ways of sharing are those usual in marketing; who is *rewarded* is the scheme’s affair and another question.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from parrainage_desktop.base import money
from parrainage_desktop.referrals.touch_rules import TouchKind

HALF_LIFE_DAYS = 7
LOOK_BACK_DAYS = 90
_FINE = 2**52
"""A share of one, as the whole number that shares are counted in; as fine as a binary fraction can be."""


class Model(Enum):
    """A way of sharing credit."""

    FIRST = "first"
    LAST = "last"
    LINEAR = "linear"
    TIME_DECAY = "time_decay"
    POSITION = "position"
    W_SHAPED = "w_shaped"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Touched:
    """What sharing needs to know of a touch."""

    on: date
    kind: TouchKind


Weights = Mapping[TouchKind, int]


def counted(touches: Sequence[Touched], converted_on: date, look_back_days: int = LOOK_BACK_DAYS) -> list[int]:
    """The places of the touches that count, in time order, those of one day in the order they were written down.

    What came after the purchase, or longer before it than one looks back, is ignored; the days at both ends count.
    """
    since = converted_on - timedelta(days=look_back_days)
    places = [place for place, touch in enumerate(touches) if since <= touch.on <= converted_on]
    return sorted(places, key=lambda place: touches[place].on)


def credit(
    model: Model,
    touches: Sequence[Touched],
    converted_on: date,
    value_cents: int,
    own: Weights | None = None,
    look_back_days: int = LOOK_BACK_DAYS,
) -> list[int]:
    """Cents of each touch, in the order given: `value_cents` split by largest remainder; all 0 when none counts."""
    places = counted(touches, converted_on, look_back_days)
    shares = [0] * len(touches)
    if places:
        weights = _weights(model, [touches[place] for place in places], converted_on, own or {})
        for place, cents in zip(places, money.share(value_cents, weights), strict=True):
            shares[place] = cents
    return shares


def _weights(model: Model, touches: Sequence[Touched], converted_on: date, own: Weights) -> list[int]:
    """Whole numbers in proportion to which the value is split; at least one is not 0."""
    if model is Model.TIME_DECAY:
        return _decayed([(converted_on - touch.on).days for touch in touches])
    if model is Model.OWN:
        weights = [own.get(touch.kind, 0) for touch in touches]
        return weights if any(weights) else _equal(len(touches))
    by_count: Mapping[Model, Callable[[int], list[int]]] = {
        Model.FIRST: lambda count: [1, *[0] * (count - 1)],
        Model.LAST: lambda count: [*[0] * (count - 1), 1],
        Model.LINEAR: _equal,
        Model.POSITION: _position,
        Model.W_SHAPED: _w_shaped,
    }
    return by_count[model](len(touches))


def _equal(count: int) -> list[int]:
    return [1] * count


def _decayed(ages: Sequence[int]) -> list[int]:
    """2^(-age / half-life), counted from the youngest, so that however old they are the largest is 1."""
    youngest = min(ages)
    return [round(_FINE * 2 ** (-(age - youngest) / HALF_LIFE_DAYS)) for age in ages]


def _position(count: int) -> list[int]:
    """40 % for the first and the last, 20 % shared by those between; one or two share equally."""
    if count < 3:
        return _equal(count)
    between = count - 2
    return [2 * between, *[1] * between, 2 * between]


def _w_shaped(count: int) -> list[int]:
    """30 % for the first, the middle one (the earlier of two) and the last, 10 % shared by the rest; three equally."""
    if count < 4:
        return _equal(count)
    rest, middle = count - 3, (count - 1) // 2
    return [3 * rest if place in (0, middle, count - 1) else 1 for place in range(count)]
