"""What the parameters of the scheme are set with; each speaks the words the terminal understands."""

import re
from abc import abstractmethod
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from parrainage_desktop.base.i18n import _, decimal, money, share
from parrainage_desktop.base.money import BadAmount, parse_amount
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import Line, PlainLabel, label, rule, show_text
from parrainage_desktop.ui.layouts import filled, in_column, in_row
from parrainage_desktop.ui.theme import font

NONE = "none"
_TYPED_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)%")
_WIDTH, _NARROW = 188, 92


class Control(QWidget):
    """Something to set a parameter with; `changed` while it changes, `left` when it is done with.

    What it leaves out is held by mypy alone: a widget cannot also be an ABC, their metaclasses differ.
    """

    changed = Signal()
    left = Signal()

    @abstractmethod
    def text(self) -> str:
        """What is set, as the terminal would be told."""

    @abstractmethod
    def set_text(self, text: str) -> None:
        """Show what the terminal would say."""

    def mark_bad(self, bad: bool) -> None:
        """Show that what is set cannot be."""

    def take_focus(self) -> None:
        """Put the cursor where what is set can be changed."""
        for line in self.findChildren(Line):
            if line.isVisible():
                line.setFocus()
                return


class Typed(Control):
    """A line to type in; a day may also be typed as 31/12/2027."""

    def __init__(self, name: str, hint: str = "", width: int = _WIDTH, sign: str = "") -> None:
        super().__init__()
        self._sign = sign
        self.line = _line(name, hint)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.line.editingFinished.connect(self.left)
        self.setFixedWidth(width)
        self.setLayout(in_row(self.line))

    def text(self) -> str:
        """What was typed; nothing means none."""
        typed = self.line.text().strip()
        if day := _TYPED_DAY.fullmatch(typed):
            return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
        if self._sign:
            return (typed.removesuffix(self._sign).strip() or "0") + self._sign
        return typed or NONE

    def set_text(self, text: str) -> None:
        """Show a text; nothing for none."""
        year, _dash, rest = text.partition("-")
        shown = "/".join([*reversed(rest.split("-")), year]) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text
        if self._sign and (found := _SHARE.fullmatch(text)):
            shown = share(int(Decimal(found[1]) * 100))
        self.line.setText("" if text == NONE else shown)

    def mark_bad(self, bad: bool) -> None:
        """Give the line its red border, or take it away."""
        self.line.mark(bad=bad)


class Stepper(Control):
    """A number between a minus and a plus: cents when it has a currency; `open_end` lets it be nothing at all.

    A `plain` one is the line alone, for where there is little room.
    """

    def __init__(
        self, name: str, currency: str = "", step: int = 1, *, open_end: str = "", plain: bool = False
    ) -> None:
        super().__init__()
        self._currency, self._step, self._open = currency, step, bool(open_end)
        self.line = _line(name, open_end)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setFont(font("figures"))
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.line.editingFinished.connect(self._leave)
        self.setLayout(in_row(self.line if plain else self._boxed(name)))
        self.setFixedWidth(_NARROW if plain else _WIDTH)

    def text(self) -> str:
        """The number as typed; nothing means none where that is possible, else zero."""
        typed = self.line.text().strip()
        return typed or (NONE if self._open else "0")

    def set_text(self, text: str) -> None:
        """Show a number as the reader writes it; nothing for none."""
        self.line.setText("" if text == NONE else self._shown(text))

    def move_by(self, steps: int) -> None:
        """Some steps up or down; never below zero, and from one step down to nothing where that is possible."""
        value = self._value()
        if value is None:
            return
        value = max(0, value + steps * self._step)
        self.line.setText("" if self._open and not value else self._written(value))
        self.changed.emit()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down are plus and minus."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.move_by(step)

    def mark_bad(self, bad: bool) -> None:
        """Give the line its red border, or take it away."""
        self.line.mark(bad=bad)

    def _boxed(self, name: str) -> QFrame:
        less = _button("minus-bold", _("Less: {name}").format(name=name))
        more = _button("plus-bold", _("More: {name}").format(name=name))
        less.clicked.connect(lambda: self.move_by(-1))
        more.clicked.connect(lambda: self.move_by(1))
        self.line.setProperty("inside", True)
        box = QFrame()
        box.setProperty("segments", True)
        box.setFixedSize(_WIDTH, 48)
        return filled(box, in_row(less, self.line, more, gap=0, edges=1))

    def _leave(self) -> None:
        value = self._value()
        if value is not None and self.line.text().strip():
            self.line.setText(self._written(value))
        self.left.emit()

    def _value(self) -> int | None:
        typed = self.line.text().strip()
        if not typed:
            return 0
        if not self._currency:
            return int(typed) if typed.isdecimal() and len(typed) < 10 else None
        try:
            return parse_amount(typed)
        except BadAmount:
            return None

    def _shown(self, text: str) -> str:
        return self._written(parse_amount(text)) if self._currency else text

    def _written(self, value: int) -> str:
        return amount(value, self._currency) if self._currency else str(value)


class Pick(Control):
    """One of a few words, shown side by side."""

    def __init__(self, name: str, words: dict[str, str]) -> None:
        super().__init__()
        self._words = list(words)
        self.choice = Choice(list(words.values()), name)
        self.choice.chosen.connect(self._tell)
        self.setLayout(in_row(self.choice))

    def text(self) -> str:
        """The word chosen."""
        return self._words[self.choice.index()]

    def set_text(self, text: str) -> None:
        """Choose a word; one that is not offered leaves the first."""
        self.choice.choose(self._words.index(text) if text in self._words else 0)

    def _tell(self, _index: int) -> None:
        self.changed.emit()
        self.left.emit()


class Row(QWidget):
    """A parameter's name and hint, its control at the right, and what is wrong with it beneath."""

    def __init__(self, key: str, name: str, hint: str, control: Control) -> None:
        super().__init__()
        self.key, self.control = key, control
        self.error = label("", "small", "err-text", wrap=True)
        self.error.hide()
        words = in_column(..., label(name, "strong"), gap=0)
        if hint:
            words.addWidget(label(hint, "small", "text-2", wrap=True))
        words.addWidget(self.error)
        words.addStretch(1)
        row = in_row((words, 1), (control, Qt.AlignmentFlag.AlignVCenter), gap=16, edges=(0, 6, 0, 6))
        self.setLayout(in_column(rule(), row, gap=0))

    def show_error(self, message: str) -> None:
        """Say what is wrong; an empty message takes it away."""
        show_error(self.error, self.control, message)


def show_error(said: PlainLabel, control: Control, message: str) -> None:
    """Say under a control what is wrong with it, also to who listens."""
    show_text(said, message)
    control.mark_bad(bool(message))
    control.setAccessibleDescription(message)


def amount(cents: int, currency: str) -> str:
    """An amount as the reader writes it and can type it again."""
    shown = money(cents, currency)
    try:
        parse_amount(shown)
    except BadAmount:
        return decimal(Decimal(cents).scaleb(-2), 2)
    return shown


def _line(name: str, hint: str) -> Line:
    line = Line()
    line.setFont(font("body"))
    line.setMinimumHeight(44)
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line


def _button(icon: str, name: str) -> Button:
    button = Button("", "segment", icon, name=name)
    button.setProperty("place", "first" if icon == "minus-bold" else "last")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
