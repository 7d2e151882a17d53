"""How long work tells how far it is, and learns that nobody wants it any more."""

from collections.abc import Callable


class Cancelled(Exception):
    """The person asked the work to stop; whatever it began must be taken back."""


class Progress:
    """Told to long work by whoever started it; the work calls `step` often and knows nothing of screens."""

    def __init__(
        self,
        show: Callable[[int, int, str], None] = lambda done, total, what: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self._show = show
        self._stop = stop

    def step(self, done: int, total: int, what: str = "") -> None:
        """Say that `done` of `total` is done. Raises Cancelled when asked to stop."""
        if self._stop():
            raise Cancelled
        self._show(done, total, what)


def silent() -> Progress:
    """Progress that nobody watches and nobody cancels."""
    return Progress()
