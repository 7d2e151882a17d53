"""A scanner is a keyboard in a hurry: what it types is recognised by its rhythm, wherever the cursor stands.

The sixteen letters of our codes sit on the same keys of every AZERTY, QWERTZ and QWERTY layout, so only case has
to be forgiven. Slow typing passes through untouched.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from parrainage_desktop.base.codes import LONGEST_INPUT, ForeignCode, MisreadCode, read_code

SHORTEST = 8
LONGEST_GAP = 0.080
AVERAGE_GAP = 0.050
PAUSE_MS = 150
_PRESSES = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Scanner(QObject):
    """Listens to one window; `scanned` carries what was read, the key that ended it goes nowhere else.

    It is deaf while a dialog or a menu is open.
    """

    scanned = Signal(str)

    def __init__(self, window: QWidget, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self._window, self._seconds = window, seconds
        self._typed = ""
        self._first = self._last = 0.0
        self._leak: tuple[QWidget, str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._finish_after_pause)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the keys that reach whoever has the cursor."""
        if not isinstance(event, QKeyEvent) or event.type() not in _PRESSES or not self._hears(watched):
            return False
        ends = Qt.Key(event.key()) in _ENDS
        if event.type() is QEvent.Type.ShortcutOverride:
            return ends and self._claim(event)
        if ends:
            return self._finish()
        self._take(event)
        return False

    def _hears(self, watched: QObject) -> bool:
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return False
        seen: tuple[QWidget | None, ...] = (QApplication.focusWidget(), self._window.focusWidget(), self._window)
        focus = next(widget for widget in seen if widget is not None)
        return watched is focus and focus.window() is self._window

    def _claim(self, event: QKeyEvent) -> bool:
        """Keep the key that ends a scan from any shortcut of the window."""
        claimed = self._is_over()
        event.setAccepted(claimed)
        return claimed

    def _take(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            self._typed = ""
            return
        text = event.text()
        if len(text) != 1 or not text.isprintable() or event.modifiers() & _COMMANDS:
            return
        now = self._seconds()
        if not self._typed or now - self._last > LONGEST_GAP:
            self._begin(now)
        self._typed = (self._typed + text)[: LONGEST_INPUT + 1]
        self._last = now
        if self._is_whole():
            self._pause.start()
        else:
            self._pause.stop()

    def _begin(self, now: float) -> None:
        self._typed, self._first = "", now
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            self._leak = (focus, focus.text())
        elif isinstance(focus, QPlainTextEdit):
            self._leak = (focus, focus.toPlainText())
        else:
            self._leak = None

    def _is_whole(self) -> bool:
        try:
            read_code(self._typed)
        except (ForeignCode, MisreadCode):
            return False
        return True

    def _is_hurried(self) -> bool:
        """Faster than a hand; a whole code, whose check letters agree, may come as slowly as any scanner sends it."""
        letters = len(self._typed)
        if letters < SHORTEST:
            return False
        return (self._last - self._first) / (letters - 1) <= AVERAGE_GAP or self._is_whole()

    def _is_over(self) -> bool:
        return self._is_hurried() and self._seconds() - self._last <= LONGEST_GAP

    def _finish(self) -> bool:
        self._pause.stop()
        text, over = self._typed, self._is_over()
        self._typed = ""
        if over:
            self._take_back()
            self.scanned.emit(text)
        return over

    def _finish_after_pause(self) -> None:
        text, self._typed = self._typed, ""
        if text:
            self._take_back()
            self.scanned.emit(text)

    def _take_back(self) -> None:
        """Give the field that caught the letters the text it had before."""
        if self._leak is None:
            return
        field, before = self._leak
        if isinstance(field, QLineEdit):
            field.setText(before)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(before)


class EnterGuard:
    """Enter means nothing for a moment after a verdict: the scanner's own Enter must not confirm it."""

    SECONDS = 0.4

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._until = 0.0

    def close(self) -> None:
        """Ignore Enter from now on, for a moment."""
        self._until = self._seconds() + self.SECONDS

    def is_open(self) -> bool:
        """Whether Enter counts."""
        return self._seconds() >= self._until
