"""The keys of the counter, wherever the cursor is. A held key acts once, and Enter never twice."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from parrainage_desktop.counter.stage import Stage
from parrainage_desktop.ui.scanner import EnterGuard

Act = Callable[[], None]


class Keys:
    """Which act a key means. `acts` are those of the function keys, `enters` those of Enter, by what is shown."""

    def __init__(
        self, page: QWidget, stage: Stage, guard: EnterGuard, undo: Act,
        acts: dict[Qt.Key, Act], enters: dict[QWidget, Act],
    ) -> None:
        self._page, self._stage, self._guard, self._undo = page, stage, guard, undo
        self._enters = enters
        self._acts = {**acts, Qt.Key.Key_Return: self.press_enter, Qt.Key.Key_Enter: self.press_enter}

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False when it means nothing here."""
        act = self._acts.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            act = self._undo
        if act and not event.isAutoRepeat():
            act()
        return act is not None

    def press_enter(self) -> None:
        """Press the button that has the cursor, else do the one thing Enter means on what is shown."""
        if not self._guard.is_open():
            return
        focused = self._page.focusWidget()
        if isinstance(focused, QPushButton) and focused.hasFocus() and not focused.isCheckable():
            focused.click()
        elif act := self._enters.get(self._stage.at()):
            act()
