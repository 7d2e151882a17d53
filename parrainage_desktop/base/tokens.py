"""The design's colours and measures, read once from the file the designers keep."""

import json
from functools import cache
from typing import Any

from parrainage_desktop.base.paths import resource


def colour(theme: str, name: str) -> str:
    """A colour as ``#RRGGBB``; `theme` is light, dark or verdict."""
    return str(_tokens()[theme][name])


def colours(theme: str) -> dict[str, str]:
    """Every colour of a theme by name."""
    return dict(_tokens()[theme])


def shop_colour(name: str) -> str:
    """One of the six shop colours as ``#RRGGBB``."""
    return str(_tokens()["shop_colours"][name])


@cache
def _tokens() -> dict[str, Any]:
    tokens: dict[str, Any] = json.loads(resource("theme", "tokens.json").read_text(encoding="utf-8"))
    return tokens
