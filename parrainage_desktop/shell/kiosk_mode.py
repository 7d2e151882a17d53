"""When this screen is a kiosk: opened from a desk, found again after the power was cut, left for the desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from parrainage_desktop.base.database import Database
    from parrainage_desktop.shell.desk import Memories
    from parrainage_desktop.shell.program import Program


class KioskMode(QObject):
    """Puts the kiosk in the place of the desk, and remembers it until the shop's code was typed."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._memories: Memories = {}
        self._current = ""

    def open(self, person: int | None) -> None:
        """Let customers answer here instead of the desk: one of them, or whoever comes."""
        desk = self._program.desk
        if desk is not None:
            self._memories, self._current = desk.memories(), desk.current
            desk.close()
            self._program.desk = None
            self._show(desk.db, person, over=False)

    def resume(self, db: "Database") -> bool:
        """Be the kiosk this screen was when it went dark; False when it was none."""
        store, handed = self._program.settings.kiosk
        if store != self._program.where:
            return False
        self._show(db, None, over=handed)
        return True

    def _show(self, db: "Database", person: int | None, *, over: bool) -> None:
        from parrainage_desktop.base.database import Actor
        from parrainage_desktop.surveys.kiosk import Kiosk

        program = self._program
        kiosk = Kiosk(db, Actor(program.settings.staff, program.settings.till), person, over=over)
        kiosk.opened.connect(lambda: self._keep(over))
        kiosk.handed.connect(lambda: self._keep(True))
        kiosk.left.connect(self._leave)
        program.window.show_view(kiosk, program.window.windowTitle())
        kiosk.take_focus()

    def _keep(self, handed: bool) -> None:
        self._program.settings.kiosk = (self._program.where, handed)
        self._program.window.hold(True)

    def _leave(self) -> None:
        self._program.settings.kiosk = ("", False)
        self._program.window.hold(False)
        self._program.show_frame("")
        self._program.furnish(self._memories, self._current)
