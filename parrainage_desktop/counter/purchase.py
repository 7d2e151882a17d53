"""The amount of a purchase at the counter: a reference figure, never a payment."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.money import BadAmount, parse_amount
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Field
from parrainage_desktop.ui.layouts import in_column, in_row

CAPTION = 20
"""Pixels from the field's top to where a large button stands level with its line."""


class PurchaseLine(QWidget):
    """One amount to type; `bought` carries its cents, None only when the seller says that there is none.

    `touched` says that somebody is typing.
    """

    bought = Signal(object)
    touched = Signal()

    def __init__(self, first: bool) -> None:
        super().__init__()
        said = _("First purchase: reference amount, not a payment") if first else _("Reference amount, not a payment")
        self.amount = Field(said, large=True)
        words = _("Record the first purchase") if first else _("Record the purchase")
        self.record = Button(words, "primary", "receipt", _("Enter"), 56)
        self.without = Button(_("Without an amount"))
        self.amount.line.textEdited.connect(lambda _text: self.touched.emit())
        self.record.clicked.connect(self.enter)
        self.without.clicked.connect(lambda: self.bought.emit(None))
        self._build()

    def enter(self) -> None:
        """Send the amount. An empty line sends nothing: whoever means none says so."""
        if not self.amount.text().strip():
            self._ask(_("Type the amount, or choose “Without an amount”."))
            return
        try:
            self.bought.emit(parse_amount(self.amount.text()))
        except BadAmount:
            self._ask(_("Type an amount such as 12.50."))

    def _ask(self, message: str) -> None:
        self.amount.show_error(message)
        self.amount.line.setFocus()

    def _build(self) -> None:
        acts = in_column(self.record, (self.without, Qt.AlignmentFlag.AlignRight), gap=8, edges=(0, CAPTION, 0, 0))
        row = in_row(gap=16)
        self.setLayout(row)
        row.addWidget(self.amount, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(acts)
