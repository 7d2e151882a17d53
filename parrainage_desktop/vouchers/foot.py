"""The bar below the list: what is ticked and what can be done with it; at the right, what the list adds up to."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from parrainage_desktop.base.i18n import _, money
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel, label, show_text
from parrainage_desktop.ui.layouts import in_row
from parrainage_desktop.vouchers import list_wording as words
from parrainage_desktop.vouchers.rules import Owing, Voucher


class Foot(QFrame):
    """Buttons are hidden, not grey, while nothing is ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(60)
        self._told = False
        self.said = ElidedLabel("", "strong")
        self.all = Button(_("Tick all"), icon="check-bold")
        self.print = Button(_("Print again"), icon="printer")
        self.cancel = Button(_("Cancel…"), "danger", "prohibit")
        self.one = Button(_("More"), icon="dots-three-bold", name=_("More for the one voucher ticked"))
        self._count, self._sum = label("", "body", "text-2"), label("", "card-large")
        row = in_row(
            self.said,
            self.all,
            self.print,
            self.cancel,
            self.one,
            ...,
            self._count,
            self._sum,
            gap=12,
            edges=(20, 8, 20, 8),
        )
        self.setLayout(row)
        self.show_ticked((), "EUR")

    def show_list(self, found: Owing, currency: str) -> None:
        """Show what the list adds up to; the rows make it, to the cent."""
        self._count.setText(words.listed(found))
        self._sum.setText(money(found.cents, currency))
        self.all.setEnabled(bool(found.vouchers))

    def show_ticked(self, chosen: Sequence[Voucher], currency: str) -> None:
        """Show what is ticked, and what can be done with it; what was just done stays said until the next tick."""
        if chosen or not self._told:
            self._say(words.ticked(chosen, currency) if chosen else "")
            self._told = False
        self.all.setVisible(not chosen)
        self.print.setVisible(bool(chosen))
        self.cancel.setVisible(bool(chosen))
        self.one.setVisible(len(chosen) == 1)

    def say(self, text: str) -> None:
        """Say what was just done, or why nothing was."""
        self._say(text)
        self._told = True

    def _say(self, text: str) -> None:
        show_text(self.said, text)
