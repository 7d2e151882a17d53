"""The dialogs about ambassadors, opened over whichever screen asks for them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parrainage_desktop.shell.desk import Desk

if TYPE_CHECKING:
    from parrainage_desktop.ambassadors.dialogs import AmbassadorDialog, AmbassadorsDialog, TiersDialog
    from parrainage_desktop.customers.page import CustomersPage


class Ambassadors(QObject):
    """Opens them over a desk; the screens behind read again what was changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def join(self, page: "CustomersPage") -> None:
        """Do what the customers' screen asks for."""
        page.ambassador_requested.connect(self.open_person)
        page.ambassadors_requested.connect(self.open_all)

    def open_all(self) -> "AmbassadorsDialog":
        """Who is an ambassador and who may enter a tier; each can be opened, and the list is read again after."""
        from parrainage_desktop.ambassadors.dialogs import AmbassadorsDialog

        dialog = AmbassadorsDialog(self._desk.frame.window(), self._desk.db, self._desk.actor)
        dialog.wanted.connect(lambda customer_id: self.open_person(customer_id).finished.connect(dialog.reload))
        dialog.open()
        return dialog

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
