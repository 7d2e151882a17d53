"""Which pages to read again after a commit: the visible ones at once, the others when they are next shown."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from parrainage_desktop.base.database import Database
from parrainage_desktop.ui.page import Page


class Refresher(QObject):
    """Joined to a store; however many commits one action makes, a page reloads once, in the screen's thread."""

    _committed = Signal(object)

    def __init__(self, db: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._pages: list[Page] = []
        self._stale: set[Page] = set()
        self._changed: set[str] = set()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._refresh)
        # A job commits in its own thread; queued, the news always arrives in this one.
        self._committed.connect(self._note, Qt.ConnectionType.QueuedConnection)
        db.after_commit.append(self._tell)

    def watch(self, page: Page) -> None:
        """Keep a page up to date from here on; it has just read what it shows."""
        self._pages.append(page)
        page.installEventFilter(self)

    def close(self) -> None:
        """Stop listening, and forget the pages."""
        self._db.after_commit.remove(self._tell)
        self._later.stop()
        for page in self._pages:
            page.removeEventFilter(self)
        self._pages.clear()
        self._stale.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Reload a stale page when it is shown."""
        if event.type() == QEvent.Type.Show and watched in self._stale and isinstance(watched, Page):
            self._stale.discard(watched)
            watched.reload()
        return False

    def _tell(self, tables: frozenset[str]) -> None:
        self._committed.emit(tables)

    def _note(self, tables: frozenset[str]) -> None:
        self._changed |= tables
        self._later.start()

    def _refresh(self) -> None:
        tables = frozenset(self._changed)
        self._changed.clear()
        self._stale.update(page for page in self._pages if page.shows & tables)
        for page in [page for page in self._stale if page.isVisible()]:
            self._stale.discard(page)
            page.reload()
