"""The design's colours by name, read once from resources/theme/tokens.json."""

import json
from functools import cache
from typing import Any

from parrainage_desktop.base.paths import resource


def colour(theme: str, name: str) -> str:
    """A colour as #RRGGBB; `theme` is ``light``, ``dark`` or ``verdict``. Raises KeyError."""
    value: str = _all()[theme][name]
    return value


def shop_colour(name: str) -> str:
    """One of the colours a shop may choose, as #RRGGBB. Raises KeyError."""
    value: str = _all()["shop_colours"][name]
    return value


@cache
def _all() -> dict[str, Any]:
    tokens: dict[str, Any] = json.loads(resource("theme", "tokens.json").read_text("utf-8"))
    return tokens
