"""Letters to touch, for a screen without a keyboard: in the places a French or an English keyboard has them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.theme import font

_LETTERS = {
    "fr": ("1234567890", "azertyuiop", "qsdfghjklm", "wxcvbnéèàçù"),
    "en": ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm-@"),
}
_DIGITS = ("123", "456", "789")
HEIGHT = 50


class TouchKeyboard(QWidget):
    """Keys pressed one by one: `typed` carries the sign, `erased` asks for the last one to go.

    With `digits` there are only those, and the “+” a phone number may begin with unless `plus` says there is none.
    """

    typed = Signal(str)
    erased = Signal()

    def __init__(self, language: str, *, digits: bool = False, plus: bool = True) -> None:
        super().__init__()
        self._capital = False
        self._letters: list[QPushButton] = []
        self._column = in_column(gap=8)
        self.setLayout(self._column)
        for signs in _DIGITS if digits else _LETTERS[language]:
            self._add(*(self._sign(sign) for sign in signs))
        if digits and plus:
            self._add(self._sign("+"), self._sign("0"), self._erase(2))
        elif digits:
            self._column.addLayout(in_row((QWidget(), 1), (self._sign("0"), 1), (self._erase(2), 1), gap=8))
        else:
            self._last_row()

    def _last_row(self) -> None:
        shift = self._key("⇧", _("Capital letter"), 3)
        shift.clicked.connect(self._shift)
        space = self._key(" ", _("Space"), 8)
        space.clicked.connect(lambda: self.typed.emit(" "))
        before, after = ([self._sign(sign) for sign in signs] for signs in ("’,", ".!?"))
        self._add(shift, *before, space, *after, self._erase())

    def _add(self, *keys: QPushButton) -> None:
        self._column.addLayout(in_row(*((key, key.property("wide") or 2) for key in keys), gap=8))

    def _sign(self, sign: str) -> QPushButton:
        key = self._key(sign, sign)
        key.clicked.connect(lambda: self._press(key.text()))
        if sign.isalpha():
            self._letters.append(key)
        return key

    def _erase(self, wide: int = 3) -> QPushButton:
        key = self._key("⌫", _("Erase"), wide)
        key.clicked.connect(self.erased)
        return key

    def _key(self, sign: str, name: str, wide: int = 2) -> QPushButton:
        key = QPushButton(sign)
        key.setProperty("role", "touch")
        key.setProperty("wide", wide)
        key.setAutoDefault(False)
        key.setFont(font("counter"))
        key.setFixedHeight(HEIGHT)
        key.setMinimumWidth(44)
        key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        key.setAccessibleName(name)
        return key

    def _press(self, sign: str) -> None:
        self.typed.emit(sign)
        if self._capital:
            self._shift()

    def _shift(self) -> None:
        self._capital = not self._capital
        for key in self._letters:
            key.setText(key.text().upper() if self._capital else key.text().lower())
