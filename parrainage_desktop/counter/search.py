"""The field of the counter at work: letters typed anywhere land in it, and people are listed while they are typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from parrainage_desktop.counter.ready import ReadyView
from parrainage_desktop.customers.rules import Customer

TYPED_MS = 40

LookUp = Callable[[str], tuple[Sequence[Customer], Sequence[str]]]


class Search(QObject):
    """Fills the list under the field; `begun` says that letters typed elsewhere want the field, `entered` Enter."""

    begun = Signal()
    entered = Signal(str)

    def __init__(self, ready: ReadyView, look_up: LookUp) -> None:
        super().__init__(ready)
        self._ready, self._look_up = ready, look_up
        self._typing = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._typing.timeout.connect(self._list)
        ready.typed.connect(self._typing.start)
        ready.entered.connect(self._enter)

    def take(self, text: str) -> None:
        """Put a letter typed elsewhere into the field, and the cursor behind it."""
        self.begun.emit()
        self._ready.field.setFocus()
        self._ready.field.insert(text)
        self._typing.start()

    def forget(self) -> None:
        """Leave it: what was typed came from a scanner, or is answered."""
        self._typing.stop()

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
