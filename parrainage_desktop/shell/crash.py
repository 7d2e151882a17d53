"""What happens when the program itself is wrong: written down, said honestly, and nothing half-written.

A bug cannot leave half an act in the store: every act is one transaction, taken back when it does not end.
"""

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from parrainage_desktop.base import log, paths
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def install() -> None:
    """Catch what nobody else does, from here on."""
    try:
        log.to_file(paths.data_dir())
    except OSError:
        logging.getLogger(__name__).warning("there is no log: the data folder cannot be written")
    sys.excepthook = handle
    threading.excepthook = lambda args: logging.getLogger(__name__).error(
        "a thread broke", exc_info=(args.exc_type, args.exc_value, args.exc_traceback)  # type: ignore[arg-type]
    )
    qInstallMessageHandler(_note)


def handle(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say what the environment refuses; note a bug and say that there is one."""
    if isinstance(error, UserError | InvalidInput):
        tell(error.message)
    elif issubclass(kind, KeyboardInterrupt):
        QApplication.exit(130)
    else:
        logging.getLogger(__name__).critical("the program broke", exc_info=(kind, error, trace))
        tell_of_bug()


def tell(message: str) -> QMessageBox | None:
    """Show a sentence with its remedy, over whatever is open."""
    return _show(QMessageBox.Icon.Warning, message, "")


def tell_of_bug() -> QMessageBox | None:
    """Say that something broke, what that means for the shop's data, and where the details are."""
    return _show(
        QMessageBox.Icon.Critical,
        _("Something broke in the program itself."),
        _("The last thing you did may not have been saved, but nothing is half written. "
          "You can go on. The details are in {place}.").format(place=paths.data_dir() / "parrainage.log"),
    )


def _show(icon: QMessageBox.Icon, text: str, more: str) -> QMessageBox | None:
    """One box at a time: a fault that comes back every second must not bury the screen."""
    app = QApplication.instance()
    if not isinstance(app, QApplication) or any(isinstance(w, QMessageBox) and w.isVisible() for w in app.allWidgets()):
        return None
    box = QMessageBox(icon, app.applicationDisplayName(), "", parent=app.activeWindow())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{text}\n\n{more}".strip())
    # Without a window to belong to, nothing but this connection keeps the box.
    box.finished.connect(lambda _how: box.deleteLater())
    box.open()
    return box


def _note(level: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS[level], "%s", message)
