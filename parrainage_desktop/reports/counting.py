"""Months counted in another thread for the screen; only what was asked for last is heard of."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.reports import service
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.service import Month
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.fields import PlainLabel

_SOON_MS = 150
"""What is counted sooner needs no sign that it is."""


class Counting(QObject):
    """`counted` hands over the figures of the months asked for, `failed` says why there are none.

    `stepped` says how many of how many months are there.
    """

    counted = Signal(object)
    failed = Signal(str)
    stepped = Signal(int, int)

    def __init__(self, parent: QObject, db: Database, actor: Actor) -> None:
        super().__init__(parent)
        self._db, self._actor = db, actor
        self._job: jobs.Job | None = None

    @property
    def busy(self) -> bool:
        """Whether what was asked for is still to come."""
        return self._job is not None

    def ask(self, months: Sequence[Month]) -> None:
        """Count months, and forget what was asked for before."""
        self.leave()
        db, actor = self._db, self._actor
        self._job = jobs.start(lambda progress: counted(db, actor, months, progress), self._end)
        self._job.failed.connect(self._fail)
        self._job.progress.connect(self._step)
        self.destroyed.connect(self._job.cancel)

    def leave(self) -> None:
        """Hear no more of what was asked for."""
        if self._job is not None:
            self._job.done.disconnect(self._end)
            self._job.failed.disconnect(self._fail)
            self._job.progress.disconnect(self._step)
            self._job.cancel()
            self._job = None

    def _end(self, found: tuple[MonthFigures, ...]) -> None:
        self._job = None
        self.counted.emit(found)

    def _fail(self, error: BaseException) -> None:
        self._job = None
        self.failed.emit(error.message if isinstance(error, UserError) else _("The figures could not be counted."))

    def _step(self, done: int, total: int, _what: str) -> None:
        self.stepped.emit(done, total)


class CountingSign(PlainLabel):
    """A quiet line that says what is being counted, should it take a while."""

    def __init__(self) -> None:
        super().__init__("", "small", "text-2")
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.show)
        self.hide()

    def show_soon(self, what: str) -> None:
        """Say what is being counted now."""
        self.setText(_("Counting {what}…").format(what=what))
        if not self.isVisible():
            self._soon.start()

    def show_step(self, what: str, done: int, total: int) -> None:
        """Say how many of several months are counted."""
        if total > 1:
            said = _("Counting {what}: {done} of {total} months…")
            self.setText(said.format(what=what, done=number(done), total=number(total)))

    def be_quiet(self) -> None:
        """All of it is counted."""
        self._soon.stop()
        self.hide()


def counted(db: Database, actor: Actor, months: Sequence[Month], progress: Progress) -> tuple[MonthFigures, ...]:
    """Each month in a transaction of its own: counting a year keeps nobody waiting. Raises Cancelled."""
    found = []
    for place, one in enumerate(months):
        progress.step(place, len(months))
        with db.read(actor) as tx:
            found.append(service.figures(tx, *one))
    return tuple(found)
