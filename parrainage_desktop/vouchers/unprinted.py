"""The band that says which vouchers the printer never gave, with what to do about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel
from parrainage_desktop.ui.layouts import in_row
from parrainage_desktop.vouchers.rules import Voucher


class Unprinted(QFrame):
    """Hidden while nothing waits; `print_wanted` and `waived` carry the letters of all that do."""

    print_wanted = Signal(list)
    waived = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "warning")
        self._codes: list[str] = []
        self._said = ElidedLabel("", "strong", "on-warn-soft")
        self.print = Button(_("Print them"), icon="printer")
        self.waive = Button(_("Not needed on paper"), "quiet-warn")
        self.setLayout(in_row((self._said, 1), self.waive, self.print, gap=12, edges=(20, 8, 12, 8)))
        self.print.clicked.connect(lambda: self.print_wanted.emit(self._codes))
        self.waive.clicked.connect(lambda: self.waived.emit(self._codes))
        self.hide()

    def show_waiting(self, waiting: Sequence[Voucher]) -> None:
        """Say how many wait, and whose the first are."""
        self._codes = [voucher.code for voucher in waiting]
        said = ngettext(
            "{count} voucher is recorded but was not printed: {names}",
            "{count} vouchers are recorded but were not printed: {names}",
            len(waiting),
        )
        names = ", ".join(dict.fromkeys(voucher.holder for voucher in waiting[:6]))
        self._said.setText(said.format(count=number(len(waiting)), names=names))
        self.setVisible(bool(waiting))
