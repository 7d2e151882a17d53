"""The one window of the program: whatever fills it, its keys, and its place on the desktop."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from parrainage_desktop.shell.settings import Settings

SMALLEST = (1024, 600)
USUAL = (1366, 768)
_AZERTY = (
    Qt.Key.Key_Ampersand, Qt.Key.Key_Eacute, Qt.Key.Key_QuoteDbl, Qt.Key.Key_Apostrophe, Qt.Key.Key_ParenLeft,
    Qt.Key.Key_Minus, Qt.Key.Key_Egrave, Qt.Key.Key_Underscore,
)  # fmt: skip
"""What the digit keys of a French keyboard give without Shift."""
_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5)


class MainWindow(QMainWindow):
    """A frame around views that come and go: first start, a shop, a screen that says what is wrong.

    `painted` comes once, when the first view can be seen; `scanned` carries what the scanner read; `pressed` names a
    function key nobody else wanted; `wanted` the number of the screen asked for by Ctrl and a digit.
    """

    painted = Signal()
    scanned = Signal(str)
    pressed = Signal(int)
    wanted = Signal(int)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._seen = self._held = False
        self.setMinimumSize(*SMALLEST)
        self.setProperty("ground", "bg")
        self.resize(*USUAL)
        self.restoreGeometry(settings.geometry)
        self._shortcuts()

    def show_view(self, view: QWidget, title: str) -> None:
        """Fill the window with another view; the one before goes away."""
        before = self.takeCentralWidget()
        self.setCentralWidget(view)
        self.setWindowTitle(title)
        view.show()
        if before:
            before.hide()
            before.deleteLater()

    def come_forward(self) -> None:
        """Be in front of the other windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def hold(self, held: bool) -> None:
        """Fill the screen and stay there, or no longer; the end of the desktop's own session ends this too."""
        self._held = held
        state, full = self.windowState(), Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full if held else state & ~full)

    def toggle_full_screen(self) -> None:
        """Fill the whole screen, or no longer."""
        if self._held:
            return
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window can be seen."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._begin)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the function keys that no screen took."""
        if event.key() in _KEYS and not event.modifiers():
            self.pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was; one that is held stays open."""
        app = QGuiApplication.instance()
        if self._held and isinstance(app, QGuiApplication) and not app.isSavingSession():
            event.ignore()
            return
        self._settings.geometry = self.saveGeometry()
        super().closeEvent(event)

    def _begin(self) -> None:
        """Listen to the scanner and the keyboard's focus, which nobody misses before the window can be seen."""
        from parrainage_desktop.ui.focus_ring import FocusRing
        from parrainage_desktop.ui.scanner import Scanner

        FocusRing(self)
        Scanner(self).scanned.connect(self.scanned)
        self.painted.emit()

    def _shortcuts(self) -> None:
        QShortcut(QKeySequence(Qt.Key.Key_F11), self, self.toggle_full_screen)
        for number, french in enumerate(_AZERTY, 1):
            for key in (Qt.Key(Qt.Key.Key_0 + number), french):
                shortcut = QShortcut(QKeySequence(Qt.Modifier.CTRL | key), self)
                shortcut.activated.connect(lambda number=number: self.wanted.emit(number))
