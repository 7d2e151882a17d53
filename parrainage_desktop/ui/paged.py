"""Lines of a list that may be a million long: pages of them, asked for when they come into sight."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

PAGE = 50
PAGES_KEPT = 80
Line = TypeVar("Line")


class Paged(Generic[Line]):
    """`count` lines from `fetch(offset, count)`; the pages looked at longest ago are forgotten."""

    def __init__(self, count: int = 0, fetch: Callable[[int, int], Sequence[Line]] = lambda offset, count: ()) -> None:
        self.count = count
        self._fetch = fetch
        self._pages: OrderedDict[int, Sequence[Line]] = OrderedDict()

    def line(self, number: int) -> Line | None:
        """One line; None when they have become fewer since they were counted."""
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            self._pages[page] = self._fetch(page * PAGE, PAGE)
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        lines = self._pages[page]
        return lines[place] if place < len(lines) else None
