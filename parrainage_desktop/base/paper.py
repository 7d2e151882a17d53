"""What whoever made a paper is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from parrainage_desktop.base.i18n import _


@dataclass(frozen=True, slots=True)
class Made:
    """How long a paper became, the signs that were replaced by a question mark, whether backs follow fronts."""

    pages: int
    unprintable: tuple[str, ...] = ()
    two_sided: bool = False


def replaced(signs: Sequence[str]) -> tuple[str, ...]:
    """The signs that no font of the papers has, as one sentence; nothing when every sign was printed."""
    if not signs:
        return ()
    said = _("These signs cannot be printed, “?” stands in their place: {signs}")
    return (said.format(signs=" ".join(sorted(signs))),)
