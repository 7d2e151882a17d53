"""The field of the counter at work: letters typed anywhere land in it, and people are listed while they are typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from parrainage_desktop.counter.ready import ReadyView
from parrainage_desktop.customers.rules import Customer

HELD_MS = 170
"""Longer than the pause after which a scanner without an Enter key is understood."""
TYPED_MS = 40

LookUp = Callable[[str], tuple[Sequence[Customer], Sequence[str]]]


class Search(QObject):
    """Fills the list under the field; `begun` says that letters typed elsewhere want the field, `entered` Enter."""

    begun = Signal()
    entered = Signal(str)

    def __init__(self, ready: ReadyView, look_up: LookUp) -> None:
        super().__init__(ready)
        self._ready, self._look_up = ready, look_up
        self._held = ""
        self._typing, self._holding = QTimer(self), QTimer(self)
        for timer, after, act in ((self._typing, TYPED_MS, self._list), (self._holding, HELD_MS, self._let_go)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(act)
        ready.typed.connect(self._typing.start)
        ready.entered.connect(self._enter)

    def hold(self, text: str) -> None:
        """Keep a letter typed elsewhere until it is plain that no scanner sends it."""
        self._held += text
        self._holding.start()

    def forget(self) -> None:
        """Leave it: what was typed came from a scanner, or is answered."""
        self._held = ""
        self._holding.stop()
        self._typing.stop()

    def _let_go(self) -> None:
        text, self._held = self._held, ""
        self.begun.emit()
        self._ready.field.setFocus()
        self._ready.field.insert(text)
        self._typing.start()

    def _list(self) -> None:
        typed = self._ready.field.text().strip()
        people, phones = self._look_up(typed) if len(typed) >= 2 else ((), ())
        self._ready.show_people(people, phones, "")

    def _enter(self, text: str) -> None:
        """Take the person chosen in the list, unless the list is still that of an earlier text."""
        behind = self._typing.isActive()
        self._typing.stop()
        if behind or not self._ready.results.enter():
            self.entered.emit(text)
