"""Widgets nobody holds any more end in the window's thread, whatever a job makes meanwhile."""

import gc
from collections.abc import Iterator
from functools import partial
from threading import get_ident

import pytest
from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from parrainage_desktop.base.progress import Progress
from parrainage_desktop.ui import garbage, jobs
from parrainage_desktop.ui.garbage import Garbage


class Thing:
    """Something that says in which thread it ends."""

    def __init__(self, ends: list[int]) -> None:
        self.ends = ends

    def __del__(self) -> None:
        self.ends.append(get_ident())


class Circle(Thing):
    """Something that holds itself, so that only a look for garbage ends it."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__(ends)
        self.itself = self


@pytest.fixture
def ends() -> list[int]:
    """The threads in which things ended."""
    gc.collect()
    found: list[int] = []
    Circle(found)
    return found


@pytest.fixture
def as_python_does() -> Iterator[None]:
    """Garbage looked for in any thread."""
    gc.enable()
    yield
    gc.disable()


def ends_of(thing: Thing, _progress: Progress) -> list[int]:
    """Work that needs a thing."""
    return thing.ends


def make_much() -> list[list[int]]:
    """Have a job make, and keep, so much that it is time to look for garbage."""
    made: list[list[int]] = []
    jobs.start(lambda _progress: made.extend([number] for number in range(100_000)))
    assert QThreadPool.globalInstance().waitForDone(10_000)
    return made


def test_a_job_leaves_the_garbage_where_it_is(qtbot: QtBot, ends: list[int]) -> None:
    made = make_much()
    assert ends == []
    garbage.take_out()
    assert ends == [get_ident()]
    assert made


def test_left_to_python_it_would_end_in_the_job(qtbot: QtBot, ends: list[int], as_python_does: None) -> None:
    make_much()
    assert ends
    assert ends != [get_ident()]


def test_it_is_looked_for_as_long_as_the_window_is_there(qtbot: QtBot, ends: list[int]) -> None:
    window = QObject()
    Garbage(window)
    made = make_much()
    qtbot.waitUntil(lambda: bool(ends), timeout=20_000)
    assert ends == [get_ident()]
    assert made


def test_from_then_on_python_does_not_look_by_itself(as_python_does: None) -> None:
    Garbage()
    assert not gc.isenabled()


def test_what_a_job_held_ends_in_the_window_s_thread(qtbot: QtBot) -> None:
    found: list[int] = []
    job = jobs.start(partial(ends_of, Thing(found)))
    with qtbot.waitSignal(job.destroyed):
        pass
    assert QThreadPool.globalInstance().waitForDone(10_000)
    del job
    assert found == [get_ident()]


def test_nothing_is_done_while_little_was_made(ends: list[int]) -> None:
    garbage.take_out()
    assert ends == []
