"""The dialogs about ambassadors, opened over whichever screen asks for them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parrainage_desktop.shell.desk import Desk

if TYPE_CHECKING:
    from parrainage_desktop.ambassadors.dialogs import AmbassadorDialog, TiersDialog


class Ambassadors(QObject):
    """Opens them over a desk; the screens behind read again what was changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def open_person(self, customer_id: int) -> "AmbassadorDialog":
        """How somebody stands by the tiers, and letting them in or out."""
        from parrainage_desktop.ambassadors.dialogs import AmbassadorDialog

        dialog = AmbassadorDialog(self._desk.frame.window(), self._desk.db, self._desk.actor, customer_id)
        dialog.open()
        return dialog

    def open_tiers(self) -> "TiersDialog":
        """What each tier asks."""
        from parrainage_desktop.ambassadors.dialogs import TiersDialog

        dialog = TiersDialog(self._desk.frame.window(), self._desk.db, self._desk.actor)
        dialog.open()
        return dialog
