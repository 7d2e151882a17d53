"""Starting the window: it is painted first, the store is opened right after."""

import gc
import os
import sys
from types import TracebackType

from PySide6.QtWidgets import QApplication

from parrainage_desktop.base import paths
from parrainage_desktop.base.i18n import language as spoken
from parrainage_desktop.shell import qt_words
from parrainage_desktop.shell.program import TITLE, Program
from parrainage_desktop.shell.settings import Settings
from parrainage_desktop.ui import theme
from parrainage_desktop.ui.garbage import Garbage


def run_window(store: str | None, demo: bool, language: str | None) -> int:
    """Run the window on a store (this person's own by default) or a throw-away sample shop; the exit status."""
    gc.disable()  # what a start makes, stays: looking for garbage among it takes a tenth of the time
    app = QApplication(sys.argv[:1])
    app.setApplicationName("parrainage")
    app.setApplicationDisplayName(TITLE)
    app.setDesktopFileName("parrainage")
    sys.excepthook = _broken
    settings = Settings()
    where = store or own_store(settings)
    qt_words.speak(app, language or settings.language or _last_language(settings, where) or spoken())
    theme.apply(app, settings.look)
    program = Program(app, settings, fixed_language=language is not None)
    program.window.painted.connect(_watch)
    if demo:
        program.begin_demo()
    elif not program.begin(where):
        return 0
    program.window.painted.connect(lambda: _tidy(app))  # the last to hear of it, so the counter is ready by then
    program.window.show()
    status = app.exec()
    program.close()
    return status


def _watch() -> None:
    """Write down what goes wrong from here on; the window can be seen already."""
    from parrainage_desktop.shell import crash

    crash.install()


def _tidy(app: QApplication) -> None:
    """Look for garbage from here on, but not among what the start has made."""
    gc.freeze()
    Garbage(app)


def _broken(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What goes wrong before that."""
    _watch()
    sys.excepthook(kind, error, trace)


def own_store(settings: Settings) -> str:
    """The store named by the environment, else the one chosen in the window, else the usual place."""
    if os.environ.get("PARRAINAGE_STORE"):
        return paths.default_store()
    return settings.store or paths.default_store()


def _last_language(settings: Settings, store: str) -> str:
    seen = settings.seen
    return seen.language if seen.store == store else ""
