"""The purchase's amount beside a voucher that may be used in parts: only so much is used, the rest is kept."""

from PySide6.QtWidgets import QFrame

from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.money import BadAmount, Problem, parse_amount
from parrainage_desktop.counter import wording
from parrainage_desktop.ui.fields import Line, label
from parrainage_desktop.ui.layouts import in_row
from parrainage_desktop.ui.theme import font
from parrainage_desktop.vouchers.rules import Voucher


class PartLine(QFrame):
    """One amount that need not be typed; an empty line uses the whole voucher."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "reminder")
        self._voucher: Voucher | None = None
        self.line = Line()
        self.line.setFont(font("large"))
        self.line.setFixedSize(132, 44)
        self.line.setMaxLength(20)
        caption = label(_("&Purchase, if smaller"), "large", "white")
        caption.setBuddy(self.line)
        self.line.setAccessibleName(_("Reference amount of the purchase, not a payment"))
        self._said = label("", "strong", "white", wrap=True)
        self.setLayout(in_row(caption, self.line, (self._said, 1), gap=12, edges=(18, 6, 18, 6)))
        self.line.textChanged.connect(lambda _text: self._tell())
        self.hide()

    def show_voucher(self, voucher: Voucher, part_use: bool) -> None:
        """Begin with an empty line; hidden where the scheme allows no parts."""
        self._voucher = voucher
        self.line.clear()
        self._tell()
        self.setVisible(part_use)

    def cents(self) -> int | None:
        """The amount typed, None for an empty line. Raises BadAmount, having said so."""
        if self.isHidden() or not self.line.text().strip():
            return None
        try:
            cents = parse_amount(self.line.text())
            if not cents:
                raise BadAmount(Problem.EMPTY)
        except BadAmount:
            self._refuse()
            raise
        return cents

    def _refuse(self) -> None:
        self._say(_("Type an amount such as 12.50."), bad=True)
        self.line.setFocus()

    def _tell(self) -> None:
        """What will be used and what will be left, as far as the line can be read."""
        try:
            cents = parse_amount(self.line.text()) if self.line.text().strip() else None
        except BadAmount:
            cents = None
        self._say(wording.part(self._voucher, cents) if self._voucher and cents else "")

    def _say(self, text: str, *, bad: bool = False) -> None:
        self._said.setText(text)
        self.line.mark(bad=bad)
        self.line.setAccessibleDescription(text)
