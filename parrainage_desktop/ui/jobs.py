"""Long work off the screen's thread: a plain function of Progress, which always ends in exactly one way."""

import logging
from collections.abc import Callable
from contextvars import Context, copy_context
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.progress import Cancelled, Progress

Found = TypeVar("Found")
Work = Callable[[Progress], Found]
SECONDS_BETWEEN_STEPS = 0.04


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How the work ended: its value, or what was raised."""

    value: object = None
    raised: BaseException | None = None


class Job(QObject):
    """One piece of work under way. It ends in exactly one of `done`, `failed` or `cancelled`, then goes away.

    All signals arrive in the thread the job was started from, never before the event loop's next turn: connect
    right after starting. The job belongs to the application, so nobody has to keep it.
    """

    progress = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    _stepped = Signal(int, int, str)
    _ended = Signal(object)

    def __init__(self, work: Work[object]) -> None:
        super().__init__(QCoreApplication.instance())
        self._work = work
        self._asked_to_stop = Event()
        self._last_step = 0.0
        self._held: tuple[int, int, str] | None = None
        # Emitted in the pool's thread, received in the job's own: that is what carries them over.
        self._stepped.connect(self._show_step)
        self._ended.connect(self._finish)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; it may still come to its end before that."""
        self._asked_to_stop.set()

    def perform(self) -> None:
        """Do the work, in whichever thread this is called; the last step is told however soon it came."""
        outcome = self._outcome()
        if self._held:
            self._stepped.emit(*self._held)
        self._ended.emit(outcome)

    def _outcome(self) -> _Outcome:
        try:
            return _Outcome(self._work(Progress(self._step, self._asked_to_stop.is_set)))
        except (Cancelled, UserError, InvalidInput) as expected:
            return _Outcome(raised=expected)
        except BaseException as bug:
            # A thread must never end without a word.
            logging.getLogger(__name__).exception("a job broke")
            return _Outcome(raised=bug)

    def _step(self, done: int, total: int, what: str) -> None:
        now = monotonic()
        if done >= total or now - self._last_step >= SECONDS_BETWEEN_STEPS:
            self._last_step, self._held = now, None
            self._stepped.emit(done, total, what)
        else:
            self._held = done, total, what

    def _show_step(self, done: int, total: int, what: str) -> None:
        self.progress.emit(done, total, what)

    def _finish(self, outcome: _Outcome) -> None:
        del self._work  # what it held may be a widget, which must end in this thread and not in the pool's
        if outcome.raised is None:
            self.done.emit(outcome.value)
        elif isinstance(outcome.raised, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(outcome.raised)
        self.deleteLater()


def start(work: Work[Found], done: Callable[[Found], object] | None = None) -> Job:
    """Begin `work` in another thread, in the language spoken here; `done` is handed what it found.

    Let `done` be a method of whatever waits: it hears nothing more once that is gone.
    """
    job = Job(work)
    if done is not None:
        job.done.connect(done)
    context: Context = copy_context()
    QThreadPool.globalInstance().start(lambda: context.run(job.perform))
    return job


def stop_all(patience_ms: int = 10_000) -> bool:
    """Ask every job to stop and wait for it, before the program ends; whether all did."""
    app = QCoreApplication.instance()
    for job in app.findChildren(Job) if app else ():
        job.cancel()
    return QThreadPool.globalInstance().waitForDone(patience_ms)
