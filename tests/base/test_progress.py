"""Long work tells how far it is and stops when asked."""

import pytest

from parrainage_desktop.base.progress import Cancelled, Progress, silent


def test_each_step_is_shown() -> None:
    seen: list[tuple[int, int, str]] = []
    progress = Progress(lambda done, total, what: seen.append((done, total, what)))
    progress.step(1, 2)
    progress.step(2, 2, "cards")
    assert seen == [(1, 2, ""), (2, 2, "cards")]


def test_work_that_nobody_wants_any_more_stops_at_its_next_step() -> None:
    wanted, seen = [True], list[int]()
    progress = Progress(lambda done, total, what: seen.append(done), lambda: not wanted[0])
    progress.step(1, 3)
    wanted[0] = False
    with pytest.raises(Cancelled):
        progress.step(2, 3)
    assert seen == [1]


def test_silent_progress_bothers_nobody() -> None:
    silent().step(1, 1, "cards")
