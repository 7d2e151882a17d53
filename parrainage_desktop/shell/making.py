"""Making shops by jobs: the first one as it was asked for, and the sample shop with its progress on the screen."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from parrainage_desktop.base.database import Actor
from parrainage_desktop.shell import opening
from parrainage_desktop.shell.plain_view import BuildingView
from parrainage_desktop.shell.rules import NewShop
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.jobs import Job


class Maker(QObject):
    """`made` names the store and whether it is the sample; `failed` carries what was raised."""

    made = Signal(str, bool)
    given_up = Signal()
    failed = Signal(object)

    def make_first(self, where: str, new: NewShop, actor: Actor) -> None:
        """Make a shop of one's own."""
        job = jobs.start(lambda progress: opening.found(where, new, actor))
        job.done.connect(lambda _none: self.made.emit(where, False))
        self._end(job)

    def make_sample(self, path: Path, count: int | None) -> BuildingView:
        """Begin to build the sample shop; what shows how far it is, and can give it up."""
        view = BuildingView()
        job = jobs.start(lambda progress: opening.build_demo(path, count, progress))
        job.progress.connect(view.show_step)
        view.given_up.connect(job.cancel)
        job.done.connect(lambda built: self.made.emit(str(built), True))
        self._end(job)
        return view

    def _end(self, job: Job) -> None:
        job.cancelled.connect(self.given_up)
        job.failed.connect(self.failed)
