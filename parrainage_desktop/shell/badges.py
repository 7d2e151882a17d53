"""How much waits for a person on each screen, beside its name and kept up to date."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.shell.places import Place


class Badges(QObject):
    """Counts when the store is open and after every change, once the screen has nothing more urgent to do."""

    _committed = Signal()

    def __init__(
        self, db: Database, actor: Actor, places: Sequence[Place], show: Callable[[str, int], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._db, self._actor, self._show = db, actor, show
        self._counting = {place.key: place.waiting for place in places if place.waiting}
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._count)
        # A job commits in its own thread; queued, the news always arrives in this one.
        self._committed.connect(self._later.start, Qt.ConnectionType.QueuedConnection)
        db.after_commit.append(self._tell)
        self._later.start()

    def close(self) -> None:
        """Stop counting."""
        self._db.after_commit.remove(self._tell)
        self._later.stop()

    def _tell(self, _tables: frozenset[str]) -> None:
        self._committed.emit()

    def _count(self) -> None:
        with self._db.read(self._actor) as tx:
            found = {key: count(tx) for key, count in self._counting.items()}
        for key, waiting in found.items():
            self._show(key, waiting)
