"""What whoever made a paper is told of it."""

from collections.abc import Sequence

from parrainage_desktop.base.i18n import _


def replaced(signs: Sequence[str]) -> tuple[str, ...]:
    """The signs that no font of the papers has, as one sentence; nothing when every sign was printed."""
    if not signs:
        return ()
    said = _("These signs cannot be printed, “?” stands in their place: {signs}")
    return (said.format(signs=" ".join(sorted(signs))),)
